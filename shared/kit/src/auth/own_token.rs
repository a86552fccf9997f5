use super::demo::DemoIssuer;
use haicap_types::{Membership, OrganizationCode, Role};
use serde::Deserialize;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::sync::Mutex;

/// A token is renewed this long before it ends.
const RENEW_BEFORE_S: i64 = 60;

/// How long the provider may take.
const DEADLINE: Duration = Duration::from_secs(5);

/// The organization that a service names in its own token: it belongs to none.
const SERVICE_ORGANIZATION: &str = "HAICAP";

/// How a service gets the token with which it calls its neighbours in its own name.
#[derive(Debug)]
pub enum OwnToken {
    /// It signs its own with the demo key.
    Demo {
        /// The demo issuer.
        issuer: Arc<DemoIssuer>,
        /// The service's name.
        service: &'static str,
    },
    /// It asks the provider (client credentials, RFC 6749, section 4.4).
    ClientCredentials {
        /// The provider's token address.
        url: String,
        /// The service's id at the provider.
        client_id: String,
        /// Its secret.
        client_secret: Secret,
        /// The HTTP client.
        client: reqwest::Client,
        /// The token in hand.
        current: Mutex<Option<(String, i64)>>,
    },
}

/// A text that is never printed.
#[derive(Clone)]
pub struct Secret(pub String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

/// Why there is no token.
#[derive(Debug, thiserror::Error)]
#[error("no token of our own: {0}")]
pub struct NoToken(String);

#[derive(Deserialize)]
struct Granted {
    access_token: String,
    expires_in: i64,
}

impl OwnToken {
    /// A token that is good for a while.
    ///
    /// # Errors
    /// The provider does not answer, or refuses.
    pub async fn get(&self) -> Result<String, NoToken> {
        let now_s = wall_seconds();
        match self {
            Self::Demo { issuer, service } => {
                let org = OrganizationCode::try_from(SERVICE_ORGANIZATION.to_owned())
                    .map_err(|error| NoToken(error.to_string()))?;
                let membership = Membership { org, roles: vec![Role::Service] };
                issuer
                    .token(&format!("service:{service}"), service, &[membership], now_s)
                    .map_err(|error| NoToken(error.to_string()))
            }
            Self::ClientCredentials { url, client_id, client_secret, client, current } => {
                let mut current = current.lock().await;
                if let Some((token, _)) = current.as_ref().filter(|(_, until_s)| now_s < until_s - RENEW_BEFORE_S) {
                    return Ok(token.clone());
                }
                let granted = ask(client, url, client_id, client_secret).await.map_err(|e| NoToken(e.to_string()))?;
                *current = Some((granted.access_token.clone(), now_s + granted.expires_in));
                Ok(granted.access_token)
            }
        }
    }
}

async fn ask(client: &reqwest::Client, url: &str, id: &str, secret: &Secret) -> Result<Granted, reqwest::Error> {
    let form = serde_urlencoded::to_string([("grant_type", "client_credentials")]).unwrap_or_default();
    client
        .post(url)
        .basic_auth(id, Some(&secret.0))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(form)
        .timeout(DEADLINE)
        .send()
        .await?
        .error_for_status()?
        .json()
        .await
}

/// Tokens live in wall time, whatever the domain clock says.
pub(crate) fn wall_seconds() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
}
