//! The tables as diesel knows them, held against the tables that migrations make.

use crate::catalogue::columns;
use haicap_testing::TestDatabase;
use journeys::{SERVICES, crates};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

#[tokio::test(flavor = "multi_thread")]
async fn what_diesel_knows_of_tables_is_what_the_migrations_make() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for service in SERVICES {
        let database = TestDatabase::alone(service.schema).await;
        let migrations = (service.migrations)();
        haicap_kit::db::migrate(&database.owner_url, database.schema, TestDatabase::role(), &migrations).await.unwrap();
        let made: BTreeSet<String> = columns(&database).await.into_iter().collect();
        // A crate whose statements are all written by hand describes nothing.
        let described_in = |folder: String| fs::read_to_string(top.join(folder).join("src/schema.rs")).ok();
        let known: Vec<String> = crates(&service).into_iter().filter_map(described_in).flat_map(described).collect();
        assert!(known.len() > 20, "{}: {known:?}", service.name);
        // A table may have columns that only statements by hand read.
        let wrong: Vec<&String> = known.iter().filter(|column| !made.contains(*column)).collect();
        assert!(wrong.is_empty(), "{}: `schema.rs` says otherwise than the database: {wrong:#?}", service.name);
    }
}

/// The columns of each `table!`, as the catalogue tells them.
fn described(text: String) -> Vec<String> {
    let (mut columns, mut table) = (Vec::new(), None);
    for line in text.lines().map(str::trim) {
        if let Some((column, kind)) = line.trim_end_matches(',').split_once(" -> ") {
            let table: &str = table.unwrap_or_default();
            columns.push(format!("{table}.{column} {}", in_sql(kind)));
        } else if let Some((name, _)) = line.strip_suffix(" {").and_then(|line| line.split_once(" (")) {
            table = Some(name);
        }
    }
    columns
}

/// A type of diesel as the database names it.
fn in_sql(kind: &str) -> String {
    if let Some(inner) = kind.strip_prefix("Nullable<").and_then(|kind| kind.strip_suffix('>')) {
        return in_sql(inner) + "?";
    }
    if let Some(inner) = kind.strip_prefix("Array<").and_then(|kind| kind.strip_suffix('>')) {
        return in_sql(inner) + "[]";
    }
    let known = match kind {
        "BigInt" | "Int8" => "bigint",
        "Bool" => "boolean",
        "Bytea" => "bytea",
        "Date" => "date",
        "Int2" | "SmallInt" => "smallint",
        "Int4" | "Integer" => "integer",
        "Json" => "json",
        "Jsonb" => "jsonb",
        "Numeric" => "numeric",
        "Text" => "text",
        "Timestamptz" => "timestamp with time zone",
        "Uuid" => "uuid",
        other => other,
    };
    known.to_owned()
}
