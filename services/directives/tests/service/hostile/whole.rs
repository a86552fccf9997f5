use super::catalogue::directive;
use super::{ASSIGNMENTS, DIRECTIVES, expect_problem, facts};
use crate::city::{City, doer, receiver};
use haicap_types::Role;
use serde_json::{Value, json};

/// A task that may be divided.
async fn started(city: &City) -> String {
    let task = city.task().await;
    for step in ["acknowledge", "start"] {
        city.service.post(&doer(), &format!("{task}/{step}"), &json!({})).expect(200).await;
    }
    task
}

#[tokio::test(flavor = "multi_thread")]
async fn h32_a_key_belongs_to_one_person_acting_for_one_organization() {
    let city = City::with_conclusion().await;
    let task = started(&city).await;
    let path = format!("{task}/progress");
    let send = |who: &haicap_testing::Persona, words: &str| {
        let request = city.service.post(who, &path, &json!({ "narrative": words }));
        request.header("idempotency-key", "key-1").send()
    };
    assert_eq!(send(&doer(), "Đã mở 3 lớp.").await.status, 200);
    let colleague = doer().called("a.colleague");
    let theirs = send(&colleague, "Đã mở 4 lớp.").await;
    assert_eq!((theirs.status, theirs.header("idempotency-replayed")), (200, None));
    // Somebody whom it does not concern learns nothing by a key that was used.
    expect_problem(&send(&crate::city::stranger(), "Đã mở 3 lớp.").await, 404, "a stranger");
    assert_eq!(city.service.get(&doer(), &path).expect(200).await.items().len(), 2);
    for key in ["", &"k".repeat(256), "khóa"] {
        let request = city.service.post(&doer(), &path, &json!({ "narrative": "x" })).header("idempotency-key", key);
        expect_problem(&request.send().await, 400, key);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn h32_an_answer_is_repeated_only_to_who_has_the_roles_that_it_was_given_for() {
    let city = City::with_conclusion().await;
    let task = started(&city).await;
    let path = format!("{task}/progress");
    let send = |roles: &[Role]| {
        let mut who = doer();
        who.memberships[0].roles = roles.to_vec();
        let request = city.service.post(&who, &path, &json!({ "narrative": "Đã mở 3 lớp." }));
        request.header("idempotency-key", "key-1").send()
    };
    assert_eq!(send(&[Role::Coordinator]).await.status, 200);
    for (roles, status) in [
        (vec![Role::Coordinator, Role::Leader], 200),
        (vec![Role::Inspector], 403),
        (vec![Role::Leader], 403),
        (vec![Role::Coordinator], 200),
    ] {
        let again = send(&roles).await;
        assert_eq!(again.status, status, "{roles:?}: {}", again.text);
        assert_eq!(again.header("idempotency-replayed").is_some(), status == 200, "{roles:?}");
    }
    assert_eq!(city.service.get(&doer(), &path).expect(200).await.items().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn h35_a_bulk_call_that_fails_in_the_middle_leaves_nothing() {
    let city = City::with_conclusion().await;
    let task = started(&city).await;
    let before = facts(&city.service).await;
    let path = format!("{task}/children");
    for organizations in [json!(["SNV", "STC", "NOBODY"]), json!(["SNV", "STC", "BTC"]), json!(["SNV", "SNV"])] {
        let refused = city.service.post(&doer(), &path, &json!({ "organizations": organizations })).send().await;
        assert!(matches!(refused.status, 409 | 422), "{organizations}: {}", refused.text);
    }
    let mut document = directive();
    document["clauses"] =
        json!([document["clauses"][0], document["clauses"][1], { "label": "1", "kind": "task", "text": "x" }]);
    city.service.post(&receiver(), DIRECTIVES, &document).expect(422).await;
    assert_eq!(facts(&city.service).await, before);
    assert_eq!(city.service.get(&receiver(), DIRECTIVES).expect(200).await.items().len(), 1);

    // The database refuses the tenth of sixteen rows.
    let database = &city.service.database;
    database.run("alter table assignment add constraint broken check (accountable <> 'SKHCN') not valid").await;
    let give = || {
        let parts = json!({ "audience": "departments", "title": "Cử cán bộ dự lớp" });
        city.service.post(&doer(), &path, &parts).header("idempotency-key", "parts").send()
    };
    expect_problem(&give().await, 500, "the database refuses a row");
    assert_eq!(facts(&city.service).await, before);
    assert_eq!(parts(&city, &task).await, 0);
    database.run("alter table assignment drop constraint broken").await;
    let given = give().await;
    assert_eq!((given.status, given.header("idempotency-replayed")), (200, None), "a failure keeps no key");
    assert_eq!(parts(&city, &task).await, 16);
}

#[tokio::test(flavor = "multi_thread")]
async fn h35_a_document_comes_into_force_with_all_its_assignments_or_not_at_all() {
    let city = City::with_conclusion().await;
    let mut body = directive();
    body["number"] = json!(null);
    let draft = city.service.post(&receiver(), DIRECTIVES, &body).expect(201).await;
    let path = format!("{DIRECTIVES}/{}", draft.text_at("/id"));
    let before = facts(&city.service).await;
    let database = &city.service.database;
    database.run("alter table assignment add constraint broken check (accountable <> 'SKHCN') not valid").await;
    let register = || city.service.post(&receiver(), &format!("{path}/register"), &json!({})).send();
    expect_problem(&register().await, 500, "the database refuses a row");
    let seen = city.service.get(&receiver(), &path).expect(200).await;
    assert_eq!((&seen.body["state"], &seen.body["version"]), (&json!("draft"), &draft.body["version"]));
    assert_eq!(facts(&city.service).await, before);
    database.run("alter table assignment drop constraint broken").await;
    assert_eq!(register().await.status, 200);
}

async fn parts(city: &City, task: &str) -> usize {
    let whole = city.service.get(&doer(), task).expect(200).await;
    let list =
        city.service.get(&doer(), &format!("{ASSIGNMENTS}?limit=50&parent={}", whole.text_at("/id"))).expect(200).await;
    assert_eq!(whole.body["children"]["total"], Value::from(list.items().len()));
    list.items().len()
}
