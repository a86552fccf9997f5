//! Documents, read with programs that are not ours.

use calamine::{Data, Reader as _, Xlsx};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::io::{Cursor, Read, Write};
use std::process::{Command, Stdio};
use zip::ZipArchive;

/// A page of a PDF as poppler sees it; lengths are points.
pub(crate) struct Page {
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) words: Vec<Word>,
}

#[derive(Debug)]
pub(crate) struct Word {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) right: f64,
    pub(crate) bottom: f64,
    pub(crate) text: String,
}

/// Every word of a PDF, and where it stands. Needs poppler-utils.
pub(crate) fn pages(pdf: &[u8]) -> Vec<Page> {
    let mut reading = Command::new("pdftotext")
        .args(["-bbox", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("pdftotext reads PDF files: install poppler-utils");
    // It reads all before it writes anything, so that neither waits for the other.
    reading.stdin.take().unwrap().write_all(pdf).unwrap();
    let output = reading.wait_with_output().unwrap();
    assert!(output.status.success());

    let boxes = String::from_utf8(output.stdout).unwrap();
    let mut reader = Reader::from_str(&boxes);
    let mut pages: Vec<Page> = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => {
                let number =
                    |name: &str| -> f64 { tag.try_get_attribute(name).unwrap().unwrap().value.parse().unwrap() };
                match tag.name().as_ref() {
                    "page" => {
                        pages.push(Page { width: number("width"), height: number("height"), words: Vec::new() });
                    }
                    "word" => {
                        let (left, top) = (number("xMin"), number("yMin"));
                        let (right, bottom) = (number("xMax"), number("yMax"));
                        let text = reader.read_text(tag.name()).unwrap().to_string();
                        let text = quick_xml::escape::unescape(&text).unwrap().into_owned();
                        pages.last_mut().unwrap().words.push(Word { left, top, right, bottom, text });
                    }
                    _ => {}
                }
            }
            Event::Eof => return pages,
            _ => {}
        }
    }
}

/// The paragraphs of a DOCX outside its tables, and the rows of its tables, cell by cell.
pub(crate) fn docx(file: &[u8]) -> (Vec<String>, Vec<Vec<String>>) {
    let mut xml = String::new();
    ZipArchive::new(Cursor::new(file)).unwrap().by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    let mut reader = Reader::from_str(&xml);
    let (mut paragraphs, mut rows) = (Vec::new(), Vec::new());
    let (mut is_row, mut is_text) = (false, false);
    loop {
        let said = match reader.read_event().unwrap() {
            Event::Start(tag) => {
                is_text = tag.name().as_ref() == "w:t";
                match tag.name().as_ref() {
                    "w:tr" => {
                        is_row = true;
                        rows.push(Vec::new());
                    }
                    "w:tc" => rows.last_mut().unwrap().push(String::new()),
                    "w:p" if !is_row => paragraphs.push(String::new()),
                    _ => {}
                }
                continue;
            }
            Event::End(tag) => {
                is_text = false;
                is_row &= tag.name().as_ref() != "w:tr";
                continue;
            }
            Event::Text(text) if is_text => text.to_string(),
            Event::GeneralRef(name) if is_text => quick_xml::escape::unescape(&format!("&{};", &*name)).unwrap().into(),
            Event::Eof => return (paragraphs, rows),
            _ => continue,
        };
        let place = if is_row { rows.last_mut().unwrap().last_mut() } else { paragraphs.last_mut() };
        place.unwrap().push_str(&said);
    }
}

/// The rows of all sheets of an XLSX.
pub(crate) fn xlsx(file: &[u8]) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file)).unwrap();
    let sheets: Vec<_> = book.worksheets();
    sheets.iter().flat_map(|(_, sheet)| sheet.rows().map(<[Data]>::to_vec)).collect()
}
