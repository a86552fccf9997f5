use crate::process::Process;
use crate::wait::{answered, eventually};
use haicap_kit::auth::DemoIssuer;
use haicap_kit::{Clock, Host};
use haicap_testing::{Persona, Request};
use haicap_types::Role;
use std::time::{Duration, SystemTime};
use tempfile::TempDir;

/// How long a request may take that is answered at all.
const DEADLINE: Duration = Duration::from_secs(25);

/// Three services, none of them running; the owner's directory is filled.
pub(crate) struct City {
    pub(crate) directives: Process,
    pub(crate) reporting: Process,
    pub(crate) inspection_teams: Process,
    issuer: DemoIssuer,
    client: reqwest::Client,
    _folder: TempDir,
}

/// Who keeps the directory.
pub(crate) fn operator() -> Persona {
    Persona::new("VPTU", Role::Operator)
}

/// Who reads it.
pub(crate) fn officer() -> Persona {
    Persona::new("BTC", Role::Officer)
}

impl City {
    /// Databases, keys and the directory.
    pub(crate) async fn found() -> Self {
        let folder = TempDir::new().unwrap();
        let key = DemoIssuer::generate().unwrap();
        let issuer = DemoIssuer::new(&key, DemoIssuer::ISSUER, DemoIssuer::AUDIENCE).unwrap();
        std::fs::write(folder.path().join("signing-key.der"), key).unwrap();
        std::fs::write(folder.path().join("jwks.json"), issuer.jwks()).unwrap();
        let directives = Process::install(directives::SERVICE, folder.path(), None).await;
        let reporting = Process::install(reporting::SERVICE, folder.path(), Some(&directives)).await;
        let inspection_teams = Process::install(inspection_teams::SERVICE, folder.path(), Some(&directives)).await;
        let host = Host::new(&directives::SERVICE, directives.config(), Clock::wall()).unwrap();
        haicap_reference::install(&host, haicap_reference::shipped::parts()).await.unwrap();
        let client = reqwest::Client::builder().timeout(DEADLINE).build().unwrap();
        Self { directives, reporting, inspection_teams, issuer, client, _folder: folder }
    }

    /// The same, with all three running and equal.
    pub(crate) async fn start() -> Self {
        let mut city = Self::found().await;
        city.directives.start().await;
        city.reporting.start().await;
        city.inspection_teams.start().await;
        city.expect_equal().await;
        city
    }

    /// The services, the directory's owner first.
    pub(crate) fn processes(&mut self) -> [&mut Process; 3] {
        [&mut self.directives, &mut self.reporting, &mut self.inspection_teams]
    }

    /// A request to a service by somebody; the path begins behind `/v1`.
    pub(crate) fn request(&self, process: &Process, who: &Persona, method: &str, path: &str) -> Request {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
        let now_s = i64::try_from(now.as_secs()).unwrap();
        let token = self.issuer.token(&who.subject, &who.subject, &who.memberships, now_s).unwrap();
        let address = format!("{}/{}/v1{path}", process.origin, process.name());
        Request::new(self.client.request(method.parse().unwrap(), address).bearer_auth(token))
    }

    /// What a service knows of the city, as one number.
    pub(crate) async fn digest(&self, process: &Process) -> String {
        let answer = answered(|| self.request(process, &officer(), "GET", "/directory")).await;
        answer.text_at("/digest").to_owned()
    }

    /// Waits until a copy is as its source.
    pub(crate) async fn expect_copy(&self, copy: &Process) {
        let is_equal = async || (self.digest(copy).await == self.digest(&self.directives).await).then_some(());
        eventually("the copy is as its source", is_equal).await;
    }

    /// Waits until all three services say the same of the city.
    pub(crate) async fn expect_equal(&self) {
        self.expect_copy(&self.reporting).await;
        self.expect_copy(&self.inspection_teams).await;
    }
}
