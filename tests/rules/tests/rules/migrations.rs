//! What a migration may do: nothing that binds its schema to another one, nothing without a name.

use crate::repository::{File, files, none, root};
use crate::sql::{self, Index, Statement, Table};
use std::collections::BTreeMap;
use std::fs;

#[test]
fn no_migration_makes_a_trigger() {
    let found = found("sql", triggers);
    none(&found, "Do it in `decide` and `save`: a trigger hides a rule and binds a schema to its node.");
}

#[test]
fn no_migration_names_a_schema() {
    let known = known_schemas();
    let found = found("sql", |script| schemas(script, &known));
    none(&found, "Leave the schema to the search path, so that each schema can live on a node of its own.");
}

#[test]
fn every_constraint_has_a_name() {
    let found = found("up.sql", unnamed_constraints);
    none(&found, "Write `constraint table_column_kind` before it.");
}

#[test]
fn every_foreign_key_has_an_index() {
    let mut scripts: BTreeMap<String, String> = BTreeMap::new();
    for file in migrations("up.sql") {
        let house = file.path.split("/migrations/").next().unwrap_or_default().to_owned();
        *scripts.entry(house).or_default() += file.text().unwrap_or_default();
    }
    let found: Vec<String> = scripts
        .iter()
        .flat_map(|(house, script)| unindexed_keys(script).into_iter().map(move |key| format!("{house}: {key}")))
        .collect();
    none(&found, "Create an index that begins with these columns: without it a delete reads the whole table.");
}

fn found(end: &str, faults: impl Fn(&str) -> Vec<String>) -> Vec<String> {
    let in_file = |file: &File| {
        let faults = faults(file.text().unwrap_or_default());
        faults.into_iter().map(|fault| format!("{}: {fault}", file.path)).collect::<Vec<_>>()
    };
    migrations(end).iter().flat_map(in_file).collect()
}

fn migrations(end: &str) -> Vec<File> {
    files().into_iter().filter(|file| file.path.contains("/migrations/") && file.path.ends_with(end)).collect()
}

fn triggers(script: &str) -> Vec<String> {
    let makes_trigger = |statement: &Statement| {
        let mut head = statement.iter().take(5);
        head.next().is_some_and(|word| word == "create") && head.any(|word| word == "trigger")
    };
    sql::statements(script).into_iter().filter(makes_trigger).map(|statement| excerpt(&statement, 0)).collect()
}

/// The schema of each service: its folder's name, as SQL has it.
fn known_schemas() -> Vec<String> {
    let folders = fs::read_dir(root().join("services")).expect("there are services");
    let names =
        folders.map(|folder| folder.expect("a folder is readable").file_name().to_string_lossy().replace('-', "_"));
    names.collect()
}

fn schemas(script: &str, known: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    for statement in sql::statements(script) {
        for (at, word) in statement.iter().enumerate() {
            let is_qualified = statement.get(at + 1).is_some_and(|sign| sign == ".");
            let is_reference = at > 0 && statement[at - 1] == "references";
            if is_qualified && (is_reference || known.contains(word)) {
                found.push(excerpt(&statement, at));
            }
        }
    }
    found
}

fn unnamed_constraints(script: &str) -> Vec<String> {
    let mut found = Vec::new();
    for Table { name, parts } in sql::statements(script).iter().filter_map(|statement| sql::table(statement)) {
        for part in parts {
            let starts = (0..part.len()).filter(|at| starts_constraint(&part, *at));
            let unnamed = starts.filter(|at| *at < 2 || part[at - 2] != "constraint");
            found.extend(unnamed.map(|at| format!("{name}: {}", excerpt(&part, at))));
        }
    }
    found
}

fn starts_constraint(part: &[String], at: usize) -> bool {
    let follows = |word: &str| part.get(at + 1).is_some_and(|next| next == word);
    match part[at].as_str() {
        "primary" | "foreign" => follows("key"),
        "check" => follows("("),
        "unique" | "exclude" => true,
        "references" => !part.iter().any(|word| word == "foreign"),
        _ => false,
    }
}

fn unindexed_keys(script: &str) -> Vec<String> {
    let statements = sql::statements(script);
    let mut indexes: Vec<Index> = statements.iter().filter_map(|statement| sql::index(statement)).collect();
    let mut keys = Vec::new();
    for Table { name, parts } in statements.iter().filter_map(|statement| sql::table(statement)) {
        for part in parts {
            let has = |word: &str| part.iter().any(|other| other == word);
            // A table's constraint lists its columns; a column's constraint stands behind the column.
            let listed =
                part.iter().position(|word| word == "key" || word == "unique").map(|at| sql::columns(&part[at..]));
            let is_of_table = ["constraint", "foreign", "primary", "unique"].contains(&part[0].as_str());
            let columns = if is_of_table { listed.unwrap_or_default() } else { vec![part[0].clone()] };
            if has("references") {
                keys.push((name.clone(), columns.clone()));
            }
            if has("unique") || has("primary") {
                indexes.push(Index { table: name.clone(), columns });
            }
        }
    }
    let serves = |index: &Index, table: &str, columns: &[String]| {
        index.table == table
            && index.columns.iter().take(columns.len()).all(|column| columns.contains(column))
            && index.columns.len() >= columns.len()
    };
    keys.retain(|(table, columns)| !indexes.iter().any(|index| serves(index, table, columns)));
    keys.into_iter().map(|(table, columns)| format!("{table} ({})", columns.join(", "))).collect()
}

fn excerpt(statement: &[String], at: usize) -> String {
    statement[at..].iter().take(5).map(String::as_str).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_rules_find_what_they_are_for() {
    let script = r#"
        create table if not exists "Note" ( -- create trigger x; references a.b
            id uuid constraint note_id_pk primary key,
            directive_id uuid not null constraint note_directive_fk references directive (id) on delete cascade,
            kind text not null check (kind in ('references a.b', 'it''s (') and length(kind) < 9),
            a int, b int,
            constraint note_a_b_fk foreign key (a, b) references pair (a, b),
            unique (a, b)
        );
        create unique index note_kind_idx on note using gin (directive_id);
        alter table pair add column note_id uuid references reporting.note (id), alter column a set not null;
        create or replace trigger touch before update on note execute function touch();
    "#;
    assert_eq!(triggers(script), ["create or replace trigger touch"]);
    assert_eq!(schemas(script, &known_schemas()), ["reporting . note ( id"]);
    assert_eq!(
        unnamed_constraints(script),
        ["Note: check ( kind in (", "Note: unique ( a , b", "pair: references reporting . note ("]
    );
    assert_eq!(unindexed_keys(script), ["Note (directive_id)", "pair (note_id)"]);
}
