//! Bars, upright and lying.

use super::axis::Range;
use super::svg::{Anchor, Svg};
use super::{LABEL_LINE, LABEL_SIZE, WIDTH, count, names, wrapped};
use crate::font::{self, Style};
use crate::model::Chart;

/// The height of upright bars, in points.
const COLUMNS_HEIGHT: f64 = 180.0;
/// Figures that would have to be smaller than this to lie on their bars stand, in points.
const LYING_SIZE_MIN: f64 = 7.0;
/// Bars narrower than this have figures that stand, most likely, in points.
const NARROW: f64 = 24.0;
/// Above and below upright bars, for figures that stand, in points.
const STANDING_ROOM: f64 = 36.0;
/// What the lying bars of one chart may fill, in points: most of a page.
const BARS_HEIGHT_MAX: f64 = 560.0;
/// A lying bar, in points, where there is room.
const BAR_HEIGHT_MAX: f64 = 11.0;
/// Between the bars of one name and those of the next, as a part of a bar.
const BAR_GAP: f64 = 0.6;
/// What the names beside lying bars may take of the width: the least that they need.
const LABEL_PARTS: [f64; 3] = [0.3, 0.36, LABEL_PART_MAX];
const LABEL_PART_MAX: f64 = 0.42;
/// The most lines of a name beside lying bars.
const LABEL_LINES_MAX: usize = 6;
/// Between two names beside lying bars, in points.
const LABEL_GAP: f64 = 4.0;

/// Draws upright bars below `top` and returns where the drawing ends.
pub(super) fn columns(chart: &Chart, svg: &mut Svg, top: f64) -> f64 {
    let range = Range::from_zero(chart);
    let slot = WIDTH / count(chart.categories.len());
    let width = (slot * 0.8 / count(chart.series.len())).min(60.0);
    let room = if width < NARROW { STANDING_ROOM } else { LABEL_LINE };
    let top = top + room;
    let bottom = top + COLUMNS_HEIGHT + if range.zero() > 0.0 { room } else { 0.0 };
    let y = |part: f64| top + (1.0 - part) * COLUMNS_HEIGHT;
    let zero = y(range.zero());

    // All bars first, since a label may reach over its neighbour.
    let mut labels = Vec::new();
    for (place, series) in chart.series.iter().enumerate() {
        for (at, value) in series.values.iter().enumerate() {
            let Some(value) = value else { continue };
            let middle = slot * (count(at) + 0.5);
            let left = middle + width * (count(place) - count(chart.series.len()) / 2.0);
            let end = y(range.part(value.to_f64()));
            svg.bar(left, zero.min(end), width, (zero - end).abs(), place);
            labels.push((left + width / 2.0, end, value.to_string()));
        }
    }
    let size = labels.iter().map(|(_, _, label)| fitting(label, width * 1.15)).fold(LABEL_SIZE, f64::min);
    for (middle, end, label) in labels {
        let is_below = end > zero;
        if size >= LYING_SIZE_MIN {
            let line = if is_below { end + size } else { end - 3.0 };
            svg.text(middle, line, size, Anchor::Middle, false, &label);
        } else {
            let size = LABEL_SIZE.min(width);
            let (line, anchor) = if is_below { (end + 3.0, Anchor::End) } else { (end - 3.0, Anchor::Start) };
            svg.standing(middle + size * 0.32, line, size, anchor, &label);
        }
    }
    svg.rule((0.0, zero), (WIDTH, zero));

    names::below(chart, svg, bottom, slot)
}

/// Draws lying bars below `top` and returns where the drawing ends. Names go on in further lines, and their bars have as
/// much room as the lines need.
pub(super) fn bars(chart: &Chart, svg: &mut Svg, top: f64) -> f64 {
    let range = Range::from_zero(chart);
    let (names, series) = (count(chart.categories.len()), count(chart.series.len()));
    let height = (BARS_HEIGHT_MAX / (names * (series + BAR_GAP))).min(BAR_HEIGHT_MAX);
    let size = (height * 0.9).min(LABEL_SIZE);
    let (room, most) = (height * (series + BAR_GAP), BARS_HEIGHT_MAX / names);
    let labels: Vec<Vec<String>> = chart.categories.iter().map(|name| label(name, room, most)).collect();
    let lines = labels.iter().flatten();
    let left = lines.map(|line| font::width(line, LABEL_SIZE, Style::BOLD)).fold(0.0, f64::max) + 8.0;
    // Room for the longest figure beyond the ends of the bars.
    let figures = chart.series.iter().flat_map(|series| &series.values).flatten();
    let beyond = figures.map(|value| font::width(&value.to_string(), size, Style::BOLD)).fold(0.0, f64::max) + 6.0;
    let before = if range.zero() > 0.0 { beyond } else { 0.0 };
    let length = WIDTH - left - before - beyond;
    let x = |part: f64| left + before + part * length;
    let zero = x(range.zero());

    let mut above = top;
    for (at, label) in labels.iter().enumerate() {
        let written = count(label.len()) * LABEL_LINE;
        let slot = room.max(written + LABEL_GAP);
        for (line, text) in label.iter().enumerate() {
            let line = above + (slot - written) / 2.0 + LABEL_LINE * (count(line) + 0.8);
            svg.text(left - 6.0, line, LABEL_SIZE, Anchor::End, false, text);
        }
        for (place, series) in chart.series.iter().enumerate() {
            let Some(value) = series.values.get(at).copied().flatten() else { continue };
            let end = x(range.part(value.to_f64()));
            let bar = above + slot / 2.0 + height * (count(place) - count(chart.series.len()) / 2.0);
            svg.bar(zero.min(end), bar, (zero - end).abs(), height, place);
            let line = bar + height / 2.0 + size * 0.32;
            let (at, anchor) = if end < zero { (end - 4.0, Anchor::End) } else { (end + 4.0, Anchor::Start) };
            svg.text(at, line, size, anchor, false, &value.to_string());
        }
        above += slot;
    }
    svg.rule((zero, top), (zero, above));
    above + 6.0
}

/// The lines of a name beside lying bars: in the narrowest column in which it needs no more than the `room` of its bars,
/// or else in the widest, with `most` points for all lines.
fn label(name: &str, room: f64, most: f64) -> Vec<String> {
    let height = |lines: usize| count(lines) * LABEL_LINE + LABEL_GAP;
    let lines_max = (1..=LABEL_LINES_MAX).rev().find(|lines| height(*lines) <= most).unwrap_or(1);
    let lines = |part: f64| wrapped(name, LABEL_SIZE, Style::BOLD, WIDTH * part, lines_max);
    let has_room = |lines: &Vec<String>| height(lines.len()) <= room;
    LABEL_PARTS.into_iter().map(lines).find(has_room).unwrap_or_else(|| lines(LABEL_PART_MAX))
}

/// The size at which a label is no wider than its bar, as far as it stays readable.
fn fitting(label: &str, width: f64) -> f64 {
    let full = font::width(label, LABEL_SIZE, Style::REGULAR);
    (LABEL_SIZE * width / full.max(1.0)).clamp(5.0, LABEL_SIZE)
}
