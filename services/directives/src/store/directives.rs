//! Directives, as they are remembered.

pub mod attachments;
mod list;
mod row;
mod tracking;
mod visibility;

pub use list::{DirectiveFilter, DirectiveOrder, DirectivePlace, list};
pub use tracking::{TrackedRoot, tracked_roots};

use crate::domain::directive::Directive;
use crate::schema::directive;
use diesel::result::QueryResult;
use diesel::sql_types::{Array, Text, Untyped, Uuid as SqlUuid};
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, SelectableHelper};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Statement, insert_rows, save_row};
use haicap_types::OrganizationCode;
use row::{COLUMNS, DirectiveRow};
use uuid::Uuid;

/// The directive with an id.
///
/// # Errors
/// The database's.
pub async fn find(mut db: Db<'_>, id: Uuid) -> QueryResult<Option<Directive>> {
    let found = directive::table.find(id).select(DirectiveRow::as_select()).get_result(&mut db).await.optional()?;
    found.map(Directive::try_from).transpose()
}

/// The directive with an id, locked until the transaction ends: for what is counted beside it.
///
/// # Errors
/// The database's.
pub async fn lock(mut db: Db<'_>, id: Uuid) -> QueryResult<Option<Directive>> {
    let found = directive::table
        .find(id)
        .select(DirectiveRow::as_select())
        .for_no_key_update()
        .get_result(&mut db)
        .await
        .optional()?;
    found.map(Directive::try_from).transpose()
}

/// The directives with these ids, ordered by id; those that do not exist are left out.
///
/// # Errors
/// The database's.
pub async fn find_many(mut db: Db<'_>, ids: &[Uuid]) -> QueryResult<Vec<Directive>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let found = directive::table
        .filter(directive::id.eq_any(ids))
        .order(directive::id)
        .select(DirectiveRow::as_select())
        .load(&mut db)
        .await?;
    found.into_iter().map(Directive::try_from).collect()
}

/// Keeps a new directive.
///
/// # Errors
/// The database's.
pub async fn insert(db: Db<'_>, new: &Directive) -> QueryResult<()> {
    insert_rows(db, "directive", COLUMNS, &[DirectiveRow::try_from(new)?]).await
}

/// Saves a directive and raises its version; false if another change came first, and nothing is saved then.
///
/// # Errors
/// The database's.
pub async fn save(db: Db<'_>, changed: &Directive, version_read: i32) -> QueryResult<bool> {
    let changed = Directive { version: version_read.saturating_add(1), ..changed.clone() };
    save_row(db, "directive", COLUMNS, &DirectiveRow::try_from(&changed)?, version_read).await
}

/// Lets more organizations see a directive. Its version is raised where that is new to one of them, so that nobody saves
/// an older list over this one.
///
/// # Errors
/// The database's.
pub async fn extend_concerned(mut db: Db<'_>, id: Uuid, organizations: Vec<OrganizationCode>) -> QueryResult<()> {
    Statement::<Untyped>::new(
        "update directive set version = version + 1, concerned = \
         (select array_agg(distinct code) from unnest(concerned || ",
    )
    .bind::<Array<Text>, _>(organizations.clone())
    .text(") code) where id = ")
    .bind::<SqlUuid, _>(id)
    .text(" and not concerned @> ")
    .bind::<Array<Text>, _>(organizations)
    .execute(&mut db)
    .await
    .map(drop)
}

/// Throws a draft away with its clauses and attachments; false if another change came first.
///
/// # Errors
/// The database's.
pub async fn delete(mut db: Db<'_>, draft: &Directive) -> QueryResult<bool> {
    let unchanged = directive::table.filter(directive::id.eq(draft.id)).filter(directive::version.eq(draft.version));
    diesel::delete(unchanged).execute(&mut db).await.map(|deleted| deleted == 1)
}
