use crate::program::Program;
use haicap_testing::TestDatabase;
use nix::sys::signal::Signal;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};
use tokio::runtime::Runtime;
use tokio_postgres::NoTls;

/// How long a second start may take until it finds out that it has to wait.
const WAIT_LIMIT: Duration = Duration::from_secs(10);

/// An empty database on the server that all tests share.
pub(crate) fn new() -> TestDatabase {
    Runtime::new().unwrap().block_on(TestDatabase::alone("directives"))
}

#[test]
fn a_database_with_somebody_elses_schema_is_refused_and_left_alone() {
    let home = tempfile::tempdir().unwrap();
    let database = new();
    run(&database, "create schema reporting; create table reporting.sale as select 45 as amount");

    let refusal = Program::refused_in(home.path(), &[], &[("DATABASE_URL", &database.owner_url)]);
    assert_eq!(refusal.lines().count(), 1, "{refusal}");
    assert!(refusal.contains("`reporting`") && refusal.contains("DATABASE_URL"), "{refusal}");
    assert_eq!(asked(&database, "select amount::text from reporting.sale"), "45");
    let ours = "select count(*)::text from pg_namespace where nspname in ('directives', 'inspection_teams')";
    assert_eq!(asked(&database, ours), "0", "nothing was made either");
}

#[test]
fn a_database_that_is_being_loaded_is_waited_for() {
    let homes = [(), ()].map(|()| tempfile::tempdir().unwrap());
    let database = new();
    let start = |home: &Path| {
        let environment = [("DATABASE_URL", database.owner_url.as_str())];
        Program::start_with(home, &[], &environment, "Loading the conclusion")
    };
    let first = start(homes[0].path());
    thread::scope(|threads| {
        let second = threads.spawn(|| start(homes[1].path()));
        let waits = "select count(*)::text from pg_locks where locktype = 'advisory' and objid = 4207002 \
                     and not granted and database = (select oid from pg_database where datname = current_database())";
        let since = Instant::now();
        while asked(&database, waits) == "0" {
            assert!(since.elapsed() < WAIT_LIMIT && !second.is_finished(), "it does not wait");
        }
        first.end(Signal::SIGKILL);
        second.join().unwrap().end(Signal::SIGKILL);
    });
}

fn run(database: &TestDatabase, sql: &str) {
    Runtime::new().unwrap().block_on(database.run(sql));
}

fn asked(database: &TestDatabase, question: &str) -> String {
    Runtime::new().unwrap().block_on(async {
        let (client, connection) = tokio_postgres::connect(&database.owner_url, NoTls).await.unwrap();
        tokio::spawn(connection);
        client.query_one(question, &[]).await.unwrap().get(0)
    })
}
