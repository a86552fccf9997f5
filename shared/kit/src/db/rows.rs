use super::{Db, Statement, to_json};
use diesel::result::QueryResult;
use diesel::sql_types::{Jsonb, Untyped};
use diesel_async::RunQueryDsl;
use serde::Serialize;

/// Adds rows to a table, any number of them in one statement that is prepared once: diesel prepares an insert anew for
/// every number of rows. The fields of a row are named after the `columns`, which are separated by commas.
///
/// # Errors
/// The database cannot answer, or a row cannot be written as JSON.
pub async fn insert_rows<R: Serialize>(mut db: Db<'_>, table: &str, columns: &str, rows: &[R]) -> QueryResult<()> {
    if rows.is_empty() {
        return Ok(());
    }
    Statement::<Untyped>::new(format!(
        "insert into {table} ({columns}) select {columns} from jsonb_populate_recordset(null::{table}, "
    ))
    .bind::<Jsonb, _>(to_json(&rows)?)
    .text(")")
    .execute(&mut db)
    .await
    .map(drop)
}

/// Puts rows of a table in one statement, each in the place of the one with the same `key`, if there is one. Keys and
/// columns are separated by commas.
///
/// # Errors
/// The database cannot answer, or a row cannot be written as JSON.
pub async fn put_rows<R: Serialize>(
    mut db: Db<'_>,
    table: &str,
    (key, columns): (&str, &str),
    rows: &[R],
) -> QueryResult<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let put: Vec<_> = columns.split(", ").map(|column| format!("excluded.{column}")).collect();
    Statement::<Untyped>::new(format!(
        "insert into {table} ({columns}) select {columns} from jsonb_populate_recordset(null::{table}, "
    ))
    .bind::<Jsonb, _>(to_json(&rows)?)
    .text(format!(") on conflict ({key}) do update set ({columns}) = row({})", put.join(", ")))
    .execute(&mut db)
    .await
    .map(drop)
}
