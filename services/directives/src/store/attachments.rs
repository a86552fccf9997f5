//! Files of directives and of assignments: a row each; the bytes are in the storage.

use chrono::{DateTime, Utc};
use diesel::sql_types::{Array, BigInt, Text, Uuid as SqlUuid};
use diesel::{OptionalExtension, QueryResult};
use diesel_async::RunQueryDsl;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use haicap_kit::db::{Db, Row, Statement, literal_limit};
use haicap_types::OrganizationCode;
use uuid::Uuid;

haicap_kit::row! {
    /// A file.
    pub(crate) AttachmentRow in "attachment" by (id) {
        id: Uuid,
        directive_id: Option<Uuid>,
        assignment_id: Option<Uuid>,
        file_name: String,
        media_type: String,
        size: i64,
        sha256: String,
        storage_key: String,
        added_by: String,
        added_by_organization: OrganizationCode,
        added_at: DateTime<Utc>,
    }
}

/// What a file belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Owner {
    /// A directive.
    Directive(Uuid),
    /// An assignment.
    Assignment(Uuid),
}

impl Owner {
    /// The directive, if it is one.
    pub(crate) const fn directive(self) -> Option<Uuid> {
        match self {
            Self::Directive(id) => Some(id),
            Self::Assignment(_) => None,
        }
    }

    /// The assignment, if it is one.
    pub(crate) const fn assignment(self) -> Option<Uuid> {
        match self {
            Self::Directive(_) => None,
            Self::Assignment(id) => Some(id),
        }
    }

    fn only<R>(self, statement: Statement<R>) -> Statement<R> {
        match self {
            Self::Directive(id) => statement.text(" where directive_id = ").bind::<SqlUuid, _>(id),
            Self::Assignment(id) => statement.text(" where assignment_id = ").bind::<SqlUuid, _>(id),
        }
    }
}

/// How many files something has.
pub(crate) async fn count(mut db: Db<'_>, owner: Owner) -> QueryResult<i64> {
    let statement = Statement::<(BigInt,)>::new("select count(*) from attachment");
    let (count,) = owner.only(statement).get_result::<(i64,)>(&mut db).await?;
    Ok(count)
}

/// A file of something: of nothing else, so that an id alone opens nothing.
pub(crate) async fn find(mut db: Db<'_>, owner: Owner, id: Uuid) -> QueryResult<Option<AttachmentRow>> {
    owner.only(select()).text(" and id = ").bind::<SqlUuid, _>(id).get_result(&mut db).await.optional()
}

/// The files of something in the order in which they came, after one of them, at most so many.
pub(crate) async fn list(
    mut db: Db<'_>,
    owner: Owner,
    after: Option<Uuid>,
    rows: usize,
) -> QueryResult<Vec<AttachmentRow>> {
    owner
        .only(select())
        .text(" and id > ")
        .bind::<SqlUuid, _>(after.unwrap_or(Uuid::nil()))
        .text(format!(" order by id limit {}", literal_limit(rows)))
        .load(&mut db)
        .await
}

/// Which of these keys of the storage belong to a file of a directive or of an assignment.
pub(crate) fn named(mut db: Db<'_>, keys: Vec<String>) -> BoxFuture<'_, QueryResult<Vec<String>>> {
    async move {
        let found: Vec<(String,)> =
            Statement::<(Text,)>::new("select storage_key from attachment where storage_key = any(")
                .bind::<Array<Text>, _>(keys)
                .text(")")
                .load(&mut db)
                .await?;
        Ok(found.into_iter().map(|(key,)| key).collect())
    }
    .boxed()
}

fn select() -> Statement<<AttachmentRow as Row>::Sql> {
    Statement::new(format!("select {} from attachment", AttachmentRow::COLUMNS))
}
