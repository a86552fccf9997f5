use super::{DemoIssuer, KeySource, TokenRules, Unauthenticated, Verifier};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};

const NOW_S: i64 = 1_760_000_000;

fn issuer() -> DemoIssuer {
    DemoIssuer::new(&DemoIssuer::generate().unwrap(), DemoIssuer::ISSUER, DemoIssuer::AUDIENCE).unwrap()
}

fn verifier(issuer: &DemoIssuer) -> Verifier {
    let rules = TokenRules {
        issuer: DemoIssuer::ISSUER.to_owned(),
        audience: DemoIssuer::AUDIENCE.to_owned(),
        algorithm: DemoIssuer::ALGORITHM,
    };
    Verifier::new(rules, KeySource::Fixed(issuer.keys().unwrap()))
}

fn claims() -> Value {
    json!({
        "iss": DemoIssuer::ISSUER, "aud": DemoIssuer::AUDIENCE, "sub": "btc.coordinator", "name": "Đồng chí A",
        "memberships": [{ "org": "BTC", "roles": ["coordinator"] }],
        "iat": NOW_S, "nbf": NOW_S, "exp": NOW_S + 3600,
    })
}

fn with(name: &str, value: Value) -> Value {
    let mut claims = claims();
    claims[name] = value;
    claims
}

fn without(name: &str) -> Value {
    let mut claims = claims();
    claims.as_object_mut().unwrap().remove(name);
    claims
}

/// Puts another header before the claims; the signature is that of `part` if it is given, and nothing otherwise.
fn headed(header: &Value, claims: &Value, signature: &str) -> String {
    let [header, claims] = [header, claims].map(|part| URL_SAFE_NO_PAD.encode(part.to_string()));
    format!("{header}.{claims}.{signature}")
}

#[tokio::test]
async fn h19_h20_claims_at_their_borders() {
    let (issuer, far) = (issuer(), 10_i64.pow(18));
    let verifier = verifier(&issuer);
    let cases = [
        ("as it should be", claims(), true),
        ("expires this second, within leeway", with("exp", json!(NOW_S)), true),
        ("expired at the end of the leeway", with("exp", json!(NOW_S - 30)), false),
        ("exp missing", without("exp"), false),
        ("exp as text", with("exp", json!("1760003600")), false),
        ("exp as float", with("exp", json!(1_760_003_600.5)), false),
        ("exp far away", with("exp", json!(far)), false),
        ("nbf in the future, within leeway", with("nbf", json!(NOW_S + 30)), true),
        ("nbf in the future", with("nbf", json!(NOW_S + 31)), false),
        ("nbf missing", without("nbf"), false),
        ("nbf as text", with("nbf", json!("0")), false),
        ("iat missing", without("iat"), true),
        ("iat in the future", with("iat", json!(NOW_S + 31)), false),
        ("aud foreign", with("aud", json!("another")), false),
        ("aud a list with ours", with("aud", json!(["another", "haicap"])), true),
        ("aud a list without ours", with("aud", json!(["another"])), false),
        ("aud missing", without("aud"), false),
        ("iss foreign", with("iss", json!("urn:other")), false),
        ("an id token by its nonce", with("nonce", json!("n")), false),
        ("an id token by its typ", with("typ", json!("ID")), false),
        ("sub missing", without("sub"), false),
        ("sub empty", with("sub", json!("")), false),
        ("name missing", without("name"), false),
        ("name of nothing that is seen", with("name", json!("\u{202E}\u{200B} ")), false),
        ("a role that does not exist", with("memberships", json!([{ "org": "BTC", "roles": ["king"] }])), false),
        ("an organization that cannot be", with("memberships", json!([{ "org": "b t c", "roles": [] }])), false),
    ];
    for (name, claims, good) in cases {
        let token = issuer.sign(&claims).unwrap();
        assert_eq!(verifier.verify(&token, NOW_S).await.is_ok(), good, "{name}");
    }
}

#[tokio::test]
async fn h18_h21_headers_that_choose_their_own_rules() {
    let issuer = issuer();
    let verifier = verifier(&issuer);
    let good = issuer.sign(&claims()).unwrap();
    let signature = good.rsplit('.').next().unwrap();
    for header in [
        json!({ "alg": "none" }),
        json!({ "alg": "None" }),
        json!({ "alg": "HS256", "kid": "demo" }),
        json!({ "alg": "RS256", "kid": "demo" }),
        json!({ "alg": "EdDSA", "kid": "../../etc/passwd" }),
        json!({ "alg": "EdDSA", "kid": "demo' or '1'='1" }),
        json!({ "alg": "EdDSA", "kid": 7 }),
        json!({ "alg": "EdDSA", "kid": "demo", "jku": "https://evil.example/jwks" }),
        json!({ "alg": "EdDSA", "kid": "demo", "x5u": "https://evil.example/cert" }),
        json!({ "alg": "EdDSA", "kid": "demo", "jwk": {} }),
        json!({ "alg": "EdDSA", "kid": "demo", "crit": ["exp"] }),
        json!({ "alg": "EdDSA", "kid": "demo", "typ": "logout+jwt" }),
    ] {
        for signature in ["", signature] {
            let token = headed(&header, &claims(), signature);
            assert!(verifier.verify(&token, NOW_S).await.is_err(), "{header}");
        }
    }
    // The public key as the secret of an HMAC, the classic confusion.
    let confused = jsonwebtoken::encode(
        &Header { kid: Some("demo".to_owned()), ..Header::new(Algorithm::HS256) },
        &claims(),
        &EncodingKey::from_secret(issuer.jwks().as_bytes()),
    );
    assert!(verifier.verify(&confused.unwrap(), NOW_S).await.is_err());
    assert!(verifier.verify(&good, NOW_S).await.is_ok());
}

#[tokio::test]
async fn a_name_shows_what_it_says() {
    let issuer = issuer();
    let token = issuer.sign(&with("name", json!(" Đồng chí\u{202E} A\u{0}\n"))).unwrap();
    assert_eq!(&*verifier(&issuer).verify(&token, NOW_S).await.unwrap().name, "Đồng chí A");
}

#[tokio::test]
async fn a_token_is_remembered_no_longer_than_it_lives() {
    let issuer = issuer();
    let verifier = verifier(&issuer);
    let token = issuer.sign(&claims()).unwrap();
    assert!(verifier.verify(&token, NOW_S).await.is_ok());
    assert_eq!(verifier.verify(&token, NOW_S + 3630).await.unwrap_err(), Unauthenticated::Expired);
}

#[tokio::test]
async fn another_key_of_the_same_name_does_not_open() {
    let (ours, theirs) = (issuer(), issuer());
    let token = theirs.sign(&claims()).unwrap();
    assert!(verifier(&ours).verify(&token, NOW_S).await.is_err());
    let long = format!("{token}{}", "a".repeat(9_000));
    assert_eq!(verifier(&ours).verify(&long, NOW_S).await.unwrap_err(), Unauthenticated::Refused("too long"));
}
