//! A consolidated report as a document: what is written, and in which order. How it looks is the pack's business.

use crate::domain::report::{
    KeptReport, Paragraph, Report, Snapshot, SnapshotBody, SnapshotCoverage, SnapshotFigure, SnapshotSection,
    number_and_symbol,
};
use crate::vocabulary::{FigureMeasure, SectionKind, ValueType};
use chrono::Timelike;
use haicap_documents::{
    Align, Appendix, Block, Cell, Chart, ChartKind, Column, Document, Heading, Level, Number, Orientation, Pack, Row,
    Series, Signature, Span, Table,
};
use haicap_types::{DocumentScheme, HCMC, Urgency, local_date};
use std::collections::BTreeMap;
use uuid::Uuid;

/// How many sources a paragraph names.
const SOURCES_NAMED: usize = 3;

/// How many shares a chart shows.
const SHARES_MAX: usize = 20;

/// The report as a document.
pub(super) fn compose(kept: &KeptReport, snapshot: &Snapshot, scheme: DocumentScheme) -> Document {
    let report = &kept.report;
    let content = &report.content;
    let drawn_on = report.issued.as_ref().map_or_else(|| local_date(report.snapshot_at), |(_, date)| *date);
    let pack = Pack::for_document(scheme, drawn_on);
    let span = format!("({})", pack.span(kept.starts_on, kept.ends_on));
    Document {
        scheme,
        title: format!("{} {}", kept.title, kept.period),
        drawn_on,
        heading: heading(report),
        type_name: Some("Báo cáo".to_owned()),
        abstract_lines: vec![content.title.clone(), span],
        blocks: body(kept, snapshot, pack),
        signature: Some(Signature {
            capacity: content.signer.authority.iter().cloned().collect(),
            title: Some(content.signer.title.clone()),
            name: content.signer.name.clone(),
        }),
        recipients: content.recipients.clone(),
        appendices: absent(&snapshot.coverage).into_iter().collect(),
    }
}

/// The shares of this period beside those of the one before; none where there are none.
pub(super) fn chart(snapshot: &Snapshot) -> Option<Chart> {
    let shares: Vec<&SnapshotFigure> =
        snapshot.figures.iter().filter(|figure| figure.value_type == ValueType::Percent).take(SHARES_MAX).collect();
    let series = |name: &str, value: fn(&SnapshotFigure) -> &Option<String>| Series {
        name: name.to_owned(),
        values: shares.iter().map(|figure| value(figure).as_deref().and_then(number)).collect(),
    };
    let (before, now) = (series("Kỳ trước", |one| &one.previous), series("Kỳ này", |one| &one.value));
    if now.values.iter().all(Option::is_none) {
        return None;
    }
    let has_before = before.values.iter().any(Option::is_some);
    Some(Chart {
        title: "Các tỷ lệ chủ yếu".to_owned(),
        unit: Some("%".to_owned()),
        kind: ChartKind::Bars,
        categories: shares.iter().map(|figure| figure.name_vi.clone()).collect(),
        series: has_before.then_some(before).into_iter().chain([now]).collect(),
    })
}

fn heading(report: &Report) -> Heading {
    let head = &report.content.letterhead;
    let issued = report.issued.as_ref();
    let number = issued.and_then(|(number, _)| number_and_symbol(number));
    Heading {
        parent_body: head.parent_body.iter().cloned().collect(),
        issuing_body: vec![head.issuing_body.clone()],
        number: number.map(|(number, _)| number),
        symbol: number.map_or("BC", |(_, symbol)| symbol).to_owned(),
        place: head.place.clone(),
        issued_on: issued.map(|(_, date)| *date),
        urgency: Urgency::Normal,
        draft_note: issued.is_none().then(|| "Dự thảo".to_owned()),
    }
}

fn body(kept: &KeptReport, snapshot: &Snapshot, pack: &Pack) -> Vec<Block> {
    let mut blocks = vec![
        Block::paragraph(kept.report.content.opening.clone()),
        Block::paragraph(received(kept, &snapshot.coverage, pack)),
    ];
    let mut is_inside = false;
    for section in &snapshot.sections {
        match section.kind {
            SectionKind::Narrative => {
                is_inside = true;
                blocks.push(Block::heading(Level::One, section.title_vi.clone()));
                blocks.extend(words(kept, snapshot, section));
            }
            SectionKind::Figures => {
                let level = if is_inside { Level::Two } else { Level::One };
                blocks.push(Block::heading(level, section.title_vi.clone()));
                blocks.extend(figures(snapshot, section));
            }
        }
    }
    blocks.extend(chart(snapshot).map(Block::Chart));
    blocks
}

/// Of how many a report is in it.
fn received(kept: &KeptReport, coverage: &SnapshotCoverage, pack: &Pack) -> String {
    let moment = kept.report.snapshot_at.with_timezone(&HCMC);
    let share = coverage.percent.as_deref().and_then(number);
    let share = share.map(|share| format!(" ({})", pack.percent(share))).unwrap_or_default();
    let lacking = coverage.expected.saturating_sub(coverage.received);
    format!(
        "Tính đến {} giờ {:02} phút {}, đã có {} trên {} cơ quan, đơn vị gửi báo cáo{share}; {lacking} cơ quan, đơn vị chưa có \
         báo cáo được tổng hợp.",
        moment.hour(),
        moment.minute(),
        pack.date(moment.date_naive()),
        coverage.received,
        coverage.expected,
    )
}

fn words(kept: &KeptReport, snapshot: &Snapshot, section: &SnapshotSection) -> Vec<Block> {
    let paragraphs = kept.report.content.paragraphs(&section.code);
    paragraphs.into_iter().map(|paragraph| paragraph_block(paragraph, &snapshot.sources)).collect()
}

/// A paragraph, and whose words it is taken from.
fn paragraph_block(paragraph: &Paragraph, sources: &BTreeMap<Uuid, SnapshotBody>) -> Block {
    let mut spans = vec![Span::plain(paragraph.text.replace('\n', " "))];
    let names: Vec<&str> =
        paragraph.sources.iter().filter_map(|id| sources.get(id)).map(|source| source.name_vi.as_str()).collect();
    if !names.is_empty() {
        let named = names.iter().take(SOURCES_NAMED).copied().collect::<Vec<_>>().join(", ");
        let more = names.len().saturating_sub(SOURCES_NAMED);
        let more = if more > 0 { format!(" và {more} đơn vị khác") } else { String::new() };
        spans.push(Span::italic(format!(" (theo báo cáo của {named}{more})")));
    }
    Block::Paragraph(spans)
}

fn figures(snapshot: &Snapshot, section: &SnapshotSection) -> Option<Block> {
    // What is neither added up nor counted has nothing to show here; a total that nobody gave keeps its row.
    let is_shown = |figure: &&SnapshotFigure| {
        section.indicators.contains(&figure.indicator) && figure.measure != FigureMeasure::Nothing
    };
    let of_section = snapshot.figures.iter().filter(is_shown);
    let rows: Vec<Row> = (1..).zip(of_section).map(|(place, figure)| row(place, figure)).collect();
    if rows.is_empty() {
        return None;
    }
    Some(Block::Table(Table {
        caption: None,
        unit: None,
        columns: vec![
            Column::new("STT", Align::Centre, 9),
            Column::new("Chỉ tiêu", Align::Left, 50),
            Column::new("Đơn vị tính", Align::Centre, 14),
            Column::new("Kỳ này", Align::Right, 21),
            Column::new("Kỳ trước", Align::Right, 21),
            Column::new("Tăng, giảm", Align::Right, 21),
        ],
        rows,
    }))
}

fn row(place: i64, figure: &SnapshotFigure) -> Row {
    let cell = |value: &Option<String>| value.as_deref().and_then(number).map_or(Cell::Blank, Cell::Number);
    let unit = match figure.value_type {
        ValueType::Percent => Cell::text("%"),
        _ => figure.unit_vi.as_deref().map_or(Cell::Blank, Cell::text),
    };
    Row::new(vec![
        Cell::integer(place),
        Cell::text(figure.name_vi.clone()),
        unit,
        cell(&figure.value),
        cell(&figure.previous),
        cell(&figure.change),
    ])
}

/// Who is not in it, as an appendix; none where everybody is.
fn absent(coverage: &SnapshotCoverage) -> Option<Appendix> {
    let groups = [
        ("Chưa gửi", &coverage.missing),
        ("Bị trả lại, chưa gửi lại", &coverage.returned),
        ("Mới có một phần", &coverage.partial),
        ("Được miễn", &coverage.waived),
    ];
    let bodies = groups.iter().flat_map(|(reason, bodies)| bodies.iter().map(move |body| (*reason, body)));
    let rows: Vec<Row> = (1..)
        .zip(bodies)
        .map(|(place, (reason, body))| {
            Row::new(vec![Cell::integer(place), Cell::text(body.name_vi.clone()), Cell::text(reason)])
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    Some(Appendix {
        title: "Danh sách cơ quan, đơn vị chưa có báo cáo được tổng hợp".to_owned(),
        reference: None,
        orientation: Orientation::Portrait,
        blocks: vec![Block::Table(Table {
            caption: None,
            unit: None,
            columns: vec![
                Column::new("STT", Align::Centre, 8),
                Column::new("Cơ quan, đơn vị", Align::Left, 62),
                Column::new("Lý do", Align::Left, 30),
            ],
            rows,
        })],
    })
}

/// A figure as it stands in a snapshot: digits with a point at most.
fn number(text: &str) -> Option<Number> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits = format!("{whole}{decimals}").parse().ok()?;
    Some(Number::new(digits, u8::try_from(decimals.len()).ok()?))
}

#[cfg(test)]
mod tests {
    use super::number;
    use haicap_documents::Number;

    #[test]
    fn figures_stay_exact() {
        for (value, expected) in [
            ("1087", Some("1.087")),
            ("-5", Some("-5")),
            ("97.6", Some("97,6")),
            ("-0.5", Some("-0,5")),
            ("6296.2", Some("6.296,2")),
            ("x", None),
        ] {
            assert_eq!(number(value).map(|number: Number| number.to_string()).as_deref(), expected, "{value}");
        }
    }
}
