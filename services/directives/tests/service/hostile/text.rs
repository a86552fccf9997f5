use super::catalogue::{directive, samples};
use super::{DIRECTIVES, ORGANIZATIONS, expect_problem, facts, operator};
use crate::city::{self, City, doer, receiver};
use serde_json::{Value, json};

/// Numbers and symbols are kept in their canonical form, so that spaces of every kind fall away from them.
const TIDIED: [&str; 3] = ["/number", "/unit", "/issuer_symbol"];

#[tokio::test(flavor = "multi_thread")]
async fn h13_no_string_of_any_body_takes_what_hides_or_breaks() {
    let city = City::with_conclusion().await;
    let samples = samples(&city).await;
    let before = facts(&city.service).await;
    let mut tried = 0;
    for sample in &samples {
        tried += sample.expect_no_hidden_letter(&city.service, &TIDIED).await;
    }
    assert!(tried > 200, "{tried}");
    assert_eq!(facts(&city.service).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn h13_titles_numbers_and_links_have_one_line_and_links_lead_to_pages() {
    let city = City::with_conclusion().await;
    let task = city.task().await;
    for step in ["acknowledge", "start"] {
        city.service.post(&doer(), &format!("{task}/{step}"), &json!({})).expect(200).await;
    }
    for (segment, pointer, body) in [
        ("evidence", "/title", json!({ "title": "Báo\ncáo", "document_number": "1" })),
        ("evidence", "/document_number", json!({ "title": "Báo cáo", "document_number": "1\n2" })),
        ("evidence", "/url", json!({ "title": "Trang", "url": "https://hcmc.example/\nx" })),
        ("evidence", "/url", json!({ "title": "Trang", "url": "javascript:alert(1)" })),
        ("evidence", "/url", json!({ "title": "Trang", "url": "file:///etc/passwd" })),
        ("evidence", "/url", json!({ "title": "Trang", "url": "//hcmc.example" })),
        ("children", "/title", json!({ "title": "Phần\tviệc", "organizations": ["SNV"] })),
    ] {
        let refused = city.service.post(&doer(), &format!("{task}/{segment}"), &body).expect(422).await;
        assert_eq!(refused.body["errors"][0]["pointer"], pointer, "{body}");
    }
    let prose = json!({ "narrative": "Đã xong:\n- lớp 1;\n- lớp 2." });
    city.service.post(&doer(), &format!("{task}/progress"), &prose).expect(200).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn h13_half_a_character_and_bytes_that_are_no_text_are_refused() {
    let city = City::with_conclusion().await;
    for sample in samples(&city).await {
        for escape in [r"\ud800", r"\udc00", r"\ud800A", r"\x", r"\u00"] {
            let answer = sample.send_text(&city.service, &format!(r#"{{"title":"{escape}"}}"#)).await;
            expect_problem(&answer, 400, &format!("{} {escape}", sample.path));
        }
    }
    let post = |bytes: &[u8]| {
        city.service.request(&receiver(), "POST", DIRECTIVES).bytes("application/json", bytes.to_vec()).send()
    };
    for bytes in [&b"{\"title\":\"\xff\"}"[..], b"\xef\xbb\xbf{}", b"\xff\xfe{\0}\0", b"{\"title\":\"\n\"}"] {
        expect_problem(&post(bytes).await, 400, &format!("{bytes:?}"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn h13_no_parameter_takes_what_the_database_cannot_hold() {
    let city = City::with_conclusion().await;
    let task = city.task().await;
    let lists = [
        ("/directives/v1/assignments", &["text", "organization", "role", "territory", "handler", "directive"][..]),
        ("/directives/v1/assignments/counts", &["text", "state", "handler"]),
        (DIRECTIVES, &["text", "state", "issuer", "issued_from"]),
        (ORGANIZATIONS, &["text", "kind", "parent", "territory", "audience", "on", "sort"]),
        ("/directives/v1/territories", &["text", "province", "kind"]),
        ("/directives/v1/oversight", &["body", "audience", "on"]),
        ("/directives/v1/events", &["kinds", "after"]),
        ("/directives/v1/duties", &["cursor"]),
        (task.as_str(), &["cursor"]),
    ];
    for (path, names) in lists {
        for name in names {
            for value in ["%00", "a%00", "%FF", "%E2%80%AE", "%ED%A0%80", "%25", "%27%20or%201%3D1--"] {
                let case = format!("{path}?{name}={value}");
                let answer = city.service.get(&doer(), &case).send().await;
                assert!(matches!(answer.status, 200 | 400), "{case}: {} {}", answer.status, answer.text);
            }
        }
    }
    for path in [
        "organizations/B%00",
        "organizations/%2e%2e%2f",
        "audiences/%00",
        "number-books/%00",
        "oversight/BTC/%00/2026-01-01",
        "assignments/%00",
        "directives/%27",
        "working-calendar/2025-02-29",
    ] {
        let answer = city.service.get(&doer(), &format!("/directives/v1/{path}")).send().await;
        expect_problem(&answer, 404, path);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn h14_h15_twins_and_look_alikes_are_one_text_and_one_hit() {
    let service = city::start().await;
    // `Đường hòa` composed, decomposed, with the Icelandic Ð, and with the tone on the other vowel.
    let spellings = ["Đường hòa", "Đu\u{31b}o\u{31b}\u{300}ng ho\u{300}a", "Ðường hòa", "Đường hoà"];
    for title in spellings {
        let mut body = directive();
        body["title"] = json!(title);
        let made = service.post(&receiver(), DIRECTIVES, &body).expect(201).await;
        assert!(unicode_normalization::is_nfc(made.text_at("/title")), "{title}");
    }
    for text in ["duong hoa", "Đường hòa", "Ðường hoà", "ĐU\u{31b}O\u{31b}\u{300}NG"] {
        let found = service.get(&receiver(), &format!("{DIRECTIVES}?text={}", encoded(text))).expect(200).await;
        assert_eq!(found.items().len(), spellings.len(), "{text}");
    }
    let titles = service.get(&receiver(), DIRECTIVES).expect(200).await;
    let first: Vec<&Value> = titles.items().iter().map(|item| &item["title"]).filter(|t| **t == spellings[0]).collect();
    assert_eq!(first.len(), 2, "the decomposed twin is kept composed");

    let patch = |name: &str| {
        let path = format!("{ORGANIZATIONS}/BTC");
        let request = service.request(&operator(), "PATCH", &path).json(&json!({ "office": name }));
        request.header("if-match", "*").header("idempotency-key", "twin").send()
    };
    assert_eq!(patch("Phòng Đường").await.status, 200);
    let twin = patch("Pho\u{300}ng Đu\u{31b}o\u{31b}\u{300}ng").await;
    assert_eq!((twin.status, twin.header("idempotency-replayed")), (200, Some("true")));
}

fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}
