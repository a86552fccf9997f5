use diesel_async::{AsyncConnection, AsyncPgConnection, SimpleAsyncConnection};
use haicap_postgres::{SUPERUSER, SharedCluster};
use std::path::PathBuf;
use std::sync::OnceLock;
use uuid::Uuid;

/// The role that services have in tests: not the owner, so that what a service may not do fails here too.
const ROLE: &str = "haicap_test_service";

/// A schema of one's own on the server that all tests share.
#[derive(Debug, Clone)]
pub struct TestDatabase {
    /// The schema.
    pub schema: &'static str,
    /// The address for the owner.
    pub owner_url: String,
    /// The address for the service's role.
    pub url: String,
}

impl TestDatabase {
    /// Names a new schema. `HAICAP_TEST_DATABASE_URL` names another server than the shared one.
    pub async fn new() -> Self {
        let (owner_url, url) = tokio::task::spawn_blocking(addresses).await.expect("addresses can be told");
        let mut connection = AsyncPgConnection::establish(&owner_url).await.expect("the test server answers");
        connection
            .batch_execute(&format!(
                "do $$ begin create role {ROLE} login; exception when duplicate_object or unique_violation then null; end $$;"
            ))
            .await
            .expect("the role can be made");
        // A service's schema is a constant of the service; here it lives as long as the test process.
        let schema = Box::leak(format!("test_{}", Uuid::now_v7().simple()).into_boxed_str());
        Self { schema, owner_url, url }
    }

    /// Makes an empty database on the server that all tests share, so that a schema may have its name of production.
    pub async fn alone(schema: &'static str) -> Self {
        let server = Self::new().await;
        let name = format!("test_{}", Uuid::now_v7().simple());
        server.run(&format!("create database {name} template template0")).await;
        Self { schema, ..server.beside(&name) }
    }

    /// Another database on the same server.
    #[must_use]
    pub fn beside(&self, name: &str) -> Self {
        let [owner_url, url] = [&self.owner_url, &self.url].map(|url| in_database(url, name));
        Self { schema: self.schema, owner_url, url }
    }

    /// The database's name.
    #[must_use]
    pub fn name(&self) -> &str {
        let address = self.owner_url.split('?').next().unwrap_or_default();
        address.rsplit('/').next().unwrap_or_default()
    }

    /// The service's role.
    #[must_use]
    pub const fn role() -> &'static str {
        ROLE
    }

    /// A connection as the owner, in the schema: for looking behind a service's back.
    pub async fn owner(&self) -> AsyncPgConnection {
        let mut connection = AsyncPgConnection::establish(&self.owner_url).await.expect("the test server answers");
        connection.batch_execute(&format!("set search_path to {}, public", self.schema)).await.expect("it can be set");
        connection
    }

    /// Runs statements as the owner.
    pub async fn run(&self, sql: &str) {
        self.owner().await.batch_execute(sql).await.expect("the statements run");
    }
}

fn in_database(url: &str, name: &str) -> String {
    let (address, parameters) = url.split_once('?').map_or((url, None), |(url, rest)| (url, Some(rest)));
    let (server, _) = address.rsplit_once('/').expect("an address names a database");
    let parameters = parameters.map(|parameters| format!("?{parameters}")).unwrap_or_default();
    format!("{server}/{name}{parameters}")
}

fn addresses() -> (String, String) {
    if let Ok(url) = std::env::var("HAICAP_TEST_DATABASE_URL") {
        return (url.clone(), url);
    }
    static CLUSTER: OnceLock<SharedCluster> = OnceLock::new();
    let cluster = CLUSTER.get_or_init(|| SharedCluster::join(&folder()).expect("a test server can be started"));
    (cluster.url("postgres", SUPERUSER), cluster.url("postgres", ROLE))
}

/// Beside the build, so that all test processes of one checkout find the same server.
fn folder() -> PathBuf {
    let program = std::env::current_exe().expect("a process has a program");
    let target = program.ancestors().find(|folder| folder.join("CACHEDIR.TAG").exists());
    target.map_or_else(std::env::temp_dir, |target| target.join("tmp/postgres"))
}
