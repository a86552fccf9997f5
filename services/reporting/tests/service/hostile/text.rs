use super::world::World;
use super::{NOBODYS, PREFIX};
use crate::city::{receiver, stranger};
use serde_json::json;
use unicode_normalization::UnicodeNormalization;

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
async fn h13_no_parameter_takes_what_the_database_cannot_hold() {
    let world = World::new().await;
    let of = "regime=weekly&period=2025-W39&";
    for (path, given, names) in [
        (
            "obligations",
            "",
            &["regime", "period", "organization", "receiver", "tier", "state", "is_overdue", "sort"][..],
        ),
        ("consolidated-reports", "", &["regime", "period", "organization", "state"]),
        ("submissions", "", &["obligation"]),
        ("periods", "", &["regime", "from", "to"]),
        ("completeness", "regime=weekly&", &["organization", "receiver", "tier", "from"]),
        ("completeness", "", &["regime"]),
        ("consolidations", of, &["organization"]),
        ("consolidations/cells", of, &["indicator"]),
        ("consolidations/narratives", of, &["section"]),
        ("regimes/weekly/timetable", "", &["from", "to"]),
        ("duties", "", &["handler"]),
        ("events", "", &["kinds", "after"]),
    ] {
        for name in names {
            for value in ["%00", "a%00", "%FF", "%E2%80%AE", "%ED%A0%80", "%25", "%27%20or%201%3D1--"] {
                let case = format!("{PREFIX}/{path}?{given}{name}={value}");
                let answer = world.service.get(&receiver(), &case).send().await;
                assert!(matches!(answer.status, 200 | 400 | 404), "{case}: {} {}", answer.status, answer.text);
            }
        }
    }
    for path in [
        "indicators/a%00",
        "indicators/%27",
        "forms/%2e%2e%2f",
        "forms/commune/versions/99999999999",
        "forms/commune/versions/0/template",
        "regimes/%00",
        "periods/%00",
        "obligations/%27",
        "submissions/2025-W39",
        "consolidated-reports/%00",
    ] {
        world.service.get(&receiver(), &format!("{PREFIX}/{path}")).send().await.expect_problem(404, path);
    }
    let nobodys = format!("{PREFIX}/submissions?obligation={NOBODYS}");
    assert!(world.service.get(&receiver(), &nobodys).expect(200).await.items().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn h14_twins_are_one_text_and_one_request() {
    let world = World::new().await;
    let path = format!("{}/nil-report", world.owed);
    let remark = "Không phát sinh trường hợp nào.";
    let send = async |text: String| {
        let request = world.service.post(&stranger(), &path, &json!({ "remark": text }));
        request.header("idempotency-key", "twin").expect(201).await
    };
    let first = send(remark.nfd().collect()).await;
    assert_eq!(first.body["reason"], remark);
    let twin = send(remark.to_owned()).await;
    assert_eq!((twin.header("idempotency-replayed"), &twin.body), (Some("true"), &first.body));
}
