//! The database as every service uses it: a few shared, pipelined connections for reads, as many for reads that take
//! their time, and a pool for transactions; of each a set for each runtime that asks.

mod column;
mod lane;
mod migrate;
mod row;
mod rows;
mod statement;
mod transaction;

pub use column::{from_json, to_json, unreadable};
pub use migrate::{MigrateError, migrate};
pub use row::{Row, insert, insert_new, put, save};
pub use rows::{insert_rows, put_rows, save_row};
pub use statement::Statement;
pub use transaction::{begin, commit, roll_back};

use crate::http::Problem;
use diesel::ConnectionResult;
use diesel::result::{ConnectionError, DatabaseErrorKind, Error, QueryResult};
use diesel_async::AsyncPgConnection;
use diesel_async::pooled_connection::deadpool::Object;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use lane::Lanes;
use std::sync::Arc;

/// A connection, as the functions of a `store` take it: shared, so that several questions can be asked at once.
pub type Db<'a> = &'a AsyncPgConnection;

/// What a transaction does finds its rows by their keys, so its plans are made once and use the keys. Left to itself
/// Postgres plans a statement with an array anew on every call, which takes longer than the work; and it keeps a plan
/// made while a table was empty, which reads all of it, until it next takes stock.
const BY_KEYS: &str = "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off";

/// How many rows to ask for, in the statement's own words: one of three literals, so that a plan can be kept. A bound
/// limit is planned anew on every call. There may be more than were asked for.
#[must_use]
pub const fn literal_limit(rows: usize) -> usize {
    match rows {
        ..=21 => 21,
        22..=201 => 201,
        _ => 1001,
    }
}

tokio::task_local! {
    static AT_LENGTH: ();
}

/// Has what is read meanwhile read on connections of its own: what adds up many rows, or reads page after page, would
/// keep the short questions behind it waiting.
pub async fn at_length<F: Future>(asking: F) -> F::Output {
    AT_LENGTH.scope((), asking).await
}

/// A database that is open.
#[derive(Clone)]
pub struct Database {
    lanes: Arc<Lanes>,
}

/// Why a database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    /// The address cannot be read.
    #[error("DATABASE_URL is not a Postgres address: {0}")]
    Url(#[from] tokio_postgres::Error),
}

impl Database {
    /// Opens a database at an address, in one schema. Connects when first used.
    ///
    /// # Errors
    /// The address cannot be read.
    pub fn open(url: &str, schema: &str) -> Result<Self, DatabaseError> {
        url.parse::<tokio_postgres::Config>()?;
        Ok(Self { lanes: Arc::new(Lanes::new(in_schema(url, schema, ""), in_schema(url, schema, BY_KEYS))) })
    }

    /// Asks on a shared connection. A connection that broke is replaced and the question asked once more, so it must
    /// change nothing.
    ///
    /// # Errors
    /// What the question answered.
    pub async fn read<T>(&self, ask: impl AsyncFn(Db<'_>) -> QueryResult<T>) -> QueryResult<T> {
        let lane = self.lanes.here()?;
        let connections = if AT_LENGTH.try_with(|()| ()).is_ok() { &lane.long } else { &lane.shared };
        let (slot, connection) = connections.take().await?;
        match ask(&connection).await {
            Err(error) if is_closed(&error) => {
                let connection = connections.replace(slot, &connection).await?;
                ask(&connection).await
            }
            answer => answer,
        }
    }

    /// A connection of one's own, for a transaction.
    ///
    /// # Errors
    /// 503 when none is free in time.
    pub async fn own(&self) -> Result<Object<AsyncPgConnection>, Problem> {
        self.lanes.here()?.own().await.map_err(|error| {
            tracing::warn!(%error, "no database connection");
            Problem::unavailable()
        })
    }

    /// Does something wholly or not at all.
    ///
    /// # Errors
    /// What it says, or the database; nothing was done, unless the connection broke while that was made to last.
    pub async fn transaction<T, E: Into<Problem>>(
        &self,
        act: impl AsyncFnOnce(Db<'_>) -> Result<T, E>,
    ) -> Result<T, Problem> {
        let mut connection = self.own().await?;
        begin(&mut connection).await?;
        match act(&connection).await {
            Ok(done) => {
                commit(&mut connection).await?;
                Ok(done)
            }
            Err(error) => {
                roll_back(&mut connection).await;
                Err(error.into())
            }
        }
    }

    /// How many pooled connections exist, and how many of them are idle.
    #[must_use]
    pub fn pool_status(&self) -> (usize, usize) {
        self.lanes.pool_status()
    }
}

/// The address with what every connection of a service sets: its schema, and limits on how long anything may take;
/// and with what some set besides.
fn in_schema(url: &str, schema: &str, also: &str) -> String {
    let options = format!(
        "-c search_path={schema},public -c statement_timeout=15s -c lock_timeout=5s \
         -c idle_in_transaction_session_timeout=30s {also}"
    );
    let options = percent_encoding::utf8_percent_encode(&options, percent_encoding::NON_ALPHANUMERIC);
    let joint = if url.contains('?') { '&' } else { '?' };
    format!("{url}{joint}options={options}")
}

fn connect(url: String) -> BoxFuture<'static, ConnectionResult<AsyncPgConnection>> {
    async move {
        let bad = |error: tokio_postgres::Error| ConnectionError::BadConnection(error.to_string());
        let config: tokio_postgres::Config = url.parse().map_err(bad)?;
        let (client, connection) = config.connect(tokio_postgres::NoTls).await.map_err(bad)?;
        AsyncPgConnection::try_from_client_and_connection(client, connection).await
    }
    .boxed()
}

/// Whether a connection broke, rather than a statement.
#[must_use]
pub fn is_closed(error: &Error) -> bool {
    matches!(error, Error::DatabaseError(DatabaseErrorKind::ClosedConnection, _))
        || matches!(error, Error::DatabaseError(_, info) if info.message().contains("connection closed")
            || info.message().contains("terminating connection"))
}
