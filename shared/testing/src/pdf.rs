//! PDF, read with a program that is not ours.

use quick_xml::Reader;
use quick_xml::events::Event;
use std::io::Write;
use std::process::{Command, Stdio};

/// A page of a PDF as poppler sees it; lengths are points.
#[derive(Debug)]
pub struct Page {
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// Its words.
    pub words: Vec<Word>,
}

impl Page {
    /// What it says.
    #[must_use]
    pub fn text(&self) -> String {
        self.words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// The words on its lowest line.
    #[must_use]
    pub fn last_line(&self) -> String {
        let lowest = self.words.iter().map(|word| word.bottom).fold(0.0, f64::max);
        let words = self.words.iter().filter(|word| lowest - word.bottom < 3.0);
        words.map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
    }
}

/// A word, and the box that it stands in.
#[derive(Debug)]
pub struct Word {
    /// Its left edge.
    pub left: f64,
    /// Its upper edge.
    pub top: f64,
    /// Its right edge.
    pub right: f64,
    /// Its lower edge.
    pub bottom: f64,
    /// What it says.
    pub text: String,
}

/// Every word of a PDF, and where it stands. Needs poppler-utils.
#[must_use]
pub fn pages(pdf: &[u8]) -> Vec<Page> {
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
