use super::address::Address;
use super::connection::Connection;
use super::profile::Profile;
use super::{Db, is_closed};
use deadpool::managed::{Manager, Metrics, Object, Pool, RecycleError, RecycleResult};
use diesel::result::{ConnectionError, DatabaseErrorKind, Error, QueryResult};
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, PoisonError, RwLock};
use std::thread::available_parallelism;
use std::time::{Duration, Instant};
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

/// How many requests wait for each pooled connection. Whoever comes then would wait for nothing: transactions take tens
/// of milliseconds at worst, and no request waits longer than [`POOL_WAIT`].
const WAITING_MAX: usize = 32;

/// How many questions are under way on each shared connection. Where the server answers, they are answered within some
/// tens of milliseconds; where it does not, more of them would only fill the memory.
const UNDER_WAY_MAX: usize = 512;

/// After how long without an answer a shared connection is passed over.
const STUCK_MS: u64 = 50;

/// What times of shared connections are counted from.
static START: LazyLock<Instant> = LazyLock::new(Instant::now);

/// The connections of each runtime. A web server has a runtime for each of its threads, and a connection belongs to the
/// one that opened it: used from another, every statement would wake two threads instead of one.
pub(super) struct Lanes {
    opener: Opener,
    all: RwLock<HashMap<Id, Arc<Lane>>>,
}

/// The connections of a runtime.
pub(super) struct Lane {
    /// For point reads and pages.
    pub(super) short: Shared,
    /// For what would keep those waiting.
    pub(super) long: Shared,
    pool: Pool<Pooled>,
}

/// Opens connections to a schema.
#[derive(Clone)]
struct Opener {
    address: Arc<Address>,
    schema: Arc<str>,
}

/// Connections on which several questions are under way at once.
pub(super) struct Shared {
    opener: Opener,
    profile: Profile,
    next: AtomicUsize,
    slots: Vec<Slot>,
}

/// The place of a shared connection.
struct Slot {
    /// How many questions are under way here.
    under_way: AtomicUsize,
    /// When an answer came last, or the first question after a pause: in milliseconds since [`START`].
    moved_ms: AtomicU64,
    connection: Mutex<Option<Arc<Connection>>>,
}

/// A place among the questions of a shared connection, given back when dropped.
struct Place<'s> {
    shared: &'s Shared,
    slot: &'s Slot,
}

/// How the pool opens connections, and which it keeps.
pub struct Pooled(Opener);

/// A pooled connection, given back when dropped.
pub type OwnConnection = Object<Pooled>;

/// Why a pooled connection was not to be had.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unavailable {
    #[error("too many requests wait for a connection")]
    Crowded,
    #[error(transparent)]
    Pool(#[from] deadpool::managed::PoolError<ConnectionError>),
}

impl Lanes {
    pub(super) fn new(address: Address, schema: &str) -> Self {
        Self { opener: Opener { address: Arc::new(address), schema: schema.into() }, all: RwLock::default() }
    }

    /// The lane of the runtime that asks.
    pub(super) fn here(&self) -> QueryResult<Arc<Lane>> {
        let here = Handle::current().id();
        if let Some(lane) = self.all.read().unwrap_or_else(PoisonError::into_inner).get(&here) {
            return Ok(Arc::clone(lane));
        }
        let lane = Arc::new(Lane::new(&self.opener)?);
        Ok(Arc::clone(self.all.write().unwrap_or_else(PoisonError::into_inner).entry(here).or_insert(lane)))
    }

    /// How many pooled connections exist, and how many of them are idle.
    pub(super) fn pool_status(&self) -> (usize, usize) {
        let lanes = self.all.read().unwrap_or_else(PoisonError::into_inner);
        let all = lanes.values().map(|lane| lane.pool.status());
        all.fold((0, 0), |(size, idle), status| (size + status.size, idle + status.available))
    }
}

impl Opener {
    async fn open(&self, profile: Profile) -> Result<Connection, ConnectionError> {
        self.address.connect(&self.schema, profile).await
    }
}

impl Lane {
    fn new(opener: &Opener) -> QueryResult<Self> {
        let threads = available_parallelism().map_or(1, usize::from);
        let pool = Pool::builder(Pooled(opener.clone()))
            .max_size((POOLED / threads).max(2))
            .runtime(deadpool::Runtime::Tokio1)
            .wait_timeout(Some(POOL_WAIT))
            .create_timeout(Some(POOL_WAIT))
            .build()
            .map_err(|error| Error::QueryBuilderError(Box::new(error)))?;
        let shared = |profile, all: usize| Shared::new(opener, profile, (all / threads).max(1));
        Ok(Self { short: shared(Profile::Read, SHARED), long: shared(Profile::SlowRead, LONG), pool })
    }

    /// A connection of one's own. Where too many wait for one already, it is refused at once.
    pub(super) async fn own(&self) -> Result<OwnConnection, Unavailable> {
        let status = self.pool.status();
        if status.waiting >= status.max_size * WAITING_MAX {
            return Err(Unavailable::Crowded);
        }
        Ok(self.pool.get().await?)
    }
}

impl Manager for Pooled {
    type Type = Connection;
    type Error = ConnectionError;

    async fn create(&self) -> Result<Connection, ConnectionError> {
        self.0.open(Profile::Write).await
    }

    async fn recycle(&self, connection: &mut Connection, _: &Metrics) -> RecycleResult<ConnectionError> {
        match () {
            () if connection.is_broken() => Err(RecycleError::message("it broke")),
            () if connection.is_full() => Err(RecycleError::message("it keeps as many statements as it may")),
            () => Ok(()),
        }
    }
}

impl Shared {
    fn new(opener: &Opener, profile: Profile, connections: usize) -> Self {
        let slot =
            || Slot { under_way: AtomicUsize::new(0), moved_ms: AtomicU64::new(0), connection: Mutex::new(None) };
        let slots = std::iter::repeat_with(slot).take(connections).collect();
        Self { opener: opener.clone(), profile, next: AtomicUsize::new(0), slots }
    }

    /// Asks, and asks once more if the connection broke.
    pub(super) async fn ask<T>(&self, ask: impl AsyncFn(Db<'_>) -> QueryResult<T>) -> QueryResult<T> {
        let place = self.place()?;
        let connection = place.connection().await?;
        let answer = ask(&connection).await;
        place.slot.moves();
        match answer {
            Err(error) if is_closed(&error) => {
                let connection = place.replace(&connection).await?;
                ask(&connection).await
            }
            answer => answer,
        }
    }

    /// A place in turn, so that everybody waits alike; around a connection that does not move, the one where the fewest
    /// questions are under way: nobody queues behind a slow one who need not. Where all are crowded, there is none.
    fn place(&self) -> QueryResult<Place<'_>> {
        let all = self.slots.len();
        let turn = self.next.fetch_add(1, Ordering::Relaxed) % all.max(1);
        let in_turn = self.slots.iter().cycle().skip(turn).take(all);
        let key =
            |slot: &&Slot| if slot.is_stuck() { (true, slot.under_way.load(Ordering::Relaxed)) } else { (false, 0) };
        let slot = in_turn.min_by_key(key).ok_or(Error::NotFound)?;
        if slot.under_way.load(Ordering::Relaxed) >= UNDER_WAY_MAX {
            return Err(closed("too many questions wait for an answer"));
        }
        if slot.under_way.fetch_add(1, Ordering::Relaxed) == 0 {
            slot.moves();
        }
        Ok(Place { shared: self, slot })
    }

    async fn open(&self) -> QueryResult<Arc<Connection>> {
        self.opener.open(self.profile).await.map(Arc::new).map_err(|error| closed(error.to_string()))
    }
}

impl Slot {
    fn moves(&self) {
        self.moved_ms.store(now_ms(), Ordering::Relaxed);
    }

    /// Whether somebody waits here and nothing was answered lately.
    fn is_stuck(&self) -> bool {
        let waits = self.under_way.load(Ordering::Relaxed) > 0;
        waits && now_ms().saturating_sub(self.moved_ms.load(Ordering::Relaxed)) > STUCK_MS
    }
}

fn now_ms() -> u64 {
    u64::try_from(START.elapsed().as_millis()).unwrap_or(u64::MAX)
}

impl Place<'_> {
    /// The connection of this place. One that keeps as many statements as it may ends with the questions that are under
    /// way on it.
    async fn connection(&self) -> QueryResult<Arc<Connection>> {
        let mut kept = self.slot.connection.lock().await;
        match kept.as_ref().filter(|connection| !connection.is_full()) {
            Some(connection) => Ok(Arc::clone(connection)),
            None => Ok(Arc::clone(kept.insert(self.shared.open().await?))),
        }
    }

    /// Puts a new connection where the broken one was, unless somebody else did already.
    async fn replace(&self, broken: &Arc<Connection>) -> QueryResult<Arc<Connection>> {
        {
            let mut kept = self.slot.connection.lock().await;
            if kept.as_ref().is_some_and(|connection| Arc::ptr_eq(connection, broken)) {
                *kept = None;
            }
        }
        self.connection().await
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.slot.under_way.fetch_sub(1, Ordering::Relaxed);
    }
}

fn closed(cause: impl Into<String>) -> Error {
    Error::DatabaseError(DatabaseErrorKind::ClosedConnection, Box::new(cause.into()))
}
