//! Several people at once on one programme.

use super::world::World;
use crate::city::{PROGRAMMES, decided, decider, drafted, inspector, members, met, proposed, start, team};
use futures_util::future::{join, join_all};
use haicap_testing::Persona;
use haicap_types::Role;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn h33_of_many_who_rule_on_a_proposal_at_once_one_does() {
    let world = World::new().await;
    let read = world.service.get(&decider(), &world.proposal).expect(200).await;
    let known = met(&world.service, &world.proposal).await;
    let rule = async |number: usize| {
        let (act, body) = match number % 3 {
            0 => ("approve", json!({ "hash": read.body["hash"], "known_programmes": known })),
            1 => ("return", json!({ "reason": "Cần bổ sung." })),
            _ => ("reject", json!({ "reason": "Không cần thiết." })),
        };
        let path = format!("{}/{act}", world.proposal);
        world.service.post(&decider(), &path, &body).header("if-match", "*").send().await.status
    };
    let mut answers = join_all((0..9).map(rule)).await;
    answers.sort_unstable();
    assert_eq!(answers, [200, 409, 409, 409, 409, 409, 409, 409, 409]);
}

#[tokio::test(flavor = "multi_thread")]
async fn h33_nobody_changes_a_team_while_its_programme_is_launched() {
    let service = start().await;
    let staff = members(&service, "a").await;
    let head = Persona::new("UBKT", Role::Leader);
    for _ in 0..6 {
        let (_, address) = drafted(&service, &["DU-25747"]).await;
        let formed = team("T1", &staff, &["DU-25747"]);
        let formed = service.post(&inspector(), &format!("{address}/teams"), &formed).expect(201).await;
        decided(&service, &address).await;
        let launch = json!({ "teams_version": 1 });
        let launch = service.post(&head, &format!("{address}/launch"), &launch).header("if-match", "*").send();
        let emptied = json!({ "targets": [] });
        let path = formed.header("location").unwrap().to_owned();
        let edit = service.request(&inspector(), "PATCH", &path).json(&emptied).header("if-match", "*").send();
        let (launched, edited) = join(launch, edit).await;
        assert!(
            [(200, 422), (409, 200)].contains(&(launched.status, edited.status)),
            "{} {}",
            launched.text,
            edited.text
        );
        let coverage = service.get(&inspector(), &format!("{address}/coverage")).expect(200).await;
        assert_eq!(coverage.body["covered"], i32::from(launched.status == 200));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn h33_teams_that_are_formed_at_once_have_numbers_and_symbols_of_their_own() {
    let service = start().await;
    let (_, address) = drafted(&service, &["DU-25747"]).await;
    let form = async |number: usize| {
        let sent = team(&format!("T{}", number / 2), &json!([]), &[]);
        service.post(&inspector(), &format!("{address}/teams"), &sent).send().await.status
    };
    let mut answers = join_all((0..12).map(form)).await;
    answers.sort_unstable();
    assert_eq!(answers, [[201; 6], [422; 6]].concat());
    let id = address.strip_prefix(PROGRAMMES).unwrap().trim_start_matches('/');
    let listed = service.get(&inspector(), &format!("/inspection-teams/v1/teams?programme={id}")).expect(200).await;
    let numbers: Vec<_> = listed.items().iter().map(|one| one["ordinal"].as_i64().unwrap()).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5, 6]);
    let seen = service.get(&inspector(), &address).expect(200).await;
    assert_eq!((&seen.body["teams"], &seen.body["teams_version"]), (&json!(6), &json!(6)));
}

#[tokio::test(flavor = "multi_thread")]
async fn h33_of_programmes_that_are_approved_at_once_the_second_knows_of_the_first() {
    let service = start().await;
    let mut waiting = Vec::new();
    for _ in 0..4 {
        let (_, address) = drafted(&service, &["DU-25747"]).await;
        waiting.push(proposed(&service, &address).await);
    }
    let approve = async |proposal: &String| {
        let read = service.get(&decider(), proposal).expect(200).await;
        let hash = json!({ "hash": read.body["hash"] });
        service.post(&decider(), &format!("{proposal}/approve"), &hash).header("if-match", "*").send().await.status
    };
    let mut answers = join_all(waiting.iter().map(approve)).await;
    answers.sort_unstable();
    assert_eq!(answers, [200, 409, 409, 409]);
}
