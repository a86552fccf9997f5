//! The main part: sections with their text, tables and pictures.

use super::package::{HEADER, WORDS};
use super::paragraph::{Around, gap, paragraph, single, spacing};
use super::picture::chart;
use super::table::{bare_cell, bare_row, bare_table, figures};
use super::xml::{Xml, twentieths};
use crate::chart::png;
use crate::layout::{Closing, Layout, PAPER_HEIGHT, PAPER_WIDTH, Piece, Section, Top};
use crate::limits::DocumentError;
use crate::pack::{BodyStyle, Pack};

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
        single(xml, line, "center", section.text_width, &Around { above, below, keeps_with_next: true, indent: 0.0 });
    }
    if let Some(address) = &section.address {
        let around = |below| Around { below, keeps_with_next: true, ..Around::default() };
        let below = |after: usize| if after == address.lines.len() { OPENING_BELOW } else { 0.0 };
        single(xml, &address.label, "center", section.text_width, &around(below(0)));
        for (at, line) in (1..).zip(&address.lines) {
            single(xml, line, "left", section.text_width, &Around { indent: address.indent, ..around(below(at)) });
        }
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
