//! The few shapes that charts are made of.

use crate::font::{FAMILY, OFFICE_FAMILY};
use quick_xml::escape::escape;
use std::fmt::Write;

/// The fills of bars, from the first series on: dark, hatched, light, dotted. Neighbours differ in tone and pattern.
const FILLS: [&str; 4] = ["#404040", "url(#hatch)", "#c0c0c0", "url(#dots)"];
/// The dashes of lines, from the first series on, in points.
const DASHES: [&str; 4] = ["", "6 3", "2 2", "9 3 2 3"];

/// From where on a text runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

impl Anchor {
    fn word(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// A drawing that grows; lengths are points.
#[derive(Debug, Default)]
pub(super) struct Svg {
    body: String,
}

impl Svg {
    pub(super) fn bar(&mut self, left: f64, top: f64, width: f64, height: f64, series: usize) {
        let fill = FILLS.get(series).copied().unwrap_or("#ffffff");
        self.push(format_args!(
            r##"<rect x="{left:.2}" y="{top:.2}" width="{width:.2}" height="{height:.2}" fill="{fill}" stroke="#000000" stroke-width="0.6"/>"##
        ));
    }

    /// A thin line, as of an axis.
    pub(super) fn rule(&mut self, from: (f64, f64), to: (f64, f64)) {
        self.push(format_args!(
            r##"<line x1="{:.2}" y1="{:.2}" x2="{:.2}" y2="{:.2}" stroke="#000000" stroke-width="0.6"/>"##,
            from.0, from.1, to.0, to.1
        ));
    }

    /// The line of a series through points that follow one another.
    pub(super) fn line(&mut self, points: &[(f64, f64)], series: usize) {
        let points = points.iter().map(|(x, y)| format!("{x:.2},{y:.2}")).collect::<Vec<_>>().join(" ");
        let dash = DASHES.get(series).copied().unwrap_or_default();
        let dash = if dash.is_empty() { String::new() } else { format!(r#" stroke-dasharray="{dash}""#) };
        self.push(format_args!(
            r##"<polyline points="{points}" fill="none" stroke="#000000" stroke-width="1.4"{dash}/>"##
        ));
    }

    /// A point of a series: a disc, a square, a triangle, a ring.
    pub(super) fn point(&mut self, x: f64, y: f64, series: usize) {
        match series {
            0 => self.push(format_args!(r##"<circle cx="{x:.2}" cy="{y:.2}" r="3" fill="#000000"/>"##)),
            1 => self.push(format_args!(
                r##"<rect x="{:.2}" y="{:.2}" width="6" height="6" fill="#ffffff" stroke="#000000"/>"##,
                x - 3.0,
                y - 3.0
            )),
            2 => self.push(format_args!(
                r##"<path d="M{x:.2} {:.2}l3.6 6.4h-7.2z" fill="#808080" stroke="#000000"/>"##,
                y - 4.0
            )),
            _ => {
                self.push(format_args!(r##"<circle cx="{x:.2}" cy="{y:.2}" r="3" fill="#ffffff" stroke="#000000"/>"##))
            }
        }
    }

    /// How the line of a series looks, for the legend.
    pub(super) fn sample(&mut self, left: f64, y: f64, series: usize) {
        self.line(&[(left, y), (left + 20.0, y)], series);
        self.point(left + 10.0, y, series);
    }

    pub(super) fn text(&mut self, x: f64, y: f64, size: f64, anchor: Anchor, is_bold: bool, text: &str) {
        let anchor = anchor.word();
        let weight = if is_bold { r#" font-weight="bold""# } else { "" };
        self.push(format_args!(
            r#"<text x="{x:.2}" y="{y:.2}" font-size="{size:.2}" text-anchor="{anchor}"{weight}>{}</text>"#,
            escape(text)
        ));
    }

    /// A text that is read from below; `x` is where its letters stand.
    pub(super) fn standing(&mut self, x: f64, y: f64, size: f64, anchor: Anchor, text: &str) {
        self.push(format_args!(
            r#"<text transform="translate({x:.2} {y:.2}) rotate(-90)" font-size="{size:.2}" text-anchor="{}">{}</text>"#,
            anchor.word(),
            escape(text)
        ));
    }

    pub(super) fn finish(self, width: f64, height: f64, description: &str) -> String {
        format!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0}pt" height="{height:.0}pt" viewBox="0 0 {width:.2} {height:.2}" font-family="'{FAMILY}', '{OFFICE_FAMILY}', serif" fill="#000000" role="img">
<title>{}</title>
<defs>
<pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse"><rect width="5" height="5" fill="#ffffff"/><path d="M-1 1l2-2M0 5l5-5M4 6l2-2" stroke="#000000" stroke-width="0.9"/></pattern>
<pattern id="dots" width="4" height="4" patternUnits="userSpaceOnUse"><rect width="4" height="4" fill="#ffffff"/><circle cx="2" cy="2" r="0.8" fill="#000000"/></pattern>
</defs>
{}</svg>
"##,
            escape(description),
            self.body
        )
    }

    fn push(&mut self, shape: std::fmt::Arguments<'_>) {
        // Writing to a text never fails.
        let _ = writeln!(self.body, "{shape}");
    }
}
