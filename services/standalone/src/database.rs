//! Where the data are, who may reach them, and how far loading them has come.

mod named;
mod own;

use crate::arguments::Settings;
use crate::home::Home;
use haicap_kit::Service;
use haicap_kit::db::MigrateError;
use haicap_postgres::{Cluster, Error as ClusterError};
use std::future::pending;
use std::time::Duration;
use tokio::task::JoinError;
use tokio::time::sleep;
use tokio_postgres::{Client, NoTls};

/// The three services, the owner of the directory first.
pub(crate) const SERVICES: [Service; 3] = [directives::SERVICE, reporting::SERVICE, inspection_teams::SERVICE];

/// What the first schema says of itself while the example is being loaded. It stands in the database, so that it is
/// true of these data wherever the home is.
const LOADING: &str = "haicap: being loaded";

/// How often a private server is looked after.
const LOOK: Duration = Duration::from_millis(500);

/// Postgres, ready for connections.
pub(crate) struct Server {
    cluster: Option<Cluster>,
    access: Access,
}

/// The addresses of the database.
#[derive(Clone)]
pub(crate) struct Access {
    /// For the owner of the schemas.
    pub(crate) owner: String,
    /// For each service, in the order of [`SERVICES`]: its role, and the address for it.
    pub(crate) services: Vec<(String, String)>,
}

/// How far loading the example has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Contents {
    /// There is nothing.
    Nothing,
    /// It began, and broke off.
    Unfinished,
    /// Data that somebody may care for.
    Whole,
}

/// Why there is no database.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DatabaseError {
    #[error(transparent)]
    Cluster(#[from] ClusterError),
    #[error("the database cannot be used: {}", told(.0))]
    Statement(#[from] tokio_postgres::Error),
    #[error(transparent)]
    Migration(#[from] MigrateError),
    #[error("DATABASE_URL is not of the form postgres://user:password@host:port/database")]
    NotAnAddress,
    #[error(transparent)]
    Home(#[from] crate::home::HomeError),
    #[error("a thread ended before its time: {0}")]
    Thread(#[from] JoinError),
}

impl Server {
    /// The server that was named, or else a private one, which is started; with a database and a role for each service.
    pub(crate) async fn open(settings: &Settings, home: &Home) -> Result<Self, DatabaseError> {
        match settings.database_url() {
            Some(url) => Ok(Self { cluster: None, access: named::access(url, home).await? }),
            None => {
                let cluster = own::start(settings, home).await?;
                let access = own::access(&cluster).await?;
                Ok(Self { cluster: Some(cluster), access })
            }
        }
    }

    pub(crate) const fn access(&self) -> &Access {
        &self.access
    }

    /// Waits until a private server has ended by itself; one that was named is watched by others.
    pub(crate) async fn ended(&mut self) -> DatabaseError {
        let Some(cluster) = &mut self.cluster else { return pending().await };
        loop {
            match cluster.look_after() {
                Ok(()) => sleep(LOOK).await,
                Err(error) => return error.into(),
            }
        }
    }

    /// Ends a private server; one that was named goes on.
    pub(crate) async fn stop(self) -> Result<(), DatabaseError> {
        match self.cluster {
            Some(cluster) => Ok(tokio::task::spawn_blocking(move || cluster.stop()).await??),
            None => Ok(()),
        }
    }
}

impl Access {
    /// How far loading has come.
    pub(crate) async fn contents(&self) -> Result<Contents, DatabaseError> {
        let [first, ..] = SERVICES;
        let row = connect(&self.owner)
            .await?
            .query_one(
                "select to_regnamespace($1) is null, obj_description(to_regnamespace($1), 'pg_namespace') = $2",
                &[&first.schema, &LOADING],
            )
            .await?;
        let (is_new, is_loading): (bool, Option<bool>) = (row.try_get(0)?, row.try_get(1)?);
        Ok(match (is_new, is_loading) {
            (true, _) => Contents::Nothing,
            (false, Some(true)) => Contents::Unfinished,
            (false, _) => Contents::Whole,
        })
    }

    /// Empties the schemas and remembers that loading has begun. Only for contents that are not whole.
    pub(crate) async fn begin_loading(&self) -> Result<(), DatabaseError> {
        let [first, ..] = SERVICES;
        let drops: String =
            SERVICES.iter().map(|service| format!("drop schema if exists {} cascade; ", service.schema)).collect();
        // Several statements in one message are one transaction.
        let begin = format!(
            "set client_min_messages = warning; {drops} create schema {0}; comment on schema {0} is '{LOADING}'",
            first.schema
        );
        Ok(connect(&self.owner).await?.batch_execute(&begin).await?)
    }

    /// From now on the data are somebody's.
    pub(crate) async fn finish_loading(&self) -> Result<(), DatabaseError> {
        let [first, ..] = SERVICES;
        Ok(connect(&self.owner).await?.batch_execute(&format!("comment on schema {} is null", first.schema)).await?)
    }

    /// Brings all schemas up to date.
    pub(crate) async fn migrate(&self) -> Result<(), DatabaseError> {
        for (service, (role, _)) in SERVICES.iter().zip(&self.services) {
            haicap_kit::db::migrate(&self.owner, service.schema, &quoted(role), &(service.migrations)()).await?;
        }
        Ok(())
    }
}

async fn connect(url: &str) -> Result<Client, tokio_postgres::Error> {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
    // It ends with the client; what broke it is told to whoever asks next.
    tokio::spawn(connection);
    Ok(client)
}

/// What went wrong, by the innermost cause, which is the one that a person can do something about.
fn told(error: &tokio_postgres::Error) -> String {
    let mut innermost: &dyn std::error::Error = error;
    while let Some(cause) = innermost.source() {
        innermost = cause;
    }
    innermost.to_string()
}

/// A name as SQL has it.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
