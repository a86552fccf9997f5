use crate::domain::report::{Act, Change, KeptReport, Source};
use crate::facts::{Served, act_event, drafted_event};
use crate::store::{obligations, periods, regimes, reports as store, requests};
use haicap_kit::db::{Db, QueryResult};
use haicap_kit::events::Event;

/// Writes a report that was drawn up, with what it is made of. Answers with the event that tells of it; `None` if its
/// obligation has a live one.
pub(crate) async fn draw_up(db: Db<'_>, new: &KeptReport, sources: &[Source]) -> QueryResult<Option<Event>> {
    if !store::insert(db, &new.report).await? {
        return Ok(None);
    }
    store::note_sources(db, new.report.id, sources).await?;
    Ok(Some(drafted_event(new)))
}

/// Saves a change with all that follows from it. Answers with the report as it is kept now and the events that tell of it;
/// `None` if somebody else saved the report or its obligation first, and the transaction is of no use then.
pub(crate) async fn apply(
    db: Db<'_>,
    act: Act,
    before: KeptReport,
    change: Change,
) -> QueryResult<Option<(KeptReport, Vec<Event>)>> {
    let Change { mut report, obligation, sources, lapses_request } = change;
    if !store::save(db, &report).await? {
        return Ok(None);
    }
    if let Some(obligation) = &obligation
        && !obligations::save(db, obligation).await?
    {
        return Ok(None);
    }
    if lapses_request {
        requests::lapse(db, report.obligation_id).await?;
    }
    if let Some(sources) = &sources {
        store::note_sources(db, report.id, sources).await?;
    }
    report.version += 1;
    let is_stale = before.is_stale && sources.is_none();
    let after = KeptReport { report, is_stale, ..before };
    let event = act_event(act, &after, &served(db, act, &after).await?);
    Ok(Some((after, event.into_iter().collect())))
}

/// What a report fulfils, where that is told.
async fn served(db: Db<'_>, act: Act, kept: &KeptReport) -> QueryResult<Served> {
    if !matches!(act, Act::Send | Act::Acknowledge) {
        return Ok(Served::default());
    }
    let (period, regime) =
        futures_util::try_join!(periods::find(db, kept.report.period_id), regimes::find(db, &kept.report.regime))?;
    // The clause is the one that the period was opened for, whatever the regime says now.
    let clause = period.and_then(|period| period.serves_clause);
    Ok(Served { clause, frequency: regime.map(|regime| regime.thing.frequency) })
}
