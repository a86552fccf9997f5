//! Duties: what waits for whom on the way from a draft to an announced decision.

use crate::city::{approved, clerk, decider, drafted, inspector, members, proposed, start, stranger, team};
use haicap_testing::{Persona, TestService};
use haicap_types::Role;
use serde_json::{Value, json};

fn head() -> Persona {
    Persona::new("UBKT", Role::Leader)
}

fn member(name: &str) -> Persona {
    Persona::new("BTC", Role::Officer).called(name)
}

/// What waits for somebody: sort, cause, and the acts that are offered; the counts say as much.
async fn waiting(service: &TestService, who: &Persona) -> Vec<String> {
    let listed = service.get(who, "/inspection-teams/v1/duties").expect(200).await;
    let counted = service.get(who, "/inspection-teams/v1/duties/counts").expect(200).await;
    assert_eq!(counted.body["total"], listed.items().len(), "{}", counted.text);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let duty = |one: &Value| {
        let acts: Vec<_> = one["actions"].as_array().unwrap().iter().map(|act| text(&act["name"])).collect();
        format!("{} {}: {}", text(&one["kind"]), text(&one["cause"]), acts.join(" "))
    };
    listed.items().iter().map(duty).collect()
}

async fn act(service: &TestService, who: &Persona, path: &str, body: &Value) {
    service.post(who, path, body).header("if-match", "*").expect(200).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_moves_from_those_who_decide_to_those_who_prepare_and_to_the_members_of_the_team() {
    let service = start().await;
    let (_, address) = drafted(&service, &["DU-25747"]).await;
    let staff = members(&service, "a").await;
    let formed = team("T1", &staff, &["DU-25747"]);
    service.post(&inspector(), &format!("{address}/teams"), &formed).expect(201).await;
    let nobody = [stranger(), Persona::new("TT", Role::Leader), Persona::new("DU-25747", Role::Leader)];
    let proposal = proposed(&service, &address).await;
    assert_eq!(waiting(&service, &decider()).await, ["proposal submitted: approve return reject"]);
    assert_eq!(waiting(&service, &clerk()).await, ["proposal submitted: "]);
    assert!(waiting(&service, &head()).await.is_empty());

    act(&service, &decider(), &format!("{proposal}/return"), &json!({ "reason": "Bổ sung đợt 2." })).await;
    assert_eq!(waiting(&service, &head()).await, ["programme returned: edit propose discard"]);
    let remark = service.get(&head(), "/inspection-teams/v1/duties").expect(200).await.items()[0]["remark"].clone();
    assert_eq!(remark, "Bổ sung đợt 2.");
    let decision = approved(&service, &address).await;
    assert_eq!(waiting(&service, &clerk()).await, ["decision approved: issue"]);
    let paper = json!({
        "number": "25-QĐ/TU", "issued_on": "2025-10-01", "signer_name": "Trần Văn Bình", "signer_post": "Phó Bí thư",
    });
    act(&service, &clerk(), &format!("{decision}/issue"), &paper).await;
    assert!(waiting(&service, &clerk()).await.is_empty());
    assert_eq!(waiting(&service, &head()).await, ["programme approved: launch"]);
    act(&service, &head(), &format!("{address}/launch"), &json!({ "teams_version": 1 })).await;
    assert!(waiting(&service, &member("a.head")).await.is_empty());
    act(&service, &head(), &format!("{address}/open-round"), &json!({ "round": "dot-1" })).await;
    assert_eq!(waiting(&service, &head()).await, ["target new: announce"]);
    assert_eq!(waiting(&service, &member("a.head")).await, ["target new: announce", "declaration new: declare"]);
    assert_eq!(waiting(&service, &member("a.member")).await, ["declaration new: declare"]);
    for persona in &nobody {
        assert!(waiting(&service, persona).await.is_empty(), "{}", persona.subject);
    }

    let duties = service.get(&member("a.head"), "/inspection-teams/v1/duties").expect(200).await;
    assert_eq!(duties.items()[0]["due_at"], "2025-10-28T00:00:00+07:00");
    let declare = duties.items()[1]["actions"][0]["href"].as_str().unwrap().to_owned();
    for name in ["a.head", "a.secretary", "a.member"] {
        service.post(&member(name), &declare, &json!({ "excepted": [] })).expect(201).await;
    }
    assert!(waiting(&service, &member("a.member")).await.is_empty());
    let target = duties.items()[0]["thing"]["href"].as_str().unwrap();
    act(&service, &member("a.head"), &format!("{target}/announce"), &json!({ "on": "2025-10-01" })).await;
    assert!(waiting(&service, &member("a.head")).await.is_empty());
    let more = json!({ "days": 5, "reason": "Cần xác minh thêm." });
    act(&service, &member("a.head"), &format!("{target}/request-extension"), &more).await;
    assert_eq!(waiting(&service, &decider()).await, ["extension requested: decide_extension"]);
    for (query, found) in [("kind=extension", 1), ("kind=target", 0), ("waits_for=work", 0), ("is_overdue=true", 0)] {
        let listed = service.get(&decider(), &format!("/inspection-teams/v1/duties?{query}")).expect(200).await;
        assert_eq!(listed.items().len(), found, "{query}");
    }
}
