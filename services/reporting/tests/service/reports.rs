//! Reports: written, sent, judged and corrected.

use crate::city::{City, indicator, receiver, stranger, unit};
use haicap_testing::{Answer, Persona};
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
    let remarks = json!({ "remarks": { "/values/surplus": "Đề nghị rà soát lại số này." } });
    let returned = service.post(&receiver(), &format!("{address}/return"), &remarks).expect(200).await;
    assert_eq!(returned.body["state"], "returned");
    let expect_told = async || {
        let duties = service.get(&unit(), &format!("{PREFIX}/duties")).expect(200).await;
        let one = duties.items().iter().find(|one| one["source"]["part"] == "2025-W39").unwrap().clone();
        let told = (&json!("returned"), &json!("Đề nghị rà soát lại số này."));
        assert_eq!((&one["cause"], &one["remark"]), told);
    };
    expect_told().await;

    let owed = city.obligation("DU-25747", "2025-W39").await;
    assert_eq!((&owed["state"], &owed["effective_submission"]), (&json!("returned"), &Value::Null));
    let obligation = format!("{PREFIX}/obligations/{}", owed["id"].as_str().unwrap());
    let next = service.post(&unit(), &format!("{obligation}/submissions"), &json!({})).expect(201).await;
    assert_eq!(next.body["remarks"]["/values/surplus"], "Đề nghị rà soát lại số này.");
    assert_eq!((&next.body["number"], &next.body["values"]["surplus"]), (&json!(2), &json!(3)));
    expect_told().await;
    let address = next.header("location").unwrap().to_owned();
    let edit = service.request(&unit(), "PATCH", &address).json(&json!({ "values": { "surplus": 2 } }));
    edit.header("if-match", next.etag()).expect(200).await;
    let sent = service.post(&unit(), &format!("{address}/submit"), &json!({})).expect(200).await;

    let accept = |body: &Value| service.post(&receiver(), &format!("{address}/accept"), body);
    accept(&json!({ "hash": sent.body["hash"] })).expect(428).await;
    let seen = service.get(&receiver(), &address).expect(200).await;
    accept(&json!({ "hash": "0".repeat(64) })).header("if-match", seen.etag()).expect(422).await;
    let outdated = accept(&json!({ "hash": sent.body["hash"] })).header("if-match", next.etag()).expect(412).await;
    assert_eq!(outdated.body["last_change"]["kind"], "reporting.submission.submitted");
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
    assert_eq!(places(&edited), ["/narrative/results required", "/values/surplus within", "/values/total within"]);
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
    let requests = format!("{PREFIX}/duties?kind=request");
    assert!(service.get(&receiver(), &requests).expect(200).await.items().is_empty());

    ask(&unit(), &json!({ "kind": "waiver", "reason": "Đơn vị giải thể." })).expect(200).await;
    let duties = service.get(&receiver(), &requests).expect(200).await;
    let request = &duties.items()[0]["request"];
    assert_eq!((&request["kind"], &request["by"]["subject"]), (&json!("waiver"), &json!("du-25747.officer")));
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
    let waiting = &judged.items()[0];
    assert_eq!((&waiting["waits_for"], &waiting["cause"]), (&json!("decision"), &json!("submitted")));
    assert_eq!((&waiting["counterpart"]["code"], &waiting["source"]["part"]), (&json!("DU-25747"), &json!("2025-W39")));
    let acts: Vec<_> = waiting["actions"].as_array().unwrap().iter().map(|act| act["name"].clone()).collect();
    assert_eq!(acts, ["return", "accept"]);
    let counts = service.get(&receiver(), &format!("{PREFIX}/duties/counts")).expect(200).await;
    assert_eq!(counts.body["total"], judged.items().len());

    let owed = city.obligation("DU-25747", "2025-W40").await;
    let path = format!("{PREFIX}/obligations/{}/submissions", owed["id"].as_str().unwrap());
    let begun = service.post(&unit(), &path, &json!({})).expect(201).await;
    let editor = service.get(&unit(), &format!("{}/editor", begun.header("location").unwrap())).expect(200).await;
    let previous = &editor.body["previous"];
    assert_eq!(
        (&previous["period"]["key"], &previous["values"]),
        (&json!("2025-W39"), &json!({ "total": 12, "surplus": 3 }))
    );
    assert_eq!(previous["narrative"].as_object().unwrap().len(), 1);
    assert_eq!(editor.body["writable"], json!(["/narrative/results", "/values/total", "/values/surplus"]));
    assert_eq!(editor.body["form"]["sections"][0]["code"], "results");
    assert_eq!(editor.body["obligation"]["due_at"], "2025-10-06T17:00:00+07:00");
}

/// The places and codes of issues, or the codes and places of rules that were not applied.
fn said(answer: &Answer, member: &str) -> Vec<String> {
    let all = answer.body[member].as_array().unwrap().iter();
    all.map(|one| match &one["place"] {
        Value::String(place) => format!("{place} {}", one["code"].as_str().unwrap()),
        _ => format!("{} {}", one["code"].as_str().unwrap(), one["places"][0].as_str().unwrap()),
    })
    .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn sending_is_offered_once_nothing_is_wrong_any_more() {
    let city = City::weekly().await;
    let service = &city.service;
    let content = json!({ "values": { "total": 12, "surplus": 13 }, "narrative": { "results": "Đã xong." } });
    let (address, etag) = city.drafted("DU-25747", "2025-W39", &content).await;
    let submit = |answer: &Answer| {
        let actions = answer.body["actions"].as_array().unwrap();
        actions.iter().find(|one| one["name"] == "submit").unwrap().clone()
    };
    let broken = service.get(&unit(), &address).expect(200).await;
    assert_eq!(submit(&broken)["is_allowed"], false);
    assert_eq!(submit(&broken)["reason"]["code"], "has_errors");
    let owed = broken.text_at("/obligation_id");
    let listed = service.get(&unit(), &format!("{PREFIX}/submissions?obligation={owed}")).expect(200).await;
    let names: Vec<_> = listed.items()[0]["actions"].as_array().unwrap().iter().map(|one| &one["name"]).collect();
    assert_eq!(names, ["edit", "discard"]);
    let refused = service.post(&unit(), &format!("{address}/submit"), &json!({})).expect(422).await;
    assert_eq!(refused.body["errors"][0]["pointer"], "/values/surplus");
    let mend = service.request(&unit(), "PATCH", &address).json(&json!({ "values": { "surplus": 3 } }));
    let mended = mend.header("if-match", &etag).expect(200).await;
    assert_eq!(submit(&mended)["is_allowed"], true);
    assert_eq!(said(&mended, "rules_not_applied"), ["fewer /previous/values/total"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_accepts_sees_what_should_be_looked_at_also_after_a_report_of_nothing() {
    let city = City::weekly().await;
    let service = &city.service;
    city.submitted().await;
    let content = json!({ "values": { "total": 5 }, "narrative": { "results": "Đã xong." } });
    let address = city.report("DU-25747", "2025-W40", &content).await;
    let seen = service.get(&receiver(), &address).expect(200).await;
    assert_eq!(said(&seen, "issues"), ["/values/total fewer"]);
    assert_eq!(said(&seen, "rules_not_applied"), ["within /values/surplus"]);
    let editor = service.get(&receiver(), &format!("{address}/editor")).expect(200).await;
    assert_eq!(editor.body["writable"], json!([]));

    let owed = async |period: &str, below: &str| {
        let found = city.obligation("DU-25750", period).await;
        format!("{PREFIX}/obligations/{}/{below}", found["id"].as_str().unwrap())
    };
    let nil = service.post(&stranger(), &owed("2025-W39", "nil-report").await, &json!({})).expect(201).await;
    assert_eq!(said(&nil, "issues"), Vec::<String>::new());
    let begun = service.post(&stranger(), &owed("2025-W40", "submissions").await, &json!({})).expect(201).await;
    let editor = service.get(&stranger(), &format!("{}/editor", begun.header("location").unwrap())).expect(200).await;
    assert_eq!(editor.body["previous"]["values"], json!({ "total": 0, "surplus": 0 }), "nothing is zero");
}

#[tokio::test(flavor = "multi_thread")]
async fn decimals_decide_exactly_and_ratios_follow_while_somebody_writes() {
    let decimal = |code: &str| {
        let mut one = indicator(code);
        (one["value_type"], one["decimals"]) = (json!("decimal"), json!(1));
        one
    };
    let mut rate = decimal("rate");
    (rate["value_type"], rate["over_units"], rate["minimum"]) = (json!("percent"), json!("none"), Value::Null);
    rate["ratio"] = json!({ "numerator": "a", "denominator": "b", "scale": 100 });
    let rule = |code: &str, expression: &str| json!({ "code": code, "expression": expression, "severity": "error", "message_vi": "Sai.", "message_en": "Wrong." });
    let form = json!({
        "sections": [{ "code": "figures", "kind": "figures", "title_vi": "Số liệu", "title_en": "Figures",
            "indicators": [{ "code": "a" }, { "code": "b" }, { "code": "c" }, { "code": "rate" }] }],
        "rules": [rule("adds_up", "a + b == c"), rule("half", "a / b >= 0.5")],
    });
    let city = City::asking(vec![decimal("a"), decimal("b"), decimal("c"), rate], &form).await;
    let (address, etag) =
        city.drafted("DU-25747", "2025-W39", &json!({ "values": { "a": "0.1", "b": "0.2", "c": "0.3" } })).await;
    let drafted = city.service.get(&unit(), &address).expect(200).await;
    assert_eq!((&drafted.body["issues"], &drafted.body["ratios"]), (&json!([]), &json!({ "rate": "50" })));
    let edit = |etag: &str, values: Value| {
        let edit = city.service.request(&unit(), "PATCH", &address).json(&json!({ "values": values }));
        edit.header("if-match", etag).expect(200)
    };
    let edited = edit(&etag, json!({ "b": 0, "c": "0.1" })).await;
    assert_eq!(said(&edited, "issues"), ["/values/a half", "/values/b half"]);
    assert_eq!(edited.body["ratios"], json!({}), "of nothing there is no share");
    city.service.post(&unit(), &format!("{address}/submit"), &json!({})).expect(422).await;
    let editor = city.service.get(&unit(), &format!("{address}/editor")).expect(200).await;
    assert_eq!(editor.body["writable"], json!(["/values/a", "/values/b", "/values/c"]));
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
