//! What has not begun cannot be acted on, and what has begun stays as it was expected.

use crate::city::{City, directory, keep, keep_by, receiver, unit, weekly};
use crate::periods::{at, count, say};
use diesel::sql_types::{Bool, Text};
use diesel_async::RunQueryDsl;
use haicap_kit::db::Statement;
use haicap_testing::{Persona, TestService};
use haicap_types::Role;
use reporting::background::Keeper;
use serde_json::{Value, json};

const PREFIX: &str = "/reporting/v1";

async fn draw_up(service: &TestService, regime: &str, period: &str, status: u16) -> Value {
    let body = json!({ "regime": regime, "period": period });
    service.post(&receiver(), &format!("{PREFIX}/consolidated-reports"), &body).expect(status).await.body
}

/// What is asked of communes alone, so that every obligation of the week after is another one.
fn of_communes() -> Value {
    json!({ "tiers": [{ "deadline": { "kind": "working_days", "after_cutoff": 3, "at": "09:00" },
        "locks_after_working_days": 1,
        "legs": [{ "audience": "commune-party-committees", "receiver": "BTC", "form": "commune" }] }] })
}

async fn edit(service: &TestService, regime: &str, patch: &Value) {
    let request = service.request(&receiver(), "PATCH", &format!("{PREFIX}/regimes/{regime}")).json(patch);
    request.header("if-match", "*").expect(200).await;
}

async fn define_second(city: &City) {
    let mut second = weekly();
    (second["code"], second["starts_on"]) = (json!("second"), json!("2025-09-29"));
    city.service.post(&receiver(), &format!("{PREFIX}/regimes"), &second).expect(201).await;
}

/// Whether it is settled who has to report: asked of the database, where one period cannot be read by the service.
async fn is_frozen(service: &TestService, regime: &str, key: &str) -> bool {
    let mut owner = service.database.owner().await;
    let found = Statement::<(Bool,)>::new("select frozen_at is not null from period where regime = ")
        .bind::<Text, _>(regime.to_owned())
        .text(" and key = ")
        .bind::<Text, _>(key.to_owned());
    found.get_result::<(bool,)>(&mut owner).await.unwrap().0
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_done_about_a_period_that_has_not_begun() {
    let city = City::weekly().await;
    let service = &city.service;
    keep(service).await;
    let refused = draw_up(service, "weekly", "2025-W41", 409).await;
    assert_eq!((&refused["code"], &refused["legal_actions"]), (&json!("not_open"), &json!([])));
    assert_eq!(refused["detail"], "Kỳ báo cáo chưa mở.");
    let owed = city.obligation("DU-25747", "2025-W41").await;
    let path = format!("{PREFIX}/obligations/{}", owed["id"].as_str().unwrap());
    let waiver = json!({ "kind": "waiver", "reason": "Mất điện." });
    for (segment, body) in [("submissions", json!({})), ("nil-report", json!({})), ("requests", waiver)] {
        let refused = service.post(&unit(), &format!("{path}/{segment}"), &body).expect(409).await;
        assert_eq!(refused.body["code"], "not_open", "{segment}");
    }
    // The regime can still be changed, and the week begins.
    edit(service, "weekly", &json!({ "channel": "Trục liên thông" })).await;
    service.host.clock.set(at("2025-10-06T08:00:00"));
    keep(service).await;
    draw_up(service, "weekly", "2025-W41", 201).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_waits_until_the_last_of_the_periods_that_it_is_made_of_has_begun() {
    let city = City::weekly().await;
    let service = &city.service;
    let mut made_of = weekly();
    made_of["code"] = json!("two-weekly");
    made_of["frequency"] = json!({ "kind": "two_weekly", "anchor": "2025-09-22" });
    made_of["source_regime"] = json!("weekly");
    made_of["tiers"] = json!([made_of["tiers"][1]]);
    service.post(&receiver(), &format!("{PREFIX}/regimes"), &made_of).expect(201).await;
    service.host.clock.set(at("2025-10-06T08:00:00"));
    keep(service).await;
    assert_eq!(draw_up(service, "two-weekly", "2025-FN21", 409).await["code"], "not_open");
    service.host.clock.set(at("2025-10-13T08:00:00"));
    keep(service).await;
    let drawn = draw_up(service, "two-weekly", "2025-FN21", 201).await;
    assert_eq!(drawn["snapshot"]["coverage"]["expected"], 168);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_began_and_is_not_settled_yet_is_not_written_anew() {
    let city = City::weekly().await;
    let service = &city.service;
    keep(service).await;
    let foreseen = city.obligation("DU-25747", "2025-W41").await;
    // The week has begun; whether the background work has seen it or not makes no difference.
    service.host.clock.set(at("2025-10-06T00:00:01"));
    edit(service, "weekly", &of_communes()).await;
    keep(service).await;
    let begun = city.obligation("DU-25747", "2025-W41").await;
    assert_eq!((&begun["id"], &begun["due_at"]), (&foreseen["id"], &foreseen["due_at"]));
    assert_eq!((&begun["state"], count(service, "period=2025-W41&tier=2").await), (&json!("open"), 1));
    assert_eq!(count(service, "period=2025-W42&tier=2").await, 0);
    let path = format!("{PREFIX}/obligations/{}/submissions", begun["id"].as_str().unwrap());
    service.post(&unit(), &path, &json!({})).expect(201).await;
}

/// As versions before this one left it: something points to a period that is only foreseen.
async fn point_to(service: &TestService, period: &str) {
    let statement = format!(
        "insert into grant_request select gen_random_uuid(), o.id, 'waiver', null, 'x', 'x', now(), 'refused', 'y', now()
         from obligation o join period p on p.id = o.period_id
         where p.regime = 'weekly' and p.key = '{period}' and o.organization = 'DU-25747'"
    );
    service.database.run(&statement).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_something_points_to_is_neither_forgotten_nor_in_the_way() {
    let city = City::weekly().await;
    let service = &city.service;
    define_second(&city).await;
    keep(service).await;
    point_to(service, "2025-W41").await;
    let before = city.obligation("DU-25747", "2025-W41").await;
    edit(service, "weekly", &of_communes()).await;
    let path = format!("{PREFIX}/obligations/{}", before["id"].as_str().unwrap());
    assert_eq!(service.get(&receiver(), &path).expect(200).await.body["due_at"], before["due_at"]);
    // It leaves the audience, and still owes what is pointed to; nobody else's week waits for that.
    say(service, "update organization set valid_to = '2025-10-03' where code in ('DU-25747', 'DU-25750')").await;
    service.host.clock.set(at("2025-10-06T08:00:00"));
    keep(service).await;
    for (regime, expected) in [("weekly", 167), ("second", 166)] {
        assert!(is_frozen(service, regime, "2025-W41").await, "{regime}");
        assert_eq!(count(service, &format!("regime={regime}&period=2025-W41&tier=1")).await, expected, "{regime}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_period_that_cannot_be_settled_stops_no_other_one() {
    let city = City::weekly().await;
    let service = &city.service;
    define_second(&city).await;
    keep(service).await;
    service.database.run("update period set rules = '{}' where regime = 'weekly' and key = '2025-W41'").await;
    service.host.clock.set(at("2025-10-06T08:00:00"));
    let (keeper, known) = (Keeper::new("reporting"), directory(service).await);
    keep_by(service, &keeper, &known).await;
    assert!(is_frozen(service, "second", "2025-W41").await);
    assert!(!is_frozen(service, "weekly", "2025-W42").await, "the week to come is written all the same");
    let metrics = service
        .host
        .client
        .get(format!("{}/metrics", service.ops_origin()))
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    assert!(metrics.contains("worker_item_failures_total{service=\"reporting\",worker=\"periods\"}"), "{metrics}");
    // It is corrected, and settled once somebody tries it again.
    let mend = "update period p set rules = o.rules from period o
        where o.regime = 'second' and o.key = p.key and p.regime = 'weekly' and p.key = '2025-W41'";
    service.database.run(mend).await;
    keep(service).await;
    assert!(is_frozen(service, "weekly", "2025-W41").await);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_directory_moves_no_deadline_back() {
    let city = City::weekly().await;
    let service = &city.service;
    keep(service).await;
    let older = directory(service).await;
    let holiday = "insert into calendar_day (date, name_vi, kind, status, version) \
                   values ('2025-10-06', 'Nghỉ', 'holiday', 'official', 1)";
    say(service, holiday).await;
    keep(service).await;
    keep_by(service, &Keeper::new("reporting"), &older).await;
    assert_eq!(city.obligation("DU-25747", "2025-W40").await["due_at"], "2025-10-07T17:00:00+07:00");
}

/// Waits until the service has noticed that somebody's organization has ended.
pub(crate) async fn until_ended(service: &TestService, persona: &Persona) {
    for _ in 0..200 {
        if service.post(persona, &format!("{PREFIX}/forms"), &json!({})).send().await.status == 403 {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    unreachable!("the organization goes on");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_follows_an_ended_receiver_consolidates_and_judges_in_its_place() {
    let city = City::weekly().await;
    let service = &city.service;
    let sent = city.submitted().await;
    // The Organization Commission is merged into the Propaganda Commission.
    say(service, "update organization set valid_to = '2025-09-30', successors = '{BTGDV}' where code = 'BTC'").await;
    until_ended(service, &receiver()).await;
    keep(service).await;
    let heir = Persona::new("BTGDV", Role::Coordinator);
    let owed =
        service.get(&heir, &format!("{PREFIX}/obligations?organization=DU-25747&period=2025-W39")).expect(200).await;
    assert_eq!(owed.items()[0]["receiver"]["code"], "BTGDV");

    // Who acted for the ended body still reads, and acts no more.
    let seen = service.get(&receiver(), &format!("{PREFIX}/obligations?organization=BTC")).expect(200).await;
    assert!(!seen.items().is_empty());
    let remark = json!({ "remark": "Xem lại." });
    let refused = service.post(&receiver(), &format!("{sent}/return"), &remark).expect(403).await;
    assert_eq!(refused.body["code"], "organization_ended");

    let seen = service.get(&heir, &sent).expect(200).await;
    let accept = service.post(&heir, &format!("{sent}/accept"), &json!({ "hash": seen.body["hash"] }));
    accept.header("if-match", seen.etag()).expect(200).await;
    let body = json!({ "regime": "weekly", "period": "2025-W39" });
    let drawn = service.post(&heir, &format!("{PREFIX}/consolidated-reports"), &body).expect(201).await;
    assert_eq!(drawn.body["snapshot"]["coverage"]["received"], 1);
    assert_eq!(drawn.body["content"]["letterhead"]["issuing_body"], "Ban Tuyên giáo và Dân vận");
}
