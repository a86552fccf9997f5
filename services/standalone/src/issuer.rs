//! The issuer of a trial: the one place with the private key. Services ask it for their own tokens (client credentials,
//! RFC 6749, section 4.4) and check everybody's with the public key alone.

use crate::address::{origin, settle};
use crate::arguments::Settings;
use crate::credentials::issuer_in;
use crate::home::Home;
use crate::say::say;
use crate::services::SERVICES;
use actix_web::http::header::{AUTHORIZATION, CACHE_CONTROL, HeaderMap, WWW_AUTHENTICATE};
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, post, web};
use aws_lc_rs::constant_time::verify_slices_are_equal;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use haicap_kit::auth::{DemoIssuer, OwnToken};
use haicap_kit::{Exit, told_to_end};
use serde::Deserialize;
use serde_json::json;
use std::collections::HashMap;
use std::net::TcpListener;
use std::sync::Arc;

/// After how long a service asks for a new token. Each is good for longer.
const EXPIRES_IN_S: u32 = 3_600;

/// How short a secret may be.
const SECRET_BYTES_MIN: usize = 16;

/// How long a form may be: all that is asked for is its one word.
const FORM_BYTES_MAX: usize = 1_024;

const VARIABLE_ENDS: &str = "_CLIENT_SECRET";

/// Who may ask for a token, and the secret by which each is known.
struct Clients {
    secrets: HashMap<&'static str, String>,
}

/// What the process answers from.
struct Office {
    issuer: Arc<DemoIssuer>,
    clients: Clients,
}

#[derive(Deserialize)]
struct Asked {
    grant_type: String,
}

/// Answers until told to stop.
pub(crate) async fn issue(settings: &Settings) -> Exit {
    let mut end = std::pin::pin!(told_to_end());
    let clients = Clients::read(|name| std::env::var(name).ok())?;
    let issuer = Arc::new(issuer_in(Home::at(&settings.home)?.folder())?);
    let office = web::Data::new(Office { issuer, clients });
    let listener = TcpListener::bind(settle(settings.addr, "HAICAP_ADDR")?)?;
    let address = listener.local_addr()?;
    let app = move || {
        let form = web::FormConfig::default().limit(FORM_BYTES_MAX);
        App::new().app_data(office.clone()).app_data(form).service(token)
    };
    let server = HttpServer::new(app).workers(1).disable_signals().listen(listener)?.run();
    let running = tokio::spawn(server);
    say(format!("Ready: {}", origin(address)));
    tokio::select! {
        ended = &mut end => Ok(ended?),
        ended = running => Ok(ended??),
    }
}

/// A token for a service in its own name.
#[post("/token")]
async fn token(request: HttpRequest, office: web::Data<Office>, asked: web::Form<Asked>) -> HttpResponse {
    let Some(service) = office.clients.known(request.headers()) else {
        return HttpResponse::Unauthorized()
            .insert_header((WWW_AUTHENTICATE, "Basic realm=\"haicap\""))
            .json(json!({ "error": "invalid_client" }));
    };
    if asked.grant_type != "client_credentials" {
        return HttpResponse::BadRequest().json(json!({ "error": "unsupported_grant_type" }));
    }
    match (OwnToken::Demo { issuer: Arc::clone(&office.issuer), service }).get().await {
        Ok(token) => HttpResponse::Ok()
            .insert_header((CACHE_CONTROL, "no-store"))
            .json(json!({ "access_token": token, "token_type": "Bearer", "expires_in": EXPIRES_IN_S })),
        Err(error) => {
            say(error);
            HttpResponse::InternalServerError().json(json!({ "error": "server_error" }))
        }
    }
}

impl Clients {
    /// Reads the secret of each service: `DIRECTIVES_CLIENT_SECRET` and so on.
    fn read(variable: impl Fn(&str) -> Option<String>) -> Result<Self, String> {
        let (mut secrets, mut faults) = (HashMap::new(), Vec::new());
        for service in SERVICES {
            let name = service.schema.to_uppercase() + VARIABLE_ENDS;
            match variable(&name).filter(|secret| secret.len() >= SECRET_BYTES_MIN) {
                Some(secret) => drop(secrets.insert(service.name, secret)),
                None => faults.push(name),
            }
        }
        if faults.is_empty() {
            return Ok(Self { secrets });
        }
        Err(format!("set {} to secrets of at least {SECRET_BYTES_MIN} letters and digits", faults.join(", ")))
    }

    /// The service that says its id and its secret.
    fn known(&self, headers: &HeaderMap) -> Option<&'static str> {
        let said = headers.get(AUTHORIZATION)?.to_str().ok()?.strip_prefix("Basic ")?;
        let said = String::from_utf8(STANDARD.decode(said).ok()?).ok()?;
        let (id, secret) = said.split_once(':')?;
        let (service, known) = self.secrets.get_key_value(id)?;
        verify_slices_are_equal(secret.as_bytes(), known.as_bytes()).ok()?;
        Some(service)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::header::HeaderValue;

    fn secret(service: &str) -> String {
        format!("secret-of-{service}-{service}")
    }

    fn variable(name: &str) -> Option<String> {
        Some(secret(&name.strip_suffix(VARIABLE_ENDS)?.to_lowercase()))
    }

    fn known(said: &str) -> Option<&'static str> {
        let mut headers = HeaderMap::new();
        headers.insert(AUTHORIZATION, HeaderValue::from_str(said).unwrap());
        Clients::read(variable).unwrap().known(&headers)
    }

    fn basic(id: &str, secret: &str) -> String {
        format!("Basic {}", STANDARD.encode(format!("{id}:{secret}")))
    }

    #[test]
    fn h36_a_service_is_known_by_its_own_secret_alone() {
        assert_eq!(known(&basic("inspection-teams", &secret("inspection_teams"))), Some("inspection-teams"));
        for said in [
            basic("directives", &secret("reporting")),
            basic("directives", ""),
            basic("directives", &secret("directives")[..20]),
            basic("directives", &(secret("directives") + "x")),
            basic("haicap", &secret("directives")),
            basic("directives", &secret("directives")).replace("Basic", "Bearer"),
            "Basic %%%".to_owned(),
            "Basic ".to_owned(),
        ] {
            assert_eq!(known(&said), None, "{said}");
        }
    }

    #[test]
    fn missing_and_short_secrets_are_refused_together() {
        let refusal = Clients::read(|name| name.starts_with("DIR").then(|| "short".to_owned())).err().unwrap();
        for name in ["DIRECTIVES_CLIENT_SECRET", "REPORTING_CLIENT_SECRET", "INSPECTION_TEAMS_CLIENT_SECRET"] {
            assert!(refusal.contains(name), "{refusal}");
        }
        assert!(!refusal.contains("short"), "{refusal}");
    }
}
