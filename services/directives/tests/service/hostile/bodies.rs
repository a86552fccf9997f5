use super::catalogue::{directive, samples};
use super::{ASSIGNMENTS, DIRECTIVES, expect_problem, facts, head, raw};
use crate::city::{City, doer, receiver};
use haicap_testing::Answer;
use haicap_testing::hostile::BROKEN_BODIES;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

const LIMIT_BYTES: usize = 256 * 1024;

/// Longer than any refusal need be.
const ANSWER_LIMIT_BYTES: usize = 64 * 1024;

async fn post(city: &City, bytes: impl Into<Vec<u8>>) -> Answer {
    let request = city.service.request(&receiver(), "POST", DIRECTIVES);
    request.bytes("application/json", bytes.into()).send().await
}

#[tokio::test(flavor = "multi_thread")]
async fn h08_a_body_may_be_so_long_and_not_one_byte_longer() {
    let city = City::with_conclusion().await;
    let sized = |length: usize| {
        let mut body = directive().to_string();
        body.push_str(&" ".repeat(length - body.len()));
        body
    };
    assert_eq!(post(&city, sized(LIMIT_BYTES)).await.status, 201);
    expect_problem(&post(&city, sized(LIMIT_BYTES + 1)).await, 413, "one byte too long");
    let file = format!("{DIRECTIVES}/{}/attachments?file_name=a.pdf", city.directive);
    let request = city.service.request(&receiver(), "POST", &file);
    let large = request.bytes("application/octet-stream", vec![b' '; 20 * 1024 * 1024 + 1]).send().await;
    expect_problem(&large, 413, "a file one byte too long");
}

#[tokio::test(flavor = "multi_thread")]
async fn h08_chunks_without_end_are_cut_off() {
    let city = City::with_conclusion().await;
    let fields = "content-type: application/json\r\ntransfer-encoding: chunked\r\n";
    let mut bytes = head(&city.service, &receiver(), &format!("POST {DIRECTIVES}"), fields).into_bytes();
    let chunk = format!("10000\r\n{}\r\n", " ".repeat(0x10000));
    bytes.extend(chunk.as_bytes().repeat(64));
    let started = Instant::now();
    let answer = raw(&city.service, &bytes).await;
    assert!(answer.starts_with("HTTP/1.1 413") || answer.is_empty(), "{answer}");
    assert!(started.elapsed() < Duration::from_secs(5), "the connection ends");
    let short = raw(&city.service, &bytes[..bytes.len() / 8]).await;
    assert!(short.starts_with("HTTP/1.1 413") && short.to_lowercase().contains("connection: close"), "{short}");
}

#[tokio::test(flavor = "multi_thread")]
async fn h08_what_is_packed_is_not_unpacked() {
    let city = City::with_conclusion().await;
    for coding in ["gzip", "br", "deflate", "zstd", "gzip, gzip"] {
        let request = city.service.request(&receiver(), "POST", DIRECTIVES).header("content-encoding", coding);
        expect_problem(&request.bytes("application/json", vec![0x1f, 0x8b, 8]).send().await, 415, coding);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn h08_as_many_items_as_a_body_holds_are_refused_shortly() {
    let city = City::with_conclusion().await;
    let task = city.task().await;
    for step in ["acknowledge", "start"] {
        city.service.post(&doer(), &format!("{task}/{step}"), &json!({})).expect(200).await;
    }
    let before = facts(&city.service).await;
    let many = |item: &str| format!("[{item}{}]", format!(",{item}").repeat(200_000 / (item.len() + 1)));
    let with = |name: &str, value: &str| {
        let mut body: Value = directive();
        body.as_object_mut().unwrap().remove(name);
        let body = body.to_string();
        format!("{},\"{name}\":{value}}}", body.strip_suffix('}').unwrap())
    };
    let parts = ["\"A\"", "\"SNV\"", "0"].map(|item| format!("{{\"organizations\":{}}}", many(item)));
    let written = [
        ("recipients", r#"{"organization":"A"}"#),
        ("recipients", r#"{"organization":"BTC"}"#),
        ("recipients", r#"{"audience":"departments"}"#),
        ("links", r#"{"kind":"answers","directive_id":"0199b6a0-0000-7000-8000-000000000000"}"#),
        ("clauses", r#"{"label":"1","kind":"task","text":"a"}"#),
        ("clauses", r#"{"label":"1","kind":"constraint","text":"a","binds":["9","9","9"]}"#),
    ];
    let written = written.map(|(name, item)| with(name, &many(item)));
    let within =
        [("binds", "\"9\""), ("assignments", r#"{"accountable":{"organization":"A"}}"#)].map(|(name, item)| {
            with("clauses", &format!(r#"[{{"label":"1","kind":"constraint","text":"a","{name}":{}}}]"#, many(item)))
        });
    let parts = parts.into_iter().map(|text| (format!("{task}/children"), text));
    let cases = parts.chain(written.into_iter().chain(within).map(|text| (DIRECTIVES.to_owned(), text)));
    for (path, text) in cases {
        let who = if path.starts_with(ASSIGNMENTS) { doer() } else { receiver() };
        let case = format!("{path} {:.60}…{}", text, &text[text.len() - 60..]);
        let started = Instant::now();
        let request = city.service.request(&who, "POST", &path).bytes("application/json", text.into_bytes());
        let answer = request.send().await;
        expect_problem(&answer, if answer.status == 400 { 400 } else { 422 }, &case);
        assert!(answer.text.len() < ANSWER_LIMIT_BYTES, "{case}: {} bytes", answer.text.len());
        assert!(started.elapsed() < Duration::from_secs(4), "{case}: {:?}", started.elapsed());
    }
    assert_eq!(facts(&city.service).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn h12_depth_repetition_and_rubbish_are_refused_in_every_body() {
    let city = City::with_conclusion().await;
    let samples = samples(&city).await;
    let before = facts(&city.service).await;
    let deep = [
        "[".repeat(100_000),
        "{\"a\":".repeat(30_000),
        format!("{{\"title\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000)),
    ];
    for sample in &samples {
        for text in BROKEN_BODIES.into_iter().chain(deep.iter().map(String::as_str)) {
            let case = format!("{} {} {:.30}", sample.method, sample.path, text);
            expect_problem(&sample.send_text(&city.service, text).await, 400, &case);
        }
    }
    assert_eq!(facts(&city.service).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn h39_every_fault_of_every_body_is_named_in_the_readers_language() {
    let city = City::with_conclusion().await;
    let samples = samples(&city).await;
    let before = facts(&city.service).await;
    for sample in &samples {
        sample.expect_every_fault(&city.service).await;
    }
    assert_eq!(facts(&city.service).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn h12_an_object_is_no_array_and_a_word_no_object() {
    let city = City::with_conclusion().await;
    let samples = samples(&city).await;
    let before = facts(&city.service).await;
    let array = |object: &Value| json!(object.as_object().unwrap().values().collect::<Vec<_>>());
    let object = |word: &Value| json!({ word.as_str().unwrap(): null });
    for sample in &samples {
        let objects = sample.objects().into_iter().map(|at| (array(sample.body.pointer(&at).unwrap()), at));
        let words = sample.strings().into_iter().map(|at| (object(sample.body.pointer(&at).unwrap()), at));
        for (wrong, at) in objects.chain(words) {
            let mut body = sample.body.clone();
            *body.pointer_mut(&at).unwrap() = wrong;
            let case = format!("{} {} {at}", sample.method, sample.path);
            expect_problem(&sample.send(&city.service, &body).send().await, 400, &case);
        }
    }
    assert_eq!(facts(&city.service).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn h12_numbers_that_are_none_of_ours_are_refused_and_never_rounded() {
    let city = City::with_conclusion().await;
    let path = format!("{}/progress", city.task().await);
    let before = facts(&city.service).await;
    for (number, status) in [
        ("9007199254740993", 400),
        ("1e400", 400),
        ("-0", 400),
        ("1.5", 400),
        ("32768", 400),
        ("\"40\"", 400),
        ("true", 400),
        ("040", 400),
        ("+40", 400),
        ("-1", 422),
        ("101", 422),
    ] {
        let text = format!("{{\"percent\":{number},\"narrative\":\"Đang mở lớp\"}}");
        let request = city.service.request(&doer(), "POST", &path).bytes("application/json", text.into_bytes());
        expect_problem(&request.send().await, status, number);
    }
    assert_eq!(facts(&city.service).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn h41_a_body_has_one_length() {
    let city = City::with_conclusion().await;
    let before = facts(&city.service).await;
    let body = directive().to_string();
    let (length, chunked) = (body.len(), format!("{:x}\r\n{body}\r\n0\r\n\r\n", body.len()));
    for (fields, body) in [
        (format!("content-length: {length}\r\ncontent-length: {}\r\n", length + 1), body.as_str()),
        (format!("content-length: {length}\r\ncontent-length: {length}\r\n"), &body),
        (format!("content-length: +{length}\r\n"), &body),
        ("content-length: -1\r\n".to_owned(), &body),
        (format!("content-length: {length}\r\ntransfer-encoding: chunked\r\n"), &chunked),
        ("transfer-encoding: chunked\r\ncontent-length: 4\r\n".to_owned(), &chunked),
        ("transfer-encoding: chunked\r\ntransfer-encoding: identity\r\n".to_owned(), &chunked),
        ("transfer-encoding: xchunked\r\n".to_owned(), &chunked),
    ] {
        let fields = format!("content-type: application/json\r\n{fields}");
        let request = head(&city.service, &receiver(), &format!("POST {DIRECTIVES}"), &fields) + body;
        // A second request in the same breath must not be answered.
        let smuggled = request + &head(&city.service, &receiver(), "GET /directives/v1/me", "");
        let answer = raw(&city.service, smuggled.as_bytes()).await;
        assert!(answer.starts_with("HTTP/1.1 400"), "{fields}: {answer}");
        assert_eq!(answer.matches("HTTP/1.1").count(), 1, "{fields}: {answer}");
    }
    assert_eq!(facts(&city.service).await, before);
}
