//! Facts of other services that could not be applied here, kept so that somebody can look into them.

use chrono::{DateTime, Utc};
use diesel::QueryResult;
use haicap_kit::db::{Db, insert_new};
use haicap_types::CloudEvent;
use serde_json::Value;
use uuid::Uuid;

haicap_kit::row! {
    /// A fact that could not be applied to a thing (`{noun}/{id}`), and why.
    UnappliedRow in "unapplied_fact" by (event_id, thing) {
        event_id: Uuid,
        thing: String,
        source: String,
        kind: String,
        subject: String,
        happened_at: DateTime<Utc>,
        data: Value,
        reason: String,
    }
}

/// Notes that a fact could not be applied to a thing (`{noun}/{id}`), and why, as a stable word. The same fact is noted
/// once for each thing, however often it is read.
pub async fn insert(db: Db<'_>, fact: &CloudEvent, thing: String, reason: &'static str) -> QueryResult<()> {
    let row = UnappliedRow {
        event_id: fact.id,
        thing,
        source: fact.source.clone(),
        kind: fact.kind.clone(),
        subject: fact.subject.clone(),
        happened_at: fact.time.0,
        data: fact.data.clone(),
        reason: reason.to_owned(),
    };
    insert_new(db, row).await.map(drop)
}
