use crate::domain::obligation::{FormVersion, Obligation};
use crate::domain::period::Period;
use crate::domain::regime::Regime;
use crate::facts::{inherited_event, opened_event, rescheduled_event};
use crate::store;
use chrono::{DateTime, Days, NaiveDate, Utc};
use haicap_kit::db::{Db, QueryResult};
use haicap_kit::events::Event;
use haicap_reference::Directory;
use haicap_types::{DayTime, OrganizationCode, local_date};
use std::collections::BTreeMap;
use uuid::Uuid;

/// How long before they begin periods are written.
const AHEAD: Days = Days::new(7);

/// How many periods of one regime are written in one transaction.
const PERIODS_MAX: usize = 60;

/// The day up to which periods are written.
pub(crate) fn horizon(now: DateTime<Utc>) -> NaiveDate {
    let today = local_date(now);
    today.checked_add_days(AHEAD).unwrap_or(today)
}

/// What came of writing the periods of a regime.
pub(crate) struct Written {
    /// The facts that periods began.
    pub(crate) events: Vec<Event>,
    /// Whether there are more to write.
    pub(crate) is_more: bool,
}

/// Writes the periods of a regime, whose row is locked, that have begun or begin soon. For those that have begun it is
/// settled who has to report; the others are only foreseen.
pub(crate) async fn write_periods(
    db: Db<'_>,
    regime: &Regime,
    directory: &Directory,
    now: DateTime<Utc>,
) -> QueryResult<Written> {
    let until = horizon(now);
    let created = store::periods::created(db, &regime.code).await?;
    let forms = latest_forms(db, regime).await?;
    let mut events = Vec::new();
    let mut last = None;
    let mut count = 0;
    let new = regime.periods_after(created.as_ref()).take_while(|(_, days)| days.starts_on <= until);
    for (key, days) in new.take(PERIODS_MAX) {
        let today = local_date(now);
        let has_begun = days.starts_on <= today;
        let learned_on = has_begun.then_some(today);
        let (mut period, moments) = Period::of(Uuid::now_v7(), regime, (key, days), directory, learned_on);
        period.frozen_at = has_begun.then_some(now);
        if store::periods::insert(db, &period).await? {
            let obligations = period.obligations(regime, &moments, directory, &forms, Uuid::now_v7);
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

/// Writes the periods of a regime anew, whose row is locked, after it changed. What has begun stays as the regime was
/// when it began, whether the background work has seen to it or not.
pub(crate) async fn rewrite_periods(
    db: Db<'_>,
    before: &Regime,
    after: &Regime,
    directory: &Directory,
    now: DateTime<Utc>,
) -> QueryResult<Vec<Event>> {
    let mut events = Vec::new();
    for period in store::periods::lock_begun(db, &before.code, now).await? {
        events.push(freeze(db, &period, before, directory, now).await?);
    }
    let kept = store::periods::kept(db, &after.code, now).await?;
    store::periods::forget_after(db, &after.code, kept.as_ref()).await?;
    events.extend(write_periods(db, after, directory, now).await?.events);
    Ok(events)
}

/// Settles who has to report for a period that has begun: whoever the audiences name on its first day.
pub(crate) async fn freeze(
    db: Db<'_>,
    period: &Period,
    regime: &Regime,
    directory: &Directory,
    now: DateTime<Utc>,
) -> QueryResult<Event> {
    let forms = latest_forms(db, regime).await?;
    let moments = period.moments(directory.calendar());
    let expected = period.obligations(regime, &moments, directory, &forms, Uuid::now_v7);
    let known = store::periods::expected(db, period.id).await?;
    let new: Vec<Obligation> =
        expected.iter().filter(|one| !known.contains(&(one.tier, one.organization.clone()))).cloned().collect();
    store::obligations::insert(db, &new).await?;
    let places = expected.iter().map(|one| (one.tier, one.organization.clone())).collect();
    store::periods::freeze(db, period.id, now, places).await?;
    Ok(opened_event(period, &expected))
}

/// Moves the deadlines of a period that lie ahead to where the calendar puts them now.
pub(crate) async fn reschedule(
    db: Db<'_>,
    period: &Period,
    directory: &Directory,
    now: DateTime<Utc>,
) -> QueryResult<Vec<Event>> {
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

/// Has living organizations stand for ended ones.
pub(crate) async fn inherit(db: Db<'_>, heirs: &[(OrganizationCode, OrganizationCode)]) -> QueryResult<Vec<Event>> {
    let inherited = store::obligations::give_to_heirs(db, heirs).await?;
    Ok(inherited.iter().map(inherited_event).collect())
}
