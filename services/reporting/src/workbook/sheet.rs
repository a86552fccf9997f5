//! The sheets of a workbook, as far as anybody writes into them.

use super::hidden::{Hidden, hidden};
use super::{CELL_CHARS_MAX, Refusal};
use calamine::{DataRef, Dimensions, Reader, SheetVisible, Xlsx, XlsxError};
use std::collections::BTreeMap;
use std::io::Cursor;
use unicode_normalization::UnicodeNormalization;

/// The most rows of a sheet.
pub(super) const ROWS_MAX: u32 = 5_000;

/// The columns that are looked at: A to Z.
const COLUMNS_MAX: u32 = 26;

/// The most cells of a sheet, empty ones too: four bytes say one, and packed, next to nothing.
const CELLS_MAX: usize = 200_000;

/// The most text of a sheet. Thousands of cells can share one long text, and each gets a copy of it.
const TEXT_MAX_BYTES: usize = 16 * 1024 * 1024;

/// An open workbook.
pub(super) struct Book<'a> {
    bytes: &'a [u8],
    xlsx: Xlsx<Cursor<&'a [u8]>>,
}

/// What is in the cells of a sheet.
pub(super) struct Sheet {
    /// The name by which it is known here.
    pub(super) name: &'static str,
    /// What is not empty, by row and column from 0.
    pub(super) cells: BTreeMap<(u32, u32), Cell>,
    /// The cells that are merged.
    pub(super) merged: Vec<Dimensions>,
    /// What nobody sees of it.
    pub(super) hidden: Hidden,
    /// Whether something is written beyond the last row that is looked at.
    pub(super) is_too_long: bool,
}

/// What is in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    /// A number, and whether it is shown as a percentage.
    Number { number: f64, is_percent: bool },
    /// A text, in NFC.
    Text(String),
    /// Yes or no.
    Truth(bool),
    /// Days since the epoch of the workbook's date system.
    Day { serial: f64, is_1904: bool },
    /// Something that is calculated.
    Formula,
    /// More text than a cell can hold.
    TooLong,
    /// An error, or a length of time.
    Other,
}

/// Where a sheet is found.
pub(super) enum Found {
    /// Nowhere.
    Nowhere,
    /// More than once, in different spellings.
    Twice,
    /// Where nobody sees it.
    Hidden,
    /// Here.
    Sheet(Sheet),
}

impl<'a> Book<'a> {
    /// Opens a workbook that was measured.
    ///
    /// # Errors
    /// It is none.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        Ok(Self { bytes, xlsx: Xlsx::new(Cursor::new(bytes)).map_err(unreadable)? })
    }

    /// The sheet of a name, in whichever normal form that is written.
    ///
    /// # Errors
    /// It cannot be read.
    pub(super) fn find(&mut self, name: &'static str) -> Result<Found, Refusal> {
        let sheets = self.xlsx.sheets_metadata().iter().filter(|sheet| composed(&sheet.name) == name);
        let sheets: Vec<_> = sheets.cloned().collect();
        match &sheets[..] {
            [] => Ok(Found::Nowhere),
            [sheet] if sheet.visible != SheetVisible::Visible => Ok(Found::Hidden),
            [sheet] => Ok(Found::Sheet(self.read(&sheet.name, name)?)),
            _ => Ok(Found::Twice),
        }
    }

    fn read(&mut self, spelling: &str, name: &'static str) -> Result<Sheet, Refusal> {
        let is_1904 = self.xlsx.has_1904_epoch();
        let mut sheet = Sheet {
            name,
            cells: BTreeMap::new(),
            merged: Vec::new(),
            hidden: hidden(self.bytes, spelling)?,
            is_too_long: false,
        };
        let (mut left, mut cells) = (TEXT_MAX_BYTES, 0);
        let mut reader = self.xlsx.worksheet_cells_reader(spelling).map_err(unreadable)?;
        while let Some(record) = reader.next_cell_with_formula_metadata().map_err(unreadable)? {
            cells += 1;
            if cells > CELLS_MAX {
                return Err(Refusal::TooLarge);
            }
            if record.pos.1 >= COLUMNS_MAX {
                continue;
            }
            let cell = if record.formula.is_some() { Some(Cell::Formula) } else { Cell::of(record.value, is_1904) };
            let Some(cell) = cell else { continue };
            if record.pos.0 >= ROWS_MAX {
                sheet.is_too_long = true;
                break;
            }
            if let Cell::Text(text) = &cell {
                left = left.checked_sub(text.len()).ok_or(Refusal::TooLarge)?;
            }
            // No program writes a cell twice, and which of the two is shown is anybody's guess.
            if sheet.cells.insert(record.pos, cell).is_some() {
                return Err(Refusal::Unreadable);
            }
        }
        drop(reader);
        self.mark_percentages(spelling, &mut sheet)?;
        sheet.merged = self.xlsx.merge_cells_by_sheet_name(spelling).map_err(unreadable)?;
        Ok(sheet)
    }

    fn mark_percentages(&mut self, spelling: &str, sheet: &mut Sheet) -> Result<(), Refusal> {
        let mut reader = self.xlsx.worksheet_cells_reader(spelling).map_err(unreadable)?;
        while let Some((row, column, style)) = reader.next_style_id().map_err(unreadable)? {
            let format = reader.styles().get(style).and_then(|style| style.number_format.as_ref());
            let shows_percent = format.is_some_and(|format| shows_percent(&format.format_code));
            if let Some(Cell::Number { is_percent, .. }) = sheet.cells.get_mut(&(row, column)) {
                *is_percent = shows_percent;
            }
        }
        Ok(())
    }
}

impl Sheet {
    /// The place of a cell, as an error names it: `/Số liệu/D7`.
    pub(super) fn place(&self, row: u32, column: u32) -> String {
        let letter = u8::try_from(column).ok().and_then(|column| b'A'.checked_add(column)).map_or('?', char::from);
        format!("/{}/{letter}{}", self.name, row.saturating_add(1))
    }
}

impl Cell {
    fn of(value: DataRef<'_>, is_1904: bool) -> Option<Self> {
        let number = |number| Self::Number { number, is_percent: false };
        Some(match value {
            DataRef::Empty => return None,
            DataRef::Int(whole) => i32::try_from(whole).map_or(Self::Other, |whole| number(f64::from(whole))),
            DataRef::Float(float) => number(float),
            DataRef::Bool(truth) => Self::Truth(truth),
            DataRef::DateTime(moment) if moment.is_datetime() => Self::Day { serial: moment.as_f64(), is_1904 },
            DataRef::DateTime(_) | DataRef::DurationIso(_) | DataRef::Error(_) => Self::Other,
            // A day of the ISO form of dates begins at midnight.
            DataRef::DateTimeIso(text) => return Self::text(text.strip_suffix("T00:00:00").unwrap_or(&text)),
            DataRef::String(text) => return Self::text(&text),
            DataRef::SharedString(text) => return Self::text(text),
        })
    }

    /// A text without anything in it is an empty cell.
    fn text(text: &str) -> Option<Self> {
        if text.chars().nth(CELL_CHARS_MAX).is_some() {
            return Some(Self::TooLong);
        }
        if text.trim().is_empty() { None } else { Some(Self::Text(composed(text))) }
    }

    /// The text, without what stands around it.
    pub(super) fn as_text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text.trim()) } else { None }
    }
}

fn composed(text: &str) -> String {
    text.nfc().collect()
}

fn unreadable(error: XlsxError) -> Refusal {
    tracing::debug!(%error, "a workbook cannot be read");
    Refusal::Unreadable
}

/// Whether a number format multiplies by a hundred: it has a percent sign that is neither quoted nor escaped.
fn shows_percent(format: &str) -> bool {
    let (mut is_quoted, mut is_escaped) = (false, false);
    format.chars().any(|sign| {
        let is_plain = !is_quoted && !is_escaped;
        is_escaped = is_plain && matches!(sign, '\\' | '_');
        if sign == '"' && (is_plain || is_quoted) {
            is_quoted = !is_quoted;
        }
        is_plain && sign == '%'
    })
}

#[cfg(test)]
mod tests {
    use super::shows_percent;

    #[test]
    fn a_quoted_sign_is_no_percentage() {
        for (format, shows) in [
            ("0%", true),
            ("0.00%", true),
            ("#,##0.0\"%\"", false),
            ("0\\%", false),
            ("0\"a\\\"%", true),
            ("General", false),
        ] {
            assert_eq!(shows_percent(format), shows, "{format}");
        }
    }
}
