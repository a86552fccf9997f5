use super::expect_refusal;
use super::world::World;
use crate::city::{form, receiver, unit};
use chrono::NaiveDate;
use haicap_testing::hostile::BROKEN_BODIES;
use haicap_testing::{Persona, Sample};
use haicap_types::Role;
use serde_json::{Value, json};

/// What comes of a number.
enum Outcome {
    /// It is kept, as this.
    Taken(i64),
    /// It is refused with this status.
    Refused(u16),
}

use Outcome::{Refused, Taken};

#[tokio::test(flavor = "multi_thread")]
async fn h12_depth_repetition_and_rubbish_are_refused_in_every_body() {
    let world = World::new().await;
    let before = world.facts().await;
    let deep = ["[".repeat(100_000), "{\"values\":".repeat(20_000)];
    for sample in world.samples() {
        let values = r#"{"values":{"total":1,"total":2}}"#;
        for text in BROKEN_BODIES.into_iter().chain([values]).chain(deep.iter().map(String::as_str)) {
            let case = format!("{} {} {:.40}", sample.method, sample.path, text);
            sample.send_text(&world.service, text).await.expect_problem(400, &case);
        }
    }
    assert_eq!(world.facts().await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn h39_every_fault_of_every_body_is_named_in_the_readers_language() {
    let world = World::new().await;
    let before = world.facts().await;
    for sample in world.samples() {
        sample.expect_every_fault(&world.service).await;
    }
    assert_eq!(world.facts().await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn h45_what_is_sent_as_a_file_is_one() {
    let world = World::new().await;
    let before = world.facts().await;
    let of = |who: Persona, path: String| Sample { who, method: "POST", path, body: Value::Null };
    let samples = [
        of(receiver(), format!("{}/signed-scan?file_name=a.pdf", world.sent)),
        of(Persona::new("DU-25750", Role::Officer), format!("{}/workbook", world.owed)),
    ];
    assert_eq!(Sample::missing_files(&world.service, &samples).await, Vec::<String>::new());
    for sample in &samples {
        sample.expect_no_file(&world.service).await;
        let before = sample.send_as(&world.service, "application/octet-stream", b"\n%PDF-1.7 PK\x03\x04").await;
        assert_eq!((before.status, before.text_at("/code")), (415, "file_kind"), "{}", sample.path);
    }
    assert_eq!(world.facts().await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn h12_an_object_is_no_array_and_a_word_no_object() {
    let world = World::new().await;
    let before = world.facts().await;
    let array = |object: &Value| json!(object.as_object().unwrap().values().collect::<Vec<_>>());
    let object = |word: &Value| json!({ word.as_str().unwrap(): 0 });
    for sample in world.samples() {
        let objects = sample.objects().into_iter().map(|at| (array(sample.body.pointer(&at).unwrap()), at));
        let words = sample.strings().into_iter().map(|at| (object(sample.body.pointer(&at).unwrap()), at));
        for (wrong, at) in objects.chain(words) {
            let mut body = sample.body.clone();
            *body.pointer_mut(&at).unwrap() = wrong;
            let answer = sample.send(&world.service, &body).send().await;
            expect_refusal(&answer, &format!("{} {} {at}", sample.method, sample.path));
        }
    }
    assert_eq!(world.facts().await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn h12_figures_are_kept_as_they_are_or_refused_and_never_rounded() {
    let world = World::new().await;
    let before = world.facts().await;
    for (number, outcome) in [
        ("9007199254740992", Refused(422)),
        ("9007199254740993", Refused(422)),
        ("-9007199254740992", Refused(422)),
        ("18446744073709551616", Refused(422)),
        ("1e400", Refused(400)),
        ("-0", Refused(422)),
        ("1.5", Refused(422)),
        ("\"12\"", Refused(422)),
        ("true", Refused(422)),
        ("[12]", Refused(422)),
        ("040", Refused(400)),
        ("+40", Refused(400)),
        ("0x10", Refused(400)),
        ("9007199254740991", Taken(9_007_199_254_740_991)),
        ("-9007199254740991", Taken(-9_007_199_254_740_991)),
    ] {
        let text = format!("{{\"values\":{{\"total\":{number}}}}}");
        let request = world.service.request(&unit(), "PATCH", &world.draft).header("if-match", "*");
        let answer = request.bytes("application/json", text.into_bytes()).send().await;
        match outcome {
            Refused(status) => {
                answer.expect_problem(status, number);
                assert_eq!(world.facts().await, before, "{number}");
            }
            Taken(whole) => {
                assert_eq!((answer.status, &answer.body["values"]["total"]), (200, &json!(whole)), "{number}")
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn h12_a_rule_that_would_run_for_ever_or_cannot_be_read_is_refused() {
    let world = World::new().await;
    let before = world.facts().await;
    for expression in [
        format!("{}total{} > 0", "(".repeat(10_000), ")".repeat(10_000)),
        format!("{}true", "!".repeat(10_001)),
        format!("total > 0{}", " && total > 0".repeat(1_000)),
        "[1, 2, 3].all(x, x > total)".to_owned(),
        "'aaaa'.matches('(a+)+$')".to_owned(),
        "total".to_owned(),
        "unknown > 0".to_owned(),
        "total > ".to_owned(),
        "total / 0 > 1; true".to_owned(),
    ] {
        let mut form = form();
        form["rules"][0]["expression"] = json!(expression);
        let publish = world.service.post(&receiver(), "/reporting/v1/forms/commune/versions", &form);
        let answer = publish.header("if-match", "*").send().await;
        answer.expect_problem(422, &format!("{expression:.40}"));
        assert_eq!(answer.body["errors"][0]["pointer"], "/rules/0/expression", "{expression:.40}");
    }
    assert_eq!(world.facts().await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn h17_dates_that_nobody_means_are_refused_in_every_body() {
    let world = World::new().await;
    let before = world.facts().await;
    let mut tried = 0;
    for sample in world.samples() {
        for pointer in sample.strings() {
            let text = sample.body.pointer(&pointer).unwrap().as_str().unwrap();
            let wrong: &[&str] = if text.parse::<NaiveDate>().is_ok() {
                &[
                    "0000-01-01",
                    "10000-01-01",
                    "-262143-01-01",
                    "1899-12-31",
                    "2201-01-01",
                    "2025-02-29",
                    "2025-2-28",
                    "infinity",
                    "now",
                    "",
                    "2025-10-10T00:00:00Z",
                    "10/10/2025",
                ]
            } else if pointer == "/until" {
                &[
                    "0000-01-01T00:00:00Z",
                    "+262142-12-31T00:00:00Z",
                    "2025-10-08T17:00:00",
                    "2025-10-08",
                    "infinity",
                    "",
                    "2025-10-08T25:00:00+07:00",
                    "2025-10-08T17:00:00+99:00",
                    "1899-12-31T17:00:00+07:00",
                    "2201-01-01T17:00:00+07:00",
                ]
            } else {
                continue;
            };
            for date in wrong {
                let mut body = sample.body.clone();
                *body.pointer_mut(&pointer).unwrap() = json!(date);
                let answer = sample.send(&world.service, &body).send().await;
                expect_refusal(&answer, &format!("{} {} {pointer} {date}", sample.method, sample.path));
                tried += 1;
            }
        }
    }
    assert!(tried > 30, "{tried}");
    assert_eq!(world.facts().await, before);
}
