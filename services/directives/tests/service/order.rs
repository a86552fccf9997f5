//! The order of answers: what is wrong in any state comes before the state, and what is wrong for the thing as it stands
//! after it.

use crate::city::{City, doer, receiver, stranger};
use haicap_testing::{Answer, Request};
use serde_json::{Value, json};

fn places(answer: &Answer) -> Vec<&str> {
    answer.body["errors"].as_array().unwrap().iter().map(|error| error["pointer"].as_str().unwrap()).collect()
}

async fn expect_invalid(request: Request, pointers: &[&str]) {
    let refused = request.expect(422).await;
    assert_eq!(places(&refused), pointers, "{}", refused.text);
}

async fn expect_code(request: Request, status: u16, code: &str) {
    assert_eq!(request.expect(status).await.body["code"], code);
}

#[tokio::test(flavor = "multi_thread")]
async fn h34_what_was_sent_about_an_assignment_is_judged_before_its_state() {
    let city = City::with_conclusion().await;
    let task = city.task().await;
    let post = |act: &str, body: Value| city.service.post(&doer(), &format!("{task}/{act}"), &body);
    // The task is not acknowledged yet, so that none of these acts is possible.
    expect_invalid(post("submit", json!({ "result": "implemented", "statement": " " })), &["/statement"]).await;
    expect_code(post("submit", json!({ "result": "implemented", "statement": "Xong." })), 409, "not_in_this_state")
        .await;
    expect_invalid(post("progress", json!({ "percent": 101, "narrative": "" })), &["/percent", "/narrative"]).await;
    let both = json!({ "title": "", "url": "javascript:alert(1)" });
    expect_invalid(post("evidence", both), &["/title", "/url"]).await;
    // Which files there are is asked once evidence may be added.
    let file = json!({ "title": "Tờ trình", "attachment_id": "0199b6a0-0000-7000-8000-000000000000" });
    expect_code(post("evidence", file.clone()), 409, "not_in_this_state").await;
    expect_invalid(post("children", json!({ "organizations": ["NOBODY"] })), &["/organizations/0"]).await;
    // A date that has passed is wrong in every state.
    let past = json!({ "due_on": "2020-01-01", "reason": "Cần thời gian." });
    expect_invalid(post("date-proposals", past), &["/due_on"]).await;

    post("acknowledge", json!({})).expect(200).await;
    expect_invalid(post("evidence", file), &["/attachment_id"]).await;
    let accept = |body: Value| city.service.post(&receiver(), &format!("{task}/accept"), &body);
    // The version that was read comes before what was sent.
    accept(json!({ "hash": "h", "remark": "a".repeat(2_001) })).expect(428).await;
    city.service.post(&stranger(), &format!("{task}/accept"), &json!({ "hash": "h" })).expect(404).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn h34_what_was_sent_about_a_document_is_judged_before_its_state() {
    let city = City::with_conclusion().await;
    let path = format!("/directives/v1/directives/{}", city.directive);
    let post = |act: &str, body: Value| city.service.post(&receiver(), &format!("{path}/{act}"), &body);
    expect_invalid(post("revoke", json!({ "reason": " ", "open_assignments": { "default": "keep" } })), &["/reason"])
        .await;
    let wrong = json!({ "number": "45 KL", "issued_on": "1899-12-31" });
    expect_invalid(post("issue", wrong), &["/number", "/issued_on"]).await;
    expect_code(post("issue", json!({})), 409, "not_in_this_state").await;
    // What is held against the document as it stands comes after its state.
    let patch = |body: Value| city.service.request(&receiver(), "PATCH", &path).json(&body);
    patch(json!({ "title": "" })).expect(428).await;
    expect_code(patch(json!({ "title": "" })).header("if-match", "*"), 409, "not_in_this_state").await;
    let clause = json!({ "label": "1", "kind": "task", "text": "" });
    expect_code(post("clauses", clause.clone()), 409, "not_in_this_state").await;
    let refused = city.service.post(&doer(), &format!("{path}/clauses"), &clause).expect(403).await;
    assert_eq!(refused.body["code"], "not_your_organization");

    let draft = json!({ "scheme": "party", "document_type": "TB", "title": "Thông báo", "issuer": "TT" });
    let drafted = city.service.post(&receiver(), "/directives/v1/directives", &draft).expect(201).await;
    let draft = format!("/directives/v1/directives/{}", drafted.text_at("/id"));
    expect_invalid(city.service.post(&receiver(), &format!("{draft}/clauses"), &clause), &["/text"]).await;
    let ahead = city.service.post(&receiver(), &format!("{draft}/register"), &json!({ "issued_on": "2199-01-01" }));
    expect_code(ahead, 422, "issued_in_future").await;
    expect_code(city.service.post(&receiver(), &format!("{draft}/issue"), &json!({})), 409, "no_number_book").await;
}
