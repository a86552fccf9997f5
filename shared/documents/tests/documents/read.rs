//! Reads back what was drawn.

use quick_xml::Reader;
use quick_xml::events::Event;
use std::io::{Cursor, Read};

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
