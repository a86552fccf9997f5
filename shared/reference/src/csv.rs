//! The directory as CSV: what an operator imports and exports.
//!
//! The first line names the columns, in any order; columns that are not required may be left out. Several values in one
//! cell are separated by spaces. The last column, `version`, tells which state of the row the file was made from; it is
//! empty for a new row. A cell that a spreadsheet would take for a formula is written with an apostrophe before it,
//! which reading takes off again.
//!
//! What spreadsheets make of such a file is read as well:
//!
//! | in the file | what becomes of it |
//! |---|---|
//! | `,`, `;` or a tab between the cells | known by the names of the columns |
//! | a first line `sep=;` | names any other sign |
//! | columns without a name, and what stands beyond the last | taken where nothing is in them |
//! | lines without anything, and lines of separators alone | taken for nothing |
//! | a line that ends before its last cells | says nothing of them: they stay as they are |
//! | a date as `31/12/2026` | is read as 2026-12-31: the day stands first |
//! | an empty cell | says nothing, or that the field is to be cleared: [`EmptyCell`] |

mod cells;
mod rows;
mod separator;

pub use cells::Cells;

use haicap_kit::http::disarmed;
use haicap_types::Words;
use separator::{Separated, separated};
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use utoipa::ToSchema;

/// What an empty cell says of a field that may be blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum EmptyCell {
    /// Nothing: the field stays as it is.
    #[default]
    Keep,
    /// That it is to be cleared.
    Clear,
}

/// A thing that stands in a line of a file.
pub trait Row: Sized {
    /// The columns, in the order in which they are written.
    const COLUMNS: &'static [&'static str];

    /// Whether every file must have a column.
    fn is_required(column: &str) -> bool;

    /// Reads a line, as a row at version 1; what is wrong with it is noted in the cells.
    fn read(cells: &mut Cells<'_>) -> Option<Self>;

    /// The cells of its line.
    fn write(&self) -> Vec<String>;

    /// What no two lines of a file may share.
    fn key(&self) -> String;

    /// How often the row was written.
    fn version(&self) -> i32;

    /// The row at another version.
    #[must_use]
    fn at(self, version: i32) -> Self;

    /// Takes what a column tells from another row.
    fn keep(&mut self, column: &str, from: &Self);
}

/// What a file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File<R> {
    /// The columns that it has not.
    pub left_out: Vec<&'static str>,
    /// Its lines but the first.
    pub lines: Vec<Line<R>>,
}

impl<R: Row> File<R> {
    /// Whether it has a column.
    #[must_use]
    pub fn has(&self, column: &str) -> bool {
        is_column::<R>(column) && !self.left_out.contains(&column)
    }
}

/// What a line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line<R> {
    /// Its number, the first being 1.
    pub number: u64,
    /// The row.
    pub row: R,
    /// The version of the row that the line was made from; none if it says that the row is new.
    pub version: Option<i32>,
    /// The columns of which it says nothing: what the row has there stays.
    pub silent: Vec<&'static str>,
}

/// The column of versions, which every file may have.
pub const VERSION: &str = "version";

/// What is wrong in a file, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowError {
    /// The line, the first being 1.
    pub line: u64,
    /// The column; none where the whole line is wrong.
    pub column: Option<Cow<'static, str>>,
    /// What is wrong with it.
    pub words: Words,
}

/// More lines than any directory has.
const MAX_ROWS: usize = 20_000;
/// More faults than anybody reads.
pub const MAX_ERRORS: usize = 200;

/// Reads a file.
///
/// # Errors
/// What is wrong, by line: the first [`MAX_ERRORS`] faults.
pub fn read<R: Row>(text: &str, empty: EmptyCell) -> Result<File<R>, Vec<RowError>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let Separated { by, text, mut lines } = separated::<R>(text).map_err(|error| vec![error])?;
    let mut reader = reader(by, text);
    let header = reader.headers().map_err(|_| vec![whole_line(lines.at(0), UNREADABLE)])?.clone();
    let columns = columns::<R>(&header, lines.at(0))?;
    let (mut read, mut errors, mut keys) = (Vec::new(), Vec::new(), HashSet::new());
    for record in reader.records() {
        let Ok(record) = record else {
            errors.push(whole_line(0, UNREADABLE));
            break;
        };
        if record.iter().all(str::is_empty) {
            continue;
        }
        let number = lines.at(record.position().map_or(0, ::csv::Position::byte));
        if read.len() >= MAX_ROWS {
            errors.push(whole_line(number, TOO_MANY_ROWS));
            break;
        }
        let is_nameless = |place: usize| header.get(place).is_none_or(str::is_empty);
        let mut cells = Cells::new(number, &columns, &record, &mut errors);
        if record.iter().enumerate().any(|(place, cell)| !cell.is_empty() && is_nameless(place)) {
            errors.push(whole_line(number, NAMELESS));
        } else if let (version, Some(row)) = (cells.optional_parsed(VERSION), R::read(&mut cells)) {
            let silent = cells.silent(R::COLUMNS, empty);
            if !keys.insert(row.key()) {
                errors.push(whole_line(number, TWICE));
            }
            read.push(Line { number, row, version, silent });
        }
        if errors.len() >= MAX_ERRORS {
            errors.truncate(MAX_ERRORS);
            break;
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let left_out = R::COLUMNS.iter().chain([&VERSION]).filter(|column| !columns.contains_key(**column));
    Ok(File { left_out: left_out.copied().collect(), lines: read })
}

fn reader(separator: u8, text: &str) -> ::csv::Reader<&[u8]> {
    let mut builder = ::csv::ReaderBuilder::new();
    builder.delimiter(separator).flexible(true).trim(::csv::Trim::All).from_reader(text.as_bytes())
}

/// Numbers lines as an editor does. The reader's own numbers lag behind where lines end in CR LF, or are empty.
struct Lines<'t> {
    text: &'t [u8],
    counted: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line on which the record begins that is found from this byte on.
    fn at(&mut self, byte: u64) -> u64 {
        let mut start = usize::try_from(byte).unwrap_or(usize::MAX).min(self.text.len());
        start += self.text.iter().skip(start).take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let passed = self.text.get(self.counted..start).unwrap_or_default();
        self.line += passed.iter().map(|byte| u64::from(*byte == b'\n')).sum::<u64>();
        self.counted = start;
        self.line
    }
}

/// Writes a file.
#[must_use]
#[expect(clippy::expect_used, reason = "memory takes every byte, and each row has the header's number of cells")]
pub fn write<'r, R: Row + 'r>(rows: impl IntoIterator<Item = &'r R>) -> String {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    writer.write_record(R::COLUMNS.iter().chain([&VERSION])).expect("memory takes the header");
    for row in rows {
        let cells =
            row.write().into_iter().chain([row.version().to_string()]).map(|cell| disarmed(cell.into()).into_owned());
        writer.write_record(cells).expect("memory takes a row");
    }
    let bytes = writer.into_inner().expect("memory is flushed");
    String::from_utf8(bytes).expect("text was written")
}

fn is_column<R: Row>(name: &str) -> bool {
    name == VERSION || R::COLUMNS.contains(&name)
}

fn columns<R: Row>(header: &::csv::StringRecord, line: u64) -> Result<HashMap<&str, usize>, Vec<RowError>> {
    let mut columns = HashMap::new();
    let mut errors = Vec::new();
    let named = header.iter().enumerate().filter(|(_, name)| !name.is_empty());
    for (position, name) in named.take(2 * R::COLUMNS.len()) {
        if !is_column::<R>(name) {
            let name: String = name.chars().filter(|letter| !letter.is_control()).take(40).collect();
            errors.push(RowError { line, column: Some(name.into()), words: UNKNOWN_COLUMN });
        } else if columns.insert(name, position).is_some() {
            errors.push(RowError { line, column: Some(name.to_owned().into()), words: COLUMN_TWICE });
        }
    }
    for name in R::COLUMNS.iter().filter(|name| R::is_required(name) && !columns.contains_key(**name)) {
        errors.push(RowError { line, column: Some((*name).into()), words: COLUMN_MISSING });
    }
    if errors.is_empty() { Ok(columns) } else { Err(errors) }
}

const fn whole_line(line: u64, words: Words) -> RowError {
    RowError { line, column: None, words }
}

const UNREADABLE: Words = Words::new("Không đọc được tệp CSV.", "The file is not readable as CSV.");
const NAMELESS: Words = Words::new(
    "Dòng này có nội dung ở cột không có tên, hoặc có nhiều ô hơn dòng tiêu đề.",
    "The line has something in a column without a name, or more cells than the first line.",
);
const TWICE: Words = Words::new("Dòng này trùng khóa với một dòng phía trên.", "A line above has the same key.");
const TOO_MANY_ROWS: Words = Words::new("Tệp có quá 20.000 dòng.", "The file has more than 20,000 lines.");
const UNKNOWN_COLUMN: Words = Words::new("Không có cột nào mang tên này.", "There is no column of this name.");
const COLUMN_TWICE: Words = Words::new("Cột này xuất hiện hai lần.", "The column appears twice.");
const COLUMN_MISSING: Words = Words::new("Thiếu cột bắt buộc này.", "The column is required.");

#[cfg(test)]
mod tests;
