//! A programme in every state, and a sound body for every operation that takes one.

use super::with;
use crate::city::{
    PERSONS, PROGRAMMES, REQUIREMENTS, clerk, decided, decider, drafted, entered, inspector, issuer, members,
    programme, proposed, requirement, start, team,
};
use diesel::sql_types::BigInt;
use diesel_async::RunQueryDsl;
use haicap_kit::db::Statement;
use haicap_testing::{Persona, Sample, TestService};
use haicap_types::Role;
use serde_json::{Value, json};

const PACKS: &str = "/inspection-teams/v1/rule-packs";

/// Addresses of what is there.
pub(super) struct World {
    pub(super) service: TestService,
    requirement: String,
    /// Programmes.
    pub(super) drafting: String,
    pub(super) proposed: String,
    approved: String,
    decided: String,
    /// The proposal of the proposed one, and the decision on the approved one.
    pub(super) proposal: String,
    pub(super) decision: String,
    /// The team of the draft, and the file of its head.
    pub(super) team: String,
    pub(super) person: String,
    /// A programme on its way, its team, and its target that is not announced yet.
    running: String,
    going: String,
    pub(super) target: String,
    /// A city's own pack.
    rules: Value,
}

impl World {
    pub(super) async fn new() -> Self {
        let service = start().await;
        let (_, requirement) = entered(&service).await;
        let (_, drafting) = drafted(&service, &["DU-25747"]).await;
        let members = members(&service, "a").await;
        let person = format!("{PERSONS}/{}", members[0]["person"].as_str().unwrap());
        let formed = team("T1", &members, &["DU-25747"]);
        let formed = service.post(&inspector(), &format!("{drafting}/teams"), &formed).expect(201).await;
        let team = formed.header("location").unwrap().to_owned();
        let (_, waiting) = drafted(&service, &["DU-25747"]).await;
        let proposal = proposed(&service, &waiting).await;
        let (_, approved) = drafted(&service, &["DU-25747"]).await;
        let decision = crate::city::approved(&service, &approved).await;
        let (_, issued) = drafted(&service, &["DU-25747"]).await;
        decided(&service, &issued).await;
        let (running, going, target) = opened(&service, &members).await;
        let shipped = service.get(&inspector(), &format!("{PACKS}/party-2026")).expect(200).await;
        let rules = with(shipped.body["rules"].clone(), "applies_to", json!("TU"));
        let operator = Persona::new("VPTU", Role::Operator);
        let own = json!({ "code": "tphcm-2025", "rules": rules });
        service.post(&operator, PACKS, &own).expect(201).await;
        Self {
            service,
            requirement,
            drafting,
            proposed: waiting,
            approved,
            decided: issued,
            proposal,
            decision,
            team,
            person,
            running,
            going,
            target,
            rules,
        }
    }

    /// How many facts there are.
    pub(super) async fn facts(&self) -> i64 {
        let connection = self.service.host.database.own().await.unwrap();
        let mut db: haicap_kit::db::Db<'_> = &connection;
        let (count,): (i64,) =
            Statement::<(BigInt,)>::new("select count(*) from event").get_result(&mut db).await.unwrap();
        count
    }

    /// Every operation with a body, addressed at what is there.
    pub(super) fn samples(&self) -> Vec<Sample> {
        let head = || Persona::new("UBKT", Role::Leader);
        let operator = || Persona::new("VPTU", Role::Operator);
        let because = || json!({ "reason": "Cần làm rõ thêm." });
        let person = json!({
            "name": "Lê Thị Cúc", "subject": "cuc",
            "posts": [{ "organization": "SNV", "post": "Chuyên viên", "from": "2020-01-01", "to": "2024-01-01" }],
            "relatives": [{ "organization": "DU-25750", "kinship": "Em ruột" }],
            "interests": [{ "organization": "DU-25750", "interest": "Góp vốn" }],
            "disciplines": [{ "measure": "Khiển trách", "from": "2020-01-01", "to": "2021-01-01" }],
        });
        let formed = with(team("T9", &json!([]), &["DU-25747"]), "size_reason", json!("Nội dung hẹp."));
        let propose = json!({ "number": "12-TTr/UBKTTU", "proposed_on": "2025-10-01", "summary": "Theo yêu cầu." });
        let launch = json!({ "teams_version": 0, "uncovered_reason": "Đang sáp nhập." });
        let paper = json!({
            "number": "25-QĐ/TU", "issued_on": "2025-10-01", "signer_name": "Trần Văn Bình", "signer_post": "Phó Bí thư",
        });
        let packed = json!({ "code": "tphcm-2026", "rules": self.rules });
        let versions = format!("{PACKS}/tphcm-2025/versions");
        let hash = json!({ "hash": "0".repeat(64), "known_programmes": ["0199b6a0-0000-7000-8000-000000000000"] });
        let based = with(programme(&["DU-25747"]), "plan", self.plan());
        let away = json!({ "excepted": [{ "organization": "DU-25747", "reason": "Có người thân." }] });
        let more = json!({ "days": 5, "reason": "Cần xác minh thêm." });
        let granted = json!({ "decision": "granted", "remark": "Đồng ý." });
        let stopped = json!({ "reason": "Bão lụt." });
        let member = Persona::new("BTC", Role::Officer).called("a.head");
        let table = [
            (issuer(), "POST", REQUIREMENTS.to_owned(), requirement()),
            (issuer(), "POST", format!("{}/close", self.requirement), because()),
            (operator(), "POST", PACKS.to_owned(), packed),
            (operator(), "POST", versions, self.rules.clone()),
            (inspector(), "POST", PROGRAMMES.to_owned(), based),
            (inspector(), "PATCH", self.drafting.clone(), self.plan()),
            (head(), "POST", format!("{}/propose", self.drafting), propose),
            (inspector(), "POST", format!("{}/discard", self.drafting), because()),
            (head(), "POST", format!("{}/launch", self.decided), launch),
            (decider(), "POST", format!("{}/cancel", self.approved), because()),
            (decider(), "POST", format!("{}/approve", self.proposal), hash),
            (decider(), "POST", format!("{}/return", self.proposal), because()),
            (decider(), "POST", format!("{}/reject", self.proposal), because()),
            (head(), "POST", format!("{}/withdraw", self.proposal), because()),
            (clerk(), "POST", format!("{}/issue", self.decision), paper),
            (inspector(), "POST", PERSONS.to_owned(), person.clone()),
            (inspector(), "PATCH", self.person.clone(), person),
            (inspector(), "POST", format!("{}/teams", self.drafting), formed.clone()),
            (inspector(), "PATCH", self.team.clone(), formed),
            (head(), "POST", format!("{}/open-round", self.running), json!({ "round": "dot-1" })),
            (member, "POST", format!("{}/declarations", self.going), away),
            (head(), "POST", format!("{}/announce", self.target), json!({ "on": "2025-10-01" })),
            (head(), "POST", format!("{}/request-extension", self.target), more),
            (decider(), "POST", format!("{}/decide-extension", self.target), granted),
            (head(), "POST", format!("{}/suspend", self.target), stopped),
        ];
        table.into_iter().map(|(who, method, path, body)| Sample { who, method, path, body }).collect()
    }

    /// A plan that says everything that a plan can say.
    fn plan(&self) -> Value {
        let mut plan = programme(&["DU-25747"])["plan"].clone();
        plan["basis"] = json!(["Kế hoạch 249-KH/UBKTTW ngày 24/7/2025"]);
        plan["requirements"] = json!([self.requirement.rsplit('/').next()]);
        plan["targets"] = json!({ "audiences": ["commune-party-committees"], "organizations": ["DU-25747"] });
        plan
    }
}

/// A programme at a ward whose round is open: its address, that of its team, and that of its target.
async fn opened(service: &TestService, members: &Value) -> (String, String, String) {
    let (_, address) = drafted(service, &["DU-25747"]).await;
    let formed = team("T1", members, &["DU-25747"]);
    let formed = service.post(&inspector(), &format!("{address}/teams"), &formed).expect(201).await;
    decided(service, &address).await;
    let head = Persona::new("UBKT", Role::Leader);
    let act = async |act: &str, body: Value| {
        service.post(&head, &format!("{address}/{act}"), &body).header("if-match", "*").expect(200).await;
    };
    act("launch", json!({ "teams_version": 1 })).await;
    act("open-round", json!({ "round": "dot-1" })).await;
    let listed = service.get(&inspector(), "/inspection-teams/v1/targets").expect(200).await;
    let target = format!("/inspection-teams/v1/targets/{}", listed.items()[0]["id"].as_str().unwrap());
    (address, formed.header("location").unwrap().to_owned(), target)
}
