//! Paragraphs: running text, single lines, and the room between them.

use super::xml::{Xml, halves, twentieths, twentieths_of};
use crate::layout::{Line, Paragraph};
use crate::pack::BodyStyle;

/// Room of this height in points, which stays with what follows. Between tables there must be some: two that touch
/// become one.
pub(super) fn gap(xml: &mut Xml, height: f64) {
    xml.within("w:p", &[], |xml| {
        xml.within("w:pPr", &[], |xml| {
            xml.empty("w:keepNext", &[]);
            spacing(xml, 0.0, 0.0, Some(height));
        });
    });
}

/// What surrounds a line, in points unless said otherwise.
#[derive(Default)]
pub(super) struct Around {
    pub(super) above: f64,
    pub(super) below: f64,
    pub(super) keeps_with_next: bool,
    /// From the left, in millimetres.
    pub(super) indent: f64,
}

/// A line of its own, and the rule under it.
pub(super) fn single(xml: &mut Xml, line: &Line, side: &str, available: f64, around: &Around) {
    let has_rule = line.rule > 0.0;
    let below = if has_rule { 0.0 } else { around.below };
    xml.within("w:p", &[], |xml| {
        xml.within("w:pPr", &[], |xml| {
            if around.keeps_with_next || has_rule {
                xml.empty("w:keepNext", &[]);
            }
            let frame = (available - line.width()) / 2.0 - 2.0;
            if line.boxed {
                xml.within("w:pBdr", &[], |xml| {
                    for edge in ["w:top", "w:left", "w:bottom", "w:right"] {
                        xml.empty(edge, &[("w:val", "single"), ("w:sz", "6"), ("w:space", "1"), ("w:color", "000000")]);
                    }
                });
            }
            spacing(xml, around.above + line.above / crate::font::POINT, below, None);
            if line.boxed && frame > 0.0 {
                indents(xml, frame, frame);
            } else if around.indent > 0.0 {
                indents(xml, around.indent, 0.0);
            }
            xml.empty("w:jc", &[("w:val", side)]);
        });
        run(xml, &line.text, line);
    });
    if has_rule {
        rule(xml, ((available - line.rule) / 2.0).max(0.0), around);
    }
}

pub(super) fn paragraph(xml: &mut Xml, style: &BodyStyle, paragraph: &Paragraph) {
    xml.within("w:p", &[], |xml| {
        xml.within("w:pPr", &[], |xml| {
            if let Some(depth) = paragraph.heading {
                xml.empty("w:pStyle", &[("w:val", &format!("Heading{depth}"))]);
            }
            if paragraph.keeps_with_next {
                xml.empty("w:keepNext", &[]);
            }
            xml.empty("w:widowControl", &[]);
            spacing(xml, 0.0, style.spacing_points, Some(style.line_points));
            xml.empty("w:ind", &[("w:firstLine", &twentieths(style.first_line))]);
            xml.empty("w:jc", &[("w:val", "both")]);
        });
        for stretch in &paragraph.runs {
            let line = Line::new("", style.size).bold(stretch.bold).italic(stretch.italic);
            run(xml, &stretch.text, &line);
        }
    });
}

/// Room above and below in points, and the exact height of a line where it is given.
pub(super) fn spacing(xml: &mut Xml, above: f64, below: f64, line: Option<f64>) {
    let (above, below) = (twentieths_of(above), twentieths_of(below));
    let (line, rule) = line.map_or_else(|| ("240".into(), "auto"), |points| (twentieths_of(points), "exact"));
    let attributes = [("w:before", above.as_str()), ("w:after", &below), ("w:line", &line), ("w:lineRule", rule)];
    xml.empty("w:spacing", &attributes);
}

/// A drawn rule: the upper edge of an empty paragraph that is as wide as the rule.
fn rule(xml: &mut Xml, indent: f64, around: &Around) {
    xml.within("w:p", &[], |xml| {
        xml.within("w:pPr", &[], |xml| {
            if around.keeps_with_next {
                xml.empty("w:keepNext", &[]);
            }
            xml.within("w:pBdr", &[], |xml| {
                xml.empty("w:top", &[("w:val", "single"), ("w:sz", "6"), ("w:space", "0"), ("w:color", "000000")]);
            });
            spacing(xml, 3.0, around.below, Some(3.0));
            indents(xml, indent, indent);
        });
    });
}

fn indents(xml: &mut Xml, left: f64, right: f64) {
    xml.empty("w:ind", &[("w:left", &twentieths(left)), ("w:right", &twentieths(right))]);
}

fn run(xml: &mut Xml, text: &str, style: &Line) {
    let size = halves(style.size);
    xml.within("w:r", &[], |xml| {
        xml.within("w:rPr", &[], |xml| {
            if style.bold {
                xml.empty("w:b", &[]);
            }
            if style.italic {
                xml.empty("w:i", &[]);
            }
            xml.empty("w:sz", &[("w:val", &size)]);
            xml.empty("w:szCs", &[("w:val", &size)]);
            if style.underlined {
                xml.empty("w:u", &[("w:val", "single")]);
            }
        });
        xml.text("w:t", &[("xml:space", "preserve")], text);
    });
}
