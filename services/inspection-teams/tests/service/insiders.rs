//! Insiders: what those who belong to the house try.

use crate::city::{
    PERSONS, PROGRAMMES, approved, decided, decider, drafted, inspector, members, person, proposed, start, team,
};
use haicap_testing::{Answer, Persona, TestService};
use haicap_types::Role;
use serde_json::{Value, json};

const TARGETS: &str = "/inspection-teams/v1/targets";

fn head() -> Persona {
    Persona::new("UBKT", Role::Leader)
}

fn member(name: &str) -> Persona {
    Persona::new("BTC", Role::Officer).called(name)
}

async fn act(service: &TestService, who: &Persona, path: &str, body: &Value, status: u16) -> Answer {
    service.post(who, path, body).header("if-match", "*").expect(status).await
}

/// A running programme at two wards: its address, its team and the target of the first ward.
async fn running(service: &TestService) -> (String, String, String) {
    let (_, address) = drafted(service, &["DU-25747", "DU-25750"]).await;
    let formed = team("T1", &members(service, "a").await, &["DU-25747", "DU-25750"]);
    let formed = service.post(&inspector(), &format!("{address}/teams"), &formed).expect(201).await;
    decided(service, &address).await;
    act(service, &head(), &format!("{address}/launch"), &json!({ "teams_version": 1 }), 200).await;
    act(service, &head(), &format!("{address}/open-round"), &json!({ "round": "dot-1" }), 200).await;
    let listed = service.get(&inspector(), &format!("{TARGETS}?organization=DU-25747")).expect(200).await;
    let target = format!("{TARGETS}/{}", listed.items()[0]["id"].as_str().unwrap());
    (address, formed.header("location").unwrap().to_owned(), target)
}

async fn declare(service: &TestService, who: &Persona, team: &str, excepted: &[&str], status: u16) -> Answer {
    let excepted: Vec<_> =
        excepted.iter().map(|code| json!({ "organization": code, "reason": "Có người thân." })).collect();
    let sent = json!({ "excepted": excepted });
    service.post(who, &format!("{team}/declarations"), &sent).expect(status).await
}

#[tokio::test(flavor = "multi_thread")]
async fn h02_no_list_has_what_stands_below_the_callers_organization() {
    let service = start().await;
    running(&service).await;
    let city = Persona::new("TU", Role::Leader);
    for list in ["programmes", "proposals", "decisions", "teams", "targets", "duties"] {
        let path = format!("/inspection-teams/v1/{list}");
        assert!(service.get(&city, &path).expect(200).await.items().is_empty(), "{list}");
        let csv = service.get(&city, &path).header("accept", "text/csv").expect(200).await;
        assert_eq!(csv.text.lines().count(), 1, "{list}: {}", csv.text);
    }
    let required = format!("{PROGRAMMES}?state=running");
    assert!(service.get(&city, &required).expect(200).await.items().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_makes_a_file_their_own_or_gives_that_of_a_member_to_somebody_else() {
    let service = start().await;
    let own = json!({ "name": "Tôi", "subject": inspector().subject });
    let refused = service.post(&inspector(), PERSONS, &own).expect(403).await;
    assert_eq!(refused.body["code"], "same_person");
    let (_, team, _) = running(&service).await;
    let listed = service.get(&inspector(), &team).expect(200).await;
    let file = format!("{PERSONS}/{}", listed.body["members"][0]["person"].as_str().unwrap());
    let set = async |who: &Persona, subject: Value, status: u16| {
        let sent = json!({ "subject": subject });
        let request = service.request(who, "PATCH", &file).json(&sent).header("if-match", "*");
        request.expect(status).await.body["code"].clone()
    };
    assert_eq!(set(&inspector(), json!(inspector().subject), 403).await, "same_person");
    assert_eq!(set(&inspector(), json!("somebody"), 409).await, "person_in_team");
    assert_eq!(set(&inspector(), Value::Null, 409).await, "person_in_team");
    let free = person(&service, "free", &json!({})).await;
    let free = format!("{PERSONS}/{}", free.as_str().unwrap());
    let change = json!({ "subject": "freed" });
    service.request(&inspector(), "PATCH", &free).json(&change).header("if-match", "*").expect(200).await;
    let history = service.get(&inspector(), &format!("{free}/history")).expect(200).await;
    assert_eq!(history.items().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_excepts_a_target_or_acts_for_it_does_nothing_there() {
    let service = start().await;
    let (_, team, target) = running(&service).await;
    let ward = Persona::new("DU-25747", Role::Leader).called("a.head");
    assert_eq!(declare(&service, &ward, &team, &[], 403).await.body["code"], "not_your_organization");
    let auditor = Persona::new("BTC", Role::Auditor).called("a.head");
    assert_eq!(declare(&service, &auditor, &team, &[], 403).await.body["code"], "not_your_role");
    for name in ["a.head", "a.secretary", "a.member"] {
        declare(&service, &member(name), &team, &[], 201).await;
    }
    let today = json!({ "on": "2025-10-01" });
    let announce = format!("{target}/announce");
    assert_eq!(act(&service, &ward, &announce, &today, 403).await.body["code"], "not_your_organization");
    declare(&service, &member("a.head"), &team, &["DU-25747"], 201).await;
    act(&service, &member("a.head"), &announce, &today, 404).await;
    service.get(&member("a.head"), &target).expect(404).await;
    let refused = act(&service, &head(), &announce, &today, 409).await;
    assert_eq!(refused.body["code"], "no_head");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_approves_their_own_place_in_a_team() {
    let service = start().await;
    let (_, address) = drafted(&service, &["DU-25747"]).await;
    let formed = team("T1", &members(&service, "a").await, &["DU-25747"]);
    service.post(&inspector(), &format!("{address}/teams"), &formed).expect(201).await;
    let proposal = proposed(&service, &address).await;
    let read = service.get(&decider(), &proposal).expect(200).await;
    let hash = json!({ "hash": read.body["hash"] });
    let named = Persona::new("BTV", Role::Leader).called("a.member");
    let refused = act(&service, &named, &format!("{proposal}/approve"), &hash, 403).await;
    assert_eq!(refused.body["code"], "same_person");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_programme_that_is_called_off_is_told_to_its_targets_and_goes_no_further() {
    let service = start().await;
    let (address, team, target) = running(&service).await;
    for name in ["a.head", "a.secretary", "a.member"] {
        declare(&service, &member(name), &team, &[], 201).await;
    }
    act(&service, &head(), &format!("{target}/announce"), &json!({ "on": "2025-10-01" }), 200).await;
    let because = json!({ "reason": "Trùng với chương trình của cấp trên." });
    act(&service, &decider(), &format!("{address}/cancel"), &because, 200).await;
    for (name, body) in [("suspend", because.clone()), ("request-extension", json!({ "days": 1, "reason": "Thêm." }))]
    {
        let refused = act(&service, &head(), &format!("{target}/{name}"), &body, 409).await;
        assert_eq!(refused.body["code"], "not_in_this_state", "{name}");
    }
    let ward = Persona::new("DU-25747", Role::Officer);
    assert_eq!(service.get(&ward, &target).expect(200).await.body["programme"]["state"], "cancelled");
    let feed = service.get(&ward, "/inspection-teams/v1/events?wait=5").expect(200).await;
    let told: Vec<_> = feed.items().iter().map(|one| one["type"].as_str().unwrap()).collect();
    assert_eq!(told, ["inspection-teams.target.announced", "inspection-teams.target.cancelled"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_team_that_was_declared_in_can_be_dissolved_and_a_running_one_replaces_who_falls_ill() {
    let service = start().await;
    let (_, address) = drafted(&service, &["DU-25747"]).await;
    let staff = members(&service, "a").await;
    let formed = team("T1", &staff, &["DU-25747"]);
    let formed = service.post(&inspector(), &format!("{address}/teams"), &formed).expect(201).await;
    approved(&service, &address).await;
    let path = formed.header("location").unwrap();
    let as_staff = Persona::new("UBKT", Role::Officer).called("a.head");
    let before = service.post(&as_staff, &format!("{path}/declarations"), &json!({ "excepted": [] })).send().await;
    assert_eq!(before.status, 404);
    let inside = Persona::new("UBKT", Role::Inspector).called("a.head");
    declare(&service, &inside, path, &[], 201).await;
    service.request(&inspector(), "DELETE", path).header("if-match", "*").expect(204).await;
    service.get(&inspector(), path).expect(404).await;

    let team = launched(&service, "b").await;
    let seen = service.get(&inspector(), &team).expect(200).await;
    let mut list = seen.body["members"].clone();
    for one in list.as_array_mut().unwrap() {
        one.as_object_mut().unwrap().remove("name");
    }
    let (mut without, mut replaced) = (list.clone(), list);
    without.as_array_mut().unwrap().remove(2);
    let change = async |members: &Value, status: u16| {
        let sent = json!({ "members": members });
        service.request(&inspector(), "PATCH", &team).json(&sent).header("if-match", "*").expect(status).await
    };
    assert_eq!(change(&without, 422).await.body["errors"][0]["pointer"], "/members");
    (replaced[2]["to"], replaced[2]["reason"]) = (json!("2025-10-01"), json!("Ốm dài ngày."));
    let successor = person(&service, "c.member", &json!({})).await;
    let comes = json!({ "person": successor, "role": "member", "from": "2025-10-02", "reason": "Thay người ốm." });
    replaced.as_array_mut().unwrap().push(comes);
    assert_eq!(change(&replaced, 200).await.body["members"].as_array().unwrap().len(), 4);
    let history = service.get(&inspector(), &format!("{team}/history")).expect(200).await;
    let data = &history.items()[0]["data"];
    assert_eq!(data["before"]["members"].as_array().unwrap().len(), 3, "{data}");
    assert_eq!(data["after"]["members"][3]["person"], successor);
}

/// The team of another programme, which is launched.
async fn launched(service: &TestService, prefix: &str) -> String {
    let (_, address) = drafted(service, &["DU-25760"]).await;
    let formed = team("T1", &members(service, prefix).await, &["DU-25760"]);
    let formed = service.post(&inspector(), &format!("{address}/teams"), &formed).expect(201).await;
    decided(service, &address).await;
    act(service, &head(), &format!("{address}/launch"), &json!({ "teams_version": 1 }), 200).await;
    formed.header("location").unwrap().to_owned()
}
