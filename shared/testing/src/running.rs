use crate::answer::Request;
use crate::database::TestDatabase;
use chrono::{DateTime, Utc};
use haicap_kit::auth::{DemoIssuer, KeySource, OwnToken, TokenRules};
use haicap_kit::server::{Listen, Mounted, Running, serve};
use haicap_kit::{Clock, Config, Figures, Host, Neighbour, Service, db};
use haicap_types::{Membership, OrganizationCode, Role};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};
use tempfile::TempDir;

/// A service that answers, in a schema of its own, at 2025-10-01T08:00+07:00.
pub struct TestService {
    /// The origin.
    pub origin: String,
    /// The schema.
    pub database: TestDatabase,
    /// What the service has at hand.
    pub host: Arc<Host>,
    /// Signs tokens that the service trusts.
    pub issuer: Arc<DemoIssuer>,
    client: reqwest::Client,
    running: Running,
    storage: TempDir,
}

/// Somebody who calls.
#[derive(Debug, Clone)]
pub struct Persona {
    /// The token's subject.
    pub subject: String,
    /// What the person may do, and for whom.
    pub memberships: Vec<Membership>,
}

impl Persona {
    /// Somebody with one role in one organization; the subject says both.
    #[must_use]
    pub fn new(organization: &str, role: Role) -> Self {
        let org: OrganizationCode = organization.parse().expect("it is a code");
        let subject = format!("{}.{role}", organization.to_lowercase());
        Self { subject, memberships: vec![Membership { org, roles: vec![role] }] }
    }

    /// The same membership, another person.
    #[must_use]
    pub fn called(mut self, subject: &str) -> Self {
        subject.clone_into(&mut self.subject);
        self
    }
}

impl TestService {
    /// Starts a service with nothing in it.
    pub async fn start(service: Service) -> Self {
        Self::start_on(service, TestDatabase::new().await, &[]).await
    }

    /// Starts a service that follows others, where it names them as its neighbours.
    pub async fn start_following(service: Service, followed: &[&Self]) -> Self {
        Self::start_on(service, TestDatabase::new().await, followed).await
    }

    /// The same on a schema that may have been used before.
    pub async fn start_on(mut service: Service, database: TestDatabase, followed: &[&Self]) -> Self {
        haicap_kit::telemetry::start(haicap_kit::telemetry::SERVICE_LOG);
        service.schema = database.schema;
        db::migrate(&database.owner_url, database.schema, TestDatabase::role(), &(service.migrations)())
            .await
            .expect("the schema can be made");
        let issuer = followed.first().map_or_else(demo_issuer, |followed| Arc::clone(&followed.issuer));
        let storage = TempDir::new().expect("a folder can be made");
        let config = config(&service, &database, &issuer, &storage, followed);
        let clock = Clock::wall();
        clock.set(moment("2025-10-01T08:00:00+07:00"));
        let host = Arc::new(Host::new(&service, config, clock).expect("the configuration is usable"));
        let listen =
            Listen { api: local(), ops: Some(local()), cors_origins: vec!["https://front.example".to_owned()] };
        let mounted = Mounted::new(service, Arc::clone(&host)).await.expect("the service can start");
        let running = serve(vec![mounted], &listen, None).expect("a port is free");
        let origin = format!("http://{}", running.api);
        Self { origin, database, host, issuer, client: reqwest::Client::new(), running, storage }
    }

    /// Ends the service and leaves its schema.
    pub async fn stop(self) -> TestDatabase {
        self.running.stop().await;
        self.database
    }

    /// Waits until the service has noticed that its directory was filled behind its back.
    pub async fn expect_directory(&self) {
        for _ in 0..200 {
            let persona = Persona::new("TT", Role::Coordinator);
            let answer = self.get(&persona, &format!("/{}/v1/me", self.host.service)).expect(200).await;
            // A code without names is one that the directory does not know.
            if answer.body["memberships"][0]["organization"]["name_vi"] != "TT" {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        panic!("the directory stays empty");
    }

    /// The folder of its files.
    #[must_use]
    pub fn storage(&self) -> &Path {
        self.storage.path()
    }

    /// Where health and metrics are answered.
    #[must_use]
    pub fn ops_origin(&self) -> String {
        format!("http://{}", self.running.ops.expect("tests ask for it"))
    }

    /// A token for somebody.
    #[must_use]
    pub fn token(&self, persona: &Persona) -> String {
        let now_s = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        let now_s = i64::try_from(now_s).expect("it is not that late");
        let name = format!("Đồng chí {}", persona.subject);
        self.issuer.token(&persona.subject, &name, &persona.memberships, now_s).expect("the key signs")
    }

    /// A request without a token; the path begins behind the origin.
    pub fn anonymous(&self, method: &str, path: &str) -> Request {
        let method = method.parse().expect("it is a method");
        Request::new(self.client.request(method, format!("{}{path}", self.origin)))
    }

    /// A request by somebody.
    pub fn request(&self, persona: &Persona, method: &str, path: &str) -> Request {
        self.anonymous(method, path).header("authorization", &format!("Bearer {}", self.token(persona)))
    }

    /// Reads as somebody.
    pub fn get(&self, persona: &Persona, path: &str) -> Request {
        self.request(persona, "GET", path)
    }

    /// Does something as somebody.
    pub fn post(&self, persona: &Persona, path: &str, body: &serde_json::Value) -> Request {
        self.request(persona, "POST", path).json(body)
    }
}

/// A moment, as RFC 3339 has it.
fn moment(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).expect("it is a moment").to_utc()
}

fn local() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], 0))
}

fn demo_issuer() -> Arc<DemoIssuer> {
    let key = DemoIssuer::generate().expect("there is randomness");
    Arc::new(DemoIssuer::new(&key, DemoIssuer::ISSUER, DemoIssuer::AUDIENCE).expect("the key is good"))
}

fn config(
    service: &Service,
    database: &TestDatabase,
    issuer: &Arc<DemoIssuer>,
    storage: &TempDir,
    followed: &[&TestService],
) -> Config {
    Config {
        database_url: database.url.clone(),
        listen: local(),
        ops: local(),
        rules: TokenRules {
            issuer: DemoIssuer::ISSUER.to_owned(),
            audience: DemoIssuer::AUDIENCE.to_owned(),
            algorithm: DemoIssuer::ALGORITHM,
        },
        figures: Figures::default(),
        keys: KeySource::Fixed(issuer.keys().expect("the key is good")),
        own_token: Some(OwnToken::Demo { issuer: Arc::clone(issuer), service: service.name }),
        neighbours: service.neighbours.iter().filter_map(|one| Some((one.name, origin(one, followed)?))).collect(),
        storage: storage.path().to_owned(),
        cors_origins: Vec::new(),
        client: reqwest::Client::new(),
    }
}

/// Where a neighbour answers. Nobody answers at port 9: a service that needs a neighbour and has none keeps trying, and
/// does its own work all the same.
fn origin(neighbour: &Neighbour, followed: &[&TestService]) -> Option<String> {
    let found = followed.iter().find(|one| one.host.service == neighbour.name).map(|one| one.origin.clone());
    found.or_else(|| neighbour.is_required.then(|| "http://127.0.0.1:9".to_owned()))
}
