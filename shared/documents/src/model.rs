use crate::number::Number;
use chrono::NaiveDate;
use haicap_types::{DocumentScheme, Urgency};

/// An official document as blocks: what is said, and nothing about how it looks.
///
/// Texts may hold anything that people type. Control and hidden characters are dropped when the document is drawn,
/// line ends and tabs become spaces, and nothing in a text is ever read as markup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Whose layout the document follows.
    pub scheme: DocumentScheme,
    /// The title in the file's properties; readers see it in their window's bar.
    pub title: String,
    /// The date in the file's properties. It also chooses the pack while the document has no issue date.
    pub drawn_on: NaiveDate,
    /// The block at the top of page 1.
    pub heading: Heading,
    /// The name of the type, such as `Báo cáo`, drawn in capitals; an official letter has none.
    pub type_name: Option<String>,
    /// The abstract under the type, one entry a line.
    pub abstract_lines: Vec<String>,
    /// To whom the document is addressed (`Kính gửi`); most documents are addressed to nobody.
    pub addressees: Vec<String>,
    /// Names of organizations that the document says: no line breaks inside them, as far as they fit. Names of places
    /// and people need not be given.
    pub names: Vec<String>,
    /// The body.
    pub blocks: Vec<Block>,
    /// Who signs; nobody on a mere annex or an extract.
    pub signature: Option<Signature>,
    /// Who receives the document, without dash and punctuation: the pack sets those.
    pub recipients: Vec<String>,
    /// What follows the signature, each on pages of its own numbering.
    pub appendices: Vec<Appendix>,
}

/// The block at the top of page 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// The body above the issuing one, drawn in capitals; empty where there is none. One entry a line, so that
    /// `Thành ủy` and `Thành phố Hồ Chí Minh` are not broken elsewhere; what is too long wraps all the same.
    pub parent_body: Vec<String>,
    /// The body that issues the document, drawn in capitals, one entry a line.
    pub issuing_body: Vec<String>,
    /// The document's number; a draft has none, and room is left to write it in.
    pub number: Option<u32>,
    /// What follows the number, such as `BC/BTCTU`; the pack sets what stands between the two.
    pub symbol: String,
    /// Where the document is signed, as the issuing body writes it: `TP. Hồ Chí Minh`.
    pub place: String,
    /// When the document was issued; it also chooses the pack. Without it room is left to write day and month in.
    pub issued_on: Option<NaiveDate>,
    /// How fast the document must be dealt with; `Normal` is not drawn.
    pub urgency: Urgency,
    /// The mark of a document that is not in force, such as `Dự thảo lần 2` or `Đã thu hồi`.
    pub draft_note: Option<String>,
}

/// One piece of a body, in reading order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// The title of a part. The pack numbers it (`I-`, `1.`, `a)`), and it never stands last on a page.
    Heading {
        /// How deep the part lies.
        level: Level,
        /// The title without its number.
        text: String,
    },
    /// A paragraph.
    Paragraph(Vec<Span>),
    /// A list whose entries begin with the pack's dash.
    Bullets(Vec<Vec<Span>>),
    /// Figures in rows and columns.
    Table(Table),
    /// Figures as a picture.
    Chart(Chart),
}

impl Block {
    /// A title to be numbered.
    #[must_use]
    pub fn heading(level: Level, text: impl Into<String>) -> Self {
        Self::Heading { level, text: text.into() }
    }

    /// A paragraph of upright text.
    #[must_use]
    pub fn paragraph(text: impl Into<String>) -> Self {
        Self::Paragraph(vec![Span::plain(text)])
    }

    /// A list of upright texts.
    #[must_use]
    pub fn bullets<T: Into<String>>(texts: impl IntoIterator<Item = T>) -> Self {
        Self::Bullets(texts.into_iter().map(|text| vec![Span::plain(text)]).collect())
    }
}

/// How deep a part of the body lies, from 1, the outermost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Level {
    One,
    Two,
    Three,
    Four,
}

/// A stretch of text in one style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// What is written.
    pub text: String,
    /// How it is written.
    pub emphasis: Emphasis,
}

impl Span {
    /// Upright text.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), emphasis: Emphasis::None }
    }

    /// Italics, as for the words of a citation.
    #[must_use]
    pub fn italic(text: impl Into<String>) -> Self {
        Self { text: text.into(), emphasis: Emphasis::Italic }
    }

    /// Bold text.
    #[must_use]
    pub fn bold(text: impl Into<String>) -> Self {
        Self { text: text.into(), emphasis: Emphasis::Bold }
    }
}

/// How a stretch of text stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Emphasis {
    None,
    Italic,
    Bold,
}

/// Figures in rows and columns. Every row has as many cells as there are columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What the table shows, above it.
    pub caption: Option<String>,
    /// What the figures count, such as `triệu đồng`; the pack says how the line is worded.
    pub unit: Option<String>,
    /// At least one and at most [`COLUMNS_MAX`](crate::COLUMNS_MAX).
    pub columns: Vec<Column>,
    /// At most [`CELLS_MAX`](crate::CELLS_MAX) cells in the whole document.
    pub rows: Vec<Row>,
}

/// One column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What stands in its head.
    pub title: String,
    /// On which side its cells stand.
    pub align: Align,
    /// Its part of the width, compared with the other columns' shares; 0 counts as 1.
    pub share: u16,
}

impl Column {
    /// A column.
    #[must_use]
    pub fn new(title: impl Into<String>, align: Align, share: u16) -> Self {
        Self { title: title.into(), align, share }
    }
}

/// On which side a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Align {
    Left,
    Centre,
    Right,
}

/// One row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// One for each column.
    pub cells: Vec<Cell>,
    /// Whether the row stands out, as a total does: it is drawn bold.
    pub is_total: bool,
}

impl Row {
    /// A row of figures.
    #[must_use]
    pub fn new(cells: Vec<Cell>) -> Self {
        Self { cells, is_total: false }
    }

    /// A row that sums up others.
    #[must_use]
    pub fn total(cells: Vec<Cell>) -> Self {
        Self { cells, is_total: true }
    }
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// A text, also where it looks like a number or a formula.
    Text(String),
    /// A number: in a workbook it stays one.
    Number(Number),
    /// Per cent, as people say them: 97,6 for 97,6%. In a workbook the cell holds 0.976.
    Percent(Number),
    /// By how many percentage points something changed: 7,6 for 7,6 điểm %. In a workbook the cell holds 7.6.
    Points(Number),
    /// Nothing.
    Blank,
}

impl Cell {
    /// A text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A whole number.
    #[must_use]
    pub const fn integer(value: i64) -> Self {
        Self::Number(Number::integer(value))
    }

    /// A decimal, by its digits: `decimal(629_620, 2)` is 6.296,20.
    #[must_use]
    pub const fn decimal(digits: i64, decimals: u8) -> Self {
        Self::Number(Number::new(digits, decimals))
    }

    /// Per cent, by their digits: `percent(976, 1)` is 97,6%.
    #[must_use]
    pub const fn percent(digits: i64, decimals: u8) -> Self {
        Self::Percent(Number::new(digits, decimals))
    }
}

/// Figures as a picture that can be read in grey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// What the chart shows; also what a screen reader says. The pack numbers the charts of a document.
    pub title: String,
    /// What the figures count, such as `%` or `hồ sơ`.
    pub unit: Option<String>,
    /// How the figures are drawn.
    pub kind: ChartKind,
    /// The names along the axis, from the first to the last; at most [`CATEGORIES_MAX`](crate::CATEGORIES_MAX).
    pub categories: Vec<String>,
    /// At least one and at most [`SERIES_MAX`](crate::SERIES_MAX), which is how many fills can be told apart.
    pub series: Vec<Series>,
}

/// How figures are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChartKind {
    /// Upright bars; several series stand side by side.
    Columns,
    /// Lying bars, for long names; several series stand one under the other.
    Bars,
    /// A line through the figures, for what changes over time.
    Lines,
}

/// The figures of one colour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// What the legend says, where there are several.
    pub name: String,
    /// One for each category; `None` where nothing is known.
    pub values: Vec<Option<Number>>,
}

/// Who signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// In whose name, such as `T/M BAN THƯỜNG VỤ` or `K/T TRƯỞNG BAN`; empty where the head signs.
    pub capacity: Vec<String>,
    /// The signer's title, such as `Phó Trưởng Ban`, drawn in capitals.
    pub title: Option<String>,
    /// The signer's name; a draft may have none.
    pub name: Option<String>,
}

/// What follows the signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appendix {
    /// Its title, drawn in capitals. Its label and number are the pack's, and the words that say what it belongs to.
    pub title: String,
    /// Which way its pages lie.
    pub orientation: Orientation,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// Which way a page lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Orientation {
    Portrait,
    Landscape,
}
