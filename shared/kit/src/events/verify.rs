use super::chain::{COLUMNS, GENESIS, SqlRow, StoredEvent};
use crate::db::{Db, Statement};
use diesel::result::QueryResult;
use diesel::sql_types::{BigInt, Binary, Nullable, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use uuid::Uuid;

/// How many rows are held at once.
const BATCH: i64 = 5_000;

/// How many orphans are named.
const NAMED: &str = "20";

/// What is wrong with a log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LogFault {
    /// Positions are missing.
    #[error("position {0} is missing")]
    Missing(i64),
    /// The event of a position is gone.
    #[error("the event at position {0} was deleted")]
    Deleted(i64),
    /// The event or the chain was changed.
    #[error("the event at position {0}, or the chain before it, was changed")]
    Changed(i64),
    /// An event stands beside the chain: nobody published it.
    #[error("event {0} was inserted beside the chain")]
    Inserted(Uuid),
    /// The remembered head is not in the chain: the tail was cut off, or the log is another one.
    #[error("the remembered head is not in the chain: its tail was cut off or replaced")]
    HeadMissing,
}

/// What a check of a log found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifyReport {
    /// The last position.
    pub head: i64,
    /// The hash there, to be remembered elsewhere.
    pub head_hash: String,
    /// What is wrong.
    pub faults: Vec<LogFault>,
}

type SqlPlace = (BigInt, Binary, Nullable<SqlRow>);

/// Reads a whole log in bounded memory and checks every link. After the first broken link the stored hashes are taken
/// up again, so that one change is one fault.
pub async fn verify(db: Db<'_>, remembered: Option<&str>) -> QueryResult<VerifyReport> {
    let mut faults = Vec::new();
    let (mut head, mut hash) = (0, GENESIS.to_vec());
    let mut seen = remembered.is_none() || remembered == Some(hex::encode(&hash).as_str());
    loop {
        let places = after(db, head).await?;
        let Some((last, ..)) = places.last() else { break };
        let last = *last;
        for (position, stored, event) in places {
            if position != head + 1 {
                faults.push(LogFault::Missing(head + 1));
            }
            match event {
                None => faults.push(LogFault::Deleted(position)),
                Some(event) if position == head + 1 && event.hash_after(&hash) != stored => {
                    faults.push(LogFault::Changed(position));
                }
                Some(_) => {}
            }
            seen |= remembered == Some(hex::encode(&stored).as_str());
            (head, hash) = (position, stored);
        }
        head = last;
    }
    faults.extend(beside(db).await?.into_iter().map(LogFault::Inserted));
    if !seen {
        faults.push(LogFault::HeadMissing);
    }
    Ok(VerifyReport { head, head_hash: hex::encode(&hash), faults })
}

async fn after(mut db: Db<'_>, position: i64) -> QueryResult<Vec<(i64, Vec<u8>, Option<StoredEvent>)>> {
    Statement::<SqlPlace>::new(format!(
        "select p.position, p.hash, {COLUMNS} from event_position p left join event e on e.id = p.event_id \
         where p.position > "
    ))
    .bind::<BigInt, _>(position)
    .text(" order by p.position limit ")
    .bind::<BigInt, _>(BATCH)
    .load(&mut db)
    .await
}

async fn beside(mut db: Db<'_>) -> QueryResult<Vec<Uuid>> {
    let found: Vec<(Uuid,)> = Statement::<(SqlUuid,)>::new(format!(
        "select e.id from event e where not exists (select from event_position p where p.event_id = e.id) \
         and not exists (select from event_pending q where q.event_id = e.id) limit {NAMED}"
    ))
    .load(&mut db)
    .await?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}
