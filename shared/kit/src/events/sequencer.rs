use super::Log;
use super::chain::{COLUMNS, GENESIS, SqlRow, StoredEvent};
use crate::db::{Database, Db, Statement, begin, commit, roll_back};
use crate::http::Problem;
use crate::worker::Stopping;
use diesel::OptionalExtension;
use diesel::result::QueryResult;
use diesel::sql_types::{Array, BigInt, Binary, Bool, Untyped, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use std::time::Duration;

/// How many events get a position in one transaction.
const BATCH: &str = "1000";

/// How long a committed event of another process may wait, at most, for its position.
const POLL: Duration = Duration::from_millis(200);

/// Why events got no position.
pub type SequenceError = Problem;

/// Gives committed events their positions until the service stops. Any number of replicas may run it: one at a time
/// does the work, the others find the lock taken.
pub async fn sequencer(database: Database, log: Log, stopping: Stopping) {
    while !stopping.is_stopping() {
        match sequence(&database, &log).await {
            Ok(full) if full => continue,
            Ok(_) => {}
            Err(error) => tracing::warn!(%error, "events wait for their positions"),
        }
        tokio::select! {
            () = log.changed.notified() => {}
            () = tokio::time::sleep(POLL) => {}
            () = stopping.wait() => {}
        }
    }
}

/// Gives a batch of committed events their positions. True if there may be more.
///
/// # Errors
/// The database cannot answer; nothing was done.
pub async fn sequence(database: &Database, log: &Log) -> Result<bool, SequenceError> {
    let mut connection = database.own().await?;
    begin(&mut connection).await?;
    match batch(&connection).await {
        Ok((head, full)) => {
            commit(&mut connection).await?;
            log.moved_to(head);
            Ok(full)
        }
        Err(error) => {
            roll_back(&mut connection).await;
            Err(error.into())
        }
    }
}

async fn batch(db: Db<'_>) -> QueryResult<(i64, bool)> {
    let (mut head, mut hash) = last(db).await?.unwrap_or((0, GENESIS.to_vec()));
    if !is_mine(db).await? {
        return Ok((head, false));
    }
    let events = pending(db).await?;
    if events.is_empty() {
        return Ok((head, false));
    }
    // The lock was free, so the head may have moved since it was read.
    if let Some(newest) = last(db).await? {
        (head, hash) = newest;
    }
    let (mut positions, mut ids, mut hashes) = (Vec::new(), Vec::new(), Vec::new());
    for event in &events {
        head += 1;
        hash = event.hash_after(&hash);
        positions.push(head);
        ids.push(event.id);
        hashes.push(hash.clone());
    }
    place(db, positions, ids, hashes).await?;
    Ok((head, events.len() >= BATCH.parse().unwrap_or(usize::MAX)))
}

async fn is_mine(mut db: Db<'_>) -> QueryResult<bool> {
    let (mine,) = Statement::<(Bool,)>::new(
        "select pg_try_advisory_xact_lock(hashtextextended('event_position ' || current_schema(), 0))",
    )
    .get_result::<(bool,)>(&mut db)
    .await?;
    Ok(mine)
}

async fn last(mut db: Db<'_>) -> QueryResult<Option<(i64, Vec<u8>)>> {
    Statement::<(BigInt, Binary)>::new("select position, hash from event_position order by position desc limit 1")
        .get_result(&mut db)
        .await
        .optional()
}

async fn pending(mut db: Db<'_>) -> QueryResult<Vec<StoredEvent>> {
    Statement::<SqlRow>::new(format!(
        "select {COLUMNS} from event_pending p join event e on e.id = p.event_id order by p.ordinal limit {BATCH}"
    ))
    .load(&mut db)
    .await
}

async fn place(mut db: Db<'_>, positions: Vec<i64>, ids: Vec<uuid::Uuid>, hashes: Vec<Vec<u8>>) -> QueryResult<()> {
    Statement::<Untyped>::new("with placed as (delete from event_pending where event_id = any(")
        .bind::<Array<SqlUuid>, _>(ids.clone())
        .text(")) insert into event_position (position, event_id, hash) select * from unnest(")
        .bind::<Array<BigInt>, _>(positions)
        .text(", ")
        .bind::<Array<SqlUuid>, _>(ids)
        .text(", ")
        .bind::<Array<Binary>, _>(hashes)
        .text(")")
        .execute(&mut db)
        .await
        .map(drop)
}
