//! What is on the stage of the inspection-teams service.

use crate::id;
use haicap_testing::{Answer, Persona, TestService};
use haicap_types::Role;
use serde_json::{Value, json};

const PREFIX: &str = "/inspection-teams/v1";

/// What is on the stage of the inspection-teams service: what the Standing Body asks of the Organization Commission, and the
/// programme that this one prepared, with a team, as the Standing Body approved it.
pub struct Inspections {
    /// The id of a requirement, which the Organization Commission's leader entered.
    pub requirement: String,
    /// The id of the programme.
    pub programme: String,
    /// The id of its team.
    pub team: String,
    /// The id of the file of a member.
    pub person: String,
    /// The id of the proposal.
    pub proposal: String,
    /// The id of the decision.
    pub decision: String,
}

impl Inspections {
    /// Has it prepared.
    pub(crate) async fn prepare(service: &TestService) -> Self {
        let head = Persona::new("BTC", Role::Leader);
        let enter = async |path: &str, body: Value| {
            let entered = service.post(&head, &format!("{PREFIX}/{path}"), &body).expect(201).await;
            id(&entered.body)
        };
        let requirement = json!({
            "issuer": "TT", "addressees": ["BTC"], "document_number": "125-CV/TU", "issued_on": "2025-09-22",
            "title": "Kiểm tra việc sắp xếp trụ sở", "content": "Kiểm tra việc quản lý, sử dụng trụ sở dôi dư.",
        });
        let requirement = enter("requirements", requirement).await;
        let person = enter("persons", json!({ "name": "Lê Thị Cúc", "subject": "cuc" })).await;
        let programme = enter("programmes", programme()).await;
        let members = json!([{ "person": person, "role": "head" }]);
        let team = json!({ "title": "Tổ số 1", "symbol": "T1", "members": members, "targets": ["UBND-25747"] });
        let team = enter(&format!("programmes/{programme}/teams"), team).await;
        let (proposal, decision) = decide(service, &programme).await;
        Self { requirement, programme, team, person, proposal, decision }
    }
}

/// A programme on which the Standing Body decides.
#[must_use]
pub fn programme() -> Value {
    json!({
        "deciding": "TT",
        "plan": {
            "title": "Giám sát việc sắp xếp trụ sở", "team_name": "supervision_team",
            "items": [{
                "code": "tru-so", "kind": "supervision", "text": "Việc quản lý, sử dụng trụ sở dôi dư",
                "span_from": "2025-07-01", "span_to": "2025-09-30",
            }],
            "rounds": [{
                "code": "dot-1", "title": "Đợt 1", "track": "regular-supervision", "from": "2025-10-20",
                "to": "2025-12-31", "items": ["tru-so"],
            }],
            "targets": { "organizations": ["UBND-25747"] },
        },
    })
}

/// Proposes a programme of the Organization Commission and has the Standing Body approve it: the ids of the proposal and
/// of the decision.
pub async fn decide(service: &TestService, programme: &str) -> (String, String) {
    let proposal = propose(service, programme).await;
    let decider = Persona::new("TT", Role::Leader);
    let address = format!("{PREFIX}/proposals/{proposal}");
    let read = service.get(&decider, &address).expect(200).await;
    let hash = json!({ "hash": read.body["hash"] });
    act(service, &decider, &format!("{address}/approve"), &hash).await;
    let approved = service.get(&decider, &format!("{PREFIX}/programmes/{programme}")).expect(200).await;
    (proposal, id(&approved.body["decision"]))
}

/// Proposes a programme of the Organization Commission: the id of the proposal.
pub async fn propose(service: &TestService, programme: &str) -> String {
    let sent = json!({ "proposed_on": "2025-10-01", "summary": "Thực hiện yêu cầu của Thường trực Thành ủy." });
    let head = Persona::new("BTC", Role::Leader);
    let proposed = act(service, &head, &format!("{PREFIX}/programmes/{programme}/propose"), &sent).await;
    id(&proposed.body["proposal"])
}

async fn act(service: &TestService, who: &Persona, path: &str, body: &Value) -> Answer {
    service.post(who, path, body).header("if-match", "*").expect(200).await
}
