use crate::api::events::{inherited_event, opened_event, rescheduled_event};
use crate::domain::DayTime;
use crate::domain::obligation::{FormVersion, Obligation};
use crate::domain::period::{Period, heirs};
use crate::domain::regime::Regime;
use crate::store;
use chrono::{DateTime, Days, NaiveDate, Utc};
use diesel::QueryResult;
use haicap_kit::Host;
use haicap_kit::db::Db;
use haicap_kit::events::{Author, Event, publish};
use haicap_kit::http::Problem;
use haicap_kit::worker::Worker;
use haicap_reference::{Directory, LiveDirectory};
use haicap_types::local_date;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

/// How often it is looked whether a period begins, the calendar changed, or a body ended.
const EVERY: Duration = Duration::from_secs(10);

/// How long before they begin periods are written.
const AHEAD: Days = Days::new(7);

/// How many regimes or periods are looked after in one transaction.
const BATCH: i64 = 20;

/// How many periods of one regime are written in one transaction.
const PERIODS_MAX: usize = 60;

/// Who opens periods, as the log names it.
const OPENER: Author<'static> = Author { subject: "haicap", name: "Hai Cấp", organization: None };

/// The work that writes periods down before they begin, settles who has to report when they do, moves deadlines with the
/// calendar, and hands what ended bodies owe to those that follow them.
#[must_use]
pub fn periods(live: Arc<LiveDirectory>) -> Worker {
    Worker::rounds("periods", EVERY, move |host| {
        let live = Arc::clone(&live);
        async move { keep_periods(&host, &live.snapshot()).await }
    })
}

/// Looks after a batch of periods, in one transaction; answers whether there may be more to do. What another replica is
/// at work on is passed over, and nothing is done twice.
///
/// # Errors
/// The database cannot answer; nothing was done.
pub async fn keep_periods(host: &Host, directory: &Directory) -> Result<bool, Problem> {
    let now = host.clock.now();
    let is_more = host.database.transaction(async |db: Db<'_>| keep_batch(db, directory, now).await).await?;
    host.log.wake();
    Ok(is_more)
}

async fn keep_batch(db: Db<'_>, directory: &Directory, now: DateTime<Utc>) -> QueryResult<bool> {
    let mut events = Vec::new();
    let mut is_more = false;
    for (regime, opened_until) in store::regimes::lock_unopened(db, horizon(now), BATCH).await? {
        let written = write_periods(db, &regime.thing, opened_until, directory, now).await?;
        is_more |= written.is_more;
        events.extend(written.events);
    }
    for period in store::periods::lock_unfrozen(db, now, BATCH).await? {
        events.extend(freeze(db, &period, directory, now).await?);
        is_more = true;
    }
    for period in store::periods::lock_outdated(db, directory.version(), now, BATCH).await? {
        events.extend(reschedule(db, &period, directory, now).await?);
        is_more = true;
    }
    let heirs = heirs(directory, local_date(now));
    if !heirs.is_empty() {
        let given = store::obligations::give_to_heirs(db, heirs).await?;
        events.extend(given.iter().map(|(id, from, to)| inherited_event(*id, from, to)));
    }
    publish(db, OPENER, now, &events).await?;
    Ok(is_more)
}

fn horizon(now: DateTime<Utc>) -> NaiveDate {
    let today = local_date(now);
    today.checked_add_days(AHEAD).unwrap_or(today)
}

/// What came of writing the periods of a regime.
pub struct Written {
    /// The facts that periods began.
    pub events: Vec<Event>,
    /// Whether there are more to write.
    pub is_more: bool,
}

/// Writes the periods of a regime, whose row is locked, that have begun or begin soon. For those that have begun it is
/// settled who has to report; the others are only foreseen.
///
/// # Errors
/// The database cannot answer.
pub async fn write_periods(
    db: Db<'_>,
    regime: &Regime,
    opened_until: Option<NaiveDate>,
    directory: &Directory,
    now: DateTime<Utc>,
) -> QueryResult<Written> {
    let until = horizon(now);
    let since = opened_until.and_then(|day| day.succ_opt()).unwrap_or(regime.starts_on.0);
    let forms = latest_forms(db, regime).await?;
    let mut events = Vec::new();
    let mut last = None;
    let mut count = 0;
    for days in regime.periods(since).take_while(|days| days.starts_on <= until).take(PERIODS_MAX) {
        let (mut period, moments) = Period::of(regime, &days, directory);
        let has_begun = period.opens_at <= now;
        period.frozen_at = has_begun.then_some(now);
        if store::periods::insert(db, &period).await? {
            let obligations = period.obligations(regime, &moments, directory, &forms);
            store::obligations::insert(db, &obligations).await?;
            events.extend(has_begun.then(|| opened_event(&period, &obligations)));
        }
        last = Some(days.ends_on);
        count += 1;
    }
    let is_more = count == PERIODS_MAX;
    // Where less came than could have, there is nothing more until the horizon moves on.
    let reached = last.filter(|last| is_more || *last > until).unwrap_or(until);
    store::regimes::note_opened(db, &regime.code, reached).await?;
    Ok(Written { events, is_more })
}

async fn latest_forms(db: Db<'_>, regime: &Regime) -> QueryResult<BTreeMap<String, FormVersion>> {
    let legs = regime.tiers.iter().flat_map(|tier| &tier.legs);
    store::forms::latest(db, legs.filter_map(|leg| leg.form.clone()).collect()).await
}

/// Settles who has to report for a period that has begun: whoever the audiences name on its first day.
async fn freeze(db: Db<'_>, period: &Period, directory: &Directory, now: DateTime<Utc>) -> QueryResult<Option<Event>> {
    let Some(regime) = store::regimes::find(db, &period.regime).await? else { return Ok(None) };
    let forms = latest_forms(db, &regime.thing).await?;
    let moments = period.moments(directory.calendar());
    let expected = period.obligations(&regime.thing, &moments, directory, &forms);
    let known = store::periods::expected(db, period.id).await?;
    let new: Vec<Obligation> =
        expected.iter().filter(|one| !known.contains(&(one.tier, one.organization.clone()))).cloned().collect();
    store::obligations::insert(db, &new).await?;
    let places = expected.iter().map(|one| (one.tier, one.organization.clone())).collect();
    store::periods::freeze(db, period.id, now, places).await?;
    Ok(Some(opened_event(period, &expected)))
}

/// Moves the deadlines of a period that lie ahead to where the calendar puts them now.
async fn reschedule(db: Db<'_>, period: &Period, directory: &Directory, now: DateTime<Utc>) -> QueryResult<Vec<Event>> {
    let calendar = directory.calendar();
    // Whoever is given less time has at least the next working day.
    let notice = DayTime::END.on(calendar.add_working_days(local_date(now), 1));
    let mut events = Vec::new();
    for (tier, to) in (1..).zip(period.moments(calendar).tiers) {
        let moved = store::periods::reschedule(db, period.id, (tier, to), now, notice).await?;
        events.extend(rescheduled_event(period, tier, &moved));
    }
    store::periods::note_directory(db, period.id, directory.version()).await?;
    Ok(events)
}
