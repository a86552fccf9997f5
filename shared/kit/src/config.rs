use crate::auth::{DemoIssuer, KeySet, KeySource, OwnToken, Secret, TokenRules};
use crate::figures::{Figure, Figures};
use jsonwebtoken::Algorithm;
use std::collections::HashMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

/// Every variable that a service reads, for `--help`: name, default, meaning.
pub const VARIABLES: &[(&str, &str, &str)] = &[
    ("DATABASE_URL", "required", "Postgres address for the service's role"),
    ("DATABASE_OWNER_URL", "DATABASE_URL", "Postgres address for `migrate`: the owner of the schema"),
    ("LISTEN_ADDR", "127.0.0.1:8080", "where the API listens"),
    ("OPS_ADDR", "127.0.0.1:9090", "where health and metrics are answered"),
    ("AUTH_ISSUER", DemoIssuer::ISSUER, "`iss` of access tokens"),
    ("AUTH_AUDIENCE", DemoIssuer::AUDIENCE, "`aud` of access tokens"),
    ("AUTH_ALGORITHM", "EdDSA", "EdDSA, ES256 or RS256"),
    ("AUTH_JWKS_URL", "-", "where the provider publishes its keys; this or AUTH_JWKS_FILE is required"),
    ("AUTH_JWKS_FILE", "-", "a file with the provider's keys"),
    ("SERVICE_KEY_FILE", "-", "demo only: an Ed25519 key (PKCS#8) with which the service signs its own token"),
    ("SERVICE_TOKEN_URL", "-", "the provider's token address, for client credentials"),
    ("SERVICE_CLIENT_ID", "-", "the service's id at the provider"),
    ("SERVICE_CLIENT_SECRET", "-", "its secret"),
    ("DIRECTIVES_URL", "-", "origin of the directives service, whose directory the others follow"),
    ("REPORTING_URL", "-", "origin of the reporting service, whose acknowledged reports fulfil clauses"),
    ("STORAGE_DIR", "./attachments", "folder for attachments"),
    ("CORS_ORIGINS", "none", "origins of browser front ends, separated by spaces"),
];

/// What a service was told by its environment.
pub struct Config {
    /// Postgres, as the service's role.
    pub database_url: String,
    /// Where the API listens.
    pub listen: SocketAddr,
    /// Where health and metrics are answered.
    pub ops: SocketAddr,
    /// What a token must say.
    pub rules: TokenRules,
    /// The figures of its rules.
    pub figures: Figures,
    /// The keys that tokens are checked with.
    pub keys: KeySource,
    /// How the service calls its neighbours in its own name.
    pub own_token: Option<OwnToken>,
    /// The directives service's origin.
    pub directives_url: Option<String>,
    /// The reporting service's origin.
    pub reporting_url: Option<String>,
    /// Where attachments are kept.
    pub storage: PathBuf,
    /// Origins of browser front ends.
    pub cors_origins: Vec<String>,
    /// The client for everything outside.
    pub client: reqwest::Client,
}

/// Everything that is wrong with the environment, each with the variable's name.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("the configuration is not usable:\n  {}", .0.join("\n  "))]
pub struct ConfigFaults(pub Vec<String>);

/// Postgres, for the commands that need nothing else.
#[derive(Debug)]
pub(crate) struct DatabaseAddresses {
    /// As the service's role.
    pub(crate) role_url: String,
    /// As the owner of the schema.
    pub(crate) owner_url: String,
}

impl DatabaseAddresses {
    pub(crate) fn read(environment: &HashMap<String, String>) -> Result<Self, ConfigFaults> {
        let mut reader = Reader { environment, faults: Vec::new() };
        let role_url = reader.required("DATABASE_URL");
        let owner_url = reader.or("DATABASE_OWNER_URL", &role_url);
        if reader.faults.is_empty() { Ok(Self { role_url, owner_url }) } else { Err(ConfigFaults(reader.faults)) }
    }
}

impl Config {
    /// Reads the configuration once, and reports all faults together.
    ///
    /// # Errors
    /// Every variable that is missing or cannot be used.
    pub fn read(
        service: &'static str,
        figures: &[Figure],
        environment: &HashMap<String, String>,
    ) -> Result<Self, ConfigFaults> {
        let mut reader = Reader { environment, faults: Vec::new() };
        let client = client();
        let database_url = reader.required("DATABASE_URL");
        let rules = TokenRules {
            issuer: reader.or("AUTH_ISSUER", DemoIssuer::ISSUER),
            audience: reader.or("AUTH_AUDIENCE", DemoIssuer::AUDIENCE),
            algorithm: reader.algorithm(),
        };
        let config = Self {
            database_url,
            listen: reader.address("LISTEN_ADDR", "127.0.0.1:8080"),
            ops: reader.address("OPS_ADDR", "127.0.0.1:9090"),
            figures: reader.figures(figures),
            keys: reader.keys(&client),
            own_token: reader.own_token(service, &rules, &client),
            rules,
            directives_url: reader.origin("DIRECTIVES_URL"),
            reporting_url: reader.origin("REPORTING_URL"),
            storage: reader.or("STORAGE_DIR", "./attachments").into(),
            cors_origins: reader.or("CORS_ORIGINS", "").split_whitespace().map(str::to_owned).collect(),
            client,
        };
        if reader.faults.is_empty() { Ok(config) } else { Err(ConfigFaults(reader.faults)) }
    }
}

/// An HTTP client that follows no redirects: a token is not carried to wherever an answer points.
fn client() -> reqwest::Client {
    reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap_or_default()
}

struct Reader<'a> {
    environment: &'a HashMap<String, String>,
    faults: Vec<String>,
}

impl Reader<'_> {
    /// A variable, or the content of the file that the variable with `_FILE` names.
    fn value(&mut self, name: &str) -> Option<String> {
        let direct = self.environment.get(name).filter(|value| !value.is_empty()).cloned();
        let file = self.environment.get(&format!("{name}_FILE")).filter(|value| !value.is_empty());
        match (direct, file) {
            (Some(_), Some(_)) => {
                self.faults.push(format!("{name} and {name}_FILE are both set; keep one"));
                None
            }
            (Some(value), None) => Some(value),
            (None, Some(path)) => match std::fs::read_to_string(path) {
                Ok(text) => Some(text.trim_end().to_owned()),
                Err(error) => {
                    self.faults.push(format!("{name}_FILE cannot be read: {error}"));
                    None
                }
            },
            (None, None) => None,
        }
    }

    fn or(&mut self, name: &str, default: &str) -> String {
        self.value(name).unwrap_or_else(|| default.to_owned())
    }

    fn required(&mut self, name: &str) -> String {
        let before = self.faults.len();
        let value = self.value(name);
        if value.is_none() && self.faults.len() == before {
            self.faults.push(format!("{name} is not set"));
        }
        value.unwrap_or_default()
    }

    fn address(&mut self, name: &str, default: &str) -> SocketAddr {
        let text = self.or(name, default);
        text.parse().unwrap_or_else(|_| {
            self.faults.push(format!("{name} is not an address with a port: {text}"));
            SocketAddr::from(([127, 0, 0, 1], 0))
        })
    }

    /// An address without its last slash.
    fn origin(&mut self, name: &str) -> Option<String> {
        self.value(name).map(|url| url.trim_end_matches('/').to_owned())
    }

    fn figures(&mut self, figures: &[Figure]) -> Figures {
        Figures::read(figures, self.environment).unwrap_or_else(|ConfigFaults(faults)| {
            self.faults.extend(faults);
            Figures::default()
        })
    }

    fn algorithm(&mut self) -> Algorithm {
        let text = self.or("AUTH_ALGORITHM", "EdDSA");
        match text.as_str() {
            "EdDSA" => Algorithm::EdDSA,
            "ES256" => Algorithm::ES256,
            "RS256" => Algorithm::RS256,
            _ => {
                self.faults.push(format!("AUTH_ALGORITHM is not EdDSA, ES256 or RS256: {text}"));
                Algorithm::EdDSA
            }
        }
    }

    fn keys(&mut self, client: &reqwest::Client) -> KeySource {
        let url = self.environment.get("AUTH_JWKS_URL").filter(|url| !url.is_empty());
        let file = self.environment.get("AUTH_JWKS_FILE").filter(|path| !path.is_empty());
        let set = match (url, file) {
            (Some(url), None) => return KeySource::remote(url.clone(), client.clone()),
            (None, Some(path)) => std::fs::read_to_string(path)
                .map_err(|error| format!("AUTH_JWKS_FILE cannot be read: {error}"))
                .and_then(|text| KeySet::parse(&text).map_err(|error| format!("AUTH_JWKS_FILE: {error}"))),
            (Some(_), Some(_)) => Err("AUTH_JWKS_URL and AUTH_JWKS_FILE are both set; keep one".to_owned()),
            (None, None) => Err("AUTH_JWKS_URL is not set (nor AUTH_JWKS_FILE)".to_owned()),
        };
        KeySource::Fixed(set.unwrap_or_else(|fault| {
            self.faults.push(fault);
            KeySet::default()
        }))
    }

    fn own_token(&mut self, service: &'static str, rules: &TokenRules, client: &reqwest::Client) -> Option<OwnToken> {
        if let Some(path) = self.environment.get("SERVICE_KEY_FILE").filter(|path| !path.is_empty()) {
            let issuer = std::fs::read(path)
                .map_err(|error| error.to_string())
                .and_then(|key| DemoIssuer::new(&key, &rules.issuer, &rules.audience).map_err(|e| e.to_string()));
            return match issuer {
                Ok(issuer) => Some(OwnToken::Demo { issuer: Arc::new(issuer), service }),
                Err(error) => {
                    self.faults.push(format!("SERVICE_KEY_FILE: {error}"));
                    None
                }
            };
        }
        let url = self.value("SERVICE_TOKEN_URL")?;
        Some(OwnToken::ClientCredentials {
            url,
            client_id: self.required("SERVICE_CLIENT_ID"),
            client_secret: Secret(self.required("SERVICE_CLIENT_SECRET")),
            client: client.clone(),
            current: tokio::sync::Mutex::new(None),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_faults_are_reported_together_with_the_names_of_their_variables() {
        const FIGURES: &[Figure] = &[Figure { name: "HEALTH_QUIET_DAYS", default: 7, max: 100, meaning: "" }];
        let environment = HashMap::from([
            ("HEALTH_QUIET_DAYS".to_owned(), "-1".to_owned()),
            ("LISTEN_ADDR".to_owned(), "somewhere".to_owned()),
            ("AUTH_ALGORITHM".to_owned(), "HS256".to_owned()),
        ]);
        let Err(ConfigFaults(faults)) = Config::read("directives", FIGURES, &environment) else {
            panic!("it is not usable")
        };
        for name in ["DATABASE_URL", "LISTEN_ADDR", "AUTH_ALGORITHM", "AUTH_JWKS_URL", "HEALTH_QUIET_DAYS"] {
            assert!(faults.iter().any(|fault| fault.starts_with(name)), "{name} in {faults:?}");
        }
    }
}
