//! The parts of the file around the text: types, relations, styles, settings, properties, the page number.

use super::xml::{Xml, halves};
use crate::font::OFFICE_FAMILY;
use crate::layout::Layout;

const CONTENT_TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PROPERTIES: &str = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
const MIME: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
/// The vocabulary of texts.
pub(super) const WORDS: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// The relation by which sections name their header.
pub(super) const HEADER: &str = "header";

/// Where the picture of this ordinal lies in the file.
pub(super) fn picture(ordinal: usize) -> String {
    format!("word/media/{}.png", picture_relation(ordinal))
}

/// The relation by which the text names a picture.
pub(super) fn picture_relation(ordinal: usize) -> String {
    format!("chart{ordinal}")
}

/// Every part but the text itself and its pictures.
pub(super) fn parts(layout: &Layout, pictures: usize) -> Vec<(String, Vec<u8>)> {
    let parts = [
        ("[Content_Types].xml", content_types()),
        ("_rels/.rels", relations()),
        ("docProps/core.xml", properties(layout)),
        ("word/_rels/document.xml.rels", text_relations(pictures)),
        ("word/styles.xml", styles(layout)),
        ("word/settings.xml", settings()),
        ("word/header.xml", header(layout)),
    ];
    parts.into_iter().map(|(name, xml)| (name.to_owned(), xml.into_bytes())).collect()
}

fn content_types() -> Xml {
    let mut xml = Xml::part();
    xml.within("Types", &[("xmlns", CONTENT_TYPES)], |xml| {
        let relations = "application/vnd.openxmlformats-package.relationships+xml";
        for (extension, mime) in [("rels", relations), ("xml", "application/xml"), ("png", "image/png")] {
            xml.empty("Default", &[("Extension", extension), ("ContentType", mime)]);
        }
        for (name, kind) in
            [("document", "document.main"), ("styles", "styles"), ("settings", "settings"), ("header", "header")]
        {
            let (part, mime) = (format!("/word/{name}.xml"), format!("{MIME}.{kind}+xml"));
            xml.empty("Override", &[("PartName", &part), ("ContentType", &mime)]);
        }
        let mime = "application/vnd.openxmlformats-package.core-properties+xml";
        xml.empty("Override", &[("PartName", "/docProps/core.xml"), ("ContentType", mime)]);
    });
    xml
}

fn relations() -> Xml {
    let mut xml = Xml::part();
    xml.within("Relationships", &[("xmlns", RELATIONS)], |xml| {
        relation(xml, "document", &format!("{OFFICE}/officeDocument"), "word/document.xml");
        let properties = format!("{RELATIONS}/metadata/core-properties");
        relation(xml, "properties", &properties, "docProps/core.xml");
    });
    xml
}

fn text_relations(pictures: usize) -> Xml {
    let mut xml = Xml::part();
    xml.within("Relationships", &[("xmlns", RELATIONS)], |xml| {
        for name in ["styles", "settings", HEADER] {
            relation(xml, name, &format!("{OFFICE}/{name}"), &format!("{name}.xml"));
        }
        for ordinal in 1..=pictures {
            let id = picture_relation(ordinal);
            relation(xml, &id, &format!("{OFFICE}/image"), &format!("media/{id}.png"));
        }
    });
    xml
}

fn relation(xml: &mut Xml, id: &str, kind: &str, target: &str) {
    xml.empty("Relationship", &[("Id", id), ("Type", kind), ("Target", target)]);
}

fn properties(layout: &Layout) -> Xml {
    let mut xml = Xml::part();
    let namespaces = [
        ("xmlns:cp", PROPERTIES),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    let moment = format!("{}T00:00:00Z", layout.drawn_on);
    xml.within("cp:coreProperties", &namespaces, |xml| {
        xml.text("dc:title", &[], &layout.title);
        xml.text("dc:creator", &[], &layout.issuing_body);
        xml.text("dc:language", &[], "vi-VN");
        for name in ["dcterms:created", "dcterms:modified"] {
            xml.text(name, &[("xsi:type", "dcterms:W3CDTF")], &moment);
        }
    });
    xml
}

fn styles(layout: &Layout) -> Xml {
    let mut xml = Xml::part();
    let size = halves(layout.pack.body.size);
    xml.within("w:styles", &[("xmlns:w", WORDS)], |xml| {
        xml.within("w:docDefaults", &[], |xml| {
            xml.within("w:rPrDefault", &[], |xml| {
                xml.within("w:rPr", &[], |xml| {
                    let family = OFFICE_FAMILY;
                    let fonts = [("w:ascii", family), ("w:hAnsi", family), ("w:eastAsia", family), ("w:cs", family)];
                    xml.empty("w:rFonts", &fonts);
                    xml.empty("w:sz", &[("w:val", &size)]);
                    xml.empty("w:szCs", &[("w:val", &size)]);
                    xml.empty("w:lang", &[("w:val", "vi-VN"), ("w:eastAsia", "vi-VN"), ("w:bidi", "ar-SA")]);
                });
            });
            xml.empty("w:pPrDefault", &[]);
        });
        style(xml, "Normal", "Normal", |_| ());
        for (depth, level) in ["0", "1", "2", "3"].into_iter().enumerate() {
            let depth = depth + 1;
            style(xml, &format!("Heading{depth}"), &format!("heading {depth}"), |xml| {
                xml.within("w:pPr", &[], |xml| {
                    xml.empty("w:keepNext", &[]);
                    xml.empty("w:outlineLvl", &[("w:val", level)]);
                });
            });
        }
    });
    xml
}

fn style(xml: &mut Xml, id: &str, name: &str, properties: impl FnOnce(&mut Xml)) {
    let is_normal = id == "Normal";
    let kind = [("w:type", "paragraph"), ("w:styleId", id), ("w:default", if is_normal { "1" } else { "0" })];
    xml.within("w:style", &kind, |xml| {
        xml.empty("w:name", &[("w:val", name)]);
        if !is_normal {
            xml.empty("w:basedOn", &[("w:val", "Normal")]);
        }
        xml.empty("w:qFormat", &[]);
        properties(xml);
    });
}

/// Laid out as present programs do: tables begin at the margin, not beside it.
fn settings() -> Xml {
    let mut xml = Xml::part();
    xml.within("w:settings", &[("xmlns:w", WORDS)], |xml| {
        xml.empty("w:characterSpacingControl", &[("w:val", "doNotCompress")]);
        xml.within("w:compat", &[], |xml| {
            let uri = "http://schemas.microsoft.com/office/word";
            let setting = [("w:name", "compatibilityMode"), ("w:uri", uri), ("w:val", "15")];
            xml.empty("w:compatSetting", &setting);
        });
    });
    xml
}

/// The number of the page within its section; the first page of each has none.
fn header(layout: &Layout) -> Xml {
    let mut xml = Xml::part();
    let size = halves(layout.pack.page.number_size);
    xml.within("w:hdr", &[("xmlns:w", WORDS)], |xml| {
        xml.within("w:p", &[], |xml| {
            xml.within("w:pPr", &[], |xml| xml.empty("w:jc", &[("w:val", "center")]));
            xml.within("w:fldSimple", &[("w:instr", " PAGE ")], |xml| {
                xml.within("w:r", &[], |xml| {
                    xml.within("w:rPr", &[], |xml| xml.empty("w:sz", &[("w:val", &size)]));
                    xml.text("w:t", &[], "2");
                });
            });
        });
    });
    xml
}
