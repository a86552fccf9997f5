use super::Log;
use super::chain::{COLUMNS, GENESIS, SqlRow, StoredEvent};
use super::head::{Came, Place, Step};
use crate::db::{Database, Db, Statement};
use crate::http::Problem;
use crate::worker::Supervisor;
use diesel::OptionalExtension;
use diesel::result::QueryResult;
use diesel::sql_types::{Array, BigInt, Binary, Bool, Text, Untyped, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use std::time::Duration;

/// How many events get a position in one transaction.
const BATCH: &str = "1000";

/// How many events of other processes those who wait are told of one by one.
const TOLD_MAX: &str = "1000";

/// How long a committed event of another process may wait, at most, for its position.
const POLL: Duration = Duration::from_millis(200);

/// How long events gather after a batch, so that many changes share the cost of one transaction of ours.
const GATHER: Duration = Duration::from_millis(25);

/// Gives committed events their positions until the service stops, and says where the log ends: those who wait for events
/// look there, and not into the database. Any number of replicas may run it: one at a time does the work, the others find
/// the lock taken.
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
    let (known, is_awaited) = (log.end(), log.is_awaited());
    let (end, step, batch) = database.transaction(async |db| batch(db, known, is_awaited).await).await?;
    log.ends(end, step);
    Ok(batch)
}

/// Where the log ends now, and how it got there.
async fn batch(db: Db<'_>, known: Place, is_awaited: bool) -> QueryResult<(Place, Option<Step>, Batch)> {
    let is_mine = is_mine(db).await?;
    // Only now: the previous holder of the lock has committed, and its positions are visible.
    let after = last(db).await?.unwrap_or_else(|| Place { position: 0, hash: GENESIS.to_vec() });
    let events = if is_mine { pending(db).await? } else { Vec::new() };
    if events.is_empty() {
        let step = if is_awaited && after != known { told(db, known).await? } else { None };
        return Ok((after, step, Batch::Empty));
    }
    let mut end = after.clone();
    let (mut positions, mut ids, mut hashes) = (Vec::new(), Vec::new(), Vec::new());
    for event in &events {
        end = Place { position: end.position + 1, hash: event.hash_after(&end.hash) };
        positions.push(end.position);
        ids.push(event.id);
        hashes.push(end.hash.clone());
    }
    place(db, positions, ids, hashes).await?;
    let batch = if events.len() >= BATCH.parse().unwrap_or(usize::MAX) { Batch::Full } else { Batch::Some };
    let events = events.into_iter().map(|event| Came { kind: event.kind, organizations: event.organizations });
    Ok((end, Some(Step { after, events: events.collect() }), batch))
}

/// What another process gave positions to since the end that was known here; none if that was too much, or if that end is
/// no part of the log as it is now.
async fn told(mut db: Db<'_>, known: Place) -> QueryResult<Option<Step>> {
    let rows: Vec<(i64, Vec<u8>, String, Vec<String>)> = Statement::<(BigInt, Binary, Text, Array<Text>)>::new(
        "select p.position, p.hash, e.kind, e.organizations from event_position p join event e on e.id = p.event_id \
             where p.position >= ",
    )
    .bind::<BigInt, _>(known.position)
    .text(format!(" order by p.position limit {TOLD_MAX}"))
    .load(&mut db)
    .await?;
    let is_full = rows.len() >= TOLD_MAX.parse().unwrap_or(usize::MAX);
    let mut rows = rows.into_iter();
    let is_known = rows.next().is_some_and(|(position, hash, ..)| Place { position, hash } == known);
    let events = rows.map(|(_, _, kind, organizations)| Came { kind, organizations }).collect();
    Ok((is_known && !is_full).then_some(Step { after: known, events }))
}

async fn is_mine(mut db: Db<'_>) -> QueryResult<bool> {
    let (mine,) = Statement::<(Bool,)>::new(
        "select pg_try_advisory_xact_lock(hashtextextended('event_position ' || current_schema(), 0))",
    )
    .get_result::<(bool,)>(&mut db)
    .await?;
    Ok(mine)
}

async fn last(mut db: Db<'_>) -> QueryResult<Option<Place>> {
    let last =
        Statement::<(BigInt, Binary)>::new("select position, hash from event_position order by position desc limit 1")
            .get_result(&mut db)
            .await
            .optional()?;
    Ok(last.map(|(position, hash)| Place { position, hash }))
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
