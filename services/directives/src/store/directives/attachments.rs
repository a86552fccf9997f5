//! Files of directives: a row each; the bytes are in the storage.

use crate::schema::attachment;
use chrono::{DateTime, Utc};
use diesel::pg::Pg;
use diesel::result::QueryResult;
use diesel::{ExpressionMethods, Insertable, OptionalExtension, QueryDsl, Queryable, Selectable, SelectableHelper};
use diesel_async::RunQueryDsl;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use haicap_kit::db::Db;
use haicap_types::OrganizationCode;
use uuid::Uuid;

/// A file that belongs to a directive.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = attachment, check_for_backend(Pg))]
pub struct Attachment {
    /// Its id.
    pub id: Uuid,
    /// The directive; none if it belongs to an assignment.
    pub directive_id: Option<Uuid>,
    /// The name that its sender gave it.
    pub file_name: String,
    /// Its media type, as its first bytes say.
    pub media_type: String,
    /// Its size in bytes.
    pub size: i64,
    /// Its SHA-256, in hexadecimal digits.
    pub sha256: String,
    /// The key in the storage.
    pub storage_key: String,
    /// The subject of the person who added it.
    pub added_by: String,
    /// The organization that the person acted for.
    pub added_by_organization: OrganizationCode,
    /// When.
    pub added_at: DateTime<Utc>,
}

/// Keeps a new attachment.
///
/// # Errors
/// The database's.
pub async fn insert(mut db: Db<'_>, new: &Attachment) -> QueryResult<()> {
    diesel::insert_into(attachment::table).values(new).execute(&mut db).await.map(drop)
}

/// How many files a directive has.
///
/// # Errors
/// The database's.
pub async fn count(mut db: Db<'_>, directive_id: Uuid) -> QueryResult<i64> {
    attachment::table.filter(attachment::directive_id.eq(directive_id)).count().get_result(&mut db).await
}

/// Which of these keys of the storage belong to a file of a directive or of an assignment.
///
/// # Errors
/// The database's.
pub fn named(mut db: Db<'_>, keys: Vec<String>) -> BoxFuture<'_, QueryResult<Vec<String>>> {
    async move {
        attachment::table
            .filter(attachment::storage_key.eq_any(keys))
            .select(attachment::storage_key)
            .load(&mut db)
            .await
    }
    .boxed()
}

/// The files of a directive in the order in which they came, after one of them, at most so many.
///
/// # Errors
/// The database's.
pub async fn list(
    mut db: Db<'_>,
    directive_id: Uuid,
    after: Option<Uuid>,
    rows: usize,
) -> QueryResult<Vec<Attachment>> {
    attachment::table
        .filter(attachment::directive_id.eq(directive_id))
        .filter(attachment::id.gt(after.unwrap_or(Uuid::nil())))
        .order(attachment::id)
        .limit(i64::try_from(rows).unwrap_or(i64::MAX))
        .select(Attachment::as_select())
        .load(&mut db)
        .await
}

/// A file of a directive: of no other, so that an id alone opens nothing.
///
/// # Errors
/// The database's.
pub async fn find(mut db: Db<'_>, directive_id: Uuid, id: Uuid) -> QueryResult<Option<Attachment>> {
    attachment::table
        .find(id)
        .filter(attachment::directive_id.eq(directive_id))
        .select(Attachment::as_select())
        .get_result(&mut db)
        .await
        .optional()
}
