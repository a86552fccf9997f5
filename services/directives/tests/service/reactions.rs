//! What acknowledged reports do to recurring duties, and what becomes of those that cannot be counted.

use crate::city::{City, receiver};
use diesel::sql_types::{BigInt, Text};
use diesel_async::RunQueryDsl;
use directives::reactions::apply_reports;
use haicap_kit::db::Statement;
use haicap_types::{CloudEvent, Instant};
use serde_json::{Value, json};
use uuid::Uuid;

/// The fact that the Standing Body acknowledged the Organization Commission's report of a week, with other data here and
/// there.
fn acknowledged(clause: &str, week_ends_on: &str, other: &Value) -> CloudEvent {
    let at = chrono::DateTime::parse_from_rfc3339("2025-10-20T09:00:00+07:00").unwrap().to_utc();
    let mut data = json!({
        "organization": "BTC", "receiver": "TT", "period": { "ends_on": week_ends_on }, "document_number": "45-BC/BTCTU",
        "acknowledged_at": Instant(at), "serves_clause": clause, "cadence": "weekly",
    });
    for (field, value) in other.as_object().unwrap() {
        data[field] = value.clone();
    }
    CloudEvent {
        specversion: "1.0".to_owned(),
        id: Uuid::now_v7(),
        source: "/reporting/v1/events".to_owned(),
        kind: "reporting.consolidated_report.acknowledged".to_owned(),
        subject: format!("consolidated_report/{}", Uuid::now_v7()),
        time: Instant(at),
        datacontenttype: "application/json".to_owned(),
        position: "1".to_owned(),
        actor: "tt.coordinator".to_owned(),
        actingfor: Some("TT".to_owned()),
        data,
    }
}

async fn apply(city: &City, events: &[CloudEvent]) {
    let connection = city.service.host.database.own().await.unwrap();
    apply_reports(&connection, events).await.unwrap();
}

async fn clause(city: &City) -> (String, String) {
    let report = city.assignment("recurring_report").await;
    let id = |field: &Value| field["id"].as_str().unwrap().to_owned();
    (id(&report["clause"]), id(&report))
}

/// What was noted as not applied: the thing and the reason.
async fn noted(city: &City) -> Vec<(String, String)> {
    let mut owner = city.service.database.owner().await;
    Statement::<(Text, Text)>::new("select thing, reason from unapplied_fact order by noted_at, reason")
        .load(&mut owner)
        .await
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn periods_that_have_begun_are_open_and_told_even_if_the_report_is_not_counted() {
    let city = City::with_conclusion().await;
    let (clause, duty) = clause(&city).await;
    // The week before the duty was given, and what nobody owes.
    let early = acknowledged(&clause, "2025-09-14", &json!({}));
    apply(&city, std::slice::from_ref(&early)).await;
    let path = format!("/directives/v1/assignments/{duty}");
    let seen = city.service.get(&receiver(), &path).expect(200).await;
    assert_eq!(seen.body["next_fulfilment_due_on"], "2025-10-06", "the first week that was not reported on counts");
    let history = city.service.get(&receiver(), &format!("{path}/history")).expect(200).await;
    assert_eq!(history.items()[0]["kind"], "directives.assignment.periods_opened");
    assert_eq!(history.items()[0]["data"]["version"], seen.body["version"]);
    assert_eq!(noted(&city).await, [(format!("assignment/{duty}"), "before_duty".to_owned())]);
    // Read again, it is noted once.
    apply(&city, &[early]).await;
    assert_eq!(noted(&city).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_fulfils_its_period_after_those_before_it_were_opened() {
    let city = City::with_conclusion().await;
    let (clause, duty) = clause(&city).await;
    // A week from Friday to Thursday counts by its last day, also if its regime ended on the Sunday in it.
    let period = json!({ "ends_on": "2025-10-05", "named_after": "2025-10-09" });
    let second = acknowledged(&clause, "2025-10-05", &json!({ "period": period }));
    apply(&city, &[second.clone(), second]).await;
    let path = format!("/directives/v1/assignments/{duty}");
    let list = city.service.get(&receiver(), &format!("{path}/fulfilments")).expect(200).await;
    let open: Vec<_> =
        list.items().iter().map(|one| (one["period"].as_str().unwrap(), one["fulfilled_at"].is_null())).collect();
    assert_eq!(open, [("2025-W43", true), ("2025-W42", true), ("2025-W41", false), ("2025-W40", true)]);
    let history = city.service.get(&receiver(), &format!("{path}/history")).expect(200).await;
    let kinds: Vec<_> = history.items().iter().map(|item| item["kind"].as_str().unwrap()).collect();
    assert_eq!(
        kinds,
        [
            "directives.assignment.period_fulfilled",
            "directives.assignment.periods_opened",
            "directives.assignment.assigned"
        ]
    );
    let versions: Vec<_> = history.items().iter().map(|item| item["data"]["version"].as_i64().unwrap()).collect();
    assert_eq!(versions, [3, 2, 1], "each step has a version of its own");
    assert!(noted(&city).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn every_report_that_is_not_counted_is_noted_with_the_reason() {
    let city = City::with_conclusion().await;
    let (clause, duty) = clause(&city).await;
    let duty = format!("assignment/{duty}");
    let nobodys = format!("clause/{clause}");
    for (other, thing, reason) in [
        (json!({ "organization": "SNV" }), &nobodys, "nobody_owes_it"),
        (json!({ "receiver": "BTV" }), &nobodys, "nobody_owes_it"),
        (json!({ "cadence": "monthly" }), &duty, "other_cadence"),
        (json!({ "acknowledged_at": null }), &duty, "no_moment"),
    ] {
        let before = noted(&city).await.len();
        apply(&city, &[acknowledged(&clause, "2025-10-05", &other)]).await;
        let noted = noted(&city).await;
        assert_eq!(noted.len(), before + 1, "{other}");
        assert!(noted.contains(&(thing.clone(), reason.to_owned())), "{noted:?}");
    }
    // A report that serves no clause, and a fact of another kind, are not ours to count.
    let mut other = acknowledged(&clause, "2025-10-05", &json!({ "serves_clause": null }));
    apply(&city, &[other.clone()]).await;
    other.kind = "reporting.consolidated_report.sent".to_owned();
    apply(&city, &[other]).await;
    assert_eq!(noted(&city).await.len(), 4);
    let mut owner = city.service.database.owner().await;
    let count = Statement::<(BigInt,)>::new("select count(*) from fulfilment where fulfilled_at is not null");
    assert_eq!(count.get_result::<(i64,)>(&mut owner).await.unwrap().0, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_of_the_only_successor_fulfils_what_the_ended_organization_owed() {
    let city = City::with_conclusion().await;
    let (clause, duty) = clause(&city).await;
    crate::successors::end(&city.service, "BTGDV").await;
    apply(&city, &[acknowledged(&clause, "2025-10-05", &json!({ "organization": "BTGDV" }))]).await;
    assert!(noted(&city).await.is_empty());
    let path = format!("/directives/v1/assignments/{duty}/fulfilments");
    let list = city.service.get(&receiver(), &path).expect(200).await;
    let fulfilled = list.items().iter().find(|one| one["period"] == "2025-W40").unwrap();
    assert!(!fulfilled["fulfilled_at"].is_null());
}
