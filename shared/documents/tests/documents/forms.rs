//! What all forms have in common.

use crate::sample::{districts, on_time, weekly_report};
use haicap_documents::{
    Block, CELLS_MAX, COLUMNS_MAX, Cell, Chart, ChartKind, Document, DocumentError, Level, Span, render_docx,
    render_pdf, render_xlsx,
};

type Render = fn(&Document) -> Result<Vec<u8>, DocumentError>;

const FORMS: [(&str, Render); 3] = [("PDF", render_pdf), ("DOCX", render_docx), ("XLSX", render_xlsx)];

#[test]
fn the_same_document_gives_the_same_bytes() {
    let mut report = weekly_report();
    report.blocks.truncate(10);
    report.appendices.clear();
    for (name, render) in FORMS {
        let first = render(&report).unwrap();
        let other_thread = std::thread::scope(|scope| scope.spawn(|| render(&report).unwrap()).join().unwrap());
        assert!(first == other_thread, "{name}");
    }
}

#[test]
fn h27_no_text_breaks_a_document() {
    for text in [
        "\u{0}\u{1}\u{8}\u{B}\u{1F}",
        "<w:p>&amp;</w:p> ]]>",
        "#set page(width: 1pt) $x$ *b* @a",
        "👩‍👩‍👧‍👦 🇻🇳 ✓ ☐",
        "",
        "\u{202E}\u{E000}\u{FFFF}",
        "العربية 中文",
    ] {
        let report = filled_with(text);
        for (name, render) in FORMS {
            let drawn = render(&report);
            assert!(drawn.is_ok(), "{name}: {:?} of {:.20}", drawn.err(), text);
        }
    }
}

#[test]
fn h27_no_name_breaks_a_chart_in_a_document() {
    let text = "👩‍👩‍👧‍👦 <b>&amp;\u{0}";
    let mut report = weekly_report();
    report.appendices.clear();
    report.blocks = vec![Block::Chart(named(text))];
    for (name, render) in FORMS {
        assert!(render(&report).is_ok(), "{name}");
    }
}

/// A chart that says the same everywhere.
pub(crate) fn named(text: &str) -> Chart {
    let mut chart = on_time(ChartKind::Columns);
    chart.title = text.into();
    chart.categories[0] = text.into();
    chart.series[0].name = text.into();
    chart
}

/// A document that says the same everywhere.
pub(crate) fn filled_with(text: &str) -> Document {
    let mut report = weekly_report();
    let said = || text.to_owned();
    report.title = said();
    report.heading.parent_body = vec![said()];
    report.heading.issuing_body = vec![said()];
    report.heading.symbol = said();
    report.heading.place = said();
    report.heading.draft_note = Some(said());
    report.type_name = Some(said());
    report.abstract_lines = vec![said()];
    report.recipients = vec![said(), said()];
    report.addressees = vec![said(), said()];
    report.names = vec![said()];
    let signature = report.signature.as_mut().unwrap();
    signature.capacity = vec![said()];
    signature.title = Some(said());
    signature.name = Some(said());
    report.appendices.truncate(1);
    report.appendices[0].title = said();
    report.appendices[0].blocks.clear();
    let mut table = districts(1);
    table.caption = Some(said());
    table.unit = Some(said());
    table.columns[1].title = said();
    table.rows[0].cells[1] = Cell::Text(said());
    report.blocks = vec![
        Block::heading(Level::Three, text),
        Block::Paragraph(vec![Span::italic(text), Span::bold(text)]),
        Block::bullets([text]),
        Block::Table(table),
        Block::paragraph(text),
    ];
    report
}

#[test]
fn h27_a_document_that_is_too_large_or_malformed_is_refused() {
    let mut report = weekly_report();
    let mut table = districts(1);
    table.rows[0].cells.pop();
    report.blocks = vec![Block::Table(table)];
    assert_eq!(render_docx(&report), Err(DocumentError::Ragged { found: 5, wanted: 6 }));

    let mut table = districts(1);
    table.columns = vec![table.columns[0].clone(); COLUMNS_MAX + 1];
    report.blocks = vec![Block::Table(table)];
    assert!(matches!(render_docx(&report), Err(DocumentError::TooLarge { what: "columns", .. })));

    report.blocks = vec![Block::Table(districts(i64::try_from(CELLS_MAX / 6).unwrap() + 1))];
    assert!(matches!(render_pdf(&report), Err(DocumentError::TooLarge { what: "cells", .. })));

    report.blocks.clear();
    report.names = vec![String::new(); haicap_documents::NAMES_MAX + 1];
    assert!(matches!(render_docx(&report), Err(DocumentError::TooLarge { what: "names", .. })));

    report.names.clear();
    report.blocks = vec![Block::paragraph("a".repeat(haicap_documents::TEXT_BYTES_MAX))];
    assert!(matches!(render_xlsx(&report), Err(DocumentError::TooLarge { what: "bytes of text", .. })));
}
