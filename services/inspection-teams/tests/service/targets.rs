//! Targets: opened, announced once the team has declared its independence, extended and suspended.

use crate::city::{PERSONS, TEAMS, decided, decider, drafted, inspector, members, person, start, stranger, team};
use haicap_testing::{Answer, Persona, TestService};
use haicap_types::Role;
use serde_json::{Value, json};

const TARGETS: &str = "/inspection-teams/v1/targets";

fn head() -> Persona {
    Persona::new("UBKT", Role::Leader)
}

/// A member of a team, who acts for another organization.
fn member(name: &str) -> Persona {
    Persona::new("BTC", Role::Officer).called(name)
}

async fn act(service: &TestService, who: &Persona, path: &str, body: &Value, status: u16) -> Answer {
    service.post(who, path, body).header("if-match", "*").expect(status).await
}

/// A running programme at two wards with its round open: the team, and the target of a ward.
async fn opened(service: &TestService) -> (String, String) {
    let (_, address) = drafted(service, &["DU-25747", "DU-25750"]).await;
    let staff = members(service, "a").await;
    let formed = team("T1", &staff, &["DU-25747", "DU-25750"]);
    let formed = service.post(&inspector(), &format!("{address}/teams"), &formed).expect(201).await;
    decided(service, &address).await;
    let round = json!({ "round": "dot-1" });
    act(service, &head(), &format!("{address}/open-round"), &round, 409).await;
    act(service, &head(), &format!("{address}/launch"), &json!({ "teams_version": 1 }), 200).await;
    act(service, &head(), &format!("{address}/open-round"), &json!({ "round": "dot-9" }), 422).await;
    act(service, &head(), &format!("{address}/open-round"), &round, 200).await;
    assert_eq!(act(service, &head(), &format!("{address}/open-round"), &round, 409).await.body["code"], "round_opened");
    let opened = service.get(&inspector(), &address).expect(200).await;
    assert_eq!(opened.body["opened_rounds"], json!(["dot-1"]));
    let listed = format!("{TARGETS}?organization=DU-25747&round=dot-1");
    let listed = service.get(&inspector(), &listed).expect(200).await;
    let target = format!("{TARGETS}/{}", listed.items()[0]["id"].as_str().unwrap());
    (format!("{TEAMS}/{}", formed.text_at("/id")), target)
}

async fn declare(service: &TestService, team: &str, names: &[&str]) {
    for name in names {
        let made =
            service.post(&member(name), &format!("{team}/declarations"), &json!({ "excepted": [] })).expect(201).await;
        assert_eq!(made.body["independent"].as_array().unwrap().len(), 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_is_announced_once_every_member_has_declared_independence() {
    let service = start().await;
    let (team, target) = opened(&service).await;
    let announce = format!("{target}/announce");
    let today = json!({ "on": "2025-10-01" });
    declare(&service, &team, &["a.head", "a.member"]).await;
    let refused = act(&service, &member("a.head"), &announce, &today, 409).await;
    assert_eq!(refused.body["code"], "declarations_missing");
    assert!(refused.text_at("/detail").contains("a.secretary"), "{}", refused.text);
    let ward = Persona::new("DU-25747", Role::Leader);
    service.get(&ward, &target).expect(404).await;

    declare(&service, &team, &["a.secretary"]).await;
    assert_eq!(act(&service, &member("a.member"), &announce, &today, 403).await.body["code"], "not_your_organization");
    let refused = act(&service, &member("a.head"), &announce, &json!({ "on": "2025-10-02" }), 422).await;
    assert_eq!(refused.body["errors"][0]["pointer"], "/on");
    let told = act(&service, &member("a.head"), &announce, &today, 200).await;
    assert_eq!((&told.body["phase"], &told.body["clock"]["limit_days"]), (&json!("announced"), &json!(30)));
    assert_eq!(
        (&told.body["clock"]["announce_by"], &told.body["clock"]["due_on"]),
        (&json!("2025-10-27"), &json!("2025-11-12"))
    );

    // From then on the ward sees it, and those who oversee the ward; another ward does not.
    let seen = service.get(&ward, &target).expect(200).await;
    assert_eq!(seen.body["programme"]["decision_number"], "25-QĐ/TU");
    service.get(&Persona::new("TT", Role::Leader), &target).expect(200).await;
    service.get(&stranger(), &target).expect(404).await;
    assert_eq!(service.get(&ward, TARGETS).expect(200).await.items().len(), 1);
    assert!(service.get(&stranger(), TARGETS).expect(200).await.items().is_empty());
    let feed = service.get(&ward, "/inspection-teams/v1/events?wait=5").expect(200).await;
    assert_eq!(feed.items()[0]["type"], "inspection-teams.target.announced");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_excepts_a_target_stays_away_from_it_and_a_file_that_changes_is_checked_again() {
    let service = start().await;
    let (team, target) = opened(&service).await;
    let announce = format!("{target}/announce");
    let today = json!({ "on": "2025-10-01" });
    declare(&service, &team, &["a.secretary", "a.member"]).await;
    let away = json!({ "excepted": [{ "organization": "DU-25747", "reason": "Có người thân." }] });
    let declarations = format!("{team}/declarations");
    service.post(&member("a.head"), &declarations, &away).expect(201).await;
    let refused = act(&service, &head(), &announce, &today, 409).await;
    assert_eq!(refused.body["code"], "no_head");
    for wrong in ["DU-25760", "NOBODY"] {
        let wrong = json!({ "excepted": [{ "organization": wrong, "reason": "Có người thân." }] });
        let refused = service.post(&member("a.head"), &declarations, &wrong).expect(422).await;
        assert_eq!(refused.body["errors"][0]["pointer"], "/excepted/0/organization");
    }
    service.post(&member("a.head"), &declarations, &json!({ "excepted": [] })).expect(201).await;
    let listed = service.get(&inspector(), &declarations).expect(200).await;
    assert_eq!(listed.body["declarations"].as_array().unwrap().len(), 3);
    assert_eq!(listed.body["missing"], json!([]));

    let persons = service.get(&inspector(), PERSONS).expect(200).await;
    let file = persons.items().iter().find(|one| one["details"]["name"] == "a.member").unwrap();
    let file = format!("{PERSONS}/{}", file["id"].as_str().unwrap());
    let change = json!({ "posts": [{ "organization": "UBND-25747", "post": "Ủy viên", "from": "2025-07-01" }] });
    service.request(&inspector(), "PATCH", &file).json(&change).header("if-match", "*").expect(200).await;
    let refused = act(&service, &head(), &announce, &today, 409).await;
    assert_eq!(refused.body["code"], "members_kept_from_target");
    assert!(refused.text_at("/detail").contains("a.member"), "{}", refused.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_declares_for_another_and_members_see_their_own_team_alone() {
    let service = start().await;
    let (team, target) = opened(&service).await;
    let declarations = format!("{team}/declarations");
    person(&service, "b.other", &json!({})).await;
    for outsider in [member("b.other"), stranger(), decider()] {
        service.post(&outsider, &declarations, &json!({ "excepted": [] })).expect(404).await;
        service.get(&outsider, &team).expect(404).await;
    }
    assert_eq!(
        service.post(&head(), &declarations, &json!({ "excepted": [] })).expect(403).await.body["code"],
        "not_a_member"
    );
    service.get(&member("a.member"), &team).expect(200).await;
    service.get(&member("a.member"), &target).expect(200).await;
    assert_eq!(service.get(&member("a.member"), TARGETS).expect(200).await.items().len(), 2);
    service.get(&member("a.member"), &declarations).expect(404).await;
    service.get(&member("a.member"), PERSONS).expect(403).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_extension_is_asked_for_and_granted_by_two_people_up_to_a_third_and_once() {
    let service = start().await;
    let (team, target) = opened(&service).await;
    declare(&service, &team, &["a.head", "a.secretary", "a.member"]).await;
    act(&service, &member("a.head"), &format!("{target}/announce"), &json!({ "on": "2025-10-01" }), 200).await;
    let (ask, decide) = (format!("{target}/request-extension"), format!("{target}/decide-extension"));
    let days = |days: u16| json!({ "days": days, "reason": "Cần xác minh thêm." });
    let refused = act(&service, &member("a.head"), &ask, &days(11), 422).await;
    assert_eq!(
        (&refused.body["code"], &refused.body["errors"][0]["pointer"]),
        (&json!("extension_too_long"), &json!("/days"))
    );
    act(&service, &member("a.head"), &ask, &days(10), 200).await;
    assert_eq!(act(&service, &member("a.head"), &ask, &days(1), 409).await.body["code"], "extension_pending");
    let granted = json!({ "decision": "granted" });
    let same = Persona::new("BTV", Role::Leader).called("a.head");
    assert_eq!(act(&service, &same, &decide, &granted, 403).await.body["code"], "same_person");
    let extended = act(&service, &decider(), &decide, &granted, 200).await;
    assert_eq!(
        (&extended.body["clock"]["limit_days"], &extended.body["clock"]["due_on"]),
        (&json!(40), &json!("2025-11-26"))
    );
    assert_eq!(act(&service, &member("a.head"), &ask, &days(1), 409).await.body["code"], "extended_before");

    let stopped = json!({ "reason": "Bão lụt." });
    act(&service, &member("a.head"), &format!("{target}/suspend"), &stopped, 403).await;
    let stopped = act(&service, &head(), &format!("{target}/suspend"), &stopped, 200).await;
    assert_eq!(
        (&stopped.body["clock"]["is_suspended"], &stopped.body["clock"]["due_on"]),
        (&json!(true), &Value::Null)
    );
    let resumed = act(&service, &head(), &format!("{target}/resume"), &json!({}), 200).await;
    assert_eq!(resumed.body["clock"]["due_on"], "2025-11-26");
}
