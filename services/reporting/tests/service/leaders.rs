//! The report to the leaders: drawn up, approved, sent, acknowledged.

use crate::city::{City, keep, receiver, unit};
use haicap_testing::{Answer, Persona};
use haicap_types::Role;
use serde_json::{Value, json};

const PREFIX: &str = "/reporting/v1";

pub(crate) fn head() -> Persona {
    Persona::new("BTC", Role::Leader)
}

pub(crate) fn above() -> Persona {
    Persona::new("TT", Role::Coordinator)
}

impl City {
    /// A week's report, drawn up and signed by somebody.
    pub(crate) async fn drawn_up_for(&self, regime: &str, period: &str) -> Answer {
        let body = json!({ "regime": regime, "period": period });
        let made = self.service.post(&receiver(), &format!("{PREFIX}/consolidated-reports"), &body).expect(201).await;
        let address = made.header("location").unwrap();
        let signer = json!({ "signer": { "name": "Nguyễn Văn A" } });
        let edit = self.service.request(&receiver(), "PATCH", address).json(&signer).header("if-match", made.etag());
        edit.expect(200).await
    }

    async fn drawn_up(&self) -> Answer {
        self.drawn_up_for("weekly", "2025-W39").await
    }

    pub(crate) async fn act(
        &self,
        persona: &Persona,
        report: &Answer,
        act: &str,
        body: &Value,
    ) -> haicap_testing::Request {
        let path = format!("{PREFIX}/consolidated-reports/{}/{act}", report.body["id"].as_str().unwrap());
        self.service.post(persona, &path, body)
    }

    /// The same, laid before who approves.
    pub(crate) async fn asked_for(&self, regime: &str, period: &str) -> Answer {
        let drawn_up = self.drawn_up_for(regime, period).await;
        self.act(&receiver(), &drawn_up, "request-approval", &json!({})).await.expect(200).await
    }

    /// The same, approved by another person.
    pub(crate) async fn approved_for(&self, regime: &str, period: &str) -> Answer {
        let asked = self.asked_for(regime, period).await;
        let body = json!({ "hash": asked.body["hash"] });
        self.act(&head(), &asked, "approve", &body).await.header("if-match", asked.etag()).expect(200).await
    }

    /// The same, sent with its number.
    pub(crate) async fn sent_for(&self, regime: &str, period: &str) -> Answer {
        let approved = self.approved_for(regime, period).await;
        let body = json!({ "document_number": "45-BC/BTCTU", "issued_on": "2025-10-01" });
        self.act(&receiver(), &approved, "send", &body).await.header("if-match", approved.etag()).expect(200).await
    }

    pub(crate) async fn sent(&self) -> Answer {
        self.sent_for("weekly", "2025-W39").await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_goes_from_its_draft_to_the_receipt_above() {
    let city = City::weekly().await;
    city.submitted().await;
    let drawn_up = city.drawn_up().await;
    let words = &drawn_up.body["content"]["narrative"]["results"];
    let (_, paragraph) = words.as_object().unwrap().iter().next().unwrap();
    assert_eq!((&paragraph["text"], paragraph["sources"].as_array().unwrap().len()), (&json!("Đã hoàn thành."), 1));
    let foreign =
        json!({ "position": 2, "text": "Đoạn khác.", "sources": [paragraph["sources"][0], drawn_up.body["id"]] });
    let path = format!("{PREFIX}/consolidated-reports/{}", drawn_up.body["id"].as_str().unwrap());
    let edit = city.service.request(&receiver(), "PATCH", &path);
    let edit = edit.json(&json!({ "narrative": { "results": { "p": foreign } } })).header("if-match", drawn_up.etag());
    assert_eq!(edit.expect(422).await.body["errors"][0]["pointer"], "/narrative/results/p/sources/1");
    assert_eq!(drawn_up.body["snapshot"]["coverage"]["received"], 1);
    assert_eq!(drawn_up.body["content"]["letterhead"]["issuing_body"], "Ban Tổ chức");
    city.service
        .get(&above(), &format!("{PREFIX}/consolidated-reports/{}", drawn_up.body["id"].as_str().unwrap()))
        .expect(404)
        .await;

    let asked = city.act(&receiver(), &drawn_up, "request-approval", &json!({})).await.expect(200).await;
    let body = json!({ "hash": asked.body["hash"] });
    let mine = city.act(&receiver(), &asked, "approve", &body).await.header("if-match", asked.etag());
    assert_eq!(mine.expect(403).await.body["code"], "same_person");
    city.act(&head(), &asked, "approve", &body).await.expect(428).await;
    let wrong = city.act(&head(), &asked, "approve", &json!({ "hash": "0".repeat(64) })).await;
    wrong.header("if-match", asked.etag()).expect(422).await;
    let approved = city.act(&head(), &asked, "approve", &body).await.header("if-match", asked.etag()).expect(200).await;

    let body = json!({ "document_number": "45-BC/BTCTU", "issued_on": "2025-10-01" });
    let sent = city.act(&receiver(), &approved, "send", &body).await.header("if-match", approved.etag());
    let sent = sent.expect(200).await;
    assert_eq!((&sent.body["state"], &sent.body["document_number"]), (&json!("sent"), &json!("45-BC/BTCTU")));
    city.act(&receiver(), &sent, "acknowledge", &json!({})).await.expect(403).await;
    let received = city.act(&above(), &sent, "acknowledge", &json!({})).await.expect(200).await;
    assert_eq!(received.body["state"], "acknowledged");

    let owed = city.obligation("BTC", "2025-W39").await;
    assert_eq!((&owed["state"], &owed["timeliness"]), (&json!("accepted"), &json!("late")));
    let list =
        city.service.get(&above(), &format!("{PREFIX}/consolidated-reports?state=acknowledged")).expect(200).await;
    assert_eq!(list.items().len(), 1);
    let feed = format!("{PREFIX}/events?kinds=reporting.consolidated_report.acknowledged&wait=5");
    let told = city.service.get(&above(), &feed).expect(200).await;
    assert_eq!(
        (&told.items()[0]["data"]["cadence"], &told.items()[0]["data"]["period"]["key"]),
        (&json!("weekly"), &json!("2025-W39"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_marks_the_report_stale_and_changes_nothing_that_was_sent() {
    let city = City::weekly().await;
    city.submitted().await;
    let sent = city.sent().await;
    assert_eq!(sent.body["is_stale"], false);

    let owed = city.obligation("DU-25747", "2025-W39").await;
    let path = format!("{PREFIX}/obligations/{}/submissions", owed["id"].as_str().unwrap());
    let correction = city.service.post(&unit(), &path, &json!({ "reason": "Cộng nhầm." })).expect(201).await;
    let address = correction.header("location").unwrap();
    let edit = city.service.request(&unit(), "PATCH", address).json(&json!({ "values": { "surplus": 9 } }));
    edit.header("if-match", correction.etag()).expect(200).await;
    let report = format!("{PREFIX}/consolidated-reports/{}", sent.body["id"].as_str().unwrap());
    assert_eq!(
        city.service.get(&receiver(), &report).expect(200).await.body["is_stale"],
        false,
        "a draft changes nothing"
    );
    city.service.post(&unit(), &format!("{address}/submit"), &json!({})).expect(200).await;

    let seen = city.service.get(&receiver(), &report).expect(200).await;
    assert_eq!(seen.body["is_stale"], true);
    assert_eq!((&seen.body["snapshot"], &seen.body["content"]), (&sent.body["snapshot"], &sent.body["content"]));
    let feed = format!("{PREFIX}/events?kinds=reporting.consolidated_report.outdated&wait=5");
    assert_eq!(city.service.get(&receiver(), &feed).expect(200).await.items().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_signed_sheet_stays_with_the_report() {
    let city = City::weekly().await;
    city.submitted().await;
    let sent = city.sent().await;
    let path = format!("/reporting/v1/consolidated-reports/{}/signed-scan", sent.text_at("/id"));
    let file = b"%PDF-1.7 scan".to_vec();
    let add = |name: &str, bytes: &[u8]| {
        let request = city.service.request(&receiver(), "POST", &format!("{path}?file_name={name}"));
        request.bytes("application/octet-stream", bytes.to_vec())
    };
    city.service.get(&receiver(), &path).expect(404).await;
    for other in [b"MZ".as_slice(), b"--x\r\n\r\n%PDF-1.7"] {
        assert_eq!(add("45.exe", other).expect(415).await.body["code"], "file_kind");
    }
    let scanned = add("B%C3%A1o%20c%C3%A1o.pdf", &file).expect(200).await;
    assert_eq!((&scanned.body["state"], &scanned.body["signed_scan"]["size"]), (&json!("sent"), &json!(file.len())));
    assert_eq!(add("45.pdf", &file).expect(409).await.body["code"], "not_in_this_state");
    let read = city.service.get(&above(), &path).expect(200).await;
    assert_eq!((read.header("content-type"), read.bytes.as_ref()), (Some("application/pdf"), file.as_slice()));
    city.service.get(&unit(), &path).expect(404).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn old_figures_are_approved_only_if_the_caller_says_so_or_taken_anew() {
    let city = City::weekly().await;
    let drawn_up = city.drawn_up().await;
    city.submitted().await;
    let asked = city.act(&receiver(), &drawn_up, "request-approval", &json!({})).await.expect(200).await;
    assert_eq!(asked.body["is_stale"], true);
    let approve = async |body: Value, status: u16| {
        city.act(&head(), &asked, "approve", &body).await.header("if-match", asked.etag()).expect(status).await
    };
    let refused = approve(json!({ "hash": asked.body["hash"] }), 422).await;
    assert_eq!(
        (&refused.body["code"], &refused.body["errors"][0]["pointer"]),
        (&json!("stale"), &json!("/accepts_stale"))
    );
    let returned = city.act(&head(), &asked, "return", &json!({ "remark": "Cập nhật." })).await.expect(200).await;
    assert_eq!((&returned.body["state"], &returned.body["hash"]), (&json!("drafting"), &Value::Null));
    let fresh = city.act(&receiver(), &returned, "refresh", &json!({})).await.expect(200).await;
    assert_eq!((&fresh.body["is_stale"], &fresh.body["snapshot"]["coverage"]["received"]), (&json!(false), &json!(1)));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_unit_writes_anew_comes_into_the_draft_with_its_figures() {
    let city = City::weekly().await;
    let id = city.submitted().await.rsplit('/').next().unwrap().to_owned();
    let drawn_up = city.drawn_up().await;
    let owed = city.obligation("DU-25747", "2025-W39").await;
    let path = format!("{PREFIX}/obligations/{}/submissions", owed["id"].as_str().unwrap());
    let correction = city.service.post(&unit(), &path, &json!({ "reason": "Bổ sung." })).expect(201).await;
    let address = correction.header("location").unwrap();
    let words = json!({ "narrative": { "results": "Đã hoàn thành, có bổ sung." } });
    let edit = city.service.request(&unit(), "PATCH", address).json(&words).header("if-match", correction.etag());
    edit.expect(200).await;
    city.service.post(&unit(), &format!("{address}/submit"), &json!({})).expect(200).await;
    city.report("DU-25750", "2025-W39", &json!({ "values": { "total": 2 }, "narrative": { "results": "Đã xong." } }))
        .await;
    let texts = |report: &Answer| -> Vec<String> {
        let results = report.body["content"]["narrative"]["results"].as_object().unwrap().values();
        results.map(|paragraph| paragraph["text"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(texts(&drawn_up), ["Đã hoàn thành."]);
    let fresh = city.act(&receiver(), &drawn_up, "refresh", &json!({})).await.expect(200).await;
    assert_eq!(texts(&fresh), ["Đã hoàn thành, có bổ sung.", "Đã xong."]);
    assert_eq!(fresh.body["is_stale"], false);
    assert!(!fresh.text.contains(&id), "what the first version said is gone: {}", fresh.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_is_sent_with_its_organizations_number_and_a_date_after_its_figures() {
    let city = City::weekly().await;
    let approved = city.approved_for("weekly", "2025-W39").await;
    for (number, issued_on, pointer) in [
        ("45/BC-BTCTU", "2025-10-01", "/document_number"),
        ("45-QĐ/BTCTU", "2025-10-01", "/document_number"),
        ("45-BC/VPTU", "2025-10-01", "/document_number"),
        ("45-BC/BTCTU", "2025-09-30", "/issued_on"),
        ("45-BC/BTCTU", "2025-10-02", "/issued_on"),
    ] {
        let body = json!({ "document_number": number, "issued_on": issued_on });
        let sent = city.act(&receiver(), &approved, "send", &body).await.header("if-match", approved.etag());
        let refused = sent.expect(422).await;
        assert_eq!(refused.body["errors"][0]["pointer"], pointer, "{number} {issued_on}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recalled_report_is_followed_by_the_next() {
    let city = City::weekly().await;
    let sent = city.sent().await;
    let body = json!({ "regime": "weekly", "period": "2025-W39" });
    let again = || city.service.post(&receiver(), &format!("{PREFIX}/consolidated-reports"), &body);
    again().expect(409).await;
    let recalled = city.act(&head(), &sent, "recall", &json!({ "reason": "Sai số liệu." })).await.expect(200).await;
    assert_eq!(
        (&recalled.body["state"], &recalled.body["recall_reason"]),
        (&json!("recalled"), &json!("Sai số liệu."))
    );
    assert_eq!(city.obligation("BTC", "2025-W39").await["state"], "returned");
    assert_eq!(again().expect(201).await.body["number"], 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_body_on_the_route_draws_up() {
    let city = City::weekly().await;
    keep(&city.service).await;
    let draw_up = |persona: &Persona, period: &str| {
        let body = json!({ "regime": "weekly", "period": period });
        city.service.post(persona, &format!("{PREFIX}/consolidated-reports"), &body)
    };
    draw_up(&above(), "2025-W39").expect(403).await;
    draw_up(&unit(), "2025-W39").expect(403).await;
    draw_up(&receiver(), "2025-W01").expect(422).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_report_is_a_document_in_three_forms_the_same_each_time() {
    let city = City::weekly().await;
    city.submitted().await;
    let sent = city.sent().await;
    let path = sent.body["document_href"].as_str().unwrap();
    const OFFICE: &str = "application/vnd.openxmlformats-officedocument";
    for (accept, begins_with) in [
        ("application/pdf".to_owned(), "%PDF-1."),
        (format!("{OFFICE}.wordprocessingml.document"), "PK\u{3}\u{4}"),
        (format!("{OFFICE}.spreadsheetml.sheet"), "PK\u{3}\u{4}"),
    ] {
        let draw = || city.service.get(&receiver(), path).header("accept", &accept).expect(200);
        let (drawn, again) = (draw().await, draw().await);
        assert!(drawn.bytes.starts_with(begins_with.as_bytes()), "{accept}");
        assert_eq!((drawn.header("content-type"), drawn.bytes == again.bytes), (Some(accept.as_str()), true));
    }
    for other in ["text/html", "application/json"] {
        let refused = city.service.get(&receiver(), path).header("accept", other).expect(406).await;
        assert!(refused.text_at("/detail").contains("application/pdf"), "{other}: {}", refused.text);
    }
    city.service.get(&unit(), path).header("accept", "application/pdf").expect(404).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_consolidated_report_is_the_duty_of_whose_move_it_is() {
    let city = City::weekly().await;
    let duty = async |who: &Persona| {
        let path = format!("{PREFIX}/duties?kind=consolidated_report&limit=200");
        let duties = city.service.get(who, &path).expect(200).await;
        let one = duties.items().iter().find(|one| one["source"]["part"] == "2025-W39").cloned().unwrap_or_default();
        let acts = one["actions"].as_array().into_iter().flatten();
        let acts: Vec<_> = acts.map(|act| act["name"].as_str().unwrap().to_owned()).collect();
        (one["cause"].as_str().unwrap_or_default().to_owned(), acts.join(" "))
    };
    let said = |cause: &str, acts: &str| (cause.to_owned(), acts.to_owned());
    assert_eq!(duty(&receiver()).await, said("new", "draw_up"));
    let drawn_up = city.drawn_up().await;
    assert_eq!(duty(&receiver()).await, said("under_way", "edit refresh request_approval recall"));
    let asked = city.act(&receiver(), &drawn_up, "request-approval", &json!({})).await.expect(200).await;
    assert_eq!(duty(&head()).await, said("for_approval", "return approve recall"));
    let returned = json!({ "remark": "Bổ sung kiến nghị." });
    city.act(&head(), &asked, "return", &returned).await.expect(200).await;
    assert_eq!(duty(&receiver()).await.0, "returned");
    let asked = city.act(&receiver(), &drawn_up, "request-approval", &json!({})).await.expect(200).await;
    let body = json!({ "hash": asked.body["hash"] });
    let approved = city.act(&head(), &asked, "approve", &body).await.header("if-match", asked.etag()).expect(200).await;
    assert_eq!(duty(&receiver()).await.0, "approved");
    assert_eq!(duty(&above()).await.0, "");
    let body = json!({ "document_number": "45-BC/BTCTU", "issued_on": "2025-10-01" });
    let sent = city.act(&receiver(), &approved, "send", &body).await.header("if-match", approved.etag());
    let sent = sent.expect(200).await;
    assert_eq!(duty(&receiver()).await.0, "");
    assert_eq!(duty(&above()).await, said("submitted", "acknowledge"));
    city.act(&above(), &sent, "acknowledge", &json!({})).await.expect(200).await;
    assert_eq!(duty(&above()).await.0, "");
}
