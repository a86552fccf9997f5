//! Where the data are, who may reach them, and how far loading them has come.

mod mark;
mod named;
mod own;

use crate::arguments::Settings;
use crate::home::Home;
use crate::services::SERVICES;
use haicap_kit::db::{AddressError, ClientError, MigrateError, client};
use haicap_postgres::{Cluster, Error as ClusterError};
use mark::{Contents, Mark, Schema};
use std::future::pending;
use std::time::Duration;
use tokio::task::JoinError;
use tokio::time::sleep;
use tokio_postgres::Client;
use uuid::Uuid;

/// Held while the example is loaded: whoever comes second waits, and finds it loaded.
const LOADING_LOCK: i64 = 4_207_002;

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

/// A database that is ours: whole, or to be loaded.
pub(crate) struct Opened {
    /// Tells it from every other database, wherever it is moved: its files and its clock are kept under this id.
    pub(crate) id: Uuid,
    /// What is left to do if there are no data yet.
    pub(crate) loading: Option<Loading>,
}

/// Loading the example, which nobody else does for as long as this value lives.
pub(crate) struct Loading {
    client: Client,
    id: Uuid,
}

/// Why there is no database.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DatabaseError {
    #[error(transparent)]
    Cluster(#[from] ClusterError),
    #[error("the database cannot be used: {}", told(.0))]
    Statement(#[from] tokio_postgres::Error),
    #[error("DATABASE_URL cannot be used: {0}")]
    Address(#[from] AddressError),
    #[error(transparent)]
    Migration(#[from] MigrateError),
    #[error(
        "the database has a schema `{schema}` that haicap did not make, and which it leaves alone: rename that schema, \
         name another database in DATABASE_URL, or, where DATABASE_URL is not set, begin anew with `haicap reset`"
    )]
    Foreign { schema: &'static str },
    #[error(
        "the database has schemas that haicap made, and not `{schema}`: bring that one back, or drop the others to begin \
         anew"
    )]
    Incomplete { schema: &'static str },
    #[error(
        "schema `{schema}` comes from another database than the schemas beside it: bring back those that belong \
         together, or drop them all to begin anew"
    )]
    Mixed { schema: &'static str },
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

    /// Whether it is the home's own.
    pub(crate) const fn is_private(&self) -> bool {
        self.cluster.is_some()
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
    /// Finds out whether the data are there. If they are not, begins loading them: makes the schemas, empty and marked as
    /// ours. Nothing is dropped but what an earlier loading left unfinished.
    pub(crate) async fn open(&self) -> Result<Opened, DatabaseError> {
        let client = client(&self.owner).await?;
        if let Contents::Whole(id) = contents(&client).await? {
            return Ok(Opened { id, loading: None });
        }
        client.execute("select pg_advisory_lock($1)", &[&LOADING_LOCK]).await?;
        let (id, drops) = match contents(&client).await? {
            Contents::Whole(id) => return Ok(Opened { id, loading: None }),
            Contents::Nothing => (Uuid::now_v7(), String::new()),
            Contents::Unfinished(id) => (id, for_each_schema(|schema| format!("drop schema {schema} cascade"))),
        };
        let makes = for_each_schema(|schema| format!("create schema {schema}"));
        let marks = marks(Mark { id, is_loading: true });
        // Several statements in one message are one transaction.
        client.batch_execute(&format!("set client_min_messages = warning; {drops} {makes} {marks}")).await?;
        Ok(Opened { id, loading: Some(Loading { client, id }) })
    }

    /// Brings all schemas up to date.
    pub(crate) async fn migrate(&self) -> Result<(), DatabaseError> {
        for (service, (role, _)) in SERVICES.iter().zip(&self.services) {
            haicap_kit::db::migrate(&self.owner, service.schema, &quoted(role), &(service.migrations)()).await?;
        }
        Ok(())
    }
}

impl Loading {
    /// From now on the data are somebody's.
    pub(crate) async fn finish(self) -> Result<(), DatabaseError> {
        Ok(self.client.batch_execute(&marks(Mark { id: self.id, is_loading: false })).await?)
    }
}

/// What the schemas under our names say of themselves.
async fn contents(client: &Client) -> Result<Contents, DatabaseError> {
    let names = SERVICES.map(|service| service.schema);
    let mut found = Vec::new();
    for name in names {
        let comment = "select obj_description(oid, 'pg_namespace') from pg_namespace where nspname = $1";
        if let Some(row) = client.query_opt(comment, &[&name]).await? {
            found.push(Schema { name, comment: row.try_get(0)? });
        }
    }
    mark::contents(&names, &found)
}

impl From<ClientError> for DatabaseError {
    fn from(error: ClientError) -> Self {
        match error {
            ClientError::Address(error) => error.into(),
            ClientError::Server(error) => error.into(),
        }
    }
}

fn marks(mark: Mark) -> String {
    for_each_schema(|schema| format!("comment on schema {schema} is '{mark}'"))
}

fn for_each_schema(statement: impl Fn(&str) -> String) -> String {
    SERVICES.iter().map(|service| statement(service.schema) + "; ").collect()
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
