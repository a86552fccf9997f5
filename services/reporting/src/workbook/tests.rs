use super::*;
use crate::domain::form::PublishedForm;
use crate::domain::indicator::tests::indicator;
use crate::domain::obligation::{Content, FormVersion};
use crate::domain::submission::narrative;
use crate::domain::value::Value;
use proptest::prelude::*;
use serde_json::json;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

fn form() -> PublishedForm {
    let choice = |code: &str, name: &str| json!({ "code": code, "name_vi": name, "name_en": "E" });
    let indicators = [
        indicator("total", &json!({ "minimum": "0" })),
        indicator("spent", &json!({ "value_type": "decimal", "decimals": 6 })),
        indicator("share", &json!({ "value_type": "percent", "decimals": 1, "maximum": "100" })),
        indicator("done", &json!({ "value_type": "boolean" })),
        indicator("moved_on", &json!({ "value_type": "date", "over_units": "none" })),
        indicator("note", &json!({ "value_type": "text", "over_units": "none" })),
        indicator(
            "outcome",
            &json!({ "value_type": "choice", "over_units": "none", "choices": [
                choice("a", "Một"), choice("b", "Hai"), choice("c", "Hai"), choice("d", "a"), choice("5", "Năm"),
            ] }),
        ),
    ];
    let codes: Vec<_> = indicators.iter().map(|one| json!({ "code": one.code })).collect();
    let content = json!({ "sections": [
        { "code": "results", "kind": "narrative", "title_vi": "Kết quả", "title_en": "Results", "is_required": true },
        { "code": "figures", "kind": "figures", "title_vi": "Số liệu", "title_en": "Figures", "indicators": codes },
    ] });
    PublishedForm {
        content: serde_json::from_value(content).unwrap(),
        indicators: indicators.map(|one| (one.code.clone(), one)).into(),
    }
}

fn version() -> FormVersion {
    FormVersion { code: "commune".into(), number: 1 }
}

fn owed() -> Owed {
    Owed {
        regime: "weekly".into(),
        period: "2025-W39".into(),
        starts_on: "2025-09-22".parse().unwrap(),
        ends_on: "2025-09-28".parse().unwrap(),
        organization: "DU-25747".into(),
        organization_name: "Đảng ủy phường".into(),
    }
}

fn file(content: Option<Content>) -> Vec<u8> {
    let report = content.map(|content| Report { title: "Báo cáo tuần".into(), owed: owed(), content });
    let published_at = "2025-09-22T01:00:00Z".parse().unwrap();
    write(&Source { name: "Biểu mẫu".into(), version: version(), form: form().into(), published_at, report }).unwrap()
}

#[test]
fn a_template_is_the_same_whenever_it_is_made_and_only_what_is_asked_for_is_open() {
    let made = file(None);
    assert_eq!(file(None), made);
    assert_eq!(read(&form(), &version(), &owed(), &made), Ok(Content::default()), "nothing is written in it");
    let mut archive = ZipArchive::new(Cursor::new(&made)).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    assert!(part("docProps/core.xml").contains("2025-09-22T01:00:00Z"));
    for (sheet, wanted) in [
        (1, ["<sheetProtection ", "orientation=\"landscape\"", "paperSize=\"9\"", "customWidth"]),
        (2, ["<sheetProtection ", "state=\"frozen\"", "orientation=\"landscape\"", "<dataValidations count=\"7\">"]),
        (3, ["<sheetProtection ", "state=\"frozen\"", "paperSize=\"9\"", "<dataValidations count=\"1\">"]),
    ] {
        let text = part(&format!("xl/worksheets/sheet{sheet}.xml"));
        for wanted in wanted {
            assert!(text.contains(wanted), "sheet {sheet} has no {wanted}");
        }
    }
    assert!(part("xl/worksheets/sheet2.xml").contains("'Danh mục'!$A$2:$A$6"));
}

#[test]
fn choices_that_could_be_mistaken_are_written_by_their_codes() {
    let form = form();
    let outcome = &form.indicators["outcome"];
    let labels = ["a", "b", "c", "d", "5"].map(|code| cell::label(outcome, code));
    assert_eq!(labels, ["Một", "b", "c", "d", "Năm"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn h26_whatever_can_be_kept_is_read_as_it_was_written(
        total in -9_007_199_254_740_991_i64..=9_007_199_254_740_991,
        spent in (-9_007_199_254_740_990_i64..=9_007_199_254_740_990, 0_u32..1_000_000),
        share in -1000_i32..2000,
        done in any::<bool>(),
        day in 0_i64..109_000,
        outcome in 0_usize..5,
        note in "[=+@'<&>_x0-9A-Fế \"-]{0,40}",
        words in "(\\PC|[\\n\\t=_x0-9]){0,60}",
    ) {
        let form = form();
        let outcome = ["a", "b", "c", "d", "5"][outcome];
        let sent = json!({
            "total": total,
            "spent": format!("{}.{:06}", spent.0, spent.1),
            "share": format!("{}{}.{}", if share < 0 { "-" } else { "" }, share.abs() / 10, share.abs() % 10),
            "done": done,
            "moved_on": chrono::NaiveDate::from_ymd_opt(1900, 1, 1).unwrap() + chrono::Days::new(day.unsigned_abs()),
            "outcome": outcome,
            "note": note,
        });
        let mut content = Content::default();
        for (code, sent) in sent.as_object().unwrap() {
            if let Some(value) = Value::read(&form.indicators[code], sent).unwrap() {
                content.values.insert(code.clone(), value);
            }
        }
        if let Ok(Some(words)) = narrative(&words) {
            content.narrative.insert("results".into(), words);
        }
        prop_assert_eq!(read(&form, &version(), &owed(), &file(Some(content.clone()))), Ok(content));
    }
}

#[test]
fn h26_a_sheet_of_nothing_but_cells_is_not_read_to_its_end() {
    let cells =
        |count: usize| format!("<worksheet><sheetData><row>{}</row></sheetData></worksheet>", "<c/>".repeat(count));
    let mut archive = ZipArchive::new(Cursor::new(file(None))).unwrap();
    let mut copy = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut text = Vec::new();
        part.read_to_end(&mut text).unwrap();
        copy.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        copy.write_all(if name.ends_with("sheet2.xml") { cells(300_000).into_bytes() } else { text }.as_slice())
            .unwrap();
    }
    let bytes = copy.finish().unwrap().into_inner();
    assert!(bytes.len() < 100_000);
    assert_eq!(read(&form(), &version(), &owed(), &bytes), Err(Refusal::TooLarge));
}
