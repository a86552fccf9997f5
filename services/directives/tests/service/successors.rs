//! Whose the work of an organization is after that has ended.

use crate::city::{City, receiver};
use haicap_testing::{Persona, TestService};
use haicap_types::Role;
use serde_json::json;

const SUCCESSOR: &str = "BTGDV";

fn successor() -> Persona {
    Persona::new(SUCCESSOR, Role::Coordinator)
}

/// Has the Organization Commission end on 5 October, and waits until the service has noticed.
pub(crate) async fn end(service: &TestService, successors: &str) {
    let ended = "update organization set valid_to = '2025-10-05', successors";
    service.database.run(&format!("{ended} = '{{{successors}}}' where code = 'BTC'")).await;
    let connection = service.host.database.own().await.unwrap();
    haicap_reference::store::bump_version(&connection).await.unwrap();
    for _ in 0..200 {
        let seen = service.get(&receiver(), "/directives/v1/organizations/BTC").expect(200).await;
        if seen.body["valid_to"] == "2025-10-05" {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    unreachable!("the organization goes on");
}

/// The city with a task and a report of the Organization Commission, on the day after that ended.
async fn ended(successors: &str) -> City {
    let city = City::with_conclusion().await;
    end(&city.service, successors).await;
    assert!(duties(&city.service, &successor()).await.is_empty(), "it still lives");
    city.service.host.clock.set("2025-10-06T08:00:00+07:00".parse().unwrap());
    city
}

/// What waits for somebody, each with what it waits for.
async fn duties(service: &TestService, who: &Persona) -> Vec<[String; 2]> {
    let found = service.get(who, "/directives/v1/duties").expect(200).await;
    let told = |duty: &serde_json::Value| {
        [duty["organization"]["code"].as_str().unwrap().to_owned(), duty["waits_for"].as_str().unwrap().to_owned()]
    };
    found.items().iter().map(told).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_only_successor_sees_the_work_and_does_it() {
    let city = ended(SUCCESSOR).await;
    let waiting = [[SUCCESSOR.to_owned(), "work".to_owned()], [SUCCESSOR.to_owned(), "work".to_owned()]];
    assert_eq!(duties(&city.service, &successor()).await, waiting);
    assert!(duties(&city.service, &receiver()).await.is_empty());
    let task = city.task().await;
    let seen = city.service.get(&successor(), &task).expect(200).await;
    assert_eq!(seen.body["accountable"]["code"], "BTC", "the assignment keeps its names");
    let act = city.service.post(&successor(), &format!("{task}/acknowledge"), &json!({}));
    act.header("if-match", seen.etag()).expect(200).await;
    let stranger = Persona::new("SNV", Role::Coordinator);
    city.service.get(&stranger, &task).expect(404).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_several_follow_or_none_the_receiver_decides_who_does_it() {
    for successors in ["", "BTGDV,UBKT"] {
        let city = ended(successors).await;
        assert!(duties(&city.service, &successor()).await.is_empty(), "{successors:?}");
        let waiting = [["TT".to_owned(), "decision".to_owned()], ["TT".to_owned(), "decision".to_owned()]];
        assert_eq!(duties(&city.service, &receiver()).await, waiting, "{successors:?}");
        let task = city.task().await;
        city.service.get(&successor(), &task).expect(404).await;
        let reassign = json!({ "accountable": SUCCESSOR, "reason": "Sáp nhập tổ chức." });
        city.service.post(&receiver(), &format!("{task}/reassign"), &reassign).expect(200).await;
        assert_eq!(duties(&city.service, &receiver()).await.len(), 1, "{successors:?}");
        assert_eq!(duties(&city.service, &successor()).await, [[SUCCESSOR.to_owned(), "work".to_owned()]]);
    }
}
