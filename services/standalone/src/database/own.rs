use super::{Access, DatabaseError};
use crate::arguments::Settings;
use crate::home::Home;
use crate::say::say;
use crate::services::SERVICES;
use haicap_kit::db::client;
use haicap_postgres::{Binaries, Cluster, Options, SUPERUSER};
use tokio_postgres::Client;

const DATABASE: &str = "haicap";

/// Owns the schemas and migrates them; the services' roles read and write rows.
const OWNER: &str = "haicap_owner";

/// Starts the private server.
pub(super) async fn start(settings: &Settings, home: &Home) -> Result<Cluster, DatabaseError> {
    let binaries = Binaries::find(settings.pg_bin())?;
    say(format!("Starting PostgreSQL {} in {} …", binaries.major(), home.folder().display()));
    let options = Options { home: home.folder().to_owned(), binaries, settings: Vec::new() };
    Ok(tokio::task::spawn_blocking(move || Cluster::open(options)).await??)
}

/// Makes the database and the roles, as far as they are missing.
pub(super) async fn access(cluster: &Cluster) -> Result<Access, DatabaseError> {
    let superuser = client(&cluster.url("postgres", SUPERUSER)).await?;
    for role in [OWNER].into_iter().chain(SERVICES.map(|service| service.schema)) {
        if !is_there(&superuser, "pg_roles", "rolname", role).await? {
            superuser.batch_execute(&format!("create role {role} login")).await?;
        }
    }
    if !is_there(&superuser, "pg_database", "datname", DATABASE).await? {
        superuser.batch_execute(&format!("create database {DATABASE} owner {OWNER}")).await?;
    }
    let roles = SERVICES.map(|service| service.schema).join(", ");
    superuser
        .batch_execute(&format!(
            "revoke all on database {DATABASE} from public; grant connect on database {DATABASE} to {roles}"
        ))
        .await?;
    Ok(Access {
        owner: cluster.url(DATABASE, OWNER),
        services: SERVICES
            .iter()
            .map(|service| (service.schema.to_owned(), cluster.url(DATABASE, service.schema)))
            .collect(),
    })
}

async fn is_there(client: &Client, table: &str, column: &str, name: &str) -> Result<bool, tokio_postgres::Error> {
    let question = format!("select exists (select from {table} where {column} = $1)");
    client.query_one(&question, &[&name]).await?.try_get(0)
}
