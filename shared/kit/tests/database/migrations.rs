use crate::open;
use diesel::sql_types::BigInt;
use diesel_async::{AsyncPgConnection, RunQueryDsl, SimpleAsyncConnection};
use haicap_kit::db::{self, Statement};
use haicap_testing::TestDatabase;
use std::time::{Duration, Instant};

/// How many sessions wait for the table.
async fn waiting(mut watcher: &AsyncPgConnection) -> i64 {
    let waiting = "select count(*) from pg_locks where relation = 'idempotency_key'::regclass and not granted";
    Statement::<(BigInt,)>::new(waiting).get_result::<(i64,)>(&mut watcher).await.unwrap().0
}

#[tokio::test(flavor = "multi_thread")]
async fn a_migration_steps_back_for_those_who_use_the_table_and_comes_again() {
    let (test, _) = open().await;
    let again = "delete from __diesel_schema_migrations where version = '00000000000011'";
    test.run(&format!("alter table idempotency_key drop column roles; {again}")).await;
    let (mut user, watcher) = (test.owner().await, test.owner().await);
    user.batch_execute("begin; select * from idempotency_key").await.unwrap();
    // On a thread of its own: it blocks the one that it runs on.
    let migration = tokio::spawn({
        let test = test.clone();
        async move { db::migrate(&test.owner_url, test.schema, TestDatabase::role(), &[]).await }
    });
    for is_waiting in [true, false] {
        let begun = Instant::now();
        while (waiting(&watcher).await > 0) != is_waiting {
            assert!(begun.elapsed() < Duration::from_secs(10), "it waits: {is_waiting}");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
    user.batch_execute("commit").await.unwrap();
    migration.await.unwrap().unwrap();
    test.run("select roles from idempotency_key").await;
}
