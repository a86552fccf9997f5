//! XLSX: the tables of a document, each on a sheet of its own under the document's heading and the titles of its part.
//!
//! Figures stay figures, and only their format shows Vietnamese separators. A text stays a text, whatever it begins
//! with.

mod format;

use crate::compose::{compose, filled};
use crate::font::POINT;
use crate::layout::{CellLayout, Layout, Line, Paragraph, Piece, Section, TableLayout, Value};
use crate::limits::DocumentError;
use crate::model::{Align, Document};
use crate::names::NO_BREAK;
use crate::notation::part_number;
use chrono::Datelike;
use format::{Placed, cell_format, head_format, line_format};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};
use std::ops::RangeInclusive;

/// The most characters in a cell, counted as UTF-16 (the format's own limit).
const CELL_CHARACTERS_MAX: usize = 32_767;
/// Code of A4 in the format.
const A4: u8 = 9;
/// The width of the text on an A4 page lying down, in millimetres.
const TEXT_WIDTH: f64 = 252.0;
/// The height of a line, as a part of the size of its letters.
const LINE: f64 = 1.3;
/// What a cell leaves free beside its text, in millimetres: programs differ in how they measure it.
const CELL_ROOM: f64 = 3.0;
/// What a row of a table leaves free above and below its text, in points.
const ROW_ROOM: f64 = 4.0;
/// The most points of a row that the format allows.
const ROW_HEIGHT_MAX: f64 = 409.0;
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

    let tables: Vec<Shown<'_>> = layout.sections.iter().flat_map(tables).collect();
    for (ordinal, shown) in (1..).zip(&tables) {
        let Shown { section, titles, table } = shown;
        let name = part_number(&layout.pack.tables.sheet, ordinal);
        let widths: Vec<f64> = table.columns.iter().map(|column| column.width).collect();
        let mut sheet = Sheet::begin(workbook.add_worksheet(), &name, layout, &widths)?;
        sheet.opening(section, ordinal == 1)?;
        titles.iter().try_for_each(|title| sheet.paragraph(layout.pack.body.size, title))?;
        sheet.table(table)?;
        if ordinal == tables.len() {
            sheet.closing(layout)?;
        }
    }
    if tables.is_empty() {
        let name = &layout.pack.tables.text_sheet;
        let mut sheet = Sheet::begin(workbook.add_worksheet(), name, layout, &[1.0, 1.0])?;
        for section in &layout.sections {
            sheet.opening(section, true)?;
            sheet.text(layout.pack.body.size, &section.pieces)?;
        }
        sheet.closing(layout)?;
    }
    workbook.save_to_buffer()
}

/// A table, and the titles of the parts that it stands in, from the outermost.
struct Shown<'a> {
    section: &'a Section,
    titles: Vec<&'a Paragraph>,
    table: &'a TableLayout,
}

fn tables(section: &Section) -> Vec<Shown<'_>> {
    let mut titles: Vec<&Paragraph> = Vec::new();
    let mut shown = Vec::new();
    for piece in &section.pieces {
        match piece {
            Piece::Paragraph(title) if title.heading.is_some() => {
                titles.retain(|outer| outer.heading < title.heading);
                titles.push(title);
            }
            Piece::Table(table) => shown.push(Shown { section, titles: titles.clone(), table }),
            Piece::Paragraph(_) | Piece::Chart(_) => {}
        }
    }
    shown
}

/// The widths of columns in millimetres, and the last column of the left half of headings and signatures: the one whose
/// end is nearest to the middle. A half that could not hold the heading is made wider.
fn columns(layout: &Layout, shares: &[f64]) -> (Vec<f64>, usize) {
    let all: f64 = shares.iter().sum();
    // One column alone could not hold a heading of two halves.
    let mut widths: Vec<f64> = shares.iter().map(|share| share / all * TEXT_WIDTH).collect();
    if widths.len() == 1 {
        widths = vec![TEXT_WIDTH, TEXT_WIDTH];
    }
    let all: f64 = widths.iter().sum();
    let mut before = 0.0;
    let ends = widths.iter().map(|width| {
        before += width;
        (before - all / 2.0).abs()
    });
    let inner = ends.take(widths.len() - 1).enumerate();
    let half = inner.min_by(|(_, one), (_, other)| one.total_cmp(other)).map_or(0, |(at, _)| at);
    let (left, right) = widths.split_at_mut(half + 1);
    for (half, needed) in [(left, layout.top.left_width), (right, layout.top.right_width)] {
        let width: f64 = half.iter().sum();
        let scale = ((needed + CELL_ROOM) / width).max(1.0);
        half.iter_mut().for_each(|width| *width *= scale);
    }
    (widths, half)
}

/// A sheet that is filled from top to bottom.
struct Sheet<'a> {
    sheet: &'a mut Worksheet,
    /// The next free row.
    row: u32,
    /// The widths of the columns, in millimetres.
    widths: Vec<f64>,
    /// The last column of the left half of headings and signatures.
    half: usize,
}

impl<'a> Sheet<'a> {
    /// Sets up an A4 page lying down, and writes the heading of the document.
    fn begin(worksheet: &'a mut Worksheet, name: &str, layout: &Layout, shares: &[f64]) -> Result<Self, XlsxError> {
        worksheet.set_name(name)?;
        worksheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
        let page = &layout.pack.page;
        let from_edge = page.number_from_top / INCH;
        let [left, right, top, bottom] = [page.left, page.right, page.top, page.bottom].map(|length| length / INCH);
        worksheet.set_margins(left, right, top, bottom, from_edge, from_edge);

        let (widths, half) = columns(layout, shares);
        for (column, width) in (0..).zip(&widths) {
            worksheet.set_column_width(column, characters(*width))?;
        }
        let mut sheet = Self { sheet: worksheet, row: 0, widths, half };
        for row in &layout.top.rows {
            sheet.halves(&row.left, FormatAlign::Center, &row.right)?;
        }
        if let Some(place) = &layout.top.place_row {
            sheet.across(place, FormatAlign::Right)?;
        }
        sheet.row += 1;
        Ok(sheet)
    }

    /// Type and abstract or what an appendix is called, and to whom the document is addressed.
    fn opening(&mut self, section: &Section, is_addressed: bool) -> Result<(), XlsxError> {
        self.centred(&section.opening)?;
        if let Some(address) = section.address.as_ref().filter(|_| is_addressed) {
            self.across(&address.label, FormatAlign::Center)?;
            self.centred(&address.lines)?;
        }
        Ok(())
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
        let titles = table.columns.iter().map(|column| column.title.as_str());
        self.end_of_table_row(titles, &Line::new("", table.size).bold(true))?;
        for row in &table.rows {
            for (column, (cell, style)) in (0..).zip(row.cells.iter().zip(&table.columns)) {
                self.cell(column, cell, style.align, &Placed { size: table.size, is_bold: row.is_total })?;
            }
            let texts = row.cells.iter().map(|cell| cell.text.as_str());
            self.end_of_table_row(texts, &Line::new("", table.size).bold(row.is_total))?;
        }
        Ok(())
    }

    /// Makes a row as high as its texts need.
    fn end_of_table_row<'t>(&mut self, texts: impl Iterator<Item = &'t str>, style: &Line) -> Result<(), XlsxError> {
        let heights = texts.zip(&self.widths).map(|(text, width)| {
            let line = Line { text: text.to_owned(), ..style.clone() };
            height(&line, *width)
        });
        let height = heights.fold(0.0, f64::max) + ROW_ROOM;
        self.sheet.set_row_height(self.row, height.min(ROW_HEIGHT_MAX))?;
        self.row += 1;
        Ok(())
    }

    fn cell(&mut self, column: u16, cell: &CellLayout, align: Align, placed: &Placed) -> Result<(), XlsxError> {
        let format = cell_format(cell, align, placed);
        match cell.value {
            Value::Text => self.sheet.write_string_with_format(self.row, column, clipped(&cell.text), &format)?,
            Value::Number(number) | Value::Points(number) => {
                self.sheet.write_number_with_format(self.row, column, number.to_f64(), &format)?
            }
            Value::Percent(number) => {
                self.sheet.write_number_with_format(self.row, column, number.to_fraction(), &format)?
            }
            Value::Blank => self.sheet.write_blank(self.row, column, &format)?,
        };
        Ok(())
    }

    fn text(&mut self, size: f64, pieces: &[Piece]) -> Result<(), XlsxError> {
        for piece in pieces {
            if let Piece::Paragraph(paragraph) = piece {
                self.paragraph(size, paragraph)?;
            }
        }
        Ok(())
    }

    fn paragraph(&mut self, size: f64, paragraph: &Paragraph) -> Result<(), XlsxError> {
        let text: String = paragraph.runs.iter().map(|run| run.text.as_str()).collect();
        let is_bold = paragraph.runs.iter().all(|run| run.bold);
        self.across(&Line::new(text, size).bold(is_bold), FormatAlign::Left)
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
        for at in 0..left.len().max(right.len()) {
            let left = (0..=self.half, left.get(at), side);
            let right = (self.half + 1..=self.widths.len() - 1, right.get(at), FormatAlign::Center);
            let mut height = 0.0;
            for (columns, line, side) in [left, right] {
                if let Some(line) = line {
                    height = self.merged(columns, line, side)?.max(height);
                }
            }
            self.end_of_row(height)?;
        }
        Ok(())
    }

    fn across(&mut self, line: &Line, side: FormatAlign) -> Result<(), XlsxError> {
        let height = self.merged(0..=self.widths.len() - 1, line, side)?;
        self.end_of_row(height)
    }

    /// Writes a line over some columns of the row; answers how high it is.
    fn merged(&mut self, columns: RangeInclusive<usize>, line: &Line, side: FormatAlign) -> Result<f64, XlsxError> {
        let format: Format = line_format(line, side);
        let (first, last) = (column(*columns.start()), column(*columns.end()));
        if first == last {
            self.sheet.write_string_with_format(self.row, first, clipped(&line.text), &format)?;
        } else {
            self.sheet.merge_range(self.row, first, self.row, last, &clipped(&line.text), &format)?;
        }
        let width: f64 = self.widths.get(columns).into_iter().flatten().sum();
        Ok(height(line, width) + line.above / POINT)
    }

    /// Sets the height of the row: programs do not find it themselves where cells are merged.
    fn end_of_row(&mut self, height: f64) -> Result<(), XlsxError> {
        self.sheet.set_row_height(self.row, height.min(ROW_HEIGHT_MAX))?;
        self.row += 1;
        Ok(())
    }
}

/// The height in points of a text in a cell of this width, in millimetres.
fn height(line: &Line, width: f64) -> f64 {
    let available = (width - CELL_ROOM).max(1.0);
    let line = &Line { text: line.text.replace(NO_BREAK, " "), ..line.clone() };
    let lines = filled(line, available).iter().map(|line| (line.width() / available).ceil()).sum::<f64>();
    lines.max(1.0) * line.size * LINE
}

fn column(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

/// Millimetres as widths are counted: in figures of the default font, 7 pixels wide, of 96 to the inch.
fn characters(millimetres: f64) -> f64 {
    ((millimetres / INCH * 96.0 - 5.0) / 7.0).max(1.0)
}

/// The text as far as a cell holds it, with common spaces: programs search and compare it.
fn clipped(text: &str) -> String {
    let text = text.replace(NO_BREAK, " ");
    if text.encode_utf16().count() <= CELL_CHARACTERS_MAX {
        return text;
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
