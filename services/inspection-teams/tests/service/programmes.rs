//! Programmes: drafted, proposed, decided on and launched with teams that cover every target exactly once.

use crate::city::{
    PERSONS, PROGRAMMES, REQUIREMENTS, TEAMS, approved, clerk, decided, decider, drafted, entered, inspector, members,
    person, programme, proposed, start, stranger, team,
};
use haicap_testing::{Persona, TestService};
use haicap_types::Role;
use serde_json::{Value, json};

fn head() -> Persona {
    Persona::new("UBKT", Role::Leader)
}

async fn launch(service: &TestService, address: &str, status: u16) -> haicap_testing::Answer {
    let read = service.get(&head(), address).expect(200).await;
    let sent = json!({ "teams_version": read.body["teams_version"] });
    service.post(&head(), &format!("{address}/launch"), &sent).header("if-match", read.etag()).expect(status).await
}

fn codes(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_and_a_doubled_target_are_named_and_keep_a_decided_programme_from_its_launch() {
    let service = start().await;
    let (_, address) = drafted(&service, &["DU-25747", "DU-25750", "DU-25760"]).await;
    let decided = decided(&service, &address).await;
    assert_eq!(
        (&decided.body["state"], &decided.body["decision"]["rule_pack"]),
        (&json!("decided"), &json!("party-2025"))
    );
    assert_eq!(decided.body["decision"]["number"], "25-QĐ/TU");

    let (first, second) = (members(&service, "a").await, members(&service, "b").await);
    let one = team("T1", &first, &["DU-25747", "DU-25750"]);
    service.post(&inspector(), &format!("{address}/teams"), &one).expect(201).await;
    let two = team("T2", &second, &["DU-25750", "DU-25768"]);
    let two = service.post(&inspector(), &format!("{address}/teams"), &two).expect(201).await;
    let coverage = service.get(&inspector(), &format!("{address}/coverage")).expect(200).await.body;
    assert_eq!((&coverage["expected"], &coverage["covered"]), (&json!(3), &json!(1)));
    assert_eq!((codes(&coverage["missing"]), codes(&coverage["outside"])), (vec!["DU-25760"], vec!["DU-25768"]));
    assert_eq!(coverage["doubled"][0]["organization"]["code"], "DU-25750");
    assert_eq!(coverage["doubled"][0]["teams"].as_array().unwrap().len(), 2);
    let refused = launch(&service, &address, 409).await;
    assert_eq!(refused.body["code"], "targets_not_covered");
    for code in ["DU-25760", "DU-25750", "DU-25768"] {
        assert!(refused.text_at("/detail").contains(code), "{}", refused.text);
    }

    let targets = json!({ "targets": ["DU-25760"] });
    let address_of_two = format!("{TEAMS}/{}", two.text_at("/id"));
    let seen = service.get(&head(), &address).expect(200).await;
    service
        .request(&inspector(), "PATCH", &address_of_two)
        .json(&targets)
        .header("if-match", two.etag())
        .expect(200)
        .await;
    let outdated = json!({ "teams_version": seen.body["teams_version"] });
    let refused =
        service.post(&head(), &format!("{address}/launch"), &outdated).header("if-match", "*").expect(409).await;
    assert_eq!(refused.body["code"], "teams_changed");
    assert_eq!(launch(&service, &address, 200).await.body["state"], "running");
    let emptied = json!({ "targets": [] });
    let refused = service.request(&inspector(), "PATCH", &address_of_two).json(&emptied).header("if-match", "*");
    assert_eq!(refused.expect(422).await.body["errors"][0]["pointer"], "/targets");
    let history = service.get(&decider(), &format!("{address}/history")).expect(200).await;
    let told: Vec<_> = history.items().iter().map(|item| item["kind"].as_str().unwrap()).collect();
    let expected = ["launched", "decided", "approved", "proposed", "drafted"];
    assert_eq!(told, expected.map(|word| format!("inspection-teams.programme.{word}")));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_keeps_a_member_from_a_target_is_refused_by_name() {
    let service = start().await;
    let (_, address) = drafted(&service, &["DU-25747", "DU-25750"]).await;
    let posted = |to: Value| json!({ "posts": [{ "organization": "DU-25747", "post": "Ủy viên", "from": "2022-01-01", "to": to }] });
    let relative = json!({ "relatives": [{ "organization": "DU-25747", "kinship": "Em ruột" }] });
    let interest = json!({ "interests": [{ "organization": "DU-25747", "interest": "Góp vốn" }] });
    let measure = json!({ "disciplines": [{ "measure": "Khiển trách", "from": "2025-01-01" }] });
    for (name, file, words) in [
        ("own", posted(Value::Null), "The member belongs to the target. (DU-25747)"),
        ("former", posted(json!("2024-10-01")), "not long ago"),
        ("kin", relative, "The member has a relative in the target."),
        ("interested", interest, "The member has an interest in the target."),
        ("measured", measure, "The member is under a disciplinary measure."),
    ] {
        let members = json!([{ "person": person(&service, name, &file).await, "role": "head" }]);
        let sent = team("T1", &members, &["DU-25747"]);
        let refused = service
            .post(&inspector(), &format!("{address}/teams"), &sent)
            .header("accept-language", "en")
            .expect(422)
            .await;
        assert_eq!(refused.body["errors"][0]["pointer"], "/members/0/person");
        assert!(refused.text_at("/errors/0/detail").contains(words), "{name}: {}", refused.text);
    }
    let old = json!([{ "person": person(&service, "old", &posted(json!("2022-09-30"))).await, "role": "head" }]);
    service.post(&inspector(), &format!("{address}/teams"), &team("T1", &old, &["DU-25747"])).expect(201).await;
    let again = team("T1", &json!([]), &["DU-25750"]);
    let refused = service.post(&inspector(), &format!("{address}/teams"), &again).expect(422).await;
    assert_eq!(refused.body["errors"][0]["pointer"], "/symbol");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_changes_after_its_person_became_a_member_keeps_the_programme_from_its_launch() {
    let service = start().await;
    let (_, address) = drafted(&service, &["DU-25747"]).await;
    let members = members(&service, "a").await;
    let formed =
        service.post(&inspector(), &format!("{address}/teams"), &team("T1", &members, &["DU-25747"])).expect(201).await;
    decided(&service, &address).await;
    let file = format!("{PERSONS}/{}", members[0]["person"].as_str().unwrap());
    let change = json!({ "relatives": [{ "organization": "UBND-25747", "kinship": "Con" }] });
    service.request(&inspector(), "PATCH", &file).json(&change).header("if-match", "*").expect(200).await;
    let refused = launch(&service, &address, 409).await;
    assert_eq!(refused.body["code"], "teams_faulty");
    assert!(refused.text_at("/detail").contains("a.head"), "{}", refused.text);
    let check = service.get(&inspector(), &format!("{TEAMS}/{}/check", formed.text_at("/id"))).expect(200).await;
    assert_eq!((&check.body["is_ready"], &check.body["errors"][0]["code"]), (&json!(false), &json!("kinship")));
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_rules_on_what_they_wrote_and_what_is_proposed_does_not_change() {
    let service = start().await;
    let (_, address) = drafted(&service, &["DU-25747"]).await;
    let members = members(&service, "a").await;
    service.post(&inspector(), &format!("{address}/teams"), &team("T1", &members, &["DU-25747"])).expect(201).await;
    let before = service.get(&head(), &address).expect(200).await;
    let sent = json!({ "proposed_on": "2025-10-01", "summary": "Thực hiện yêu cầu của cấp trên." });
    let propose = format!("{address}/propose");
    service.post(&inspector(), &propose, &sent).header("if-match", before.etag()).expect(403).await;
    let proposed = service.post(&head(), &propose, &sent).header("if-match", before.etag()).expect(200).await;
    let proposal = format!("/inspection-teams/v1/proposals/{}", proposed.text_at("/proposal/id"));
    let read = service.get(&decider(), &proposal).expect(200).await;
    assert_eq!(read.body["snapshot"]["teams"][0]["members"][0]["name"], "a.head");

    let other = team("T2", &json!([]), &[]);
    assert_eq!(
        service.post(&inspector(), &format!("{address}/teams"), &other).expect(409).await.body["code"],
        "not_in_this_state"
    );
    let hash = json!({ "hash": read.body["hash"] });
    let approve = format!("{proposal}/approve");
    for (subject, code) in [(inspector().subject, "same_person"), (head().subject, "same_person")] {
        let elsewhere = Persona::new("BTV", Role::Leader).called(&subject);
        let refused = service.post(&elsewhere, &approve, &hash).header("if-match", read.etag()).expect(403).await;
        assert_eq!(refused.body["code"], code, "{subject}");
    }
    assert_eq!(
        service.post(&clerk(), &approve, &hash).header("if-match", "*").expect(403).await.body["code"],
        "not_your_role"
    );
    let wrong = json!({ "hash": "0".repeat(64) });
    let refused = service.post(&decider(), &approve, &wrong).header("if-match", read.etag()).expect(422).await;
    assert_eq!(refused.body["errors"][0]["pointer"], "/hash");
    let because = json!({ "reason": "Cần bổ sung đợt 2." });
    service.post(&decider(), &format!("{proposal}/return"), &because).header("if-match", read.etag()).expect(200).await;
    // A draft is its writers' own again; the deciding organization keeps what was put before it.
    service.get(&decider(), &address).expect(404).await;
    let kept = service.get(&decider(), &proposal).expect(200).await;
    assert_eq!((&kept.body["state"], &kept.body["reason"]), (&json!("returned"), &because["reason"]));
    assert_eq!(service.get(&inspector(), &address).expect(200).await.body["state"], "drafting");
}

#[tokio::test(flavor = "multi_thread")]
async fn h01_h02_what_is_prepared_is_known_to_those_who_prepare_and_decide() {
    let service = start().await;
    let (_, address) = drafted(&service, &["DU-25747"]).await;
    let members = members(&service, "a").await;
    let formed =
        service.post(&inspector(), &format!("{address}/teams"), &team("T1", &members, &["DU-25747"])).expect(201).await;
    let team = format!("{TEAMS}/{}", formed.text_at("/id"));
    let file = format!("{PERSONS}/{}", members[0]["person"].as_str().unwrap());
    let target = Persona::new("DU-25747", Role::Leader);
    let overseer = Persona::new("TT", Role::Leader);
    let officer = Persona::new("UBKT", Role::Officer);
    for persona in [&decider(), &target, &overseer, &officer, &stranger()] {
        for thing in [&address, &team, &file] {
            service.get(persona, thing).expect(404).await;
        }
        assert!(service.get(persona, PROGRAMMES).expect(200).await.items().is_empty(), "{}", persona.subject);
        assert!(service.get(persona, TEAMS).expect(200).await.items().is_empty(), "{}", persona.subject);
        assert!(service.get(persona, "/inspection-teams/v1/events").expect(200).await.items().is_empty());
    }
    decided(&service, &address).await;
    service.get(&decider(), &address).expect(200).await;
    for persona in [&target, &overseer, &officer, &stranger()] {
        service.get(persona, &address).expect(404).await;
        assert!(service.get(persona, "/inspection-teams/v1/decisions").expect(200).await.items().is_empty());
        assert!(service.get(persona, "/inspection-teams/v1/proposals").expect(200).await.items().is_empty());
    }
    service.get(&decider(), &team).expect(404).await;
    let own = Persona::new("UBKT", Role::Leader).called("a.head");
    let change = json!({ "posts": [] });
    let refused = service.request(&own, "PATCH", &file).json(&change).header("if-match", "*").expect(403).await;
    assert_eq!(refused.body["code"], "same_person");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_is_checked_against_the_rules_of_the_day() {
    let service = start().await;
    let mut wrong = programme(&["DU-25747", "UBKT"]);
    wrong["deciding"] = json!("DU-25750");
    let refused = service.post(&inspector(), PROGRAMMES, &wrong).expect(422).await;
    assert_eq!(refused.body["errors"][0]["pointer"], "/deciding");
    wrong["deciding"] = json!("BTV");
    wrong["plan"]["items"][0]["span_from"] = json!("2015-01-01");
    wrong["plan"]["items"][0]["kind"] = json!("inspection");
    let refused = service.post(&inspector(), PROGRAMMES, &wrong).expect(422).await;
    let places: Vec<_> = refused.body["errors"].as_array().unwrap().iter().map(|one| &one["pointer"]).collect();
    let expected = ["/plan/items/0/span_to", "/plan/rounds/0/items/0", "/plan/targets/organizations/1"];
    assert_eq!(places, expected);
    for persona in [stranger(), Persona::new("SNV", Role::Leader), Persona::new("UBKT", Role::Officer)] {
        service
            .post(&persona, PROGRAMMES, &programme(&["DU-25747"]))
            .expect(if persona.subject == stranger().subject { 422 } else { 403 })
            .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_approves_says_which_other_programmes_at_the_same_organizations_they_know_of() {
    let service = start().await;
    let (other, address) = drafted(&service, &["DU-25747", "DU-25750"]).await;
    approved(&service, &address).await;
    let (_, address) = drafted(&service, &["DU-25750", "DU-25760"]).await;
    let proposal = proposed(&service, &address).await;
    let read = service.get(&decider(), &proposal).expect(200).await;
    let approve = async |known: Value, status: u16| {
        let sent = json!({ "hash": read.body["hash"], "known_programmes": known });
        service.post(&decider(), &format!("{proposal}/approve"), &sent).header("if-match", "*").expect(status).await
    };
    let refused = approve(json!([]), 409).await;
    assert_eq!(refused.body["code"], "traffic");
    let words = refused.text_at("/detail");
    assert!(words.contains("UBKT") && words.contains("DU-25750") && !words.contains("DU-25747"), "{words}");
    let traffic = service.get(&decider(), &format!("{proposal}/traffic")).expect(200).await;
    let met = &traffic.body["meetings"][0];
    assert_eq!(
        (&met["programme"], &met["from"], &met["to"]),
        (&other.body["id"], &json!("2025-10-20"), &json!("2025-12-31"))
    );
    assert_eq!(codes(&met["organizations"]), ["DU-25750"]);
    service.get(&Persona::new("TT", Role::Leader), &format!("{proposal}/traffic")).expect(404).await;
    approve(json!([other.body["id"]]), 200).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_requirement_without_a_programme_is_found_by_those_who_may_know_of_programmes() {
    let service = start().await;
    let (required, _) = entered(&service).await;
    let count = async |persona: &Persona, wanted: bool| {
        let path = format!("{REQUIREMENTS}?has_programme={wanted}");
        service.get(persona, &path).expect(200).await.items().len()
    };
    let issuer = Persona::new("TT", Role::Leader);
    assert_eq!((count(&inspector(), false).await, count(&inspector(), true).await), (1, 0));
    let mut sent = programme(&["DU-25747"]);
    sent["plan"]["requirements"] = json!([required.body["id"]]);
    let made = service.post(&inspector(), PROGRAMMES, &sent).expect(201).await;
    assert_eq!((count(&inspector(), false).await, count(&inspector(), true).await), (0, 1));
    // Nobody else learns that something is being prepared.
    assert_eq!((count(&issuer, false).await, count(&issuer, true).await), (1, 0));
    let found = format!("{PROGRAMMES}?requirement={}", required.text_at("/id"));
    assert_eq!(service.get(&inspector(), &found).expect(200).await.items().len(), 1);
    let discard = format!("{}/discard", made.header("location").unwrap());
    let because = json!({ "reason": "Trùng lặp." });
    service.post(&inspector(), &discard, &because).header("if-match", "*").expect(200).await;
    assert_eq!((count(&inspector(), false).await, count(&inspector(), true).await), (1, 0));
    let mut foreign = programme(&["DU-25747"]);
    foreign["plan"]["requirements"] = json!(["0199b6a0-0000-7000-8000-000000000000"]);
    let refused = service.post(&inspector(), PROGRAMMES, &foreign).expect(422).await;
    assert_eq!(refused.body["errors"][0]["pointer"], "/plan/requirements/0");
}
