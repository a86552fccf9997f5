//! Reads back what was drawn.

use quick_xml::Reader;
use quick_xml::events::Event;
use std::fs;
use std::io::{Cursor, Read};
use std::process::Command;

/// A page of a PDF as poppler sees it; lengths are points.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) words: Vec<Word>,
}

impl Page {
    pub(crate) fn text(&self) -> String {
        self.words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// The words on the lowest line of the page.
    pub(crate) fn last_line(&self) -> String {
        let lowest = self.words.iter().map(|word| word.bottom).fold(0.0, f64::max);
        let words = self.words.iter().filter(|word| lowest - word.bottom < 3.0);
        words.map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
    }
}

#[derive(Debug)]
pub(crate) struct Word {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) right: f64,
    pub(crate) bottom: f64,
    pub(crate) text: String,
}

/// Every word of a PDF and where it stands. Needs poppler-utils.
pub(crate) fn pages(pdf: &[u8]) -> Vec<Page> {
    let folder = tempfile::tempdir().unwrap();
    let (file, boxes) = (folder.path().join("document.pdf"), folder.path().join("boxes.html"));
    fs::write(&file, pdf).unwrap();
    let output = Command::new("pdftotext").arg("-bbox").args([&file, &boxes]).output();
    let output = output.expect("pdftotext reads PDF files: install poppler-utils");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));

    let xml = fs::read_to_string(&boxes).unwrap();
    let mut reader = Reader::from_str(&xml);
    let mut pages = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => {
                let number = |name: &str| -> f64 {
                    let attribute = tag.try_get_attribute(name).unwrap().unwrap();
                    attribute.value.parse().unwrap()
                };
                if tag.name().as_ref() == "page" {
                    pages.push(Page { width: number("width"), height: number("height"), words: Vec::new() });
                } else if tag.name().as_ref() == "word" {
                    let (left, top) = (number("xMin"), number("yMin"));
                    let (right, bottom) = (number("xMax"), number("yMax"));
                    let name = tag.to_end().into_owned();
                    let text = reader.read_text(name.name()).unwrap().to_string();
                    let text = quick_xml::escape::unescape(&text).unwrap().into_owned();
                    pages.last_mut().unwrap().words.push(Word { left, top, right, bottom, text });
                }
            }
            Event::Eof => return pages,
            _ => {}
        }
    }
}

/// The parts of a package of Office, by name. All of them are checked to be well-formed.
pub(crate) fn part(package: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    for other in names.iter().filter(|name| name.ends_with(".xml") || name.ends_with(".rels")) {
        let mut xml = String::new();
        archive.by_name(other).unwrap().read_to_string(&mut xml).unwrap();
        well_formed(&xml);
    }
    let mut xml = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut xml).unwrap();
    xml
}

/// Fails unless a text is XML 1.0 from its first character to its last.
pub(crate) fn well_formed(xml: &str) {
    let is_allowed = |letter: char| matches!(letter, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..);
    assert!(xml.chars().all(is_allowed));
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    while reader.read_event().expect("the part is well-formed") != Event::Eof {}
}

/// What stands between tags, one paragraph a line.
pub(crate) fn paragraphs(xml: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    let mut lines = vec![String::new()];
    let mut is_text = false;
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => is_text = tag.name().as_ref() == "w:t",
            Event::End(tag) => {
                is_text = false;
                if tag.name().as_ref() == "w:p" {
                    lines.push(String::new());
                }
            }
            Event::Text(text) if is_text => lines.last_mut().unwrap().push_str(&text),
            Event::GeneralRef(name) if is_text => {
                let sign = format!("&{};", &*name);
                lines.last_mut().unwrap().push_str(&quick_xml::escape::unescape(&sign).unwrap());
            }
            Event::Eof => return lines,
            _ => {}
        }
    }
}
