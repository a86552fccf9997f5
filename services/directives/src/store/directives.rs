//! Directives, as they are remembered.

mod list;
mod row;
mod tracking;
mod visibility;

pub use list::{After, Filter, Sort, list};
pub use tracking::{TrackedRoot, tracked_roots};

use crate::domain::directive::Directive;
use crate::domain::text::Title;
use chrono::NaiveDate;
use diesel::OptionalExtension;
use diesel::result::QueryResult;
use diesel::sql_types::Untyped;
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Row, Statement, literal_limit};
use haicap_types::OrganizationCode;
use row::DirectiveRow;
use serde_json::json;
use uuid::Uuid;

/// The directive with an id.
pub async fn find(db: Db<'_>, id: Uuid) -> QueryResult<Option<Directive>> {
    find_with(db, id, "").await
}

/// The directive with an id, locked until the transaction ends: for what is counted beside it.
pub async fn lock(db: Db<'_>, id: Uuid) -> QueryResult<Option<Directive>> {
    find_with(db, id, " for no key update").await
}

async fn find_with(mut db: Db<'_>, id: Uuid, lock: &'static str) -> QueryResult<Option<Directive>> {
    let found: Option<DirectiveRow> =
        select().text(" where id = ").value(id).text(lock).get_result(&mut db).await.optional()?;
    found.map(Directive::try_from).transpose()
}

fn select() -> Statement<<DirectiveRow as Row>::Sql> {
    Statement::new(format!("select {} from directive", DirectiveRow::COLUMNS))
}

/// The directives with these ids, ordered by id; those that do not exist are left out.
pub async fn find_many(mut db: Db<'_>, ids: &[Uuid]) -> QueryResult<Vec<Directive>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let found: Vec<DirectiveRow> =
        select().text(" where id = any(").value(ids.to_vec()).text(") order by id").load(&mut db).await?;
    found.into_iter().map(Directive::try_from).collect()
}

/// The documents of an issuer, but one, that have a number, a title or a date of issue in common with it: among these are
/// those that may be the same. Neither drafts, nor entries that were taken back.
pub async fn alike(
    mut db: Db<'_>,
    but: Uuid,
    issuer: &OrganizationCode,
    (number, title, issued_on): (Option<String>, &Title, Option<NaiveDate>),
) -> QueryResult<Vec<Directive>> {
    let found: Vec<DirectiveRow> = select()
        .text(" where state not in ('draft', 'annulled') and issuer = ")
        .value(issuer.clone())
        .text(" and id <> ")
        .value(but)
        .text(" and (number = ")
        .value(number)
        .text(" or title = ")
        .value(title.clone())
        .text(" or issued_on = ")
        .value(issued_on)
        .text(") order by id")
        .load(&mut db)
        .await?;
    found.into_iter().map(Directive::try_from).collect()
}

/// The documents that refer to one, but drafts: by id, at most so many.
pub async fn referring(mut db: Db<'_>, id: Uuid, most: usize) -> QueryResult<Vec<Directive>> {
    let found: Vec<DirectiveRow> = select()
        .text(" where state not in ('draft', 'annulled') and links @> ")
        .value(json!([{ "directive_id": id }]))
        .text(format!(" order by id limit {}", literal_limit(most)))
        .load(&mut db)
        .await?;
    found.into_iter().map(Directive::try_from).collect()
}

/// Keeps a new directive.
pub async fn insert(db: Db<'_>, new: &Directive) -> QueryResult<()> {
    haicap_kit::db::insert(db, DirectiveRow::try_from(new)?).await
}

/// Saves a directive and raises its version; false if another change came first, and nothing is saved then.
pub async fn save(db: Db<'_>, changed: &Directive) -> QueryResult<bool> {
    haicap_kit::db::save(db, DirectiveRow::try_from(changed)?, changed.version).await
}

/// Lets more organizations see a directive. Its version is raised where that is new to one of them, so that nobody saves
/// an older list over this one.
pub async fn extend_concerned(mut db: Db<'_>, id: Uuid, organizations: Vec<OrganizationCode>) -> QueryResult<()> {
    Statement::<Untyped>::new(
        "update directive set version = version + 1, concerned = \
         (select array_agg(distinct code) from unnest(concerned || ",
    )
    .value(organizations.clone())
    .text(") code) where id = ")
    .value(id)
    .text(" and not concerned @> ")
    .value(organizations)
    .execute(&mut db)
    .await
    .map(drop)
}

/// Deletes a draft with its clauses and attachments; false if another change came first.
pub async fn delete(mut db: Db<'_>, draft: &Directive) -> QueryResult<bool> {
    let deleted = Statement::<Untyped>::new("delete from directive where id = ")
        .value(draft.id)
        .text(" and version = ")
        .value(draft.version)
        .execute(&mut db)
        .await?;
    Ok(deleted == 1)
}
