//! Names under an axis.

use super::svg::{Anchor, Svg};
use super::{LABEL_LINE, LABEL_SIZE, count, shortened, wrapped};
use crate::font::{self, Style};
use crate::model::Chart;

/// The most lines of a name that lies.
const LINES_MAX: usize = 4;
/// The longest name that stands, in points.
const LENGTH_MAX: f64 = 160.0;
/// Between two names that lie, and between the axis and a name that stands, in points.
const GAP: f64 = 4.0;

/// Writes the names below the axis and returns where they end. Where a slot is narrower than a word they all stand,
/// read from below.
pub(super) fn below(chart: &Chart, svg: &mut Svg, axis: f64, slot: f64) -> f64 {
    let mut lowest = axis;
    let has_room = chart.categories.iter().all(|name| has_room(name, slot - GAP));
    for (at, name) in chart.categories.iter().enumerate() {
        let middle = slot * (count(at) + 0.5);
        let mut end = axis + 2.0;
        if has_room {
            for line in wrapped(name, LABEL_SIZE, Style::BOLD, slot - GAP, LINES_MAX) {
                end += LABEL_LINE;
                svg.text(middle, end, LABEL_SIZE, Anchor::Middle, false, &line);
            }
        } else {
            let size = LABEL_SIZE.min(slot * 0.9);
            let name = shortened(name, size, LENGTH_MAX);
            svg.standing(middle + size * 0.32, axis + GAP, size, Anchor::End, &name);
            end = axis + GAP + font::width(&name, size, Style::REGULAR);
        }
        lowest = lowest.max(end);
    }
    lowest + 6.0
}

fn has_room(name: &str, available: f64) -> bool {
    let fits = |line: &str| font::width(line, LABEL_SIZE, Style::BOLD) <= available;
    name.split_whitespace().all(fits)
        && wrapped(name, LABEL_SIZE, Style::BOLD, available, LINES_MAX + 1).len() <= LINES_MAX
}
