//! The directory's tables.
//!
//! The owner locks the directory, decides a change on what it finds, puts the row that the rule answered with, bumps
//! the version and publishes, in one transaction. A copy puts the rows that events carry and bumps its own version.

mod list;

pub use list::{OrganizationFilter, OrganizationKey, OrganizationOrder, list_organizations};

use crate::schema::{audience, calendar_day, directory_state, organization, oversight};
use crate::{Audience, CalendarDay, Directory, DirectoryParts, DirectoryRefusal, Organization, Oversight};
use chrono::NaiveDate;
use diesel::{ExpressionMethods, QueryDsl, QueryResult, SelectableHelper};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, put_rows};
use haicap_kit::http::Problem;
use serde::Serialize;

/// Why the directory could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The database did not answer.
    #[error(transparent)]
    Database(#[from] diesel::result::Error),
    /// The rows contradict each other.
    #[error("the directory contradicts itself: {}", sentences(.0))]
    Contradiction(Vec<DirectoryRefusal>),
}

impl From<LoadError> for Problem {
    fn from(error: LoadError) -> Self {
        match error {
            LoadError::Database(error) => error.into(),
            LoadError::Contradiction(_) => Self::internal(&error),
        }
    }
}

/// Loads a snapshot.
///
/// What refers is read before what it refers to, and rows are never removed but from the calendar: so a change between
/// the statements leaves nothing dangling. The version is read first: a snapshot is at least as new as it says.
///
/// # Errors
/// The database's, or what the rows contradict each other in.
pub async fn load(mut db: Db<'_>) -> Result<Directory, LoadError> {
    let version = version(db).await?;
    let days = calendar_day::table.select(CalendarDay::as_select()).load(&mut db).await?;
    let oversight = oversight::table.select(Oversight::as_select()).load(&mut db).await?;
    let audiences = audience::table.select(Audience::as_select()).load(&mut db).await?;
    let organizations = organization::table.select(Organization::as_select()).load(&mut db).await?;
    let parts = DirectoryParts { organizations, audiences, oversight, days };
    Directory::new(parts, version).map_err(LoadError::Contradiction)
}

/// The version in the database, to be compared with a snapshot's.
pub async fn version(mut db: Db<'_>) -> QueryResult<i64> {
    directory_state::table.select(directory_state::version).get_result(&mut db).await
}

/// Locks the directory against other changes until the transaction ends; answers with its version.
pub async fn lock(mut db: Db<'_>) -> QueryResult<i64> {
    directory_state::table.select(directory_state::version).for_update().get_result(&mut db).await
}

/// Whether nothing has been put into the directory yet.
pub async fn is_empty(mut db: Db<'_>) -> QueryResult<bool> {
    diesel::select(diesel::dsl::not(diesel::dsl::exists(organization::table.select(organization::code))))
        .get_result(&mut db)
        .await
}

/// Makes every snapshot outdated; answers with the new version.
pub async fn bump_version(mut db: Db<'_>) -> QueryResult<i64> {
    diesel::update(directory_state::table)
        .set(directory_state::version.eq(directory_state::version + 1))
        .returning(directory_state::version)
        .get_result(&mut db)
        .await
}

/// Inserts or replaces rows of every table.
pub async fn put_all(db: Db<'_>, parts: &DirectoryParts) -> QueryResult<()> {
    put_organizations(db, &parts.organizations).await?;
    put_audiences(db, &parts.audiences).await?;
    put_oversight(db, &parts.oversight).await?;
    put_days(db, &parts.days).await
}

/// Inserts or replaces organizations.
pub async fn put_organizations(db: Db<'_>, rows: &[Organization]) -> QueryResult<()> {
    #[derive(Serialize)]
    struct Searched<'a> {
        #[serde(flatten)]
        row: &'a Organization,
        search: String,
    }
    const COLUMNS: &str = "code, name_vi, name_en, kind, parent, symbol, letterhead, head_authority, head_title, \
        place, territory_code, electronic_id, office, post, telephone, mail, valid_from, valid_to, successors, version, \
        search";
    let rows: Vec<_> = rows.iter().map(|row| Searched { row, search: row.search_text() }).collect();
    put_rows(db, "organization", ("code", COLUMNS), &rows).await
}

/// Inserts or replaces audiences.
pub async fn put_audiences(db: Db<'_>, rows: &[Audience]) -> QueryResult<()> {
    put_rows(db, "audience", ("code", "code, name_vi, name_en, kinds, organizations, version"), rows).await
}

/// Inserts or replaces spans of oversight.
pub async fn put_oversight(db: Db<'_>, rows: &[Oversight]) -> QueryResult<()> {
    const KEY: &str = "body, audience, valid_from";
    const COLUMNS: &str = "body, audience, valid_from, valid_to, reason_vi, reason_en, version";
    put_rows(db, "oversight", (KEY, COLUMNS), rows).await
}

/// Inserts or replaces days.
pub async fn put_days(db: Db<'_>, rows: &[CalendarDay]) -> QueryResult<()> {
    put_rows(db, "calendar_day", ("date", "date, name_vi, kind, status, version"), rows).await
}

/// Removes a day, such as a projected one that was not announced; false if it was not there.
pub async fn remove_day(mut db: Db<'_>, date: NaiveDate) -> QueryResult<bool> {
    let removed = diesel::delete(calendar_day::table.find(date)).execute(&mut db).await?;
    Ok(removed == 1)
}

fn sentences(refusals: &[DirectoryRefusal]) -> String {
    refusals.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}
