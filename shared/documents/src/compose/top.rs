//! The block at the top of page 1.

use super::Composer;
use crate::layout::{Line, Top, TopRow};
use crate::model::{Document, Heading};
use crate::notation::{fill, padded, room};
use crate::pack::HeadingStyle;
use crate::text::plain;
use chrono::Datelike;

/// Between the longest line of the right column and the column's edge.
const COLUMN_PADDING: f64 = 2.0;

/// Two columns, the right one as wide as its longest line. Where the left one would then be too narrow, the place
/// takes a row of its own below.
pub(super) fn top(composer: &Composer, document: &Document, text_width: f64) -> Top {
    let style = &composer.pack.heading;
    let heading = &document.heading;
    let national = national(style);
    let place = place(style, document);

    let widest = national.iter().map(Line::width).fold(0.0, f64::max);
    let with_place = widest.max(place.width()) + COLUMN_PADDING;
    let is_place_inside = text_width - with_place >= style.left_at_least;
    let right_width = if is_place_inside { with_place } else { widest + COLUMN_PADDING };
    let left_width = text_width - right_width;

    let mut upper = TopRow { left: issuer(composer, heading, left_width), right: national };
    let number = number(style, heading);
    let mut place_row = None;
    let rows = if style.number_beside_place {
        let mut right = Vec::new();
        if is_place_inside {
            right.push(place)
        } else {
            place_row = Some(place)
        }
        vec![upper, TopRow { left: number, right }]
    } else {
        upper.left.extend(number);
        if is_place_inside {
            upper.right.push(place)
        } else {
            place_row = Some(place)
        }
        vec![upper]
    };
    Top { left_width, right_width, rows, place_row }
}

fn issuer(composer: &Composer, heading: &Heading, left_width: f64) -> Vec<Line> {
    let style = &composer.pack.heading;
    let wrap = |body: &[String], size: f64, is_bold: bool| {
        let style = Line::new("", size).bold(is_bold);
        let lines = body.iter().flat_map(|line| composer.capitals(line, &style, left_width - COLUMN_PADDING));
        lines.collect::<Vec<_>>()
    };
    let mut lines = wrap(&heading.parent_body, style.parent_size, false);
    lines.extend(wrap(&heading.issuing_body, style.issuer_size, true));
    if let Some(last) = lines.last_mut() {
        last.rule = last.width().min(left_width) * style.issuer_rule_percent / 100.0;
    }
    if !style.issuer_mark.is_empty() {
        lines.push(Line::new(&style.issuer_mark, style.issuer_size));
    }
    lines
}

fn national(style: &HeadingStyle) -> Vec<Line> {
    let mut lines: Vec<Line> =
        style.national.iter().map(|line| Line::new(&line.text, line.size).bold(line.bold)).collect();
    if let Some(last) = lines.last_mut() {
        last.rule = last.width();
    }
    lines
}

/// The number, and under it what says how urgent and how final the document is.
fn number(style: &HeadingStyle, heading: &Heading) -> Vec<Line> {
    let line = fill(&style.number_line, &[("number", &number_and_symbol(style, heading))]);
    let mut lines = vec![Line::new(line, style.number_size)];
    if let Some(words) = style.urgency(heading.urgency) {
        let line = Line::new(words, style.urgency_size).bold(true);
        lines.push(Line { boxed: style.urgency_boxed, above: 2.0, ..line });
    }
    if let Some(note) = &heading.draft_note {
        lines.push(Line { above: 1.0, ..Line::new(plain(note), style.draft_size).italic(true) });
    }
    lines
}

/// The number with its symbol: `45-BC/BTCTU`, or room for a number.
pub(super) fn number_and_symbol(style: &HeadingStyle, heading: &Heading) -> String {
    let serial = heading.number.map_or_else(|| room(style.number_room), |number| format!("{number:02}"));
    fill(&style.number, &[("serial", &serial), ("symbol", &plain(&heading.symbol))])
}

fn place(style: &HeadingStyle, document: &Document) -> Line {
    let (day, month) =
        document.heading.issued_on.map_or_else(|| (room(style.date_room), room(style.date_room)), padded);
    let year = document.heading.issued_on.unwrap_or(document.drawn_on).year().to_string();
    let place = plain(&document.heading.place);
    let line = fill(&style.place, &[("place", &place), ("day", &day), ("month", &month), ("year", &year)]);
    Line::new(line, style.place_size).italic(true)
}
