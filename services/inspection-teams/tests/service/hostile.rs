//! What must be tried against the service: each test begins with the number of what it covers.

mod races;
mod world;

use chrono::NaiveDate;
use haicap_testing::hostile::BROKEN_BODIES;
use haicap_testing::{Answer, Persona, Sample};
use haicap_types::Role;
use serde_json::{Value, json};
use world::World;

const NOBODYS: &str = "0199b6a0-0000-7000-8000-000000000000";

/// What nobody may say of a thing: the service says it.
const RESERVED: [&str; 6] = ["id", "version", "state", "conducting", "contributors", "roles"];

/// A body that cannot be taken is refused as such, whoever is right about what it says.
fn expect_refusal(answer: &Answer, case: &str) {
    answer.expect_problem(if answer.status == 400 { 400 } else { 422 }, case);
}

#[tokio::test(flavor = "multi_thread")]
async fn h04_the_catalogue_of_bodies_is_that_of_the_document() {
    let world = World::new().await;
    let missing = Sample::missing(&world.service, &world.samples()).await;
    assert!(missing.is_empty(), "operations without a sample body: {missing:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn h04_what_the_service_says_itself_is_refused_in_every_body() {
    let world = World::new().await;
    let before = world.facts().await;
    for sample in world.samples() {
        sample.expect_nothing_reserved(&world.service, &RESERVED).await;
    }
    assert_eq!(world.facts().await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn h12_h39_every_fault_of_every_body_is_named_in_the_readers_language() {
    let world = World::new().await;
    let before = world.facts().await;
    for sample in world.samples() {
        sample.expect_every_fault(&world.service).await;
        for text in BROKEN_BODIES {
            let case = format!("{} {} {text:.40}", sample.method, sample.path);
            sample.send_text(&world.service, text).await.expect_problem(400, &case);
        }
    }
    assert_eq!(world.facts().await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn h13_no_string_of_any_body_takes_what_hides_or_breaks() {
    let world = World::new().await;
    let before = world.facts().await;
    let mut tried = 0;
    for sample in world.samples() {
        tried += sample.expect_no_hidden_letter(&world.service, &[]).await;
    }
    assert!(tried > 100, "{tried}");
    assert_eq!(world.facts().await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn h17_dates_that_lie_centuries_away_are_refused_in_every_body() {
    let world = World::new().await;
    let before = world.facts().await;
    for sample in world.samples() {
        for pointer in sample.strings() {
            if sample.body.pointer(&pointer).unwrap().as_str().unwrap().parse::<NaiveDate>().is_err() {
                continue;
            }
            for day in ["1800-01-01", "2300-01-01", "2025-02-30"] {
                let mut body = sample.body.clone();
                *body.pointer_mut(&pointer).unwrap() = json!(day);
                let refused = sample.send(&world.service, &body).send().await;
                expect_refusal(&refused, &format!("{} {} {pointer} {day}", sample.method, sample.path));
            }
        }
    }
    assert_eq!(world.facts().await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn h01_what_concerns_others_and_what_is_not_there_are_answered_alike() {
    let world = World::new().await;
    let outsider = Persona::new("DU-25771", Role::Coordinator);
    for theirs in
        [&world.drafting, &world.proposed, &world.decision, &world.proposal, &world.team, &world.person, &world.target]
    {
        let noun = theirs.rsplit_once('/').unwrap().0;
        for segment in ["", "/history", "/coverage", "/check"] {
            let read = async |path: String| {
                let answer = world.service.get(&outsider, &path).send().await;
                (answer.status, answer.body["detail"].clone())
            };
            let answer = read(format!("{theirs}{segment}")).await;
            assert_eq!(answer, read(format!("{noun}/{NOBODYS}{segment}")).await, "{theirs}{segment}");
            assert_eq!(answer.0, 404, "{theirs}{segment}");
        }
    }
    let before = world.facts().await;
    for sample in world.samples() {
        let path = sample.path.split('/').skip(3).collect::<Vec<_>>();
        let status = match path.as_slice() {
            // Their own files are theirs to keep.
            ["persons"] => continue,
            // They may prepare programmes of their own, though not of this ward.
            ["programmes"] => 422,
            ["requirements"] | ["rule-packs", ..] => 403,
            _ => 404,
        };
        let request = world.service.request(&outsider, sample.method, &sample.path).json(&sample.body);
        let answer = request.header("if-match", "*").send().await;
        answer.expect_problem(status, &format!("{} {}", sample.method, sample.path));
    }
    assert_eq!(world.facts().await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn h13_h43_no_parameter_takes_what_is_no_value_of_it() {
    let world = World::new().await;
    for (list, names) in [
        ("requirements", &["state", "issuer"][..]),
        ("programmes", &["state", "requirement"]),
        ("proposals", &["state", "programme"]),
        ("decisions", &["programme"]),
        ("teams", &["programme"]),
        ("targets", &["programme", "team", "organization", "round", "phase"]),
        ("organizations/BTV/rule-pack", &["on"]),
    ] {
        for name in names.iter().chain(&["nothing"]) {
            for value in ["%00", "lost_", "%E2%80%AE"] {
                let path = format!("/inspection-teams/v1/{list}?{name}={value}");
                world.service.get(&crate::city::inspector(), &path).send().await.expect_problem(400, &path);
            }
        }
    }
}

/// A whole body with one member in place of another.
fn with(mut body: Value, member: &str, value: Value) -> Value {
    body[member] = value;
    body
}
