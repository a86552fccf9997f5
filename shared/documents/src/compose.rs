//! From what a document says to what the three forms draw: every decision of the layout is made here, once.

mod body;
mod top;

use crate::font::POINT;
use crate::layout::{Closing, Layout, Line, Section};
use crate::limits::{DocumentError, check};
use crate::model::{Appendix, Document, Orientation, Signature};
use crate::notation::{fill, part_number};
use crate::pack::Pack;
use crate::text::plain;

/// More lines than these do not fit on a page with something above them.
const CLOSING_LINES_MAX: f64 = 30.0;

/// The most letters of a text in the file's properties; PDF/A has a limit of its own, which is higher.
const PROPERTY_LETTERS_MAX: usize = 500;

pub(crate) fn compose(document: &Document) -> Result<Layout, DocumentError> {
    check(document)?;
    let pack = Pack::of(document);
    let mut main = Section::new(pack, Orientation::Portrait);
    main.opening = opening(pack, document, main.text_width);
    main.pieces = body::pieces(pack, &document.blocks, main.text_width)?;
    body::set_end_mark(&mut main.pieces, &pack.body.end_mark);
    main.closing = closing(pack, document, main.text_width);
    if main.closing.is_some() {
        body::keep_last_with_next(&mut main.pieces);
    }
    let top = top::top(pack, document, main.text_width);

    let mut sections = vec![main];
    let is_numbered = document.appendices.len() > 1;
    for (ordinal, part) in (1..).zip(&document.appendices) {
        sections.push(appendix(pack, part, is_numbered.then_some(ordinal))?);
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

/// Type, abstract, and what separates them from the body.
fn opening(pack: &Pack, document: &Document, text_width: f64) -> Vec<Line> {
    let style = &pack.title;
    let mut lines = Vec::new();
    if let Some(name) = &document.type_name {
        lines.extend(wrapped(&Line::new(capitals(name), style.type_size).bold(true), text_width));
    }
    for line in &document.abstract_lines {
        lines.extend(wrapped(&Line::new(plain(line), style.abstract_size).bold(true), text_width));
    }
    if let Some(last) = lines.last_mut() {
        last.rule = last.width().min(text_width) * style.separator_rule_percent / 100.0;
    }
    if !lines.is_empty() && !style.separator.is_empty() {
        lines.push(Line::new(&style.separator, style.separator_size));
    }
    lines
}

fn appendix(pack: &Pack, appendix: &Appendix, ordinal: Option<usize>) -> Result<Section, DocumentError> {
    let style = &pack.appendix;
    let mut section = Section::new(pack, appendix.orientation);
    let label = ordinal.map_or_else(|| style.label.clone(), |ordinal| part_number(&style.numbered_label, ordinal));
    section.opening.push(Line::new(label, style.label_size).bold(true));
    let title = Line::new(capitals(&appendix.title), style.title_size).bold(true);
    section.opening.extend(wrapped(&title, section.text_width));
    if let Some(reference) = &appendix.reference {
        let reference = fill(&style.reference, &[("reference", &plain(reference))]);
        section.opening.push(Line::new(reference, style.reference_size).italic(true));
    }
    section.pieces = body::pieces(pack, &appendix.blocks, section.text_width)?;
    Ok(section)
}

fn closing(pack: &Pack, document: &Document, text_width: f64) -> Option<Closing> {
    let left = recipients(pack, &document.recipients);
    let right = document.signature.as_ref().map(|signature| signed(pack, signature)).unwrap_or_default();
    if left.is_empty() && right.is_empty() {
        return None;
    }
    let (left_width, right_width) = (text_width / 2.0, text_width / 2.0);
    let lines = |lines: &[Line]| lines.iter().map(|line| (line.width() / (text_width / 2.0)).ceil()).sum::<f64>();
    let may_split = lines(&left).max(lines(&right)) > CLOSING_LINES_MAX;
    Some(Closing { left_width, right_width, left, right, may_split })
}

fn recipients(pack: &Pack, recipients: &[String]) -> Vec<Line> {
    let style = &pack.recipients;
    let Some((last, others)) = recipients.split_last() else { return Vec::new() };
    let label = Line::new(&style.label, style.label_size).bold(style.label_bold).italic(style.label_italic);
    let mut lines = vec![Line { underlined: style.label_underlined, ..label }];
    let line = |text: &String, mark: &String| {
        let text = plain(text);
        let bare = text.trim_end_matches(['.', ',', ';', ' ']);
        Line::new(format!("{}{bare}{mark}", style.before), style.size)
    };
    lines.extend(others.iter().map(|text| line(text, &style.after)));
    lines.push(line(last, &style.last));
    lines
}

fn signed(pack: &Pack, signature: &Signature) -> Vec<Line> {
    let style = &pack.signature;
    // Forms of authority are capitals themselves: `T/M`, `K/T`, `TUQ.`
    let mut lines: Vec<Line> =
        signature.capacity.iter().map(|text| Line::new(capitals(text), style.capacity_size).bold(true)).collect();
    if let Some(title) = &signature.title {
        let is_bold = if lines.is_empty() { style.title_alone_bold } else { style.title_bold };
        lines.push(Line::new(capitals(title), style.title_size).bold(is_bold));
    }
    let name = signature.name.as_deref().map(plain).unwrap_or_default();
    lines.push(Line { above: style.gap, ..Line::new(name, style.name_size).bold(true) });
    lines
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
fn filled(line: &Line, available: f64) -> Vec<Line> {
    let width = |text: &str| crate::font::width(text, line.size * POINT, line.style());
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

fn capitals(text: &str) -> String {
    plain(text).to_uppercase()
}

/// How many lines a text fills, a little too many rather than too few.
fn lines_filled(text: &str, size: f64, bold: bool, available: f64) -> f64 {
    let style = crate::font::Style { bold, italic: false };
    (crate::font::width(text, size * POINT, style) / available.max(1.0) * 1.1).ceil().max(1.0)
}
