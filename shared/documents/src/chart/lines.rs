//! Lines through figures that follow one another in time.

use super::axis::Range;
use super::svg::{Anchor, Svg};
use super::{LABEL_SIZE, WIDTH, count, names};
use crate::font::{self, Style};
use crate::model::Chart;

/// The height of the drawing without its labels, in points.
const HEIGHT: f64 = 170.0;
/// Above and below the outermost points, for their labels.
const MARGIN: f64 = 14.0;
/// More figures than these are written only at the ends of their lines.
const LABELS_MAX: usize = 26;
/// How far the marks of the axis reach below it, in points.
const TICK: f64 = 3.0;

/// Draws the lines below `top` and returns where the drawing ends.
pub(super) fn lines(chart: &Chart, svg: &mut Svg, top: f64) -> f64 {
    let range = Range::around(chart);
    let slot = WIDTH / count(chart.categories.len());
    let bottom = top + HEIGHT + 2.0 * MARGIN;
    let x = |at: usize| slot * (count(at) + 0.5);
    let y = |part: f64| bottom - MARGIN - part * HEIGHT;

    for at in 0..chart.categories.len() {
        svg.rule((x(at), bottom), (x(at), bottom + TICK));
    }
    svg.rule((0.0, bottom), (WIDTH, bottom));

    let figures = chart.series.iter().flat_map(|series| &series.values).flatten().count();
    for (place, series) in chart.series.iter().enumerate() {
        let known = |value: &Option<crate::number::Number>| value.map(|value| (value, y(range.part(value.to_f64()))));
        let points: Vec<_> = series.values.iter().map(known).collect();
        let mut stretch = Vec::new();
        for (at, point) in points.iter().enumerate() {
            match point {
                Some((_, height)) => stretch.push((x(at), *height)),
                None => draw(svg, &mut stretch, place),
            }
        }
        draw(svg, &mut stretch, place);

        let last = points.iter().rposition(Option::is_some);
        for (at, (value, height)) in points.iter().enumerate().filter_map(|(at, point)| Some((at, (*point)?))) {
            if figures <= LABELS_MAX || at == 0 || Some(at) == last {
                // The labels of every second series stand below their line.
                let label = if place % 2 == 0 { height - 6.0 } else { height + LABEL_SIZE + 4.0 };
                let figure = value.to_string();
                let half = font::width(&figure, LABEL_SIZE, Style::REGULAR) / 2.0;
                // The outermost figures are moved inside.
                let middle = x(at).min(WIDTH - half).max(half);
                svg.text(middle, label, LABEL_SIZE, Anchor::Middle, false, &figure);
            }
        }
    }

    names::below(chart, svg, bottom, slot)
}

/// Draws a stretch without gaps, and empties it.
fn draw(svg: &mut Svg, stretch: &mut Vec<(f64, f64)>, series: usize) {
    svg.line(stretch, series);
    for (x, y) in stretch.drain(..) {
        svg.point(x, y, series);
    }
}
