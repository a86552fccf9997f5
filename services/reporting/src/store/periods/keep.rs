//! What the calendar and the directory bring about: periods that begin, and deadlines that move.

use super::{PeriodRow, one, selected};
use crate::domain::period::{MovedDeadline, Period};
use crate::domain::regime::Created;
use crate::domain::timetable::TierMoments;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::Queryable;
use diesel::result::QueryResult;
use diesel::sql_types::{Array, Date, Int2, Nullable, Text, Timestamptz, Untyped, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Statement, literal_limit};
use haicap_types::OrganizationCode;
use std::collections::HashSet;
use uuid::Uuid;

/// What points to an obligation `o`: such a row is never deleted.
const POINTED_TO: &str = "exists (select from submission s where s.obligation_id = o.id) \
    or exists (select from grant_request g where g.obligation_id = o.id) \
    or exists (select from consolidated_report c where c.obligation_id = o.id) \
    or exists (select from consolidated_source c where c.obligation_id = o.id)";

/// Some periods that have begun and are only foreseen, but for those that are left out. Of what a newer version of the
/// directory wrote, an older one decides nothing.
pub async fn unfrozen(
    mut db: Db<'_>,
    version: i64,
    now: DateTime<Utc>,
    without: Vec<Uuid>,
    rows: usize,
) -> QueryResult<Vec<Uuid>> {
    let limit = literal_limit(rows);
    let found: Vec<(Uuid,)> =
        Statement::<(SqlUuid,)>::new("select id from period where frozen_at is null and opens_at <= ")
            .value(now)
            .text(" and directory_version <= ")
            .value(version)
            .text(" and id <> all(")
            .value(without)
            .text(format!(") order by opens_at limit {limit}"))
            .load(&mut db)
            .await?;
    Ok(found.into_iter().map(|(id,)| id).take(rows).collect())
}

/// The period with an id, locked, if it is still only foreseen; `None` also while another transaction has it locked.
pub async fn lock_unfrozen(db: Db<'_>, id: Uuid) -> QueryResult<Option<Period>> {
    one(db, selected("p.frozen_at is null and p.id = ").value(id).text(" for update skip locked")).await
}

/// The periods of a regime that have begun and are only foreseen; locked.
pub async fn lock_begun(mut db: Db<'_>, regime: &str, now: DateTime<Utc>) -> QueryResult<Vec<Period>> {
    let found: Vec<PeriodRow> = selected("p.frozen_at is null and p.regime = ")
        .value(regime.to_owned())
        .text(" and p.opens_at <= ")
        .value(now)
        .text(" order by p.opens_at for update")
        .load(&mut db)
        .await?;
    found.into_iter().map(Period::try_from).collect()
}

/// The periods of a regime that are created; none if there are none.
pub async fn created(db: Db<'_>, regime: &str) -> QueryResult<Option<Created>> {
    until_last(db, regime, |statement| statement).await
}

/// Those of them that stay when the regime changes: what has begun or is pointed to, and what lies before it.
pub async fn kept(db: Db<'_>, regime: &str, now: DateTime<Utc>) -> QueryResult<Option<Created>> {
    until_last(db, regime, |statement| {
        let statement = statement.text(" and (p.frozen_at is not null or p.opens_at <= ").value(now);
        let pointed_to = format!("exists (select from obligation o where o.period_id = p.id and ({POINTED_TO}))");
        statement.text(format!(" or {pointed_to})"))
    })
    .await
}

type SqlCreated = (Nullable<Array<Text>>, Nullable<Date>, Nullable<Date>);

/// The periods of a regime up to the last one of some.
async fn until_last(
    mut db: Db<'_>,
    regime: &str,
    some: impl FnOnce(Statement<SqlCreated>) -> Statement<SqlCreated>,
) -> QueryResult<Option<Created>> {
    let last =
        Statement::<SqlCreated>::new("with last as (select max(p.ends_on) as day from period p where p.regime = ");
    let statement = some(last.value(regime.to_owned()));
    let (keys, first, last): (Option<Vec<String>>, Option<NaiveDate>, Option<NaiveDate>) = statement
        .text(") select array_agg(p.key), min(p.starts_on), max(p.ends_on) from period p, last where p.regime = ")
        .value(regime.to_owned())
        .text(" and p.ends_on <= last.day")
        .get_result(&mut db)
        .await?;
    let whole = keys.zip(first).zip(last);
    Ok(whole.map(|((keys, first), last)| Created { keys: keys.into_iter().collect(), first, last }))
}

/// Forgets the periods of a regime, whose row is locked, that come after those that stay.
pub async fn forget_after(mut db: Db<'_>, regime: &str, kept: Option<&Created>) -> QueryResult<()> {
    Statement::<Untyped>::new("delete from period where regime = ")
        .value(regime.to_owned())
        .text(" and coalesce(ends_on > ")
        .value(kept.map(|kept| kept.last))
        .text(", true)")
        .execute(&mut db)
        .await
        .map(drop)
}

/// Settles who has to report: what is foreseen of others is removed, unless something points to it.
pub async fn freeze(
    mut db: Db<'_>,
    id: Uuid,
    at: DateTime<Utc>,
    expected: Vec<(i16, OrganizationCode)>,
) -> QueryResult<()> {
    let (tiers, codes): (Vec<i16>, Vec<OrganizationCode>) = expected.into_iter().unzip();
    Statement::<Untyped>::new(
        "delete from obligation o where o.standing = 'nothing' and o.latest_id is null and o.period_id = ",
    )
    .value(id)
    .text(" and (o.tier, o.organization) not in (select * from unnest(")
    .value(tiers)
    .text(", ")
    .value(codes)
    .text(format!(")) and not ({POINTED_TO})"))
    .execute(&mut db)
    .await?;
    Statement::<Untyped>::new("update period set frozen_at = ")
        .value(at)
        .text(" where id = ")
        .value(id)
        .execute(&mut db)
        .await
        .map(drop)
}

/// Some periods whose deadlines were calculated by an older version of the directory, and of which some lie ahead, but
/// for those that are left out.
pub async fn outdated(
    mut db: Db<'_>,
    version: i64,
    now: DateTime<Utc>,
    without: Vec<Uuid>,
    rows: usize,
) -> QueryResult<Vec<Uuid>> {
    let limit = literal_limit(rows);
    let found: Vec<(Uuid,)> = Statement::<(SqlUuid,)>::new("select p.id from period p where p.directory_version < ")
        .value(version)
        .text(" and p.id <> all(")
        .value(without)
        .text(") and exists (select from obligation o where o.period_id = p.id and o.locks_at > ")
        .value(now)
        .text(format!(") order by p.id limit {limit}"))
        .load(&mut db)
        .await?;
    Ok(found.into_iter().map(|(id,)| id).take(rows).collect())
}

/// The period with an id, locked, if its deadlines were calculated by an older version of the directory; `None` also
/// while another transaction has it locked.
pub async fn lock_outdated(db: Db<'_>, id: Uuid, version: i64) -> QueryResult<Option<Period>> {
    let outdated = selected("p.id = ").value(id).text(" and p.directory_version < ").value(version);
    one(db, outdated.text(" for update skip locked")).await
}

/// Notes by which version of the directory a period's deadlines hold.
pub async fn note_directory(mut db: Db<'_>, id: Uuid, version: i64) -> QueryResult<()> {
    Statement::<Untyped>::new("update period set directory_version = ")
        .value(version)
        .text(" where id = ")
        .value(id)
        .execute(&mut db)
        .await
        .map(drop)
}

/// Moves the deadlines of a tier that have not passed and that nobody has met yet, and answers which. One that comes
/// earlier comes no earlier than `notice`, so that nobody is late by surprise.
pub async fn reschedule(
    mut db: Db<'_>,
    period: Uuid,
    (tier, to): (i16, TierMoments),
    now: DateTime<Utc>,
    notice: DateTime<Utc>,
) -> QueryResult<Vec<MovedDeadline>> {
    let moved: Vec<Moved> = Statement::<SqlMoved>::new("with target as (select ")
        .value(to.due_at)
        .text("::timestamptz as due_at, ")
        .value(to.locks_at)
        .text("::timestamptz as locks_at, ")
        .value(notice)
        .text(
            "::timestamptz as notice
             ), moving as (
                 select o.id, o.rule_due_at as before, greatest(t.due_at, least(o.rule_due_at, t.notice)) as due_at,
                        greatest(t.locks_at, least(o.rule_due_at, t.notice)) as locks_at, o.locks_at as locked_at
                 from obligation o, target t where o.first_submitted_at is null and o.period_id = ",
        )
        .value(period)
        .text(" and o.tier = ")
        .value(tier)
        .text(" and o.due_at > ")
        .value(now)
        .text(
            " for update of o)
             update obligation o set version = version + 1, rule_due_at = m.due_at, locks_at = m.locks_at
             from moving m where m.id = o.id and (m.before, m.locked_at) <> (m.due_at, m.locks_at)
             returning o.owed_by, o.receiver, m.before, m.due_at",
        )
        .load(&mut db)
        .await?;
    Ok(moved.into_iter().map(MovedDeadline::from).collect())
}

#[derive(Queryable)]
struct Moved {
    owed_by: OrganizationCode,
    receiver: OrganizationCode,
    before: DateTime<Utc>,
    after: DateTime<Utc>,
}

type SqlMoved = (Text, Text, Timestamptz, Timestamptz);

impl From<Moved> for MovedDeadline {
    fn from(Moved { owed_by, receiver, before, after }: Moved) -> Self {
        Self { owed_by, receiver, before, after }
    }
}

/// Who is foreseen to report for a period: tier and organization.
pub async fn expected(mut db: Db<'_>, id: Uuid) -> QueryResult<HashSet<(i16, OrganizationCode)>> {
    let found: Vec<(i16, OrganizationCode)> =
        Statement::<(Int2, Text)>::new("select tier, organization from obligation where period_id = ")
            .value(id)
            .load(&mut db)
            .await?;
    Ok(found.into_iter().collect())
}
