use crate::program::Program;
use haicap_kit::auth::{DemoIssuer, KeySet, KeySource, OwnToken, Secret, TokenRules, Verifier};
use haicap_types::Role;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

const SECRETS: &[(&str, &str)] = &[
    ("DIRECTIVES_CLIENT_SECRET", "directives-0123456789"),
    ("REPORTING_CLIENT_SECRET", "reporting-0123456789"),
    ("INSPECTION_TEAMS_CLIENT_SECRET", "inspection-0123456789"),
];

#[tokio::test]
async fn a_service_gets_a_token_of_its_own_by_its_secret_and_others_check_it_by_the_public_key() {
    let home = tempfile::tempdir().unwrap();
    let issuer = Program::start_with(home.path(), &["issuer"], SECRETS, "Ready: ");
    let token = asking(&issuer, "reporting", "reporting-0123456789").get().await.unwrap();
    let person = verifier(home.path()).verify(&token, now_s()).await.unwrap();
    assert_eq!(&*person.subject, "service:reporting");
    assert_eq!(person.memberships[0].roles, [Role::Service]);

    for (client, secret) in [("reporting", "directives-0123456789"), ("reporting", ""), ("haicap", "")] {
        let refusal = asking(&issuer, client, secret).get().await.unwrap_err().to_string();
        assert!(refusal.contains("401"), "{client}: {refusal}");
    }
}

#[test]
fn an_issuer_without_secrets_does_not_start() {
    let home = tempfile::tempdir().unwrap();
    let refusal = Program::refused_in(home.path(), &["issuer"], &SECRETS[..2]);
    assert!(refusal.contains("INSPECTION_TEAMS_CLIENT_SECRET") && !refusal.contains("REPORTING"), "{refusal}");
}

fn asking(issuer: &Program, client: &str, secret: &str) -> OwnToken {
    OwnToken::ClientCredentials {
        url: format!("{}/token", issuer.origin()),
        client_id: client.to_owned(),
        client_secret: Secret(secret.to_owned()),
        client: reqwest::Client::new(),
        current: tokio::sync::Mutex::new(None),
    }
}

/// Knows the public key alone.
fn verifier(home: &Path) -> Verifier {
    let jwks = std::fs::read_to_string(home.join("jwks.json")).unwrap();
    let rules = TokenRules {
        issuer: DemoIssuer::ISSUER.to_owned(),
        audience: DemoIssuer::AUDIENCE.to_owned(),
        algorithm: DemoIssuer::ALGORITHM,
    };
    Verifier::new(rules, KeySource::Fixed(KeySet::parse(&jwks).unwrap()))
}

fn now_s() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    i64::try_from(since.as_secs()).unwrap()
}
