use crate::api::assignments::period_event;
use crate::domain::assignment::Assignment;
use crate::domain::fulfilment::{Fulfilment, cadence_of, due_on, periods as periods_of};
use crate::store::assignments as store;
use chrono::{DateTime, NaiveDate, Utc};
use haicap_kit::Host;
use haicap_kit::db::Db;
use haicap_kit::events::{Author, Event, publish};
use haicap_kit::http::Problem;
use haicap_kit::worker::Worker;
use haicap_reference::{Directory, LiveDirectory};
use haicap_types::local_date;
use std::sync::Arc;
use std::time::Duration;
use uuid::Uuid;

/// How often it is looked whether a period has begun.
const EVERY: Duration = Duration::from_secs(60);

/// Who opens periods, as the log names it.
const OPENER: Author<'static> = Author { subject: "haicap", name: "Hai Cấp", organization: None };

/// The work that opens the periods of continuing duties as they begin, so that what nobody confirms becomes overdue.
#[must_use]
pub fn periods(live: Arc<LiveDirectory>) -> Worker {
    Worker::rounds("periods", EVERY, move |host| {
        let live = Arc::clone(&live);
        async move { Ok(open_periods(&host, &live.snapshot()).await? > 0) }
    })
}

/// Opens, in one transaction, the periods that have begun for a batch of duties; answers for how many duties. What
/// another replica is at work on is passed over, and a period is never opened twice.
///
/// # Errors
/// The database cannot answer; nothing was opened.
pub async fn open_periods(host: &Host, directory: &Directory) -> Result<usize, Problem> {
    let now = host.clock.now();
    let opened = host.database.transaction(async |db: Db<'_>| open_batch(db, directory, now).await).await?;
    host.log.wake();
    Ok(opened)
}

async fn open_batch(db: Db<'_>, directory: &Directory, now: DateTime<Utc>) -> diesel::QueryResult<usize> {
    let duties = store::lock_duties_without_period(db, local_date(now)).await?;
    open(db, &duties, directory, now).await
}

/// Opens the periods of these duties that have begun, sets the date that counts, and tells of it; answers for how many
/// duties. The transaction has locked the duties, each of which comes with the last day that a period of it reaches.
///
/// # Errors
/// The database cannot answer.
pub(crate) async fn open(
    db: Db<'_>,
    duties: &[(Assignment, Option<NaiveDate>)],
    directory: &Directory,
    now: DateTime<Utc>,
) -> diesel::QueryResult<usize> {
    let today = local_date(now);
    let opened: Vec<(&Assignment, Vec<Fulfilment>)> = duties
        .iter()
        .map(|(duty, last_day)| (duty, begun(duty, *last_day, directory, today).collect::<Vec<_>>()))
        .filter(|(_, periods)| !periods.is_empty())
        .collect();
    if opened.is_empty() {
        return Ok(0);
    }
    let rows: Vec<(Uuid, Fulfilment)> =
        opened.iter().flat_map(|(duty, periods)| periods.iter().map(|period| (duty.id, period.clone()))).collect();
    store::insert_fulfilments(db, &rows).await?;
    store::refresh_next_fulfilment(db, opened.iter().map(|(duty, _)| duty.id).collect()).await?;
    let events: Vec<Event> = opened.iter().filter_map(|(duty, periods)| period_event(duty, periods.iter())).collect();
    publish(db, OPENER, now, &events).await?;
    Ok(opened.len())
}

/// The periods of a duty that have begun since the last one.
fn begun<'a>(
    duty: &'a Assignment,
    last_day: Option<NaiveDate>,
    directory: &'a Directory,
    today: NaiveDate,
) -> impl Iterator<Item = Fulfilment> + 'a {
    let since = last_day.and_then(|day| day.succ_opt()).unwrap_or_else(|| local_date(duty.assigned_at));
    let cadence = cadence_of(duty.clause_kind, duty.cadence);
    cadence.into_iter().flat_map(move |cadence| periods_of(cadence, since, today)).map(|period| Fulfilment {
        period,
        due_on: due_on(duty.clause_kind, &period, directory.calendar()),
        fulfilled_at: None,
        remark: None,
        set_by: OPENER.subject.to_owned(),
    })
}
