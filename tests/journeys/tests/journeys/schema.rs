//! The tables as the code knows them, held against the tables that migrations make.

use crate::catalogue::columns;
use haicap_kit::Service;
use haicap_testing::TestDatabase;
use journeys::{SERVICES, crates};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

#[tokio::test(flavor = "multi_thread")]
async fn every_row_has_the_columns_of_its_table() {
    for service in SERVICES {
        let made = made(&service).await;
        let is_made = |column: &Field| {
            let named = |made: &&String| made.starts_with(&format!("{} ", column.name));
            made.iter().find(named).is_some_and(|made| made.ends_with('?') == column.is_optional)
        };
        let sources = crates(&service).into_iter().flat_map(|folder| sources(&top().join(folder).join("src")));
        let fields: Vec<Field> = sources.flat_map(|text| rows(&text)).collect();
        assert!(service.name == "inspection-teams" || fields.len() > 40, "{}: {fields:?}", service.name);
        let wrong: Vec<&Field> = fields.iter().filter(|field| !is_made(field)).collect();
        assert!(wrong.is_empty(), "{}: these fields of a `row!` are not in the database: {wrong:#?}", service.name);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_diesel_knows_of_tables_is_what_the_migrations_make() {
    for service in SERVICES {
        let made = made(&service).await;
        // A crate whose statements are all written by hand describes nothing.
        let described_in = |folder: String| fs::read_to_string(top().join(folder).join("src/schema.rs")).ok();
        let known: Vec<String> = crates(&service).into_iter().filter_map(described_in).flat_map(described).collect();
        assert!(known.len() > 20, "{}: {known:?}", service.name);
        // A table may have columns that only statements by hand read.
        let wrong: Vec<&String> = known.iter().filter(|column| !made.contains(*column)).collect();
        assert!(wrong.is_empty(), "{}: `schema.rs` says otherwise than the database: {wrong:#?}", service.name);
    }
}

/// A field of a `row!`: `table.column`, and whether it may be absent.
#[derive(Debug)]
struct Field {
    name: String,
    is_optional: bool,
}

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

async fn made(service: &Service) -> BTreeSet<String> {
    let database = TestDatabase::alone(service.schema).await;
    let migrations = (service.migrations)();
    haicap_kit::db::migrate(&database.owner_url, database.schema, TestDatabase::role(), &migrations).await.unwrap();
    columns(&database).await.into_iter().collect()
}

/// The text of every file of Rust below a folder.
fn sources(folder: &Path) -> Vec<String> {
    let mut texts = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            texts.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            texts.push(fs::read_to_string(&path).unwrap());
        }
    }
    texts
}

/// The fields of each `row!` of a file; what stands in a comment is an example.
fn rows(text: &str) -> Vec<Field> {
    let (mut fields, mut table) = (Vec::new(), None);
    let mut is_row = false;
    for line in text.lines().map(str::trim) {
        if line.ends_with("row! {") && !line.starts_with("//") {
            is_row = true;
        } else if let Some((_, rest)) = line.split_once(" in \"").filter(|_| is_row) {
            table = rest.split_once('"').map(|(name, _)| name);
        } else if line == "}" && is_row {
            is_row = table.take().is_some();
        } else if let Some((table, (column, kind))) =
            table.zip(line.split_once(": ")).filter(|_| !line.starts_with("//"))
        {
            fields.push(Field { name: format!("{table}.{column}"), is_optional: kind.starts_with("Option<") });
        }
    }
    fields
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
