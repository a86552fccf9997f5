pub(crate) mod faults;
mod variables;

pub(crate) use variables::{ALL as VARIABLES, Otherwise, Variable};

use crate::auth::{DemoIssuer, KeySet, KeySource, OwnToken, Secret, TokenRules};
use crate::db::check_address;
use crate::figures::{Figure, Figures};
use crate::neighbour::{Neighbour, Origins};
use crate::service::Service;
use faults::ConfigFaults;
use jsonwebtoken::Algorithm;
use std::collections::HashMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use variables::{
    AUTH_ALGORITHM, AUTH_AUDIENCE, AUTH_ISSUER, AUTH_JWKS_FILE, AUTH_JWKS_URL, CORS_ORIGINS, DATABASE_OWNER_URL,
    DATABASE_URL, LISTEN_ADDR, OPS_ADDR, SERVICE_CLIENT_ID, SERVICE_CLIENT_SECRET, SERVICE_KEY_FILE, SERVICE_TOKEN_URL,
    STORAGE_DIR,
};

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
    /// Where its neighbours answer.
    pub neighbours: Origins,
    /// Where attachments are kept.
    pub storage: PathBuf,
    /// Origins of browser front ends.
    pub cors_origins: Vec<String>,
    /// The client for everything outside.
    pub client: reqwest::Client,
}

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
        let role_url = reader.database(DATABASE_URL);
        let owner_url = match reader.value(DATABASE_OWNER_URL) {
            Some(url) => reader.usable(DATABASE_OWNER_URL, url),
            None => role_url.clone(),
        };
        if reader.faults.is_empty() { Ok(Self { role_url, owner_url }) } else { Err(ConfigFaults(reader.faults)) }
    }
}

impl Config {
    /// Reads the configuration of a service once, and reports all faults together.
    ///
    /// # Errors
    /// Every variable that is missing or cannot be used.
    pub fn read(service: &Service, environment: &HashMap<String, String>) -> Result<Self, ConfigFaults> {
        let mut reader = Reader { environment, faults: Vec::new() };
        let client = client();
        let database_url = reader.database(DATABASE_URL);
        let rules = TokenRules {
            issuer: reader.text(AUTH_ISSUER),
            audience: reader.text(AUTH_AUDIENCE),
            algorithm: reader.algorithm(),
        };
        let config = Self {
            database_url,
            listen: reader.address(LISTEN_ADDR),
            ops: reader.address(OPS_ADDR),
            figures: reader.figures(service.figures),
            keys: reader.keys(&client),
            own_token: reader.own_token(service.name, &rules, &client),
            rules,
            neighbours: service.neighbours.iter().filter_map(|one| Some((one.name, reader.origin(one)?))).collect(),
            storage: reader.text(STORAGE_DIR).into(),
            cors_origins: reader.text(CORS_ORIGINS).split_whitespace().map(str::to_owned).collect(),
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
    /// A variable as it is set.
    fn set(&self, name: &str) -> Option<&String> {
        self.environment.get(name).filter(|value| !value.is_empty())
    }

    /// A variable, or the content of the file that the variable with `_FILE` names.
    fn value(&mut self, variable: Variable) -> Option<String> {
        self.named(variable.name)
    }

    /// The same by the variable's name.
    fn named(&mut self, name: &str) -> Option<String> {
        match (self.set(name), self.set(&format!("{name}_FILE"))) {
            (Some(_), Some(_)) => {
                self.faults.push(format!("{name} and {name}_FILE are both set; keep one"));
                None
            }
            (Some(value), None) => Some(value.clone()),
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

    /// A variable, or what holds where it is not set.
    fn text(&mut self, variable: Variable) -> String {
        match (self.value(variable), variable.otherwise) {
            (Some(value), _) => value,
            (None, Otherwise::Text(text)) => text.to_owned(),
            (None, Otherwise::Required | Otherwise::Nothing | Otherwise::As(_)) => String::new(),
        }
    }

    /// A variable without which the service does not start.
    fn required(&mut self, variable: Variable) -> String {
        let before = self.faults.len();
        let value = self.text(variable);
        if value.is_empty() && self.faults.len() == before {
            self.faults.push(format!("{} is not set", variable.name));
        }
        value
    }

    /// The address of a database.
    fn database(&mut self, variable: Variable) -> String {
        let url = self.required(variable);
        if url.is_empty() { url } else { self.usable(variable, url) }
    }

    fn usable(&mut self, variable: Variable, url: String) -> String {
        if let Err(error) = check_address(&url) {
            self.faults.push(format!("{} cannot be used: {error}", variable.name));
        }
        url
    }

    fn address(&mut self, variable: Variable) -> SocketAddr {
        let text = self.text(variable);
        text.parse().unwrap_or_else(|_| {
            self.faults.push(format!("{} is not an address with a port: {text}", variable.name));
            SocketAddr::from(([127, 0, 0, 1], 0))
        })
    }

    /// Where a neighbour answers, without a last slash.
    fn origin(&mut self, neighbour: &Neighbour) -> Option<String> {
        let name = neighbour.variable();
        let before = self.faults.len();
        let origin = self.named(&name).map(|url| url.trim_end_matches('/').to_owned());
        if origin.is_none() && neighbour.is_required && self.faults.len() == before {
            self.faults.push(format!("{name} is not set: {}", neighbour.why));
        }
        origin
    }

    fn figures(&mut self, figures: &[Figure]) -> Figures {
        Figures::read(figures, self.environment).unwrap_or_else(|ConfigFaults(faults)| {
            self.faults.extend(faults);
            Figures::default()
        })
    }

    fn algorithm(&mut self) -> Algorithm {
        let text = self.text(AUTH_ALGORITHM);
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
        let set = match (self.set(AUTH_JWKS_URL.name), self.set(AUTH_JWKS_FILE.name)) {
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
        if let Some(path) = self.set(SERVICE_KEY_FILE.name) {
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
        let url = self.value(SERVICE_TOKEN_URL)?;
        Some(OwnToken::ClientCredentials {
            url,
            client_id: self.required(SERVICE_CLIENT_ID),
            client_secret: Secret(self.required(SERVICE_CLIENT_SECRET)),
            client: client.clone(),
            current: tokio::sync::Mutex::new(None),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::FutureExt;

    const SERVICE: Service = Service {
        name: "nobody",
        schema: "nobody",
        title: "",
        description: "",
        tags: &[],
        neighbours: &[],
        figures: &[],
        migrations: Vec::new,
        routes: |_| {},
        vocabulary: Vec::new,
        events: Vec::new,
        titles: &[],
        prepare: |_| async { Err(String::new()) }.boxed(),
    };

    #[test]
    fn an_address_of_a_database_that_would_not_be_kept_is_a_fault_and_one_for_owners_may_be_left_out() {
        let read = |url: &str| {
            DatabaseAddresses::read(&HashMap::from([("DATABASE_URL".to_owned(), url.to_owned())]))
                .map(|addresses| addresses.owner_url)
        };
        assert_eq!(read("postgres://a@db.example/haicap"), Ok("postgres://a@db.example/haicap".to_owned()));
        let ConfigFaults(faults) = read("postgres://a@db.example/haicap?sslmode=prefer").unwrap_err();
        assert!(faults.len() == 1 && faults[0].contains("sslmode"), "{faults:?}");
        assert_eq!(read("").unwrap_err().0, ["DATABASE_URL is not set"]);
    }

    #[test]
    fn a_neighbour_may_be_named_in_a_file() {
        const NEIGHBOURS: &[Neighbour] = &[Neighbour { name: "land-use", is_required: true, why: "" }];
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(&file, "http://land-use:8080/\n").unwrap();
        let path = file.path().display().to_string();
        let environment = HashMap::from([("LAND_USE_URL_FILE".to_owned(), path)]);
        let mut reader = Reader { environment: &environment, faults: Vec::new() };
        assert_eq!(reader.origin(&NEIGHBOURS[0]).as_deref(), Some("http://land-use:8080"));
        assert_eq!(reader.faults, Vec::<String>::new());
    }

    #[test]
    fn all_faults_are_reported_together_with_the_names_of_their_variables() {
        const NEIGHBOURS: &[Neighbour] = &[
            Neighbour { name: "land-use", is_required: true, why: "" },
            Neighbour { name: "weather", is_required: false, why: "" },
        ];
        const FIGURES: &[Figure] = &[Figure { name: "HEALTH_QUIET_DAYS", default: 7, max: 100, meaning: "" }];
        let environment = HashMap::from([
            ("HEALTH_QUIET_DAYS".to_owned(), "-1".to_owned()),
            ("LISTEN_ADDR".to_owned(), "somewhere".to_owned()),
            ("AUTH_ALGORITHM".to_owned(), "HS256".to_owned()),
        ]);
        let service = Service { figures: FIGURES, neighbours: NEIGHBOURS, ..SERVICE };
        let Err(ConfigFaults(faults)) = Config::read(&service, &environment) else { panic!("it is not usable") };
        for name in
            ["DATABASE_URL", "LISTEN_ADDR", "AUTH_ALGORITHM", "AUTH_JWKS_URL", "HEALTH_QUIET_DAYS", "LAND_USE_URL"]
        {
            assert!(faults.iter().any(|fault| fault.starts_with(name)), "{name} in {faults:?}");
        }
        assert!(!faults.iter().any(|fault| fault.starts_with("WEATHER_URL")), "{faults:?}");
    }
}
