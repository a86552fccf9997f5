use diesel::connection::{Instrumentation, InstrumentationEvent};
use diesel_async::pooled_connection::PoolableConnection;
use diesel_async::{AsyncConnection, AsyncPgConnection, SimpleAsyncConnection};
use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// How many statements a connection keeps prepared. The texts of lists vary with the filters that a caller chooses, and
/// each text stays prepared as long as its connection lives, at some tens of kilobytes on the server: so a connection
/// that has as many is replaced. All fixed texts of a service are fewer by far.
pub const PREPARED_MAX: usize = 256;

/// Errors are told apart by the server's words, because the driver keeps their codes to itself. Only a superuser, or
/// whoever was granted it, may set the language; where it is English nothing is set.
const IN_ENGLISH: &str =
    "select set_config('lc_messages', 'C', false) where current_setting('lc_messages') !~ '^(C|POSIX|en)'";

/// A connection that knows how many statements it has prepared.
pub struct Connection {
    inner: AsyncPgConnection,
    prepared: Arc<AtomicUsize>,
}

/// Counts what a connection prepares and keeps.
struct Prepared(Arc<AtomicUsize>);

impl Instrumentation for Prepared {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        if matches!(event, InstrumentationEvent::CacheQuery { .. }) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }
}

impl Connection {
    pub(super) async fn new(mut inner: AsyncPgConnection) -> Self {
        static HAS_WARNED: AtomicBool = AtomicBool::new(false);
        if let Err(error) = inner.batch_execute(IN_ENGLISH).await
            && !HAS_WARNED.swap(true, Ordering::Relaxed)
        {
            tracing::warn!(
                %error,
                "the database does not speak English, so its time-outs cannot be told from faults: \
                 alter role … set lc_messages = 'C', as a superuser"
            );
        }
        let prepared = Arc::default();
        inner.set_instrumentation(Prepared(Arc::clone(&prepared)));
        Self { inner, prepared }
    }

    /// Whether it keeps as many statements as it may.
    pub(super) fn is_full(&self) -> bool {
        self.prepared.load(Ordering::Relaxed) >= PREPARED_MAX
    }

    pub(super) fn is_broken(&mut self) -> bool {
        PoolableConnection::is_broken(&mut self.inner)
    }

    pub(super) fn into_inner(self) -> AsyncPgConnection {
        self.inner
    }
}

impl Deref for Connection {
    type Target = AsyncPgConnection;

    fn deref(&self) -> &AsyncPgConnection {
        &self.inner
    }
}

impl DerefMut for Connection {
    fn deref_mut(&mut self) -> &mut AsyncPgConnection {
        &mut self.inner
    }
}
