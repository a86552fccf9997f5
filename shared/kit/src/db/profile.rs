/// What a connection is for. Postgres is told by settings how long it may take, and how to plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Profile {
    /// Point reads and pages, several at once on one connection.
    Read,
    /// Reads that add up many rows or follow page after page.
    SlowRead,
    /// Transactions that change something.
    Write,
    /// Migrations.
    Migration,
}

/// A setting of Postgres.
type Setting = (&'static str, &'static str);

/// A transaction that its process forgot holds locks and keeps old rows alive.
const ALL: &[Setting] = &[("idle_in_transaction_session_timeout", "30s")];

/// Those who share a connection wait for the statement before theirs, so none may keep them long. A read waits for a
/// lock only while a migration changes its table.
const READ: &[Setting] =
    &[("default_transaction_read_only", "on"), ("statement_timeout", "5s"), ("lock_timeout", "500ms")];

const SLOW_READ: &[Setting] =
    &[("default_transaction_read_only", "on"), ("statement_timeout", "15s"), ("lock_timeout", "500ms")];

/// What a transaction does finds its rows by their keys, so its plans are made once and use the keys. Left to itself
/// Postgres plans a statement with an array anew on every call, which takes longer than the work; and it keeps a plan
/// made while a table was empty, which reads all of it, until it next takes stock.
const WRITE: &[Setting] = &[
    ("statement_timeout", "15s"),
    ("lock_timeout", "5s"),
    ("plan_cache_mode", "force_generic_plan"),
    ("enable_seqscan", "off"),
];

/// An index on a large table takes as long as it takes. While a migration waits for a table, everybody else waits
/// behind it: so it gives up sooner than reads do, and is tried again.
const MIGRATION: &[Setting] = &[("statement_timeout", "0"), ("lock_timeout", "400ms")];

impl Profile {
    /// The command line options of a session in a schema.
    pub(super) fn options(self, schema: &str) -> String {
        let own = match self {
            Self::Read => READ,
            Self::SlowRead => SLOW_READ,
            Self::Write => WRITE,
            Self::Migration => MIGRATION,
        };
        let settings = ALL.iter().chain(own).map(|(name, value)| format!(" -c {name}={value}"));
        format!("-c search_path={schema},public{}", settings.collect::<String>())
    }
}
