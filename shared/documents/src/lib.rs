//! Official reports as DOCX, PDF/A and XLSX, in the layout of documents of the Party and of the state, and charts as
//! SVG.
//!
//! A [`Document`] says what is written. A [`Pack`], a file in `packs/` chosen by scheme and issue date, says how such
//! documents look: sizes, margins, wordings, punctuation. The same document gives the same bytes, always: no clock is
//! read and nothing is drawn by lot.
//!
//! Drawing keeps a processor busy, for up to a second; call it where blocking is allowed, a few at a time.

mod chart;
mod compose;
mod docx;
mod font;
mod layout;
mod limits;
mod model;
mod names;
mod notation;
mod number;
mod pack;
mod pdf;
mod text;
mod xlsx;

pub use chart::chart_svg;
pub use docx::render_docx;
pub use limits::{
    BLOCKS_MAX, CATEGORIES_MAX, CELLS_MAX, CHARTS_MAX, COLUMNS_MAX, DocumentError, NAMES_MAX, SERIES_MAX, TABLES_MAX,
    TEXT_BYTES_MAX,
};
pub use model::{
    Align, Appendix, Block, Cell, Chart, ChartKind, Column, Document, Emphasis, Heading, Level, Orientation, Row,
    Series, Signature, Span, Table,
};
pub use number::Number;
pub use pack::Pack;
pub use pdf::render_pdf;
pub use xlsx::render_xlsx;
