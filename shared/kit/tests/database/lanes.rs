use crate::open;
use diesel::sql_types::{BigInt, Integer};
use diesel_async::RunQueryDsl;
use futures_util::FutureExt;
use futures_util::future::join_all;
use haicap_kit::db::{Db, Failure, PREPARED_MAX, Statement};
use std::thread::available_parallelism;
use std::time::{Duration, Instant};

/// Asks something whose text is like no other.
async fn ask(mut db: Db<'_>, number: usize) -> diesel::QueryResult<i32> {
    let statement = Statement::<(Integer,)>::new(format!("select {number}"));
    Ok(statement.get_result::<(i32,)>(&mut db).await?.0)
}

/// How many statements the server keeps for a connection.
async fn prepared(mut db: Db<'_>) -> diesel::QueryResult<usize> {
    let count = Statement::<(BigInt,)>::new("select count(*) from pg_prepared_statements");
    let (count,) = count.get_result::<(i64,)>(&mut db).await?;
    Ok(usize::try_from(count).unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn h08_however_many_texts_are_asked_a_connection_keeps_a_limited_number() {
    let (_, database) = open().await;
    // More than the connections of a runtime together may keep.
    for number in 0..6 * PREPARED_MAX {
        database.read(async |db| ask(db, number).await).await.unwrap();
    }
    for _ in 0..8 {
        let kept = database.read(async |db| prepared(db).await).await.unwrap();
        assert!(kept <= PREPARED_MAX, "{kept}");
    }
    for number in 0..PREPARED_MAX + 2 {
        ask(&database.own().await.unwrap(), number).await.unwrap();
    }
    let kept = prepared(&database.own().await.unwrap()).await.unwrap();
    assert!(kept <= PREPARED_MAX, "{kept}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_would_wait_in_vain_for_a_connection_is_refused_at_once() {
    let (_, database) = open().await;
    let all = (16 / available_parallelism().unwrap().get()).max(2);
    let held = join_all((0..all).map(|_| database.own())).await;
    assert!(held.iter().all(Result::is_ok));
    let mut waiting: Vec<_> = (0..32 * all).map(|_| Box::pin(database.own())).collect();
    assert!(waiting.iter_mut().all(|one| one.now_or_never().is_none()));
    let begun = Instant::now();
    let refused = database.own().await.err().unwrap();
    assert_eq!(refused.kind.status, 503);
    assert!(begun.elapsed() < Duration::from_secs(1));
    drop(held);
    drop(waiting);
    assert!(database.own().await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn who_would_ask_a_server_that_answers_nobody_is_refused_at_once() {
    let (_, database) = open().await;
    let unanswered = || Box::pin(database.read(async |_| std::future::pending::<diesel::QueryResult<()>>().await));
    let mut waiting = Vec::new();
    let refused = loop {
        let mut question = unanswered();
        match (&mut question).now_or_never() {
            Some(answer) => break answer.unwrap_err(),
            None => waiting.push(question),
        }
    };
    assert_eq!(Failure::of(&refused), Failure::Closed);
    assert!((512..=4 * 512).contains(&waiting.len()), "{}", waiting.len());
    // Others have connections of their own.
    assert!(database.read_at_length(async |db| ask(db, 1).await).await.is_ok());
    drop(waiting);
    assert!(database.read(async |db| ask(db, 1).await).await.is_ok());
}
