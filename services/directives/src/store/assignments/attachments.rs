use chrono::{DateTime, Utc};
use diesel::sql_types::{BigInt, Text, Timestamptz, Untyped, Uuid as SqlUuid};
use diesel::{OptionalExtension, QueryResult};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Statement};
use haicap_types::Actor;
use uuid::Uuid;

/// An attachment: id, file name, media type, size, SHA-256, storage key, when.
pub type AttachmentRow = (Uuid, String, String, i64, String, String, DateTime<Utc>);

/// One attachment of an assignment.
///
/// # Errors
/// The database cannot answer.
pub async fn attachment(mut db: Db<'_>, assignment: Uuid, id: Uuid) -> QueryResult<Option<AttachmentRow>> {
    Statement::<(SqlUuid, Text, Text, BigInt, Text, Text, Timestamptz)>::new(
        "select id, file_name, media_type, size, sha256, storage_key, added_at from attachment where assignment_id = ",
    )
    .bind::<SqlUuid, _>(assignment)
    .text(" and id = ")
    .bind::<SqlUuid, _>(id)
    .get_result(&mut db)
    .await
    .optional()
}

/// How many files an assignment has.
///
/// # Errors
/// The database cannot answer.
pub async fn count_attachments(mut db: Db<'_>, assignment: Uuid) -> QueryResult<i64> {
    let (count,) = Statement::<(BigInt,)>::new("select count(*) from attachment where assignment_id = ")
        .bind::<SqlUuid, _>(assignment)
        .get_result::<(i64,)>(&mut db)
        .await?;
    Ok(count)
}

/// Notes a file that was kept for an assignment.
///
/// # Errors
/// The database cannot answer.
pub async fn insert_attachment(
    mut db: Db<'_>,
    assignment: Uuid,
    row: &AttachmentRow,
    actor: &Actor,
) -> QueryResult<()> {
    let (id, file_name, media_type, size, sha256, storage_key, added_at) = row.clone();
    let insert = Statement::<Untyped>::new(
        "insert into attachment (id, assignment_id, file_name, media_type, size, sha256, storage_key, added_by, \
         added_by_organization, added_at) values (",
    );
    super::values!(
        insert,
        SqlUuid: id,
        SqlUuid: assignment,
        Text: file_name,
        Text: media_type,
        BigInt: size,
        Text: sha256,
        Text: storage_key,
        Text: actor.subject.clone(),
        Text: actor.organization.clone(),
        Timestamptz: added_at,
    )
    .execute(&mut db)
    .await
    .map(drop)
}
