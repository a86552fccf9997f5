//! Reports as workbooks: given, filled, tried, brought in and refused.

#[path = "workbooks/files.rs"]
mod files;
#[path = "workbooks/odd.rs"]
mod odd;

use crate::city::{City, indicator, receiver, stranger, unit};
use files::{
    ABOUT, DONE, FIGURES, MOVED_ON, NARRATIVE, NOTE, OUTCOME, SPENT, TOTAL, VALUE, XLSX, bomb, edited, fill, part,
    with, with_number, with_text,
};
use haicap_testing::{Answer, Request};
use rust_xlsxwriter::Format;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

const PREFIX: &str = "/reporting/v1";
const TEMPLATE: &str = "/reporting/v1/forms/commune/versions/1/template";

/// What comes of a file.
enum Outcome {
    /// It is taken, and says this beside the total of twelve.
    Taken(Value),
    /// It is refused with this status, and these places are wrong.
    Refused(u16, &'static [&'static str]),
}

use Outcome::{Refused, Taken};

#[tokio::test(flavor = "multi_thread")]
async fn h26_twelve_damaged_workbooks_have_one_outcome_each() {
    let city = city().await;
    let (id, version) = obligation(&city).await;
    let with_code = |code: &'static str| {
        with(|workbook| {
            workbook.worksheet_from_index(FIGURES).unwrap().write_string(20, 0, code).unwrap();
        })
    };
    let dated = with_number(MOVED_ON, 44_460.0, "dd/mm/yyyy");
    let table: Vec<(&str, Vec<u8>, Outcome)> = vec![
        ("wrong type", with_text(TOTAL, "mười hai"), Refused(422, &["/Số liệu/D4"])),
        ("wrong type: a fraction", with_number(TOTAL, 1.087, "0.000"), Refused(422, &["/Số liệu/D4"])),
        ("wrong type: a number for a date", with_number(MOVED_ON, 45_922.0, "0"), Refused(422, &["/Số liệu/D9"])),
        ("wrong type: a date for a number", with_number(TOTAL, 45_922.0, "dd/mm/yyyy"), Refused(422, &["/Số liệu/D4"])),
        ("unknown code", with_code("khong_co"), Refused(422, &["/Số liệu/A21"])),
        ("duplicate row", with_code("total"), Refused(422, &["/Số liệu/A21"])),
        ("NFD names", decomposed(), Taken(json!({ "outcome": "moved" }))),
        (
            "formula",
            with(|workbook| {
                workbook.worksheet_from_index(FIGURES).unwrap().write_formula(TOTAL, VALUE, "=6+6").unwrap();
            }),
            Refused(422, &["/Số liệu/D4"]),
        ),
        (
            "merged cells",
            with(|workbook| {
                let figures = workbook.worksheet_from_index(FIGURES).unwrap();
                figures.merge_range(TOTAL, VALUE, TOTAL + 1, VALUE, "12", &Format::new()).unwrap();
            }),
            Refused(422, &["/Số liệu/D4"]),
        ),
        (
            "hidden sheet",
            with(|workbook| {
                workbook.worksheet_from_index(FIGURES).unwrap().set_hidden(true);
            }),
            Refused(422, &["/Số liệu"]),
        ),
        ("1900 dates", with_number(MOVED_ON, 45_922.0, "dd/mm/yyyy"), Taken(json!({ "moved_on": "2025-09-22" }))),
        (
            "1904 dates",
            edited(&dated, "xl/workbook.xml", |text| text.replace("<workbookPr ", "<workbookPr date1904=\"1\" ")),
            Taken(json!({ "moved_on": "2025-09-22" })),
        ),
        ("a day that never was", with_number(MOVED_ON, 60.0, "dd/mm/yyyy"), Refused(422, &["/Số liệu/D9"])),
        ("text numbers", with_text(SPENT, "1.087,5"), Taken(json!({ "spent": "1087.5" }))),
        ("text numbers of others", with_text(SPENT, "1,087.5"), Refused(422, &["/Số liệu/D7"])),
        (
            "extra sheet",
            with(|workbook| {
                workbook.add_worksheet().set_name("Nháp").unwrap().write_formula(0, 0, "=1+1").unwrap();
            }),
            Taken(json!({})),
        ),
        (
            "missing column",
            with(|workbook| {
                workbook.worksheet_from_index(FIGURES).unwrap().write_string(2, VALUE, "Số").unwrap();
            }),
            Refused(422, &["/Số liệu/Giá trị"]),
        ),
        ("50 MiB unpacked", bomb(), Refused(413, &[])),
    ];
    for (name, file, outcome) in table {
        let answer = import(&city, &id, "?dry_run=true", file).send().await;
        match outcome {
            Taken(values) => {
                assert_eq!(answer.status, 200, "{name}: {}", answer.text);
                let mut whole = json!({ "total": 12 });
                whole.as_object_mut().unwrap().extend(values.as_object().unwrap().clone());
                assert_eq!(answer.body["values"], whole, "{name}");
                assert_eq!(answer.body["narrative"], json!({ "results": "Đã hoàn thành." }), "{name}");
            }
            Refused(status, places) => {
                assert_eq!((answer.status, pointers(&answer)), (status, places.to_vec()), "{name}: {}", answer.text);
            }
        }
        assert_eq!(obligation(&city).await.1, version, "{name}");
    }
    let status = announced(&city, &id, 50 * 1024 * 1024).await;
    assert!(status.starts_with("HTTP/1.1 413 "), "50 MiB: {status}");
    assert_eq!(obligation(&city).await.1, version, "50 MiB");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_exported_can_be_imported_again_unchanged() {
    let city = city().await;
    let (id, _) = obligation(&city).await;
    let template = city.service.get(&unit(), TEMPLATE).expect(200).await;
    assert_eq!(template.header("content-type"), Some(XLSX));
    let disposition = template.header("content-disposition").unwrap();
    assert!(disposition.contains("filename*=UTF-8''Bi%E1%BB%83u%20m%E1%BA%ABu%20commune"), "{disposition}");
    assert_eq!(city.service.get(&unit(), TEMPLATE).expect(200).await.bytes, template.bytes, "without a clock");
    let text = |text: &str| format!("<is><t>{text}</t></is>");
    let figures = [
        ("D5", "n", "<v>12</v>"),
        ("D7", "n", "<v>97.599999999999994</v>"),
        ("D8", "inlineStr", &text("9.007.199.254.740.990,5")),
        ("D9", "b", "<v>1</v>"),
        ("D10", "n", "<v>45922</v>"),
        ("D11", "inlineStr", &text("Điều chuyển")),
        ("D12", "inlineStr", &text("=1+1")),
    ];
    let filled = fill(&template.bytes, 2, &figures);
    let filled = fill(&filled, 3, &[("C4", "inlineStr", &text("+Dòng một_x000D_\n@Dòng hai _x005F_x0041_"))]);
    let made = import(&city, &id, "", filled).expect(201).await;
    let values = json!({ "total": 12, "share": "97.6", "spent": "9007199254740990.5", "done": true,
        "moved_on": "2025-09-22", "outcome": "moved", "note": "=1+1" });
    assert_eq!(made.body["values"], values);
    assert_eq!(made.body["narrative"], json!({ "results": "+Dòng một\n@Dòng hai _x0041_" }));

    let address = made.header("location").unwrap();
    let export = city.service.get(&unit(), &format!("{address}/workbook")).expect(200).await;
    import(&city, &id, "", export.bytes.clone()).expect(428).await;
    let again = import(&city, &id, "", export.bytes.clone()).header("if-match", export.etag()).expect(200).await;
    for member in ["values", "narrative", "number", "id"] {
        assert_eq!(again.body[member], made.body[member], "{member}");
    }
    let second = city.service.get(&unit(), &format!("{address}/workbook")).expect(200).await;
    assert_eq!(second.bytes, export.bytes);
    import(&city, &id, "", export.bytes.clone()).header("if-match", export.etag()).expect(412).await;
    let strings = part(&export.bytes, "xl/sharedStrings.xml");
    assert!(strings.contains("=1+1") && !part(&export.bytes, "xl/worksheets/sheet2.xml").contains("<f>"), "{strings}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trial_changes_nothing_and_a_correction_says_why() {
    let city = city().await;
    let (id, version) = obligation(&city).await;
    let file = || with(|_| ());
    let tried = import(&city, &id, "?dry_run=true", file()).expect(200).await;
    assert_eq!((&tried.body["state"], &tried.body["values"]), (&json!("draft"), &json!({ "total": 12 })));
    assert_eq!(tried.header("location"), None);
    let list = format!("{PREFIX}/submissions?obligation={id}");
    assert!(city.service.get(&unit(), &list).expect(200).await.items().is_empty());
    assert_eq!(obligation(&city).await.1, version);

    let key = || import(&city, &id, "", file()).header("idempotency-key", "k");
    let made = key().expect(201).await;
    assert_eq!(key().expect(201).await.body, made.body, "sent twice, done once");
    let etag = made.etag();
    let blank = with_number(TOTAL, 13.0, "0");
    let tried = import(&city, &id, "?dry_run=true", blank).header("if-match", etag).expect(200).await;
    assert_eq!((&tried.body["values"]["total"], &tried.body["id"]), (&json!(13), &made.body["id"]));
    let address = made.header("location").unwrap();
    assert_eq!(city.service.get(&unit(), address).expect(200).await.body["values"], json!({ "total": 12 }));
    city.service.post(&unit(), &format!("{address}/submit"), &json!({})).expect(200).await;

    let refused = import(&city, &id, "", file()).expect(422).await;
    assert_eq!(refused.body["code"], "reason_missing");
    let corrected = import(&city, &id, "?reason=C%E1%BB%99ng%20nh%E1%BA%A7m.", file()).expect(201).await;
    assert_eq!((&corrected.body["number"], &corrected.body["reason"]), (&json!(2), &json!("Cộng nhầm.")));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_workbook_of_this_form_is_refused() {
    let city = city().await;
    let (id, version) = obligation(&city).await;
    let about = |row: u32, text: &'static str| {
        with(|workbook| {
            workbook.worksheet_from_index(ABOUT).unwrap().write_string(row, 1, text).unwrap();
        })
    };
    let lying = edited(&with(|_| ()), "xl/sharedStrings.xml", |text| {
        text.replace("uniqueCount=\"", "uniqueCount=\"99999999999")
    });
    let twice = edited(&with(|_| ()), "xl/worksheets/sheet2.xml", |text| {
        text.replace("</sheetData>", "<row r=\"4\"><c r=\"D4\"><v>13</v></c></row></sheetData>")
    });
    for (name, file, status, places) in [
        ("a cell twice", twice, 400, vec![""]),
        ("another form", about(1, "department"), 422, vec!["/Hướng dẫn/B2"]),
        ("another version", about(2, "2"), 422, vec!["/Hướng dẫn/B3"]),
        ("an archive of something else", edited(&with(|_| ()), "[Content_Types].xml", |_| String::new()), 200, vec![]),
        ("without a workbook", edited(&with(|_| ()), "_rels/.rels", |_| String::new()), 400, vec![""]),
        ("more strings than bytes", lying, 400, vec![""]),
    ] {
        let answer = import(&city, &id, "?dry_run=true", file).send().await;
        assert_eq!((answer.status, pointers(&answer)), (status, places), "{name}: {}", answer.text);
    }
    let path = format!("{PREFIX}/obligations/{id}/workbook");
    let text = city.service.request(&unit(), "POST", &path).bytes(XLSX, b"total;12".to_vec());
    assert_eq!(text.expect(415).await.body["code"], "file_kind");
    for (persona, status) in [(stranger(), 404), (receiver(), 403)] {
        city.service.request(&persona, "POST", &path).bytes(XLSX, with(|_| ())).expect(status).await;
    }
    assert_eq!(obligation(&city).await.1, version);
}

#[tokio::test(flavor = "multi_thread")]
async fn h25_texts_stay_texts_and_hidden_characters_are_named() {
    let city = city().await;
    let (id, _) = obligation(&city).await;
    for text in ["=HYPERLINK(\"x\")", "+84 28", "-1", "@A1", "\u{FF1D}1+1", "<t>&amp;"] {
        let taken = import(&city, &id, "?dry_run=true", with_text(NOTE, text)).expect(200).await;
        assert_eq!(taken.body["values"]["note"], text);
    }
    for text in ["a\u{7}b", "a\nb", "a\u{202E}b"] {
        let refused = import(&city, &id, "?dry_run=true", with_text(NOTE, text)).expect(422).await;
        assert_eq!(pointers(&refused), ["/Số liệu/D11"], "{text:?}");
    }
    let long =
        edited(&with_text(NOTE, "ngắn"), "xl/sharedStrings.xml", |text| text.replace("ngắn", &"a".repeat(40_000)));
    assert_eq!(pointers(&import(&city, &id, "?dry_run=true", long).expect(422).await), ["/Số liệu/D11"]);
    let far = with(|workbook| {
        workbook.worksheet_from_index(NARRATIVE).unwrap().write_string(5_000, 2, "x").unwrap();
    });
    assert_eq!(pointers(&import(&city, &id, "?dry_run=true", far).expect(422).await), ["/Nội dung/A5001"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_bad_cell_is_named_at_once() {
    let city = city().await;
    let (id, _) = obligation(&city).await;
    let file = with(|workbook| {
        let figures = workbook.worksheet_from_index(FIGURES).unwrap();
        figures.write_string(TOTAL, VALUE, "12 trụ sở").unwrap();
        figures.write_string(TOTAL + 1, VALUE, "3%").unwrap();
        figures.write_string(SPENT, VALUE, "1,25").unwrap();
        figures.write_string(DONE, VALUE, "x").unwrap();
        figures.write_string(OUTCOME, VALUE, "Bán").unwrap();
        figures.write_string(NOTE, 0, " ").unwrap().write_string(NOTE, VALUE, "không có mã").unwrap();
        workbook.worksheet_from_index(NARRATIVE).unwrap().write_number(3, 2, 5).unwrap();
    });
    let refused = import(&city, &id, "", file).expect(422).await;
    let places = [
        "/Số liệu/D11",
        "/Số liệu",
        "/Số liệu/D4",
        "/Số liệu/D5",
        "/Số liệu/D7",
        "/Số liệu/D8",
        "/Số liệu/D10",
        "/Nội dung/C4",
    ];
    assert_eq!(pointers(&refused), places, "{}", refused.text);
    assert_eq!(refused.body["errors"][0]["detail"], "Có nội dung nhưng dòng này không có mã.");
    let percent = with_number(5, 0.976, "0.0%");
    let taken = import(&city, &id, "?dry_run=true", percent).expect(200).await;
    assert_eq!(taken.body["values"]["share"], "97.6", "a cell counts as what it shows");
}

/// A city whose form asks for figures of every type.
async fn city() -> City {
    let choices = json!([
        { "code": "moved", "name_vi": "Điều chuyển", "name_en": "Transferred" },
        { "code": "kept", "name_vi": "Giữ lại", "name_en": "Kept" },
    ]);
    let none = |value_type: &str| json!({ "value_type": value_type, "minimum": null, "over_units": "none" });
    let indicators = [
        ("total", json!({})),
        ("surplus", json!({ "maximum": "100" })),
        ("share", json!({ "value_type": "percent", "decimals": 1, "over_units": "mean" })),
        ("spent", json!({ "value_type": "decimal", "decimals": 1, "minimum": null })),
        ("done", none("boolean")),
        ("moved_on", none("date")),
        ("outcome", json!({ "value_type": "choice", "minimum": null, "over_units": "none", "choices": choices })),
        ("note", none("text")),
    ]
    .map(|(code, changes)| {
        let mut one = indicator(code);
        one.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        one
    });
    let cells: Vec<Value> = indicators.iter().map(|one| json!({ "code": one["code"] })).collect();
    let form = json!({ "sections": [
        { "code": "results", "kind": "narrative", "title_vi": "Kết quả", "title_en": "Results" },
        { "code": "figures", "kind": "figures", "title_vi": "Trụ sở", "title_en": "Premises", "indicators": cells },
    ] });
    City::asking(indicators.into(), &form).await
}

/// What the ward owes for the week of 22 September: its id and its version.
async fn obligation(city: &City) -> (String, Value) {
    let owed = city.obligation("DU-25747", "2025-W39").await;
    (owed["id"].as_str().unwrap().to_owned(), owed["version"].clone())
}

fn import(city: &City, id: &str, query: &str, file: Vec<u8>) -> Request {
    city.service.request(&unit(), "POST", &format!("{PREFIX}/obligations/{id}/workbook{query}")).bytes(XLSX, file)
}

/// The first line of the answer to a file of so many bytes, which comes before any of them.
async fn announced(city: &City, id: &str, bytes: usize) -> String {
    let mut stream = TcpStream::connect(city.service.origin.trim_start_matches("http://")).await.unwrap();
    let token = city.service.token(&unit());
    let head = format!(
        "POST {PREFIX}/obligations/{id}/workbook HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n\
         Content-Type: {XLSX}\r\nContent-Length: {bytes}\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut line = String::new();
    BufReader::new(stream).read_line(&mut line).await.unwrap();
    line
}

fn pointers(answer: &Answer) -> Vec<&str> {
    let errors = answer.body["errors"].as_array().map(Vec::as_slice).unwrap_or_default();
    errors.iter().map(|error| error["pointer"].as_str().unwrap()).collect()
}

/// Every name in normal form D.
fn decomposed() -> Vec<u8> {
    use unicode_normalization::UnicodeNormalization;
    let file = with_text(OUTCOME, "Điều chuyển");
    let decompose = |text: String| text.nfd().collect();
    let file = edited(&file, "xl/sharedStrings.xml", decompose);
    edited(&file, "xl/workbook.xml", decompose)
}
