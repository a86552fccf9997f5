use haicap_reference::{install_copy, shipped};
use haicap_testing::{Answer, Persona, TestService};
use haicap_types::Role;
use serde_json::{Value, json};

pub(crate) const REQUIREMENTS: &str = "/inspection-teams/v1/requirements";

/// The Standing Body's coordinator, who asks.
pub(crate) fn issuer() -> Persona {
    Persona::new("TT", Role::Coordinator)
}

/// The Standing Body's leader, who enters what it asks.
pub(crate) fn head() -> Persona {
    Persona::new("TT", Role::Leader)
}

/// The Inspection Commission's leader, who is asked.
pub(crate) fn addressee() -> Persona {
    Persona::new("UBKT", Role::Leader)
}

/// A ward's coordinator, whom it does not concern.
pub(crate) fn stranger() -> Persona {
    Persona::new("DU-25750", Role::Coordinator)
}

/// What the Standing Body asks of the Inspection Commission and a ward.
pub(crate) fn requirement() -> Value {
    json!({
        "issuer": "TT", "addressees": ["UBKT", "DU-25747"], "document_number": "125-CV/TU", "issued_on": "2025-09-22",
        "title": "Kiểm tra việc sắp xếp trụ sở", "content": "Kiểm tra việc quản lý, sử dụng trụ sở dôi dư.",
        "due_on": "2025-12-15",
    })
}

/// A service that knows the city, on the morning of 1 October 2025.
pub(crate) async fn start() -> TestService {
    let service = TestService::start(inspection_teams::SERVICE).await;
    install_copy(&service.host, &shipped::parts()).await.expect("the rows fit");
    service.expect_directory().await;
    service
}

/// The requirement, as the issuer's leader enters it: the answer, and its address.
pub(crate) async fn entered(service: &TestService) -> (Answer, String) {
    let made = service.post(&head(), REQUIREMENTS, &requirement()).expect(201).await;
    let address = made.header("location").unwrap().to_owned();
    (made, address)
}

pub(crate) const PROGRAMMES: &str = "/inspection-teams/v1/programmes";
pub(crate) const PERSONS: &str = "/inspection-teams/v1/persons";
pub(crate) const TEAMS: &str = "/inspection-teams/v1/teams";

/// The Inspection Commission's inspector, who prepares programmes and teams.
pub(crate) fn inspector() -> Persona {
    Persona::new("UBKT", Role::Inspector)
}

/// The Standing Committee's leader, who decides.
pub(crate) fn decider() -> Persona {
    Persona::new("BTV", Role::Leader)
}

/// The Standing Committee's coordinator, who enters what was signed.
pub(crate) fn clerk() -> Persona {
    Persona::new("BTV", Role::Coordinator)
}

/// A regular supervision of these organizations.
pub(crate) fn programme(targets: &[&str]) -> Value {
    json!({
        "deciding": "BTV",
        "plan": {
            "title": "Giám sát việc vận hành mô hình chính quyền địa phương 2 cấp", "team_name": "working_team",
            "items": [{
                "code": "bo-may", "kind": "supervision", "text": "Việc sắp xếp tổ chức bộ máy, bố trí cán bộ",
                "span_from": "2025-07-01", "span_to": "2025-09-30",
            }],
            "rounds": [{
                "code": "dot-1", "title": "Đợt 1", "track": "regular-supervision", "from": "2025-10-20",
                "to": "2025-12-31", "items": ["bo-may"],
            }],
            "targets": { "organizations": targets },
        },
    })
}

/// A programme, as the inspector drafts it: the answer, and its address.
pub(crate) async fn drafted(service: &TestService, targets: &[&str]) -> (Answer, String) {
    let made = service.post(&inspector(), PROGRAMMES, &programme(targets)).expect(201).await;
    let address = made.header("location").unwrap().to_owned();
    (made, address)
}

/// The id of the file of a person with posts and more.
pub(crate) async fn person(service: &TestService, name: &str, more: &Value) -> Value {
    let mut file = json!({ "name": name, "subject": name });
    file.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    service.post(&inspector(), PERSONS, &file).expect(201).await.body["id"].clone()
}

/// Three persons, as head, secretary and member.
pub(crate) async fn members(service: &TestService, prefix: &str) -> Value {
    let mut members = Vec::new();
    for role in ["head", "secretary", "member"] {
        let person = person(service, &format!("{prefix}.{role}"), &json!({})).await;
        members.push(json!({ "person": person, "role": role }));
    }
    json!(members)
}

/// A team as it is sent.
pub(crate) fn team(symbol: &str, members: &Value, targets: &[&str]) -> Value {
    let title = format!("Tổ Công tác {symbol}");
    json!({ "title": title, "symbol": symbol, "members": members, "targets": targets })
}

/// Proposes a programme: the address of the proposal.
pub(crate) async fn proposed(service: &TestService, address: &str) -> String {
    let sent =
        json!({ "number": "12-TTr/UBKTTU", "proposed_on": "2025-10-01", "summary": "Theo yêu cầu của cấp trên." });
    let head = Persona::new("UBKT", Role::Leader);
    let proposed = service.post(&head, &format!("{address}/propose"), &sent).header("if-match", "*").expect(200).await;
    format!("/inspection-teams/v1/proposals/{}", proposed.text_at("/proposal/id"))
}

/// The other programmes that a proposed one meets, by their ids.
pub(crate) async fn met(service: &TestService, proposal: &str) -> Vec<Value> {
    let traffic = service.get(&decider(), &format!("{proposal}/traffic")).expect(200).await;
    traffic.body["meetings"].as_array().unwrap().iter().map(|one| one["programme"].clone()).collect()
}

/// Proposes a programme and approves it: the address of the decision.
pub(crate) async fn approved(service: &TestService, address: &str) -> String {
    let proposal = proposed(service, address).await;
    let read = service.get(&decider(), &proposal).expect(200).await;
    let approval = json!({ "hash": read.body["hash"], "known_programmes": met(service, &proposal).await });
    service.post(&decider(), &format!("{proposal}/approve"), &approval).header("if-match", "*").expect(200).await;
    let approved = service.get(&clerk(), address).expect(200).await;
    format!("/inspection-teams/v1/decisions/{}", approved.text_at("/decision/id"))
}

/// Proposes, approves and issues a programme: the programme afterwards.
pub(crate) async fn decided(service: &TestService, address: &str) -> Answer {
    let decision = approved(service, address).await;
    let paper = json!({
        "number": "25-QĐ/TU", "issued_on": "2025-10-01", "signer_name": "Trần Văn Bình", "signer_post": "Phó Bí thư",
    });
    service.post(&clerk(), &format!("{decision}/issue"), &paper).header("if-match", "*").expect(200).await;
    service.get(&inspector(), address).expect(200).await
}
