//! How large a document may be, so that one request cannot hold a worker for minutes.

use crate::model::{Appendix, Block, Chart, Document, Span, Table};

/// The most blocks in a document with its appendices.
pub const BLOCKS_MAX: usize = 2_000;
/// The most names of organizations that a document may give: each is looked for in every text.
pub const NAMES_MAX: usize = 1_000;
/// The most columns in a table: more are narrower than a word.
pub const COLUMNS_MAX: usize = 24;
/// The most tables in a document: each takes a sheet of a workbook.
pub const TABLES_MAX: usize = 200;
/// The most cells in all tables of a document.
pub const CELLS_MAX: usize = 10_000;
/// The most bytes in all texts of a document.
pub const TEXT_BYTES_MAX: usize = 500_000;
/// The most names along the axis of a chart: the days of a month.
pub const CATEGORIES_MAX: usize = 31;
/// The most series in a chart: how many fills can be told apart in grey.
pub const SERIES_MAX: usize = 4;
/// The most charts in a document.
pub const CHARTS_MAX: usize = 50;

/// Why a document was not drawn.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// The document is larger than what is drawn in one go.
    #[error("{found} {what}, at most {most} are drawn")]
    TooLarge {
        /// What there is too much of.
        what: &'static str,
        /// How much there is.
        found: usize,
        /// How much there may be.
        most: usize,
    },
    /// A row has another number of cells than its table has columns, or a series of values than its chart has names.
    #[error("a row of {found} stands where there are {wanted} columns")]
    Ragged {
        /// How many cells the row has.
        found: usize,
        /// How many columns there are.
        wanted: usize,
    },
    /// A table has no columns, or a chart has nothing to draw.
    #[error("a table without columns or a chart without figures cannot be drawn")]
    Empty,
    /// A library refused; the document is not to blame.
    #[error("drawing failed: {0}")]
    Drawing(String),
}

/// What has been counted so far.
#[derive(Default)]
struct Tally {
    blocks: usize,
    tables: usize,
    cells: usize,
    charts: usize,
    text_bytes: usize,
}

/// Refuses what is too large or malformed, before anything is drawn.
pub(crate) fn check(document: &Document) -> Result<(), DocumentError> {
    let mut tally = Tally::default();
    let heading = &document.heading;
    tally.texts([&document.title, &heading.symbol, &heading.place]);
    tally.texts(heading.parent_body.iter().chain(&heading.issuing_body));
    tally.texts(heading.draft_note.iter().chain(&document.type_name));
    tally.texts(document.abstract_lines.iter().chain(&document.addressees).chain(&document.recipients));
    if let Some(signature) = &document.signature {
        tally.texts(signature.capacity.iter().chain(&signature.title).chain(&signature.name));
    }
    tally.blocks(&document.blocks)?;
    for Appendix { title, blocks, .. } in &document.appendices {
        tally.texts([title]);
        tally.blocks(blocks)?;
        tally.blocks += 1;
    }
    let lines = document.abstract_lines.len() + document.addressees.len() + document.recipients.len();
    at_most("blocks and lines", tally.blocks + lines, BLOCKS_MAX)?;
    at_most("names", document.names.len(), NAMES_MAX)?;
    at_most("tables", tally.tables, TABLES_MAX)?;
    at_most("cells", tally.cells, CELLS_MAX)?;
    at_most("charts", tally.charts, CHARTS_MAX)?;
    at_most("bytes of text", tally.text_bytes, TEXT_BYTES_MAX)
}

/// Refuses a chart with too much or too little in it.
pub(crate) fn check_chart(chart: &Chart) -> Result<(), DocumentError> {
    at_most("names along an axis", chart.categories.len(), CATEGORIES_MAX)?;
    at_most("series", chart.series.len(), SERIES_MAX)?;
    if chart.categories.is_empty() || chart.series.is_empty() {
        return Err(DocumentError::Empty);
    }
    chart.series.iter().try_for_each(|series| rectangular(series.values.len(), chart.categories.len()))
}

impl Tally {
    fn blocks(&mut self, blocks: &[Block]) -> Result<(), DocumentError> {
        for block in blocks {
            self.blocks += 1;
            match block {
                Block::Heading { text, .. } => self.texts([text]),
                Block::Paragraph(spans) => self.spans(spans),
                Block::Bullets(entries) => {
                    self.blocks += entries.len();
                    entries.iter().for_each(|entry| self.spans(entry));
                }
                Block::Table(table) => self.table(table)?,
                Block::Chart(chart) => {
                    check_chart(chart)?;
                    self.charts += 1;
                    self.texts(chart.unit.iter().chain([&chart.title]).chain(&chart.categories));
                    self.texts(chart.series.iter().map(|series| &series.name));
                }
            }
        }
        Ok(())
    }

    fn table(&mut self, table: &Table) -> Result<(), DocumentError> {
        if table.columns.is_empty() {
            return Err(DocumentError::Empty);
        }
        at_most("columns", table.columns.len(), COLUMNS_MAX)?;
        self.tables += 1;
        self.texts(table.caption.iter().chain(&table.unit));
        self.texts(table.columns.iter().map(|column| &column.title));
        for row in &table.rows {
            rectangular(row.cells.len(), table.columns.len())?;
            self.cells += row.cells.len();
            self.texts(row.cells.iter().filter_map(|cell| match cell {
                crate::model::Cell::Text(text) => Some(text),
                _ => None,
            }));
        }
        Ok(())
    }

    fn spans(&mut self, spans: &[Span]) {
        self.texts(spans.iter().map(|span| &span.text));
    }

    fn texts<'a>(&mut self, texts: impl IntoIterator<Item = &'a String>) {
        self.text_bytes += texts.into_iter().map(String::len).sum::<usize>();
    }
}

fn at_most(what: &'static str, found: usize, most: usize) -> Result<(), DocumentError> {
    if found > most { Err(DocumentError::TooLarge { what, found, most }) } else { Ok(()) }
}

fn rectangular(found: usize, wanted: usize) -> Result<(), DocumentError> {
    if found == wanted { Ok(()) } else { Err(DocumentError::Ragged { found, wanted }) }
}
