//! What packs and dates change.

use crate::read::{paragraphs, part};
use crate::sample::weekly_report;
use chrono::NaiveDate;
use haicap_documents::{Align, Block, Cell, Column, Document, Level, Number, Row, Table, render_docx, render_pdf};
use haicap_testing::pdf::{Page, Word, pages};
use haicap_types::DocumentScheme;

#[test]
fn recipients_and_the_end_follow_the_rules_of_the_day() {
    let mut report = weekly_report();
    let before = lines(&report);
    assert!(before.contains(&"- Thường trực Thành ủy (báo cáo),".to_owned()));
    assert!(before.iter().any(|line| line.ends_with("xem xét./.")));
    report.heading.issued_on = NaiveDate::from_ymd_opt(2026, 6, 1);
    let after = lines(&report);
    assert!(after.contains(&"- Thường trực Thành ủy (báo cáo);".to_owned()));
    assert!(after.iter().any(|line| line.ends_with("xem xét.")));
}

#[test]
fn a_draft_has_room_for_number_and_date() {
    let mut report = weekly_report();
    report.heading.number = None;
    report.heading.issued_on = None;
    report.heading.draft_note = Some("Dự thảo lần 2".into());
    let lines = lines(&report);
    let room = |letters| "\u{A0}".repeat(letters);
    assert!(lines.contains(&format!("Số {}-BC/BTCTU", room(5))), "{lines:?}");
    assert!(lines.contains(&format!("TP. Hồ Chí Minh, ngày {} tháng {} năm 2025", room(6), room(6))));
    assert!(lines.contains(&"Dự thảo lần 2".to_owned()));
}

#[test]
fn an_appendix_says_what_it_belongs_to() {
    let mut report = weekly_report();
    let reference = "(kèm theo Báo cáo số 45-BC/BTCTU, ngày 22/9/2025 của Ban\u{A0}Tổ chức)";
    assert!(lines(&report).contains(&reference.to_owned()), "{:?}", lines(&report));
    report.scheme = DocumentScheme::State;
    report.heading.symbol = "BC-SNV".into();
    report.heading.issuing_body = vec!["Sở Nội vụ".into()];
    let reference = "(Kèm theo Báo cáo số 45/BC-SNV ngày 22/9/2025 của Sở\u{A0}Nội vụ)";
    assert!(lines(&report).contains(&reference.to_owned()), "{:?}", lines(&report));
}

#[test]
fn one_addressee_stands_beside_the_label_and_several_under_it() {
    let mut report = weekly_report();
    report.scheme = DocumentScheme::State;
    report.addressees = vec!["Sở Tài chính".into()];
    assert!(lines(&report).contains(&"Kính gửi: Sở\u{A0}Tài chính".to_owned()));
    report.addressees.push("Ủy ban nhân dân các xã, phường, đặc khu".into());
    let lines = lines(&report);
    for said in ["Kính gửi:", "- Sở\u{A0}Tài chính;", "- Ủy ban nhân dân các xã, phường, đặc khu."] {
        assert!(lines.iter().any(|line| line == said), "{said}: {lines:?}");
    }
    let pages = pages(&render_pdf(&report).unwrap());
    let (label, list) = (word(&pages, "gửi:"), word(&pages, "chính;"));
    assert!(list.top > label.top && list.left > 60.0, "{list:?} under {label:?}");
}

#[test]
fn no_line_ends_inside_a_name_that_fits() {
    let mut report = weekly_report();
    report.heading.parent_body = vec!["Thành ủy Thành phố Hồ Chí Minh".into()];
    let head = lines(&report);
    let at = head.iter().position(|line| line == "THÀNH ỦY").unwrap();
    assert_eq!(head[at + 1].replace('\u{A0}', " "), "THÀNH PHỐ HỒ CHÍ MINH");
    report.appendices.clear();
    // At every place of the line stands the name once.
    report.blocks =
        (0..60).map(|at| Block::paragraph(format!("{}Đảng ủy phường Thủ Dầu Một", "a ".repeat(at)))).collect();
    report.names = vec!["Đảng ủy phường Thủ Dầu Một".into()];
    let pages = pages(&render_pdf(&report).unwrap());
    let words: Vec<_> = pages.iter().flat_map(|page| &page.words).collect();
    let names = words.windows(6).filter(|words| words[0].text == "Đảng" && words[1].text == "ủy");
    let mut found = 0;
    for name in names {
        found += 1;
        assert!(name.iter().all(|word| (word.top - name[0].top).abs() < 1.0), "{name:?}");
    }
    assert_eq!(found, 60);
}

#[test]
fn numbers_do_not_wrap_where_words_can_give_way() {
    let mut report = weekly_report();
    report.appendices.clear();
    let shares = [("STT", Align::Centre, 9), ("Chỉ tiêu", Align::Left, 44), ("Đơn vị tính", Align::Centre, 23)];
    let figures = ["Kỳ này", "Kỳ trước", "Tăng, giảm"].map(|title| (title, Align::Right, 20));
    let columns = shares.into_iter().chain(figures).map(|(title, align, share)| Column::new(title, align, share));
    let money = || Cell::Number(Number::new(2_046_940_000_010, 1));
    let words = [Cell::integer(1), Cell::text("Chi thường xuyên của đơn vị"), Cell::text("nghìn đồng")];
    let row = Row::new(words.into_iter().chain([money(), money(), money()]).collect());
    report.blocks =
        vec![Block::Table(Table { caption: None, unit: None, columns: columns.collect(), rows: vec![row] })];
    let pages = pages(&render_pdf(&report).unwrap());
    let written = pages.iter().flat_map(|page| &page.words).filter(|word| word.text == "204.694.000.001,0");
    assert_eq!(written.count(), 3);
}

#[test]
fn numbers_below_ten_have_two_digits() {
    let mut report = weekly_report();
    report.heading.number = Some(5);
    assert!(lines(&report).contains(&"Số 05-BC/BTCTU".to_owned()));
}

#[test]
fn a_place_too_long_for_its_column_takes_a_row_of_its_own() {
    let mut report = weekly_report();
    report.heading.place = "Thành phố Hồ Chí Minh".into();
    report.heading.issued_on = NaiveDate::from_ymd_opt(2025, 12, 30);
    let pages = pages(&render_pdf(&report).unwrap());
    let (place, number) = (word(&pages, "ngày"), word(&pages, "45-BC/BTCTU"));
    assert!(place.top > number.bottom, "{place:?} {number:?}");
}

#[test]
fn titles_are_numbered_in_three_notations_and_begin_again() {
    let mut report = weekly_report();
    let title = |level, text: &str| Block::heading(level, text);
    report.blocks = vec![
        title(Level::One, "đầu"),
        title(Level::Two, "một"),
        title(Level::Three, "hai"),
        title(Level::Three, "ba"),
        title(Level::Two, "bốn"),
        title(Level::Three, "năm"),
        title(Level::One, "sau"),
        title(Level::Two, "sáu"),
    ];
    let lines = lines(&report);
    let start = lines.iter().position(|line| line == "I- ĐẦU").unwrap();
    assert_eq!(
        lines[start..start + 8],
        ["I- ĐẦU", "1. một", "a) hai", "b) ba", "2. bốn", "a) năm", "II- SAU", "1. sáu"]
    );
}

#[test]
fn the_state_has_a_layout_of_its_own() {
    let mut report = weekly_report();
    report.scheme = DocumentScheme::State;
    report.heading.parent_body = vec!["Ủy ban nhân dân".into(), "Thành phố Hồ Chí Minh".into()];
    report.heading.issuing_body = vec!["Sở Nội vụ".into()];
    report.heading.symbol = "BC-SNV".into();
    report.appendices.pop();
    let lines = lines(&report);
    for said in [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 45/BC-SNV",
        "I. TÌNH HÌNH TRIỂN KHAI",
        "Tình hình vận hành mô hình chính quyền địa phương 2 cấp",
        "Phụ lục",
    ] {
        assert!(lines.iter().any(|line| line == said), "{said}: {lines:?}");
    }
    let pages = pages(&render_pdf(&report).unwrap());
    let (place, number) = (word(&pages, "ngày"), word(&pages, "45/BC-SNV"));
    assert!((place.bottom - number.bottom).abs() < 4.0, "{place:?} {number:?}");
}

/// A word of the first page.
fn word<'a>(pages: &'a [Page], text: &str) -> &'a Word {
    pages[0].words.iter().find(|word| word.text == text).unwrap()
}

/// The paragraphs of a report, drawn without its charts.
fn lines(report: &Document) -> Vec<String> {
    let mut report = report.clone();
    report.blocks.retain(|block| !matches!(block, Block::Chart(_)));
    report.appendices.retain(|appendix| appendix.title != "Biểu đồ");
    paragraphs(&part(&render_docx(&report).unwrap(), "word/document.xml"))
}
