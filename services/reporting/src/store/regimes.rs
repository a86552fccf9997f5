//! Report regimes.

use super::Kept;
use crate::domain::regime::Regime;
use chrono::NaiveDate;
use diesel::OptionalExtension;
use diesel::result::QueryResult;
use diesel::sql_types::{Date, Nullable, Text, Untyped};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Row, Statement, from_json, insert_new, literal_limit, save as save_row, to_json};
use haicap_types::OrganizationCode;
use serde_json::Value;

haicap_kit::row! {
    /// A regime as its table holds it, but for the day up to which its periods are written: saving a regime leaves that.
    RegimeRow in "regime" by (code) {
        code: String,
        owner: OrganizationCode,
        version: i32,
    } changing {
        definition: Value,
        starts_on: NaiveDate,
        ends_on: Option<NaiveDate>,
    }
}

/// The regime with a code.
pub async fn find(mut db: Db<'_>, code: &str) -> QueryResult<Option<Kept<Regime>>> {
    let found: Option<RegimeRow> = selected("r.code = ").value(code.to_owned()).get_result(&mut db).await.optional()?;
    found.map(kept).transpose()
}

/// The regimes by code, after one of them, at most so many.
pub async fn list(mut db: Db<'_>, after: &str, rows: usize) -> QueryResult<Vec<Kept<Regime>>> {
    let limit = literal_limit(rows);
    let mut found: Vec<RegimeRow> = selected("r.code > ")
        .value(after.to_owned())
        .text(format!(" order by r.code limit {limit}"))
        .load(&mut db)
        .await?;
    found.truncate(rows);
    found.into_iter().map(kept).collect()
}

/// The regimes that are made of another, by code.
pub async fn made_of(mut db: Db<'_>, source: &str) -> QueryResult<Vec<Regime>> {
    let statement = selected("r.definition ->> 'source_regime' = ").value(source.to_owned()).text(" order by r.code");
    let found: Vec<RegimeRow> = statement.load(&mut db).await?;
    found.into_iter().map(|row| Ok(kept(row)?.thing)).collect()
}

/// Adds a regime; false if its code is taken.
pub async fn insert(db: Db<'_>, kept: &Kept<Regime>) -> QueryResult<bool> {
    insert_new(db, row(kept)?).await
}

/// Saves a regime and raises its version; false if another change came first.
pub async fn save(db: Db<'_>, kept: &Kept<Regime>) -> QueryResult<bool> {
    save_row(db, row(kept)?, kept.version).await
}

/// The codes of some regimes whose periods are not written up to a date, but for those that are left out.
pub async fn unopened(mut db: Db<'_>, until: NaiveDate, without: Vec<String>, rows: usize) -> QueryResult<Vec<String>> {
    let limit = literal_limit(rows);
    let found: Vec<(String,)> = Statement::<(Text,)>::new("select code from regime where starts_on <= ")
        .value(until)
        .text(" and (opened_until is null or opened_until < ")
        .value(until)
        .text(") and (ends_on is null or opened_until is null or ends_on > opened_until) and code <> all(")
        .value(without)
        .text(format!(") order by code limit {limit}"))
        .load(&mut db)
        .await?;
    Ok(found.into_iter().map(|(code,)| code).take(rows).collect())
}

/// The regime with a code, locked, and the day up to which its periods are written; `None` also while another
/// transaction has it locked.
pub async fn lock(mut db: Db<'_>, code: &str) -> QueryResult<Option<(Kept<Regime>, Option<NaiveDate>)>> {
    type Sql = (<RegimeRow as Row>::Sql, Nullable<Date>);
    let select = format!("select {}, r.opened_until from regime r where r.code = ", RegimeRow::columns_of("r"));
    let found: Option<(RegimeRow, Option<NaiveDate>)> = Statement::<Sql>::new(select)
        .value(code.to_owned())
        .text(" for update skip locked")
        .get_result(&mut db)
        .await
        .optional()?;
    found.map(|(row, opened_until)| Ok((kept(row)?, opened_until))).transpose()
}

/// Whether the periods of a regime are written up to a day, as far as it has any.
pub async fn is_written_until(mut db: Db<'_>, code: &str, day: NaiveDate) -> QueryResult<bool> {
    type Found = (Option<NaiveDate>, Option<NaiveDate>);
    type Sql = (Nullable<Date>, Nullable<Date>);
    let found: Option<Found> = Statement::<Sql>::new("select opened_until, ends_on from regime where code = ")
        .value(code.to_owned())
        .get_result(&mut db)
        .await
        .optional()?;
    let Some((opened_until, ends_on)) = found else { return Ok(false) };
    let last = ends_on.map_or(day, |ends_on| ends_on.min(day));
    Ok(opened_until.is_some_and(|opened_until| opened_until >= last))
}

/// Notes up to which day the periods of a regime are written.
pub async fn note_opened(mut db: Db<'_>, code: &str, until: NaiveDate) -> QueryResult<()> {
    Statement::<Untyped>::new("update regime set opened_until = ")
        .value(until)
        .text(" where code = ")
        .value(code.to_owned())
        .execute(&mut db)
        .await
        .map(drop)
}

fn selected(condition: &str) -> Statement<<RegimeRow as Row>::Sql> {
    Statement::new(format!("select {} from regime r where {condition}", RegimeRow::columns_of("r")))
}

fn row(kept: &Kept<Regime>) -> QueryResult<RegimeRow> {
    let Kept { owner, thing, version } = kept.clone();
    let (starts_on, ends_on) = (thing.starts_on.0, thing.ends_on.map(|date| date.0));
    Ok(RegimeRow { definition: to_json(&thing)?, code: thing.code, owner, version, starts_on, ends_on })
}

fn kept(row: RegimeRow) -> QueryResult<Kept<Regime>> {
    Ok(Kept { owner: row.owner, thing: from_json(row.definition)?, version: row.version })
}
