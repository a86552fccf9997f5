use crate::domain::assignment::Assignment;
use crate::domain::fulfilment::{Deadline, Fulfilment, cadence_of, due_on, periods as periods_of};
use crate::facts::period_event;
use crate::store::assignments as store;
use crate::store::clauses;
use chrono::{DateTime, NaiveDate, Utc};
use haicap_kit::db::{Db, QueryResult};
use haicap_kit::events::{Author, Event, publish};
use haicap_reference::Directory;
use haicap_types::{DayTime, local_date};
use std::collections::HashMap;
use uuid::Uuid;

/// Who opens periods, as the log names it.
const OPENER: Author<'static> = Author { subject: "haicap", name: "Hai Cấp", organization: None };

/// Opens the periods of these duties that have begun, sets the date that counts, and tells of it; answers for how many
/// duties. The transaction has locked the duties, each of which comes with the last day that a period of it reaches.
pub(crate) async fn open_begun(
    db: Db<'_>,
    duties: &[(Assignment, Option<NaiveDate>)],
    directory: &Directory,
    now: DateTime<Utc>,
) -> QueryResult<usize> {
    let today = local_date(now);
    let clauses = duties.iter().filter_map(|(duty, _)| duty.clause_id).collect();
    let deadlines = if duties.is_empty() { HashMap::new() } else { clauses::deadlines(db, clauses).await? };
    let deadline = |duty: &Assignment| deadlines.get(&duty.clause_id?).copied();
    let opened: Vec<(&Assignment, Vec<Fulfilment>)> = duties
        .iter()
        .map(|(duty, last_day)| (duty, begun(duty, deadline(duty), *last_day, directory, today).collect::<Vec<_>>()))
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
    deadline: Option<Deadline>,
    last_day: Option<NaiveDate>,
    directory: &'a Directory,
    today: NaiveDate,
) -> impl Iterator<Item = Fulfilment> + 'a {
    let since = last_day.and_then(|day| day.succ_opt()).unwrap_or_else(|| local_date(duty.assigned_at));
    let cadence = cadence_of(duty.clause_kind, duty.cadence);
    let periods = cadence.into_iter().flat_map(move |cadence| periods_of(cadence, since, today));
    periods.map(move |period| {
        let calendar = directory.calendar();
        let (mut due_on, mut due_time) =
            (due_on(duty.clause_kind, deadline, &period, calendar), Deadline::time(deadline));
        // Who is given the duty while a period is under way has the whole of the next working day at least.
        let notice = calendar.add_working_days(local_date(duty.assigned_at), 1);
        if last_day.is_none() && due_time.on(due_on) < DayTime::END.on(notice) {
            (due_on, due_time) = (notice, DayTime::END);
        }
        let set_by = OPENER.subject.to_owned();
        Fulfilment { period, due_on, due_time, fulfilled_at: None, remark: None, set_by }
    })
}
