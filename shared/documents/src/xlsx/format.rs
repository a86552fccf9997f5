//! How cells look.

use crate::font::OFFICE_FAMILY;
use crate::layout::{CellLayout, Line, Value};
use crate::model::Align;
use crate::number::Number;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, FormatUnderline};

/// The most decimals of a number format.
const DECIMALS_MAX: u8 = 30;

/// Where a cell of a table stands.
pub(super) struct Placed {
    /// Points.
    pub(super) size: f64,
    pub(super) is_bold: bool,
}

pub(super) fn line_format(line: &Line, side: FormatAlign) -> Format {
    let mut format = letters(line.size, line.bold).set_align(side).set_align(FormatAlign::VerticalCenter);
    format = format.set_text_wrap();
    if line.italic {
        format = format.set_italic();
    }
    if line.underlined || line.rule > 0.0 {
        format = format.set_underline(FormatUnderline::Single);
    }
    if line.boxed {
        format = format.set_border(FormatBorder::Thin);
    }
    // Room above a line is at the top of its row.
    if line.above > 0.0 { format.set_align(FormatAlign::Bottom) } else { format }
}

pub(super) fn head_format(size: f64) -> Format {
    framed(size, true).set_align(FormatAlign::Center).set_text_wrap()
}

pub(super) fn cell_format(cell: &CellLayout, align: Align, placed: &Placed) -> Format {
    let format = framed(placed.size, placed.is_bold).set_align(match align {
        Align::Left => FormatAlign::Left,
        Align::Centre => FormatAlign::Center,
        Align::Right => FormatAlign::Right,
    });
    match cell.value {
        Value::Number(number) => format.set_num_format(figures("#,##0", number, "")),
        Value::Percent(number) => format.set_num_format(figures("#,##0", number, "%")),
        Value::Points(number) => {
            let unit = cell.text.strip_prefix(&number.to_string()).unwrap_or_default();
            format.set_num_format(figures("#,##0", number, &format!("\"{unit}\"")))
        }
        // A reader who opens the cell and leaves it would otherwise make a formula of it.
        Value::Text if looks_like_a_formula(&cell.text) => format.set_text_wrap().set_quote_prefix(),
        Value::Text | Value::Blank => format.set_text_wrap(),
    }
}

/// A number format with Vietnamese separators, where the program takes them from the format; others take their own.
fn figures(whole: &str, number: Number, unit: &str) -> String {
    let decimals = usize::from(number.decimals().min(DECIMALS_MAX));
    let point = if decimals > 0 { "." } else { "" };
    format!("[$-42A]{whole}{point}{}{unit}", "0".repeat(decimals))
}

fn framed(size: f64, is_bold: bool) -> Format {
    letters(size, is_bold).set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter)
}

fn letters(size: f64, is_bold: bool) -> Format {
    let format = Format::new().set_font_name(OFFICE_FAMILY).set_font_size(size);
    if is_bold { format.set_bold() } else { format }
}

fn looks_like_a_formula(text: &str) -> bool {
    let first = text.trim_start().chars().next();
    first.is_some_and(|first| "=+-@＝＋－＠".contains(first))
}
