//! The order of answers: what is wrong in any state comes before the state, and what is wrong for the thing as it stands
//! after it.

use crate::city::{City, receiver, unit};
use haicap_testing::{Answer, Request};
use serde_json::{Value, json};

const PREFIX: &str = "/reporting/v1";

fn places(answer: &Answer) -> Vec<&str> {
    answer.body["errors"].as_array().unwrap().iter().map(|error| error["pointer"].as_str().unwrap()).collect()
}

async fn expect_invalid(request: Request, pointers: &[&str]) {
    let refused = request.expect(422).await;
    assert_eq!(places(&refused), pointers, "{}", refused.text);
}

async fn expect_not_now(request: Request, code: &str) {
    assert_eq!(request.expect(409).await.body["code"], code);
}

#[tokio::test(flavor = "multi_thread")]
async fn h34_what_was_sent_about_an_obligation_is_judged_before_its_state() {
    let city = City::weekly().await;
    let address = city.submitted().await;
    let owed = city.obligation("DU-25747", "2025-W39").await;
    let obligation = format!("{PREFIX}/obligations/{}", owed["id"].as_str().unwrap());
    let service = &city.service;
    let ask = |body: Value| service.post(&unit(), &format!("{obligation}/requests"), &body);
    let (reason, until) = ("Mất điện.", "2025-10-03T17:00:00+07:00");
    expect_invalid(ask(json!({ "kind": "extension", "reason": " " })), &["/until", "/reason"]).await;
    expect_invalid(ask(json!({ "kind": "waiver", "until": until, "reason": reason })), &["/until"]).await;
    expect_not_now(ask(json!({ "kind": "waiver", "reason": reason })), "already_submitted").await;

    let long = "a".repeat(2_001);
    let nothing = |body: Value| service.post(&unit(), &format!("{obligation}/nil-report"), &body);
    expect_invalid(nothing(json!({ "remark": long })), &["/remark"]).await;
    expect_not_now(nothing(json!({})), "already_submitted").await;

    let accepted = json!({ "hash": service.get(&receiver(), &address).expect(200).await.body["hash"] });
    service.post(&receiver(), &format!("{address}/accept"), &accepted).header("if-match", "*").expect(200).await;
    let give_back = |body: Value| service.post(&receiver(), &format!("{address}/return"), &body);
    expect_invalid(give_back(json!({})), &["/remarks"]).await;
    expect_invalid(give_back(json!({ "remarks": { "/values/a~b": "" } })), &["/remarks/~1values~1a~0b"]).await;
    // Which places the form has is asked once the report can be returned.
    expect_not_now(give_back(json!({ "remarks": { "/values/unknown": "Xem lại." } })), "not_submitted").await;
    let edit = service.request(&unit(), "PATCH", &address).json(&json!({ "values": { "unknown": 1 } }));
    expect_not_now(edit.header("if-match", "*"), "no_draft").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn h34_what_was_sent_about_a_consolidated_report_is_judged_before_its_state() {
    let city = City::weekly().await;
    let approved = city.approved_for("weekly", "2025-W39").await;
    let path = format!("{PREFIX}/consolidated-reports/{}", approved.text_at("/id"));
    let post = |act: &str, body: Value| {
        city.service.post(&receiver(), &format!("{path}/{act}"), &body).header("if-match", "*")
    };
    let sent = json!({ "document_number": "45-BC/BTCTU", "issued_on": "2025-10-01" });
    post("send", sent.clone()).expect(200).await;
    let bad = json!({ "document_number": "45 BC", "issued_on": "1899-12-31" });
    expect_invalid(post("send", bad), &["/document_number", "/issued_on"]).await;
    expect_not_now(post("send", sent), "not_in_this_state").await;
    expect_invalid(post("return", json!({ "remark": "" })), &["/remark"]).await;
    expect_not_now(post("return", json!({ "remark": "Sai." })), "not_in_this_state").await;
}
