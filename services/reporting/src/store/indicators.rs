//! Indicators.

use super::Kept;
use crate::domain::indicator::{Indicator, is_code};
use crate::schema::indicator;
use diesel::result::QueryResult;
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, from_json, to_json};
use haicap_types::OrganizationCode;
use serde_json::Value;
use std::collections::BTreeMap;

type Row = (OrganizationCode, Value, i32);

const COLUMNS: (indicator::owner, indicator::definition, indicator::version) =
    (indicator::owner, indicator::definition, indicator::version);

/// The indicator with a code.
///
/// # Errors
/// The database's.
pub async fn find(mut db: Db<'_>, code: &str) -> QueryResult<Option<Kept<Indicator>>> {
    let found: Option<Row> = indicator::table.find(code).select(COLUMNS).get_result(&mut db).await.optional()?;
    found.map(kept).transpose()
}

/// The indicators by code, after one of them, at most so many.
///
/// # Errors
/// The database's.
pub async fn list(mut db: Db<'_>, after: &str, rows: usize) -> QueryResult<Vec<Kept<Indicator>>> {
    let found: Vec<Row> = indicator::table
        .filter(indicator::code.gt(after))
        .order(indicator::code)
        .limit(i64::try_from(rows).unwrap_or(i64::MAX))
        .select(COLUMNS)
        .load(&mut db)
        .await?;
    found.into_iter().map(kept).collect()
}

/// Those of these codes that there are.
///
/// # Errors
/// The database's.
pub async fn of_codes(mut db: Db<'_>, codes: Vec<String>) -> QueryResult<BTreeMap<String, Indicator>> {
    // What is no code may be what the database cannot even be asked about.
    let codes: Vec<String> = codes.into_iter().filter(|code| is_code(code)).collect();
    let found: Vec<Value> =
        indicator::table.filter(indicator::code.eq_any(codes)).select(indicator::definition).load(&mut db).await?;
    found.into_iter().map(|definition| from_json::<Indicator>(definition).map(|one| (one.code.clone(), one))).collect()
}

/// Adds an indicator; false if its code is taken.
///
/// # Errors
/// The database's.
pub async fn insert(mut db: Db<'_>, kept: &Kept<Indicator>) -> QueryResult<bool> {
    diesel::insert_into(indicator::table)
        .values((
            indicator::code.eq(&kept.thing.code),
            indicator::owner.eq(&kept.owner),
            indicator::definition.eq(to_json(&kept.thing)?),
            indicator::version.eq(kept.version),
        ))
        .on_conflict_do_nothing()
        .execute(&mut db)
        .await
        .map(|inserted| inserted == 1)
}

/// Saves an indicator and raises its version; false if another change came first.
///
/// # Errors
/// The database's.
pub async fn save(mut db: Db<'_>, kept: &mut Kept<Indicator>) -> QueryResult<bool> {
    let read = kept.version;
    kept.version = read.saturating_add(1);
    let unchanged = indicator::table.find(&kept.thing.code).filter(indicator::version.eq(read));
    diesel::update(unchanged)
        .set((indicator::definition.eq(to_json(&kept.thing)?), indicator::version.eq(kept.version)))
        .execute(&mut db)
        .await
        .map(|saved| saved == 1)
}

fn kept((owner, definition, version): Row) -> QueryResult<Kept<Indicator>> {
    Ok(Kept { owner, thing: from_json(definition)?, version })
}
