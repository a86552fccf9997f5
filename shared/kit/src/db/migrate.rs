use super::address::{Address, AddressError};
use super::failure::Failure;
use super::profile::Profile;
use diesel::migration::{Migration, MigrationSource};
use diesel::pg::Pg;
use diesel_async::{AsyncMigrationHarness, AsyncPgConnection, SimpleAsyncConnection};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
use std::time::Duration;

const OWN: EmbeddedMigrations = embed_migrations!("migrations");

/// Tables of which a service's role may only add rows.
const INSERT_ONLY: &str = "event, event_position, event_log";

/// Held while a schema is brought up to date.
const SCHEMA_LOCK: i32 = 4_207_002;

/// Held while the extension is made: `if not exists` does not keep two services from making it at once.
const EXTENSION_LOCK: i64 = 4_207_001;

/// How often a schema is brought up to date again when somebody else held a lock that was needed: the lock is waited
/// for shortly, so that those who read and write do not queue up behind a migration.
const ATTEMPTS: usize = 60;

/// The pause before the next attempt.
const PAUSE: Duration = Duration::from_secs(1);

/// Why a schema could not be brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum MigrateError {
    /// The address cannot be used.
    #[error("the address of the database cannot be used: {0}")]
    Address(#[from] AddressError),
    /// The database cannot be reached.
    #[error("the database cannot be reached: {0}")]
    Connect(#[from] diesel::ConnectionError),
    /// A statement failed.
    #[error("a statement failed: {0}")]
    Statement(#[from] diesel::result::Error),
    /// A migration failed.
    #[error("a migration failed: {0}")]
    Migration(String),
}

/// Brings a schema up to date as its owner, and lets the service's role use it. A migration may take as long as it
/// needs, but waits for a lock only shortly, and is tried again.
///
/// Needs a multi-threaded runtime.
///
/// # Errors
/// The database cannot be reached, or a migration fails; nothing is half done, each migration is a transaction.
pub async fn migrate(
    owner_url: &str,
    schema: &str,
    role: &str,
    migrations: &[EmbeddedMigrations],
) -> Result<(), MigrateError> {
    let address = Address::read(owner_url)?;
    for _ in 1..ATTEMPTS {
        match bring_up_to_date(&address, schema, role, migrations).await {
            Err(error) if error.is_of_a_lock() => {
                tracing::warn!(%error, schema, "a migration waits for others to finish");
                tokio::time::sleep(PAUSE).await;
            }
            outcome => return outcome,
        }
    }
    bring_up_to_date(&address, schema, role, migrations).await
}

async fn bring_up_to_date(
    address: &Address,
    schema: &str,
    role: &str,
    migrations: &[EmbeddedMigrations],
) -> Result<(), MigrateError> {
    let mut connection = address.connect(schema, Profile::Migration).await?.into_inner();
    // Until the connection ends: of two processes that migrate the same schema one waits.
    connection.batch_execute(&format!("select pg_advisory_lock({SCHEMA_LOCK}, hashtext('{schema}'))")).await?;
    connection
        .batch_execute(&format!(
            "select pg_advisory_xact_lock({EXTENSION_LOCK}); create schema if not exists {schema}; \
             create extension if not exists pg_trgm with schema public"
        ))
        .await?;
    let all = Migrations { sources: [&OWN].into_iter().chain(migrations).collect() };
    let mut harness: AsyncMigrationHarness<AsyncPgConnection> = AsyncMigrationHarness::new(connection);
    harness.run_pending_migrations(all).map_err(|error| MigrateError::Migration(error.to_string()))?;
    let mut connection = harness.into_inner();
    connection
        .batch_execute(&format!(
            "grant usage on schema {schema} to {role};
             grant select, insert, update, delete on all tables in schema {schema} to {role};
             grant usage on all sequences in schema {schema} to {role};
             revoke update, delete on {INSERT_ONLY} from {role};"
        ))
        .await?;
    Ok(())
}

impl MigrateError {
    /// Whether somebody else was in the way, who will be done sooner or later.
    fn is_of_a_lock(&self) -> bool {
        let failure = match self {
            Self::Statement(error) => Failure::of(error),
            Self::Migration(words) => Failure::said(words),
            Self::Address(_) | Self::Connect(_) => Failure::Fault,
        };
        matches!(failure, Failure::LockTimeout | Failure::Conflict)
    }
}

/// Several folders of migrations as one, in the order of their versions.
struct Migrations<'a> {
    sources: Vec<&'a EmbeddedMigrations>,
}

impl MigrationSource<Pg> for Migrations<'_> {
    fn migrations(&self) -> diesel::migration::Result<Vec<Box<dyn Migration<Pg>>>> {
        let mut all = Vec::new();
        for source in &self.sources {
            all.extend(MigrationSource::<Pg>::migrations(*source)?);
        }
        all.sort_by(|one, other| one.name().version().cmp(&other.name().version()));
        Ok(all)
    }
}
