//! Report regimes.

use super::Kept;
use crate::domain::regime::Regime;
use crate::schema::regime;
use chrono::NaiveDate;
use diesel::result::QueryResult;
use diesel::{BoolExpressionMethods, ExpressionMethods, OptionalExtension, QueryDsl};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, from_json, to_json};
use haicap_types::OrganizationCode;
use serde_json::Value;

type Row = (OrganizationCode, Value, i32);

const COLUMNS: (regime::owner, regime::definition, regime::version) =
    (regime::owner, regime::definition, regime::version);

/// The regime with a code.
///
/// # Errors
/// The database's.
pub async fn find(mut db: Db<'_>, code: &str) -> QueryResult<Option<Kept<Regime>>> {
    let found: Option<Row> = regime::table.find(code).select(COLUMNS).get_result(&mut db).await.optional()?;
    found.map(kept).transpose()
}

/// The regimes by code, after one of them, at most so many.
///
/// # Errors
/// The database's.
pub async fn list(mut db: Db<'_>, after: &str, rows: usize) -> QueryResult<Vec<Kept<Regime>>> {
    let found: Vec<Row> = regime::table
        .filter(regime::code.gt(after))
        .order(regime::code)
        .limit(i64::try_from(rows).unwrap_or(i64::MAX))
        .select(COLUMNS)
        .load(&mut db)
        .await?;
    found.into_iter().map(kept).collect()
}

/// Adds a regime; false if its code is taken.
///
/// # Errors
/// The database's.
pub async fn insert(mut db: Db<'_>, kept: &Kept<Regime>) -> QueryResult<bool> {
    diesel::insert_into(regime::table)
        .values((
            regime::code.eq(&kept.thing.code),
            regime::owner.eq(&kept.owner),
            regime::definition.eq(to_json(&kept.thing)?),
            regime::starts_on.eq(kept.thing.starts_on.0),
            regime::ends_on.eq(kept.thing.ends_on.map(|date| date.0)),
            regime::version.eq(kept.version),
        ))
        .on_conflict_do_nothing()
        .execute(&mut db)
        .await
        .map(|inserted| inserted == 1)
}

/// Saves a regime and raises its version; false if another change came first.
///
/// # Errors
/// The database's.
pub async fn save(mut db: Db<'_>, kept: &mut Kept<Regime>) -> QueryResult<bool> {
    let read = kept.version;
    kept.version = read.saturating_add(1);
    let unchanged = regime::table.find(&kept.thing.code).filter(regime::version.eq(read));
    diesel::update(unchanged)
        .set((
            regime::definition.eq(to_json(&kept.thing)?),
            regime::starts_on.eq(kept.thing.starts_on.0),
            regime::ends_on.eq(kept.thing.ends_on.map(|date| date.0)),
            regime::version.eq(kept.version),
        ))
        .execute(&mut db)
        .await
        .map(|saved| saved == 1)
}

/// The codes of some regimes whose periods are not written up to a date, but for those that are left out.
///
/// # Errors
/// The database's.
pub async fn unopened(mut db: Db<'_>, until: NaiveDate, without: Vec<String>, rows: i64) -> QueryResult<Vec<String>> {
    let is_behind = regime::opened_until.is_null().or(regime::opened_until.lt(until));
    let has_more =
        regime::ends_on.is_null().or(regime::opened_until.is_null()).or(regime::ends_on.gt(regime::opened_until));
    regime::table
        .filter(regime::starts_on.le(until))
        .filter(is_behind)
        .filter(has_more)
        .filter(regime::code.ne_all(without))
        .order(regime::code)
        .limit(rows)
        .select(regime::code)
        .load(&mut db)
        .await
}

/// The regime with a code, locked, and the day up to which its periods are written; `None` also while another
/// transaction has it locked.
///
/// # Errors
/// The database's.
pub async fn lock(mut db: Db<'_>, code: &str) -> QueryResult<Option<(Kept<Regime>, Option<NaiveDate>)>> {
    let found: Option<(Row, Option<NaiveDate>)> = regime::table
        .find(code)
        .select((COLUMNS, regime::opened_until))
        .for_update()
        .skip_locked()
        .get_result(&mut db)
        .await
        .optional()?;
    found.map(|(row, opened_until)| Ok((kept(row)?, opened_until))).transpose()
}

/// Whether the periods of a regime are written up to a day, as far as it has any.
///
/// # Errors
/// The database's.
pub async fn is_written_until(mut db: Db<'_>, code: &str, day: NaiveDate) -> QueryResult<bool> {
    let found: Option<(Option<NaiveDate>, Option<NaiveDate>)> = regime::table
        .find(code)
        .select((regime::opened_until, regime::ends_on))
        .get_result(&mut db)
        .await
        .optional()?;
    let Some((opened_until, ends_on)) = found else { return Ok(false) };
    let last = ends_on.map_or(day, |ends_on| ends_on.min(day));
    Ok(opened_until.is_some_and(|opened_until| opened_until >= last))
}

/// Notes up to which day the periods of a regime are written.
///
/// # Errors
/// The database's.
pub async fn note_opened(mut db: Db<'_>, code: &str, until: NaiveDate) -> QueryResult<()> {
    diesel::update(regime::table.find(code)).set(regime::opened_until.eq(until)).execute(&mut db).await.map(drop)
}

fn kept((owner, definition, version): Row) -> QueryResult<Kept<Regime>> {
    Ok(Kept { owner, thing: from_json(definition)?, version })
}
