use super::Log;
use super::chain::{COLUMNS, GENESIS, SqlRow, StoredEvent};
use crate::db::{Database, Db, Statement};
use crate::http::Problem;
use crate::worker::Supervisor;
use diesel::OptionalExtension;
use diesel::result::QueryResult;
use diesel::sql_types::{Array, BigInt, Binary, Bool, Untyped, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use std::time::Duration;

/// How many events get a position in one transaction.
const BATCH: &str = "1000";

/// How long a committed event of another process may wait, at most, for its position.
const POLL: Duration = Duration::from_millis(200);

/// How long events gather after a batch, so that many changes share the cost of one transaction of ours.
const GATHER: Duration = Duration::from_millis(25);

/// Gives committed events their positions until the service stops. Any number of replicas may run it: one at a time
/// does the work, the others find the lock taken.
pub(crate) async fn sequencer(database: Database, log: Log, supervisor: Supervisor) {
    while !supervisor.is_stopping() {
        let done = sequence(&database, &log).await;
        supervisor.note(&done);
        match done {
            Ok(Batch::Full) => continue,
            Ok(Batch::Some) => tokio::time::sleep(GATHER).await,
            Ok(Batch::Empty) => {}
            Err(error) => tracing::warn!(%error, "events wait for their positions"),
        }
        tokio::select! {
            () = log.changed.notified() => {}
            () = tokio::time::sleep(POLL) => {}
            () = supervisor.stop() => {}
        }
    }
}

/// How many events a batch had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Batch {
    /// None waited, or another replica is at work.
    Empty,
    /// All that waited.
    Some,
    /// As many as a batch takes: there may be more.
    Full,
}

/// Gives a batch of committed events their positions, or does nothing.
async fn sequence(database: &Database, log: &Log) -> Result<Batch, Problem> {
    let (head, batch) = database.transaction(batch).await?;
    log.moved_to(head);
    Ok(batch)
}

async fn batch(db: Db<'_>) -> QueryResult<(i64, Batch)> {
    let is_mine = is_mine(db).await?;
    // Only now: whoever held the lock before has committed, and his positions are seen.
    let (mut head, mut hash) = last(db).await?.unwrap_or((0, GENESIS.to_vec()));
    let events = if is_mine { pending(db).await? } else { Vec::new() };
    if events.is_empty() {
        return Ok((head, Batch::Empty));
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
    let is_full = events.len() >= BATCH.parse().unwrap_or(usize::MAX);
    Ok((head, if is_full { Batch::Full } else { Batch::Some }))
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
