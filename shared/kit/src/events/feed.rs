use super::Sight;
use super::chain::{COLUMNS, Cursor, GENESIS, SqlRow, StoredEvent};
use super::head::{Head, News};
use crate::db::{Database, Db, Statement};
use crate::host::Host;
use crate::http::{Problem, kinds};
use chrono::{DateTime, Utc};
use diesel::result::QueryResult;
use diesel::sql_types::{Array, BigInt, Binary, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel::{OptionalExtension, Queryable};
use diesel_async::RunQueryDsl;
use haicap_types::{CloudEvent, FeedPage, Instant, Words};
use std::collections::{BTreeSet, HashMap};
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
    /// About this thing: `{noun}/{id}`.
    pub subject: Option<String>,
    /// That happened at this moment or later.
    pub since: Option<DateTime<Utc>>,
    /// How many events at most.
    pub limit: i64,
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
    /// Backwards from a place that was read before.
    Before(Cursor),
    /// Backwards from what is there now.
    Backwards,
}

/// How the things of a noun are called.
#[derive(Debug, Clone, Copy)]
pub struct Titles {
    /// The noun, as subjects begin.
    pub noun: &'static str,
    /// Selects `id` as text and `title` from `asked`: of the things whose ids are in `ids`, an array of texts. A title that
    /// not everybody may read is selected only if somebody sees the thing now who sees what concerns the organizations in
    /// `seen`.
    pub select: &'static str,
}

/// Reads a stretch of the log: what `sight` allows, in order, without gaps in what was looked at. While it waits it asks
/// the database for nothing.
///
/// # Errors
/// 409 if the cursor is not of this log as it is now.
pub async fn read_feed(
    host: &Host,
    titles: &[Titles],
    from: &Feed,
    filter: &FeedFilter,
    sight: &Sight,
) -> Result<FeedPage, Problem> {
    let (database, log) = (&host.feed, &host.log);
    let deadline = Moment::now() + filter.wait;
    let mut head = log.head();
    let mut place = start(database, from, filter).await?;
    let from_cursor = place.to_string();
    let is_backwards = matches!(from, Feed::Before(_) | Feed::Backwards);
    loop {
        head.mark_unchanged();
        let scanned = if is_backwards {
            database.read(async |db| scan_back(db, &place, filter, sight).await).await?
        } else {
            database.read(async |db| scan(db, &place, filter, sight).await).await?
        };
        let moved = scanned.reached.position > place.position;
        place = scanned.reached;
        let is_over = is_backwards || !scanned.rows.is_empty() || Moment::now() >= deadline;
        if is_over || (!moved && !wait(database, &mut head, &mut place, filter, sight, deadline).await?) {
            let called = called(database, titles, &scanned.rows, sight).await?;
            let items = scanned.rows.into_iter().map(|row| cloud_event(host.service, row, &called)).collect();
            let (next_cursor, has_more) = (place.to_string(), scanned.has_more);
            return Ok(FeedPage { items, next_cursor, from_cursor, has_more });
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
                start(database, &Feed::After(place.clone()), filter).await?;
                return Ok(true);
            }
        }
    }
    Ok(false)
}

async fn start(database: &Database, from: &Feed, filter: &FeedFilter) -> Result<Cursor, Problem> {
    let (log, head) = database.read(async |db| Ok((log_id(db).await?, newest(db).await?))).await?;
    let cursor = match from {
        Feed::Beginning => {
            let before = match filter.since {
                Some(since) => database.read(async |db| before_moment(db, since).await).await?,
                None => None,
            };
            let (position, hash) = before.unwrap_or((0, GENESIS.to_vec()));
            return Ok(Cursor::new(log, position, &hash));
        }
        Feed::Latest | Feed::Backwards => {
            let (position, hash) = head.unwrap_or((0, GENESIS.to_vec()));
            return Ok(Cursor::new(log, position, &hash));
        }
        Feed::After(cursor) | Feed::Before(cursor) => cursor.clone(),
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

/// A stretch of the log as it was looked at.
struct Scanned {
    rows: Vec<Placed>,
    /// Up to where it was looked at.
    reached: Cursor,
    /// Whether the log goes on there.
    has_more: bool,
}

/// An event at its place.
#[derive(Queryable)]
struct Placed {
    position: i64,
    event: StoredEvent,
    actor_name: Option<String>,
}

type SqlPlaced = (BigInt, SqlRow, Nullable<Text>);

async fn scan(mut db: Db<'_>, place: &Cursor, filter: &FeedFilter, sight: &Sight) -> QueryResult<Scanned> {
    // The end is fixed before the rows are read: a position that is given in between belongs to the next answer.
    let limit = place.position.saturating_add(scanned(filter));
    let Some((end, end_hash)) = newest_until(db, limit).await?.filter(|(end, _)| *end > place.position) else {
        return Ok(Scanned { rows: Vec::new(), reached: place.clone(), has_more: false });
    };
    let statement = looked_at(place.position, end, filter, sight);
    let statement = statement.text(" order by p.position limit ").bind::<BigInt, _>(filter.limit);
    let rows: Vec<Placed> = statement.load(&mut db).await?;
    let (position, hash) = match rows.last() {
        Some(Placed { position, .. }) if is_full(&rows, filter) => {
            (*position, hash_at(db, *position).await?.unwrap_or_default())
        }
        _ => (end, end_hash),
    };
    let has_more = newest(db).await?.is_some_and(|(newest, _)| newest > position);
    Ok(Scanned { rows, reached: Cursor::new(place.log, position, &hash), has_more })
}

/// Longer than any change takes from its moment to its commit.
const LONGEST_CHANGE: &str = "2 minutes";

/// The same from its place backwards, the latest first.
async fn scan_back(mut db: Db<'_>, place: &Cursor, filter: &FeedFilter, sight: &Sight) -> QueryResult<Scanned> {
    let floor = match filter.since {
        Some(since) => before_moment(db, since).await?.map_or(0, |(position, _)| position),
        None => 0,
    };
    let least = place.position.saturating_sub(scanned(filter)).max(floor);
    let statement = looked_at(least, place.position, filter, sight);
    let statement = statement.text(" order by p.position desc limit ").bind::<BigInt, _>(filter.limit);
    let rows: Vec<Placed> = statement.load(&mut db).await?;
    let position = match rows.last() {
        Some(Placed { position, .. }) if is_full(&rows, filter) => position.saturating_sub(1),
        _ => least.min(place.position),
    };
    let hash = if position == 0 { Some(GENESIS.to_vec()) } else { hash_at(db, position).await? };
    let reached = Cursor::new(place.log, position, &hash.unwrap_or_default());
    Ok(Scanned { rows, reached, has_more: position > floor })
}

/// Whether there are as many events as are wanted: then there may be more.
fn is_full(rows: &[Placed], filter: &FeedFilter) -> bool {
    i64::try_from(rows.len()).is_ok_and(|found| found >= filter.limit)
}

/// How many positions are looked at: the events of one thing are found by themselves.
const fn scanned(filter: &FeedFilter) -> i64 {
    if filter.subject.is_some() { i64::MAX } else { SCANNED }
}

/// The events after a position up to another that are asked for and seen.
fn looked_at(after: i64, until: i64, filter: &FeedFilter, sight: &Sight) -> Statement<SqlPlaced> {
    let mut statement = Statement::<SqlPlaced>::new(format!(
        "select p.position, {COLUMNS}, n.fields ->> 'actor_name' from event_position p \
         join event e on e.id = p.event_id left join event_person n on n.event_id = e.id where p.position > "
    ))
    .bind::<BigInt, _>(after)
    .text(" and p.position <= ")
    .bind::<BigInt, _>(until);
    if !filter.kinds.is_empty() {
        statement = statement.text(" and e.kind ^@ any(").bind::<Array<Text>, _>(filter.kinds.clone()).text(")");
    }
    if let Some(subject) = &filter.subject {
        statement = statement.text(" and e.subject = ").bind::<Text, _>(subject.clone());
    }
    if let Some(since) = filter.since {
        statement = statement.text(" and e.at >= ").bind::<Timestamptz, _>(since);
    }
    match sight {
        Sight::All => statement,
        Sight::Nothing => statement.text(" and false"),
        Sight::Of(codes) => {
            let codes: Vec<String> = codes.iter().cloned().collect();
            statement.text(" and e.organizations && ").bind::<Array<Text>, _>(codes)
        }
    }
}

/// The place before every event that happened at a moment or later; none where none did. An event happens when its
/// change begins and has its position when that is committed: of the events of a while, any may have the first position.
async fn before_moment(mut db: Db<'_>, since: DateTime<Utc>) -> QueryResult<Option<(i64, Vec<u8>)>> {
    // The least of a join, and not the first in order: that could walk the log from its beginning.
    let (first,) = Statement::<(Nullable<BigInt>,)>::new(
        "select min(p.position) from event e join event_position p on p.event_id = e.id \
         where e.at < (select min(at) from event where at >= ",
    )
    .bind::<Timestamptz, _>(since)
    .text(format!(") + interval '{LONGEST_CHANGE}' and e.at >= "))
    .bind::<Timestamptz, _>(since)
    .get_result::<(Option<i64>,)>(&mut db)
    .await?;
    let Some(first) = first else { return newest(db).await };
    let before = first.saturating_sub(1);
    newest_until(db, before).await
}

/// What the things of these events are called, by their subjects: one statement for each noun.
async fn called(
    database: &Database,
    titles: &[Titles],
    rows: &[Placed],
    sight: &Sight,
) -> Result<HashMap<String, String>, Problem> {
    // Services, which see everything, read no titles.
    let Sight::Of(codes) = sight else { return Ok(HashMap::new()) };
    let seen: Vec<String> = codes.iter().cloned().collect();
    let mut called = HashMap::new();
    for Titles { noun, select } in titles {
        let ids = rows.iter().filter_map(|row| row.event.subject.strip_prefix(noun)?.strip_prefix('/'));
        let ids: Vec<String> = ids.map(str::to_owned).collect::<BTreeSet<_>>().into_iter().collect();
        if ids.is_empty() {
            continue;
        }
        let found: Vec<(String, String)> = database
            .read(async |mut db| {
                Statement::<(Text, Text)>::new("with asked (ids, seen) as (select ")
                    .bind::<Array<Text>, _>(ids.clone())
                    .text(", ")
                    .bind::<Array<Text>, _>(seen.clone())
                    .text(format!(") {select}"))
                    .load(&mut db)
                    .await
            })
            .await?;
        called.extend(found.into_iter().map(|(id, title)| (format!("{noun}/{id}"), title)));
    }
    Ok(called)
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

fn cloud_event(service: &str, placed: Placed, called: &HashMap<String, String>) -> CloudEvent {
    let Placed { position, event, actor_name } = placed;
    CloudEvent {
        specversion: "1.0".to_owned(),
        id: event.id,
        source: format!("/{service}/v1/events"),
        kind: event.kind,
        subjecttitle: called.get(&event.subject).cloned(),
        subject: event.subject,
        time: Instant(event.at),
        datacontenttype: "application/json".to_owned(),
        position: position.to_string(),
        actor: event.actor,
        actorname: actor_name,
        actingfor: event.organization,
        data: serde_json::from_str(&event.data).unwrap_or_default(),
    }
}
