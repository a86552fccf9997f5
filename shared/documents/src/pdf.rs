//! PDF/A-2a and PDF/UA-1: an archive keeps the file, and a screen reader can read it.

use crate::compose::compose;
use crate::font::{FILES, POINT, Style};
use crate::layout::{Address, CELL_PADDING, Layout, Line, Piece, Section, TableLayout, Top};
use crate::limits::DocumentError;
use crate::model::Document;
use crate::text::drawable;
use chrono::Datelike;
use serde_json::json;
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// How many drawings a cached result outlives without being used. The cache is the process's: this bounds its memory.
const CACHE_AGE_MAX: usize = 1;
/// Between the wordings of a line and what it may fill, in millimetres, where kerning makes it longer than measured.
const SLACK: f64 = 0.05;

/// Draws a document as PDF/A-2a.
///
/// # Errors
/// When the document is too large or malformed.
pub fn render_pdf(document: &Document) -> Result<Vec<u8>, DocumentError> {
    let mut layout = compose(document)?;
    fit(&mut layout);
    let page = Page { data: Bytes::from_string(data(&layout)) };
    let drawn = draw(&page);
    comemo::evict(CACHE_AGE_MAX);
    drawn
}

fn draw(page: &Page) -> Result<Vec<u8>, DocumentError> {
    let pages: PagedDocument = typst::compile(page).output.map_err(|reasons| refusal(&reasons))?;
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|error| DocumentError::Drawing(error.message().to_string()))?;
    let options = PdfOptions { creator: Smart::Custom(None), standards, ..PdfOptions::default() };
    typst_pdf::pdf(&pages, &options).map_err(|reasons| refusal(&reasons))
}

fn refusal(reasons: &[SourceDiagnostic]) -> DocumentError {
    let reasons: Vec<String> = reasons.iter().map(|reason| reason.message.to_string()).collect();
    DocumentError::Drawing(reasons.join("; "))
}

/// The document as the template reads it: values, never markup.
fn data(layout: &Layout) -> String {
    let Layout { pack, title, issuing_body, drawn_on, top, sections } = layout;
    json!({
        "title": title,
        "author": issuing_body,
        "year": drawn_on.year(),
        "month": drawn_on.month(),
        "day": drawn_on.day(),
        "page": pack.page,
        "body": pack.body,
        "cell_padding": CELL_PADDING,
        "top": top,
        "sections": sections,
    })
    .to_string()
}

/// What the typesetter may see: one template, one document, four fonts, no clock.
struct Page {
    data: Bytes,
}

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));
static FONTS: LazyLock<Vec<Font>> =
    LazyLock::new(|| FILES.iter().filter_map(|file| Font::new(Bytes::new(*file), 0)).collect());
static BOOK: LazyLock<LazyHash<FontBook>> = LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));
static TEMPLATE: LazyLock<Source> =
    LazyLock::new(|| Source::new(file("/document.typ"), include_str!("pdf/document.typ").to_owned()));
/// The same for every document, since names of files are never forgotten.
static DATA: LazyLock<FileId> = LazyLock::new(|| file("/document.json"));

#[expect(clippy::expect_used, reason = "the paths are the two constants above")]
fn file(path: &str) -> FileId {
    RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).expect("the path is absolute")).intern()
}

impl World for Page {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        TEMPLATE.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == TEMPLATE.id() { Ok(TEMPLATE.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == *DATA { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// Makes every text fit between its edges, with letters that the fonts have.
fn fit(layout: &mut Layout) {
    layout.title = drawable(&layout.title, f64::MAX, 1.0, Style::REGULAR);
    layout.issuing_body = drawable(&layout.issuing_body, f64::MAX, 1.0, Style::REGULAR);
    let Top { left_width, right_width, rows, place_row } = &mut layout.top;
    for row in rows {
        fit_lines(&mut row.left, *left_width);
        fit_lines(&mut row.right, *right_width);
    }
    fit_lines(place_row, *left_width + *right_width);
    let (size, first_line) = (layout.pack.body.size, layout.pack.body.first_line);
    for Section { text_width, opening, address, pieces, closing, .. } in &mut layout.sections {
        fit_lines(opening, *text_width);
        if let Some(Address { label, indent, lines }) = address {
            fit_lines([label], *text_width);
            fit_lines(lines, *text_width - *indent);
        }
        for piece in pieces {
            match piece {
                Piece::Paragraph(paragraph) => {
                    for run in &mut paragraph.runs {
                        let style = Style { bold: run.bold, italic: run.italic };
                        fit_text(&mut run.text, *text_width - first_line, size, style);
                    }
                }
                Piece::Table(table) => fit_table(table, *text_width),
                Piece::Chart(chart) => {
                    fit_lines([&mut chart.caption], *text_width);
                    chart.description = drawable(&chart.description, f64::MAX, 1.0, Style::REGULAR);
                }
            }
        }
        if let Some(closing) = closing {
            fit_lines(&mut closing.left, closing.left_width);
            fit_lines(&mut closing.right, closing.right_width);
        }
    }
}

fn fit_table(table: &mut TableLayout, text_width: f64) {
    let TableLayout { caption, unit, size, columns, rows, .. } = table;
    fit_lines(caption.iter_mut().chain(unit), text_width);
    for row in rows {
        let style = Style { bold: row.is_total, italic: false };
        for (cell, column) in row.cells.iter_mut().zip(columns.iter()) {
            fit_text(&mut cell.text, column.width - 2.0 * CELL_PADDING, *size, style);
        }
    }
    for column in columns {
        fit_text(&mut column.title, column.width - 2.0 * CELL_PADDING, *size, Style::BOLD);
    }
}

fn fit_lines<'a>(lines: impl IntoIterator<Item = &'a mut Line>, available: f64) {
    for line in lines {
        let style = line.style();
        fit_text(&mut line.text, available, line.size, style);
    }
}

fn fit_text(text: &mut String, available: f64, size: f64, style: Style) {
    *text = drawable(text, available - SLACK, size * POINT, style);
}
