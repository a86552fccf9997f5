//! The tables as diesel knows them, held against the tables that migrations make.

use crate::catalogue::columns;
use haicap_testing::TestDatabase;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Each service with the files that describe tables in its schema.
const DESCRIBED: [(haicap_kit::Service, &[&str]); 3] = [
    (directives::SERVICE, &["services/directives", "shared/reference"]),
    (reporting::SERVICE, &["services/reporting", "shared/reference"]),
    (inspection_teams::SERVICE, &["shared/reference"]),
];

#[tokio::test(flavor = "multi_thread")]
async fn what_diesel_knows_of_tables_is_what_the_migrations_make() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for (service, crates) in DESCRIBED {
        let database = TestDatabase::alone(service.schema).await;
        let migrations = (service.migrations)();
        haicap_kit::db::migrate(&database.owner_url, database.schema, TestDatabase::role(), &migrations).await.unwrap();
        let made: BTreeSet<String> = columns(&database).await.into_iter().collect();
        for folder in crates {
            let text = fs::read_to_string(top.join(folder).join("src/schema.rs")).unwrap();
            let known = described(&text);
            assert!(known.len() > 20, "{folder}: {known:?}");
            // A table may have columns that only statements by hand read.
            let wrong: Vec<&String> = known.iter().filter(|column| !made.contains(*column)).collect();
            assert!(wrong.is_empty(), "{folder}/src/schema.rs says otherwise than the database: {wrong:#?}");
        }
    }
}

/// The columns of each `table!`, as the catalogue tells them.
fn described(text: &str) -> Vec<String> {
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
