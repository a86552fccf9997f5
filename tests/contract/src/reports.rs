//! What is on the stage of the reporting service: a weekly report of one ward to the Organization Commission, and from
//! there to the Standing Body, with the codes that the document's examples have.

use super::{id, receiver};
use haicap_testing::{Answer, Persona, TestService};
use haicap_types::Role;
use serde_json::{Value, json};

const PREFIX: &str = "/reporting/v1";

/// What there is, by its ids.
pub struct Reports {
    /// The week of 22 September 2025.
    pub period: String,
    /// What the ward owes for the week after it, and has not begun.
    pub obligation: String,
    /// What it sent for that week.
    pub submission: String,
    /// What the Organization Commission made of it and sent upward.
    pub report: String,
}

impl Reports {
    /// Has everything defined, reported, consolidated and sent.
    pub(crate) async fn send(service: &TestService) -> Self {
        define(service).await;
        let owed = async |organization: &str, period: &str| {
            let path = format!("{PREFIX}/obligations?organization={organization}&period={period}");
            id(&service.get(&receiver(), &path).expect(200).await.items()[0])
        };
        let periods = service.get(&receiver(), &format!("{PREFIX}/periods?regime=two-tier-weekly")).expect(200).await;
        let period = periods.items().iter().find(|period| period["key"] == "2025-W39").map(id);
        let submission = submit(service, &owed("UBND-25747", "2025-W39").await).await;
        let report = consolidate(service).await;
        Self {
            period: period.expect("the period is open"),
            obligation: owed("UBND-25747", "2025-W40").await,
            submission,
            report,
        }
    }
}

/// Indicators, a form and a regime.
async fn define(service: &TestService) {
    for (code, name_vi, name_en) in
        [("premises_total", "Tổng số trụ sở", "Premises"), ("premises_surplus", "Số trụ sở dôi dư", "Surplus premises")]
    {
        let indicator = json!({
            "code": code, "name_vi": name_vi, "name_en": name_en, "unit_vi": "trụ sở", "unit_en": "premises",
            "value_type": "integer", "over_units": "sum", "over_time": "latest",
        });
        service.post(&receiver(), &format!("{PREFIX}/indicators"), &indicator).expect(201).await;
    }
    let share = json!({
        "code": "premises_surplus_share", "name_vi": "Tỷ lệ trụ sở dôi dư", "name_en": "Share of surplus premises",
        "value_type": "percent", "decimals": 1, "over_units": "none", "over_time": "latest",
        "ratio": { "numerator": "premises_surplus", "denominator": "premises_total", "scale": 100 },
    });
    service.post(&receiver(), &format!("{PREFIX}/indicators"), &share).expect(201).await;
    let head = json!({ "code": "two-tier-commune", "name_vi": "Biểu mẫu cấp xã", "name_en": "Communes" });
    let made = service.post(&receiver(), &format!("{PREFIX}/forms"), &head).expect(201).await;
    let cells = ["premises_total", "premises_surplus", "premises_surplus_share"].map(|code| json!({ "code": code }));
    let form = json!({ "sections": [
        { "code": "difficulties", "kind": "narrative", "title_vi": "Khó khăn, vướng mắc", "title_en": "Difficulties" },
        { "code": "premises", "kind": "figures", "title_vi": "Trụ sở", "title_en": "Premises",
          "indicators": cells },
    ] });
    let version = service.post(&receiver(), &format!("{PREFIX}/forms/two-tier-commune/versions"), &form);
    version.header("if-match", made.etag()).expect(201).await;
    let tier = |after_cutoff: u8, leg: Value| {
        json!({ "deadline": { "kind": "working_days", "after_cutoff": after_cutoff, "at": "17:00" },
            "locks_after_working_days": 5, "legs": [leg] })
    };
    let regime = json!({
        "code": "two-tier-weekly", "kind": "periodic", "scheme": "party", "title": "Báo cáo tuần",
        "required_content": "Tình hình vận hành mô hình chính quyền địa phương 2 cấp.", "channel": "Hệ thống Hai Cấp",
        "frequency": { "kind": "weekly", "first_weekday": "monday" },
        "cutoff": { "days_before_end": 0, "at": "24:00" },
        "tiers": [
            tier(1, json!({ "organization": "UBND-25747", "receiver": "BTC", "form": "two-tier-commune" })),
            tier(2, json!({ "organization": "BTC", "receiver": "TT" })),
        ],
        "starts_on": "2025-09-22",
    });
    service
        .post(&receiver(), &format!("{PREFIX}/regimes?acknowledged_warnings=deadlines_passed"), &regime)
        .expect(201)
        .await;
}

/// The ward's report.
async fn submit(service: &TestService, owed: &str) -> String {
    let ward = Persona::new("UBND-25747", Role::Officer);
    let begin = service.post(&ward, &format!("{PREFIX}/obligations/{owed}/submissions"), &json!({}));
    let draft = begin.expect(201).await;
    let path = format!("{PREFIX}/submissions/{}", id(&draft.body));
    let content = json!({
        "values": { "premises_total": 12, "premises_surplus": 3 },
        "narrative": { "difficulties": "Chưa có phương án xử lý trụ sở dôi dư." },
    });
    let edit = service.request(&ward, "PATCH", &path).json(&content).header("if-match", draft.etag());
    edit.expect(200).await;
    service.post(&ward, &format!("{path}/submit"), &json!({})).expect(200).await;
    id(&draft.body)
}

/// The report to the Standing Body: whoever draws it up has it approved by somebody else.
async fn consolidate(service: &TestService) -> String {
    let (coordinator, head) = (Persona::new("BTC", Role::Coordinator), Persona::new("BTC", Role::Leader));
    let reports = format!("{PREFIX}/consolidated-reports");
    let body = json!({ "regime": "two-tier-weekly", "period": "2025-W39" });
    let report = service.post(&coordinator, &reports, &body).expect(201).await;
    let path = format!("{reports}/{}", id(&report.body));
    let act = |persona: &Persona, act: &str, body: Value, seen: &Answer| {
        service.post(persona, &format!("{path}/{act}"), &body).header("if-match", seen.etag()).expect(200)
    };
    let signer = service.request(&coordinator, "PATCH", &path).json(&json!({ "signer": { "name": "Nguyễn Văn A" } }));
    let signed = signer.header("if-match", report.etag()).expect(200).await;
    let asked = act(&coordinator, "request-approval", json!({}), &signed).await;
    let approved = act(&head, "approve", json!({ "hash": asked.body["hash"] }), &asked).await;
    let issued = json!({ "document_number": "45-BC/BTCTU", "issued_on": "2025-10-01" });
    act(&coordinator, "send", issued, &approved).await;
    id(&report.body)
}
