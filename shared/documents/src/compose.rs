//! From what a document says to what the three forms draw: every decision of the layout is made here, once.

mod body;
mod top;

use crate::font::POINT;
use crate::layout::{Address, Closing, Layout, Line, Section};
use crate::limits::{DocumentError, check};
use crate::model::{Appendix, Document, Orientation, Signature};
use crate::names::Names;
use crate::notation::{fill, part_number};
use crate::pack::Pack;
use crate::text::plain;
use chrono::Datelike;

/// More lines than these do not fit on a page with something above them.
const CLOSING_LINES_MAX: f64 = 30.0;

/// The most letters of a text in the file's properties; PDF/A has a limit of its own, which is higher.
const PROPERTY_LETTERS_MAX: usize = 500;

/// Above the addressees, in millimetres.
const ADDRESS_ABOVE: f64 = 1.0;
/// How far several addressees stand from the left, as a part of the width.
const ADDRESS_INDENT: f64 = 0.36;

/// What every part of the composition knows.
pub(super) struct Composer {
    pub(super) pack: &'static Pack,
    pub(super) names: Names,
}

pub(crate) fn compose(document: &Document) -> Result<Layout, DocumentError> {
    check(document)?;
    let pack = Pack::of(document);
    let composer = &Composer { pack, names: Names::new(&document.names) };
    let mut charts = 0;
    let mut main = Section::new(pack, Orientation::Portrait);
    main.opening = composer.opening(document, main.text_width);
    main.address = composer.address(document, main.text_width);
    main.pieces = body::pieces(composer, &document.blocks, main.text_width, &mut charts)?;
    body::set_end_mark(&mut main.pieces, &pack.body.end_mark);
    main.closing = composer.closing(document, main.text_width);
    if main.closing.is_some() {
        body::keep_last_with_next(&mut main.pieces);
    }
    let top = top::top(composer, document, main.text_width);

    let mut sections = vec![main];
    let is_numbered = document.appendices.len() > 1;
    for (ordinal, part) in (1..).zip(&document.appendices) {
        let mut section = Section::new(pack, part.orientation);
        section.opening = composer.appendix(document, part, is_numbered.then_some(ordinal), section.text_width);
        section.pieces = body::pieces(composer, &part.blocks, section.text_width, &mut charts)?;
        sections.push(section);
    }
    Ok(Layout {
        pack,
        title: title(pack, document),
        issuing_body: property(&document.heading.issuing_body.join(" ")),
        drawn_on: document.drawn_on,
        top,
        sections,
    })
}

/// The title in the file's properties, which PDF/UA demands.
fn title(pack: &Pack, document: &Document) -> String {
    let said = [&document.title].into_iter().chain(&document.type_name).map(|title| property(title));
    let mut said = said.filter(|title| !title.is_empty());
    said.next().unwrap_or_else(|| pack.title.untitled.clone())
}

/// A text in the file's properties, as long as its window's bar can show.
fn property(text: &str) -> String {
    plain(text).trim().chars().take(PROPERTY_LETTERS_MAX).collect()
}

impl Composer {
    /// A text in a style, with whole names as far as they fit.
    fn line(&self, text: &str, style: &Line, available: f64) -> Line {
        Line { text: self.names.bind(&plain(text), |name| style.fits(name, available)), ..style.clone() }
    }

    /// Lines of a centred text in a style, as few as fit and about as long as one another, with whole names.
    fn lines(&self, text: &str, style: &Line, available: f64) -> Vec<Line> {
        wrapped(&self.line(text, style, available), available)
    }

    /// The same in capitals.
    pub(super) fn capitals(&self, text: &str, style: &Line, available: f64) -> Vec<Line> {
        // Names show themselves by their capitals, so they are bound first.
        let text = self.names.bind(&plain(text), |name| style.fits(&name.to_uppercase(), available));
        wrapped(&Line { text: text.to_uppercase(), ..style.clone() }, available)
    }

    /// Type, abstract, and what separates them from the body.
    fn opening(&self, document: &Document, text_width: f64) -> Vec<Line> {
        let style = &self.pack.title;
        let mut lines = Vec::new();
        if let Some(name) = &document.type_name {
            lines.extend(self.capitals(name, &Line::new("", style.type_size).bold(true), text_width));
        }
        for (at, line) in document.abstract_lines.iter().enumerate() {
            let line = if at == 0 && style.abstract_capital { capitalized(line) } else { line.clone() };
            lines.extend(self.lines(&line, &Line::new("", style.abstract_size).bold(true), text_width));
        }
        if let Some(last) = lines.last_mut() {
            last.rule = last.width().min(text_width) * style.separator_rule_percent / 100.0;
        }
        if !lines.is_empty() && !style.separator.is_empty() {
            lines.push(Line::new(&style.separator, style.separator_size));
        }
        lines
    }

    /// One addressee stands beside the label, in the middle; several stand under it.
    fn address(&self, document: &Document, text_width: f64) -> Option<Address> {
        let style = &self.pack.address;
        let (last, others) = document.addressees.split_last()?;
        let label = Line { above: ADDRESS_ABOVE, ..Line::new(&style.label, style.size) };
        let indent = text_width * ADDRESS_INDENT;
        if others.is_empty() {
            let label = self.line(&format!("{} {}", style.label, bare(last)), &label, text_width);
            return Some(Address { label, indent, lines: Vec::new() });
        }
        let entry = Line::new("", style.size);
        let line = |text: &String, mark: &String| {
            self.line(&format!("{}{}{mark}", style.before, bare(text)), &entry, text_width - indent)
        };
        let mut lines: Vec<Line> = others.iter().map(|text| line(text, &style.after)).collect();
        lines.push(line(last, &style.last));
        Some(Address { label, indent, lines })
    }

    /// Label and title of an appendix, and what it belongs to.
    fn appendix(&self, document: &Document, part: &Appendix, ordinal: Option<usize>, text_width: f64) -> Vec<Line> {
        let (style, heading) = (&self.pack.appendix, &document.heading);
        let label = ordinal.map_or_else(|| style.label.clone(), |ordinal| part_number(&style.numbered_label, ordinal));
        let mut lines = vec![Line::new(label, style.label_size).bold(true)];
        lines.extend(self.capitals(&part.title, &Line::new("", style.title_size).bold(true), text_width));
        let date = heading
            .issued_on
            .map_or_else(|| self.pack.date_of_draft(document.drawn_on.year()), |issued_on| self.pack.date(issued_on));
        let reference = fill(
            &style.reference,
            &[
                ("type", document.type_name.as_ref().unwrap_or(&style.untyped)),
                ("number", &top::number_and_symbol(&self.pack.heading, heading)),
                ("date", &date),
                ("issuer", &heading.issuing_body.join(" ")),
            ],
        );
        lines.extend(self.lines(&reference, &Line::new("", style.reference_size).italic(true), text_width));
        lines
    }

    fn closing(&self, document: &Document, text_width: f64) -> Option<Closing> {
        let (left_width, right_width) = (text_width / 2.0, text_width / 2.0);
        let left = self.recipients(&document.recipients, left_width);
        let signed = document.signature.as_ref().map(|signature| self.signed(signature, right_width));
        let right = signed.unwrap_or_default();
        if left.is_empty() && right.is_empty() {
            return None;
        }
        let lines = |lines: &[Line]| lines.iter().map(|line| (line.width() / left_width).ceil()).sum::<f64>();
        let may_split = lines(&left).max(lines(&right)) > CLOSING_LINES_MAX;
        Some(Closing { left_width, right_width, left, right, may_split })
    }

    fn recipients(&self, recipients: &[String], available: f64) -> Vec<Line> {
        let style = &self.pack.recipients;
        let Some((last, others)) = recipients.split_last() else { return Vec::new() };
        let label = Line::new(&style.label, style.label_size).bold(style.label_bold).italic(style.label_italic);
        let mut lines = vec![Line { underlined: style.label_underlined, ..label }];
        let entry = Line::new("", style.size);
        let line = |text: &String, mark: &String| {
            self.line(&format!("{}{}{mark}", style.before, bare(text)), &entry, available)
        };
        lines.extend(others.iter().map(|text| line(text, &style.after)));
        lines.push(line(last, &style.last));
        lines
    }

    fn signed(&self, signature: &Signature, available: f64) -> Vec<Line> {
        let style = &self.pack.signature;
        // Forms of authority are capitals themselves: `T/M`, `K/T`, `TUQ.`
        let capacity = Line::new("", style.capacity_size).bold(true);
        let mut lines: Vec<Line> =
            signature.capacity.iter().flat_map(|text| self.capitals(text, &capacity, available)).collect();
        if let Some(title) = &signature.title {
            let is_bold = if lines.is_empty() { style.title_alone_bold } else { style.title_bold };
            lines.extend(self.capitals(title, &Line::new("", style.title_size).bold(is_bold), available));
        }
        let name = signature.name.as_deref().map(plain).unwrap_or_default();
        lines.push(Line { above: style.gap, ..Line::new(name, style.name_size).bold(true) });
        lines
    }
}

/// A line of a list, without what ends it.
fn bare(text: &str) -> String {
    plain(text).trim_end_matches(['.', ',', ';', ' ']).to_owned()
}

/// A text with a capital at its beginning.
fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// The lines of a centred text, as few as fit and about as long as one another.
fn wrapped(line: &Line, available: f64) -> Vec<Line> {
    let fewest = filled(line, available).len();
    let (mut narrow, mut wide) = (0.0, available);
    // Halving ten times leaves a fifth of a millimetre.
    for _ in 0..10 {
        let middle = f64::midpoint(narrow, wide);
        if filled(line, middle).len() > fewest { narrow = middle } else { wide = middle }
    }
    filled(line, wide)
}

/// The lines of a text whose every line takes as many words as fit.
pub(crate) fn filled(line: &Line, available: f64) -> Vec<Line> {
    let width = |text: &str| line.width_of(text);
    let (mut lines, mut length) = (Vec::<String>::new(), 0.0);
    for word in line.text.split(' ').filter(|word| !word.is_empty()) {
        length += width(word) + width(" ");
        match lines.last_mut() {
            Some(last) if length <= available => {
                last.push(' ');
                last.push_str(word);
            }
            _ => {
                length = width(word);
                lines.push(word.to_owned());
            }
        }
    }
    lines.into_iter().map(|text| Line { text, ..line.clone() }).collect()
}

/// How many lines a text fills, a little too many rather than too few.
fn lines_filled(text: &str, size: f64, bold: bool, available: f64) -> f64 {
    let style = crate::font::Style { bold, italic: false };
    (crate::font::width(text, size * POINT, style) / available.max(1.0) * 1.1).ceil().max(1.0)
}
