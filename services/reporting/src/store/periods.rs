//! Periods.

use crate::domain::period::Period;
use crate::domain::timetable::TierMoments;
use crate::schema::{obligation, period};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::result::QueryResult;
use diesel::sql_types::{Array, Date, Int2, Nullable, Text, Timestamptz, Untyped, Uuid as SqlUuid};
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Statement, from_json, to_json};
use haicap_types::OrganizationCode;
use serde_json::Value;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

type Row = (
    Uuid,
    String,
    String,
    NaiveDate,
    NaiveDate,
    DateTime<Utc>,
    DateTime<Utc>,
    Option<DateTime<Utc>>,
    i64,
    Value,
    Option<Uuid>,
);

/// Which periods are wanted; what is none is not asked for.
#[derive(Debug, Clone, Default)]
pub struct PeriodFilter {
    /// Of this regime.
    pub regime: Option<String>,
    /// That end on this date or later.
    pub from: Option<NaiveDate>,
    /// That begin on this date or earlier.
    pub to: Option<NaiveDate>,
}

/// The period with an id.
///
/// # Errors
/// The database's.
pub async fn find(mut db: Db<'_>, id: Uuid) -> QueryResult<Option<Period>> {
    let found: Option<Row> = period::table.find(id).get_result(&mut db).await.optional()?;
    found.map(read).transpose()
}

/// The period of a regime with a key.
///
/// # Errors
/// The database's.
pub async fn of_key(mut db: Db<'_>, regime: &str, key: &str) -> QueryResult<Option<Period>> {
    let found: Option<Row> = period::table
        .filter(period::regime.eq(regime))
        .filter(period::key.eq(key))
        .get_result(&mut db)
        .await
        .optional()?;
    found.map(read).transpose()
}

/// The periods of a regime that lie within some days, the earliest first, and whether each is settled.
///
/// # Errors
/// The database's.
pub async fn within(
    mut db: Db<'_>,
    regime: &str,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
) -> QueryResult<Vec<(Uuid, bool)>> {
    period::table
        .filter(period::regime.eq(regime))
        .filter(period::starts_on.ge(starts_on))
        .filter(period::ends_on.le(ends_on))
        .order(period::ends_on)
        .select((period::id, period::frozen_at.is_not_null()))
        .load(&mut db)
        .await
}

/// The period of a regime that ends on a date.
///
/// # Errors
/// The database's.
pub async fn ending(mut db: Db<'_>, regime: &str, ends_on: NaiveDate) -> QueryResult<Option<Period>> {
    let found: Option<Row> = period::table
        .filter(period::regime.eq(regime))
        .filter(period::ends_on.eq(ends_on))
        .get_result(&mut db)
        .await
        .optional()?;
    found.map(read).transpose()
}

/// The periods, the newest first, after one of them, at most so many.
///
/// # Errors
/// The database's.
pub async fn list(
    mut db: Db<'_>,
    filter: &PeriodFilter,
    after: Option<(NaiveDate, Uuid)>,
    rows: usize,
) -> QueryResult<Vec<Period>> {
    let mut wanted = period::table.into_boxed();
    if let Some(regime) = &filter.regime {
        wanted = wanted.filter(period::regime.eq(regime));
    }
    if let Some(from) = filter.from {
        wanted = wanted.filter(period::ends_on.ge(from));
    }
    if let Some(to) = filter.to {
        wanted = wanted.filter(period::starts_on.le(to));
    }
    if let Some((ends_on, id)) = after {
        use diesel::BoolExpressionMethods;
        wanted = wanted.filter(period::ends_on.lt(ends_on).or(period::ends_on.eq(ends_on).and(period::id.lt(id))));
    }
    let found: Vec<Row> = wanted
        .order((period::ends_on.desc(), period::id.desc()))
        .limit(i64::try_from(rows).unwrap_or(i64::MAX))
        .load(&mut db)
        .await?;
    found.into_iter().map(read).collect()
}

/// A tier, when it is due, and when it is locked.
pub type TierRow = (i16, DateTime<Utc>, DateTime<Utc>);

/// When the tiers of these periods are due by the rule.
///
/// # Errors
/// The database's.
pub async fn tiers(mut db: Db<'_>, ids: Vec<Uuid>) -> QueryResult<HashMap<Uuid, Vec<TierRow>>> {
    use diesel::dsl::max;
    type Found = (Uuid, i16, Option<DateTime<Utc>>, Option<DateTime<Utc>>);
    let found: Vec<Found> = obligation::table
        .filter(obligation::period_id.eq_any(ids))
        .group_by((obligation::period_id, obligation::tier))
        .order((obligation::period_id, obligation::tier))
        .select((obligation::period_id, obligation::tier, max(obligation::rule_due_at), max(obligation::locks_at)))
        .load(&mut db)
        .await?;
    let mut tiers: HashMap<Uuid, Vec<TierRow>> = HashMap::new();
    for (period, tier, due_at, locks_at) in found {
        let moments = due_at.zip(locks_at).map(|(due_at, locks_at)| (tier, due_at, locks_at));
        tiers.entry(period).or_default().extend(moments);
    }
    Ok(tiers)
}

/// Writes a period; false if the regime has one of that key already.
///
/// # Errors
/// The database's.
pub async fn insert(mut db: Db<'_>, new: &Period) -> QueryResult<bool> {
    diesel::insert_into(period::table)
        .values((
            (period::id.eq(new.id), period::regime.eq(&new.regime), period::key.eq(&new.key)),
            (period::starts_on.eq(new.starts_on), period::ends_on.eq(new.ends_on)),
            (
                period::opens_at.eq(new.opens_at),
                period::cutoff_at.eq(new.cutoff_at),
                period::frozen_at.eq(new.frozen_at),
            ),
            (period::directory_version.eq(new.directory_version), period::rules.eq(to_json(&new.rules)?)),
            period::serves_clause.eq(new.serves_clause),
        ))
        .on_conflict((period::regime, period::key))
        .do_nothing()
        .execute(&mut db)
        .await
        .map(|inserted| inserted == 1)
}

/// Some periods that have begun and are only foreseen, but for those that are left out. Of what a newer version of the
/// directory wrote, an older one decides nothing.
///
/// # Errors
/// The database's.
pub async fn unfrozen(
    mut db: Db<'_>,
    version: i64,
    now: DateTime<Utc>,
    without: Vec<Uuid>,
    rows: i64,
) -> QueryResult<Vec<Uuid>> {
    period::table
        .filter(period::frozen_at.is_null())
        .filter(period::opens_at.le(now))
        .filter(period::directory_version.le(version))
        .filter(period::id.ne_all(without))
        .order(period::opens_at)
        .limit(rows)
        .select(period::id)
        .load(&mut db)
        .await
}

/// The period with an id, locked, if it is still only foreseen; `None` also while another transaction has it locked.
///
/// # Errors
/// The database's.
pub async fn lock_unfrozen(mut db: Db<'_>, id: Uuid) -> QueryResult<Option<Period>> {
    let found: Option<Row> = period::table
        .find(id)
        .filter(period::frozen_at.is_null())
        .for_update()
        .skip_locked()
        .get_result(&mut db)
        .await
        .optional()?;
    found.map(read).transpose()
}

/// The periods of a regime that have begun and are only foreseen; locked.
///
/// # Errors
/// The database's.
pub async fn lock_begun(mut db: Db<'_>, regime: &str, now: DateTime<Utc>) -> QueryResult<Vec<Period>> {
    let found: Vec<Row> = period::table
        .filter(period::regime.eq(regime))
        .filter(period::frozen_at.is_null())
        .filter(period::opens_at.le(now))
        .order(period::opens_at)
        .for_update()
        .load(&mut db)
        .await?;
    found.into_iter().map(read).collect()
}

/// What points to an obligation `o`: such a row is never deleted.
const POINTED_TO: &str = "exists (select from submission s where s.obligation_id = o.id) \
    or exists (select from grant_request g where g.obligation_id = o.id) \
    or exists (select from consolidated_report c where c.obligation_id = o.id) \
    or exists (select from consolidated_source c where c.obligation_id = o.id)";

/// Forgets the periods of a regime, whose row is locked, that have not begun and that nothing points to: they are written
/// anew by changed rules. What lies before a period that stays, stays as well. Answers the last day of what is left.
///
/// # Errors
/// The database's.
pub async fn forget_foreseen(mut db: Db<'_>, regime: &str, now: DateTime<Utc>) -> QueryResult<Option<NaiveDate>> {
    let of_regime = period::table.filter(period::regime.eq(regime.to_owned()));
    let kept_until = "select max(p.ends_on) from period p where p.regime = ";
    let (kept_until,): (Option<NaiveDate>,) = Statement::<(Nullable<Date>,)>::new(kept_until)
        .bind::<Text, _>(regime.to_owned())
        .text(" and (p.frozen_at is not null or p.opens_at <= ")
        .bind::<Timestamptz, _>(now)
        .text(format!(" or exists (select from obligation o where o.period_id = p.id and ({POINTED_TO})))"))
        .get_result(&mut db)
        .await?;
    let foreseen = of_regime.filter(period::frozen_at.is_null()).filter(period::opens_at.gt(now));
    match kept_until {
        Some(last) => diesel::delete(foreseen.filter(period::ends_on.gt(last))).execute(&mut db).await?,
        None => diesel::delete(foreseen).execute(&mut db).await?,
    };
    Ok(kept_until)
}

/// Settles who has to report: whoever is foreseen and not among them any more has to no longer, unless something points
/// to what he owes.
///
/// # Errors
/// The database's.
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
    .bind::<SqlUuid, _>(id)
    .text(" and (o.tier, o.organization) not in (select * from unnest(")
    .bind::<Array<Int2>, _>(tiers)
    .text(", ")
    .bind::<Array<Text>, _>(codes)
    .text(format!(")) and not ({POINTED_TO})"))
    .execute(&mut db)
    .await?;
    diesel::update(period::table.find(id)).set(period::frozen_at.eq(at)).execute(&mut db).await.map(drop)
}

/// Some periods whose deadlines were reckoned by an older version of the directory, and of which some lie ahead, but for
/// those that are left out.
///
/// # Errors
/// The database's.
pub async fn outdated(
    mut db: Db<'_>,
    version: i64,
    now: DateTime<Utc>,
    without: Vec<Uuid>,
    rows: i64,
) -> QueryResult<Vec<Uuid>> {
    use diesel::dsl::exists;
    let ahead = obligation::table.filter(obligation::period_id.eq(period::id)).filter(obligation::locks_at.gt(now));
    period::table
        .filter(period::directory_version.lt(version))
        .filter(period::id.ne_all(without))
        .filter(exists(ahead))
        .order(period::id)
        .limit(rows)
        .select(period::id)
        .load(&mut db)
        .await
}

/// The period with an id, locked, if its deadlines were reckoned by an older version of the directory; `None` also while
/// another transaction has it locked.
///
/// # Errors
/// The database's.
pub async fn lock_outdated(mut db: Db<'_>, id: Uuid, version: i64) -> QueryResult<Option<Period>> {
    let found: Option<Row> = period::table
        .find(id)
        .filter(period::directory_version.lt(version))
        .for_update()
        .skip_locked()
        .get_result(&mut db)
        .await
        .optional()?;
    found.map(read).transpose()
}

/// Notes by which version of the directory a period's deadlines hold.
///
/// # Errors
/// The database's.
pub async fn note_directory(mut db: Db<'_>, id: Uuid, version: i64) -> QueryResult<()> {
    diesel::update(period::table.find(id)).set(period::directory_version.eq(version)).execute(&mut db).await.map(drop)
}

/// A deadline that was moved: whose, owed to whom, and from when to when.
pub type MovedDeadline = (OrganizationCode, OrganizationCode, DateTime<Utc>, DateTime<Utc>);

/// Moves the deadlines of a tier that have not passed and that nobody has met yet, and answers which. One that comes
/// earlier comes no earlier than `notice`, so that nobody is late by surprise.
///
/// # Errors
/// The database's.
pub async fn reschedule(
    mut db: Db<'_>,
    period: Uuid,
    (tier, to): (i16, TierMoments),
    now: DateTime<Utc>,
    notice: DateTime<Utc>,
) -> QueryResult<Vec<MovedDeadline>> {
    Statement::<(Text, Text, Timestamptz, Timestamptz)>::new("with target as (select ")
        .bind::<Timestamptz, _>(to.due_at)
        .text("::timestamptz as due_at, ")
        .bind::<Timestamptz, _>(to.locks_at)
        .text("::timestamptz as locks_at, ")
        .bind::<Timestamptz, _>(notice)
        .text(
            "::timestamptz as notice
             ), moving as (
                 select o.id, o.rule_due_at as before, greatest(t.due_at, least(o.rule_due_at, t.notice)) as due_at,
                        greatest(t.locks_at, least(o.rule_due_at, t.notice)) as locks_at, o.locks_at as locked_at
                 from obligation o, target t where o.first_submitted_at is null and o.period_id = ",
        )
        .bind::<SqlUuid, _>(period)
        .text(" and o.tier = ")
        .bind::<Int2, _>(tier)
        .text(" and o.due_at > ")
        .bind::<Timestamptz, _>(now)
        .text(
            " for update of o)
             update obligation o set version = version + 1, rule_due_at = m.due_at, locks_at = m.locks_at
             from moving m where m.id = o.id and (m.before, m.locked_at) <> (m.due_at, m.locks_at)
             returning o.owed_by, o.receiver, m.before, m.due_at",
        )
        .load(&mut db)
        .await
}

/// Who is foreseen to report for a period: tier and body.
///
/// # Errors
/// The database's.
pub async fn expected(mut db: Db<'_>, id: Uuid) -> QueryResult<HashSet<(i16, OrganizationCode)>> {
    let found: Vec<(i16, OrganizationCode)> = obligation::table
        .filter(obligation::period_id.eq(id))
        .select((obligation::tier, obligation::organization))
        .load(&mut db)
        .await?;
    Ok(found.into_iter().collect())
}

fn read(row: Row) -> QueryResult<Period> {
    let (id, regime, key, starts_on, ends_on, opens_at, cutoff_at, frozen_at, directory_version, rules, serves_clause) =
        row;
    let rules = from_json(rules)?;
    Ok(Period {
        id,
        regime,
        key,
        starts_on,
        ends_on,
        opens_at,
        cutoff_at,
        frozen_at,
        directory_version,
        rules,
        serves_clause,
    })
}
