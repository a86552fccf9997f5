//! A sheet whose rows are named by codes.

use super::cell::refuse_unreadable;
use super::sheet::{Book, Cell, Found, ROWS_MAX, Sheet};
use super::{Layout, Refusal};
use calamine::Dimensions;
use haicap_types::{Faults, Words};
use std::collections::BTreeSet;

/// The rows among which the titles of the columns are looked for.
const HEADER_ROWS_MAX: u32 = 20;

/// The most merged places that are named.
const MERGED_MAX: usize = 100;

/// What is read of a row.
pub(super) struct Row {
    /// Where its content stands, for errors.
    pub(super) place: String,
    /// What it holds; none if it is blank.
    pub(super) cell: Option<Cell>,
}

/// Where the columns stand.
struct Header {
    row: u32,
    code: u32,
    content: u32,
    first: u32,
    last: u32,
}

/// The rows of a table with their codes, in their order: one for each of `codes`, and no other. What is wrong is noted.
///
/// # Errors
/// The sheet cannot be read.
pub(super) fn rows(
    book: &mut Book<'_>,
    layout: &Layout,
    codes: &[&str],
    faults: &mut Faults,
) -> Result<Vec<(String, Row)>, Refusal> {
    let Some(sheet) = sheet(book, layout.sheet, faults)? else { return Ok(Vec::new()) };
    let Some(header) = header(&sheet, layout, faults) else { return Ok(Vec::new()) };
    let is_inside = |merged: &&Dimensions| {
        merged.end.0 >= header.row && merged.end.1 >= header.first && merged.start.1 <= header.last
    };
    for merged in sheet.merged.iter().filter(is_inside).take(MERGED_MAX) {
        faults.note(sheet.place(merged.start.0, merged.start.1), MERGED);
    }
    let is_filled = |(row, column): &(u32, u32)| *row > header.row && *column == header.content;
    if sheet.hidden.has_column(header.content) && sheet.cells.keys().any(is_filled) {
        faults.note(format!("/{}/{}", layout.sheet, layout.content), HIDDEN_COLUMN);
    }
    let (mut rows, mut found) = (Vec::new(), BTreeSet::new());
    let numbers: BTreeSet<u32> = sheet.cells.keys().map(|(row, _)| *row).filter(|row| *row > header.row).collect();
    for row in numbers {
        let cell = |column| sheet.cells.get(&(row, column));
        let (place, content) = (sheet.place(row, header.content), cell(header.content));
        if content.is_some() && sheet.hidden.has_row(row) {
            faults.note(place.clone(), HIDDEN_ROW);
        }
        let Some(code) = cell(header.code) else {
            faults.expect(content.is_none(), place, NO_CODE);
            continue;
        };
        let code_place = sheet.place(row, header.code);
        match code.as_text() {
            Some(code) if found.contains(code) => faults.note(code_place, TWICE),
            Some(code) if codes.contains(&code) => {
                found.insert(code);
                rows.push((code.to_owned(), Row { place, cell: content.cloned() }));
            }
            _ => faults.note(code_place, refuse_unreadable(code).err().unwrap_or(UNKNOWN_CODE)),
        }
    }
    for code in codes.iter().filter(|code| !found.contains(**code)) {
        faults.note(format!("/{}", layout.sheet), missing_row(code));
    }
    Ok(rows)
}

/// A sheet of ours that can be seen.
///
/// # Errors
/// It cannot be read.
pub(super) fn sheet(book: &mut Book<'_>, name: &'static str, faults: &mut Faults) -> Result<Option<Sheet>, Refusal> {
    let words = match book.find(name)? {
        Found::Sheet(sheet) if sheet.is_too_long => {
            faults.note(sheet.place(ROWS_MAX, 0), TOO_MANY_ROWS);
            return Ok(None);
        }
        Found::Sheet(sheet) => return Ok(Some(sheet)),
        Found::Nowhere => NO_SHEET,
        Found::Twice => TWO_SHEETS,
        Found::Hidden => HIDDEN,
    };
    faults.note(format!("/{name}"), words);
    Ok(None)
}

/// Finds the columns by their titles, wherever they stand; helping columns may be gone.
fn header(sheet: &Sheet, layout: &Layout, faults: &mut Faults) -> Option<Header> {
    let places = |title: &str, row: Option<u32>| -> Vec<(u32, u32)> {
        let titles = sheet.cells.iter().filter(|((at, _), cell)| {
            *at < HEADER_ROWS_MAX && row.is_none_or(|row| *at == row) && cell.as_text() == Some(title)
        });
        titles.map(|(place, _)| *place).collect()
    };
    let row = places(layout.code, None).first().map(|(row, _)| *row);
    let mut column = |title: &str| match places(title, row)[..] {
        [(_, column)] if row.is_some() => Some(column),
        [] | [_] => {
            faults.note(format!("/{}/{title}", layout.sheet), missing_column(title));
            None
        }
        [_, (row, column), ..] => {
            faults.note(sheet.place(row, column), COLUMN_TWICE);
            None
        }
    };
    let (code, content) = (column(layout.code), column(layout.content));
    let (row, code, content) = (row?, code?, content?);
    let ours = layout.titles.iter().flat_map(|title| places(title, Some(row))).map(|(_, column)| column);
    let (first, last) = ours.fold((code, code), |(first, last), column| (first.min(column), last.max(column)));
    Some(Header { row, code, content, first, last })
}

fn missing_column(title: &str) -> Words {
    Words::with(format!("Thiếu cột “{title}”."), format!("The column “{title}” is missing."))
}

fn missing_row(code: &str) -> Words {
    Words::with(
        format!("Thiếu dòng mang mã {code}; ô không có số liệu thì để trống, không xóa dòng."),
        format!("The row {code} is missing; leave a cell blank and the row in its place."),
    )
}

const NO_SHEET: Words = Words::new(
    "Thiếu trang tính này; hãy dùng tệp mẫu tải về từ hệ thống.",
    "This sheet is missing; use the template as it was downloaded.",
);
const TWO_SHEETS: Words = Words::new("Có hai trang tính cùng tên này.", "There are two sheets of this name.");
const HIDDEN: Words = Words::new(
    "Trang tính này đang bị ẩn; hãy cho hiện để thấy nội dung sẽ nhập.",
    "This sheet is hidden; show it, so that what is imported can be seen.",
);
const HIDDEN_ROW: Words = Words::new(
    "Dòng này đang bị ẩn (do ẩn, lọc hoặc thu gọn nhóm) nhưng có nội dung; hãy cho hiện dòng hoặc xóa nội dung.",
    "This row is hidden (by hand, by a filter or in a collapsed group), but has content; show it, or clear it.",
);
const HIDDEN_COLUMN: Words = Words::new(
    "Cột này đang bị ẩn nhưng có nội dung; hãy cho hiện để thấy nội dung sẽ nhập.",
    "This column is hidden, but has content; show it, so that what is imported can be seen.",
);
const TOO_MANY_ROWS: Words = Words::new("Trang tính có quá 5.000 dòng.", "The sheet has more than 5,000 rows.");
const COLUMN_TWICE: Words = Words::new("Cột này xuất hiện hai lần.", "The column appears twice.");
const MERGED: Words = Words::new("Ô trong bảng bị gộp; hãy bỏ gộp ô.", "Cells of the table are merged; split them.");
const NO_CODE: Words =
    Words::new("Có nội dung nhưng dòng này không có mã.", "There is something here, but the row has no code.");
const UNKNOWN_CODE: Words = Words::new("Biểu mẫu không có mã này.", "The form has no such code.");
const TWICE: Words = Words::new("Mã này đã có ở một dòng phía trên.", "A row above has this code.");
