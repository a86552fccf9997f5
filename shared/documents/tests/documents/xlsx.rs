//! XLSX, read back with calamine.

use crate::read::part;
use crate::sample::{districts, weekly_report};
use calamine::{Data, Reader, Xlsx};
use haicap_documents::{Align, Block, Cell, Column, Document, Row, Table, render_xlsx};
use std::io::Cursor;

#[test]
fn figures_stay_figures_under_the_heading_of_the_document() {
    let xlsx = render_xlsx(&weekly_report()).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&xlsx)).unwrap();
    assert_eq!(book.sheet_names(), ["Bảng 1", "Bảng 2"]);
    let cells = book.worksheet_range("Bảng 1").unwrap();
    let head = cells.rows().position(|row| row[0] == Data::String("STT".into())).unwrap();
    let heading: Vec<String> = cells.rows().take(head).flatten().map(ToString::to_string).collect();
    for said in ["BAN TỔ CHỨC", "ĐẢNG CỘNG SẢN VIỆT NAM", "Số 45-BC/BTCTU", "BÁO CÁO", "Đơn vị tính: hồ sơ"]
    {
        assert!(heading.iter().any(|cell| cell == said), "{said}");
    }
    let row = cells.rows().nth(head + 2).unwrap();
    let expected = [
        Data::Float(2.0),
        Data::String("Ủy ban nhân dân phường Bình Tiên 2".into()),
        Data::Float(2174.0),
        Data::Float(0.978),
        Data::Float(6296.22),
        Data::String("Đúng hạn".into()),
    ];
    assert_eq!(row, expected);

    let sheet = part(&xlsx, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains(r#"paperSize="9""#) && sheet.contains(r#"orientation="landscape""#));
    assert!(part(&xlsx, "xl/workbook.xml").contains("_xlnm.Print_Titles"));
    let styles = part(&xlsx, "xl/styles.xml");
    for format in ["[$-42A]#,##0", "[$-42A]#,##0.00", "[$-42A]#,##0.0%"] {
        assert!(styles.contains(format), "{format}");
    }
}

#[test]
fn a_sheet_says_in_which_part_its_table_stands() {
    let mut report = weekly_report();
    report.addressees = vec!["Sở Tài chính".into()];
    let xlsx = render_xlsx(&report).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&xlsx)).unwrap();
    let mut said = |sheet: &str, text: &str| {
        let cells = book.worksheet_range(sheet).unwrap();
        cells.rows().flatten().any(|cell| matches!(cell, Data::String(said) if said == text))
    };
    for text in ["I- TÌNH HÌNH TRIỂN KHAI", "2. Kết quả giải quyết thủ tục hành chính", "Kính gửi: Sở Tài chính"]
    {
        assert!(said("Bảng 1", text), "{text}");
    }
    assert!(!said("Bảng 1", "1. Công tác chỉ đạo, quán triệt") && !said("Bảng 2", "Kính gửi: Sở Tài chính"));
    assert!(said("Bảng 2", "SỐ LIỆU THỦ TỤC HÀNH CHÍNH"));
}

#[test]
fn heading_and_signature_have_room_beside_columns_of_any_width() {
    let mut report = weekly_report();
    for shares in [&[8, 62, 30][..], &[1, 1, 40], &[40, 1], &[1], &[1; 24]] {
        let columns = shares.iter().map(|share| Column::new("Cột", Align::Left, *share));
        let cells =
            vec![Cell::text("Đảng ủy phường Thủ Dầu Một và những cơ quan khác"); shares.len()];
        let rows = vec![Row::new(cells)];
        let table = Table { caption: None, unit: None, columns: columns.collect(), rows };
        report.blocks = vec![Block::Table(table)];
        report.appendices.clear();
        let xlsx = render_xlsx(&report).unwrap();
        let sheet = part(&xlsx, "xl/worksheets/sheet1.xml");
        let mut widths = Vec::new();
        for (last, width) in numbers(&sheet, "<col ", "max=\"").zip(numbers(&sheet, "<col ", "width=\"")) {
            // Columns of one width are written once; they are counted in letters of about 1.9 mm.
            while f64::from(u32::try_from(widths.len()).unwrap()) < last {
                widths.push(width * 1.9);
            }
        }
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&xlsx)).unwrap();
        let cells = book.worksheet_range("Bảng 1").unwrap();
        let right = cells.rows().next().unwrap().iter().rposition(|cell| *cell != Data::Empty).unwrap();
        assert!(widths[..right].iter().sum::<f64>() > 60.0, "{shares:?}: {widths:?}");
        assert!(widths[right..].iter().sum::<f64>() > 90.0, "{shares:?}: {widths:?}");
    }
}

#[test]
fn a_row_is_as_high_as_its_texts() {
    let mut report = weekly_report();
    let mut table = districts(2);
    table.rows[0].cells[1] = Cell::text("Ủy ban nhân dân phường Bình Tiên ".repeat(10));
    report.blocks = vec![Block::Table(table)];
    report.appendices.clear();
    let sheet = part(&render_xlsx(&report).unwrap(), "xl/worksheets/sheet1.xml");
    let heights: Vec<f64> = numbers(&sheet, "<row ", "ht=\"").collect();
    let highest = heights.iter().copied().fold(0.0, f64::max);
    let line = 13.0 * 1.2;
    assert!(highest > 4.0 * line && heights.iter().filter(|height| **height > 4.0 * line).count() == 1, "{heights:?}");
}

/// The numbers that an attribute has in tags of a kind.
fn numbers<'a>(xml: &'a str, tag: &'a str, attribute: &'a str) -> impl Iterator<Item = f64> + 'a {
    xml.split(tag).skip(1).filter_map(move |tag| {
        let (tag, _) = tag.split_once('>')?;
        tag.split_once(attribute)?.1.split('"').next()?.parse().ok()
    })
}

#[test]
fn a_document_without_tables_gives_its_text() {
    let mut report = weekly_report();
    report.blocks = vec![Block::paragraph("Không có số liệu.")];
    report.appendices.clear();
    assert!(first_sheet(&report).contains(&Data::String("Không có số liệu./.".into())));
}

#[test]
fn h25_what_begins_like_a_formula_stays_a_text() {
    let signs =
        ["=1+1", "+84", "-2", "@SUM(A1)", " =1", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠a", "=HYPERLINK(\"x\")"];
    let mut table = districts(i64::try_from(signs.len()).unwrap());
    for (row, sign) in table.rows.iter_mut().zip(signs) {
        row.cells[1] = Cell::text(sign);
    }
    let mut report = weekly_report();
    report.blocks = vec![Block::Table(table)];
    let cells = first_sheet(&report);
    for sign in signs {
        let sign = sign.replace(['\t', '\r'], " ");
        assert!(cells.contains(&Data::String(sign.clone())), "{sign}");
    }
    let xlsx = render_xlsx(&report).unwrap();
    assert!(!part(&xlsx, "xl/worksheets/sheet1.xml").contains("<f>"));
    assert!(part(&xlsx, "xl/styles.xml").contains("quotePrefix=\"1\""));
}

#[test]
fn h26_long_texts_are_cut_and_signs_are_kept() {
    let mut table = districts(3);
    table.rows[0].cells[1] = Cell::text("ủ".repeat(40_000));
    table.rows[1].cells[1] = Cell::text("a\u{0}\u{1F}b <c> & _x0041_ 👍");
    table.rows[2].cells[1] = Cell::text("👍".repeat(20_000));
    let mut report = weekly_report();
    report.blocks = vec![Block::Table(table)];
    let cells = first_sheet(&report);
    assert!(cells.contains(&Data::String(format!("{}…", "ủ".repeat(32_766)))));
    assert!(cells.contains(&Data::String(format!("{}…", "👍".repeat(16_383)))));
    assert!(cells.contains(&Data::String("ab <c> & _x0041_ 👍".into())), "{:.2000}", format!("{cells:?}"));
}

fn first_sheet(report: &Document) -> Vec<Data> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(render_xlsx(report).unwrap())).unwrap();
    let name = book.sheet_names()[0].clone();
    book.worksheet_range(&name).unwrap().rows().flatten().cloned().collect()
}
