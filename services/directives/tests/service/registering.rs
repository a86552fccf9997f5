//! Who may enter and end whose documents, and what a registered number does to its series.

use crate::city::start as city;
use haicap_testing::{Answer, Persona, TestService};
use haicap_types::Role;
use serde_json::{Value, json};

const DIRECTIVES: &str = "/directives/v1/directives";
const BOOKS: &str = "/directives/v1/number-books";
const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";

fn of(organization: &str) -> Persona {
    Persona::new(organization, Role::Coordinator)
}

/// A decision of a department, public, so that everybody sees it.
fn decision(links: &Value) -> Value {
    json!({
        "scheme": "state", "document_type": "QĐ", "title": "Quyết định về phân công", "issuer": "SNV",
        "classification": "public", "links": links,
        "clauses": [{ "label": "1", "kind": "task", "text": "Rà soát hồ sơ.",
                      "assignments": [{ "accountable": { "organization": "STC" } }] }],
    })
}

/// A notice of the Standing Body.
fn notice() -> Value {
    json!({ "scheme": "party", "document_type": "TB", "title": "Thông báo", "issuer": "TT", "issued_on": "2025-09-22" })
}

/// The link of a document that ends another one, whose open assignments are withdrawn.
fn ending(kind: &str, old: &str) -> Value {
    let id = old.rsplit('/').next().unwrap();
    json!([{ "kind": kind, "directive_id": id, "open_assignments": { "default": "withdraw" } }])
}

async fn draft(city: &TestService, who: &Persona, body: &Value) -> String {
    let drafted = city.post(who, DIRECTIVES, body).expect(201).await;
    format!("{DIRECTIVES}/{}", drafted.text_at("/id"))
}

async fn register(city: &TestService, who: &Persona, path: &str, body: &Value) -> Answer {
    city.post(who, &format!("{path}/register"), body).send().await
}

fn action<'a>(answer: &'a Answer, name: &str) -> &'a Value {
    let actions = answer.body["actions"].as_array().unwrap();
    actions.iter().find(|action| action["name"] == name).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn oversight_reads_and_urges_and_never_writes() {
    let city = city().await;
    let own = of("SNV");
    let path = draft(&city, &own, &decision(&json!([]))).await;
    assert_eq!(register(&city, &own, &path, &json!({})).await.status, 200);
    let book = json!({ "code": "SNV", "scheme": "state", "issuer_symbol": "SNV", "issuers": ["SNV"] });
    city.post(&own, BOOKS, &book).expect(201).await;
    let id = path.rsplit('/').next().unwrap();
    let other = json!({ "code": "SNV2", "scheme": "state", "issuer_symbol": "SNV2", "issuers": ["SNV"] });
    // All of them oversee the department; the office keeps the register of its own committee, and no other.
    for overseer in ["TT", "BTV", "UBKT", "BTC", "VPTU", "DU-UBND", "UBND"] {
        let overseer = of(overseer);
        let seen = city.get(&overseer, &path).expect(200).await;
        assert!(seen.body["actions"].as_array().unwrap().iter().all(|action| action["is_allowed"] == false));
        let link = json!([{ "kind": "revokes", "directive_id": id, "open_assignments": { "default": "withdraw" } }]);
        for body in [decision(&json!([])), decision(&link)] {
            let refused = city.post(&overseer, DIRECTIVES, &body).expect(403).await;
            assert_eq!(refused.body["code"], "not_your_organization");
        }
        let file = city.request(&overseer, "POST", &format!("{path}/attachments?file_name=a.pdf"));
        file.bytes("application/octet-stream", PDF.to_vec()).expect(403).await;
        city.post(&overseer, BOOKS, &other).expect(403).await;
        let patch = city.request(&overseer, "PATCH", &format!("{BOOKS}/SNV")).json(&json!({ "issuers": ["SNV"] }));
        patch.header("if-match", "*").expect(403).await;
    }
    assert_eq!(city.get(&own, &path).expect(200).await.body["state"], "registered");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_registers_a_document_that_ends_another_may_also_revoke_that_one() {
    let city = city().await;
    let (issuer, office) = (of("TT"), of("VPTU"));
    for kind in ["supersedes", "revokes"] {
        let mut body = notice();
        body["title"] = json!(format!("Thông báo {kind}"));
        let old = draft(&city, &office, &body).await;
        assert_eq!(register(&city, &office, &old, &json!({})).await.status, 200, "what it ends is nothing");
        body["links"] = ending(kind, &old);
        let new = draft(&city, &office, &body).await;
        let seen = city.get(&office, &new).expect(200).await;
        assert_eq!(action(&seen, "register")["is_allowed"], false, "{kind}");
        let refused = register(&city, &office, &new, &json!({})).await;
        assert_eq!((refused.status, &refused.body["code"]), (403, &json!("not_your_organization")), "{kind}");
        assert_eq!(city.get(&issuer, &old).expect(200).await.body["state"], "registered");

        let seen = city.get(&issuer, &new).expect(200).await;
        assert_eq!(action(&seen, "register")["is_allowed"], true, "{kind}");
        assert_eq!(register(&city, &issuer, &new, &json!({})).await.status, 200);
        let ended = city.get(&issuer, &old).expect(200).await;
        assert_eq!(ended.body["state"], if kind == "supersedes" { "superseded" } else { "revoked" });
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stands_in_the_way_of_a_draft_is_not_offered_again() {
    let city = city().await;
    let issuer = of("TT");
    let old = draft(&city, &issuer, &notice()).await;
    assert_eq!(register(&city, &issuer, &old, &json!({})).await.status, 200);
    let mut body = notice();
    body["links"] = ending("supersedes", &old);
    let new = draft(&city, &issuer, &body).await;
    let revoke = json!({ "reason": "Hết hiệu lực", "open_assignments": { "default": "withdraw" } });
    city.post(&issuer, &format!("{old}/revoke"), &revoke).expect(200).await;
    let refused = register(&city, &issuer, &new, &json!({})).await;
    assert_eq!((refused.status, &refused.body["code"]), (409, &json!("linked_document_not_in_force")));
    assert_eq!(refused.body["legal_actions"], json!(["edit", "add_clause", "edit_clauses", "attach", "delete"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_registered_number_is_taken_and_does_not_use_up_its_series() {
    let city = city().await;
    let (issuer, office) = (of("TT"), of("VPTU"));
    let book = json!({ "code": "TU", "scheme": "party", "issuer_symbol": "TU", "issuers": ["TT", "BTV"] });
    city.post(&office, BOOKS, &book).expect(201).await;
    city.post(&office, "/directives/v1/terms", &json!({ "starts_on": "2020-10-14" })).expect(201).await;
    let issue = async |number: Option<&str>| {
        let path = draft(&city, &issuer, &notice()).await;
        city.post(&issuer, &format!("{path}/issue"), &json!({ "number": number })).send().await
    };
    let enter = async |number: &str| {
        let path = draft(&city, &issuer, &notice()).await;
        register(&city, &issuer, &path, &json!({ "number": number, "allow_duplicate": true })).await
    };
    // The same step is a slip of the pen at both doors: refused where a number is given, without effect where it is
    // only noted.
    let refused = issue(Some("700-TB/TU")).await;
    assert_eq!((refused.status, &refused.body["code"]), (422, &json!("serial_too_far_ahead")));
    for number in ["700-TB/TU", "701-TB/TU", "999999-TB/TU"] {
        assert_eq!(enter(number).await.status, 200, "{number}");
    }
    let again = enter("700-TB/TU").await;
    assert_eq!((again.status, &again.body["code"]), (422, &json!("serial_taken")));
    assert_eq!(again.body["errors"][0]["pointer"], "/number");
    assert_eq!(issue(None).await.body["number"], "01-TB/TU");
    assert_eq!(enter("400-TB/TU").await.status, 200, "near enough: the series goes on after it");
    assert_eq!(issue(None).await.body["number"], "401-TB/TU");
    // The series reaches numbers that were registered ahead of it, and goes on behind them.
    assert_eq!(issue(Some("699-TB/TU")).await.status, 200);
    assert_eq!(issue(None).await.body["number"], "702-TB/TU");
    // A body that begins in the middle of a term registers its latest paper and goes on from there by hand.
    assert_eq!(enter("3120-TB/TU").await.status, 200);
    assert_eq!(issue(Some("3121-TB/TU")).await.status, 200);
    assert_eq!(issue(None).await.body["number"], "3122-TB/TU");
    let last = issue(Some("999998-TB/TU")).await;
    assert_eq!((last.status, &last.body["code"]), (422, &json!("serial_too_far_ahead")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_series_that_was_used_up_by_a_registered_number_is_free_again_after_the_migration() {
    let city = city().await;
    let (issuer, office) = (of("TT"), of("VPTU"));
    let book = json!({ "code": "TU", "scheme": "party", "issuer_symbol": "TU", "issuers": ["TT"] });
    city.post(&office, BOOKS, &book).expect(201).await;
    city.post(&office, "/directives/v1/terms", &json!({ "starts_on": "2020-10-14" })).expect(201).await;
    for number in ["45-TB/TU", "999999-TB/TU"] {
        let path = draft(&city, &issuer, &notice()).await;
        assert_eq!(register(&city, &issuer, &path, &json!({ "number": number })).await.status, 200);
    }
    city.database.run("alter table number_taken drop column moves_series").await;
    city.database.run(include_str!("../../migrations/20261126000001_number_series/up.sql")).await;
    let path = draft(&city, &issuer, &notice()).await;
    let issued = city.post(&issuer, &format!("{path}/issue"), &json!({})).expect(200).await;
    assert_eq!(issued.body["number"], "46-TB/TU");
}
