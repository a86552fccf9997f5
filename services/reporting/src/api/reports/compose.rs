//! A consolidated report as a document: what is written, and in which order. How it looks is the pack's business.

mod figures;

use crate::domain::report::document_number::{number_and_symbol, symbol};
use crate::domain::report::{KeptReport, Report, Snapshot, SnapshotBody, SnapshotCoverage, SnapshotSection};
use crate::vocabulary::{ConsolidatedReportState, SectionKind};
use chrono::Timelike;
pub(super) use figures::chart;
use figures::{Notation, number, table};
use haicap_documents::{
    Align, Appendix, Block, Cell, Column, Document, Heading, Level, Orientation, Pack, Row, Signature, Table,
};
use haicap_reference::LETTERHEAD_BREAK;
use haicap_types::{DocumentScheme, HCMC, Urgency, local_date};
use std::collections::BTreeSet;

/// The report as a document of a scheme; `issuer` is the symbol of the organization that sends it.
pub(super) fn compose(
    kept: &KeptReport,
    snapshot: &Snapshot,
    scheme: DocumentScheme,
    issuer: Option<&str>,
) -> Document {
    let report = &kept.report;
    let content = &report.content;
    let drawn_on = report.issued.as_ref().map_or_else(|| local_date(report.snapshot_at), |(_, date)| *date);
    let pack = Pack::for_document(scheme, drawn_on);
    let span = format!("({})", pack.span(kept.starts_on, kept.ends_on));
    Document {
        scheme,
        title: format!("{} {}", kept.title, kept.period),
        drawn_on,
        heading: heading(kept, scheme, issuer),
        type_name: Some("Báo cáo".to_owned()),
        abstract_lines: vec![content.title.clone(), span],
        addressees: content.addressees.clone(),
        names: names(kept, snapshot),
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

fn heading(kept: &KeptReport, scheme: DocumentScheme, issuer: Option<&str>) -> Heading {
    let report = &kept.report;
    let head = &report.content.letterhead;
    let issued = report.issued.as_ref();
    let (number, symbol) = issued
        .and_then(|(number, _)| number_and_symbol(number, scheme))
        .map_or_else(|| (None, symbol(scheme, issuer)), |(number, symbol)| (Some(number), symbol));
    let lines = |name: &String| name.split(LETTERHEAD_BREAK).map(str::to_owned).collect::<Vec<_>>();
    Heading {
        parent_body: head.parent_body.iter().flat_map(lines).collect(),
        issuing_body: lines(&head.issuing_body),
        number,
        symbol,
        place: head.place.clone(),
        issued_on: issued.map(|(_, date)| *date),
        urgency: Urgency::Normal,
        draft_note: standing(report).map(str::to_owned),
    }
}

/// What is said of a document that is not in force.
fn standing(report: &Report) -> Option<&'static str> {
    match report.state {
        ConsolidatedReportState::Recalled => Some("Đã thu hồi"),
        _ if report.issued.is_none() => Some("Dự thảo"),
        _ => None,
    }
}

/// The organizations that the report names.
fn names(kept: &KeptReport, snapshot: &Snapshot) -> Vec<String> {
    let content = &kept.report.content;
    let SnapshotCoverage { partial, returned, missing, waived, .. } = &snapshot.coverage;
    let bodies = [partial, returned, missing, waived].into_iter().flatten().chain(snapshot.sources.values());
    let heads = content.letterhead.parent_body.iter().chain([&content.letterhead.issuing_body]);
    let lines = heads.flat_map(|name| name.split(LETTERHEAD_BREAK));
    // What stands in parentheses says what a recipient gets it for.
    let others = content.recipients.iter().chain(&content.addressees);
    let others = others.map(|line| line.split_once(" (").map_or(line.as_str(), |(name, _)| name));
    let names: BTreeSet<&str> = bodies.map(|body| body.name_vi.as_str()).chain(lines).chain(others).collect();
    names.into_iter().map(str::to_owned).collect()
}

fn body(kept: &KeptReport, snapshot: &Snapshot, pack: &Pack) -> Vec<Block> {
    let content = &kept.report.content;
    let mut blocks = lines(&content.opening);
    blocks.push(Block::paragraph(received(kept, &snapshot.coverage, pack)));
    let notation = Notation::of(snapshot);
    let last_figures = snapshot.sections.iter().rposition(|section| section.kind == SectionKind::Figures);
    let mut rest = snapshot.sections.as_slice();
    let mut done = 0;
    while let Some((first, after)) = rest.split_first() {
        let is_words = first.kind == SectionKind::Narrative;
        let (own, below) = if is_words { (Some(first), after) } else { (None, rest) };
        let below: Vec<_> = below.iter().take_while(|section| section.kind == SectionKind::Figures).collect();
        if let Some(section) = own {
            blocks.push(Block::heading(Level::One, section.title_vi.clone()));
            let paragraphs = content.paragraphs(&section.code);
            blocks.extend(paragraphs.iter().flat_map(|paragraph| lines(&paragraph.text)));
        }
        blocks.extend(tables(snapshot, &notation, &below, own.is_some()));
        let taken = below.len() + usize::from(own.is_some());
        done += taken;
        if last_figures.is_some_and(|last| last + 1 == done) {
            blocks.extend(chart(snapshot).map(Block::Chart));
        }
        rest = rest.get(taken..).unwrap_or_default();
    }
    blocks.extend(content.closing.iter().flat_map(|closing| lines(closing)));
    blocks
}

/// Each line of a text is a paragraph of its own.
fn lines(text: &str) -> Vec<Block> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(Block::paragraph).collect()
}

/// The tables of figures that stand together, each under its title; a table that stands alone in a part of the report is
/// not numbered.
fn tables(snapshot: &Snapshot, notation: &Notation, sections: &[&SnapshotSection], is_inside: bool) -> Vec<Block> {
    let shown =
        sections.iter().filter_map(|section| Some((section.title_vi.clone(), table(snapshot, notation, section)?)));
    let shown: Vec<(String, Table)> = shown.collect();
    if let ([_], true) = (shown.as_slice(), is_inside) {
        let captioned = shown.into_iter().map(|(title, table)| Table { caption: Some(title), ..table });
        return captioned.map(Block::Table).collect();
    }
    let level = if is_inside { Level::Two } else { Level::One };
    shown.into_iter().flat_map(|(title, table)| [Block::heading(level, title), Block::Table(table)]).collect()
}

/// Of how many a report is in it, and where those are named of whom none is.
fn received(kept: &KeptReport, coverage: &SnapshotCoverage, pack: &Pack) -> String {
    let moment = kept.report.snapshot_at.with_timezone(&HCMC);
    let share = coverage.percent.as_deref().and_then(number);
    let share = share.map(|share| format!(" ({})", pack.percent(share))).unwrap_or_default();
    let lacking = coverage.missing.len() + coverage.returned.len();
    let others = [
        (coverage.partial.len(), "mới có một phần báo cáo của kỳ"),
        (lacking, "chưa có báo cáo để tổng hợp"),
        (coverage.waived.len(), "được miễn báo cáo"),
    ];
    let others: String = others
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("; {count} cơ quan, đơn vị {what}"))
        .collect();
    let list = if others.is_empty() { "" } else { " (danh sách tại Phụ lục kèm theo)" };
    format!(
        "Tính đến {} giờ {:02} phút {}, đã có {} trên {} cơ quan, đơn vị gửi báo cáo{share}{others}{list}.",
        moment.hour(),
        moment.minute(),
        pack.date(moment.date_naive()),
        coverage.received,
        coverage.expected,
    )
}

/// Who is not in it, as an appendix; none where everybody is.
fn absent(coverage: &SnapshotCoverage) -> Option<Appendix> {
    let lacking = [("Chưa gửi", &coverage.missing), ("Bị trả lại, chưa gửi lại", &coverage.returned)];
    let lacking = lacking.iter().flat_map(|(reason, bodies)| bodies.iter().map(move |body| (body, Some(*reason))));
    let groups = [
        ("Chưa có báo cáo để tổng hợp", lacking.collect::<Vec<_>>()),
        ("Mới có một phần báo cáo của kỳ", coverage.partial.iter().map(|body| (body, None)).collect()),
        ("Được miễn báo cáo", coverage.waived.iter().map(|body| (body, None)).collect()),
    ];
    let groups: Vec<_> = groups.into_iter().filter(|(_, bodies)| !bodies.is_empty()).collect();
    let tables = groups.iter().map(|(caption, bodies)| Block::Table(list(caption, bodies)));
    let blocks: Vec<Block> = tables.collect();
    // Its lines end between what belongs together.
    let title = if coverage.waived.is_empty() {
        "Danh sách cơ quan, đơn\u{A0}vị chưa\u{A0}có đủ\u{A0}báo\u{A0}cáo"
    } else {
        "Danh sách cơ quan, đơn\u{A0}vị chưa\u{A0}có đủ\u{A0}báo\u{A0}cáo hoặc được\u{A0}miễn báo\u{A0}cáo"
    };
    (!blocks.is_empty()).then(|| Appendix { title: title.to_owned(), orientation: Orientation::Portrait, blocks })
}

/// Organizations, and why they are listed where that is not the same for all.
fn list(caption: &str, bodies: &[(&SnapshotBody, Option<&str>)]) -> Table {
    let has_reasons = bodies.iter().any(|(_, reason)| reason.is_some());
    let mut columns = vec![Column::new("STT", Align::Centre, 8), Column::new("Cơ quan, đơn vị", Align::Left, 62)];
    columns.extend(has_reasons.then(|| Column::new("Lý do", Align::Left, 30)));
    let row = |(place, (body, reason)): (i64, &(&SnapshotBody, Option<&str>))| {
        let mut cells = vec![Cell::integer(place), Cell::text(body.name_vi.clone())];
        cells.extend(has_reasons.then(|| reason.map_or(Cell::Blank, Cell::text)));
        Row::new(cells)
    };
    Table { caption: Some(caption.to_owned()), unit: None, columns, rows: (1..).zip(bodies).map(row).collect() }
}

#[cfg(test)]
mod tests;
