use super::connect;
use diesel::migration::{Migration, MigrationSource};
use diesel::pg::Pg;
use diesel_async::{AsyncMigrationHarness, AsyncPgConnection, SimpleAsyncConnection};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

const OWN: EmbeddedMigrations = embed_migrations!("migrations");

/// Tables of which a service's role may only add rows.
const INSERT_ONLY: &str = "event, event_position, event_log";

/// Held while the extension is made: `if not exists` does not keep two services from making it at once.
const EXTENSION_LOCK: i64 = 4_207_001;

/// Why a schema could not be brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum MigrateError {
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

/// Brings a schema up to date as its owner, and lets the service's role use it.
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
    let mut connection = connect(super::in_schema(owner_url, schema, "")).await?;
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
