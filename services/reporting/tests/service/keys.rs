//! Two keys: nobody accepts what they contributed to, whatever organization they act for; and what is granted fits what
//! was done since.

use crate::city::{City, receiver, unit};
use crate::leaders::{above, head};
use haicap_testing::{Answer, Persona, Request};
use haicap_types::{Membership, Role};
use serde_json::{Value, json};

const PREFIX: &str = "/reporting/v1";

/// One person with a role in each of these organizations.
fn of_all(subject: &str, organizations: &[&str]) -> Persona {
    let membership = |org: &&str| Membership { org: org.parse().unwrap(), roles: vec![Role::Coordinator] };
    Persona { subject: subject.into(), memberships: organizations.iter().map(membership).collect() }
}

fn post(city: &City, persona: &Persona, acting_for: &str, path: &str, body: &Value) -> Request {
    city.service.post(persona, path, body).header("acting-for", acting_for)
}

async fn accept(city: &City, persona: &Persona, acting_for: &str, submission: &str) -> Answer {
    let seen = city.service.get(persona, submission).header("acting-for", acting_for).expect(200).await;
    let body = json!({ "hash": seen.body["hash"] });
    post(city, persona, acting_for, &format!("{submission}/accept"), &body).header("if-match", seen.etag()).send().await
}

#[tokio::test(flavor = "multi_thread")]
async fn who_wrote_a_version_does_not_accept_its_copy_for_another_organization() {
    let city = City::weekly().await;
    let both = of_all("both", &["DU-25747", "BTC"]);
    let owed = city.obligation("DU-25747", "2025-W39").await;
    let begin = format!("{PREFIX}/obligations/{}/submissions", owed["id"].as_str().unwrap());
    let first = post(&city, &both, "DU-25747", &begin, &json!({})).expect(201).await;
    let first = first.header("location").unwrap();
    let content = json!({ "values": { "total": 1 }, "narrative": { "results": "Đã xong." } });
    let edit = city.service.request(&both, "PATCH", first).json(&content).header("acting-for", "DU-25747");
    edit.header("if-match", "*").expect(200).await;
    post(&city, &both, "DU-25747", &format!("{first}/submit"), &json!({})).expect(200).await;
    city.service.post(&receiver(), &format!("{first}/return"), &json!({ "remark": "Xem lại." })).expect(200).await;
    // A colleague sends the copy as it is.
    let second = city.service.post(&unit(), &begin, &json!({})).expect(201).await;
    let second = second.header("location").unwrap();
    city.service.post(&unit(), &format!("{second}/submit"), &json!({})).expect(200).await;
    let refused = accept(&city, &both, "BTC", second).await;
    assert_eq!((refused.status, &refused.body["code"]), (403, &json!("same_person")));
    assert_eq!(accept(&city, &receiver(), "BTC", second).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_sent_or_approved_a_consolidated_report_does_not_acknowledge_it() {
    let city = City::weekly().await;
    let approved = city.approved_for("weekly", "2025-W39").await;
    let (sender, approver) = (of_all("sender", &["BTC", "TT"]), of_all(&head().subject, &["BTC", "TT"]));
    let path = format!("{PREFIX}/consolidated-reports/{}", approved.text_at("/id"));
    let body = json!({ "document_number": "45-BC/BTCTU", "issued_on": "2025-10-01" });
    post(&city, &sender, "BTC", &format!("{path}/send"), &body).header("if-match", "*").expect(200).await;
    let drafter = of_all(&receiver().subject, &["TT"]);
    for person in [&sender, &approver, &drafter] {
        let refused = post(&city, person, "TT", &format!("{path}/acknowledge"), &json!({})).expect(403).await;
        assert_eq!(refused.body["code"], "same_person", "{}", person.subject);
        let seen = city.service.get(person, &path).header("acting-for", "TT").expect(200).await;
        let offered = seen.body["actions"].as_array().unwrap().iter().find(|one| one["name"] == "acknowledge");
        assert_eq!(offered.unwrap()["reason"]["code"], "same_person");
    }
    city.service.post(&above(), &format!("{path}/acknowledge"), &json!({})).expect(200).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_number_is_given_to_one_report_a_year_unless_that_one_was_recalled() {
    let city = City::weekly().await;
    let reports = [city.approved_for("weekly", "2025-W40").await, city.approved_for("weekly", "2025-W39").await];
    let send = async |report: &Answer, number: &str| {
        let body = json!({ "document_number": number, "issued_on": "2025-10-01" });
        city.act(&receiver(), report, "send", &body).await.header("if-match", "*").send().await
    };
    let (one, other) = tokio::join!(send(&reports[0], "45-BC/BTCTU"), send(&reports[1], "045-bc/BTCTU"));
    let (sent, refused, left) = if one.status == 200 { (one, other, &reports[1]) } else { (other, one, &reports[0]) };
    assert_eq!((sent.status, refused.status), (200, 422), "{} {}", sent.body, refused.body);
    let seen = (&refused.body["code"], &refused.body["errors"][0]["pointer"]);
    assert_eq!(seen, (&json!("number_taken"), &json!("/document_number")));
    city.act(&head(), &sent, "recall", &json!({ "reason": "Sai số liệu." })).await.expect(200).await;
    assert_eq!(send(left, "45-BC/BTCTU").await.status, 200);
}

async fn ask(city: &City, persona: &Persona, owed: &Value, body: &Value) -> Answer {
    let path = format!("{PREFIX}/obligations/{}/requests", owed["id"].as_str().unwrap());
    city.service.post(persona, &path, body).send().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_void_once_the_consolidated_report_is_sent() {
    let city = City::weekly().await;
    let owed = city.obligation("BTC", "2025-W39").await;
    let waiver = json!({ "kind": "waiver", "reason": "Nhiều việc." });
    assert_eq!(ask(&city, &receiver(), &owed, &waiver).await.status, 200);
    city.sent().await;
    let path = format!("{PREFIX}/obligations/{}", owed["id"].as_str().unwrap());
    let seen = city.service.get(&above(), &path).expect(200).await;
    assert_eq!(seen.body["pending_request"], Value::Null);
    let decide = city.service.post(&above(), &format!("{path}/requests/decide"), &json!({ "decision": "granted" }));
    let refused = decide.header("if-match", seen.etag()).expect(409).await;
    assert_eq!(refused.body["code"], "no_request");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_outlived_the_report_can_be_refused_and_not_granted() {
    let city = City::weekly().await;
    city.sent().await;
    let owed = city.obligation("BTC", "2025-W39").await;
    // As versions before this one left it.
    let pending = format!(
        "insert into grant_request values (gen_random_uuid(), '{}', 'waiver', null, 'x', 'x', now(), 'pending')",
        owed["id"].as_str().unwrap()
    );
    city.service.database.run(&pending).await;
    let path = format!("{PREFIX}/obligations/{}/requests/decide", owed["id"].as_str().unwrap());
    let decide = |decision: &str| {
        let body = json!({ "decision": decision, "remark": "Đã xem xét." });
        city.service.post(&above(), &path, &body).header("if-match", "*")
    };
    assert_eq!(decide("granted").expect(409).await.body["code"], "already_submitted");
    decide("refused").expect(200).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_waived_report_is_neither_drawn_up_nor_sent() {
    let city = City::weekly().await;
    let approved = city.approved_for("weekly", "2025-W39").await;
    let owed = city.obligation("BTC", "2025-W39").await;
    assert_eq!(ask(&city, &receiver(), &owed, &json!({ "kind": "waiver", "reason": "Nhiều việc." })).await.status, 200);
    let path = format!("{PREFIX}/obligations/{}/requests/decide", owed["id"].as_str().unwrap());
    city.service.post(&above(), &path, &json!({ "decision": "granted" })).header("if-match", "*").expect(200).await;
    let body = json!({ "document_number": "45-BC/BTCTU", "issued_on": "2025-10-01" });
    let send = city.act(&receiver(), &approved, "send", &body).await.header("if-match", "*");
    assert_eq!(send.expect(409).await.body["code"], "waived");
    city.act(&head(), &approved, "recall", &json!({ "reason": "Được miễn." })).await.expect(200).await;
    let body = json!({ "regime": "weekly", "period": "2025-W39" });
    let again = city.service.post(&receiver(), &format!("{PREFIX}/consolidated-reports"), &body).expect(409).await;
    assert_eq!(again.body["code"], "waived");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_fit_the_request_is_said_of_its_kind_and_offers_the_act_again() {
    let city = City::weekly().await;
    let owed = city.obligation("DU-25747", "2025-W39").await;
    for (body, code) in [
        (json!({ "kind": "unlock", "until": "2025-10-02T00:00:00+07:00", "reason": "Mất điện." }), "not_locked"),
        (json!({ "kind": "extension", "until": "2025-10-02T00:00:00+07:00", "reason": "Mất điện." }), "past_due"),
    ] {
        let refused = ask(&city, &unit(), &owed, &body).await;
        let said = (refused.status, &refused.body["code"], &refused.body["errors"][0]["pointer"]);
        assert_eq!(said, (422, &json!(code), &json!("/kind")));
    }
    city.service.host.clock.set("2025-10-07T00:00:00+07:00".parse().unwrap());
    let refused = ask(&city, &unit(), &owed, &json!({ "kind": "waiver", "reason": "Mất điện." })).await;
    assert_eq!((refused.status, &refused.body["code"]), (422, &json!("locked")));
}

#[tokio::test(flavor = "multi_thread")]
async fn h08_what_grows_by_repetition_has_an_end() {
    let city = City::weekly().await;
    let service = &city.service;
    let owed = city.obligation("DU-25747", "2025-W40").await;
    let path = format!("{PREFIX}/obligations/{}", owed["id"].as_str().unwrap());
    let waiver = json!({ "kind": "waiver", "reason": "Mất điện." });
    for _ in 0..30 {
        assert_eq!(ask(&city, &unit(), &owed, &waiver).await.status, 200);
        let refuse = service.post(
            &receiver(),
            &format!("{path}/requests/decide"),
            &json!({ "decision": "refused", "remark": "Không đủ lý do." }),
        );
        refuse.header("if-match", "*").expect(200).await;
    }
    let refused = ask(&city, &unit(), &owed, &waiver).await;
    assert_eq!((refused.status, &refused.body["code"]), (409, &json!("too_many_requests")));
    // Versions: the last one that there may be, at once.
    let nil = service.post(&unit(), &format!("{path}/nil-report"), &json!({})).expect(201).await;
    service
        .database
        .run(
            "update submission set number = 100; update obligation set latest_number = 100 where latest_id is not null",
        )
        .await;
    let submission = nil.header("location").unwrap();
    service.post(&receiver(), &format!("{submission}/return"), &json!({ "remark": "Xem lại." })).expect(200).await;
    for segment in ["submissions", "nil-report"] {
        let refused = service.post(&unit(), &format!("{path}/{segment}"), &json!({})).expect(409).await;
        assert_eq!(refused.body["code"], "too_many_versions", "{segment}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn h08_the_words_of_a_report_grow_to_a_limit_and_can_always_be_shortened() {
    let city = City::weekly().await;
    let report = city.drawn_up_for("weekly", "2025-W39").await;
    let path = format!("{PREFIX}/consolidated-reports/{}", report.text_at("/id"));
    let edit = |paragraphs: Value| {
        let patch = json!({ "narrative": { "results": paragraphs } });
        city.service.request(&receiver(), "PATCH", &path).json(&patch).header("if-match", "*")
    };
    let fill = async |bytes: usize| {
        let filled = format!(
            "update consolidated_report set content = jsonb_set(content, '{{narrative,results}}', jsonb_build_object(
                'x', jsonb_build_object('position', 1, 'text', repeat('b', {bytes}), 'sources', '[]'::jsonb)))"
        );
        city.service.database.run(&filled).await;
    };
    let (text, more) = ("a".repeat(20_000), |count: usize| json!({ "position": count, "text": "a".repeat(count) }));
    // As many edits leave it.
    fill(19_000).await;
    edit(json!({ "y": { "position": 1, "text": text } })).expect(200).await;
    // As many units write it: it can be shortened and does not grow.
    fill(4 * 1024 * 1024).await;
    let refused = edit(json!({ "y": more(7) })).expect(422).await;
    assert!(refused.body["errors"].as_array().unwrap().iter().any(|error| error["pointer"] == "/narrative"));
    let shorter = edit(json!({ "x": more(19_999) })).expect(200).await;
    assert_eq!(shorter.body["content"]["narrative"]["results"]["x"]["position"], 19_999);
    edit(json!({ "x": null })).expect(200).await;
}
