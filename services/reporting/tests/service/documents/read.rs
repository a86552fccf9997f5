//! Office documents, read with libraries that did not write them.

use calamine::{Data, Reader as _, Xlsx};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The paragraphs of a DOCX outside its tables, and the rows of its tables, cell by cell; with common spaces.
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
        place.unwrap().push_str(&said.replace('\u{A0}', " "));
    }
}

/// The rows of all sheets of an XLSX.
pub(crate) fn xlsx(file: &[u8]) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file)).unwrap();
    let sheets: Vec<_> = book.worksheets();
    sheets.iter().flat_map(|(_, sheet)| sheet.rows().map(<[Data]>::to_vec)).collect()
}
