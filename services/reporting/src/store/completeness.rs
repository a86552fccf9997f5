//! Who reported, and when: counted from obligations as they stand.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::result::QueryResult;
use diesel::sql_types::{Array, BigInt, Bool, Date, Float8, Nullable, Text, Uuid as SqlUuid};
use diesel::{OptionalExtension, Queryable};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Statement};
use haicap_types::OrganizationCode;
use uuid::Uuid;

/// Whose obligations are counted; what is none is not asked for.
#[derive(Debug, Clone)]
pub struct Filter {
    /// Of this regime.
    pub regime: String,
    /// In periods that end on this date or later.
    pub from: NaiveDate,
    /// In periods that begin on this date or earlier.
    pub to: NaiveDate,
    /// Of this tier.
    pub tier: i16,
    /// Of this organization.
    pub organization: Option<OrganizationCode>,
    /// Reported to this organization.
    pub receiver: Option<OrganizationCode>,
}

/// What was counted for a period.
#[derive(Debug, Clone, Queryable)]
pub struct Counted {
    /// The period.
    pub period: Uuid,
    /// What it is called.
    pub key: String,
    /// Its first day.
    pub starts_on: NaiveDate,
    /// Its last day.
    pub ends_on: NaiveDate,
    /// Who has to report, without those to whom it was waived.
    pub expected: i64,
    /// To how many it was waived.
    pub waived: i64,
    /// Of how many the deadline has passed.
    pub due: i64,
    /// How many have reported.
    pub submitted: i64,
    /// How many of them in time.
    pub on_time: i64,
    /// How many of them late.
    pub late: i64,
    /// How many were returned and not sent again.
    pub returned: i64,
    /// How many are accepted.
    pub accepted: i64,
    /// How many were corrected after they had been sent.
    pub corrected: i64,
    /// How late the late ones were on average, in hours.
    pub mean_lateness_h: Option<f64>,
    /// Whose deadline has passed without a report.
    pub missing: Vec<OrganizationCode>,
}

type SqlCounted = (
    SqlUuid,
    Text,
    Date,
    Date,
    BigInt,
    BigInt,
    BigInt,
    BigInt,
    BigInt,
    BigInt,
    BigInt,
    BigInt,
    BigInt,
    Nullable<Float8>,
    Array<Text>,
);

/// What is counted for each period, the earliest first.
pub async fn count(mut db: Db<'_>, filter: &Filter, now: DateTime<Utc>) -> QueryResult<Vec<Counted>> {
    let statement = Statement::<SqlCounted>::new("with clock as (select ").value(now).text(
        "::timestamptz as now)
             select p.id, p.key, p.starts_on, p.ends_on,
                 count(*) filter (where o.standing <> 'waived'),
                 count(*) filter (where o.standing = 'waived'),
                 count(*) filter (where o.standing <> 'waived' and o.due_at < now),
                 count(*) filter (where o.first_submitted_at is not null),
                 count(*) filter (where not o.was_late),
                 count(*) filter (where o.was_late),
                 count(*) filter (where o.standing = 'returned'),
                 count(*) filter (where o.standing = 'accepted'),
                 count(*) filter (where case when o.latest_number > 1 then (
                     select s.number > 1 and s.reason is not null from submission s where s.id = o.effective_submission
                 ) end),
                 avg(extract(epoch from o.first_submitted_at - o.due_at)::float8 / 3600) filter (where o.was_late),
                 coalesce(array_agg(o.organization order by o.organization)
                     filter (where o.standing = 'nothing' and o.due_at < now), '{}')
             from clock cross join period p join obligation o on o.period_id = p.id
             where ",
    );
    selected(statement, filter).text(" group by p.id order by p.ends_on, p.id").load(&mut db).await
}

/// Whether somebody is counted who is not among those that are seen, and does not report to this organization either; none
/// where there is no such regime.
pub async fn counts_others(
    mut db: Db<'_>,
    filter: &Filter,
    seen: Vec<OrganizationCode>,
    receiver: OrganizationCode,
) -> QueryResult<Option<bool>> {
    // A list that is bound is searched from its beginning for every row; what is selected from it is hashed.
    let unseen = |statement: Statement<(Bool,)>| {
        selected(statement.text("exists (select from obligation o where "), filter)
            .text(" and o.organization not in (select code from seen)")
    };
    let statement = Statement::new("with seen as (select unnest(").value(seen).text(") as code) select case when ");
    // Most callers see everybody, which the index knows; the receiver stands in the rows.
    let statement = unseen(statement).text(") then ");
    let others = unseen(statement)
        .text(" and o.receiver <> ")
        .value(receiver)
        .text(") else false end from regime r where r.code = ")
        .value(filter.regime.clone())
        .get_result::<(bool,)>(&mut db)
        .await
        .optional()?;
    Ok(others.map(|(others,)| others))
}

fn selected<Row>(statement: Statement<Row>, filter: &Filter) -> Statement<Row> {
    // The periods are found first, so that only their obligations are read.
    let mut statement = statement
        .text("o.period_id = any(array(select id from period where regime = ")
        .value(filter.regime.clone())
        .text(" and ends_on >= ")
        .value(filter.from)
        .text(" and starts_on <= ")
        .value(filter.to)
        .text(")) and o.tier = ")
        .value(filter.tier);
    if let Some(organization) = &filter.organization {
        statement = statement.text(" and o.organization = ").value(organization.clone());
    }
    if let Some(receiver) = &filter.receiver {
        statement = statement.text(" and o.receiver = ").value(receiver.clone());
    }
    statement
}
