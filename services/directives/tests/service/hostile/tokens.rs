use super::expect_problem;
use crate::city::{self, doer};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use haicap_kit::auth::DemoIssuer;
use haicap_testing::{Answer, TestService};
use serde_json::{Value, json};
use std::time::{SystemTime, UNIX_EPOCH};

const ME: &str = "/directives/v1/me";

fn now_s() -> i64 {
    i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs()).unwrap()
}

fn claims() -> Value {
    json!({
        "iss": DemoIssuer::ISSUER, "aud": DemoIssuer::AUDIENCE, "sub": "btc.coordinator", "name": "Đồng chí A",
        "memberships": [{ "org": "BTC", "roles": ["coordinator"] }],
        "iat": now_s(), "nbf": now_s(), "exp": now_s() + 3600,
    })
}

async fn with_header(service: &TestService, authorization: &str) -> Answer {
    service.anonymous("GET", ME).header("authorization", authorization).send().await
}

#[tokio::test(flavor = "multi_thread")]
async fn h18_h19_h20_h21_a_token_that_is_not_good_is_a_401_that_says_how_to_come() {
    let service = city::start().await;
    let with = |name: &str, value: Value| {
        let mut claims = claims();
        claims[name] = value;
        service.issuer.sign(&claims).unwrap()
    };
    let good = service.issuer.sign(&claims()).unwrap();
    let (rest, signature) = good.rsplit_once('.').unwrap();
    let payload = rest.split_once('.').unwrap().1;
    let headed = |header: Value| format!("{}.{payload}.{signature}", URL_SAFE_NO_PAD.encode(header.to_string()));
    let cases = [
        ("h18 alg none", format!("{}.{payload}.", URL_SAFE_NO_PAD.encode(r#"{"alg":"none"}"#))),
        ("h18 another algorithm", headed(json!({ "alg": "HS256", "kid": "demo" }))),
        ("h18 a signature cut short", good[..good.len() - 4].to_owned()),
        ("h18 no signature", format!("{rest}.")),
        ("h19 expired", with("exp", json!(now_s() - 60))),
        ("h19 not yet good", with("nbf", json!(now_s() + 60))),
        ("h19 for ever", with("exp", json!(10_i64.pow(18)))),
        ("h19 exp as text", with("exp", json!("tomorrow"))),
        ("h20 for another audience", with("aud", json!("another"))),
        ("h20 from another issuer", with("iss", json!("urn:other"))),
        ("h20 an id token", with("nonce", json!("n"))),
        ("h21 a key id that is a path", headed(json!({ "alg": "EdDSA", "kid": "../../etc/passwd" }))),
        ("h21 a key id that is SQL", headed(json!({ "alg": "EdDSA", "kid": "demo' or '1'='1" }))),
        ("h21 a key of its own", headed(json!({ "alg": "EdDSA", "kid": "demo", "jku": "https://evil.example" }))),
        ("no token at all", "nonsense".to_owned()),
        ("three empty parts", "..".to_owned()),
        ("60 KB", "a".repeat(12_000)),
    ];
    for (case, token) in cases {
        let refused = with_header(&service, &format!("Bearer {token}")).await;
        expect_problem(&refused, 401, case);
        let challenge = refused.header("www-authenticate").unwrap_or_default();
        assert_eq!(challenge, "Bearer realm=\"haicap\", error=\"invalid_token\"", "{case}");
        let code = if case == "h19 expired" { "token_expired" } else { "token_invalid" };
        assert_eq!(refused.text_at("/code"), code, "{case}");
        assert!(!refused.text.contains(&token), "{case}");
    }
    assert_eq!(with_header(&service, &format!("Bearer {good}")).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn h23_one_bearer_token_in_the_header_and_nowhere_else() {
    let service = city::start().await;
    let token = service.token(&doer());
    for scheme in ["Bearer", "bearer", "BEARER"] {
        assert_eq!(with_header(&service, &format!("{scheme} {token}")).await.status, 200, "{scheme}");
    }
    let refused = [
        service.anonymous("GET", ME),
        service.anonymous("GET", &format!("{ME}?access_token={token}")),
        service.anonymous("GET", ME).header("authorization", &token),
        service.anonymous("GET", ME).header("authorization", "Bearer"),
        service.anonymous("GET", ME).header("authorization", &format!("Basic {token}")),
        service.anonymous("GET", ME).header("cookie", &format!("access_token={token}")),
        service.get(&doer(), ME).header("authorization", &format!("Bearer {token}")),
    ];
    for (number, request) in refused.into_iter().enumerate() {
        let answer = request.send().await;
        expect_problem(&answer, 401, &number.to_string());
        assert_eq!(answer.header("www-authenticate"), Some("Bearer realm=\"haicap\""), "{number}");
    }
    let other = service.get(&doer(), ME).header("acting-for", "TT").send().await;
    assert!(matches!(other.status, 200 | 403), "{}", other.text);
    expect_problem(
        &service.get(&doer(), "/directives/v1/assignments").header("acting-for", "TT").send().await,
        403,
        "TT",
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn h23_a_header_that_decides_something_is_sent_once() {
    let service = city::start().await;
    for name in ["Acting-For", "Idempotency-Key"] {
        let acknowledge = "/directives/v1/assignments/0199b6a0-0000-7000-8000-000000000000/acknowledge";
        let twice = service.post(&doer(), acknowledge, &json!({})).header(name, "BTC");
        let refused = twice.header(name, "BTC").expect(400).await;
        assert_eq!(refused.body["errors"][0]["pointer"], name, "{}", refused.text);
    }
}
