//! Rule packs: shipped, entered, and chosen by the date and the organization of a decision.

use crate::city::{issuer, start};
use haicap_testing::{Persona, TestService};
use haicap_types::Role;
use serde_json::{Value, json};

const PACKS: &str = "/inspection-teams/v1/rule-packs";

fn operator() -> Persona {
    Persona::new("VPTU", Role::Operator)
}

/// What is shipped for 2026, as the city has it from July on, with a shorter time for its supervisions.
async fn of_the_city(service: &TestService) -> Value {
    let shipped = service.get(&operator(), &format!("{PACKS}/party-2026")).expect(200).await;
    let mut rules = shipped.body["rules"].clone();
    (rules["valid_from"], rules["valid_to"]) = (json!("2026-07-01"), json!("2026-12-31"));
    rules["applies_to"] = json!("TU");
    rules["time_limits"][4]["working_days"] = json!(25);
    rules
}

async fn in_force(service: &TestService, organization: &str, on: &str) -> String {
    let address = format!("/inspection-teams/v1/organizations/{organization}/rule-pack?on={on}");
    let found = service.get(&issuer(), &address).expect(200).await;
    format!("{} {}", found.text_at("/code"), found.body["version"])
}

#[tokio::test(flavor = "multi_thread")]
async fn shipped_packs_are_chosen_by_date_and_every_limit_says_where_it_stands() {
    let service = start().await;
    let listed = service.get(&issuer(), PACKS).expect(200).await;
    let codes: Vec<_> = listed.items().iter().map(|one| (&one["code"], &one["version"], &one["entered"])).collect();
    let (old, new, first) = (json!("party-2025"), json!("party-2026"), json!(1));
    assert_eq!(codes, [(&old, &first, &Value::Null), (&new, &first, &Value::Null)]);
    for (on, expected) in
        [("2025-05-30", "party-2025 1"), ("2026-04-10", "party-2025 1"), ("2026-04-11", "party-2026 1")]
    {
        assert_eq!(in_force(&service, "BTV", on).await, expected, "{on}");
    }
    service.get(&issuer(), "/inspection-teams/v1/organizations/BTV/rule-pack?on=2025-05-29").expect(404).await;
    service.get(&issuer(), "/inspection-teams/v1/organizations/NOBODY/rule-pack").expect(404).await;
    let pack = service.get(&issuer(), &format!("{PACKS}/party-2025/versions/1")).expect(200).await;
    for limit in pack.body["rules"]["time_limits"].as_array().unwrap() {
        assert_eq!(limit["source"]["text"], "Quy định 331-QĐ/TW");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_citys_own_pack_counts_in_the_city_within_its_dates_and_in_its_latest_version() {
    let service = start().await;
    let mut rules = of_the_city(&service).await;
    let sent = json!({ "code": "tphcm-2026", "rules": rules });
    let made = service.post(&operator(), PACKS, &sent).expect(201).await;
    assert_eq!((made.header("location").unwrap(), &made.body["rules"]), (&*format!("{PACKS}/tphcm-2026"), &rules));
    for (organization, on, expected) in [
        ("BTV", "2026-06-30", "party-2026 1"),
        ("BTV", "2026-07-01", "tphcm-2026 1"),
        ("DU-25747", "2026-12-31", "tphcm-2026 1"),
        ("BTV", "2027-01-01", "party-2026 1"),
        ("UBKTTW", "2026-07-01", "party-2026 1"),
    ] {
        assert_eq!(in_force(&service, organization, on).await, expected, "{organization} {on}");
    }

    // A further version takes the place of the one before where it applies, and leaves it as it was.
    rules["time_limits"][4]["working_days"] = json!(28);
    rules["valid_from"] = json!("2026-08-01");
    let versions = format!("{PACKS}/tphcm-2026/versions");
    service.post(&operator(), &versions, &rules).expect(428).await;
    let second = service.post(&operator(), &versions, &rules).header("if-match", made.etag()).expect(201).await;
    assert_eq!((&second.body["version"], second.header("location").unwrap()), (&json!(2), &*format!("{versions}/2")));
    service.post(&operator(), &versions, &rules).header("if-match", made.etag()).expect(412).await;
    for (on, expected) in [("2026-07-31", "tphcm-2026 1"), ("2026-08-01", "tphcm-2026 2")] {
        assert_eq!(in_force(&service, "BTV", on).await, expected, "{on}");
    }
    let listed = service.get(&issuer(), &versions).expect(200).await;
    let listed: Vec<_> = listed.items().iter().map(|one| one["version"].as_i64().unwrap()).collect();
    assert_eq!(listed, [2, 1]);
    let first = service.get(&issuer(), &format!("{versions}/1")).expect(200).await;
    assert_eq!(first.body, made.body);
    let feed = service
        .get(&issuer(), "/inspection-teams/v1/events?wait=5&kinds=inspection-teams.rule_pack.")
        .expect(200)
        .await;
    assert_eq!((feed.items().len(), &feed.items()[0]["data"]["applies_to"]), (2, &json!("TU")));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_operator_alone_enters_packs_and_what_is_wrong_is_named() {
    let service = start().await;
    let rules = of_the_city(&service).await;
    let sent = |code: &str, rules: &Value| json!({ "code": code, "rules": rules });
    for persona in [issuer(), Persona::new("UBKT", Role::Leader), Persona::new("VPTU", Role::Coordinator)] {
        let refused = service.post(&persona, PACKS, &sent("", &rules)).expect(403).await;
        assert_eq!(refused.body["code"], "operator_only", "{}", persona.subject);
    }
    let mut wrong = rules.clone();
    (wrong["applies_to"], wrong["team"]["least"]) = (json!("NOBODY"), json!(9));
    let refused = service.post(&operator(), PACKS, &sent("của thành phố", &wrong)).expect(422).await;
    let places: Vec<_> = refused.body["errors"].as_array().unwrap().iter().map(|one| &one["pointer"]).collect();
    assert_eq!(places, ["/code", "/rules/applies_to", "/rules/team/least"]);
    let refused = service.post(&operator(), PACKS, &sent("party-2026", &rules)).expect(409).await;
    assert_eq!(refused.body["code"], "rule_pack_exists");
    let shipped = format!("{PACKS}/party-2026/versions");
    let refused = service.post(&operator(), &shipped, &rules).header("if-match", "\"1-0\"").expect(409).await;
    assert_eq!(refused.body["code"], "rule_pack_shipped");
    service.post(&operator(), &format!("{PACKS}/nobodys/versions"), &rules).header("if-match", "*").expect(404).await;
    assert_eq!(service.get(&operator(), PACKS).expect(200).await.items().len(), 2);
}
