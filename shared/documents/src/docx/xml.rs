//! XML that is well-formed whatever the texts are.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// Attributes with their values, which are escaped.
pub(super) type Attributes<'a> = &'a [(&'a str, &'a str)];

/// An XML text that grows.
pub(super) struct Xml {
    writer: Writer<Vec<u8>>,
}

impl Xml {
    /// A part of its own, with the declaration.
    pub(super) fn part() -> Self {
        let mut xml = Self { writer: Writer::new(Vec::new()) };
        xml.write(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))));
        xml
    }

    pub(super) fn empty(&mut self, name: &str, attributes: Attributes<'_>) {
        self.write(Event::Empty(start(name, attributes)));
    }

    pub(super) fn within(&mut self, name: &str, attributes: Attributes<'_>, inside: impl FnOnce(&mut Self)) {
        self.write(Event::Start(start(name, attributes)));
        inside(self);
        self.write(Event::End(BytesEnd::new(name)));
    }

    pub(super) fn text(&mut self, name: &str, attributes: Attributes<'_>, text: &str) {
        self.within(name, attributes, |xml| xml.write(Event::Text(BytesText::new(text))));
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.writer.into_inner()
    }

    #[expect(clippy::expect_used, reason = "writing to memory cannot fail")]
    fn write(&mut self, event: Event<'_>) {
        self.writer.write_event(event).expect("memory takes every byte");
    }
}

fn start<'a>(name: &'a str, attributes: Attributes<'a>) -> BytesStart<'a> {
    BytesStart::new(name).with_attributes(attributes.iter().copied())
}

/// Millimetres in twentieths of a point.
pub(super) fn twentieths(millimetres: f64) -> String {
    format!("{:.0}", millimetres / 25.4 * 1440.0)
}

/// Points in twentieths of a point.
pub(super) fn twentieths_of(points: f64) -> String {
    format!("{:.0}", points * 20.0)
}

/// Points in half points, the unit of letters.
pub(super) fn halves(points: f64) -> String {
    format!("{:.0}", points * 2.0)
}

/// Millimetres in the unit of drawings: 914,400 in an inch.
pub(super) fn drawing_units(millimetres: f64) -> String {
    format!("{:.0}", millimetres * 36_000.0)
}
