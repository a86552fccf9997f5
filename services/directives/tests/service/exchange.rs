//! The tables of the directory as files.

use crate::city::start as city;
use haicap_testing::{Answer, Persona, Request, TestService};
use haicap_types::Role;
use serde_json::json;

const TABLES: [(&str, &str); 4] =
    [("organizations", "?on=all"), ("audiences", ""), ("oversight", "?on=all"), ("working-calendar", "?to=2200-12-31")];

fn operator() -> Persona {
    Persona::new("VPTU", Role::Operator)
}

async fn export(city: &TestService, table: &str, query: &str) -> Answer {
    let path = format!("/directives/v1/{table}{query}");
    city.get(&Persona::new("BTC", Role::Officer), &path).header("accept", "text/csv").expect(200).await
}

fn import(city: &TestService, table: &str, query: &str, text: &str) -> Request {
    let path = format!("/directives/v1/imports/{table}{query}");
    city.request(&operator(), "POST", &path).bytes("text/csv; charset=utf-8", text.as_bytes().to_vec())
}

async fn name(city: &TestService) -> String {
    let answer = city.get(&operator(), "/directives/v1/organizations/SNV").expect(200).await;
    format!("{} {}", answer.body["name_vi"], answer.body["version"])
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_exported_is_imported_unchanged() {
    let city = city().await;
    for (table, query) in TABLES {
        let file = export(&city, table, query).await;
        assert_eq!(file.header("content-type"), Some("text/csv; charset=utf-8"), "{table}");
        let expected = format!("attachment; filename=\"{table}.csv\"");
        assert_eq!(file.header("content-disposition"), Some(expected.as_str()));
        let lines = file.text.lines().count() - 1;
        let report = import(&city, table, "", &file.text).expect(200).await.body;
        assert_eq!(report, json!({ "is_dry_run": false, "added": 0, "changed": 0, "unchanged": lines, "rows": [] }));
    }
    assert_eq!(export(&city, "organizations", "?kind=department").await.text.lines().count(), 17);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_tried_then_brought_in_once_and_told_to_followers() {
    let city = city().await;
    let text = export(&city, "organizations", "?on=all").await.text.replace(",Sở Nội vụ,", ",Sở Nội vụ và Lao động,")
        + "MOI-1,Phòng Mới,New Office,public_service_unit,MOI,,,,,,,,,,,,2025-10-01,,,\n\
           MOI,Sở Mới,New Department,department,UBND,SM,,,,,,,,,,,2025-10-01,,,\n";
    let before = name(&city).await;
    let tried = import(&city, "organizations", "?dry_run=true", &text).expect(200).await.body;
    assert_eq!((&tried["is_dry_run"], &tried["added"], &tried["changed"]), (&json!(true), &json!(2), &json!(1)));
    let changed = json!([{ "name": "name_vi", "before": "Sở Nội vụ", "after": "Sở Nội vụ và Lao động" }]);
    assert_eq!(tried["rows"][0]["columns"], changed, "{}", tried["rows"]);
    assert_eq!(name(&city).await, before);
    let keyed = || import(&city, "organizations", "", &text).header("idempotency-key", "nhap-1");
    let done = keyed().expect(200).await;
    assert_eq!(done.body["rows"], tried["rows"]);
    let again = keyed().expect(200).await;
    assert_eq!((again.header("idempotency-replayed"), &again.text), (Some("true"), &done.text));
    assert_eq!(name(&city).await, "\"Sở Nội vụ và Lao động\" 2");
    let history = city.get(&operator(), "/directives/v1/organizations/MOI-1/history").expect(200).await;
    assert_eq!(history.items()[0]["kind"], "directives.organization.created");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_faulty_file_is_refused_whole_with_every_place() {
    let city = city().await;
    let before = name(&city).await;
    let head = "code,name_vi,name_en,kind,parent,valid_from\n";
    let good = "SNV,Sở khác,Department,department,UBND,2025-07-01\n";
    for (rows, places) in [
        ("A,A,A,sect,UBND,2025-7-1\n", vec!["/3/kind", "/3/valid_from"]),
        ("A,A,A,department,NOBODY,2025-10-01\nA,A,A,department,UBND,2025-10-01\n", vec!["/4"]),
        ("A,A,A,department,NOBODY,2025-10-01\n", vec!["/3/parent"]),
        ("A,\"A\u{202e}\",A,department,UBND,2025-10-01\n", vec!["/3/name_vi"]),
    ] {
        let refused = import(&city, "organizations", "", &format!("{head}{good}{rows}")).expect(422).await;
        let errors = refused.body["errors"].as_array().unwrap();
        assert_eq!(errors.iter().map(|error| error["pointer"].as_str().unwrap()).collect::<Vec<_>>(), places, "{rows}");
    }
    assert_eq!(name(&city).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_others_changed_meanwhile_is_not_overwritten() {
    let city = city().await;
    let file = export(&city, "organizations", "?on=all").await;
    let edit = |name: &str| file.text.replace(",Sở Nội vụ,", &format!(",{name},"));
    let guarded =
        |text: &str| import(&city, "organizations", "", text).header("if-match", file.header("etag").unwrap());
    let both = edit("Sở Nội vụ 1").replace(",Sở Tài chính,", ",Sở Tài chính 1,");
    import(&city, "organizations", "", &edit("Sở Nội vụ 2")).expect(200).await;
    guarded(&both).expect(412).await;
    let refused = import(&city, "organizations", "", &both).expect(422).await;
    let line = file.text.lines().position(|line| line.starts_with("SNV,")).unwrap() + 1;
    assert_eq!(refused.body["errors"][0]["pointer"], format!("/{line}/version"));
    assert_eq!(name(&city).await, "\"Sở Nội vụ 2\" 2");
    let narrow = "code,name_vi,name_en,kind,parent,valid_from\nSNV,Sở Nội vụ,Home Affairs,department,UBND,2025-07-01\n";
    let done = import(&city, "organizations", "", narrow).expect(200).await;
    let columns = done.body["rows"][0]["columns"].as_array().unwrap();
    assert_eq!(
        columns.iter().map(|column| column["name"].as_str().unwrap()).collect::<Vec<_>>(),
        ["name_vi", "name_en"]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_that_came_again_is_not_the_day_that_was_exported() {
    let city = city().await;
    let file = export(&city, "working-calendar", "?to=2200-12-31").await.text;
    let day = "/directives/v1/working-calendar/2026-01-01";
    let body = json!({ "name_vi": "Tết Dương lịch", "kind": "holiday", "status": "official" });
    city.request(&operator(), "DELETE", day).header("if-match", "*").expect(204).await;
    city.request(&operator(), "PUT", day).json(&body).header("if-match", "*").expect(200).await;
    let line = file.lines().find(|line| line.starts_with("2026-01-01,")).unwrap();
    let text = format!("date,name_vi,kind,status,version\n{}\n", line.replacen(",T", ",Nghỉ T", 1));
    let refused = import(&city, "working-calendar", "", &text).expect(422).await;
    assert_eq!(refused.body["errors"][0]["pointer"], "/2/version");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_documented_files_are_taken() {
    let city = city().await;
    let document = city.anonymous("GET", "/directives/openapi.json").expect(200).await.body;
    let operation = &document["paths"]["/directives/v1/imports/{table}"]["post"];
    let files = operation["requestBody"]["content"]["text/csv"]["examples"].as_object().unwrap();
    assert_eq!(files.len(), TABLES.len());
    for (table, file) in files {
        import(&city, table, "?dry_run=true", file["value"].as_str().unwrap()).expect(200).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_taken_as_offices_save_them_or_refused_in_one_sentence() {
    let city = city().await;
    let text = "date,name_vi,kind,status\r\n31/12/2026,Nghỉ thử,holiday,official\r\n";
    let semicolons = text.replace(',', ";");
    let bytes = |text: &str| text.as_bytes().to_vec();
    let marked = |text: &str| format!("\u{feff}{text}").into_bytes();
    let utf_16 = |text: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        format!("\u{feff}{text}").encode_utf16().flat_map(bytes).collect()
    };
    let list = "/directives/v1/working-calendar?to=2200-12-31";
    let xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let workbook = city.get(&operator(), list).header("accept", xlsx).expect(200).await.bytes;
    let (csv, excel) = ("text/csv", "application/vnd.ms-excel");
    for (name, kind, file, status) in [
        ("CSV", csv, bytes(text), 200),
        ("CSV UTF-8 of a Vietnamese Excel", csv, marked(&semicolons), 200),
        ("as Windows calls it", excel, marked(&semicolons), 200),
        ("Unicode Text", "text/plain", utf_16(&text.replace(',', "\t"), u16::to_le_bytes), 200),
        ("big-endian", csv, utf_16(text, u16::to_be_bytes), 200),
        ("tabs", "text/tab-separated-values", bytes(&text.replace(',', "\t")), 200),
        ("sep=", csv, bytes(&format!("sep=;\r\n{semicolons}")), 200),
        (
            "columns and lines left over",
            csv,
            bytes(&format!("{}{}", text.replace("\r\n", ",\r\n"), ",,,,\r\n".repeat(30))),
            200,
        ),
        ("another separator", csv, bytes(&text.replace(',', "|")), 422),
        ("the month first", csv, bytes(&text.replace("31/12", "12/31")), 422),
        ("another encoding", csv, b"date,name_vi,kind,status\n2026-12-31,Ngh\xea,holiday,official\n".to_vec(), 400),
        ("XLSX", xlsx, workbook.clone(), 415),
        ("XLSX under another name", excel, workbook, 415),
        ("XLS", excel, b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), 415),
    ] {
        let path = "/directives/v1/imports/working-calendar?dry_run=true";
        let answer = city.request(&operator(), "POST", path).bytes(kind, file).send().await;
        assert_eq!(answer.status, status, "{name}: {}", answer.text);
        match status {
            200 => {
                let row = &answer.body["rows"][0];
                assert_eq!((&row["key"], &row["effect"]), (&json!("2026-12-31"), &json!("added")), "{name}");
            }
            415 => assert!(answer.text_at("/detail").contains("CSV UTF-8"), "{name}: {}", answer.text),
            _ => assert_eq!(answer.body["errors"].as_array().unwrap().len(), 1, "{name}: {}", answer.text),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_cell_clears_a_field_only_where_it_is_said_to() {
    let city = city().await;
    let head = "code,name_vi,name_en,kind,parent,valid_from,telephone\n";
    let line = |telephone: &str| format!("{head}MOI,Sở Mới,New Department,department,UBND,2025-10-01,{telephone}\n");
    import(&city, "organizations", "", &line("028 3829")).expect(200).await;
    let kept = import(&city, "organizations", "?empty=keep", &line("")).expect(200).await.body;
    assert_eq!((&kept["unchanged"], &kept["rows"]), (&json!(1), &json!([])));
    let cleared = import(&city, "organizations", "?empty=clear", &line("")).expect(200).await.body;
    let changed = json!([{ "name": "telephone", "before": "028 3829", "after": null }]);
    assert_eq!(cleared["rows"][0]["columns"], changed);
    import(&city, "organizations", "?empty=no", &line("")).expect(400).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_operator_imports_and_only_csv() {
    let city = city().await;
    let text = export(&city, "audiences", "").await.text;
    for (table, _) in TABLES {
        let path = format!("/directives/v1/imports/{table}");
        let officer = city.request(&Persona::new("BTC", Role::Officer), "POST", &path);
        officer.bytes("text/csv", text.as_bytes().to_vec()).expect(403).await;
        city.post(&operator(), &path, &json!({})).expect(415).await;
        import(&city, table, "?dry_run=maybe", &text).expect(400).await;
        city.request(&operator(), "POST", &path).bytes("text/csv", vec![0xff]).expect(400).await;
        city.request(&operator(), "POST", &path).bytes("text/csv", vec![b' '; 8 * 1024 * 1024 + 1]).expect(413).await;
    }
    import(&city, "clauses", "", &text).expect(404).await;
    let officer = Persona::new("BTC", Role::Officer);
    city.get(&officer, "/directives/v1/assignments").header("accept", "text/html").expect(406).await;
}
