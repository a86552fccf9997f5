use super::chain::{COLUMNS, Cursor, GENESIS, SqlRow, StoredEvent};
use super::head::{Head, News};
use super::{Log, Sight};
use crate::db::{Database, Db, Statement};
use crate::http::{Problem, kinds};
use diesel::OptionalExtension;
use diesel::result::QueryResult;
use diesel::sql_types::{Array, BigInt, Binary, Text, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use haicap_types::{CloudEvent, FeedPage, Instant, Words};
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::Instant as Moment;
use uuid::Uuid;

/// How many positions one answer looks at: a reader with few visible events still advances.
const SCANNED: i64 = 2_000;

/// What a reader of the feed asks for.
#[derive(Debug, Clone)]
pub struct FeedFilter {
    /// Prefixes of kinds; none for all.
    pub kinds: Vec<String>,
    /// How many events at most.
    pub limit: usize,
    /// How long to wait for the first one.
    pub wait: Duration,
}

/// Where a reader begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Feed {
    /// Before the first event.
    Beginning,
    /// After what is there now.
    Latest,
    /// After a place that was read before.
    After(Cursor),
}

/// Reads a stretch of the log: what `sight` allows, in order, without gaps in what was looked at. While it waits it asks
/// the database for nothing.
///
/// # Errors
/// 409 if the cursor is not of this log as it is now.
pub async fn read_feed(
    database: &Database,
    log: &Log,
    service: &str,
    from: &Feed,
    filter: &FeedFilter,
    sight: &Sight,
) -> Result<FeedPage, Problem> {
    let deadline = Moment::now() + filter.wait;
    let mut head = log.head();
    let mut place = start(database, from).await?;
    loop {
        head.mark_unchanged();
        let (rows, reached) = database.read(async |db| scan(db, &place, filter, sight).await).await?;
        let moved = reached.position > place.position;
        place = reached;
        let is_over = !rows.is_empty() || Moment::now() >= deadline;
        if is_over || (!moved && !wait(database, &mut head, &mut place, filter, sight, deadline).await?) {
            let items = rows.into_iter().map(|(position, event)| cloud_event(service, position, event)).collect();
            return Ok(FeedPage { items, next_cursor: place.to_string() });
        }
    }
}

/// Waits until there may be something for the reader, and moves past what it may not see; false if nothing came in time.
async fn wait(
    database: &Database,
    head: &mut watch::Receiver<Head>,
    place: &mut Cursor,
    filter: &FeedFilter,
    sight: &Sight,
    deadline: Moment,
) -> Result<bool, Problem> {
    while let Ok(Ok(())) = tokio::time::timeout_at(deadline, head.changed()).await {
        let news = head.borrow_and_update().news(place, &filter.kinds, sight);
        match news {
            News::Nothing(reached) => *place = reached,
            News::Something => return Ok(true),
            News::Unknown => {
                // The log may have been restored meanwhile, and have grown beyond our place since.
                start(database, &Feed::After(place.clone())).await?;
                return Ok(true);
            }
        }
    }
    Ok(false)
}

async fn start(database: &Database, from: &Feed) -> Result<Cursor, Problem> {
    let (log, head) = database.read(async |db| Ok((log_id(db).await?, newest(db).await?))).await?;
    let cursor = match from {
        Feed::Beginning => return Ok(Cursor::new(log, 0, &GENESIS)),
        Feed::Latest => {
            let (position, hash) = head.unwrap_or((0, GENESIS.to_vec()));
            return Ok(Cursor::new(log, position, &hash));
        }
        Feed::After(cursor) => cursor.clone(),
    };
    let known = if cursor.position == 0 {
        Some(GENESIS.to_vec())
    } else {
        database.read(async |db| hash_at(db, cursor.position).await).await?
    };
    let same = cursor.log == log && known.is_some_and(|hash| Cursor::new(log, cursor.position, &hash) == cursor);
    if same { Ok(cursor) } else { Err(diverged(cursor.position, head.map_or(0, |(position, _)| position))) }
}

fn diverged(asked: i64, head: i64) -> Problem {
    Problem::new(&kinds::LOG_DIVERGED).detail(Words::with(
        format!("Vị trí {asked} không khớp với nhật ký hiện tại (vị trí cuối là {head})."),
        format!("Position {asked} does not match the log as it is now (its last position is {head})."),
    ))
}

type SqlPlaced = (BigInt, SqlRow);

async fn scan(
    mut db: Db<'_>,
    place: &Cursor,
    filter: &FeedFilter,
    sight: &Sight,
) -> QueryResult<(Vec<(i64, StoredEvent)>, Cursor)> {
    // The end is fixed before the rows are read: a position that is given in between belongs to the next answer.
    let limit = place.position.saturating_add(SCANNED);
    let Some((end, end_hash)) = newest_until(db, limit).await?.filter(|(end, _)| *end > place.position) else {
        return Ok((Vec::new(), place.clone()));
    };
    let mut statement = Statement::<SqlPlaced>::new(format!(
        "select p.position, {COLUMNS} from event_position p join event e on e.id = p.event_id where p.position > "
    ))
    .bind::<BigInt, _>(place.position)
    .text(" and p.position <= ")
    .bind::<BigInt, _>(end);
    if !filter.kinds.is_empty() {
        statement = statement.text(" and e.kind ^@ any(").bind::<Array<Text>, _>(filter.kinds.clone()).text(")");
    }
    statement = match sight {
        Sight::All => statement,
        Sight::Nothing => statement.text(" and false"),
        Sight::Of(codes) => {
            let codes: Vec<String> = codes.iter().cloned().collect();
            statement.text(" and e.organizations && ").bind::<Array<Text>, _>(codes)
        }
    };
    let limit = i64::try_from(filter.limit).unwrap_or(i64::MAX);
    let statement = statement.text(" order by p.position limit ").bind::<BigInt, _>(limit);
    let rows: Vec<(i64, StoredEvent)> = statement.load(&mut db).await?;
    let (position, hash) = match rows.last() {
        Some((position, _)) if rows.len() >= filter.limit => {
            (*position, hash_at(db, *position).await?.unwrap_or_default())
        }
        _ => (end, end_hash),
    };
    Ok((rows, Cursor::new(place.log, position, &hash)))
}

async fn log_id(mut db: Db<'_>) -> QueryResult<Uuid> {
    let (id,) = Statement::<(SqlUuid,)>::new("select id from event_log").get_result::<(Uuid,)>(&mut db).await?;
    Ok(id)
}

async fn newest(db: Db<'_>) -> QueryResult<Option<(i64, Vec<u8>)>> {
    newest_until(db, i64::MAX).await
}

async fn newest_until(mut db: Db<'_>, end: i64) -> QueryResult<Option<(i64, Vec<u8>)>> {
    Statement::<(BigInt, Binary)>::new("select position, hash from event_position where position <= ")
        .bind::<BigInt, _>(end)
        .text(" order by position desc limit 1")
        .get_result(&mut db)
        .await
        .optional()
}

async fn hash_at(mut db: Db<'_>, position: i64) -> QueryResult<Option<Vec<u8>>> {
    let found = Statement::<(Binary,)>::new("select hash from event_position where position = ")
        .bind::<BigInt, _>(position)
        .get_result::<(Vec<u8>,)>(&mut db)
        .await
        .optional()?;
    Ok(found.map(|(hash,)| hash))
}

fn cloud_event(service: &str, position: i64, event: StoredEvent) -> CloudEvent {
    CloudEvent {
        specversion: "1.0".to_owned(),
        id: event.id,
        source: format!("/{service}/v1/events"),
        kind: event.kind,
        subject: event.subject,
        time: Instant(event.at),
        datacontenttype: "application/json".to_owned(),
        position: position.to_string(),
        actor: event.actor,
        actingfor: event.organization,
        data: serde_json::from_str(&event.data).unwrap_or_default(),
    }
}
