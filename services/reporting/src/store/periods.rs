//! Periods.

mod keep;

pub use keep::{
    created, expected, forget_after, freeze, kept, lock_begun, lock_outdated, lock_unfrozen, note_directory, outdated,
    reschedule, unfrozen,
};

use crate::domain::period::Period;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::result::QueryResult;
use diesel::sql_types::{Bool, Int2, Timestamptz, Uuid as SqlUuid};
use diesel::{OptionalExtension, Queryable};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Row, Statement, from_json, insert_new, literal_limit, to_json};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::HashMap;
use uuid::Uuid;

haicap_kit::row! {
    /// A period as its table holds it.
    PeriodRow in "period" by (id) {
        id: Uuid,
        regime: String,
        key: String,
        starts_on: NaiveDate,
        ends_on: NaiveDate,
        opens_at: DateTime<Utc>,
        cutoff_at: DateTime<Utc>,
        rules: Value,
        serves_clause: Option<Uuid>,
    } changing {
        frozen_at: Option<DateTime<Utc>>,
        directory_version: i64,
    }
}

type SqlPeriod = <PeriodRow as Row>::Sql;

/// Which periods are wanted; what is none is not asked for.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Of this regime.
    pub regime: Option<String>,
    /// That end on this date or later.
    pub from: Option<NaiveDate>,
    /// That begin on this date or earlier.
    pub to: Option<NaiveDate>,
}

/// After which period the page begins.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct After(pub NaiveDate, pub Uuid);

/// When a tier of a period is due by the rule, and when it is locked.
#[derive(Debug, Clone, Queryable)]
pub struct TierDeadline {
    /// The tier, from 1.
    pub tier: i16,
    /// When it is due.
    pub due_at: DateTime<Utc>,
    /// When it is locked.
    pub locks_at: DateTime<Utc>,
}

/// The period with an id.
pub async fn find(db: Db<'_>, id: Uuid) -> QueryResult<Option<Period>> {
    one(db, selected("p.id = ").value(id)).await
}

/// The period of a regime with a key.
pub async fn of_key(db: Db<'_>, regime: &str, key: &str) -> QueryResult<Option<Period>> {
    one(db, selected("p.regime = ").value(regime.to_owned()).text(" and p.key = ").value(key.to_owned())).await
}

/// The period of the same regime that ends on the day before this one begins.
pub async fn before(db: Db<'_>, period: &Period) -> QueryResult<Option<Period>> {
    let Some(ends_on) = period.starts_on.pred_opt() else { return Ok(None) };
    one(db, selected("p.regime = ").value(period.regime.clone()).text(" and p.ends_on = ").value(ends_on)).await
}

/// The periods of a regime that lie within some days, the earliest first, and whether each is settled.
pub async fn within(
    mut db: Db<'_>,
    regime: &str,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
) -> QueryResult<Vec<(Uuid, bool)>> {
    Statement::<(SqlUuid, Bool)>::new("select id, frozen_at is not null from period where regime = ")
        .value(regime.to_owned())
        .text(" and starts_on >= ")
        .value(starts_on)
        .text(" and ends_on <= ")
        .value(ends_on)
        .text(" order by ends_on")
        .load(&mut db)
        .await
}

/// A page of periods, the newest first.
pub async fn list(db: Db<'_>, filter: &Filter, after: Option<&After>, rows: usize) -> QueryResult<Vec<Period>> {
    let mut statement = filtered(filter);
    if let Some(After(ends_on, id)) = after {
        statement = statement.text(" and (p.ends_on, p.id) < (").value(*ends_on).text(", ").value(*id).text(")");
    }
    some(db, statement.text(" order by p.ends_on desc, p.id desc"), rows).await
}

/// The same from the earliest on.
pub async fn earliest(db: Db<'_>, filter: &Filter, rows: usize) -> QueryResult<Vec<Period>> {
    some(db, filtered(filter).text(" order by p.ends_on, p.id"), rows).await
}

fn filtered(filter: &Filter) -> Statement<SqlPeriod> {
    let mut statement = selected("true");
    if let Some(regime) = &filter.regime {
        statement = statement.text(" and p.regime = ").value(regime.clone());
    }
    if let Some(from) = filter.from {
        statement = statement.text(" and p.ends_on >= ").value(from);
    }
    if let Some(to) = filter.to {
        statement = statement.text(" and p.starts_on <= ").value(to);
    }
    statement
}

async fn some(mut db: Db<'_>, ordered: Statement<SqlPeriod>, rows: usize) -> QueryResult<Vec<Period>> {
    let limit = literal_limit(rows);
    let mut found: Vec<PeriodRow> = ordered.text(format!(" limit {limit}")).load(&mut db).await?;
    found.truncate(rows);
    found.into_iter().map(Period::try_from).collect()
}

/// When the tiers of these periods are due by the rule.
pub async fn tiers(mut db: Db<'_>, ids: Vec<Uuid>) -> QueryResult<HashMap<Uuid, Vec<TierDeadline>>> {
    let found: Vec<(Uuid, TierDeadline)> = Statement::<(SqlUuid, (Int2, Timestamptz, Timestamptz))>::new(
        "select period_id, tier, max(rule_due_at), max(locks_at) from obligation where period_id = any(",
    )
    .value(ids)
    .text(") group by period_id, tier order by period_id, tier")
    .load(&mut db)
    .await?;
    let mut tiers: HashMap<Uuid, Vec<TierDeadline>> = HashMap::new();
    for (period, deadline) in found {
        tiers.entry(period).or_default().push(deadline);
    }
    Ok(tiers)
}

/// Writes a period; false if the regime has one of that key already.
pub async fn insert(db: Db<'_>, new: &Period) -> QueryResult<bool> {
    insert_new(db, PeriodRow::try_from(new)?).await
}

fn selected(condition: &str) -> Statement<SqlPeriod> {
    Statement::new(format!("select {} from period p where {condition}", PeriodRow::columns_of("p")))
}

async fn one(mut db: Db<'_>, statement: Statement<SqlPeriod>) -> QueryResult<Option<Period>> {
    let found: Option<PeriodRow> = statement.get_result(&mut db).await.optional()?;
    found.map(Period::try_from).transpose()
}

impl TryFrom<PeriodRow> for Period {
    type Error = diesel::result::Error;

    fn try_from(row: PeriodRow) -> QueryResult<Self> {
        Ok(Self {
            id: row.id,
            regime: row.regime,
            key: row.key,
            starts_on: row.starts_on,
            ends_on: row.ends_on,
            opens_at: row.opens_at,
            cutoff_at: row.cutoff_at,
            frozen_at: row.frozen_at,
            directory_version: row.directory_version,
            rules: from_json(row.rules)?,
            serves_clause: row.serves_clause,
        })
    }
}

impl TryFrom<&Period> for PeriodRow {
    type Error = diesel::result::Error;

    fn try_from(period: &Period) -> QueryResult<Self> {
        let one = period.clone();
        Ok(Self {
            id: one.id,
            regime: one.regime,
            key: one.key,
            starts_on: one.starts_on,
            ends_on: one.ends_on,
            opens_at: one.opens_at,
            cutoff_at: one.cutoff_at,
            rules: to_json(&one.rules)?,
            serves_clause: one.serves_clause,
            frozen_at: one.frozen_at,
            directory_version: one.directory_version,
        })
    }
}
