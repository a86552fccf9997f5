use super::cell::{NO_TEXT, refuse_unreadable, value};
use super::sheet::{Book, Cell};
use super::table::{Row, rows, sheet};
use super::{ABOUT, ABOUT_FORM, ABOUT_VERSION, FIGURES, NARRATIVE, Refusal, archive};
use crate::domain::form::PublishedForm;
use crate::domain::obligation::{Content, FormVersion};
use crate::domain::submission::narrative;
use crate::vocabulary::SectionKind;
use haicap_types::{Faults, Words};

/// Reads a workbook of this version of a form: all of it, or nothing.
///
/// # Errors
/// It is too large, no workbook, or everything that is wrong in it.
pub fn read(form: &PublishedForm, version: &FormVersion, bytes: &[u8]) -> Result<Content, Refusal> {
    archive::inspect(bytes)?;
    let mut book = Book::open(bytes)?;
    // Of another form, every row would be wrong: that it is another one is all that there is to say.
    about(&mut book, version)?;
    let mut faults = Faults::default();
    let mut content = Content::default();
    let codes: Vec<&str> = form.content.codes().filter(|code| form.typed(code).is_some()).collect();
    if !codes.is_empty() {
        for (code, row) in rows(&mut book, &FIGURES, &codes, &mut faults)? {
            let Some((indicator, cell)) = form.typed(&code).zip(row.cell) else { continue };
            match value(indicator, &cell) {
                Ok(Some(value)) => {
                    content.values.insert(code, value);
                }
                Ok(None) => {}
                Err(words) => faults.note(row.place, words),
            }
        }
    }
    let sections = form.content.sections.iter().filter(|section| section.kind == SectionKind::Narrative);
    let codes: Vec<&str> = sections.map(|section| section.code.as_str()).collect();
    if !codes.is_empty() {
        for (code, row) in rows(&mut book, &NARRATIVE, &codes, &mut faults)? {
            match words_of(&row) {
                Ok(Some(text)) => {
                    content.narrative.insert(code, text);
                }
                Ok(None) => {}
                Err(words) => faults.note(row.place, words),
            }
        }
    }
    faults.done(content).map_err(Refusal::Faults)
}

fn words_of(row: &Row) -> Result<Option<String>, Words> {
    let Some(cell) = &row.cell else { return Ok(None) };
    refuse_unreadable(cell)?;
    let Cell::Text(text) = cell else { return Err(NO_TEXT) };
    // What is pasted from elsewhere ends its lines in other ways.
    narrative(&text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// Whether the workbook says that it is of this version.
fn about(book: &mut Book<'_>, version: &FormVersion) -> Result<(), Refusal> {
    let mut faults = Faults::default();
    if let Some(sheet) = sheet(book, ABOUT, &mut faults)? {
        for (label, wanted) in [(ABOUT_FORM, version.code.clone()), (ABOUT_VERSION, version.number.to_string())] {
            let row = sheet.cells.iter().find(|((_, column), cell)| *column == 0 && cell.as_text() == Some(label));
            let Some(((row, _), _)) = row else {
                faults.note(format!("/{ABOUT}/{label}"), NOT_SAID);
                continue;
            };
            let said = match sheet.cells.get(&(*row, 1)) {
                Some(Cell::Text(text)) => text.trim().to_owned(),
                Some(Cell::Number { number, .. }) => number.to_string(),
                _ => String::new(),
            };
            faults.expect(said == wanted, sheet.place(*row, 1), other(version));
        }
    }
    faults.done(()).map_err(Refusal::Faults)
}

fn other(version: &FormVersion) -> Words {
    let FormVersion { code, number } = version;
    Words::with(
        format!("Tệp này thuộc biểu mẫu khác; báo cáo này dùng biểu mẫu {code}, phiên bản {number}."),
        format!("This file is of another form; this report is made by version {number} of the form {code}."),
    )
}

const NOT_SAID: Words = Words::new(
    "Tệp không cho biết thuộc biểu mẫu nào; hãy dùng tệp mẫu tải về từ hệ thống.",
    "The file does not say of which form it is; use the template as it was downloaded.",
);
