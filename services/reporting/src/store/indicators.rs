//! Indicators.

use super::Kept;
use crate::domain::indicator::{Indicator, is_code};
use diesel::OptionalExtension;
use diesel::result::QueryResult;
use diesel::sql_types::Jsonb;
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Row, Statement, from_json, insert_new, literal_limit, save as save_row, to_json};
use haicap_types::OrganizationCode;
use serde_json::Value;
use std::collections::BTreeMap;

haicap_kit::row! {
    /// An indicator as its table holds it.
    IndicatorRow in "indicator" by (code) {
        code: String,
        owner: OrganizationCode,
        version: i32,
    } changing {
        definition: Value,
    }
}

/// The indicator with a code.
pub async fn find(mut db: Db<'_>, code: &str) -> QueryResult<Option<Kept<Indicator>>> {
    let found: Option<IndicatorRow> =
        selected("i.code = ").value(code.to_owned()).get_result(&mut db).await.optional()?;
    found.map(kept).transpose()
}

/// The indicators by code, after one of them, at most so many.
pub async fn list(mut db: Db<'_>, after: &str, rows: usize) -> QueryResult<Vec<Kept<Indicator>>> {
    let limit = literal_limit(rows);
    let mut found: Vec<IndicatorRow> = selected("i.code > ")
        .value(after.to_owned())
        .text(format!(" order by i.code limit {limit}"))
        .load(&mut db)
        .await?;
    found.truncate(rows);
    found.into_iter().map(kept).collect()
}

/// Those of these codes that there are.
pub async fn of_codes(mut db: Db<'_>, codes: Vec<String>) -> QueryResult<BTreeMap<String, Indicator>> {
    // What is no code may be what the database cannot even be asked about.
    let codes: Vec<String> = codes.into_iter().filter(|code| is_code(code)).collect();
    let found: Vec<(Value,)> = Statement::<(Jsonb,)>::new("select definition from indicator where code = any(")
        .value(codes)
        .text(")")
        .load(&mut db)
        .await?;
    let read = |(definition,)| from_json::<Indicator>(definition).map(|one| (one.code.clone(), one));
    found.into_iter().map(read).collect()
}

/// Adds an indicator; false if its code is taken.
pub async fn insert(db: Db<'_>, kept: &Kept<Indicator>) -> QueryResult<bool> {
    insert_new(db, row(kept)?).await
}

/// Saves an indicator and raises its version; false if another change came first.
pub async fn save(db: Db<'_>, kept: &Kept<Indicator>) -> QueryResult<bool> {
    save_row(db, row(kept)?, kept.version).await
}

fn selected(condition: &str) -> Statement<<IndicatorRow as Row>::Sql> {
    Statement::new(format!("select {} from indicator i where {condition}", IndicatorRow::columns_of("i")))
}

fn row(kept: &Kept<Indicator>) -> QueryResult<IndicatorRow> {
    let Kept { owner, thing, version } = kept.clone();
    Ok(IndicatorRow { definition: to_json(&thing)?, code: thing.code, owner, version })
}

fn kept(row: IndicatorRow) -> QueryResult<Kept<Indicator>> {
    Ok(Kept { owner: row.owner, thing: from_json(row.definition)?, version: row.version })
}
