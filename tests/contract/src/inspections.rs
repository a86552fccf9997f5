//! What is on the stage of the inspection-teams service.

use crate::{id, receiver};
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
    /// The id of a target of another programme, which is on its way.
    pub target: String,
}

impl Inspections {
    /// Has it prepared.
    pub(crate) async fn prepare(service: &TestService) -> Self {
        let head = preparer();
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
        let running = enter("programmes", programme()).await;
        launch(service, &running).await;
        let programme = enter("programmes", programme()).await;
        let members = json!([{ "person": person, "role": "head" }]);
        let team = json!({ "title": "Tổ số 1", "symbol": "T1", "members": members, "targets": ["UBND-25747"] });
        let team = enter(&format!("programmes/{programme}/teams"), team).await;
        let (proposal, decision) = decide(service, &programme).await;
        let target = open(service, &running).await;
        Self { requirement, programme, team, person, proposal, decision, target }
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
    let traffic = service.get(&decider, &format!("{address}/traffic")).expect(200).await;
    let met = traffic.body["meetings"].as_array().expect("a list").iter().map(|one| &one["programme"]);
    let approval = json!({ "hash": read.body["hash"], "known_programmes": met.collect::<Vec<_>>() });
    act(service, &decider, &format!("{address}/approve"), &approval).await;
    let approved = service.get(&decider, &format!("{PREFIX}/programmes/{programme}")).expect(200).await;
    (proposal, id(&approved.body["decision"]))
}

/// Proposes a programme of the Organization Commission: the id of the proposal.
pub async fn propose(service: &TestService, programme: &str) -> String {
    let sent = json!({ "proposed_on": "2025-10-01", "summary": "Thực hiện yêu cầu của Thường trực Thành ủy." });
    let proposed = act(service, &preparer(), &format!("{PREFIX}/programmes/{programme}/propose"), &sent).await;
    id(&proposed.body["proposal"])
}

/// Has a programme of the Organization Commission decided on and launched, with a team of a head and a secretary.
pub async fn launch(service: &TestService, programme: &str) {
    let mut members = Vec::new();
    for role in ["head", "secretary"] {
        let person = json!({ "name": format!("{role} {programme}") });
        let made = service.post(&preparer(), &format!("{PREFIX}/persons"), &person).expect(201).await;
        members.push(json!({ "person": made.body["id"], "role": role }));
    }
    let team = json!({
        "title": "Tổ số 1", "symbol": "T1", "targets": ["UBND-25747"], "size_reason": "Nội dung hẹp.", "members": members,
    });
    service.post(&preparer(), &format!("{PREFIX}/programmes/{programme}/teams"), &team).expect(201).await;
    issue(service, programme).await;
    let launch = format!("{PREFIX}/programmes/{programme}/launch");
    act(service, &preparer(), &launch, &json!({ "teams_version": 1 })).await;
}

/// Has a programme of the Organization Commission decided on and issued.
pub async fn issue(service: &TestService, programme: &str) {
    let (_, decision) = decide(service, programme).await;
    let paper = json!({
        "number": "25-QĐ/TU", "issued_on": "2025-10-01", "signer_name": "Trần Văn Bình", "signer_post": "Phó Bí thư",
    });
    act(service, &receiver(), &format!("{PREFIX}/decisions/{decision}/issue"), &paper).await;
}

/// Opens the round of a programme that is on its way: the id of its target.
pub async fn open(service: &TestService, programme: &str) -> String {
    let path = format!("{PREFIX}/programmes/{programme}/open-round");
    act(service, &preparer(), &path, &json!({ "round": "dot-1" })).await;
    let list = format!("{PREFIX}/targets?programme={programme}");
    id(&service.get(&preparer(), &list).expect(200).await.items()[0])
}

/// The Organization Commission's leader, who prepares programmes.
fn preparer() -> Persona {
    Persona::new("BTC", Role::Leader)
}

async fn act(service: &TestService, who: &Persona, path: &str, body: &Value) -> Answer {
    service.post(who, path, body).header("if-match", "*").expect(200).await
}
