//! The rows and columns of a sheet that nobody sees. The reader of cells does not tell them.

use super::Refusal;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::io::{Cursor, Read};
use std::ops::RangeInclusive;
use unicode_normalization::UnicodeNormalization;
use zip::ZipArchive;

/// What is hidden in a sheet, counted from 0: by hand, by a filter or in a collapsed group, which a file does not tell
/// apart, or because it has no height or width.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Hidden {
    rows: BTreeSet<u32>,
    columns: Vec<RangeInclusive<u32>>,
}

impl Hidden {
    /// Whether a row is.
    pub(super) fn has_row(&self, row: u32) -> bool {
        self.rows.contains(&row)
    }

    /// Whether a column is.
    pub(super) fn has_column(&self, column: u32) -> bool {
        self.columns.iter().any(|columns| columns.contains(&column))
    }

    fn note(&mut self, tag: &BytesStart<'_>, row: &mut u32) -> Result<(), Refusal> {
        let attributes = attributes(tag)?;
        let is_hidden = attributes.get("hidden").is_some_and(|truth| matches!(truth.as_str(), "1" | "true"));
        let size = |name: &str| attributes.get(name).and_then(|size| size.parse::<f64>().ok());
        let is_nothing = |name: &str| size(name).is_some_and(|size| size <= 0.0);
        let number = |name: &str| attributes.get(name).and_then(|number| number.parse::<u32>().ok());
        match tag.local_name().as_ref() {
            // A row that does not say which it is follows the one before.
            "row" => {
                *row = number("r").unwrap_or(row.saturating_add(1));
                if is_hidden || is_nothing("ht") {
                    self.rows.insert(row.saturating_sub(1));
                }
            }
            "col" if is_hidden || is_nothing("width") => {
                let (Some(first), Some(last)) = (number("min"), number("max")) else { return Ok(()) };
                self.columns.push(first.saturating_sub(1)..=last.saturating_sub(1));
            }
            _ => {}
        }
        Ok(())
    }
}

/// What is hidden in the sheet of a name, in a workbook that was measured.
///
/// # Errors
/// It cannot be read.
pub(super) fn hidden(bytes: &[u8], sheet: &str) -> Result<Hidden, Refusal> {
    let mut package = Package(ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Unreadable)?);
    let text = package.sheet(sheet)?;
    let mut hidden = Hidden::default();
    // Most sheets hide nothing, and are large.
    if ["hidden", "ht=\"0", "width=\"0"].iter().any(|sign| text.contains(sign)) {
        let mut row = 0;
        tags(&text, |tag| hidden.note(tag, &mut row))?;
    }
    Ok(hidden)
}

/// The parts of a workbook, and how they name each other (ISO/IEC 29500-2).
struct Package<'a>(ZipArchive<Cursor<&'a [u8]>>);

impl Package<'_> {
    /// The part of a sheet.
    fn sheet(&mut self, name: &str) -> Result<String, Refusal> {
        let book = self.related("", |kind, _| kind.ends_with("/officeDocument"))?;
        let mut id = None;
        tags(&self.text(&book)?, |tag| {
            if tag.local_name().as_ref() == "sheet" {
                let attributes = attributes(tag)?;
                let is_it = attributes.get("name").is_some_and(|found| found.nfc().eq(name.nfc()));
                id = id.take().or_else(|| attributes.get("id").filter(|_| is_it).cloned());
            }
            Ok(())
        })?;
        let id = id.ok_or(Refusal::Unreadable)?;
        let path = self.related(&book, |_, other| other == id)?;
        self.text(&path)
    }

    /// The path of the part to which another one is related; the package itself has no path.
    fn related(&mut self, of: &str, is_it: impl Fn(&str, &str) -> bool) -> Result<String, Refusal> {
        let (folder, file) = of.rsplit_once('/').unwrap_or(("", of));
        let mut target = None;
        tags(&self.text(&format!("{folder}/_rels/{file}.rels"))?, |tag| {
            if tag.local_name().as_ref() == "Relationship" {
                let mut attributes = attributes(tag)?;
                let said = |name: &str| attributes.get(name).map(String::as_str).unwrap_or_default();
                if target.is_none() && is_it(said("Type"), said("Id")) {
                    target = attributes.remove("Target");
                }
            }
            Ok(())
        })?;
        let target = target.ok_or(Refusal::Unreadable)?;
        Ok(if target.starts_with('/') { target } else { format!("{folder}/{target}") })
    }

    /// The text of a part; parts are found whatever the case of their names.
    fn text(&mut self, path: &str) -> Result<String, Refusal> {
        let wanted = path.trim_start_matches('/');
        let is_it = |name: &Cow<'_, str>| name.replace('\\', "/").eq_ignore_ascii_case(wanted);
        let name = self.0.file_names().filter_map(Result::ok).find(is_it).map(Cow::into_owned);
        let name = name.ok_or(Refusal::Unreadable)?;
        let mut text = String::new();
        let mut part = self.0.by_name(&name).map_err(|_| Refusal::Unreadable)?;
        part.read_to_string(&mut text).map_err(|_| Refusal::Unreadable)?;
        Ok(text)
    }
}

/// Passes through the tags that begin something.
fn tags(xml: &str, mut each: impl FnMut(&BytesStart<'_>) -> Result<(), Refusal>) -> Result<(), Refusal> {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().map_err(|_| Refusal::Unreadable)? {
            Event::Start(tag) | Event::Empty(tag) => each(&tag)?,
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// The attributes of a tag by their names, whatever their namespaces.
fn attributes(tag: &BytesStart<'_>) -> Result<HashMap<String, String>, Refusal> {
    let mut attributes = HashMap::new();
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|_| Refusal::Unreadable)?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| Refusal::Unreadable)?;
        attributes.insert(attribute.key.local_name().as_ref().to_owned(), value.into_owned());
    }
    Ok(attributes)
}
