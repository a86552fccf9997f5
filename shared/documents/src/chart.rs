//! Charts as SVG: greys and patterns that a black-and-white printer keeps apart, and every figure written out.

mod axis;
mod bars;
mod lines;
mod names;
mod raster;
mod svg;

pub(crate) use raster::png;

use crate::font::{self, Style};
use crate::limits::{DocumentError, check_chart};
use crate::model::{Chart, ChartKind};
use crate::text::plain;
use svg::{Anchor, Svg};

/// The width of a chart in points: the width of the text on an A4 page.
const WIDTH: f64 = 467.0;
/// Sizes of letters, in points.
const TITLE_SIZE: f64 = 13.0;
const LABEL_SIZE: f64 = 10.0;
/// Between the edge of a chart and its legend, in points.
const EDGE: f64 = 8.0;
/// Between the lines of labels.
const LABEL_LINE: f64 = 12.0;

/// A chart in points.
#[derive(Debug)]
pub(crate) struct Picture {
    pub(crate) svg: String,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

/// Draws a chart alone, with its title, as an SVG file.
///
/// # Errors
/// When the chart has no figures, or more of them than can be told apart.
pub fn chart_svg(chart: &Chart) -> Result<String, DocumentError> {
    check_chart(chart)?;
    let mut svg = Svg::default();
    let mut top = 4.0;
    for line in wrapped(&title(chart), TITLE_SIZE, Style::BOLD, WIDTH, 3) {
        top += TITLE_SIZE * 1.3;
        svg.text(WIDTH / 2.0, top, TITLE_SIZE, Anchor::Middle, true, &line);
    }
    Ok(figures(chart, svg, top + 8.0).svg)
}

/// Draws a chart for a page that has the title above it.
pub(crate) fn without_title(chart: &Chart) -> Result<Picture, DocumentError> {
    check_chart(chart)?;
    Ok(figures(chart, Svg::default(), 4.0))
}

/// The title, with what the figures count.
pub(crate) fn title(chart: &Chart) -> String {
    let title = plain(&chart.title);
    chart.unit.as_ref().map_or_else(|| title.clone(), |unit| format!("{title} ({})", plain(unit)))
}

/// The whole chart in words, for people who do not see it.
pub(crate) fn description(chart: &Chart) -> String {
    let series = chart.series.iter().map(|series| {
        let figures = chart
            .categories
            .iter()
            .zip(&series.values)
            .filter_map(|(category, value)| value.map(|value| format!("{}: {value}", plain(category))));
        let figures = figures.collect::<Vec<_>>().join("; ");
        if series.name.is_empty() { figures } else { format!("{}: {figures}", plain(&series.name)) }
    });
    format!("{}. {}.", title(chart), series.collect::<Vec<_>>().join(". "))
}

fn figures(chart: &Chart, mut svg: Svg, top: f64) -> Picture {
    let top = legend(chart, &mut svg, top);
    let height = match chart.kind {
        ChartKind::Columns => bars::columns(chart, &mut svg, top),
        ChartKind::Bars => bars::bars(chart, &mut svg, top),
        ChartKind::Lines => lines::lines(chart, &mut svg, top),
    };
    let svg = svg.finish(WIDTH, height, &description(chart));
    Picture { svg, width: WIDTH, height }
}

/// Names the series where there are several, and returns where the figures may begin.
fn legend(chart: &Chart, svg: &mut Svg, top: f64) -> f64 {
    if chart.series.len() < 2 {
        return top;
    }
    let (mut left, mut top) = (EDGE, top);
    for (place, series) in chart.series.iter().enumerate() {
        let name = shortened(&series.name, LABEL_SIZE, WIDTH - EDGE - 40.0);
        let width = 24.0 + font::width(&name, LABEL_SIZE, Style::REGULAR) + 16.0;
        if left > EDGE && left + width > WIDTH {
            (left, top) = (EDGE, top + LABEL_LINE + 2.0);
        }
        match chart.kind {
            ChartKind::Lines => svg.sample(left, top + 5.0, place),
            ChartKind::Columns | ChartKind::Bars => svg.bar(left, top, 18.0, 10.0, place),
        }
        svg.text(left + 24.0, top + 9.0, LABEL_SIZE, Anchor::Start, false, &name);
        left += width;
    }
    top + LABEL_LINE + 8.0
}

/// A text in at most `most` lines; what does not fit ends in dots.
fn wrapped(text: &str, size: f64, style: Style, available: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if font::width(&format!("{line} {word}"), size, style) <= available => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    let is_cut = lines.len() > most;
    lines.truncate(most);
    if is_cut && let Some(last) = lines.last_mut() {
        // Whole words, as long as there is more than one.
        while font::width(&format!("{last}…"), size, style) > available
            && let Some((whole, _)) = last.rsplit_once(' ')
        {
            *last = whole.to_owned();
        }
        last.push('…');
    }
    lines.iter().map(|line| shortened(line, size, available)).collect()
}

/// A text that fits, with dots for the rest.
fn shortened(text: &str, size: f64, available: f64) -> String {
    let text = crate::text::drawable(&plain(text), f64::MAX, size, Style::REGULAR);
    if font::width(&text, size, Style::BOLD) <= available {
        return text;
    }
    let mut short = String::new();
    let mut left = available - font::width("…", size, Style::BOLD);
    for letter in text.chars() {
        left -= font::width(letter.encode_utf8(&mut [0; 4]), size, Style::BOLD);
        if left < 0.0 {
            break;
        }
        short.push(letter);
    }
    format!("{}…", short.trim_end())
}

fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::MAX, f64::from)
}
