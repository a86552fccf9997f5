//! Tables: columns without rules, and figures.

use super::paragraph::{Around, gap, single};
use super::xml::{Xml, twentieths};
use crate::layout::{CELL_PADDING, Line, TableLayout};
use crate::model::Align;

/// Above and below the text of a cell, in points.
const CELL_SPACING: f64 = 2.0;

/// Columns without rules.
pub(super) fn bare_table(xml: &mut Xml, widths: &[f64], rows: impl FnOnce(&mut Xml)) {
    xml.within("w:tbl", &[], |xml| {
        table_properties(xml, widths, None, 0.0);
        rows(xml);
    });
}

pub(super) fn bare_row(xml: &mut Xml, stays_whole: bool, cells: impl FnOnce(&mut Xml)) {
    xml.within("w:tr", &[], |xml| {
        if stays_whole {
            xml.within("w:trPr", &[], |xml| xml.empty("w:cantSplit", &[]));
        }
        cells(xml);
    });
}

pub(super) fn bare_cell(xml: &mut Xml, lines: &[Line], side: &str, width: f64) {
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

pub(super) fn figures(xml: &mut Xml, table: &TableLayout, text_width: f64) {
    for (line, side) in
        table.caption.iter().map(|line| (line, "center")).chain(table.unit.iter().map(|line| (line, "right")))
    {
        single(xml, line, side, text_width, &Around { above: 0.0, below: 4.0, keeps_with_next: true, indent: 0.0 });
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
        single(
            xml,
            line,
            side,
            width,
            &Around { above: CELL_SPACING, below: CELL_SPACING, keeps_with_next, indent: 0.0 },
        );
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
