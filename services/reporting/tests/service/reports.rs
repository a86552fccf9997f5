//! Reports: written, sent, judged and corrected.

use crate::city::{City, receiver, stranger, unit};
use haicap_testing::Persona;
use haicap_types::Role;
use serde_json::{Value, json};

const PREFIX: &str = "/reporting/v1";

#[tokio::test(flavor = "multi_thread")]
async fn a_report_is_written_sent_returned_corrected_and_accepted() {
    let city = City::weekly().await;
    let service = &city.service;
    let address = city.submitted().await;

    let sent = service.get(&receiver(), &address).expect(200).await;
    assert_eq!(sent.body["values"], json!({ "total": 12, "surplus": 3 }));
    let remarks = json!({ "remarks": { "values/surplus": "Đề nghị rà soát lại số này." } });
    let returned = service.post(&receiver(), &format!("{address}/return"), &remarks).expect(200).await;
    assert_eq!(returned.body["state"], "returned");

    let owed = city.obligation("DU-25747", "2025-W39").await;
    assert_eq!((&owed["state"], &owed["effective_submission"]), (&json!("returned"), &Value::Null));
    let obligation = format!("{PREFIX}/obligations/{}", owed["id"].as_str().unwrap());
    let next = service.post(&unit(), &format!("{obligation}/submissions"), &json!({})).expect(201).await;
    assert_eq!(next.body["remarks"]["values/surplus"], "Đề nghị rà soát lại số này.");
    assert_eq!((&next.body["number"], &next.body["values"]["surplus"]), (&json!(2), &json!(3)));
    let address = next.header("location").unwrap().to_owned();
    let edit = service.request(&unit(), "PATCH", &address).json(&json!({ "values": { "surplus": 2 } }));
    edit.header("if-match", next.etag()).expect(200).await;
    let sent = service.post(&unit(), &format!("{address}/submit"), &json!({})).expect(200).await;

    let accept = |body: &Value| service.post(&receiver(), &format!("{address}/accept"), body);
    accept(&json!({ "hash": sent.body["hash"] })).expect(428).await;
    let seen = service.get(&receiver(), &address).expect(200).await;
    accept(&json!({ "hash": "0".repeat(64) })).header("if-match", seen.etag()).expect(422).await;
    let accepted = accept(&json!({ "hash": seen.body["hash"] })).header("if-match", seen.etag()).expect(200).await;
    assert_eq!((&accepted.body["state"], &accepted.body["is_effective"]), (&json!("accepted"), &json!(true)));

    let owed = service.get(&unit(), &obligation).expect(200).await;
    assert_eq!((&owed.body["state"], &owed.body["timeliness"]), (&json!("accepted"), &json!("late")));
    let kinds = |answer: &haicap_testing::Answer| -> Vec<String> {
        answer.items().iter().map(|item| item["kind"].as_str().unwrap().to_owned()).collect()
    };
    let history = service.get(&unit(), &format!("{obligation}/history")).expect(200).await;
    assert_eq!(
        kinds(&history),
        [
            "reporting.submission.accepted",
            "reporting.submission.submitted",
            "reporting.submission.returned",
            "reporting.submission.submitted",
        ]
    );
    let versions =
        service.get(&receiver(), &format!("{PREFIX}/submissions?obligation={}", owed.body["id"].as_str().unwrap()));
    assert_eq!(versions.expect(200).await.items().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_patch_answers_with_all_issues_and_bad_cells_change_nothing() {
    let city = City::weekly().await;
    let service = &city.service;
    let (address, etag) = city.draft().await;
    let patch =
        |body: &Value, etag: &str| service.request(&unit(), "PATCH", &address).json(body).header("if-match", etag);
    let places = |answer: &haicap_testing::Answer| -> Vec<String> {
        let issues = answer.body["issues"].as_array().unwrap();
        issues
            .iter()
            .map(|one| format!("{} {}", one["place"].as_str().unwrap(), one["code"].as_str().unwrap()))
            .collect()
    };
    let edited =
        patch(&json!({ "values": { "surplus": 13 }, "narrative": { "results": null } }), &etag).expect(200).await;
    assert_eq!(places(&edited), ["narrative/results required", "values/surplus within", "values/total within"]);
    let refused = service.post(&unit(), &format!("{address}/submit"), &json!({})).expect(422).await;
    assert_eq!(refused.body["code"], "has_errors");

    for (body, pointer) in [
        (json!({ "values": { "total": "12" } }), "/values/total"),
        (json!({ "values": { "total": 1.5 } }), "/values/total"),
        (json!({ "values": { "unknown": 1 } }), "/values/unknown"),
        (json!({ "narrative": { "unknown": "x" } }), "/narrative/unknown"),
        (json!({ "narrative": { "results": "a\u{202E}b" } }), "/narrative/results"),
    ] {
        let refused = patch(&body, edited.etag()).expect(422).await;
        assert_eq!(refused.body["errors"][0]["pointer"], pointer);
    }
    for body in [json!({ "state": "accepted" }), json!({ "values": [] }), json!({ "version": 7 })] {
        patch(&body, edited.etag()).expect(400).await;
    }
    let seen = service.get(&unit(), &address).expect(200).await;
    assert_eq!((seen.etag(), &seen.body["values"]), (edited.etag(), &json!({ "total": 12, "surplus": 13 })));
    patch(&json!({ "values": { "surplus": 1 } }), &etag).expect(412).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn h01_a_draft_is_seen_by_its_writers_alone_and_a_report_by_those_whom_it_concerns() {
    let city = City::weekly().await;
    let service = &city.service;
    let (address, _) = city.draft().await;
    for persona in [receiver(), stranger(), Persona::new("TT", Role::Leader)] {
        service.get(&persona, &address).expect(404).await;
        service.post(&persona, &format!("{address}/accept"), &json!({ "hash": "0".repeat(64) })).expect(404).await;
    }
    let owed = city.obligation("DU-25747", "2025-W39").await;
    assert_eq!(owed["latest_submission"], Value::Null);
    service.post(&unit(), &format!("{address}/submit"), &json!({})).expect(200).await;
    service.get(&receiver(), &address).expect(200).await;
    service.get(&Persona::new("TT", Role::Leader), &address).expect(200).await;
    service.get(&stranger(), &address).expect(404).await;
    let unknown = format!("{PREFIX}/submissions/0199b6a0-0000-7000-8000-000000000000");
    let (foreign, none) =
        (service.get(&stranger(), &address).expect(404).await, service.get(&stranger(), &unknown).expect(404).await);
    assert_eq!((&foreign.body["type"], &foreign.body["detail"]), (&none.body["type"], &none.body["detail"]));
    let list = service.get(&stranger(), &format!("{PREFIX}/obligations?organization=DU-25747")).expect(200).await;
    assert!(list.items().is_empty());
    let own = owed["id"].as_str().unwrap();
    assert!(
        service
            .get(&stranger(), &format!("{PREFIX}/submissions?obligation={own}"))
            .expect(200)
            .await
            .items()
            .is_empty()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_stands_beside_what_was_sent_until_it_is_sent() {
    let city = City::weekly().await;
    let service = &city.service;
    let first = city.submitted().await;
    let owed = city.obligation("DU-25747", "2025-W39").await;
    let begin = |body: &Value| {
        let path = format!("{PREFIX}/obligations/{}/submissions", owed["id"].as_str().unwrap());
        service.post(&unit(), &path, body)
    };
    let refused = begin(&json!({})).expect(422).await;
    assert_eq!(refused.body["errors"][0]["pointer"], "/reason");
    let correction = begin(&json!({ "reason": "Cộng nhầm một trụ sở." })).expect(201).await;
    begin(&json!({ "reason": "Lần nữa." })).expect(409).await;
    let owed = city.obligation("DU-25747", "2025-W39").await;
    assert_eq!(
        (&owed["state"], &owed["correction"]),
        (&json!("submitted"), &Value::Null),
        "a draft is its writer's own"
    );
    let address = correction.header("location").unwrap();
    let discard = service.request(&unit(), "DELETE", address).header("if-match", correction.etag());
    discard.expect(204).await;
    assert_eq!(service.get(&unit(), &first).expect(200).await.body["is_effective"], true);
    let correction = begin(&json!({ "reason": "Cộng nhầm một trụ sở." })).expect(201).await;
    let address = correction.header("location").unwrap();
    service.post(&unit(), &format!("{address}/submit"), &json!({})).expect(200).await;
    assert_eq!(service.get(&receiver(), &first).expect(200).await.body["is_effective"], false);
    assert_eq!(service.get(&receiver(), address).expect(200).await.body["is_effective"], true);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_person_grants_what_is_asked_for() {
    let city = City::weekly().await;
    let service = &city.service;
    let owed = city.obligation("DU-25747", "2025-W40").await;
    let path = format!("{PREFIX}/obligations/{}", owed["id"].as_str().unwrap());
    let ask = |persona: &Persona, body: &Value| service.post(persona, &format!("{path}/requests"), body);
    let decide = |persona: &Persona, etag: &str| {
        service
            .post(persona, &format!("{path}/requests/decide"), &json!({ "decision": "granted" }))
            .header("if-match", etag)
    };
    let until = json!({ "kind": "extension", "until": "2025-10-08T17:00:00+07:00", "reason": "Mất kết nối." });
    let asked = ask(&receiver(), &until).expect(200).await;
    ask(&unit(), &until).expect(409).await;
    assert_eq!(decide(&receiver(), asked.etag()).expect(403).await.body["code"], "requester");
    decide(&unit(), asked.etag()).expect(403).await;
    let granted = decide(&receiver().called("btc.second"), asked.etag()).expect(200).await;
    assert_eq!(granted.body["due_at"], "2025-10-08T17:00:00+07:00");
    let duties = service.get(&receiver(), &format!("{PREFIX}/duties")).expect(200).await;
    assert!(duties.items().is_empty());

    ask(&unit(), &json!({ "kind": "waiver", "reason": "Đơn vị giải thể." })).expect(200).await;
    let duties = service.get(&receiver(), &format!("{PREFIX}/duties")).expect(200).await;
    assert_eq!(duties.items()[0]["kind"], "request");
    let seen = service.get(&receiver(), &path).expect(200).await;
    let waived = decide(&receiver(), seen.etag()).expect(200).await;
    assert_eq!(waived.body["state"], "waived");
    service.post(&unit(), &format!("{path}/nil-report"), &json!({})).expect(409).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_nil_report_is_one_call_and_replayed_by_its_key() {
    let city = City::weekly().await;
    let owed = city.obligation("DU-25747", "2025-W39").await;
    let path = format!("{PREFIX}/obligations/{}/nil-report", owed["id"].as_str().unwrap());
    let send =
        || city.service.post(&unit(), &path, &json!({ "remark": "Không phát sinh." })).header("idempotency-key", "k");
    let sent = send().expect(201).await;
    assert_eq!((&sent.body["is_nil"], &sent.body["state"]), (&json!(true), &json!("submitted")));
    assert_eq!(send().expect(201).await.body, sent.body);
    city.service.post(&unit(), &path, &json!({})).expect(409).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_screen_gets_all_it_needs_and_duties_say_whose_move_it_is() {
    let city = City::weekly().await;
    let service = &city.service;
    let duties = service.get(&unit(), &format!("{PREFIX}/duties")).expect(200).await;
    assert_eq!(duties.items().iter().map(|one| one["kind"].clone()).collect::<Vec<_>>(), ["obligation", "obligation"]);
    city.submitted().await;
    assert_eq!(service.get(&unit(), &format!("{PREFIX}/duties")).expect(200).await.items().len(), 1);
    let judged = service.get(&receiver(), &format!("{PREFIX}/duties")).expect(200).await;
    assert_eq!(judged.items()[0]["waits_for"], "decision");

    let owed = city.obligation("DU-25747", "2025-W40").await;
    let path = format!("{PREFIX}/obligations/{}/submissions", owed["id"].as_str().unwrap());
    let begun = service.post(&unit(), &path, &json!({})).expect(201).await;
    let editor = service.get(&unit(), &format!("{}/editor", begun.header("location").unwrap())).expect(200).await;
    assert_eq!(editor.body["previous"], json!({ "total": 12, "surplus": 3 }));
    assert_eq!(editor.body["form"]["sections"][0]["code"], "results");
    assert_eq!(editor.body["obligation"]["due_at"], "2025-10-06T17:00:00+07:00");
}

#[tokio::test(flavor = "multi_thread")]
async fn h33_of_fifty_at_once_one_writes_for_each_version() {
    let city = City::weekly().await;
    let service = &city.service;
    let (address, etag) = city.draft().await;
    let writes = (0..50).map(|number| {
        let body = json!({ "values": { "total": number } });
        service.request(&unit(), "PATCH", &address).json(&body).header("if-match", &etag).send()
    });
    let answers = futures_util::future::join_all(writes).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
    assert!(answers.iter().all(|answer| [200, 412].contains(&answer.status)));
}
