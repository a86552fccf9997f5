//! What is drafted is its own body's, in every channel, also after it was sent.

use crate::city::{City, receiver, unit};
use crate::leaders::above;
use haicap_testing::{Persona, TestService};
use haicap_types::Role;
use serde_json::{Value, json};

const PREFIX: &str = "/reporting/v1";

/// Everything that somebody is told about consolidated reports, in order. The feed is in order, so a form that is made
/// now and told of closes what came before.
async fn told(service: &TestService, persona: &Persona, form: &str) -> Vec<String> {
    let head = json!({ "code": form, "name_vi": "X", "name_en": "X" });
    service.post(&receiver(), &format!("{PREFIX}/forms"), &head).expect(201).await;
    let closing = json!(format!("form/{form}"));
    loop {
        let path = format!("{PREFIX}/events?kinds=reporting.form.created&wait=1&limit=200");
        let feed = service.get(&receiver(), &path).expect(200).await;
        if feed.items().iter().any(|event| event["subject"] == closing) {
            break;
        }
    }
    let path = format!("{PREFIX}/events?kinds=reporting.consolidated_report.&limit=200");
    let feed = service.get(persona, &path).expect(200).await;
    feed.items().iter().map(|event| last_word(&event["type"])).collect()
}

fn last_word(kind: &Value) -> String {
    kind.as_str().unwrap().rsplit('.').next().unwrap().to_owned()
}

async fn history(service: &TestService, persona: &Persona, id: &str) -> Vec<String> {
    let path = format!("{PREFIX}/consolidated-reports/{id}/history");
    let items = service.get(persona, &path).expect(200).await;
    items.items().iter().rev().map(|item| last_word(&item["kind"])).collect()
}

/// A ward corrects what it sent.
async fn correct(city: &City) {
    let owed = city.obligation("DU-25747", "2025-W39").await;
    let path = format!("{PREFIX}/obligations/{}/submissions", owed["id"].as_str().unwrap());
    let begun = city.service.post(&unit(), &path, &json!({ "reason": "Cộng nhầm." })).expect(201).await;
    let submit = format!("{}/submit", begun.header("location").unwrap());
    city.service.post(&unit(), &submit, &json!({})).expect(200).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn h02_a_draft_of_a_consolidated_report_is_in_nobodys_feed_and_in_no_others_history() {
    let city = City::weekly().await;
    let service = &city.service;
    city.submitted().await;
    let approved = city.approved_for("weekly", "2025-W39").await;
    // A unit corrects what the draft is made of: its receiver-to-be hears nothing of that either.
    correct(&city).await;
    let inspector = Persona::new("UBKT", Role::Inspector);
    for (persona, form) in [(receiver(), "f1"), (above(), "f2"), (inspector.clone(), "f3")] {
        assert_eq!(told(service, &persona, form).await, Vec::<String>::new(), "{}", persona.subject);
    }
    let body = json!({ "document_number": "45-BC/BTCTU", "issued_on": "2025-10-01" });
    let sent = city.act(&receiver(), &approved, "send", &body).await.header("if-match", approved.etag());
    let id = sent.expect(200).await.text_at("/id").to_owned();
    correct(&city).await;
    let before = ["drafted", "approval_requested", "approved", "outdated"];
    let after = ["sent", "outdated"];
    assert_eq!(history(service, &receiver(), &id).await, [&before[..], &after].concat());
    assert_eq!(history(service, &above(), &id).await, after);
    assert_eq!(history(service, &inspector, &id).await, after);
    assert_eq!(told(service, &above(), "f4").await, after);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_receiver_sees_what_was_sent_while_the_unit_writes_the_next_version() {
    let city = City::weekly().await;
    let sent = city.submitted().await;
    let owed = city.obligation("DU-25747", "2025-W39").await;
    let path = format!("{PREFIX}/obligations/{}", owed["id"].as_str().unwrap());
    let body = json!({ "reason": "Cộng nhầm." });
    let draft = city.service.post(&unit(), &format!("{path}/submissions"), &body).expect(201).await;
    let seen = async |persona: &Persona| {
        let latest = city.service.get(persona, &path).expect(200).await.body["latest_submission"].clone();
        (latest["href"].clone(), latest["number"].clone(), latest["state"].clone())
    };
    let before = (json!(sent), json!(1), json!("submitted"));
    assert_eq!(seen(&receiver()).await, before);
    assert_eq!(city.obligation("DU-25747", "2025-W39").await["latest_submission"]["href"], json!(sent), "in lists too");
    assert_eq!(seen(&unit()).await, (json!(draft.header("location").unwrap()), json!(2), json!("draft")));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_receiver_judges_what_was_sent_while_the_unit_writes_the_next_version() {
    let city = City::weekly().await;
    let service = &city.service;
    let duties = format!("{PREFIX}/duties?kind=submission");
    let content = json!({ "values": { "total": 12, "surplus": 3 }, "narrative": { "results": "Đã hoàn thành." } });
    for (unit, act, state) in [("DU-25747", "accept", "accepted"), ("DU-25750", "return", "returned")] {
        let sent = city.report(unit, "2025-W39", &content).await;
        let seen = service.get(&receiver(), &sent).expect(200).await;
        let (owed, writer) = (seen.text_at("/obligation_id"), Persona::new(unit, Role::Officer));
        let owed = format!("{PREFIX}/obligations/{owed}");
        let reason = json!({ "reason": "Cộng nhầm." });
        let draft = service.post(&writer, &format!("{owed}/submissions"), &reason).expect(201).await;
        let waiting = service.get(&receiver(), &duties).expect(200).await;
        assert_eq!(waiting.text_at("/items/0/thing/href"), sent);
        assert_eq!(waiting.text_at("/items/0/actions/1/name"), "accept");
        let remarks = json!({ "/values/total": "Xem lại." });
        let (body, said) = match act {
            "accept" => (json!({ "hash": seen.body["hash"] }), json!({})),
            _ => (json!({ "remark": "Còn sai.", "remarks": remarks }), remarks),
        };
        let judge = service.post(&receiver(), &format!("{sent}/{act}"), &body);
        let read = service.get(&receiver(), &sent).expect(200).await;
        judge.header("if-match", read.etag()).expect(200).await;
        assert_eq!(service.get(&receiver(), &duties).expect(200).await.items().len(), 0);
        assert_eq!(service.get(&receiver(), &owed).expect(200).await.text_at("/latest_submission/state"), state);
        let draft = service.get(&writer, draft.header("location").unwrap()).expect(200).await;
        assert_eq!((&draft.body["state"], &draft.body["remarks"]), (&json!("draft"), &said));
        assert_eq!(draft.body["remark"].is_null(), act == "accept");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_there_already_is_named_by_its_address() {
    let city = City::weekly().await;
    let (draft, _) = city.drafted("DU-25747", "2025-W40", &json!({ "values": { "total": 1 } })).await;
    let owed = city.obligation("DU-25747", "2025-W40").await;
    let begin = format!("{PREFIX}/obligations/{}/submissions", owed["id"].as_str().unwrap());
    let report = city.drawn_up_for("weekly", "2025-W39").await;
    let report = format!("{PREFIX}/consolidated-reports/{}", report.text_at("/id"));
    let draw_up = json!({ "regime": "weekly", "period": "2025-W39" });
    let form = json!({ "code": "commune", "name_vi": "X", "name_en": "X" });
    for (persona, path, body, code, href) in [
        (unit(), begin.as_str(), json!({}), "draft_exists", draft.as_str()),
        (receiver(), &format!("{PREFIX}/consolidated-reports"), draw_up, "report_exists", &report),
        (receiver(), &format!("{PREFIX}/forms"), form, "form_exists", &format!("{PREFIX}/forms/commune")),
    ] {
        let refused = city.service.post(&persona, path, &body).expect(409).await;
        assert_eq!((refused.text_at("/code"), refused.text_at("/href")), (code, href));
        city.service.get(&persona, href).expect(200).await;
    }
}
