use super::catalogue::directive;
use super::{ASSIGNMENTS, DIRECTIVES, ORGANIZATIONS, expect_problem, head, raw};
use crate::city::{self, City, doer, receiver};
use haicap_testing::Answer;
use serde_json::json;
use std::time::Duration;

const ME: &str = "/directives/v1/me";
const FRONT: &str = "https://front.example";

#[tokio::test(flavor = "multi_thread")]
async fn h39_every_refusal_is_a_problem_document_that_says_nothing_of_how_we_are_built() {
    let city = City::with_conclusion().await;
    let service = &city.service;
    let task = city.task().await;
    let post = |path: &str| service.request(&receiver(), "POST", path);
    let cases = [
        (400, "unknown field", post(DIRECTIVES).json(&json!({ "x": 1 }))),
        (401, "no token", service.anonymous("GET", ME)),
        (403, "another's act", service.post(&receiver(), &format!("{task}/acknowledge"), &json!({}))),
        (404, "unknown id", service.get(&doer(), &format!("{ASSIGNMENTS}/x"))),
        (404, "unknown address", service.get(&doer(), "/directives/v1/nothing")),
        (404, "below a leaf", service.get(&doer(), &format!("{ME}/select%20*%20from%20x"))),
        (404, "outside the version", service.anonymous("GET", "/directives/nothing")),
        (404, "outside the service", service.anonymous("GET", "/nothing/v1/me")),
        (404, "the root", service.anonymous("GET", "/")),
        (404, "no address of another host", service.anonymous("GET", "//evil.example/x")),
        (404, "up and out", service.anonymous("GET", "/directives/v1/%2e%2e/%2e%2e/etc/passwd")),
        (405, "method", service.request(&doer(), "DELETE", ME)),
        (405, "an act is not read", service.get(&doer(), &format!("{task}/acknowledge"))),
        (406, "form", service.get(&doer(), ME).header("accept", "text/html, application/json;q=0")),
        (409, "state", service.post(&doer(), &format!("{task}/start"), &json!({}))),
        (
            412,
            "version",
            service.post(&doer(), &format!("{task}/acknowledge"), &json!({})).header("if-match", "\"9-0\""),
        ),
        (413, "size", post(DIRECTIVES).bytes("application/json", vec![b' '; 300_000])),
        (415, "text", post(DIRECTIVES).bytes("text/plain", b"{}".to_vec())),
        (415, "form data", post(DIRECTIVES).bytes("application/x-www-form-urlencoded", b"a=1".to_vec())),
        (415, "no type", post(DIRECTIVES).bytes("", b"{}".to_vec())),
        (422, "content", post(DIRECTIVES).json(&with_title(""))),
        (
            428,
            "no version",
            service.request(&receiver(), "PATCH", &format!("{DIRECTIVES}/{}", city.directive)).json(&json!({})),
        ),
        (431, "a header of 17 KB", service.get(&doer(), ME).header("x-large", &"a".repeat(17 * 1024))),
        (431, "an address of 17 KB", service.get(&doer(), &format!("{ME}?{}", "a".repeat(17 * 1024)))),
    ];
    for (status, case, request) in cases {
        let refused = request.send().await;
        expect_problem(&refused, status, case);
        let page = service.anonymous("GET", refused.text_at("/type")).expect(200).await;
        assert!(page.header("content-type").is_some_and(|kind| kind.starts_with("text/html")), "{case}");
    }
}

fn with_title(title: &str) -> serde_json::Value {
    let mut body = directive();
    body["title"] = json!(title);
    body
}

#[tokio::test(flavor = "multi_thread")]
async fn h39_problems_speak_the_callers_language_and_repeat_no_markup() {
    let service = city::start().await;
    let read = |language: &str| service.get(&doer(), "/directives/v1/x").header("accept-language", language).send();
    let (vietnamese, english) = (read("vi").await, read("en-GB").await);
    assert_eq!((vietnamese.text_at("/title"), english.text_at("/title")), ("Không tìm thấy", "Not found"));
    assert_eq!(english.header("content-language"), Some("en"));
    for hostile in ["<script>", "en\0", "𒀀", "*;q=9999999999999999999999"] {
        let bytes = hostile.replace('\0', " ");
        assert_eq!(read(&bytes).await.status, 404, "{hostile}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn h39_problems_say_what_would_be_right() {
    let city = City::with_conclusion().await;
    let (service, task) = (&city.service, city.task().await);
    let outdated = service.post(&doer(), &format!("{task}/acknowledge"), &json!({})).header("if-match", "\"9-0\"");
    let outdated = outdated.expect(412).await;
    assert_eq!(outdated.body["current_version"], 1);
    // Urging gives it no other version.
    service.post(&receiver(), &format!("{task}/urge"), &json!({ "message": "Đề nghị sớm." })).expect(200).await;
    let outdated = service.post(&doer(), &format!("{task}/acknowledge"), &json!({})).header("if-match", "\"9-0\"");
    let outdated = outdated.expect(412).await;
    let last = &outdated.body["last_change"];
    assert_eq!(
        (&last["kind"], &last["by"]["subject"]),
        (&json!("directives.assignment.assigned"), &json!("tt.coordinator"))
    );
    assert_eq!(
        outdated.text_at("/detail"),
        "Phiên bản hiện tại là 1; yêu cầu này dựa trên phiên bản 9. Hãy đọc lại, xem thay đổi rồi gửi lại."
    );
    let form = service.get(&doer(), DIRECTIVES).header("accept", "text/html").header("accept-language", "en");
    let form = form.expect(406).await;
    assert!(form.text_at("/detail").starts_with("This address answers only in: application/json, "), "{}", form.text);
    let mut both = doer().called("both");
    both.memberships.extend(receiver().memberships);
    let choices: Vec<String> = both.memberships.iter().map(|one| one.org.to_string()).collect();
    for (acting_for, status) in [(None, 400), (Some("TU"), 403)] {
        let mut request = service.get(&both, DIRECTIVES);
        if let Some(code) = acting_for {
            request = request.header("acting-for", code);
        }
        assert_eq!(request.expect(status).await.body["choices"], json!(choices), "{acting_for:?}");
    }
    let nameless = format!("{DIRECTIVES}/{}/attachments", city.directive);
    let nameless = service.post(&receiver(), &nameless, &json!({})).expect(400).await;
    let fault = json!([{ "pointer": "file_name", "detail": "Thiếu tham số này." }]);
    assert_eq!(nameless.body["errors"], fault);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_read_again_and_has_not_changed_is_not_sent_again() {
    let city = City::with_conclusion().await;
    let read = |path: &str, tag: &str| city.service.get(&doer(), path).header("if-none-match", tag).send();
    for path in [ME, DIRECTIVES, ASSIGNMENTS, ORGANIZATIONS, "/directives/v1/duties", "/directives/v1/vocabulary"] {
        let first = read(path, "").await;
        let again = read(path, first.etag()).await;
        assert_eq!((first.status, again.status, again.bytes.len()), (200, 304, 0), "{path}");
        assert_eq!(first.etag(), again.etag(), "{path}");
    }
    let tag = read(ASSIGNMENTS, "").await.etag().to_owned();
    city.service.post(&doer(), &format!("{}/acknowledge", city.task().await), &json!({})).expect(200).await;
    assert_eq!(read(ASSIGNMENTS, &tag).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn h40_who_takes_no_json_does_not_wait_for_it() {
    let city = City::with_conclusion().await;
    let wait = city.service.get(&doer(), "/directives/v1/events?after=latest&wait=20").header("accept", "text/csv");
    tokio::time::timeout(Duration::from_secs(10), wait.expect(406)).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn h40_another_method_is_a_405_that_names_those_there_are() {
    let city = City::with_conclusion().await;
    let document = city.service.anonymous("GET", "/directives/openapi.json").expect(200).await;
    for (template, item) in document.body["paths"].as_object().unwrap() {
        let path =
            template.replace("{valid_from}", "2025-07-01").replace("{date}", "2025-07-01").replace(['{', '}'], "");
        let mut expected: Vec<String> = item.as_object().unwrap().keys().map(|method| method.to_uppercase()).collect();
        if expected.contains(&"GET".to_owned()) {
            expected.push("HEAD".to_owned());
        }
        expected.sort();
        for method in ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"] {
            if expected.iter().any(|known| known == method) {
                continue;
            }
            let refused = city.service.request(&receiver(), method, &path).send().await;
            expect_problem(&refused, 405, &format!("{method} {path}"));
            let mut allowed: Vec<&str> = refused.header("allow").unwrap_or_default().split(", ").collect();
            allowed.sort_unstable();
            assert_eq!(allowed, expected, "{method} {path}");
        }
    }
    for page in ["openapi.json", "docs", "docs/", "docs/index.html", "problems/conflict"] {
        let refused = city.service.anonymous("POST", &format!("/directives/{page}")).expect(405).await;
        assert_eq!(refused.header("allow"), Some("GET, HEAD"), "{page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn h40_head_answers_as_get_does_without_the_body() {
    let city = City::with_conclusion().await;
    let directive = format!("{DIRECTIVES}/{}", city.directive);
    for path in [ME, ORGANIZATIONS, &directive, "/directives/v1/nothing", "/directives/openapi.json"] {
        let get = city.service.request(&receiver(), "GET", path).send().await;
        let head = city.service.request(&receiver(), "HEAD", path).send().await;
        assert_eq!((head.status, head.text.as_str()), (get.status, ""), "{path}");
        assert_eq!(fields(&head), fields(&get), "{path}");
    }
    let request = self::head(&city.service, &receiver(), &format!("HEAD {ME}"), "connection: close\r\n");
    let answer = raw(&city.service, request.as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("\r\n\r\n"), "{answer}");
}

/// The header fields but those that differ between any two answers: each worker lists exposed fields in its own order.
fn fields(answer: &Answer) -> Vec<(String, String)> {
    let differs = |name: &str| matches!(name, "date" | "access-control-expose-headers");
    let mut fields: Vec<_> = answer.headers.iter().filter(|(name, _)| !differs(name)).cloned().collect();
    fields.sort();
    fields
}

#[tokio::test(flavor = "multi_thread")]
async fn h40_browsers_of_listed_origins_alone_may_read() {
    let service = city::start().await;
    let allowed = |answer: &Answer| answer.header("access-control-allow-origin").map(str::to_owned);
    for origin in [
        "https://evil.example",
        "http://front.example",
        "https://front.example.evil.example",
        "https://evilfront.example",
        "https://front.example:8443",
        "null",
        "*",
    ] {
        let read = service.get(&doer(), ME).header("origin", origin).send().await;
        assert_eq!(allowed(&read), None, "{origin}");
        let asked =
            service.anonymous("OPTIONS", ME).header("origin", origin).header("access-control-request-method", "GET");
        assert_eq!(allowed(&asked.send().await), None, "{origin}");
    }
    let read = service.get(&doer(), ME).header("origin", FRONT).expect(200).await;
    assert_eq!(allowed(&read).as_deref(), Some(FRONT));
    assert_eq!(read.header("access-control-allow-credentials"), None);
    let refused = service.anonymous("GET", ME).header("origin", FRONT).expect(401).await;
    assert_eq!(allowed(&refused).as_deref(), Some(FRONT), "a page must be able to read why");
    let exposed = refused.header("access-control-expose-headers").unwrap_or_default().to_lowercase();
    for name in ["content-disposition", "etag", "link", "location", "retry-after", "www-authenticate"] {
        assert!(exposed.contains(name), "{name} is not among {exposed}");
    }
    let asked = service
        .anonymous("OPTIONS", DIRECTIVES)
        .header("origin", FRONT)
        .header("access-control-request-method", "POST")
        .header("access-control-request-headers", "authorization,if-match,idempotency-key,acting-for,content-type");
    assert_eq!(allowed(&asked.expect(200).await).as_deref(), Some(FRONT));
}

#[tokio::test(flavor = "multi_thread")]
async fn h42_operations_are_not_answered_to_the_public() {
    let service = city::start().await;
    for path in ["/health/live", "/health/ready", "/metrics", "/directives/metrics", "/directives/v1/metrics"] {
        let answer = service.request(&doer(), "GET", path).send().await;
        expect_problem(&answer, 404, path);
    }
}
