use super::*;
use crate::domain::report::{Report, ReportContent, SnapshotChoice, SnapshotFigure, tests::report};
use crate::vocabulary::{FigureMeasure, ValueType};
use haicap_documents::render_docx;
use serde_json::Value;

/// A report whose words and figures are those of the first reports: they stay printable for ever.
fn old() -> (KeptReport, Snapshot) {
    let snapshot: Value = serde_json::from_str(include_str!("../../../domain/report/samples/snapshot_1.json")).unwrap();
    let hashed: Value = serde_json::from_str(include_str!("../../../domain/report/samples/hashed_1.json")).unwrap();
    let content: ReportContent = serde_json::from_value(hashed["content"].clone()).unwrap();
    let snapshot = Snapshot::read(&snapshot).unwrap();
    let kept = KeptReport {
        report: Report { content, ..report() },
        period: "2025-W37".into(),
        starts_on: "2025-09-08".parse().unwrap(),
        ends_on: "2025-09-14".parse().unwrap(),
        title: "Báo cáo tuần".into(),
        owed_by: "BTC".parse().unwrap(),
        receiver: "TT".parse().unwrap(),
        is_stale: false,
    };
    (kept, snapshot)
}

fn composed(kept: &KeptReport, snapshot: &Snapshot) -> Document {
    let document = compose(kept, snapshot, DocumentScheme::Party, Some("BTCTU"));
    render_docx(&document).unwrap();
    document
}

/// What stands in a body, in its order.
fn outline(blocks: &[Block]) -> Vec<String> {
    let said = |block: &Block| match block {
        Block::Heading { level, text } => format!("{level:?} {text}"),
        Block::Paragraph(spans) => spans.iter().map(|span| span.text.as_str()).collect(),
        Block::Table(table) => format!("table {} × {}", table.caption.clone().unwrap_or_default(), table.rows.len()),
        Block::Chart(chart) => format!("chart {}", chart.title),
        Block::Bullets(_) => "bullets".into(),
    };
    blocks.iter().map(said).collect()
}

#[test]
fn the_first_reports_are_still_printed() {
    let (kept, snapshot) = old();
    let document = composed(&kept, &snapshot);
    assert_eq!(document.heading.parent_body, ["Thành ủy Thành phố Hồ Chí Minh"]);
    assert_eq!(document.heading.symbol, "BC/BTCTU");
    assert_eq!(
        outline(&document.blocks)[2..],
        ["One Kết quả", "Đã hoàn thành.", "table Số liệu × 2", "chart Các tỷ lệ chủ yếu"]
    );
}

#[test]
fn the_body_counts_whom_the_appendix_lists() {
    let (kept, mut snapshot) = old();
    let document = composed(&kept, &snapshot);
    let counted = "đã có 2 trên 3 cơ quan, đơn vị gửi báo cáo (66,7%); 1 cơ quan, đơn vị chưa có báo cáo để tổng hợp; \
        1 cơ quan, đơn vị được miễn báo cáo (danh sách tại Phụ lục kèm theo).";
    assert!(outline(&document.blocks)[1].ends_with(counted), "{:?}", outline(&document.blocks));
    let listed = outline(&document.appendices[0].blocks);
    assert_eq!(listed, ["table Chưa có báo cáo để tổng hợp × 1", "table Được miễn báo cáo × 1"]);

    snapshot.coverage.missing.clear();
    snapshot.coverage.waived.clear();
    let document = composed(&kept, &snapshot);
    assert!(outline(&document.blocks)[1].ends_with("gửi báo cáo (66,7%)."));
    assert!(document.appendices.is_empty());
}

#[test]
fn the_chart_follows_the_figures_and_one_table_alone_is_not_numbered() {
    let (mut kept, mut snapshot) = old();
    let section = |code: &str, kind, title: &str, indicators: &[&str]| SnapshotSection {
        code: code.into(),
        kind,
        title_vi: title.into(),
        title_en: title.into(),
        indicators: indicators.iter().map(|&one| one.to_owned()).collect(),
    };
    let (words, figures) = (SectionKind::Narrative, SectionKind::Figures);
    snapshot.sections = vec![
        section("results", words, "Kết quả", &[]),
        section("one", figures, "Trụ sở", &["premises_surplus"]),
        section("two", figures, "Hồ sơ", &["on_time_rate"]),
        section("empty", figures, "Chưa có số liệu", &["none"]),
        section("obstacles", words, "Vướng mắc", &[]),
        section("three", figures, "Số vướng mắc", &["on_time_rate"]),
        section("next", words, "Nhiệm vụ tuần tới", &[]),
    ];
    kept.report.content.closing = Some("Trên đây là báo cáo.".into());
    assert_eq!(
        outline(&composed(&kept, &snapshot).blocks)[2..],
        [
            "One Kết quả",
            "Đã hoàn thành.",
            "Two Trụ sở",
            "table  × 1",
            "Two Hồ sơ",
            "table  × 1",
            "One Vướng mắc",
            "table Số vướng mắc × 1",
            "chart Các tỷ lệ chủ yếu",
            "One Nhiệm vụ tuần tới",
            "Trên đây là báo cáo.",
        ]
    );
}

#[test]
fn lines_are_paragraphs_and_what_is_recalled_says_so() {
    let (mut kept, snapshot) = old();
    kept.report.content.closing = Some("Trên đây là báo cáo.\n\n- Một;\n- Hai.".into());
    kept.report.state = ConsolidatedReportState::Recalled;
    let document = composed(&kept, &snapshot);
    let outline = outline(&document.blocks);
    assert_eq!(outline[outline.len() - 3..], ["Trên đây là báo cáo.", "- Một;", "- Hai."]);
    assert_eq!(document.heading.draft_note.as_deref(), Some("Đã thu hồi"));
}

#[test]
fn figures_of_one_kind_have_as_many_decimals() {
    let (_, mut snapshot) = old();
    let figure = |code: &str, unit: Option<&str>, value_type, figures: [Option<&str>; 3]| {
        let [value, previous, change] = figures.map(|figure| figure.map(str::to_owned));
        let (name_vi, name_en, unit_vi) = (code.to_owned(), code.to_owned(), unit.map(str::to_owned));
        let (units_counted, units_expected) = (1, 1);
        let indicator = code.to_owned();
        SnapshotFigure {
            indicator,
            name_vi,
            name_en,
            unit_vi,
            unit_en: None,
            value_type,
            measure: FigureMeasure::Total,
            value,
            previous,
            compared_value: None,
            change,
            units_counted,
            units_expected,
            units_compared: None,
            units_in_either: None,
            earliest: None,
            latest: None,
            distribution: Vec::new(),
        }
    };
    let nothing = || [Some("3"), None, None];
    snapshot.figures = vec![
        figure("rate", None, ValueType::Percent, [Some("94"), Some("94.5"), Some("-0.5")]),
        figure("none", None, ValueType::Percent, [Some("0"), None, None]),
        figure("money", Some("đồng"), ValueType::Money, [Some("325392000000"), Some("1500000"), Some("999")]),
        figure("households", Some("hộ"), ValueType::Integer, nothing()),
        figure("mean", Some("hộ"), ValueType::Decimal, [Some("310"), Some("309.4"), Some("0.6")]),
        SnapshotFigure { measure: FigureMeasure::Units, ..figure("date", None, ValueType::Date, nothing()) },
        figure("bare", None, ValueType::Integer, nothing()),
    ];
    let codes = snapshot.figures.iter().map(|figure| figure.indicator.clone()).collect();
    snapshot.sections[1].indicators = codes;
    let cells = |snapshot: &Snapshot| -> Vec<Vec<String>> {
        let table = table(snapshot, &Notation::of(snapshot), &snapshot.sections[1]).unwrap();
        let cell = |cell: &Cell| match cell {
            Cell::Text(text) => text.clone(),
            Cell::Number(number) | Cell::Percent(number) => number.to_string(),
            Cell::Points(number) => format!("{number} points"),
            Cell::Blank => String::new(),
        };
        table.rows.iter().map(|row| row.cells[2..].iter().map(cell).collect()).collect()
    };
    assert_eq!(
        cells(&snapshot),
        [
            ["%", "94,0", "94,5", "-0,5 points"],
            ["%", "0,0", "", ""],
            ["triệu đồng", "325.392,0", "1,5", "0,0"],
            ["hộ", "3", "", ""],
            ["hộ", "310,0", "309,4", "0,6"],
            ["đơn vị", "3", "", ""],
            ["–", "3", "", ""],
        ]
    );
    // A sum that would vanish in millions keeps all of them in dong.
    snapshot.figures[2].previous = Some("999".to_owned());
    assert_eq!(cells(&snapshot)[2], ["đồng", "325.392.000.000", "999", "999"]);
    // Millions have the decimals of what stands in that unit, and no zeros in place of digits.
    snapshot.figures[2].previous = Some("3750345677".to_owned());
    snapshot.figures[4].unit_vi = Some("triệu đồng".to_owned());
    snapshot.figures[4].previous = Some("309.125".to_owned());
    assert_eq!(cells(&snapshot)[2], ["triệu đồng", "325.392,000", "3.750,346", "0,001"]);
    // Where units are counted, nothing is said in the unit of what they report.
    snapshot.figures[2].measure = FigureMeasure::Units;
    snapshot.figures[2].value = Some("12".to_owned());
    let rows = table(&snapshot, &Notation::of(&snapshot), &snapshot.sections[1]).unwrap().rows;
    assert_eq!(rows[2].cells[1], Cell::text("Số đơn vị đã báo cáo: money"));
    assert_eq!(cells(&snapshot)[2][..2], ["đơn vị", "12"]);
    // What compares fewer units than gave a value says so.
    (snapshot.figures[3].units_compared, snapshot.figures[3].units_in_either) = (Some(2), Some(8));
    let names = table(&snapshot, &Notation::of(&snapshot), &snapshot.sections[1]).unwrap().rows;
    assert_eq!(names[3].cells[1], Cell::text("households (so sánh 2/8 đơn vị)"));
    snapshot.figures[3].compared_value = Some("2".to_owned());
    let choice = |name: &str, units| SnapshotChoice {
        code: name.to_owned(),
        name_vi: name.to_owned(),
        name_en: name.to_owned(),
        units,
    };
    snapshot.figures[6].distribution = vec![choice("Đã duyệt", 2), choice("Đang trình", 1)];
    snapshot.figures[5].name_vi = "Ngày phê duyệt".to_owned();
    snapshot.figures[1].value = None;
    let rows = table(&snapshot, &Notation::of(&snapshot), &snapshot.sections[1]).unwrap().rows;
    assert_eq!(rows[3].cells[1], Cell::text("households (so sánh 2/8 đơn vị, kỳ này là 2)"));
    assert_eq!(rows[5].cells[1], Cell::text("Số đơn vị đã có ngày phê duyệt"));
    assert_eq!(rows[6].cells[1], Cell::text("bare (Đã duyệt: 2; Đang trình: 1)"));
    assert_eq!(rows[1].cells[3], Cell::text("–"));
    // A chart holds the same units against each other as the table does.
    (snapshot.figures[0].units_compared, snapshot.figures[0].units_in_either) = (Some(2), Some(8));
    snapshot.figures[0].compared_value = Some("93.9".to_owned());
    let chart = chart(&snapshot).unwrap();
    assert_eq!(chart.categories[0], "rate (2/8 đơn vị)");
    let bars: Vec<_> = chart.series.iter().map(|series| series.values[0].map(|value| value.to_string())).collect();
    assert_eq!(bars, [Some("94,5".to_owned()), Some("93,9".to_owned())]);
    // Without a period before there is nothing to compare with.
    for figure in &mut snapshot.figures {
        (figure.previous, figure.change) = (None, None);
    }
    assert_eq!(cells(&snapshot)[0], ["%", "94,0"]);
}
