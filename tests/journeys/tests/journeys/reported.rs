//! A report that its receiver acknowledged fulfils the clause that asked for it, whatever is down in between.

use directives::SERVICE as DIRECTIVES;
use haicap_reference::{install, shipped};
use haicap_testing::{Persona, TestService};
use haicap_types::Role;
use reporting::SERVICE as REPORTING;
use serde_json::{Value, json};
use std::time::Duration;

fn author() -> Persona {
    Persona::new("BTC", Role::Coordinator)
}

fn above() -> Persona {
    Persona::new("TT", Role::Coordinator)
}

/// A clause by which the Organization Commission reports to the Standing Body every week, and its assignment.
async fn clause(directives: &TestService) -> (String, String) {
    let document = json!({
        "scheme": "party", "document_type": "KL", "title": "Kết luận", "issuer": "TT", "issued_on": "2025-09-22",
        "clauses": [
            { "label": "1", "kind": "recurring_report", "text": "Báo cáo Thường trực hằng tuần.", "cadence": "weekly",
              "assignments": [{ "accountable": { "organization": "BTC" }, "reports_to": "TT" }] },
        ],
    });
    let made = directives.post(&above(), "/directives/v1/directives", &document).expect(201).await;
    let address = made.header("location").unwrap().to_owned();
    let register = directives.post(&above(), &format!("{address}/register"), &json!({}));
    register.header("if-match", made.etag()).expect(200).await;
    let id = |answer: haicap_testing::Answer| answer.items()[0]["id"].as_str().unwrap().to_owned();
    let clause = id(directives.get(&above(), &format!("{address}/clauses")).expect(200).await);
    let of_it = format!("/directives/v1/assignments?directive={}", made.text_at("/id"));
    (clause, id(directives.get(&above(), &of_it).expect(200).await))
}

/// The week's report to the Standing Body, sent.
async fn sent(reporting: &TestService, clause: &str) -> String {
    let post =
        |persona: &Persona, path: &str, body: &Value| reporting.post(persona, &format!("/reporting/v1{path}"), body);
    let tier = |after: u8, leg: Value| {
        json!({ "deadline": { "kind": "working_days", "after_cutoff": after, "at": "17:00" },
            "locks_after_working_days": 5, "legs": [leg] })
    };
    let indicator = json!({ "code": "total", "name_vi": "Tổng số", "name_en": "Total", "value_type": "integer",
        "over_units": "sum", "over_time": "latest" });
    post(&author(), "/indicators", &indicator).expect(201).await;
    let head = json!({ "code": "commune", "name_vi": "Biểu mẫu", "name_en": "Form" });
    let form = post(&author(), "/forms", &head).expect(201).await;
    let content = json!({ "sections": [{ "code": "figures", "kind": "figures", "title_vi": "Số liệu", "title_en": "Figures",
        "indicators": [{ "code": "total" }] }] });
    post(&author(), "/forms/commune/versions", &content).header("if-match", form.etag()).expect(201).await;
    let regime = json!({
        "code": "weekly", "kind": "periodic", "scheme": "party", "title": "Báo cáo tuần", "required_content": "Tình hình.",
        "channel": "Hệ thống", "frequency": { "kind": "weekly", "first_weekday": "monday" },
        "cutoff": { "days_before_end": 0, "at": "24:00" }, "starts_on": "2025-09-22", "serves_clause": clause,
        "tiers": [
            tier(1, json!({ "audience": "commune-party-committees", "receiver": "BTC", "form": "commune" })),
            tier(2, json!({ "organization": "BTC", "receiver": "TT" })),
        ],
    });
    post(&author(), "/regimes?acknowledged_warnings=deadlines_passed", &regime).expect(201).await;
    let period = json!({ "regime": "weekly", "period": "2025-W40" });
    let report = post(&author(), "/consolidated-reports", &period).expect(201).await;
    let address = report.header("location").unwrap().to_owned();
    let path = address.strip_prefix("/reporting/v1").unwrap().to_owned();
    let signer = json!({ "signer": { "name": "Nguyễn Văn A" } });
    let edit = reporting.request(&author(), "PATCH", &address).json(&signer).header("if-match", report.etag());
    edit.expect(200).await;
    let asked = post(&author(), &format!("{path}/request-approval"), &json!({})).expect(200).await;
    let approve =
        post(&Persona::new("BTC", Role::Leader), &format!("{path}/approve"), &json!({ "hash": asked.body["hash"] }));
    let approved = approve.header("if-match", asked.etag()).expect(200).await;
    let send = json!({ "document_number": "45-BC/BTCTU", "issued_on": "2025-10-01" });
    post(&author(), &format!("{path}/send"), &send).header("if-match", approved.etag()).expect(200).await;
    path
}

#[tokio::test(flavor = "multi_thread")]
async fn an_acknowledged_report_fulfils_that_period_of_the_clause_once() {
    let reporting = TestService::start(REPORTING).await;
    install(&reporting.host, shipped::parts()).await.unwrap();
    reporting.expect_directory().await;
    let directives = TestService::start_following(DIRECTIVES, &[&reporting]).await;
    install(&directives.host, shipped::parts()).await.unwrap();
    directives.expect_directory().await;
    let (clause, assignment) = clause(&directives).await;
    let report = sent(&reporting, &clause).await;
    reporting.post(&above(), &format!("/reporting/v1{report}/acknowledge"), &json!({})).expect(200).await;

    let path = format!("/directives/v1/assignments/{assignment}/fulfilments");
    let mut fulfilled = Value::Null;
    for _ in 0..100 {
        let seen = directives.get(&above(), &path).expect(200).await;
        if let Some(period) = seen.items().iter().find(|one| !one["fulfilled_at"].is_null()) {
            fulfilled = period.clone();
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert_eq!((&fulfilled["period"], &fulfilled["remark"]), (&json!("2025-W40"), &json!("45-BC/BTCTU")));
    let history = format!("/directives/v1/assignments/{assignment}/history");
    let history = directives.get(&above(), &history).expect(200).await;
    let told = history.items().iter().filter(|item| item["kind"] == "directives.assignment.period_fulfilled");
    assert_eq!(told.count(), 1);

    let ready: Value =
        reqwest::get(format!("{}/health/ready", directives.ops_origin())).await.unwrap().json().await.unwrap();
    let [follower] = ready["services"][0]["followers"].as_array().unwrap().as_slice() else { panic!("{ready}") };
    assert_eq!((&follower["source"], &follower["state"]), (&json!("reporting"), &json!("up_to_date")));
    assert!(follower["caught_up_at"].is_string(), "{follower}");
}
