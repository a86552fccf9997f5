//! What units' reports add up to, and who reported.

use crate::city::{City, indicator, receiver, unit};
use diesel::sql_query;
use diesel_async::RunQueryDsl;
use futures_util::future::{join, join_all};
use haicap_kit::db;
use haicap_testing::{Persona, TestService};
use haicap_types::Role;
use serde_json::{Value, json};

const PREFIX: &str = "/reporting/v1";

/// A weekly regime with figures of every kind, and a two-weekly one that is made of it.
async fn city() -> City {
    let define = |code: &str, changes: Value| {
        let mut whole = json!({ "code": code, "name_vi": code, "name_en": code, "value_type": "integer",
            "over_units": "sum", "over_time": "sum" });
        whole.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        whole
    };
    let rate = json!({ "value_type": "percent", "decimals": 1, "over_units": "none", "over_time": "latest",
        "ratio": { "numerator": "on_time", "denominator": "handled", "scale": 100 } });
    let weighted = json!({ "value_type": "decimal", "decimals": 2, "over_units": "weighted", "weight": "handled",
        "over_time": "mean" });
    let indicators = vec![
        define("stock", json!({ "over_time": "latest" })),
        define("handled", json!({})),
        define("on_time", json!({})),
        define("rate", rate),
        define("mean", json!({ "over_units": "mean", "over_time": "mean", "is_blank_zero": true })),
        define("score", weighted),
    ];
    made_of(indicators).await
}

/// A weekly regime with these figures, and a two-weekly one that is made of it.
async fn made_of(indicators: Vec<Value>) -> City {
    let cells: Vec<Value> = indicators.iter().map(|one| json!({ "code": one["code"] })).collect();
    let content = json!({ "sections": [
        { "code": "words", "kind": "narrative", "title_vi": "Nội dung", "title_en": "Words" },
        { "code": "figures", "kind": "figures", "title_vi": "Số liệu", "title_en": "Figures", "indicators": cells },
    ] });
    let city = City::asking(indicators, &content).await;
    let upward = json!({ "deadline": { "kind": "working_days", "after_cutoff": 3, "at": "17:00" },
        "locks_after_working_days": 5, "legs": [{ "organization": "BTC", "receiver": "BTV" }] });
    let mut made_of = crate::city::weekly();
    made_of["code"] = json!("two-weekly");
    made_of["frequency"] = json!({ "kind": "two_weekly", "anchor": "2025-09-22" });
    made_of["source_regime"] = json!("weekly");
    made_of["tiers"] = json!([upward]);
    city.service.post(&receiver(), &format!("{PREFIX}/regimes"), &made_of).expect(201).await;
    city
}

/// Has a unit report these figures for a period.
async fn report(city: &City, organization: &str, period: &str, values: Value) -> String {
    let content = json!({ "values": values, "narrative": { "words": format!("{organization} báo cáo.") } });
    city.report(organization, period, &content).await
}

async fn nil(city: &City, organization: &str, period: &str) {
    let owed = city.obligation(organization, period).await;
    let path = format!("{PREFIX}/obligations/{}/nil-report", owed["id"].as_str().unwrap());
    city.service.post(&Persona::new(organization, Role::Officer), &path, &json!({})).expect(201).await;
}

async fn consolidated(service: &TestService, regime: &str, period: &str) -> Value {
    let path = format!("{PREFIX}/consolidations?regime={regime}&period={period}");
    service.get(&receiver(), &path).expect(200).await.body
}

/// Codes, values and how many units each is made of.
fn figures(consolidation: &Value) -> Vec<(String, Value, u64)> {
    let figures = consolidation["figures"].as_array().unwrap().iter();
    figures
        .map(|one| {
            let code = one["indicator"].as_str().unwrap().to_owned();
            (code, one["value"].clone(), one["units_counted"].as_u64().unwrap())
        })
        .collect()
}

fn row(code: &str, value: Value, units: u64) -> (String, Value, u64) {
    (code.to_owned(), value, units)
}

#[tokio::test(flavor = "multi_thread")]
async fn totals_follow_each_indicators_rule_and_name_who_is_missing() {
    let city = city().await;
    let all = json!({ "stock": 5, "handled": 100, "on_time": 97, "mean": 4, "score": "8.5" });
    report(&city, "DU-25747", "2025-W39", all).await;
    // Who gives only a part of a pair is left out of it.
    report(&city, "DU-25750", "2025-W39", json!({ "stock": 7, "handled": 50, "score": "1" })).await;
    let returned = report(&city, "DU-25760", "2025-W39", json!({ "stock": 1000 })).await;
    city.service.post(&receiver(), &format!("{returned}/return"), &json!({ "remark": "Sai." })).expect(200).await;
    nil(&city, "DU-25771", "2025-W39").await;

    let found = consolidated(&city.service, "weekly", "2025-W39").await;
    assert_eq!(
        figures(&found),
        [
            row("stock", json!("12"), 3),
            row("handled", json!("150"), 3),
            row("on_time", json!("97"), 2),
            // Who reports that there is nothing says zero of both parts.
            row("rate", json!("97"), 2),
            row("mean", json!("1.33"), 3),
            row("score", json!("6"), 2),
        ]
    );
    let coverage = &found["coverage"];
    for (name, count) in [("expected", 168), ("received", 3), ("nil", 1), ("accepted", 0), ("late", 4)] {
        assert_eq!(coverage[name], count, "{name}");
    }
    assert_eq!(coverage["percent"], "1.8");
    assert_eq!(coverage["returned"][0]["code"], "DU-25760");
    let missing = coverage["missing"].as_array().unwrap();
    assert_eq!(missing.len(), 164);
    assert!(missing.iter().all(|one| one["name_vi"].as_str().unwrap().starts_with("Đảng ủy")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_total_leads_down_to_its_cells_and_up_along_the_route() {
    let city = city().await;
    let first = report(&city, "DU-25747", "2025-W39", json!({ "stock": 5 })).await;
    report(&city, "DU-25750", "2025-W39", json!({ "stock": 7 })).await;
    let of = "regime=weekly&period=2025-W39";
    let cells = format!("{PREFIX}/consolidations/cells?{of}&indicator=stock&sort=-value&limit=1");
    let largest = city.service.get(&receiver(), &cells).expect(200).await;
    assert_eq!(
        (&largest.items()[0]["organization"]["code"], &largest.items()[0]["value"]),
        (&json!("DU-25750"), &json!(7))
    );
    let cursor = largest.body["next_cursor"].as_str().unwrap();
    let next = city.service.get(&receiver(), &format!("{cells}&cursor={cursor}")).expect(200).await;
    assert_eq!(next.items()[0]["href"], first);
    assert_eq!(next.body["next_cursor"], Value::Null);

    let rows = city.service.get(&receiver(), &format!("{PREFIX}/consolidations/rows?{of}&limit=200")).expect(200).await;
    assert_eq!(rows.items().len(), 168);
    assert_eq!(rows.items()[0]["values"], json!({ "stock": 5 }));
    let words = format!("{PREFIX}/consolidations/narratives?{of}&section=words");
    let words = city.service.get(&receiver(), &words).expect(200).await;
    assert_eq!(words.items()[0]["text"], "DU-25747 báo cáo.");

    let leader = Persona::new("TT", Role::Leader);
    let above = city.service.get(&leader, &format!("{PREFIX}/consolidations?{of}")).expect(200).await;
    assert_eq!((&above.body["organization"]["code"], &above.body["figures"][0]["value"]), (&json!("TT"), &json!("12")));
}

#[tokio::test(flavor = "multi_thread")]
async fn one_consolidation_feeds_two_regimes_first_over_time_then_over_units() {
    let city = city().await;
    report(&city, "DU-25747", "2025-W39", json!({ "stock": 5, "handled": 100, "on_time": 90, "score": "1" })).await;
    report(&city, "DU-25747", "2025-W40", json!({ "stock": 6, "handled": 300, "on_time": 300, "score": "3" })).await;
    report(&city, "DU-25750", "2025-W39", json!({ "stock": 9, "handled": 10 })).await;
    let found = consolidated(&city.service, "two-weekly", "2025-FN20").await;
    assert_eq!(
        figures(&found),
        [
            row("stock", json!("15"), 2),
            row("handled", json!("410"), 2),
            row("on_time", json!("390"), 1),
            row("rate", json!("97.5"), 1),
            row("mean", json!("0"), 2),
            row("score", json!("2.5"), 1),
        ]
    );
    assert_eq!(found["coverage"]["received"], 2);
    assert_eq!(found["coverage"]["partial"][0]["code"], "DU-25750");
}

/// What a figure says of the period before: the value, the compared one, the previous one, the change, and *n of m*.
fn compared(consolidation: &Value, code: &str) -> Value {
    let figure = consolidation["figures"].as_array().unwrap().iter().find(|one| one["indicator"] == code).unwrap();
    let members = ["value", "compared_value", "previous", "change", "units_compared", "units_in_either"];
    members.map(|member| figure[member].clone()).into()
}

#[tokio::test(flavor = "multi_thread")]
async fn two_periods_are_compared_by_the_units_that_are_in_both() {
    let city = city().await;
    let all = |stock: i64, handled: i64, on_time: i64| json!({ "stock": stock, "handled": handled, "on_time": on_time, "mean": stock, "score": stock.to_string() });
    for (unit, week, values) in [
        ("DU-25747", "2025-W39", all(10, 100, 90)),
        ("DU-25750", "2025-W39", all(1000, 1000, 1000)),
        ("DU-25747", "2025-W40", all(12, 200, 190)),
        ("DU-25760", "2025-W40", all(7, 50, 0)),
        // Whoever gives only a part of a pair in one of the periods is compared in that part alone.
        ("DU-25771", "2025-W39", json!({ "handled": 40 })),
        ("DU-25771", "2025-W40", json!({ "handled": 60, "on_time": 60 })),
    ] {
        report(&city, unit, week, values).await;
    }
    let found = consolidated(&city.service, "weekly", "2025-W40").await;
    for (code, expected) in [
        ("stock", json!(["19", "12", "10", "2", 1, 3])),
        ("handled", json!(["310", "260", "140", "120", 2, 4])),
        ("on_time", json!(["250", "190", "90", "100", 1, 4])),
        ("rate", json!(["80.6", "95", "90", "5", 1, 4])),
        // A blank that means zero is a value of its report.
        ("mean", json!(["6.33", "6", "5", "1", 2, 4])),
        ("score", json!(["11", "12", "10", "2", 1, 3])),
    ] {
        assert_eq!(compared(&found, code), expected, "{code}");
    }
    let first = consolidated(&city.service, "weekly", "2025-W39").await;
    assert_eq!(compared(&first, "stock"), json!(["1010", null, null, null, null, null]), "nothing came before");
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nobody_is_in_both_periods_nothing_is_said_to_change() {
    let city = city().await;
    report(&city, "DU-25747", "2025-W39", json!({ "stock": 5, "handled": 0, "on_time": 0 })).await;
    report(&city, "DU-25750", "2025-W40", json!({ "stock": 7, "handled": 0, "on_time": 0 })).await;
    let found = consolidated(&city.service, "weekly", "2025-W40").await;
    assert_eq!(compared(&found, "stock"), json!(["7", null, null, null, 0, 2]));
    // A share of nothing stays in its row.
    assert_eq!(compared(&found, "rate"), json!([null, null, null, null, 0, 2]));
}

#[tokio::test(flavor = "multi_thread")]
async fn dates_and_choices_are_counted_and_say_how_they_are_spread() {
    let counted = |code: &str, value_type: &str, over_units: &str| {
        json!({ "code": code, "name_vi": code, "name_en": code, "value_type": value_type, "over_units": over_units,
            "over_time": "latest" })
    };
    let mut state = counted("state", "choice", "none");
    state["choices"] =
        json!(["preparing", "approved"].map(|code| json!({ "code": code, "name_vi": code, "name_en": code })));
    let city = made_of(vec![counted("decided_on", "date", "count"), state, counted("note", "text", "none")]).await;
    for (unit, week, values) in [
        ("DU-25747", "2025-W39", json!({ "state": "preparing" })),
        ("DU-25750", "2025-W39", json!({ "decided_on": "2025-09-20", "state": "approved" })),
        ("DU-25747", "2025-W40", json!({ "decided_on": "2025-09-30", "state": "approved", "note": "Xong." })),
        ("DU-25750", "2025-W40", json!({ "decided_on": "2025-09-20" })),
        ("DU-25760", "2025-W40", json!({ "decided_on": "2025-09-25", "state": "preparing" })),
    ] {
        report(&city, unit, week, values).await;
    }
    nil(&city, "DU-25771", "2025-W40").await;
    let found = consolidated(&city.service, "weekly", "2025-W40").await;
    let [decided, state, note] = ["decided_on", "state", "note"]
        .map(|code| found["figures"].as_array().unwrap().iter().find(|one| one["indicator"] == code).unwrap().clone());
    assert_eq!([&decided["measure"], &state["measure"], &note["measure"]], ["units", "units", "nothing"]);
    // Of four that reported three have a date; of the two that reported before, one had it and both have it now.
    assert_eq!(compared(&found, "decided_on"), json!(["3", "2", "1", "1", 2, 4]));
    assert_eq!((&decided["units_counted"], &decided["units_expected"]), (&json!(4), &json!(168)));
    assert_eq!([&decided["earliest"], &decided["latest"]], ["2025-09-20", "2025-09-30"]);
    let chosen = |figure: &Value| -> Vec<(String, u64)> {
        let counts = figure["distribution"].as_array().unwrap().iter();
        counts.map(|one| (one["code"].as_str().unwrap().to_owned(), one["units"].as_u64().unwrap())).collect()
    };
    assert_eq!(chosen(&state), [("preparing".to_owned(), 1), ("approved".to_owned(), 1)]);
    assert_eq!((&state["value"], &note["value"]), (&json!("2"), &Value::Null));
    // Over two weeks the last one counts that says something.
    let both = consolidated(&city.service, "two-weekly", "2025-FN20").await;
    assert_eq!(chosen(&both["figures"][1]), [("preparing".to_owned(), 1), ("approved".to_owned(), 2)]);
    assert_eq!([&both["figures"][0]["value"], &both["figures"][1]["value"]], ["3", "3"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn means_over_time_are_exact() {
    let mut third = indicator("third");
    third["over_time"] = json!("mean");
    third["over_units"] = json!("sum");
    let mut share = indicator("share");
    (share["value_type"], share["decimals"], share["over_units"]) = (json!("percent"), json!(1), json!("none"));
    (share["minimum"], share["over_time"]) = (Value::Null, json!("latest"));
    share["ratio"] = json!({ "numerator": "third", "denominator": "third", "scale": 100 });
    let city = made_of(vec![third, share]).await;
    for unit in ["DU-25747", "DU-25750"] {
        report(&city, unit, "2025-W39", json!({ "third": 1 })).await;
        report(&city, unit, "2025-W40", json!({ "third": 2 })).await;
    }
    let found = consolidated(&city.service, "two-weekly", "2025-FN20").await;
    assert_eq!(figures(&found), [row("third", json!("3"), 2), row("share", json!("100"), 2)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_blank_or_a_nil_report_is_the_zero_of_its_week_and_not_of_no_week() {
    let whole = |over_time: &str, is_blank_zero: bool| {
        let mut one = indicator(&format!("{over_time}_{is_blank_zero}"));
        (one["over_time"], one["is_blank_zero"]) = (json!(over_time), json!(is_blank_zero));
        one
    };
    let mut indicators = vec![whole("latest", true), whole("mean", true), whole("latest", false), indicator("handled")];
    let mut rate = indicator("rate");
    (rate["value_type"], rate["decimals"], rate["over_units"]) = (json!("percent"), json!(1), json!("none"));
    rate["minimum"] = Value::Null;
    rate["ratio"] = json!({ "numerator": "latest_true", "denominator": "handled", "scale": 100 });
    indicators.push(rate);
    let city = made_of(indicators).await;
    let week = json!({ "latest_true": 5, "mean_true": 5, "latest_false": 5, "handled": 10 });
    // The first leaves everything blank in its second week that may be, the second reports nothing, the third's is missing.
    for unit in ["DU-25747", "DU-25750", "DU-25760"] {
        report(&city, unit, "2025-W39", week.clone()).await;
    }
    report(&city, "DU-25747", "2025-W40", json!({ "handled": 10 })).await;
    nil(&city, "DU-25750", "2025-W40").await;

    let found = consolidated(&city.service, "two-weekly", "2025-FN20").await;
    assert_eq!(
        figures(&found),
        [
            row("latest_true", json!("5"), 3),
            row("mean_true", json!("10"), 3),
            // A blank that is not zero leaves the week before; a nil report is zero for what is summed.
            row("latest_false", json!("10"), 3),
            row("handled", json!("20"), 3),
            row("rate", json!("25"), 3),
        ]
    );
    // Within one week the share counts who handled something and left the numerator blank.
    let week = consolidated(&city.service, "weekly", "2025-W40").await;
    assert_eq!(figures(&week)[4], row("rate", json!("0"), 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn h12_the_largest_cells_break_no_sum() {
    let define = |code: &str, changes: Value| {
        let mut whole = json!({ "code": code, "name_vi": code, "name_en": code, "value_type": "decimal", "decimals": 6,
            "over_units": "sum", "over_time": "mean" });
        whole.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        whole
    };
    let ratio = |first: &str, second: &str| json!({ "over_units": "none", "over_time": "latest", "ratio": { "numerator": first, "denominator": second, "scale": 1000 } });
    let city = made_of(vec![
        define("large", json!({})),
        define("small", json!({})),
        define("weighted", json!({ "over_units": "weighted", "weight": "large" })),
        define("opposite", json!({})),
        define("cancelled", json!({ "over_units": "weighted", "weight": "opposite" })),
        define("ratio", ratio("large", "small")),
        define("nothing", ratio("large", "opposite")),
    ])
    .await;
    let max = "9007199254740991";
    let values = |opposite: &str, cancelled: &str| json!({ "large": max, "small": "0.000001", "weighted": max, "opposite": opposite, "cancelled": cancelled });
    for week in ["2025-W39", "2025-W40"] {
        report(&city, "DU-25747", week, values(max, max)).await;
        report(&city, "DU-25750", week, values("-9007199254740990.999999", &format!("-{max}"))).await;
    }
    for (regime, period) in [("weekly", "2025-W39"), ("two-weekly", "2025-FN20")] {
        let found = consolidated(&city.service, regime, period).await;
        let value = |place: usize| figures(&found)[place].1.clone();
        assert_eq!(value(0), "18014398509481982", "{regime}");
        assert_eq!(value(2), max, "{regime}");
        assert_eq!(value(4), Value::Null, "weights that cancel out: {regime}");
        assert_eq!(value(5), "9007199254740991000000000", "{regime}");
        for list in ["rows", "cells"] {
            let indicator = if list == "cells" { "&indicator=large" } else { "" };
            let path = format!("{PREFIX}/consolidations/{list}?regime={regime}&period={period}{indicator}");
            city.service.get(&receiver(), &path).expect(200).await;
        }
    }
    let body = json!({ "regime": "weekly", "period": "2025-W39" });
    city.service.post(&receiver(), &format!("{PREFIX}/consolidated-reports"), &body).expect(201).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn statistics_are_for_who_sees_everybody_in_them() {
    let city = city().await;
    let of = "regime=weekly&period=2025-W39&organization=BTC";
    city.service.get(&unit(), &format!("{PREFIX}/consolidations?{of}")).expect(403).await;
    city.service.get(&unit(), &format!("{PREFIX}/consolidations?regime=weekly&period=2025-W39")).expect(404).await;
    city.service.get(&receiver(), &format!("{PREFIX}/consolidations?regime=weekly&period=2025-W1")).expect(404).await;
    let counts = |query: &str| format!("{PREFIX}/completeness?regime=weekly&{query}");
    city.service.get(&unit(), &counts("tier=1")).expect(403).await;
    let own = city.service.get(&unit(), &counts("organization=DU-25747")).expect(200).await;
    assert_eq!(own.body["periods"][0]["expected"], 1);
    for query in ["tier=0", "from=1800-01-01", "receiver=btc", "colour=red"] {
        city.service.get(&receiver(), &counts(query)).expect(400).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_reported_is_counted_by_the_first_report() {
    let city = city().await;
    report(&city, "DU-25747", "2025-W39", json!({ "stock": 5 })).await;
    report(&city, "DU-25747", "2025-W40", json!({ "stock": 5 })).await;
    nil(&city, "DU-25750", "2025-W40").await;
    for (query, status) in [("regime=weekly&from=2020-01-01", 400), ("regime=none", 404)] {
        city.service.get(&receiver(), &format!("{PREFIX}/completeness?{query}")).expect(status).await;
    }
    let path = format!("{PREFIX}/completeness?regime=weekly&receiver=BTC");
    let counted = city.service.get(&receiver(), &path).expect(200).await;
    let rows: Vec<Value> = counted.body["periods"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            json!([
                one["key"],
                one["expected"],
                one["due"],
                one["submitted"],
                one["on_time"],
                one["late"],
                one["missing"].as_array().unwrap().len(),
                one["completeness_percent"]
            ])
        })
        .collect();
    assert_eq!(
        rows,
        [json!(["2025-W39", 168, 168, 1, 0, 1, 167, "0.6"]), json!(["2025-W40", 168, 0, 2, 2, 0, 0, "1.2"])]
    );
    assert_eq!(counted.body["periods"][0]["mean_lateness_hours"], "39.0");
}

#[tokio::test(flavor = "multi_thread")]
async fn consolidations_that_wait_keep_no_short_question_waiting() {
    let city = city().await;
    let mut connection = city.service.host.database.own().await.unwrap();
    db::begin(&mut connection).await.unwrap();
    sql_query("lock table submission_value").execute(&mut connection).await.unwrap();
    let long = join_all((0..16).map(|_| consolidated(&city.service, "weekly", "2025-W39")));
    let short = async {
        for _ in 0..16 {
            city.service.get(&unit(), &format!("{PREFIX}/obligations")).expect(200).await;
        }
        db::commit(&mut connection).await.unwrap();
    };
    let (all, ()) = join(long, short).await;
    assert_eq!(all.len(), 16);
}
