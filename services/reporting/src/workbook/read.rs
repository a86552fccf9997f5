use super::cell::{NO_TEXT, refuse_unreadable, value};
use super::sheet::{Book, Cell, Sheet};
use super::table::{Row, rows, sheet};
use super::{
    ABOUT, ABOUT_FORM, ABOUT_PERIOD, ABOUT_REGIME, ABOUT_UNIT, ABOUT_UNIT_NAME, ABOUT_VERSION, FIGURES, NARRATIVE,
    Owed, Refusal, archive,
};
use crate::domain::form::PublishedForm;
use crate::domain::obligation::{Content, FormVersion};
use crate::domain::submission::narrative;
use crate::vocabulary::SectionKind;
use haicap_types::{Faults, Words, is_hidden};

/// The most letters that an answer repeats of a cell.
const SAID_CHARS_MAX: usize = 100;

/// Reads a workbook of this version of a form, as this report: all of it, or nothing.
///
/// # Errors
/// It is too large, no workbook, or everything that is wrong in it.
pub fn read(form: &PublishedForm, version: &FormVersion, owed: &Owed, bytes: &[u8]) -> Result<Content, Refusal> {
    archive::inspect(bytes)?;
    let mut book = Book::open(bytes)?;
    // Of another form, every row would be wrong: that it is another one is all that there is to say.
    about(&mut book, version, owed)?;
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

/// Whether the workbook says that it is of this version and, if it says so, of this report.
fn about(book: &mut Book<'_>, version: &FormVersion, owed: &Owed) -> Result<(), Refusal> {
    let mut faults = Faults::default();
    let Some(sheet) = sheet(book, ABOUT, &mut faults)? else { return faults.done(()).map_err(Refusal::Faults) };
    for (label, wanted) in [(ABOUT_FORM, version.code.clone()), (ABOUT_VERSION, version.number.to_string())] {
        match said(&sheet, label) {
            Some((place, text)) => faults.expect(text == wanted, place, other(version)),
            None => faults.note(format!("/{ABOUT}/{label}"), NOT_SAID),
        }
    }
    let name = said(&sheet, ABOUT_UNIT_NAME).map(|(_, name)| name).unwrap_or_default();
    let marks = [(ABOUT_REGIME, &owed.regime), (ABOUT_PERIOD, &owed.period), (ABOUT_UNIT, &owed.organization)];
    for (label, wanted) in marks {
        if let Some((place, text)) = said(&sheet, label).filter(|(_, text)| !text.is_empty()) {
            faults.expect(text == *wanted, place, other_report(label, &text, &name, owed));
        }
    }
    faults.done(()).map_err(Refusal::Faults)
}

/// What stands beside a label, and where.
fn said(sheet: &Sheet, label: &str) -> Option<(String, String)> {
    let ((row, _), _) = sheet.cells.iter().find(|((_, column), cell)| *column == 0 && cell.as_text() == Some(label))?;
    let text = match sheet.cells.get(&(*row, 1)) {
        Some(Cell::Text(text)) => text.trim().to_owned(),
        Some(Cell::Number { number, .. }) => number.to_string(),
        _ => String::new(),
    };
    Some((sheet.place(*row, 1), text))
}

/// A text of the file as an answer repeats it.
fn repeated(text: &str) -> String {
    let letters = text.chars().filter(|letter| !is_hidden(*letter)).take(SAID_CHARS_MAX);
    letters.collect::<String>().trim().to_owned()
}

/// What the file says of a mark, and what this report is; a unit is named as well.
fn other_report(label: &str, said: &str, name: &str, owed: &Owed) -> Words {
    let said = repeated(said);
    match label {
        ABOUT_REGIME => Words::with(
            format!("Tệp này thuộc chế độ báo cáo {said}; báo cáo đang nhập thuộc chế độ {}.", owed.regime),
            format!("This file is of the regime {said}; the report to be filled is of {}.", owed.regime),
        ),
        ABOUT_PERIOD => Words::with(
            format!("Tệp này là báo cáo của kỳ {said}; báo cáo đang nhập là của kỳ {}.", owed.period),
            format!("This file is the report for the period {said}; the report to be filled is for {}.", owed.period),
        ),
        _ => {
            let from = format!("{said} {}", repeated(name));
            let to = format!("{} {}", owed.organization, owed.organization_name);
            Words::with(
                format!("Tệp này là báo cáo của {}; báo cáo đang nhập là của {to}.", from.trim()),
                format!("This file is the report of {}; the report to be filled is that of {to}.", from.trim()),
            )
        }
    }
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
