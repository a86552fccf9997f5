//! Migrations forwards: what an earlier version of the services had written is there after today's migrations, and can be
//! worked with.
//!
//! `states/` has the databases of earlier versions, each with a row in every table. Before a version is tagged, its state is
//! kept by `HAICAP_KEEP_STATE=v0.2.0 cargo nextest run -p journeys every_table`.

mod carried;
mod story;

use crate::catalogue::empty_tables;
use crate::wait::eventually;
use haicap_postgres::Binaries;
use haicap_testing::{TestDatabase, TestService};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use story::Told;

/// Names the version whose state is kept.
const KEEP_VARIABLE: &str = "HAICAP_KEEP_STATE";

/// What of a dump is about the server that made it, and not about the data.
const VOLATILE: [&str; 4] = ["--", "\\", "SET ", "CREATE SCHEMA "];

/// Empty once every event has its place.
const EMPTY_AT_REST: &str = "event_pending";

#[tokio::test(flavor = "multi_thread")]
async fn every_table_has_a_row_in_the_state_that_is_kept() {
    let Told { directives, reporting, inspection_teams } = Told::tell().await;
    let kept = env::var(KEEP_VARIABLE).ok().map(|version| folder().join(version));
    for (service, without) in [
        // Every fact of reporting can be applied here.
        (directives, vec![EMPTY_AT_REST, "unapplied_fact"]),
        (reporting, vec![EMPTY_AT_REST]),
        (inspection_teams, vec![EMPTY_AT_REST]),
    ] {
        let is_at_rest =
            async || empty_tables(&service.database).await.contains(&EMPTY_AT_REST.to_owned()).then_some(());
        eventually("every event has its place", is_at_rest).await;
        assert_eq!(empty_tables(&service.database).await, without, "{}", service.host.service);
        let database = service.stop().await;
        if let Some(folder) = &kept {
            fs::create_dir_all(folder).unwrap();
            fs::write(file_in(folder, database.schema), dump(&database)).unwrap();
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_earlier_versions_wrote_is_there_after_todays_migrations() {
    let states: Vec<PathBuf> = fs::read_dir(folder()).unwrap().map(|state| state.unwrap().path()).collect();
    assert!(!states.is_empty());
    for state in states {
        carried::directives(&restored(directives::SERVICE, &state).await).await;
        carried::reporting(&restored(reporting::SERVICE, &state).await).await;
        carried::inspection_teams(&restored(inspection_teams::SERVICE, &state).await).await;
    }
}

/// A service on what an earlier version of it had written, brought up to date.
async fn restored(service: haicap_kit::Service, state: &Path) -> TestService {
    let database = TestDatabase::alone(service.schema).await;
    database.run(&format!("create extension pg_trgm schema public; create schema {}", service.schema)).await;
    database.run(&fs::read_to_string(file_in(state, service.schema)).unwrap()).await;
    TestService::start_on(service, database, &[]).await
}

/// The schema and its rows as plain SQL.
fn dump(database: &TestDatabase) -> String {
    let pg_bin = env::var_os("PG_BIN").map(PathBuf::from);
    let program = Binaries::find(pg_bin.as_deref()).unwrap().program("pg_dump");
    let asked = ["--inserts", "--no-owner", "--no-privileges", "--schema", database.schema, &database.owner_url];
    let output = Command::new(program).args(asked).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let lines = text.lines().filter(|line| !line.is_empty() && !VOLATILE.iter().any(|begin| line.starts_with(begin)));
    lines.fold(String::new(), |text, line| text + line + "\n")
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("states")
}

fn file_in(state: &Path, schema: &str) -> PathBuf {
    state.join(format!("{schema}.sql"))
}
