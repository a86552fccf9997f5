//! The text: paragraphs, tables, pictures, sections.

use super::package::{HEADER, WORDS, picture_relation};
use super::xml::{Xml, drawing_units, halves, twentieths, twentieths_of};
use crate::chart::png;
use crate::layout::{
    CELL_PADDING, ChartLayout, Closing, Layout, Line, PAPER_HEIGHT, PAPER_WIDTH, Paragraph, Piece, Section,
    TableLayout, Top,
};
use crate::limits::DocumentError;
use crate::model::Align;
use crate::pack::{BodyStyle, Pack};

/// Above and below the text of a cell, in points.
const CELL_SPACING: f64 = 2.0;
/// Above the type of the document, and below what separates it from the body, in points.
const OPENING_ABOVE: f64 = 14.0;
const OPENING_BELOW: f64 = 8.0;

/// The main part of the file, and the pictures that it names, in their order.
pub(super) fn document(layout: &Layout) -> Result<(Xml, Vec<Vec<u8>>), DocumentError> {
    let charts = layout.sections.iter().flat_map(|section| &section.pieces).filter_map(|piece| match piece {
        Piece::Chart(chart) => Some(png(&chart.svg)),
        _ => None,
    });
    let pictures = charts.collect::<Result<Vec<_>, _>>()?;

    let mut xml = Xml::part();
    let namespaces = [
        ("xmlns:w", WORDS),
        ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
        ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
        ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
        ("xmlns:pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
    ];
    xml.within("w:document", &namespaces, |xml| {
        xml.within("w:body", &[], |xml| {
            top(xml, &layout.top);
            let mut drawn = 0;
            for (place, part) in (1..).zip(&layout.sections) {
                section(xml, &layout.pack.body, part, &mut drawn);
                let is_last = place == layout.sections.len();
                if is_last && part.closing.is_none() {
                    section_properties(xml, layout.pack, part);
                    continue;
                }
                // A table needs a paragraph behind it, and a section its properties in one. As small as can be, or it
                // might take a page of its own after a full one.
                xml.within("w:p", &[], |xml| {
                    xml.within("w:pPr", &[], |xml| {
                        spacing(xml, 0.0, 0.0, Some(1.0));
                        if !is_last {
                            section_properties(xml, layout.pack, part);
                        }
                    });
                });
                if is_last {
                    section_properties(xml, layout.pack, part);
                }
            }
        });
    });
    Ok((xml, pictures))
}

fn section_properties(xml: &mut Xml, pack: &Pack, section: &Section) {
    let page = &pack.page;
    let (short, long) = (twentieths(PAPER_WIDTH), twentieths(PAPER_HEIGHT));
    xml.within("w:sectPr", &[], |xml| {
        xml.empty("w:headerReference", &[("w:type", "default"), ("r:id", HEADER)]);
        xml.empty("w:type", &[("w:val", "nextPage")]);
        if section.is_landscape {
            xml.empty("w:pgSz", &[("w:w", &long), ("w:h", &short), ("w:orient", "landscape")]);
        } else {
            xml.empty("w:pgSz", &[("w:w", &short), ("w:h", &long)]);
        }
        let margins = [
            ("w:top", page.top),
            ("w:right", page.right),
            ("w:bottom", page.bottom),
            ("w:left", page.left),
            ("w:header", page.number_from_top),
            ("w:footer", page.number_from_top),
            ("w:gutter", 0.0),
        ]
        .map(|(name, length)| (name, twentieths(length)));
        xml.empty("w:pgMar", &margins.each_ref().map(|(name, length)| (*name, length.as_str())));
        xml.empty("w:pgNumType", &[("w:start", "1")]);
        xml.empty("w:titlePg", &[]);
    });
}

fn section(xml: &mut Xml, style: &BodyStyle, section: &Section, drawn: &mut usize) {
    if section.opening.is_empty() {
        gap(xml, OPENING_ABOVE);
    }
    let last = section.opening.len().saturating_sub(1);
    for (at, line) in section.opening.iter().enumerate() {
        let above = if at == 0 { OPENING_ABOVE } else { 0.0 };
        let below = if at == last { OPENING_BELOW } else { 0.0 };
        single(xml, line, "center", section.text_width, &Around { above, below, keeps_with_next: true });
    }
    for piece in &section.pieces {
        match piece {
            Piece::Paragraph(content) => paragraph(xml, style, content),
            Piece::Table(content) => figures(xml, content, section.text_width),
            Piece::Chart(content) => {
                *drawn += 1;
                chart(xml, content, section.text_width, *drawn);
            }
        }
    }
    if let Some(content) = &section.closing {
        closing(xml, content);
    }
}

fn top(xml: &mut Xml, top: &Top) {
    let widths = [top.left_width, top.right_width];
    bare_table(xml, &widths, |xml| {
        for row in &top.rows {
            bare_row(xml, true, |xml| {
                bare_cell(xml, &row.left, "center", top.left_width);
                bare_cell(xml, &row.right, "center", top.right_width);
            });
        }
    });
    if let Some(place) = &top.place_row {
        single(xml, place, "right", top.left_width + top.right_width, &Around::default());
    }
}

fn closing(xml: &mut Xml, closing: &Closing) {
    let Closing { left_width, right_width, left, right, may_split } = closing;
    gap(xml, 12.0);
    bare_table(xml, &[*left_width, *right_width], |xml| {
        bare_row(xml, !may_split, |xml| {
            bare_cell(xml, left, "left", *left_width);
            bare_cell(xml, right, "center", *right_width);
        });
    });
}

/// Room of this height in points, which stays with what follows. Between tables there must be some: two that touch
/// become one.
fn gap(xml: &mut Xml, height: f64) {
    xml.within("w:p", &[], |xml| {
        xml.within("w:pPr", &[], |xml| {
            xml.empty("w:keepNext", &[]);
            spacing(xml, 0.0, 0.0, Some(height));
        });
    });
}

/// Columns without rules.
fn bare_table(xml: &mut Xml, widths: &[f64], rows: impl FnOnce(&mut Xml)) {
    xml.within("w:tbl", &[], |xml| {
        table_properties(xml, widths, None, 0.0);
        rows(xml);
    });
}

fn bare_row(xml: &mut Xml, stays_whole: bool, cells: impl FnOnce(&mut Xml)) {
    xml.within("w:tr", &[], |xml| {
        if stays_whole {
            xml.within("w:trPr", &[], |xml| xml.empty("w:cantSplit", &[]));
        }
        cells(xml);
    });
}

fn bare_cell(xml: &mut Xml, lines: &[Line], side: &str, width: f64) {
    xml.within("w:tc", &[], |xml| {
        cell_properties(xml, width, None);
        if lines.is_empty() {
            xml.empty("w:p", &[]);
        }
        for line in lines {
            single(xml, line, side, width, &Around::default());
        }
    });
}

/// What surrounds a line, in points.
#[derive(Default)]
struct Around {
    above: f64,
    below: f64,
    keeps_with_next: bool,
}

/// A line of its own, and the rule under it.
fn single(xml: &mut Xml, line: &Line, side: &str, available: f64, around: &Around) {
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
            }
            xml.empty("w:jc", &[("w:val", side)]);
        });
        run(xml, &line.text, line);
    });
    if has_rule {
        rule(xml, ((available - line.rule) / 2.0).max(0.0), around);
    }
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

fn paragraph(xml: &mut Xml, style: &BodyStyle, paragraph: &Paragraph) {
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

fn figures(xml: &mut Xml, table: &TableLayout, text_width: f64) {
    for (line, side) in
        table.caption.iter().map(|line| (line, "center")).chain(table.unit.iter().map(|line| (line, "right")))
    {
        single(xml, line, side, text_width, &Around { above: 0.0, below: 4.0, keeps_with_next: true });
    }
    let widths: Vec<f64> = table.columns.iter().map(|column| column.width).collect();
    xml.within("w:tbl", &[], |xml| {
        table_properties(xml, &widths, Some("4"), CELL_PADDING);
        xml.within("w:tr", &[], |xml| {
            if table.head_repeats {
                xml.within("w:trPr", &[], |xml| {
                    xml.empty("w:cantSplit", &[]);
                    xml.empty("w:tblHeader", &[]);
                });
            }
            for column in &table.columns {
                cell(xml, &Line::new(&column.title, table.size).bold(true), "center", column.width, true);
            }
        });
        let last = table.rows.len().saturating_sub(1);
        for (at, row) in table.rows.iter().enumerate() {
            let keeps_with_next = table.keeps_with_next && at == last;
            bare_row(xml, !row.may_split, |xml| {
                for (content, column) in row.cells.iter().zip(&table.columns) {
                    let side = match column.align {
                        Align::Left => "left",
                        Align::Centre => "center",
                        Align::Right => "right",
                    };
                    cell(
                        xml,
                        &Line::new(&content.text, table.size).bold(row.is_total),
                        side,
                        column.width,
                        keeps_with_next,
                    );
                }
            });
        }
    });
    gap(xml, 6.0);
}

fn cell(xml: &mut Xml, line: &Line, side: &str, width: f64, keeps_with_next: bool) {
    xml.within("w:tc", &[], |xml| {
        cell_properties(xml, width, Some("center"));
        single(xml, line, side, width, &Around { above: CELL_SPACING, below: CELL_SPACING, keeps_with_next });
    });
}

fn chart(xml: &mut Xml, chart: &ChartLayout, text_width: f64, ordinal: usize) {
    single(xml, &chart.caption, "center", text_width, &Around { above: 6.0, below: 4.0, keeps_with_next: true });
    xml.within("w:p", &[], |xml| {
        xml.within("w:pPr", &[], |xml| {
            if chart.keeps_with_next {
                xml.empty("w:keepNext", &[]);
            }
            spacing(xml, 0.0, 6.0, None);
            xml.empty("w:jc", &[("w:val", "center")]);
        });
        xml.within("w:r", &[], |xml| xml.within("w:drawing", &[], |xml| inline(xml, chart, ordinal)));
    });
}

fn inline(xml: &mut Xml, chart: &ChartLayout, ordinal: usize) {
    let (width, height) = (drawing_units(chart.width), drawing_units(chart.height));
    let extent = [("cx", width.as_str()), ("cy", height.as_str())];
    let (id, name) = (ordinal.to_string(), picture_relation(ordinal));
    xml.within("wp:inline", &[("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")], |xml| {
        xml.empty("wp:extent", &extent);
        xml.empty("wp:docPr", &[("id", &id), ("name", &name), ("descr", &chart.description)]);
        xml.within("a:graphic", &[], |xml| {
            let uri = "http://schemas.openxmlformats.org/drawingml/2006/picture";
            xml.within("a:graphicData", &[("uri", uri)], |xml| {
                xml.within("pic:pic", &[], |xml| {
                    xml.within("pic:nvPicPr", &[], |xml| {
                        xml.empty("pic:cNvPr", &[("id", &id), ("name", &name)]);
                        xml.empty("pic:cNvPicPr", &[]);
                    });
                    xml.within("pic:blipFill", &[], |xml| {
                        xml.empty("a:blip", &[("r:embed", &name)]);
                        xml.within("a:stretch", &[], |xml| xml.empty("a:fillRect", &[]));
                    });
                    xml.within("pic:spPr", &[], |xml| {
                        xml.within("a:xfrm", &[], |xml| {
                            xml.empty("a:off", &[("x", "0"), ("y", "0")]);
                            xml.empty("a:ext", &extent);
                        });
                        xml.within("a:prstGeom", &[("prst", "rect")], |xml| xml.empty("a:avLst", &[]));
                    });
                });
            });
        });
    });
}

/// Widths are fixed: what is too long wraps, and no word pushes a column over the margin. `rule` is the thickness of
/// the rules in eighths of a point.
fn table_properties(xml: &mut Xml, widths: &[f64], rule: Option<&str>, padding: f64) {
    let padding = twentieths(padding);
    xml.within("w:tblPr", &[], |xml| {
        xml.empty("w:tblW", &[("w:w", &twentieths(widths.iter().sum())), ("w:type", "dxa")]);
        if let Some(thickness) = rule {
            xml.within("w:tblBorders", &[], |xml| {
                for edge in ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"] {
                    let attributes =
                        [("w:val", "single"), ("w:sz", thickness), ("w:space", "0"), ("w:color", "000000")];
                    xml.empty(edge, &attributes);
                }
            });
        }
        xml.empty("w:tblLayout", &[("w:type", "fixed")]);
        xml.within("w:tblCellMar", &[], |xml| {
            for edge in ["w:left", "w:right"] {
                xml.empty(edge, &[("w:w", &padding), ("w:type", "dxa")]);
            }
        });
    });
    xml.within("w:tblGrid", &[], |xml| {
        for width in widths {
            xml.empty("w:gridCol", &[("w:w", &twentieths(*width))]);
        }
    });
}

fn cell_properties(xml: &mut Xml, width: f64, side: Option<&str>) {
    xml.within("w:tcPr", &[], |xml| {
        xml.empty("w:tcW", &[("w:w", &twentieths(width)), ("w:type", "dxa")]);
        if let Some(side) = side {
            xml.empty("w:vAlign", &[("w:val", side)]);
        }
    });
}

/// Room above and below in points, and the exact height of a line where it is given.
fn spacing(xml: &mut Xml, above: f64, below: f64, line: Option<f64>) {
    let (above, below) = (twentieths_of(above), twentieths_of(below));
    let (line, rule) = line.map_or_else(|| ("240".into(), "auto"), |points| (twentieths_of(points), "exact"));
    let attributes = [("w:before", above.as_str()), ("w:after", &below), ("w:line", &line), ("w:lineRule", rule)];
    xml.empty("w:spacing", &attributes);
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
