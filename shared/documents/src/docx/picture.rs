//! Pictures: the charts.

use super::package::picture_relation;
use super::paragraph::{Around, single, spacing};
use super::xml::{Xml, drawing_units};
use crate::layout::ChartLayout;

pub(super) fn chart(xml: &mut Xml, chart: &ChartLayout, text_width: f64, ordinal: usize) {
    single(
        xml,
        &chart.caption,
        "center",
        text_width,
        &Around { above: 6.0, below: 4.0, keeps_with_next: true, indent: 0.0 },
    );
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
