use crate::open;
use diesel::result::{DatabaseErrorKind, Error, QueryResult};
use diesel_async::{AsyncPgConnection, SimpleAsyncConnection};
use haicap_kit::db::{Database, Db, Failure, OwnConnection, begin, roll_back};
use haicap_kit::http::Problem;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Runs SQL that takes no values.
async fn run(mut db: &AsyncPgConnection, sql: &str) -> QueryResult<()> {
    db.batch_execute(sql).await
}

/// What the server answers in a transaction of one's own.
async fn failure(database: &Database, sql: &str) -> Failure {
    let mut connection = database.own().await.unwrap();
    begin(&mut connection).await.unwrap();
    let error = run(&connection, sql).await.unwrap_err();
    roll_back(&mut connection).await;
    Failure::of(&error)
}

#[tokio::test(flavor = "multi_thread")]
async fn h10_what_the_server_could_not_do_in_time_is_told_from_what_is_wrong() {
    let (_, database) = open().await;
    for (sql, expected) in [
        ("set local statement_timeout = 20; select pg_sleep(5)", Failure::StatementTimeout),
        ("select pg_terminate_backend(pg_backend_pid())", Failure::Closed),
        ("select 1 / 0", Failure::Fault),
        ("select nothing from nowhere", Failure::Fault),
        ("raise", Failure::Fault),
    ] {
        assert_eq!(failure(&database, sql).await, expected, "{sql}");
    }
    let mut holder = database.own().await.unwrap();
    begin(&mut holder).await.unwrap();
    run(&holder, "lock table idempotency_key in access exclusive mode").await.unwrap();
    let waits = "set local lock_timeout = 20; select count(*) from idempotency_key";
    assert_eq!(failure(&database, waits).await, Failure::LockTimeout);
    roll_back(&mut holder).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_transactions_that_wait_for_each_other_one_has_met_a_conflict() {
    let (test, database) = open().await;
    test.run("insert into follower values ('a', ''), ('b', '')").await;
    let touch = |source: &'static str| format!("update follower set cursor = cursor || 'x' where source = '{source}'");
    let (mut one, mut other) = (database.own().await.unwrap(), database.own().await.unwrap());
    begin(&mut one).await.unwrap();
    begin(&mut other).await.unwrap();
    run(&one, &touch("a")).await.unwrap();
    run(&other, &touch("b")).await.unwrap();
    let (crossed, back) = (touch("b"), touch("a"));
    let victim = async |mut connection: OwnConnection, sql: &str| {
        let outcome = run(&connection, sql).await;
        roll_back(&mut connection).await;
        outcome.err().map(|error| Failure::of(&error))
    };
    let outcomes = futures_util::future::join(victim(one, &crossed), victim(other, &back)).await;
    assert!(matches!(outcomes, (Some(Failure::Conflict), None) | (None, Some(Failure::Conflict))), "{outcomes:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_read_whose_connection_broke_is_asked_once_more() {
    let (_, database) = open().await;
    let asked = AtomicUsize::new(0);
    let answer = database
        .read(async |db| {
            if asked.fetch_add(1, Ordering::Relaxed) == 0 {
                run(db, "select pg_terminate_backend(pg_backend_pid())").await?;
            }
            run(db, "select 1").await
        })
        .await;
    assert!(answer.is_ok(), "{answer:?}");
    assert_eq!(asked.load(Ordering::Relaxed), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_read_can_change_nothing() {
    let (_, database) = open().await;
    let write = async |db: Db<'_>| run(db, "delete from idempotency_key").await;
    let refused = database.read(write).await.unwrap_err();
    assert!(matches!(refused, Error::DatabaseError(DatabaseErrorKind::ReadOnlyTransaction, _)), "{refused}");
}

#[tokio::test(flavor = "multi_thread")]
async fn h10_a_read_gives_up_a_locked_table_soon_and_keeps_no_other_waiting() {
    let (_, database) = open().await;
    let mut holder = database.own().await.unwrap();
    begin(&mut holder).await.unwrap();
    run(&holder, "lock table idempotency_key in access exclusive mode").await.unwrap();
    let begun = Instant::now();
    let blocked = async {
        let read = async |db: Db<'_>| run(db, "select count(*) from idempotency_key").await;
        Problem::from(database.read(read).await.unwrap_err())
    };
    let others = async {
        for _ in 0..8 {
            database.read(async |db| run(db, "select count(*) from event").await).await.unwrap();
        }
    };
    let (problem, ()) = futures_util::future::join(blocked, others).await;
    assert!(begun.elapsed() < Duration::from_secs(3), "{:?}", begun.elapsed());
    assert_eq!(problem.kind.status, 503);
    assert!(problem.details.headers.iter().any(|(name, _)| *name == "Retry-After"));
    roll_back(&mut holder).await;
}
