//! The database as every service uses it: a few shared, pipelined connections for reads, and a pool for transactions.

mod migrate;
mod rows;
mod statement;
mod transaction;

pub use migrate::{MigrateError, migrate};
pub use rows::{insert_rows, save_row};
pub use statement::Statement;
pub use transaction::{begin, commit, roll_back};

use crate::http::Problem;
use diesel::ConnectionResult;
use diesel::result::{ConnectionError, DatabaseErrorKind, Error, QueryResult};
use diesel_async::AsyncPgConnection;
use diesel_async::pooled_connection::deadpool::{Object, Pool};
use diesel_async::pooled_connection::{AsyncDieselConnectionManager, ManagerConfig, RecyclingMethod};
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::sync::Mutex;

/// A connection, as the functions of a `store` take it: shared, so that several questions can be asked at once.
pub type Db<'a> = &'a AsyncPgConnection;

/// Connections that reads share. Postgres answers each in order, so a few keep both sides busy; more are slower.
const SHARED: usize = 4;

/// Connections for transactions. Group commit wants several, two cores want few.
const POOLED: usize = 16;

/// How long a request waits for a pooled connection.
const POOL_WAIT: Duration = Duration::from_secs(5);

/// Plans of pooled connections do not depend on values: what a transaction does finds its rows by their keys. Left to
/// itself Postgres plans a statement with an array anew on every call, which takes longer than the work.
const PLANNED_ONCE: &str = "-c plan_cache_mode=force_generic_plan";

/// A database that is open.
#[derive(Clone)]
pub struct Database {
    shared: Arc<Shared>,
    pool: Pool<AsyncPgConnection>,
}

struct Shared {
    url: String,
    next: AtomicUsize,
    slots: Vec<Mutex<Option<Arc<AsyncPgConnection>>>>,
}

/// Why a database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    /// The address cannot be read.
    #[error("DATABASE_URL is not a Postgres address: {0}")]
    Url(#[from] tokio_postgres::Error),
    /// The pool cannot be made.
    #[error("the connection pool cannot be made: {0}")]
    Pool(String),
}

impl Database {
    /// Opens a database at an address, in one schema. Connects when first used.
    ///
    /// # Errors
    /// The address cannot be read.
    pub fn open(url: &str, schema: &str) -> Result<Self, DatabaseError> {
        url.parse::<tokio_postgres::Config>()?;
        let pooled = in_schema(url, schema, PLANNED_ONCE);
        let url = in_schema(url, schema, "");
        let mut config = ManagerConfig::default();
        config.recycling_method = RecyclingMethod::Fast;
        config.custom_setup = Box::new(|url| connect(url.to_owned()).boxed());
        let manager = AsyncDieselConnectionManager::new_with_config(pooled, config);
        let pool = Pool::builder(manager)
            .max_size(POOLED)
            .runtime(deadpool::Runtime::Tokio1)
            .wait_timeout(Some(POOL_WAIT))
            .create_timeout(Some(POOL_WAIT))
            .build()
            .map_err(|error| DatabaseError::Pool(error.to_string()))?;
        let slots = std::iter::repeat_with(|| Mutex::new(None)).take(SHARED).collect();
        Ok(Self { shared: Arc::new(Shared { url, next: AtomicUsize::new(0), slots }), pool })
    }

    /// Asks on a shared connection. A connection that broke is replaced and the question asked once more, so it must
    /// change nothing.
    ///
    /// # Errors
    /// What the question answered.
    pub async fn read<T>(&self, ask: impl AsyncFn(Db<'_>) -> QueryResult<T>) -> QueryResult<T> {
        let (slot, connection) = self.shared.take().await?;
        match ask(&connection).await {
            Err(error) if is_closed(&error) => {
                let connection = self.shared.replace(slot, &connection).await?;
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
        self.pool.get().await.map_err(|error| {
            tracing::warn!(%error, "no database connection");
            Problem::unavailable()
        })
    }

    /// How many pooled connections exist, and how many of them are idle.
    #[must_use]
    pub fn pool_status(&self) -> (usize, usize) {
        let status = self.pool.status();
        (status.size, status.available)
    }
}

impl Shared {
    async fn take(&self) -> QueryResult<(usize, Arc<AsyncPgConnection>)> {
        let turn = self.next.fetch_add(1, Ordering::Relaxed) % self.slots.len().max(1);
        let slot = self.slots.get(turn).ok_or_else(no_slot)?;
        let mut slot = slot.lock().await;
        if let Some(connection) = slot.as_ref() {
            return Ok((turn, Arc::clone(connection)));
        }
        let connection = Arc::new(connect(self.url.clone()).await.map_err(closed)?);
        *slot = Some(Arc::clone(&connection));
        Ok((turn, connection))
    }

    /// Puts a new connection where the broken one was, unless somebody else did already.
    async fn replace(&self, turn: usize, broken: &Arc<AsyncPgConnection>) -> QueryResult<Arc<AsyncPgConnection>> {
        let slot = self.slots.get(turn).ok_or_else(no_slot)?;
        let mut slot = slot.lock().await;
        match slot.as_ref() {
            Some(connection) if !Arc::ptr_eq(connection, broken) => Ok(Arc::clone(connection)),
            _ => {
                *slot = None;
                let connection = Arc::new(connect(self.url.clone()).await.map_err(closed)?);
                *slot = Some(Arc::clone(&connection));
                Ok(connection)
            }
        }
    }
}

fn no_slot() -> Error {
    Error::NotFound
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

fn closed(error: ConnectionError) -> Error {
    Error::DatabaseError(DatabaseErrorKind::ClosedConnection, Box::new(error.to_string()))
}

/// Whether a connection broke, rather than a statement.
#[must_use]
pub fn is_closed(error: &Error) -> bool {
    matches!(error, Error::DatabaseError(DatabaseErrorKind::ClosedConnection, _))
        || matches!(error, Error::DatabaseError(_, info) if info.message().contains("connection closed")
            || info.message().contains("terminating connection"))
}
