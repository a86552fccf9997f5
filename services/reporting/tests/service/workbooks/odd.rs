//! Workbooks that are sound and still say something else than who sends them sees, or than was asked for.

use super::files::{ABOUT, DONE, FIGURES, NARRATIVE, SPENT, TOTAL, VALUE, edited, with, with_number};
use super::{city, import, obligation, pointers};
use crate::city::{receiver, stranger, unit};
use calamine::{Data, Reader, Xlsx};
use rust_xlsxwriter::{FilterCondition, Worksheet};
use serde_json::{Value, json};
use std::io::Cursor;

const PREFIX: &str = "/reporting/v1";

/// The third figure, a percentage.
const SHARE: u32 = TOTAL + 2;

/// The values that are read, or the places that are wrong and a word of the first sentence.
type Outcome = Result<Value, (&'static [&'static str], &'static str)>;

/// Places that are wrong, or words that are said of the first of them.
type Places = &'static [&'static str];

fn figures(change: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    with(|workbook| change(workbook.worksheet_from_index(FIGURES).unwrap()))
}

/// A file that says whose it is, by the label and the text of each line.
fn of(marks: &[(&str, &str)]) -> Vec<u8> {
    with(|workbook| {
        let about = workbook.worksheet_from_index(ABOUT).unwrap();
        for (row, (label, text)) in (3..).zip(marks) {
            about.write_string(row, 0, *label).unwrap().write_string(row, 1, *text).unwrap();
        }
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_sees_is_named_and_a_number_counts_as_it_is_shown() {
    let city = city().await;
    let (id, version) = obligation(&city).await;
    let twelve = || Ok(json!({ "total": 12 }));
    let other_programs = edited(&with(|_| ()), "xl/worksheets/sheet2.xml", |text| {
        text.replace("<row r=\"4\"", "<row hidden=\"true\" r=\"4\"")
    });
    let flat = edited(&with(|_| ()), "xl/worksheets/sheet2.xml", |text| {
        text.replace("<row r=\"4\"", "<row ht=\"0\" customHeight=\"1\" r=\"4\"")
    });
    let nobody = |row: u32| figures(|sheet| _ = sheet.set_row_hidden(row).unwrap());
    let table: Vec<(&str, Vec<u8>, Outcome)> = vec![
        ("a hidden row", nobody(TOTAL), Err((&["/Số liệu/D4"], "bị ẩn"))),
        ("a hidden row, as LibreOffice has it", other_programs, Err((&["/Số liệu/D4"], "bị ẩn"))),
        ("a row without height", flat, Err((&["/Số liệu/D4"], "bị ẩn"))),
        ("a hidden row without a figure", nobody(DONE), twelve()),
        (
            "a row that a filter took away",
            figures(|sheet| {
                let others = FilterCondition::new().add_list_filter("99");
                sheet.autofilter(2, 0, 10, 4).unwrap().filter_column(VALUE, &others).unwrap();
            }),
            Err((&["/Số liệu/D4"], "lọc")),
        ),
        (
            "a row of a collapsed group",
            figures(|sheet| _ = sheet.group_rows_collapsed(TOTAL, TOTAL + 3).unwrap()),
            Err((&["/Số liệu/D4"], "nhóm")),
        ),
        (
            "the column of values, hidden",
            figures(|sheet| _ = sheet.set_column_hidden(VALUE).unwrap()),
            Err((&["/Số liệu/Giá trị"], "bị ẩn")),
        ),
        (
            "columns of a collapsed group",
            figures(|sheet| _ = sheet.group_columns_collapsed(VALUE, VALUE).unwrap()),
            Err((&["/Số liệu/Giá trị"], "bị ẩn")),
        ),
        ("the column of codes, hidden", figures(|sheet| _ = sheet.set_column_hidden(0).unwrap()), twelve()),
        (
            "a hidden text",
            with(|workbook| _ = workbook.worksheet_from_index(NARRATIVE).unwrap().set_row_hidden(3).unwrap()),
            Err((&["/Nội dung/C4"], "bị ẩn")),
        ),
        ("what is left of calculating", with_number(TOTAL, 12.000_000_000_000_002, "0"), twelve()),
        (
            "the same, of a decimal",
            with_number(SPENT, 57.699_999_999_999_996, "General"),
            Ok(json!({ "total": 12, "spent": "57.7" })),
        ),
        ("the same, of a percentage", with_number(SHARE, 0.1 + 0.2, "0%"), Ok(json!({ "total": 12, "share": "30" }))),
        (
            "sixteen digits",
            with_number(TOTAL, 9_007_199_254_740_991.0, "0"),
            Ok(json!({ "total": 9_007_199_254_740_991_i64 })),
        ),
        (
            "more decimals than are shown",
            with_number(SHARE, 0.208_333_333_333_333_34, "0.0%"),
            Err((&["/Số liệu/D6"], "20,8333333333333")),
        ),
        ("half a building", with_number(TOTAL, 12.5, "0"), Err((&["/Số liệu/D4"], "ROUND"))),
    ];
    for (name, file, outcome) in table {
        let answer = import(&city, &id, "?dry_run=true", file).send().await;
        match outcome {
            Ok(values) => assert_eq!((answer.status, &answer.body["values"]), (200, &values), "{name}"),
            Err((places, word)) => {
                assert_eq!((answer.status, pointers(&answer)), (422, places.to_vec()), "{name}: {}", answer.text);
                assert!(answer.text_at("/errors/0/detail").contains(word), "{name}: {}", answer.text);
            }
        }
    }
    assert_eq!(obligation(&city).await.1, version);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workbook_of_another_report_is_refused() {
    let city = city().await;
    let (id, version) = obligation(&city).await;
    let [regime, period, unit_] = ["Mã chế độ báo cáo", "Mã kỳ báo cáo", "Mã đơn vị báo cáo"];
    let table: Vec<(&str, Vec<u8>, Places, Places)> = vec![
        ("its own", of(&[(regime, "weekly"), (period, "2025-W39"), (unit_, "DU-25747")]), &[], &[]),
        ("somebody's", of(&[(unit_, " ")]), &[], &[]),
        ("another unit's", of(&[(unit_, "DU-25750")]), &["/Hướng dẫn/B4"], &["DU-25750", "DU-25747"]),
        ("another period's", of(&[(period, "2025-W38")]), &["/Hướng dẫn/B4"], &["2025-W38", "2025-W39"]),
        ("another regime's", of(&[(regime, "monthly")]), &["/Hướng dẫn/B4"], &["monthly", "weekly"]),
        (
            "another in every way",
            of(&[(regime, "monthly"), (unit_, "DU-25750"), (period, "2025-09")]),
            &["/Hướng dẫn/B4", "/Hướng dẫn/B6", "/Hướng dẫn/B5"],
            &["monthly", "weekly"],
        ),
    ];
    for (name, file, places, words) in table {
        let answer = import(&city, &id, "?dry_run=true", file).send().await;
        let status = if places.is_empty() { 200 } else { 422 };
        assert_eq!((answer.status, pointers(&answer)), (status, places.to_vec()), "{name}: {}", answer.text);
        assert!(words.iter().all(|word| answer.text_at("/errors/0/detail").contains(word)), "{name}: {}", answer.text);
    }
    assert_eq!(obligation(&city).await.1, version);

    let made = import(&city, &id, "", with(|_| ())).expect(201).await;
    let export = city.service.get(&unit(), &format!("{}/workbook", made.header("location").unwrap())).expect(200).await;
    let other = city.obligation("DU-25750", "2025-W39").await;
    let path = format!("{PREFIX}/obligations/{}/workbook", other["id"].as_str().unwrap());
    let sent = city.service.request(&stranger(), "POST", &path).bytes(super::XLSX, export.bytes.clone());
    let refused = sent.header("accept-language", "en").expect(422).await;
    let detail = refused.text_at("/errors/0/detail");
    assert!(detail.contains("DU-25747") && detail.contains("DU-25750"), "{detail}");
    let strings = super::part(&export.bytes, "xl/sharedStrings.xml");
    assert!(strings.contains("Từ ngày 22/09/2025 đến ngày 28/09/2025"), "{strings}");
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_are_numbers_in_exported_workbooks() {
    let city = city().await;
    let content = json!({
        "values": { "total": 12, "share": "97.6", "spent": "-0.5", "moved_on": "2025-09-22", "note": "97.6" },
        "narrative": { "results": "Đã hoàn thành." },
    });
    city.report("DU-25747", "2025-W39", &content).await;
    let sheet = async |path: &str| {
        let path = format!("{PREFIX}/consolidations/{path}regime=weekly&period=2025-W39");
        let file = city.service.get(&receiver(), &path).header("accept", super::XLSX).expect(200).await.bytes;
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file)).unwrap();
        let rows: Vec<Vec<Data>> = book.worksheets()[0].1.rows().map(<[Data]>::to_vec).collect();
        move |title: &str| {
            let column = rows[0].iter().position(|cell| cell == &Data::String(title.to_owned())).unwrap();
            rows[1][column].clone()
        }
    };
    let cells = sheet("rows?").await;
    for (code, number) in [("total", 12.0), ("share", 97.6), ("spent", -0.5)] {
        assert_eq!(cells(&format!("values.{code}")), Data::Float(number), "{code}");
        let cells = sheet(&format!("cells?indicator={code}&")).await;
        assert_eq!(cells("value"), Data::Float(number), "{code}");
    }
    assert_eq!(cells("values.note"), Data::String("97.6".into()));
    assert!(matches!(cells("values.moved_on"), Data::DateTime(_)));
    let path = format!("{PREFIX}/consolidations/rows?regime=weekly&period=2025-W39");
    let table = city.service.get(&receiver(), &path).header("accept", "text/csv").expect(200).await.text;
    assert!(table.lines().nth(1).unwrap().contains(",-0.5"), "{table}");
}
