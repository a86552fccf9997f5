//! Facts of other services that could not be applied here, kept so that somebody can look into them.

use diesel::QueryResult;
use diesel::sql_types::{Jsonb, Text, Timestamptz, Untyped, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Statement};
use haicap_types::CloudEvent;

/// Notes that a fact could not be applied to a thing (`{noun}/{id}`), and why, as a stable word. The same fact is noted
/// once for each thing, however often it is read.
///
/// # Errors
/// The database cannot answer.
pub async fn insert(mut db: Db<'_>, fact: &CloudEvent, thing: String, reason: &'static str) -> QueryResult<()> {
    Statement::<Untyped>::new(
        "insert into unapplied_fact (event_id, thing, source, kind, subject, happened_at, data, reason) values (",
    )
    .bind::<SqlUuid, _>(fact.id)
    .text(", ")
    .bind::<Text, _>(thing)
    .text(", ")
    .bind::<Text, _>(fact.source.clone())
    .text(", ")
    .bind::<Text, _>(fact.kind.clone())
    .text(", ")
    .bind::<Text, _>(fact.subject.clone())
    .text(", ")
    .bind::<Timestamptz, _>(fact.time.0)
    .text(", ")
    .bind::<Jsonb, _>(fact.data.clone())
    .text(", ")
    .bind::<Text, _>(reason)
    .text(") on conflict (event_id, thing) do nothing")
    .execute(&mut db)
    .await
    .map(drop)
}
