//! The body: numbered titles, paragraphs, tables and charts.

use super::{Composer, lines_filled};
use crate::chart;
use crate::font::{self, POINT, Style};
use crate::layout::{
    CELL_PADDING, CellLayout, ChartLayout, ColumnLayout, Line, Paragraph, Piece, RowLayout, Run, TableLayout, Value,
};
use crate::limits::DocumentError;
use crate::model::{Block, Cell, Chart, Emphasis, Level, Row, Span, Table};
use crate::notation::{fill, part_number};
use crate::pack::Pack;
use crate::text::plain;

/// A row taller than this may be split; in millimetres, less than what two heads and a landscape page leave.
const ROW_HEIGHT_MAX: f64 = 60.0;
/// Beside a figure that fills its column, in millimetres: word processors measure a little otherwise than we do.
const FIGURE_ROOM: f64 = 0.5;
/// Halving a width of a page so often leaves less than a printer's dot.
const WIDTH_HALVINGS: usize = 20;
/// The part of a table's width that columns of words keep.
const WORDS_LEAST: f64 = 0.2;
/// Between two lines of a table, as a part of the size of its letters.
const TABLE_LINE: f64 = 1.2;

/// A longer title is no title to those who leap from one to the next; PDF/A has a limit of its own, which is higher.
const TITLE_LETTERS_MAX: usize = 500;
/// The most letters of what a screen reader says of a chart.
const DESCRIPTION_LETTERS_MAX: usize = 5_000;

/// Names wider than this part of the line may break: a line that ends before one would be drawn apart.
const NAME_PART_MAX: f64 = 0.42;

/// The pieces of a body; `charts` counts those of the document.
pub(super) fn pieces(
    composer: &Composer,
    blocks: &[Block],
    text_width: f64,
    charts: &mut usize,
) -> Result<Vec<Piece>, DocumentError> {
    let pack = composer.pack;
    let mut titles = Titles::default();
    let mut pieces = Vec::with_capacity(blocks.len());
    for block in blocks {
        match block {
            Block::Heading { level, text } => {
                pieces.push(Piece::Paragraph(titles.title(composer, *level, text, text_width)));
            }
            Block::Paragraph(spans) => pieces.push(paragraph(runs(composer, spans, text_width))),
            Block::Bullets(entries) => pieces.extend(entries.iter().map(|spans| {
                let mut entry = runs(composer, spans, text_width);
                entry.insert(0, Run { text: pack.body.bullet.clone(), bold: false, italic: false });
                paragraph(entry)
            })),
            Block::Table(content) => pieces.push(Piece::Table(table(composer, content, text_width))),
            Block::Chart(content) => {
                *charts += 1;
                pieces.push(Piece::Chart(picture(composer, content, text_width, *charts)?));
            }
        }
    }
    Ok(pieces)
}

/// Ends the last paragraph with the pack's mark, unless it ends with something that the mark would spoil.
pub(super) fn set_end_mark(pieces: &mut [Piece], mark: &str) {
    let Some(Piece::Paragraph(Paragraph { runs, heading: None, .. })) = pieces.last_mut() else { return };
    let Some(run) = runs.last_mut() else { return };
    let text = run.text.trim_end();
    let bare = ["./.", ".", ";", ","].iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text);
    if bare.ends_with(|letter: char| letter.is_alphanumeric() || ")”\"%".contains(letter)) {
        run.text = format!("{bare}{mark}");
    }
}

/// What comes next must not stand alone on its page.
pub(super) fn keep_last_with_next(pieces: &mut [Piece]) {
    match pieces.last_mut() {
        Some(Piece::Paragraph(last)) => last.keeps_with_next = true,
        Some(Piece::Table(last)) => last.keeps_with_next = true,
        Some(Piece::Chart(last)) => last.keeps_with_next = true,
        None => {}
    }
}

/// Where the numbering of titles stands.
#[derive(Default)]
struct Titles {
    ordinals: [usize; 4],
    depth: u8,
}

impl Titles {
    fn title(&mut self, composer: &Composer, level: Level, text: &str, text_width: f64) -> Paragraph {
        let (place, depth) = match level {
            Level::One => (0, 1),
            Level::Two => (1, 2),
            Level::Three => (2, 3),
            Level::Four => (3, 4),
        };
        let mut ordinal = 0;
        for (at, count) in self.ordinals.iter_mut().enumerate().skip(place) {
            *count = if at == place { *count + 1 } else { 0 };
            ordinal = ordinal.max(*count);
        }
        // Screen readers are never told of a part inside a part that is not there.
        self.depth = depth.min(self.depth + 1);

        let style = composer.pack.level(level);
        let mut line = composer.line(text, &Line::new("", composer.pack.body.size).bold(style.bold), text_width / 2.0);
        if style.capitals {
            line.text = line.text.to_uppercase();
        }
        let text = format!("{}{}", part_number(&style.number, ordinal), line.text);
        let heading = (text.chars().count() <= TITLE_LETTERS_MAX).then_some(self.depth);
        let runs = vec![Run { text, bold: style.bold, italic: false }];
        Paragraph { runs, heading, keeps_with_next: true }
    }
}

fn paragraph(runs: Vec<Run>) -> Piece {
    Piece::Paragraph(Paragraph { runs, heading: None, keeps_with_next: false })
}

fn runs(composer: &Composer, spans: &[Span], text_width: f64) -> Vec<Run> {
    let run = |span: &Span| {
        let (bold, italic) = (span.emphasis == Emphasis::Bold, span.emphasis == Emphasis::Italic);
        let style = Line::new("", composer.pack.body.size).bold(bold).italic(italic);
        Run { text: composer.line(&span.text, &style, text_width * NAME_PART_MAX).text, bold, italic }
    };
    spans.iter().map(run).collect()
}

fn table(composer: &Composer, table: &Table, text_width: f64) -> TableLayout {
    let pack = composer.pack;
    let style = &pack.tables;
    let drawn = |row: &Row| row.cells.iter().map(|content| cell(pack, content)).collect();
    let cells: Vec<Vec<CellLayout>> = table.rows.iter().map(drawn).collect();
    let columns: Vec<ColumnLayout> = table
        .columns
        .iter()
        .zip(widths(table, &cells, style.size, text_width))
        .map(|(column, width)| ColumnLayout { title: plain(&column.title), width, align: column.align })
        .collect();

    let height = |texts: &mut dyn Iterator<Item = &str>, bold: bool| {
        let lines = texts
            .zip(&columns)
            .map(|(text, column)| lines_filled(text, style.size, bold, column.width - 2.0 * CELL_PADDING));
        lines.fold(1.0, f64::max) * style.size * POINT * TABLE_LINE
    };
    let head_repeats = height(&mut columns.iter().map(|column| column.title.as_str()), true) <= ROW_HEIGHT_MAX;
    let whole_names = |cells: Vec<CellLayout>, bold: bool| {
        let line = Line::new("", style.size).bold(bold);
        let bound = cells.into_iter().zip(&columns).map(|(cell, column)| CellLayout {
            text: composer.line(&cell.text, &line, column.width - 2.0 * CELL_PADDING - FIGURE_ROOM).text,
            ..cell
        });
        bound.collect::<Vec<_>>()
    };
    let row = |(row, cells): (&Row, Vec<CellLayout>)| {
        let cells = whole_names(cells, row.is_total);
        let tall = height(&mut cells.iter().map(|cell| cell.text.as_str()), row.is_total);
        RowLayout { is_total: row.is_total, may_split: tall > ROW_HEIGHT_MAX, cells }
    };
    let rows = table.rows.iter().zip(cells).map(row).collect();

    let caption = Line::new("", style.caption_size).bold(true);
    let caption = table.caption.as_ref().map(|text| composer.line(text, &caption, text_width));
    let unit = table
        .unit
        .as_ref()
        .map(|unit| Line::new(fill(&style.unit, &[("unit", &plain(unit))]), style.unit_size).italic(true));
    TableLayout { caption, unit, size: style.size, columns, head_repeats, rows, keeps_with_next: false }
}

/// The widths of columns by their shares, but none narrower than its longest figure: one that goes on in the next line
/// reads as two; nor than the longest word of its heading or, within its share, of its cells. Columns of words give way, down
/// to a half of their share; where that is not enough, they get what figures leave; and where that is next to nothing, shares
/// alone decide.
fn widths(table: &Table, cells: &[Vec<CellLayout>], size: f64, text_width: f64) -> Vec<f64> {
    let share = |share: u16| f64::from(share.max(1));
    let all: f64 = table.columns.iter().map(|column| share(column.share)).sum();
    let by_share: Vec<f64> = table.columns.iter().map(|column| text_width * share(column.share) / all).collect();
    let needed = by_share.iter().enumerate().map(|(at, width)| {
        let column = || cells.iter().filter_map(move |row| row.get(at));
        let longest = |texts: &mut dyn Iterator<Item = &str>| {
            let text = texts.map(|text| font::width(text, size * POINT, Style::BOLD)).fold(0.0, f64::max);
            text + 2.0 * CELL_PADDING + FIGURE_ROOM
        };
        let title = table.columns.get(at).into_iter().flat_map(|column| column.title.split_whitespace());
        let words = column().filter(|cell| !cell.is_figure()).flat_map(|cell| cell.text.split_whitespace());
        let figures = column().filter(|cell| cell.is_figure()).map(|cell| cell.text.as_str());
        let least = if column().any(CellLayout::is_figure) { 0.0 } else { width / 2.0 };
        // A word that is wider than its column's share breaks all the same.
        let words = longest(&mut { words }).min(*width);
        least.max(words).max(longest(&mut { title })).max(longest(&mut { figures }))
    });
    let needed: Vec<f64> = needed.collect();
    let scaled = |scale: f64| by_share.iter().zip(&needed).map(move |(width, needed)| (width * scale).max(*needed));
    if scaled(0.0).sum::<f64>() > text_width {
        return squeezed(&by_share, &needed, |at| {
            cells.iter().any(|row| row.get(at).is_some_and(CellLayout::is_figure))
        });
    }
    let (mut fits, mut is_too_wide) = (0.0, 1.0);
    for _ in 0..WIDTH_HALVINGS {
        let middle = f64::midpoint(fits, is_too_wide);
        if scaled(middle).sum::<f64>() > text_width { is_too_wide = middle } else { fits = middle }
    }
    scaled(fits).collect()
}

/// The widths of columns where words get what figures leave.
fn squeezed(by_share: &[f64], needed: &[f64], has_figures: impl Fn(usize) -> bool) -> Vec<f64> {
    let sum = |widths: &[f64], of_figures: bool| -> f64 {
        let chosen = widths.iter().enumerate().filter(|(at, _)| has_figures(*at) == of_figures);
        chosen.map(|(_, width)| width).sum()
    };
    let (all, words) = (by_share.iter().sum::<f64>(), sum(by_share, false));
    let left = all - sum(needed, true);
    if words == 0.0 || left < all * WORDS_LEAST {
        return by_share.to_vec();
    }
    let widths = by_share.iter().zip(needed).enumerate();
    widths.map(|(at, (share, needed))| if has_figures(at) { *needed } else { share * left / words }).collect()
}

fn cell(pack: &Pack, cell: &Cell) -> CellLayout {
    let (text, value) = match cell {
        Cell::Text(text) => (plain(text), Value::Text),
        Cell::Number(number) => (number.to_string(), Value::Number(*number)),
        Cell::Percent(number) => (pack.percent(*number), Value::Percent(*number)),
        Cell::Points(number) => (pack.points(*number), Value::Points(*number)),
        Cell::Blank => (String::new(), Value::Blank),
    };
    CellLayout { text, value }
}

fn picture(
    composer: &Composer,
    content: &Chart,
    text_width: f64,
    ordinal: usize,
) -> Result<ChartLayout, DocumentError> {
    let style = &composer.pack.tables;
    let picture = chart::without_title(content)?;
    let width = text_width.min(picture.width * POINT);
    let caption = fill(&style.chart, &[("arabic", &ordinal.to_string()), ("title", &chart::title(content))]);
    let caption = composer.line(&caption, &Line::new("", style.caption_size).bold(true), text_width);
    Ok(ChartLayout {
        description: chart::description(content).chars().take(DESCRIPTION_LETTERS_MAX).collect(),
        caption,
        keeps_with_next: false,
        svg: picture.svg,
        width,
        height: width * picture.height / picture.width,
    })
}
