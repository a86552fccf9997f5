//! Periods and what is expected for them.

use crate::city::{City, directory, keep, receiver, unit, weekly};
use diesel_async::RunQueryDsl;
use haicap_kit::db::Db;
use haicap_testing::TestService;
use reporting::background::Keeper;
use serde_json::{Value, json};

pub(crate) async fn count(service: &TestService, query: &str) -> usize {
    let mut path = format!("/reporting/v1/obligations?limit=200&{query}");
    let mut count = 0;
    loop {
        let page = service.get(&receiver(), &path).expect(200).await;
        count += page.items().len();
        let Some(cursor) = page.body["next_cursor"].as_str() else { return count };
        path = format!("/reporting/v1/obligations?limit=200&{query}&cursor={cursor}");
    }
}

pub(crate) fn at(text: &str) -> chrono::DateTime<chrono::Utc> {
    format!("{text}+07:00").parse().unwrap()
}

/// Changes the directory as if that had been followed.
pub(crate) async fn say(service: &TestService, statement: &str) {
    let connection = service.host.database.own().await.unwrap();
    let mut db: Db<'_> = &connection;
    diesel::sql_query(statement).execute(&mut db).await.unwrap();
    haicap_reference::store::bump_version(&connection).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn periods_are_opened_once_whatever_runs_at_once() {
    let city = City::weekly().await;
    city.service.host.clock.set(at("2025-10-20T00:00:00"));
    let directory = directory(&city.service).await;
    let host = &city.service.host;
    let keepers: Vec<Keeper> = (0..8).map(|_| Keeper::new("reporting")).collect();
    let all = keepers.iter().map(|keeper| keeper.round(host, &directory));
    futures_util::future::try_join_all(all).await.unwrap();
    keep(&city.service).await;
    let periods = city.service.get(&unit(), "/reporting/v1/periods?regime=weekly").expect(200).await;
    let keys: Vec<_> = periods.items().iter().map(|one| one["key"].as_str().unwrap()).collect();
    assert_eq!(keys, ["2025-W44", "2025-W43", "2025-W42", "2025-W41", "2025-W40", "2025-W39"]);
    for key in keys {
        assert_eq!(count(&city.service, &format!("period={key}&tier=1")).await, 168, "{key}");
        assert_eq!(count(&city.service, &format!("period={key}&tier=2")).await, 1, "{key}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_obligation_knows_its_four_moments() {
    let city = City::weekly().await;
    let owed = city.obligation("DU-25747", "2025-W39").await;
    for (name, moment) in [
        ("opens_at", "2025-09-22T00:00:00+07:00"),
        ("cutoff_at", "2025-09-29T00:00:00+07:00"),
        ("due_at", "2025-09-29T17:00:00+07:00"),
        ("locks_at", "2025-10-07T00:00:00+07:00"),
    ] {
        assert_eq!(owed[name], moment, "{name}");
    }
    assert_eq!((&owed["state"], &owed["is_overdue"]), (&json!("open"), &json!(true)));
    let upcoming = city.obligation("DU-25747", "2025-W41").await;
    assert_eq!(upcoming["state"], "upcoming");
    for (state, expected) in [("open", 168 * 2), ("upcoming", 168), ("missed", 0)] {
        assert_eq!(count(&city.service, &format!("tier=1&state={state}")).await, expected, "{state}");
    }
    assert_eq!(count(&city.service, "tier=1&is_overdue=true").await, 168);
    city.service.host.clock.set(at("2025-10-07T00:00:00"));
    assert_eq!(count(&city.service, "tier=1&state=missed").await, 168);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_ends_before_a_period_begins_owes_nothing_and_who_ends_later_is_still_expected() {
    let city = City::weekly().await;
    let service = &city.service;
    let ended = "update organization set valid_to = '2025-10-03', successors = '{DU-25750}' where code = 'DU-25747'";
    say(service, ended).await;
    keep(service).await;
    // The week of 6 October was foreseen with 168 and begins with 167.
    service.host.clock.set(at("2025-10-06T08:00:00"));
    keep(service).await;
    for (period, expected) in [("2025-W39", 168), ("2025-W40", 168), ("2025-W41", 167), ("2025-W42", 167)] {
        assert_eq!(count(service, &format!("period={period}&tier=1")).await, expected, "{period}");
    }
    let owed = city.obligation("DU-25747", "2025-W40").await;
    assert_eq!((&owed["organization"]["code"], &owed["owed_by"]["code"]), (&json!("DU-25747"), &json!("DU-25750")));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_calendar_moves_open_deadlines_leaves_passed_ones_and_says_so() {
    let city = City::weekly().await;
    let service = &city.service;
    keep(service).await;
    // The 6th becomes a holiday: the week of 29 September, due on that day, is due on the 7th.
    let holiday = "insert into calendar_day (date, name_vi, kind, status, version) \
                   values ('2025-10-06', 'Nghỉ', 'holiday', 'official', 1)";
    say(service, holiday).await;
    keep(service).await;
    let due = |owed: Value| owed["due_at"].as_str().unwrap().to_owned();
    assert_eq!(due(city.obligation("DU-25747", "2025-W40").await), "2025-10-07T17:00:00+07:00");
    assert_eq!(due(city.obligation("DU-25747", "2025-W39").await), "2025-09-29T17:00:00+07:00");
    let feed = "/reporting/v1/events?kinds=reporting.period.rescheduled&wait=5";
    let told = service.get(&receiver(), feed).expect(200).await;
    let told: Vec<_> = told
        .items()
        .iter()
        .map(|event| {
            let data = &event["data"];
            (data["key"].as_str().unwrap().to_owned(), data["tier"].as_i64().unwrap(), data["after"]["due_at"].clone())
        })
        .collect();
    assert!(told.contains(&("2025-W40".into(), 1, json!("2025-10-07T17:00:00+07:00"))), "{told:?}");
    assert!(told.iter().all(|(key, ..)| key != "2025-W39"), "{told:?}");

    // The holiday is taken back on Friday evening: everybody has the whole of the next working day all the same.
    service.host.clock.set(at("2025-10-03T18:00:00"));
    say(service, "delete from calendar_day where date = '2025-10-06'").await;
    keep(service).await;
    assert_eq!(due(city.obligation("DU-25747", "2025-W40").await), "2025-10-07T00:00:00+07:00");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_regime_holds_for_what_has_not_begun() {
    let city = City::weekly().await;
    let service = &city.service;
    let later = json!({ "tiers": [{ "deadline": { "kind": "working_days", "after_cutoff": 3, "at": "09:00" },
        "locks_after_working_days": 1,
        "legs": [{ "audience": "commune-party-committees", "receiver": "BTC", "form": "commune" }] }] });
    let edit = service.request(&receiver(), "PATCH", "/reporting/v1/regimes/weekly").json(&later);
    edit.header("if-match", "*").expect(200).await;
    let before = city.obligation("DU-25747", "2025-W40").await;
    let after = city.obligation("DU-25747", "2025-W41").await;
    assert_eq!(
        (&before["due_at"], &after["due_at"]),
        (&json!("2025-10-06T17:00:00+07:00"), &json!("2025-10-15T09:00:00+07:00"))
    );
    assert_eq!(count(service, "period=2025-W41&tier=2").await, 0);
    assert_eq!(count(service, "period=2025-W40&tier=2").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_regime_that_begins_and_ends_inside_of_months_asks_of_its_own_days() {
    let city = City::weekly().await;
    let service = &city.service;
    let mut monthly = weekly();
    monthly["code"] = json!("monthly");
    monthly["frequency"] = json!({ "kind": "monthly", "span": "calendar" });
    (monthly["starts_on"], monthly["ends_on"]) = (json!("2025-10-01"), json!("2025-11-10"));
    service.post(&receiver(), "/reporting/v1/regimes", &monthly).expect(201).await;
    // It ends earlier, and before that month begins again.
    for ends_on in ["2025-11-05", "2025-11-20"] {
        let edit = service.request(&receiver(), "PATCH", "/reporting/v1/regimes/monthly");
        edit.json(&json!({ "ends_on": ends_on })).header("if-match", "*").expect(200).await;
    }
    for now in ["2025-10-28T08:00:00", "2025-11-21T08:00:00"] {
        service.host.clock.set(at(now));
        keep(service).await;
    }
    let periods = service.get(&unit(), "/reporting/v1/periods?regime=monthly").expect(200).await;
    let days = |one: &Value| ["key", "starts_on", "ends_on"].map(|field| one[field].as_str().unwrap().to_owned());
    let days: Vec<_> = periods.items().iter().map(days).collect();
    assert_eq!(days, [["2025-11", "2025-11-01", "2025-11-20"], ["2025-10", "2025-10-01", "2025-10-31"]]);
    assert_eq!(city.obligation("DU-25747", "2025-11").await["due_at"], "2025-11-21T17:00:00+07:00");

    // That month has begun and stays: what is left of it is a short period, which is said.
    let edit = |query: &str| {
        let path = format!("/reporting/v1/regimes/monthly{query}");
        service.request(&receiver(), "PATCH", &path).json(&json!({ "ends_on": null })).header("if-match", "*")
    };
    let refused = edit("").expect(422).await;
    assert_eq!(refused.body["warnings"], json!(["short_period"]));
    edit("?acknowledged_warnings=short_period").expect(200).await;
    expect_one_timetable(&city, "monthly", ["2025-11-P02", "2025-12", "2026-01"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_regime_of_another_weekday_reports_every_day_once() {
    let city = City::weekly().await;
    let frequency = json!({ "frequency": { "first_weekday": "wednesday" } });
    let path = "/reporting/v1/regimes/weekly?acknowledged_warnings=short_period";
    city.service.request(&receiver(), "PATCH", path).json(&frequency).header("if-match", "*").expect(200).await;
    expect_one_timetable(&city, "weekly", ["2025-W40", "2025-W41", "2025-W42"]).await;
    // It ends inside of the period that has begun, which stays whole.
    let ends_on = json!({ "ends_on": "2025-10-03" });
    let path = "/reporting/v1/regimes/weekly";
    city.service.request(&receiver(), "PATCH", path).json(&ends_on).header("if-match", "*").expect(200).await;
    expect_one_timetable(&city, "weekly", ["2025-W40"]).await;
}

/// The timetable names these periods first, each begins on the day after the one before, and those that are created
/// are listed with the same days and moments.
async fn expect_one_timetable<const N: usize>(city: &City, regime: &str, keys: [&str; N]) {
    let path = format!("/reporting/v1/regimes/{regime}/timetable");
    let timetable = city.service.get(&unit(), &path).expect(200).await.body["periods"].take();
    let timetable = timetable.as_array().unwrap();
    let date = |one: &Value, field: &str| one[field].as_str().unwrap().parse::<chrono::NaiveDate>().unwrap();
    assert_eq!(timetable.iter().map(|one| one["key"].as_str().unwrap()).take(N).collect::<Vec<_>>(), keys);
    for pair in timetable.windows(2) {
        assert_eq!(date(&pair[0], "ends_on").succ_opt(), Some(date(&pair[1], "starts_on")), "{pair:?}");
    }
    let written = city.service.get(&unit(), &format!("/reporting/v1/periods?regime={regime}")).expect(200).await;
    for one in timetable {
        let Some(period) = written.items().iter().find(|period| period["key"] == one["key"]) else { continue };
        for (member, value) in one.as_object().unwrap() {
            assert_eq!(&period[member], value, "{member} of {}", one["key"]);
        }
    }
}
