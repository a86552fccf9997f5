use super::*;
use actix_web::body::to_bytes;
use actix_web::test::TestRequest;
use calamine::{Data, Reader, Xlsx};
use haicap_types::{Date, Instant, Named};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Cursor;
use utoipa::ToSchema;

#[derive(Serialize, ToSchema)]
struct ThingView {
    title: String,
    owner: Option<Named>,
    count: i64,
    due_on: Option<Date>,
    made_at: Instant,
    others: Vec<Named>,
    #[schema(value_type = Object)]
    values: BTreeMap<String, Value>,
    actions: Vec<String>,
}

fn thing(number: usize) -> ThingView {
    let named = |code: &str| Named {
        code: code.parse().unwrap(),
        name_vi: "Ban Tổ chức Thành ủy".to_owned(),
        name_en: "Organization Commission".to_owned(),
    };
    ThingView {
        title: format!("=1+{number}"),
        owner: (number > 0).then(|| named("BTC")),
        count: -3,
        due_on: Some("2025-10-15".parse().unwrap()),
        made_at: Instant("2025-10-01T01:00:00Z".parse().unwrap()),
        others: vec![named("TT"), named("VPTU")],
        values: [("b".to_owned(), 4.into()), ("x".to_owned(), 5.into())].into(),
        actions: vec!["end".to_owned()],
    }
}

#[derive(Serialize, ToSchema)]
struct NumberView {
    number: usize,
}

#[derive(Serialize, ToSchema)]
struct DecimalView {
    #[schema(format = "decimal")]
    share: Option<String>,
    values: BTreeMap<String, Value>,
    note: String,
}

/// The list of so many things, in a form.
async fn asked(things: usize, form: &str) -> Result<Vec<u8>, Problem> {
    listed(things, form, thing).await
}

async fn listed<V: Serialize + ToSchema + 'static>(
    things: usize,
    form: &str,
    view: fn(usize) -> V,
) -> Result<Vec<u8>, Problem> {
    let request = TestRequest::with_uri("/things/v1/things?limit=1").insert_header(("accept", form)).to_http_request();
    let list: crate::http::List<crate::http::NoFilter> = crate::http::list::read(&request)?;
    let answer = list.pages.spread("values", ["a", "b"].map(|key| (key.to_owned(), CellKind::Decimal))).answer(
        async move |page| {
            let after = page.after::<usize>()?.map_or(0, |last| last + 1);
            let found: Vec<usize> = (after..things).take(page.rows()).collect();
            let (found, next) = page.cut(found, |number| *number);
            Ok(page.list(found.into_iter().map(view).collect(), next))
        },
    );
    let actix_web::Either::Right(file) = answer.await? else { panic!("a page is no file") };
    Ok(to_bytes(file.into_body()).await.unwrap().to_vec())
}

#[actix_web::test]
async fn a_table_has_the_columns_of_the_view_and_a_row_for_each_item() {
    let text = String::from_utf8(asked(2, "text/csv").await.unwrap()).unwrap();
    let names = "title,owner.code,owner.name_vi,owner.name_en,count,due_on,made_at,others,values.a,values.b";
    let rest = "-3,2025-10-15,2025-10-01T08:00:00+07:00,TT; VPTU,,4";
    let named = "BTC,Ban Tổ chức Thành ủy,Organization Commission";
    assert_eq!(text, format!("\u{feff}{names}\n'=1+0,,,,{rest}\n'=1+1,{named},{rest}\n"));
    let empty = String::from_utf8(asked(0, "text/csv").await.unwrap()).unwrap();
    assert_eq!(empty, format!("\u{feff}{names}\n"));
}

#[actix_web::test]
async fn every_form_has_every_item_of_several_pages() {
    let lines = String::from_utf8(asked(2345, NDJSON).await.unwrap()).unwrap();
    for (number, line) in lines.lines().enumerate() {
        let item: Value = serde_json::from_str(line).unwrap();
        assert_eq!(item, serde_json::to_value(thing(number)).unwrap());
    }
    assert_eq!(lines.lines().count(), 2345);
    assert_eq!(String::from_utf8(asked(2345, "text/csv").await.unwrap()).unwrap().lines().count(), 2346);
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(asked(2345, crate::http::XLSX).await.unwrap())).unwrap();
    let sheet = workbook.worksheet_range("things").unwrap();
    assert_eq!(sheet.height(), 2346);
    let cell = |column| sheet.get_value((2345, column)).unwrap();
    assert_eq!((cell(0), cell(4)), (&Data::String("=1+2344".to_owned()), &Data::Float(-3.0)));
    let Data::DateTime(date) = cell(5) else { panic!("{:?} is no date", cell(5)) };
    assert_eq!(date.to_ymd_hms_milli(), (2025, 10, 15, 0, 0, 0, 0));
    let Data::DateTime(moment) = cell(6) else { panic!("{:?} is no moment", cell(6)) };
    assert_eq!(moment.to_ymd_hms_milli(), (2025, 10, 1, 8, 0, 0, 0));
}

#[actix_web::test]
async fn decimals_are_numbers_in_a_workbook_and_bare_in_csv() {
    const DECIMALS: [&str; 5] = ["97.6", "-0.5", "0.000001", "123456789012.345", "-1234567890123456.5"];
    fn view(number: usize) -> DecimalView {
        let text = DECIMALS[number].to_owned();
        let values = [("a".to_owned(), text.clone().into()), ("b".to_owned(), Value::Null)].into();
        DecimalView { share: Some(text.clone()), values, note: text }
    }
    let text = String::from_utf8(listed(5, "text/csv", view).await.unwrap()).unwrap();
    let rows: Vec<String> = DECIMALS.iter().map(|number| format!("{number},{number},,{number}\n")).collect();
    assert_eq!(text, format!("\u{feff}share,values.a,values.b,note\n{}", rows.concat()));
    let bytes = listed(5, crate::http::XLSX, view).await.unwrap();
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let sheet = workbook.worksheet_range("things").unwrap();
    for (row, number) in (1..).zip(DECIMALS) {
        // What a spreadsheet cannot show stays as it is, and so does text that only looks like a number.
        let shown = if number.len() > 16 { Data::String(number.into()) } else { Data::Float(number.parse().unwrap()) };
        let cells = [0, 1, 3].map(|column| sheet.get_value((row, column)).unwrap().clone());
        assert_eq!(cells, [shown.clone(), shown, Data::String(number.into())]);
    }
}

#[actix_web::test]
async fn a_workbook_has_its_limit() {
    let many = listed(101_000, crate::http::XLSX, |number| NumberView { number }).await;
    assert_eq!(many.unwrap_err().code, "too_many_rows");
}

#[tokio::test(start_paused = true)]
async fn who_finds_too_many_workbooks_being_written_is_told_so_before_long() {
    let mut turns = Vec::new();
    let begun = tokio::time::Instant::now();
    let refused = loop {
        match super::workbook::turn().await {
            Ok(turn) => turns.push(turn),
            Err(problem) => break problem,
        }
    };
    assert_eq!((turns.len(), refused.kind.status), (4, 503));
    assert_eq!(begun.elapsed().as_secs(), 5);
    turns.pop();
    assert!(super::workbook::turn().await.is_ok());
}
