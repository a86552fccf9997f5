use crate::store;
use crate::work::periods::{freeze, horizon, inherit, reschedule, write_periods};
use chrono::{DateTime, Utc};
use haicap_kit::Host;
use haicap_kit::db::{Db, QueryResult};
use haicap_kit::events::{Author, Event, publish};
use haicap_kit::http::Problem;
use haicap_kit::quarantine::Quarantine;
use haicap_kit::worker::Worker;
use haicap_reference::{Directory, LiveDirectory};
use haicap_types::local_date;
use std::sync::Arc;
use std::time::Duration;
use uuid::Uuid;

/// How often it is looked whether a period begins, the calendar changed, or an organization ended: a period can be
/// reported for this long after it began at the latest.
const EVERY: Duration = Duration::from_secs(2);

/// How many items of a kind are looked after in one round.
const BATCH: usize = 20;

/// Who opens periods, as the log names it.
const OPENER: Author<'static> = Author { subject: "haicap", name: "Hai Cấp", organization: None };

/// What is looked after by itself: it fails without stopping anything else.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Item {
    /// A regime whose periods are to be written.
    Regime(String),
    /// A period that has begun: who has to report is to be settled.
    Begun(Uuid),
    /// A period whose deadlines were computed by an older calendar.
    Outdated(Uuid),
    /// What ended organizations owe and receive.
    Heirs,
}

/// Writes periods before they begin, settles who has to report when they do, moves deadlines with the calendar, and
/// hands what ended organizations owe and receive to those that follow them: each item in a transaction of its own.
#[derive(Debug)]
pub struct Keeper {
    failed: Quarantine<Item>,
}

/// The work of a [`Keeper`], for as long as the service runs.
#[must_use]
pub fn periods(service: &'static str, live: Arc<LiveDirectory>) -> Worker {
    let keeper = Arc::new(Keeper::new(service));
    Worker::rounds("periods", EVERY, move |host| {
        let (keeper, live) = (Arc::clone(&keeper), Arc::clone(&live));
        async move { keeper.round(&host, &live.snapshot()).await }
    })
}

impl Keeper {
    /// One that has done nothing yet.
    #[must_use]
    pub fn new(service: &'static str) -> Self {
        Self { failed: Quarantine::new(service, "periods") }
    }

    /// Looks after a batch of items; answers whether there may be more to do. What another replica is at work on is
    /// passed over, what failed lately as well, and nothing is done twice.
    ///
    /// # Errors
    /// The database does not say what there is to do.
    pub async fn round(&self, host: &Host, directory: &Directory) -> Result<bool, Problem> {
        let (now, held) = (host.clock.now(), self.failed.held());
        let due = host.database.transaction(async |db: Db<'_>| due(db, &held, directory.version(), now).await).await?;
        let mut is_more = false;
        for item in due {
            let done = host.database.transaction(async |db: Db<'_>| keep(db, &item, directory, now).await);
            is_more |= self.failed.attempt(&item, done).await.unwrap_or_default();
        }
        host.log.wake();
        Ok(is_more)
    }
}

/// What there is to do without what is held: a period is written before it is settled.
async fn due(db: Db<'_>, held: &[Item], version: i64, now: DateTime<Utc>) -> QueryResult<Vec<Item>> {
    let (mut regimes, mut begun, mut outdated) = (Vec::new(), Vec::new(), Vec::new());
    for item in held {
        match item {
            Item::Regime(code) => regimes.push(code.clone()),
            Item::Begun(id) => begun.push(*id),
            Item::Outdated(id) => outdated.push(*id),
            Item::Heirs => {}
        }
    }
    let mut due = Vec::new();
    due.extend(store::regimes::unopened(db, horizon(now), regimes, BATCH).await?.into_iter().map(Item::Regime));
    due.extend(store::periods::unfrozen(db, version, now, begun, BATCH).await?.into_iter().map(Item::Begun));
    due.extend(store::periods::outdated(db, version, now, outdated, BATCH).await?.into_iter().map(Item::Outdated));
    if !held.contains(&Item::Heirs) {
        due.push(Item::Heirs);
    }
    Ok(due)
}

/// Looks after an item and tells what came of it; answers whether there may be more to do.
async fn keep(db: Db<'_>, item: &Item, directory: &Directory, now: DateTime<Utc>) -> QueryResult<bool> {
    let Some(done) = carry_out(db, item, directory, now).await? else { return Ok(false) };
    publish(db, OPENER, now, &done.events).await?;
    Ok(done.is_more)
}

/// What came of an item.
struct Done {
    events: Vec<Event>,
    is_more: bool,
}

/// Looks after an item; `None` where there is nothing to do, or another replica is at work on it.
async fn carry_out(db: Db<'_>, item: &Item, directory: &Directory, now: DateTime<Utc>) -> QueryResult<Option<Done>> {
    match item {
        Item::Regime(code) => {
            let Some((regime, opened_until)) = store::regimes::lock(db, code).await? else { return Ok(None) };
            if opened_until.is_some_and(|day| day >= horizon(now)) {
                return Ok(None);
            }
            let written = write_periods(db, &regime.thing, directory, now).await?;
            Ok(Some(Done { events: written.events, is_more: written.is_more }))
        }
        Item::Begun(id) => {
            let Some(period) = store::periods::lock_unfrozen(db, *id).await? else { return Ok(None) };
            let Some(regime) = store::regimes::find(db, &period.regime).await? else { return Ok(None) };
            let event = freeze(db, &period, &regime.thing, directory, now).await?;
            Ok(Some(Done { events: vec![event], is_more: true }))
        }
        Item::Outdated(id) => {
            let Some(period) = store::periods::lock_outdated(db, *id, directory.version()).await? else {
                return Ok(None);
            };
            let events = reschedule(db, &period, directory, now).await?;
            Ok(Some(Done { events, is_more: true }))
        }
        Item::Heirs => {
            let heirs = directory.heirs(local_date(now));
            let events = if heirs.is_empty() { Vec::new() } else { inherit(db, &heirs).await? };
            Ok(Some(Done { events, is_more: false }))
        }
    }
}
