//! XLSX, read back with calamine.

use crate::read::part;
use crate::sample::{districts, weekly_report};
use calamine::{Data, Reader, Xlsx};
use haicap_documents::{Block, Cell, Document, render_xlsx};
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
