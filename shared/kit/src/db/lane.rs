use super::connect;
use diesel::result::{ConnectionError, DatabaseErrorKind, Error, QueryResult};
use diesel_async::AsyncPgConnection;
use diesel_async::pooled_connection::deadpool::{Object, Pool, PoolError};
use diesel_async::pooled_connection::{AsyncDieselConnectionManager, ManagerConfig, RecyclingMethod};
use futures_util::FutureExt;
use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::thread::available_parallelism;
use std::time::Duration;
use tokio::runtime::{Handle, Id};
use tokio::sync::Mutex;

/// Connections that the reads of a whole process share, on a machine with few cores. Postgres answers each in order, so
/// a few keep both sides busy; more are slower.
const SHARED: usize = 4;

/// Those for questions that take their time. Each of them keeps a core busy, so that more only wait for one another.
const LONG: usize = 4;

/// Connections for the transactions of a whole process. Group commit wants several, two cores want few.
const POOLED: usize = 16;

/// How long a request waits for a pooled connection.
const POOL_WAIT: Duration = Duration::from_secs(5);

/// The connections of each runtime. A web server has a runtime for each of its threads, and a connection belongs to the
/// one that opened it: used from another, every statement would wake two threads instead of one.
pub(super) struct Lanes {
    /// Where to read.
    url: String,
    /// Where to carry out transactions.
    pooled_url: String,
    all: RwLock<HashMap<Id, Arc<Lane>>>,
}

/// The connections of a runtime.
pub(super) struct Lane {
    /// For point reads and pages.
    pub(super) shared: Shared,
    /// For what would keep those waiting.
    pub(super) long: Shared,
    pool: Pool<AsyncPgConnection>,
}

/// Connections on which several questions are under way at once.
pub(super) struct Shared {
    url: String,
    next: AtomicUsize,
    slots: Vec<Mutex<Option<Arc<AsyncPgConnection>>>>,
}

impl Lanes {
    pub(super) fn new(url: String, pooled_url: String) -> Self {
        Self { url, pooled_url, all: RwLock::default() }
    }

    /// The lane of the runtime that asks.
    pub(super) fn here(&self) -> QueryResult<Arc<Lane>> {
        let here = Handle::current().id();
        if let Some(lane) = self.all.read().unwrap_or_else(PoisonError::into_inner).get(&here) {
            return Ok(Arc::clone(lane));
        }
        let lane = Arc::new(Lane::new(&self.url, &self.pooled_url)?);
        Ok(Arc::clone(self.all.write().unwrap_or_else(PoisonError::into_inner).entry(here).or_insert(lane)))
    }

    /// How many pooled connections exist, and how many of them are idle.
    pub(super) fn pool_status(&self) -> (usize, usize) {
        let lanes = self.all.read().unwrap_or_else(PoisonError::into_inner);
        let all = lanes.values().map(|lane| lane.pool.status());
        all.fold((0, 0), |(size, idle), status| (size + status.size, idle + status.available))
    }
}

impl Lane {
    fn new(url: &str, pooled_url: &str) -> QueryResult<Self> {
        let threads = available_parallelism().map_or(1, usize::from);
        let mut config = ManagerConfig::default();
        config.recycling_method = RecyclingMethod::Fast;
        config.custom_setup = Box::new(|url| connect(url.to_owned()).boxed());
        let pool = Pool::builder(AsyncDieselConnectionManager::new_with_config(pooled_url, config))
            .max_size((POOLED / threads).max(2))
            .runtime(deadpool::Runtime::Tokio1)
            .wait_timeout(Some(POOL_WAIT))
            .create_timeout(Some(POOL_WAIT))
            .build()
            .map_err(|error| Error::QueryBuilderError(Box::new(error)))?;
        let shared = |all: usize| Shared::new(url, (all / threads).max(1));
        Ok(Self { shared: shared(SHARED), long: shared(LONG), pool })
    }

    /// A connection of one's own.
    pub(super) async fn own(&self) -> Result<Object<AsyncPgConnection>, PoolError> {
        self.pool.get().await
    }
}

impl Shared {
    fn new(url: &str, connections: usize) -> Self {
        let slots = std::iter::repeat_with(|| Mutex::new(None)).take(connections).collect();
        Self { url: url.to_owned(), next: AtomicUsize::new(0), slots }
    }

    /// A connection, and its place.
    pub(super) async fn take(&self) -> QueryResult<(usize, Arc<AsyncPgConnection>)> {
        let turn = self.next.fetch_add(1, Ordering::Relaxed) % self.slots.len().max(1);
        let mut slot = self.slots.get(turn).ok_or(Error::NotFound)?.lock().await;
        if let Some(connection) = slot.as_ref() {
            return Ok((turn, Arc::clone(connection)));
        }
        let connection = Arc::new(connect(self.url.clone()).await.map_err(closed)?);
        *slot = Some(Arc::clone(&connection));
        Ok((turn, connection))
    }

    /// Puts a new connection where the broken one was, unless somebody else did already.
    pub(super) async fn replace(
        &self,
        turn: usize,
        broken: &Arc<AsyncPgConnection>,
    ) -> QueryResult<Arc<AsyncPgConnection>> {
        let mut slot = self.slots.get(turn).ok_or(Error::NotFound)?.lock().await;
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

fn closed(error: ConnectionError) -> Error {
    Error::DatabaseError(DatabaseErrorKind::ClosedConnection, Box::new(error.to_string()))
}
