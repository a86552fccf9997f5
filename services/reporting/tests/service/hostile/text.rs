use super::world::World;
use super::{NOBODYS, PREFIX, expect_refusal};
use crate::city::{receiver, stranger};
use chrono::NaiveDate;
use serde_json::json;
use unicode_normalization::UnicodeNormalization;

/// What hides, reorders or breaks what people read.
const HOSTILE: [char; 10] =
    ['\u{1}', '\u{1b}', '\u{85}', '\u{9f}', '\u{200b}', '\u{200d}', '\u{2028}', '\u{202e}', '\u{2066}', '\u{feff}'];

#[tokio::test(flavor = "multi_thread")]
async fn h13_no_string_of_any_body_takes_what_hides_or_breaks() {
    let world = World::new().await;
    let before = world.facts().await;
    let mut tried = 0;
    for sample in world.samples() {
        for pointer in sample.strings() {
            let said = sample.body.pointer(&pointer).unwrap().as_str().unwrap();
            if said.parse::<NaiveDate>().is_ok() {
                continue;
            }
            for letter in ['\0', HOSTILE[tried / 2 % HOSTILE.len()]] {
                let mut body = sample.body.clone();
                *body.pointer_mut(&pointer).unwrap() = json!(format!("{said}{letter}"));
                let case = format!("{} {} {pointer} {letter:?}", sample.method, sample.path);
                let refused = sample.send(&world.service, &body).send().await;
                expect_refusal(&refused, &case);
                let named = refused.body["errors"].as_array().unwrap().iter().any(|error| error["pointer"] == *pointer);
                assert!(named || refused.status == 400, "{case}: {}", refused.text);
                tried += 1;
            }
        }
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
