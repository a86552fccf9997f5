use crate::city::{City, doer, receiver};
use haicap_testing::Persona;
use haicap_types::Role;
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn h33_of_fifty_writers_with_one_etag_one_wins() {
    let city = City::with_conclusion().await;
    let task = city.task().await;
    let seen = city.service.get(&doer(), &task).expect(200).await;
    let writers = (0..50).map(|_| {
        city.service.post(&doer(), &format!("{task}/acknowledge"), &json!({})).header("if-match", seen.etag()).send()
    });
    let mut answers: Vec<u16> = futures_util::future::join_all(writers).await.iter().map(|one| one.status).collect();
    answers.sort_unstable();
    assert_eq!((answers[0], answers[1]), (200, 412), "{answers:?}");
    let history = city.service.get(&doer(), &format!("{task}/history")).expect(200).await;
    assert_eq!(history.items().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn h33_fifty_writers_without_an_etag_are_all_heard() {
    let city = City::with_conclusion().await;
    let task = city.task().await;
    city.service.post(&doer(), &format!("{task}/acknowledge"), &json!({})).expect(200).await;
    let writers = (0..50).map(|percent| {
        let body = json!({ "percent": percent, "narrative": "Đang thực hiện." });
        city.service.post(&doer(), &format!("{task}/progress"), &body).expect(200)
    });
    futures_util::future::join_all(writers).await;
    let seen = city.service.get(&doer(), &task).expect(200).await;
    assert_eq!(seen.body["version"], 52);
}

#[tokio::test(flavor = "multi_thread")]
async fn h32_the_same_key_at_once_is_one_effect_and_one_answer() {
    let city = City::with_conclusion().await;
    let task = city.task().await;
    city.service.post(&doer(), &format!("{task}/acknowledge"), &json!({})).expect(200).await;
    let path = format!("{task}/progress");
    let send = |key: &str, words: &str| {
        let body = json!({ "narrative": words });
        city.service.post(&doer(), &path, &body).header("idempotency-key", key).send()
    };
    let twins = futures_util::future::join_all((0..8).map(|_| send("key-1", "Đã mở 3 lớp."))).await;
    assert!(twins.iter().all(|twin| twin.status == 200 && twin.text == twins[0].text));
    assert_eq!(twins.iter().filter(|twin| twin.header("idempotency-replayed").is_none()).count(), 1);
    let list = city.service.get(&doer(), &path).expect(200).await;
    assert_eq!(list.items().len(), 1);

    assert_eq!(send("key-1", "Đã mở 4 lớp.").await.status, 422);
    let decomposed = "\u{110}a\u{303} m\u{1a1}\u{309} 3 l\u{1a1}\u{301}p.";
    assert_eq!(send("key-1", decomposed).await.header("idempotency-replayed"), Some("true"));
    let spelled = |text: &str| {
        let request = city.service.request(&doer(), "POST", &path).header("idempotency-key", "key-1");
        request.bytes("application/json", text.as_bytes().to_vec()).send()
    };
    let escaped = spelled("{\n  \"narrative\" : \"\\u0110ã mở 3 lớp.\"\n}").await;
    assert_eq!(escaped.header("idempotency-replayed"), Some("true"));
    assert_eq!(spelled(r#"{"narrative":"Đã mở 3 lớp.","percent":null}"#).await.status, 422);
    assert_eq!(send("key-2", "Đã mở 4 lớp.").await.header("idempotency-replayed"), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn h32_only_successes_are_kept_and_a_day_is_long_enough() {
    let city = City::with_conclusion().await;
    let task = city.task().await;
    let start = || city.service.post(&doer(), &format!("{task}/start"), &json!({})).header("idempotency-key", "key-1");
    start().expect(409).await;
    city.service.post(&doer(), &format!("{task}/acknowledge"), &json!({})).expect(200).await;
    start().expect(200).await;
    assert_eq!(start().expect(200).await.header("idempotency-replayed"), Some("true"));
    city.service.database.run("update idempotency_key set created_at = created_at - interval '25 hours'").await;
    start().expect(409).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn h33_edits_of_a_clause_that_name_the_version_they_read_are_never_lost() {
    let city = City::with_conclusion().await;
    let body = json!({ "scheme": "party", "document_type": "KL", "title": "Kết luận", "issuer": "TT" });
    let draft = city.service.post(&receiver(), "/directives/v1/directives", &body).expect(201).await;
    let clauses = format!("{}/clauses", draft.header("location").unwrap());
    let first = json!({ "label": "1", "kind": "commendation", "text": "Biểu dương." });
    let first = city.service.post(&receiver(), &clauses, &first).header("if-match", draft.etag()).expect(201).await;
    let clause = first.header("location").unwrap();
    let count = |view: &Value| view["text"].as_str().and_then(|text| text.parse().ok()).unwrap_or(0_u32);
    let edit = async || {
        let mut saved = 0;
        for _ in 0..40 {
            let seen = city.service.get(&receiver(), clause).expect(200).await;
            let next = json!({ "text": (count(&seen.body) + 1).to_string() });
            let edit = city.service.request(&receiver(), "PATCH", clause).json(&next).header("if-match", seen.etag());
            saved += u32::from(edit.send().await.status == 200);
        }
        saved
    };
    let saved: u32 = futures_util::future::join_all([edit(), edit(), edit(), edit()]).await.into_iter().sum();
    assert_eq!(count(&city.service.get(&receiver(), clause).expect(200).await.body), saved);
}

#[tokio::test(flavor = "multi_thread")]
async fn h33_of_several_who_issue_or_register_a_draft_at_once_one_does_and_the_others_learn_it() {
    let city = City::with_conclusion().await;
    let service = &city.service;
    let book = json!({ "code": "TT", "scheme": "party", "issuer_symbol": "TU", "issuers": ["TT"] });
    service.post(&receiver(), "/directives/v1/number-books", &book).expect(201).await;
    let office = Persona::new("VPTU", Role::Coordinator);
    service.post(&office, "/directives/v1/terms", &json!({ "starts_on": "2020-10-14" })).expect(201).await;
    for (act, body) in [("issue", json!({})), ("register", json!({ "number": "77-KL/TU" }))] {
        let draft =
            json!({ "scheme": "party", "document_type": "KL", "title": format!("Kết luận {act}"), "issuer": "TT" });
        let made = service.post(&receiver(), "/directives/v1/directives", &draft).expect(201).await;
        let path = format!("/directives/v1/directives/{}/{act}", made.text_at("/id"));
        let all = (0..5).map(|_| service.post(&receiver(), &path, &body).header("if-match", "*").send());
        let answers = futures_util::future::join_all(all).await;
        let mut told: Vec<_> = answers.iter().map(|one| (one.status, one.body["code"].clone())).collect();
        told.sort_by_key(|(status, _)| *status);
        assert_eq!(told[0].0, 200, "{act}: {told:?}");
        assert!(told[1..].iter().all(|one| *one == (409, json!("not_in_this_state"))), "{act}: {told:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn h43_an_act_takes_no_parameter_that_it_does_not_know() {
    let city = City::with_conclusion().await;
    let task = city.task().await;
    for query in ["dry_run=true", "abc=1"] {
        let refused = city.service.post(&doer(), &format!("{task}/acknowledge?{query}"), &json!({})).expect(400).await;
        assert_eq!(refused.body["errors"][0]["pointer"], query.split_once('=').unwrap().0);
    }
    assert_eq!(city.service.get(&doer(), &task).expect(200).await.body["state"], "assigned");
}
