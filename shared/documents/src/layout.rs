//! A document with every decision made: what the three forms draw.
//!
//! Texts are final, with numbers, capitals and punctuation. Sizes are points, lengths millimetres.

use crate::font::Style;
use crate::model::{Align, Orientation};
use crate::number::Number;
use crate::pack::Pack;
use chrono::NaiveDate;
use serde::Serialize;

/// A4, upright.
pub(crate) const PAPER_WIDTH: f64 = 210.0;
/// A4, upright.
pub(crate) const PAPER_HEIGHT: f64 = 297.0;
/// Between the rule of a cell and its text, left and right.
pub(crate) const CELL_PADDING: f64 = 1.5;

#[derive(Debug)]
pub(crate) struct Layout {
    pub(crate) pack: &'static Pack,
    pub(crate) title: String,
    pub(crate) issuing_body: String,
    pub(crate) drawn_on: NaiveDate,
    pub(crate) top: Top,
    /// The document itself, then its appendices.
    pub(crate) sections: Vec<Section>,
}

/// The block at the top of page 1: two columns, and perhaps a row of its own for the place.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Top {
    pub(crate) left_width: f64,
    pub(crate) right_width: f64,
    pub(crate) rows: Vec<TopRow>,
    pub(crate) place_row: Option<Line>,
}

#[derive(Debug, Clone, Serialize)]
pub(crate) struct TopRow {
    pub(crate) left: Vec<Line>,
    pub(crate) right: Vec<Line>,
}

/// A line of its own, centred unless said otherwise where it stands.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Line {
    pub(crate) text: String,
    pub(crate) size: f64,
    pub(crate) bold: bool,
    pub(crate) italic: bool,
    pub(crate) underlined: bool,
    /// Whether a frame surrounds the words.
    pub(crate) boxed: bool,
    /// Length of a rule drawn under the line; 0 for none.
    pub(crate) rule: f64,
    /// Room above.
    pub(crate) above: f64,
}

impl Line {
    pub(crate) fn new(text: impl Into<String>, size: f64) -> Self {
        let text = text.into();
        Self { text, size, bold: false, italic: false, underlined: false, boxed: false, rule: 0.0, above: 0.0 }
    }

    pub(crate) fn bold(self, bold: bool) -> Self {
        Self { bold, ..self }
    }

    pub(crate) fn italic(self, italic: bool) -> Self {
        Self { italic, ..self }
    }

    pub(crate) fn style(&self) -> Style {
        Style { bold: self.bold, italic: self.italic }
    }

    /// How long the line is, in millimetres, unless it wraps.
    pub(crate) fn width(&self) -> f64 {
        self.width_of(&self.text)
    }

    /// How long another text would be in its place.
    pub(crate) fn width_of(&self, text: &str) -> f64 {
        crate::font::width(text, self.size * crate::font::POINT, self.style())
    }

    /// Whether another text would fit in its place.
    pub(crate) fn fits(&self, text: &str, available: f64) -> bool {
        self.width_of(text) <= available
    }
}

/// Pages that are numbered together.
#[derive(Debug, Serialize)]
pub(crate) struct Section {
    pub(crate) is_landscape: bool,
    /// Between the margins.
    pub(crate) text_width: f64,
    /// Type and abstract, or label and title of an appendix.
    pub(crate) opening: Vec<Line>,
    /// To whom the document is addressed.
    pub(crate) address: Option<Address>,
    pub(crate) pieces: Vec<Piece>,
    pub(crate) closing: Option<Closing>,
}

impl Section {
    pub(crate) fn new(pack: &Pack, orientation: Orientation) -> Self {
        let is_landscape = orientation == Orientation::Landscape;
        let paper = if is_landscape { PAPER_HEIGHT } else { PAPER_WIDTH };
        let text_width = paper - pack.page.left - pack.page.right;
        Self { is_landscape, text_width, opening: Vec::new(), address: None, pieces: Vec::new(), closing: None }
    }
}

#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Piece {
    Paragraph(Paragraph),
    Table(TableLayout),
    Chart(ChartLayout),
}

#[derive(Debug, Serialize)]
pub(crate) struct Paragraph {
    pub(crate) runs: Vec<Run>,
    /// Depth of the title for screen readers, where it is one.
    pub(crate) heading: Option<u8>,
    /// Whether it stays on the page of what follows.
    pub(crate) keeps_with_next: bool,
}

#[derive(Debug, Clone, Serialize)]
pub(crate) struct Run {
    pub(crate) text: String,
    pub(crate) bold: bool,
    pub(crate) italic: bool,
}

#[derive(Debug, Serialize)]
pub(crate) struct TableLayout {
    pub(crate) caption: Option<Line>,
    /// Stands right.
    pub(crate) unit: Option<Line>,
    pub(crate) size: f64,
    pub(crate) columns: Vec<ColumnLayout>,
    /// Whether the head stands on every page: not where it would fill the page.
    pub(crate) head_repeats: bool,
    pub(crate) rows: Vec<RowLayout>,
    /// Whether its last row stays on the page of what follows.
    pub(crate) keeps_with_next: bool,
}

#[derive(Debug, Serialize)]
pub(crate) struct ColumnLayout {
    pub(crate) title: String,
    pub(crate) width: f64,
    #[serde(serialize_with = "side")]
    pub(crate) align: Align,
}

#[derive(Debug, Serialize)]
pub(crate) struct RowLayout {
    pub(crate) is_total: bool,
    /// Whether a page break may split the row: only where it would not fit on a page.
    pub(crate) may_split: bool,
    pub(crate) cells: Vec<CellLayout>,
}

#[derive(Debug, Serialize)]
pub(crate) struct CellLayout {
    /// What people read.
    pub(crate) text: String,
    /// What a spreadsheet holds.
    #[serde(skip)]
    pub(crate) value: Value,
}

impl CellLayout {
    pub(crate) const fn is_figure(&self) -> bool {
        matches!(self.value, Value::Number(_) | Value::Percent(_) | Value::Points(_))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Value {
    Text,
    Number(Number),
    Percent(Number),
    Points(Number),
    Blank,
}

#[derive(Debug, Serialize)]
pub(crate) struct ChartLayout {
    pub(crate) caption: Line,
    pub(crate) svg: String,
    pub(crate) width: f64,
    pub(crate) height: f64,
    /// What a screen reader says.
    pub(crate) description: String,
    /// Whether it stays on the page of what follows.
    pub(crate) keeps_with_next: bool,
}

/// To whom the document is addressed.
#[derive(Debug, Serialize)]
pub(crate) struct Address {
    /// Centred: one addressee, or what stands above several.
    pub(crate) label: Line,
    /// How far several addressees stand from the left.
    pub(crate) indent: f64,
    pub(crate) lines: Vec<Line>,
}

/// Recipients on the left, signature on the right, level.
#[derive(Debug, Serialize)]
pub(crate) struct Closing {
    pub(crate) left_width: f64,
    pub(crate) right_width: f64,
    /// Stand left.
    pub(crate) left: Vec<Line>,
    pub(crate) right: Vec<Line>,
    /// Whether a page break may split the block: only where it would not fit on a page.
    pub(crate) may_split: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn side<S: serde::Serializer>(align: &Align, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(match align {
        Align::Left => "left",
        Align::Centre => "center",
        Align::Right => "right",
    })
}
