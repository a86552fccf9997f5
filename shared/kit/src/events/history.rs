use crate::db::{Db, Statement, literal_limit};
use crate::host::Host;
use crate::http::{ListAnswer, Pages};
use chrono::{DateTime, Utc};
use diesel::result::QueryResult;
use diesel::sql_types::{Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use haicap_types::{Instant, LastChange, PersonView};
use serde::Serialize;
use serde_json::Value;
use std::sync::Arc;
use utoipa::ToSchema;
use uuid::Uuid;

/// One fact in the history of a thing.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HistoryItem {
    /// The event's id.
    pub id: Uuid,
    /// What happened.
    pub kind: String,
    /// When, on the domain clock.
    pub at: Instant,
    /// Who did it.
    pub actor: PersonView,
    /// The code of the organization that it was done for; the body that acted then, whatever became of it.
    #[schema(required)]
    pub organization: Option<String>,
    /// What changed: codes and ids, before and after.
    #[schema(value_type = std::collections::BTreeMap<String, Value>)]
    pub data: Value,
}

/// The last fact that gave a thing (`{noun}/{id}`) another version; `None` where what gave it the present one is no
/// fact that is told.
pub(crate) async fn last_change(db: Db<'_>, subject: &str, present: i64) -> QueryResult<Option<LastChange>> {
    let last = history(db, subject, OF_ANOTHER_VERSION, None, 1).await?.into_iter().next();
    let last = last.filter(|last| last.data.get("version").and_then(Value::as_i64).is_none_or(|told| told == present));
    Ok(last.map(|HistoryItem { kind, at, actor, organization, .. }| LastChange { kind, at, by: actor, organization }))
}

/// Facts that say the version which others before them said changed nothing that a caller could have read.
const OF_ANOTHER_VERSION: &str = " and not exists (select from event b where b.subject = e.subject and b.id < e.id \
    and b.data ->> 'version' = e.data ->> 'version')";

type SqlHistory = (SqlUuid, Text, Timestamptz, Text, Nullable<Text>, Text, Nullable<Text>);
type HistoryRow = (Uuid, String, DateTime<Utc>, String, Option<String>, String, Option<String>);

/// Answers with what happened to a thing (`{noun}/{id}`), newest first.
pub async fn answer_history(pages: Pages, host: Arc<Host>, subject: String) -> ListAnswer {
    answer(pages, host, subject, "").await
}

/// The same without facts that concern no organization, such as those about a draft: they were told to nobody.
pub async fn answer_told_history(pages: Pages, host: Arc<Host>, subject: String) -> ListAnswer {
    answer(pages, host, subject, " and e.organizations <> '{}'").await
}

async fn answer(pages: Pages, host: Arc<Host>, subject: String, condition: &'static str) -> ListAnswer {
    pages
        .answer(async move |page| {
            let (before, rows) = (page.after()?, page.rows());
            let items =
                page.read(&host.database, async |db| history(db, &subject, condition, before, rows).await).await?;
            let (items, next) = page.cut(items, |item| item.id);
            Ok(page.list(items, next))
        })
        .await
}

async fn history(
    mut db: Db<'_>,
    subject: &str,
    condition: &'static str,
    before: Option<Uuid>,
    rows: usize,
) -> QueryResult<Vec<HistoryItem>> {
    let found: Vec<HistoryRow> = Statement::<SqlHistory>::new(
        "select e.id, e.kind, e.at, e.actor, e.organization, e.data::text, p.fields ->> 'actor_name' \
         from event e left join event_person p on p.event_id = e.id where e.subject = ",
    )
    .bind::<Text, _>(subject.to_owned())
    .text(condition)
    .text(" and e.id < ")
    .bind::<SqlUuid, _>(before.unwrap_or(Uuid::max()))
    .text(format!(" order by e.id desc limit {}", literal_limit(rows)))
    .load(&mut db)
    .await?;
    Ok(found
        .into_iter()
        .map(|(id, kind, at, actor, organization, data, actor_name)| HistoryItem {
            id,
            kind,
            at: Instant(at),
            actor: PersonView { subject: actor, name: actor_name },
            organization,
            data: serde_json::from_str(&data).unwrap_or_default(),
        })
        .collect())
}
