//! XLSX: the tables of a document, each on a sheet of its own under the document's heading.
//!
//! Figures stay figures, and only their format shows Vietnamese separators. A text stays a text, whatever it begins
//! with.

mod format;

use crate::compose::compose;
use crate::layout::{CellLayout, Layout, Line, Piece, Section, TableLayout, Value};
use crate::limits::DocumentError;
use crate::model::{Align, Document};
use crate::notation::part_number;
use chrono::Datelike;
use format::{Placed, cell_format, head_format, line_format};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

/// The most characters in a cell, counted as UTF-16 (the format's own limit).
const CELL_CHARACTERS_MAX: usize = 32_767;
/// Code of A4 in the format.
const A4: u8 = 9;
/// The width of the text on an A4 page lying down, in millimetres.
const TEXT_WIDTH: f64 = 252.0;
/// The height of a line, as a part of the size of its letters.
const LINE: f64 = 1.3;
/// The height of a row left free for signing, in millimetres.
const ROOM_ROW: f64 = 6.0;
const INCH: f64 = 25.4;

/// Draws the tables of a document as a workbook; a document without tables gives a sheet with its text.
///
/// # Errors
/// When the document is too large or malformed.
pub fn render_xlsx(document: &Document) -> Result<Vec<u8>, DocumentError> {
    let layout = compose(document)?;
    workbook(&layout).map_err(|error| DocumentError::Drawing(error.to_string()))
}

fn workbook(layout: &Layout) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let date = layout.drawn_on;
    let (month, day) = (u8::try_from(date.month()).unwrap_or(1), u8::try_from(date.day()).unwrap_or(1));
    // The format knows the years 1900 to 9999.
    let year = u16::try_from(date.year()).unwrap_or(1900).clamp(1900, 9999);
    let properties = DocProperties::new()
        .set_title(&layout.title)
        .set_author(&layout.issuing_body)
        .set_creation_datetime(&ExcelDateTime::from_ymd(year, month, day)?);
    workbook.set_properties(&properties);

    let tables: Vec<(&Section, &TableLayout)> = layout.sections.iter().flat_map(tables).collect();
    for (ordinal, (section, table)) in (1..).zip(&tables) {
        let name = part_number(&layout.pack.tables.sheet, ordinal);
        let widths: Vec<f64> = table.columns.iter().map(|column| column.width).collect();
        let mut sheet = Sheet::begin(workbook.add_worksheet(), &name, layout, &widths)?;
        sheet.centred(&section.opening)?;
        sheet.table(table)?;
        if ordinal == tables.len() {
            sheet.closing(layout)?;
        }
    }
    if tables.is_empty() {
        let name = &layout.pack.tables.text_sheet;
        let mut sheet = Sheet::begin(workbook.add_worksheet(), name, layout, &[1.0, 1.0])?;
        for section in &layout.sections {
            sheet.centred(&section.opening)?;
            sheet.text(layout.pack.body.size, &section.pieces)?;
        }
        sheet.closing(layout)?;
    }
    workbook.save_to_buffer()
}

fn tables(section: &Section) -> impl Iterator<Item = (&Section, &TableLayout)> {
    section.pieces.iter().filter_map(move |piece| match piece {
        Piece::Table(table) => Some((section, table)),
        _ => None,
    })
}

/// A sheet that is filled from top to bottom.
struct Sheet<'a> {
    sheet: &'a mut Worksheet,
    /// The next free row.
    row: u32,
    /// The last column of the left half of headings and signatures.
    half: u16,
    /// The last column.
    last: u16,
}

impl<'a> Sheet<'a> {
    /// Sets up an A4 page lying down, and writes the heading of the document.
    fn begin(worksheet: &'a mut Worksheet, name: &str, layout: &Layout, widths: &[f64]) -> Result<Self, XlsxError> {
        worksheet.set_name(name)?;
        worksheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
        let page = &layout.pack.page;
        let from_edge = page.number_from_top / INCH;
        let [left, right, top, bottom] = [page.left, page.right, page.top, page.bottom].map(|length| length / INCH);
        worksheet.set_margins(left, right, top, bottom, from_edge, from_edge);

        let all: f64 = widths.iter().sum();
        let mut before = 0.0;
        let mut half = 0;
        let mut last = 0;
        // One column alone could not hold a heading of two halves.
        let alone = [all, all];
        let widths = if widths.len() == 1 { &alone[..] } else { widths };
        let all: f64 = widths.iter().sum();
        for (column, width) in (0..).zip(widths) {
            worksheet.set_column_width(column, characters(width / all * TEXT_WIDTH))?;
            before += width;
            if before / all <= 0.5 {
                half = column;
            }
            last = column;
        }
        let mut sheet = Self { sheet: worksheet, row: 0, half: half.min(last.saturating_sub(1)), last };
        for row in &layout.top.rows {
            sheet.halves(&row.left, FormatAlign::Center, &row.right)?;
        }
        if let Some(place) = &layout.top.place_row {
            sheet.across(place, FormatAlign::Right)?;
        }
        sheet.row += 1;
        Ok(sheet)
    }

    fn centred(&mut self, lines: &[Line]) -> Result<(), XlsxError> {
        lines.iter().try_for_each(|line| self.across(line, FormatAlign::Center))?;
        self.row += 1;
        Ok(())
    }

    fn table(&mut self, table: &TableLayout) -> Result<(), XlsxError> {
        if let Some(caption) = &table.caption {
            self.across(caption, FormatAlign::Center)?;
        }
        if let Some(unit) = &table.unit {
            self.across(unit, FormatAlign::Right)?;
        }
        let head = head_format(table.size);
        for (column, content) in (0..).zip(&table.columns) {
            self.sheet.write_string_with_format(self.row, column, clipped(&content.title), &head)?;
        }
        self.sheet.set_repeat_rows(self.row, self.row)?;
        self.row += 1;
        for row in &table.rows {
            for (column, (cell, style)) in (0..).zip(row.cells.iter().zip(&table.columns)) {
                self.cell(column, cell, style.align, &Placed { size: table.size, is_bold: row.is_total })?;
            }
            self.row += 1;
        }
        Ok(())
    }

    fn cell(&mut self, column: u16, cell: &CellLayout, align: Align, placed: &Placed) -> Result<(), XlsxError> {
        let format = cell_format(cell, align, placed);
        match cell.value {
            Value::Text => self.sheet.write_string_with_format(self.row, column, clipped(&cell.text), &format)?,
            Value::Number(number) => self.sheet.write_number_with_format(self.row, column, number.to_f64(), &format)?,
            Value::Percent(number) => {
                self.sheet.write_number_with_format(self.row, column, number.to_fraction(), &format)?
            }
            Value::Blank => self.sheet.write_blank(self.row, column, &format)?,
        };
        Ok(())
    }

    fn text(&mut self, size: f64, pieces: &[Piece]) -> Result<(), XlsxError> {
        for piece in pieces {
            let Piece::Paragraph(paragraph) = piece else { continue };
            let text: String = paragraph.runs.iter().map(|run| run.text.as_str()).collect();
            let is_bold = paragraph.runs.iter().all(|run| run.bold);
            self.across(&Line::new(text, size).bold(is_bold), FormatAlign::Left)?;
        }
        Ok(())
    }

    /// Recipients on the left, signature on the right; whole rows make the room for signing.
    fn closing(&mut self, layout: &Layout) -> Result<(), XlsxError> {
        let Some(closing) = layout.sections.iter().find_map(|section| section.closing.as_ref()) else {
            return Ok(());
        };
        self.row += 1;
        let mut right = Vec::new();
        for line in &closing.right {
            let room = std::iter::successors(Some(line.above), |left| Some(left - ROOM_ROW));
            right.extend(room.take_while(|left| *left > 0.0).map(|_| Line::new("", line.size)));
            right.push(Line { above: 0.0, ..line.clone() });
        }
        self.halves(&closing.left, FormatAlign::Left, &right)
    }

    /// Lines side by side, the right ones centred.
    fn halves(&mut self, left: &[Line], side: FormatAlign, right: &[Line]) -> Result<(), XlsxError> {
        let start = self.row;
        for (row, line) in (start..).zip(left) {
            self.merged(row, (0, self.half), line, side)?;
        }
        for (row, line) in (start..).zip(right) {
            self.merged(row, (self.half + 1, self.last), line, FormatAlign::Center)?;
        }
        let rows = left.len().max(right.len());
        for (row, (left, right)) in (start..).zip((0..rows).map(|at| (left.get(at), right.get(at)))) {
            let height = |line: &Line| self.height(line, 0.5);
            let height = left.map_or(0.0, height).max(right.map_or(0.0, height));
            self.sheet.set_row_height(row, height)?;
        }
        self.row = start.saturating_add(u32::try_from(rows).unwrap_or(u32::MAX));
        Ok(())
    }

    fn across(&mut self, line: &Line, side: FormatAlign) -> Result<(), XlsxError> {
        self.merged(self.row, (0, self.last), line, side)?;
        self.sheet.set_row_height(self.row, self.height(line, 1.0))?;
        self.row += 1;
        Ok(())
    }

    fn merged(&mut self, row: u32, (first, last): (u16, u16), line: &Line, side: FormatAlign) -> Result<(), XlsxError> {
        let format: Format = line_format(line, side);
        if first == last {
            self.sheet.write_string_with_format(row, first, clipped(&line.text), &format)?;
        } else {
            self.sheet.merge_range(row, first, row, last, &clipped(&line.text), &format)?;
        }
        Ok(())
    }

    /// The height of a row in points: programs do not find it themselves where cells are merged.
    fn height(&self, line: &Line, part: f64) -> f64 {
        let lines = (line.width() / (TEXT_WIDTH * part) * 1.1).ceil().max(1.0);
        // 409 points is the most that the format allows.
        (lines * line.size * LINE + line.above / crate::font::POINT).min(409.0)
    }
}

/// Millimetres as widths are counted: in figures of the default font, 7 pixels wide, of 96 to the inch.
fn characters(millimetres: f64) -> f64 {
    ((millimetres / INCH * 96.0 - 5.0) / 7.0).max(1.0)
}

/// The text as far as a cell holds it.
fn clipped(text: &str) -> String {
    if text.encode_utf16().count() <= CELL_CHARACTERS_MAX {
        return text.to_owned();
    }
    let mut left = CELL_CHARACTERS_MAX - 1;
    let fits = |letter: &char| {
        let length = letter.len_utf16();
        let fits = length <= left;
        left = left.saturating_sub(length);
        fits
    };
    let mut clipped: String = text.chars().take_while(fits).collect();
    clipped.push('…');
    clipped
}
