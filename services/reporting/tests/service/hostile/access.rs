use super::world::World;
use super::{NOBODYS, PREFIX};
use crate::city::receiver;
use crate::leaders::above;
use haicap_testing::{Answer, Persona, Sample};
use haicap_types::Role;
use serde_json::Value;

/// What nobody may say of a thing: the service says it.
const RESERVED: [&str; 6] = ["id", "version", "state", "organization", "created_by", "roles"];

/// A ward that none of it concerns.
fn outsider() -> Persona {
    Persona::new("DU-25771", Role::Coordinator)
}

#[tokio::test(flavor = "multi_thread")]
async fn h01_what_concerns_others_and_what_is_not_there_are_answered_alike() {
    let world = World::new().await;
    for (theirs, segments) in [
        (&world.owed, &["", "history"][..]),
        (&world.submission, &["", "editor", "workbook"]),
        (&world.draft, &["", "editor", "workbook"]),
        (&world.sent, &["", "history", "document", "chart"]),
    ] {
        for segment in segments {
            let noun = theirs.rsplit_once('/').unwrap().0;
            let read =
                async |path: String| plain(&world.service.get(&outsider(), path.trim_end_matches('/')).send().await);
            let answer = read(format!("{theirs}/{segment}")).await;
            assert_eq!(answer.0, 404, "{theirs}/{segment}: {answer:?}");
            assert_eq!(answer, read(format!("{noun}/{NOBODYS}/{segment}")).await, "{theirs}/{segment}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn h01_nobody_changes_what_they_do_not_see() {
    let world = World::new().await;
    let before = world.facts().await;
    let nouns = ["obligations/", "submissions/", "consolidated-reports/"].map(|noun| format!("{PREFIX}/{noun}"));
    for sample in world.samples().iter().filter(|sample| nouns.iter().any(|noun| sample.path.starts_with(noun))) {
        let request = world.service.request(&outsider(), sample.method, &sample.path).json(&sample.body);
        request.header("if-match", "*").send().await.expect_problem(404, &sample.path);
    }
    assert_eq!(world.facts().await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn h02_no_filter_finds_what_is_not_ones_own() {
    let world = World::new().await;
    for (list, queries) in [
        ("obligations", &["organization=DU-25747", "receiver=BTC&organization=BTC", "state=submitted"][..]),
        ("consolidated-reports", &["", "organization=BTC", "state=sent", "regime=weekly&period=2025-W39"]),
    ] {
        for query in queries {
            let found = world.service.get(&outsider(), &format!("{PREFIX}/{list}?{query}")).expect(200).await;
            assert!(found.items().is_empty(), "{list}?{query}: {}", found.text);
        }
    }
    for list in ["", "/rows", "/cells", "/narratives"] {
        let asked = "regime=weekly&period=2025-W39&organization=BTC&indicator=total&section=results";
        let asked: Vec<&str> = asked.split('&').filter(|part| is_asked(list, part)).collect();
        let path = format!("{PREFIX}/consolidations{list}?{}", asked.join("&"));
        world.service.get(&outsider(), &path).send().await.expect_problem(403, &path);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn h08_a_file_is_not_looked_at_from_who_may_not_send_it() {
    let world = World::new().await;
    let before = world.facts().await;
    let (sees, sends) = (receiver(), above());
    for (persona, path, status) in [
        (&sees, format!("{}/workbook", world.owed), 403),
        (&outsider(), format!("{}/workbook", world.owed), 404),
        (&sends, format!("{}/signed-scan?file_name=a.pdf", world.sent), 403),
        (&outsider(), format!("{}/signed-scan?file_name=a.pdf", world.sent), 404),
    ] {
        // The type of the file would be wrong, which is found when it is read.
        let request = world.service.request(persona, "POST", &path).bytes("text/plain", b"no file".to_vec());
        request.send().await.expect_problem(status, &path);
    }
    assert_eq!(world.facts().await, before);
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
async fn h04_the_catalogue_of_bodies_is_that_of_the_document() {
    let world = World::new().await;
    let missing = Sample::missing(&world.service, &world.samples()).await;
    assert!(missing.is_empty(), "operations without a sample body: {missing:?}");
}

/// Whether a list of a consolidation knows a parameter.
fn is_asked(list: &str, parameter: &str) -> bool {
    match parameter.split_once('=').unwrap().0 {
        "indicator" => list == "/cells",
        "section" => list == "/narratives",
        _ => true,
    }
}

/// An answer without what differs between any two.
fn plain(answer: &Answer) -> (u16, Value) {
    let mut body = answer.body.clone();
    body["trace_id"] = Value::Null;
    (answer.status, body)
}
