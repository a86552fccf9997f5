//! What is defined: indicators, forms and regimes.

use crate::city::{City, form, indicator, receiver, start, stranger, unit, weekly};
use haicap_testing::Persona;
use haicap_types::Role;
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn what_a_figure_means_never_changes_but_its_names_do() {
    let service = start().await;
    let made = service.post(&receiver(), "/reporting/v1/indicators", &indicator("total")).expect(201).await;
    assert_eq!(made.body["owner"]["code"], "BTC");
    service.post(&receiver(), "/reporting/v1/indicators", &indicator("total")).expect(409).await;
    let path = "/reporting/v1/indicators/total";
    let patch =
        |change: &Value| service.request(&receiver(), "PATCH", path).json(change).header("if-match", made.etag());
    patch(&json!({ "over_units": "mean" })).expect(409).await;
    patch(&json!({ "name_vi": "" })).expect(422).await;
    let changed = patch(&json!({ "name_vi": "Tổng số trụ sở", "maximum": "500" })).expect(200).await;
    assert_eq!(
        (&changed.body["definition"]["name_vi"], &changed.body["definition"]["maximum"]),
        (&json!("Tổng số trụ sở"), &json!("500"))
    );
    patch(&json!({ "name_vi": "Khác" })).expect(412).await;
    assert_eq!(service.get(&unit(), path).expect(200).await.body["definition"]["name_vi"], "Tổng số trụ sở");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_bodies_that_follow_others_define_what_others_report() {
    let service = start().await;
    let ward = Persona::new("DU-25747", Role::Coordinator);
    for (persona, status) in [(&ward, 403), (&Persona::new("BTC", Role::Officer), 403), (&receiver(), 201)] {
        service.post(persona, "/reporting/v1/indicators", &indicator("total")).expect(status).await;
    }
    let edit = service.request(&Persona::new("VPTU", Role::Coordinator), "PATCH", "/reporting/v1/indicators/total");
    edit.json(&json!({ "name_vi": "Khác" })).header("if-match", "*").expect(403).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_published_form_keeps_what_its_indicators_meant() {
    let city = City::weekly().await;
    let service = &city.service;
    let path = "/reporting/v1/indicators/total";
    let rename = service.request(&receiver(), "PATCH", path).json(&json!({ "name_vi": "Tên mới" }));
    rename.header("if-match", "*").expect(200).await;
    let version = service.get(&unit(), "/reporting/v1/forms/commune/versions/1").expect(200).await;
    assert_eq!(version.body["indicators"]["total"]["name_vi"], "Số trụ sở");
    assert_eq!(version.body["content"]["rules"][0]["cells"], json!(["surplus", "total"]));
    let head = service.get(&unit(), "/reporting/v1/forms/commune").expect(200).await;
    let publish = |query: &str| {
        let path = format!("/reporting/v1/forms/commune/versions{query}");
        service.post(&receiver(), &path, &form()).header("if-match", head.etag())
    };
    assert_eq!(publish("?dry_run=true").expect(200).await.body["number"], 2);
    assert_eq!(publish("").expect(201).await.body["number"], 2);
    publish("").expect(412).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_is_published_whole_or_not_at_all() {
    let city = City::weekly().await;
    let mut broken = form();
    broken["rules"][0]["expression"] = json!("surplus <= unknown");
    broken["sections"][1]["indicators"][1]["code"] = json!("nothing");
    let refused = city.service.post(&receiver(), "/reporting/v1/forms/commune/versions", &broken);
    let refused = refused.header("if-match", "*").expect(422).await;
    let pointers: Vec<_> = refused.body["errors"].as_array().unwrap().iter().map(|one| &one["pointer"]).collect();
    assert_eq!(pointers, ["/sections/1/indicators/1/code", "/rules/0/expression"]);
    let head = city.service.get(&unit(), "/reporting/v1/forms/commune").expect(200).await;
    assert_eq!(head.body["latest_version"], 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_short_time_is_refused_to_the_state_and_acknowledged_by_the_party() {
    let city = City::weekly().await;
    let mut short = weekly();
    (short["code"], short["starts_on"]) = (json!("short"), json!("2025-10-06"));
    short["cutoff"] = json!({ "days_before_end": 3, "at": "12:00" });
    short["tiers"][0]["deadline"]["after_cutoff"] = json!(0);
    let define =
        |body: &Value, query: &str| city.service.post(&receiver(), &format!("/reporting/v1/regimes{query}"), body);
    let refused = define(&short, "").expect(422).await;
    assert_eq!((&refused.body["code"], &refused.body["warnings"]), (&json!("unread_warnings"), &json!(["short_time"])));
    define(&short, "?acknowledged_warnings=short_time&dry_run=true").expect(200).await;
    define(&short, "?acknowledged_warnings=short_time").expect(201).await;
    (short["scheme"], short["code"]) = (json!("state"), json!("state-short"));
    define(&short, "?acknowledged_warnings=short_time").expect(422).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_regime_that_begins_in_the_past_warns_and_leaves_its_units_a_working_day() {
    let city = City::weekly().await;
    let mut past = weekly();
    (past["code"], past["starts_on"]) = (json!("past"), json!("2025-08-25"));
    let define = |query: &str| city.service.post(&receiver(), &format!("/reporting/v1/regimes{query}"), &past);
    let refused = define("?dry_run=true").expect(422).await;
    assert_eq!(refused.body["warnings"], json!(["deadlines_passed"]));
    let detail = refused.body["errors"][0]["detail"].as_str().unwrap();
    assert!(detail.starts_with("5 kỳ (từ 2025-W35 đến 2025-W39) đã quá hạn"), "{detail}");
    define("?acknowledged_warnings=deadlines_passed").expect(201).await;
    let owed = "/reporting/v1/obligations?regime=past&organization=DU-25747";
    let owed = city.service.get(&unit(), owed).expect(200).await;
    let told = |one: &Value| (one["period"]["key"].clone(), one["state"].clone(), one["due_at"].clone());
    let told: Vec<_> = owed.items().iter().map(told).collect();
    for key in ["2025-W35", "2025-W36", "2025-W37", "2025-W38", "2025-W39"] {
        let expected = (json!(key), json!("open"), json!("2025-10-03T00:00:00+07:00"));
        assert!(told.contains(&expected), "{key}: {told:?}");
    }
    // A change of something else does not warn again.
    let edit = city.service.request(&receiver(), "PATCH", "/reporting/v1/regimes/past");
    edit.json(&json!({ "title": "Báo cáo hằng tuần" })).header("if-match", "*").expect(200).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_gathers_the_figures_of_its_equals_reports_its_own_and_another_person_accepts_them() {
    let city = City::weekly().await;
    let mut regime = weekly();
    (regime["code"], regime["starts_on"]) = (json!("departments"), json!("2025-09-29"));
    regime["tiers"][0]["legs"] = json!([{ "audience": "departments", "receiver": "SNV", "form": "commune" }]);
    regime["tiers"][1]["legs"] = json!([{ "organization": "SNV", "receiver": "UBND" }]);
    city.service.post(&Persona::new("UBND", Role::Coordinator), "/reporting/v1/regimes", &regime).expect(201).await;

    let (writer, other) = (Persona::new("SNV", Role::Coordinator), Persona::new("SNV", Role::Leader));
    let owed = "/reporting/v1/obligations?regime=departments&organization=SNV&tier=1&period=2025-W40";
    let owed = city.service.get(&writer, owed).expect(200).await.items()[0].clone();
    assert_eq!(owed["receiver"]["code"], "SNV");
    let begin = format!("/reporting/v1/obligations/{}/submissions", owed["id"].as_str().unwrap());
    let begun = city.service.post(&writer, &begin, &json!({})).expect(201).await;
    let address = begun.header("location").unwrap().to_owned();
    let content = json!({ "values": { "total": 12, "surplus": 3 }, "narrative": { "results": "Đã hoàn thành." } });
    let edit = city.service.request(&writer, "PATCH", &address).json(&content).header("if-match", begun.etag());
    edit.expect(200).await;
    let sent = city.service.post(&writer, &format!("{address}/submit"), &json!({})).expect(200).await;
    let accept = |who: &Persona| {
        let accept = city.service.post(who, &format!("{address}/accept"), &json!({ "hash": sent.body["hash"] }));
        accept.header("if-match", sent.etag())
    };
    accept(&writer).expect(403).await;
    accept(&other).expect(200).await;
    let totals = "/reporting/v1/consolidations?regime=departments&period=2025-W40";
    let coverage = city.service.get(&writer, totals).expect(200).await.body["coverage"].clone();
    assert_eq!((&coverage["expected"], &coverage["received"]), (&json!(16), &json!(1)));
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_imposes_reports_on_those_whom_they_do_not_see() {
    let city = City::weekly().await;
    let mut regime = weekly();
    regime["code"] = json!("other");
    regime["tiers"] = json!([regime["tiers"][0].clone()]);
    let executive = Persona::new("UBND", Role::Coordinator);
    let refused = city.service.post(&executive, "/reporting/v1/regimes", &regime).expect(403).await;
    assert_eq!(refused.body["code"], "not_overseen");
    city.service.post(&stranger(), "/reporting/v1/regimes", &regime).expect(403).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_timetable_can_be_looked_at_before_it_comes() {
    let city = City::weekly().await;
    let path = "/reporting/v1/regimes/weekly/timetable?from=2026-02-09&to=2026-02-22";
    let seen = city.service.get(&unit(), path).expect(200).await;
    let periods = seen.body["periods"].as_array().unwrap();
    let due: Vec<_> = periods.iter().map(|one| (&one["key"], &one["tiers"][0]["due_at"])).collect();
    // The week before Tết is due after it, and so is the week of Tết.
    let after = json!("2026-02-23T17:00:00+07:00");
    assert_eq!(due, [(&json!("2026-W07"), &after), (&json!("2026-W08"), &after)]);
}
