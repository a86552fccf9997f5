//! Requirements: entered, found, read and closed.

use crate::city::{REQUIREMENTS, addressee, entered, head, issuer, requirement, start, stranger};
use haicap_testing::{Persona, TestService};
use haicap_types::Role;
use serde_json::{Value, json};

fn because() -> Value {
    json!({ "reason": "Đã kiểm tra xong." })
}

async fn list(service: &TestService, persona: &Persona, query: &str) -> Vec<Value> {
    service.get(persona, &format!("{REQUIREMENTS}?{query}")).expect(200).await.items().to_vec()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_requirement_is_entered_read_and_closed_by_another_person() {
    let service = start().await;
    let (made, address) = entered(&service).await;
    let seen = service.get(&issuer(), &address).expect(200).await;
    assert_eq!((&seen.body["issuer"]["code"], &seen.body["addressees"][1]["code"]), (&json!("TT"), &json!("DU-25747")));
    assert_eq!((&seen.body["state"], &seen.body["entered"]["by"]["subject"]), (&json!("open"), &json!("tt.leader")));
    assert_eq!((&seen.body["content"], &seen.body["due_on"]), (&requirement()["content"], &json!("2025-12-15")));
    assert_eq!(made.body["actions"][0]["reason"]["code"], "same_person");
    let action = &seen.body["actions"][0];
    assert_eq!((&action["is_allowed"], &action["href"]), (&json!(true), &json!(format!("{address}/close"))));

    let close = service.post(&issuer(), &format!("{address}/close"), &because()).header("if-match", seen.etag());
    let closed = close.expect(200).await;
    assert_eq!(
        (&closed.body["state"], &closed.body["closed"]["by"]["subject"]),
        (&json!("closed"), &json!("tt.coordinator"))
    );
    assert_eq!((&closed.body["close_reason"], &closed.body["version"]), (&because()["reason"], &json!(2)));
    let again = service.get(&addressee(), &address).expect(200).await;
    assert_eq!((again.etag().split('-').next(), &again.body["state"]), (Some("\"2"), &json!("closed")));

    let history = service.get(&addressee(), &format!("{address}/history")).expect(200).await;
    let told: Vec<_> = history.items().iter().map(|item| (&item["kind"], &item["data"]["state"])).collect();
    let (closed, entered) =
        (json!("inspection-teams.requirement.closed"), json!("inspection-teams.requirement.entered"));
    assert_eq!(told, [(&closed, &json!("closed")), (&entered, &json!("open"))]);
}

#[tokio::test(flavor = "multi_thread")]
async fn h01_h02_a_requirement_is_there_for_those_alone_who_see_a_body_that_it_concerns() {
    let service = start().await;
    let (_, address) = entered(&service).await;
    let ward = Persona::new("DU-25747", Role::Officer);
    for persona in [issuer(), addressee(), ward] {
        service.get(&persona, &address).expect(200).await;
        assert_eq!(list(&service, &persona, "issuer=TT").await.len(), 1, "{}", persona.subject);
    }
    let nobodys = format!("{REQUIREMENTS}/0199b6a0-0000-7000-8000-000000000000");
    for segment in ["", "/history"] {
        let foreign = service.get(&stranger(), &format!("{address}{segment}")).expect(404).await;
        let none = service.get(&stranger(), &format!("{nobodys}{segment}")).expect(404).await;
        assert_eq!((&foreign.body["type"], &foreign.body["detail"]), (&none.body["type"], &none.body["detail"]));
    }
    for query in ["", "issuer=TT", "state=open"] {
        assert!(list(&service, &stranger(), query).await.is_empty(), "{query}");
    }
    let feed = |persona: Persona| service.get(&persona, "/inspection-teams/v1/events?wait=5").expect(200);
    assert_eq!(feed(addressee()).await.items().len(), 1);
    let hidden = service.get(&stranger(), "/inspection-teams/v1/events").expect(200).await;
    assert!(hidden.items().is_empty(), "{}", hidden.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_latest_come_first_page_by_page_and_filters_narrow_them() {
    let service = start().await;
    let mut other = requirement();
    (other["issuer"], other["title"]) = (json!("BTV"), json!("Giám sát việc tuyển dụng"));
    let (first, _) = entered(&service).await;
    let second = service.post(&Persona::new("BTV", Role::Coordinator), REQUIREMENTS, &other).expect(201).await;
    let close = format!("{REQUIREMENTS}/{}/close", first.text_at("/id"));
    service.post(&issuer(), &close, &because()).header("if-match", first.etag()).expect(200).await;
    let ids = async |query: &str| -> Vec<Value> {
        list(&service, &addressee(), query).await.iter().map(|one| one["id"].clone()).collect()
    };
    let (first, second) = (&first.body["id"], &second.body["id"]);
    assert_eq!(ids("").await, [second.clone(), first.clone()]);
    assert_eq!(ids("state=closed").await, std::slice::from_ref(first));
    assert_eq!(ids("issuer=BTV").await, std::slice::from_ref(second));
    assert!(ids("issuer=BTV&state=closed").await.is_empty());
    let page = service.get(&addressee(), &format!("{REQUIREMENTS}?limit=1")).expect(200).await;
    let cursor = page.text_at("/next_cursor");
    assert_eq!((&page.items()[0]["id"], ids(&format!("limit=1&cursor={cursor}")).await), (second, vec![first.clone()]));
    for query in ["state=lost", "issuer=t", "addressee=UBKT"] {
        service.get(&addressee(), &format!("{REQUIREMENTS}?{query}")).expect(400).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_coordinator_or_leader_of_the_issuer_or_of_the_only_addressee_enters_it_and_nobody_else() {
    let service = start().await;
    let mut single = requirement();
    single["addressees"] = json!(["UBKT"]);
    for (organization, role, of_several, of_one) in [
        ("TT", Role::Coordinator, 201, 201),
        ("UBKT", Role::Leader, 403, 201),
        ("DU-25747", Role::Coordinator, 403, 403),
        ("TT", Role::Officer, 403, 403),
        ("UBKT", Role::Inspector, 403, 403),
        ("BTC", Role::Leader, 403, 403),
    ] {
        let persona = Persona::new(organization, role);
        service.post(&persona, REQUIREMENTS, &requirement()).expect(of_several).await;
        service.post(&persona, REQUIREMENTS, &single).expect(of_one).await;
    }
    // The right is asked for before what was sent is looked at.
    let mut wrong = requirement();
    wrong["title"] = json!("");
    let refused = service.post(&Persona::new("BTC", Role::Leader), REQUIREMENTS, &wrong).expect(403).await;
    assert_eq!(refused.body["code"], "not_your_organization");
    let refused = service.post(&Persona::new("TT", Role::Officer), REQUIREMENTS, &wrong).expect(403).await;
    assert_eq!(refused.body["code"], "not_your_role");
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_that_is_wrong_is_told_at_once() {
    let service = start().await;
    let mut wrong = requirement();
    wrong["addressees"] = json!(["UBKT", "NOBODY", "UBKT"]);
    wrong["document_number"] = json!("1".repeat(101));
    wrong["issued_on"] = json!("1800-01-01");
    wrong["title"] = json!("a\u{202E}b");
    wrong["content"] = json!(" ");
    wrong["due_on"] = json!("2300-01-01");
    let refused = service.post(&issuer(), REQUIREMENTS, &wrong).expect(422).await;
    let places: Vec<&str> =
        refused.body["errors"].as_array().unwrap().iter().filter_map(|one| one["pointer"].as_str()).collect();
    let expected =
        ["/addressees/1", "/addressees/2", "/document_number", "/issued_on", "/title", "/content", "/due_on"];
    assert_eq!(places, expected);
    let mut early = requirement();
    (early["addressees"], early["issued_on"]) = (json!(["TT", "UBKT"]), json!("2025-10-02"));
    early["due_on"] = json!("2025-10-01");
    let refused = service.post(&issuer(), REQUIREMENTS, &early).expect(422).await;
    let places: Vec<_> = refused.body["errors"].as_array().unwrap().iter().map(|one| &one["pointer"]).collect();
    assert_eq!(places, ["/addressees/0", "/issued_on", "/due_on"]);
    let many: Vec<String> = (0..51).map(|number| format!("DU-{number}")).collect();
    for addressees in [json!([]), json!(many)] {
        let mut body = requirement();
        body["addressees"] = addressees;
        let refused = service.post(&issuer(), REQUIREMENTS, &body).expect(422).await;
        assert_eq!(refused.body["errors"][0]["pointer"], "/addressees");
    }
    for (name, value) in [("state", json!("closed")), ("id", json!("x")), ("issued_on", json!("2025-9-1"))] {
        let mut body = requirement();
        body[name] = value;
        service.post(&issuer(), REQUIREMENTS, &body).expect(400).await;
    }
    assert!(list(&service, &issuer(), "").await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn closing_is_answered_in_the_order_of_all_services() {
    let service = start().await;
    let (made, address) = entered(&service).await;
    let close = format!("{address}/close");
    let (nothing, current) = (json!({ "reason": "" }), made.etag());
    let ask = |persona: &Persona, body: &Value, tag: Option<&str>| {
        let request = service.post(persona, &close, body);
        match tag {
            Some(tag) => request.header("if-match", tag),
            None => request,
        }
    };
    // Each request is also wrong in all that is answered later.
    ask(&stranger(), &json!({}), None).expect(400).await;
    ask(&stranger(), &nothing, None).expect(404).await;
    let refused = ask(&Persona::new("TT", Role::Officer), &nothing, None).expect(403).await;
    assert_eq!(refused.body["code"], "not_your_role");
    let refused = ask(&addressee(), &nothing, None).expect(403).await;
    assert_eq!(refused.body["code"], "not_your_organization");
    let refused = ask(&head(), &nothing, None).expect(403).await;
    assert_eq!(refused.body["code"], "same_person");
    ask(&issuer(), &nothing, None).expect(428).await;
    ask(&issuer(), &nothing, Some("\"9-0\"")).expect(412).await;
    ask(&issuer(), &because(), Some(current)).expect(200).await;
    let refused = ask(&issuer(), &nothing, Some("*")).expect(422).await;
    assert_eq!(refused.body["errors"][0]["pointer"], "/reason");
    let refused = ask(&issuer(), &because(), Some("*")).expect(409).await;
    assert_eq!((&refused.body["code"], &refused.body["legal_actions"]), (&json!("not_in_this_state"), &json!([])));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_entered_it_closes_it_for_no_organization() {
    let service = start().await;
    let mut single = requirement();
    single["addressees"] = json!(["UBKT"]);
    let made = service.post(&addressee(), REQUIREMENTS, &single).expect(201).await;
    let address = made.header("location").unwrap();
    let elsewhere = Persona::new("TT", Role::Leader).called(&addressee().subject);
    let refused = service.post(&elsewhere, &format!("{address}/close"), &because()).header("if-match", "*");
    assert_eq!(refused.expect(403).await.body["code"], "same_person");
}
