use crate::domain::obligation::{Change, Obligation};
use crate::facts::{change_event, stale_event};
use crate::store::{cases, reports};
use haicap_kit::db::{Db, QueryResult};
use haicap_kit::events::Event;

/// Saves a change with the rows that it wrote. Answers with the events that tell of it, also of the reports that are made
/// of what counted before; `None` if somebody else saved the obligation first, and nothing is saved then.
pub(crate) async fn apply(db: Db<'_>, before: &Obligation, change: &Change) -> QueryResult<Option<Vec<Event>>> {
    if !cases::save(db, change).await? {
        return Ok(None);
    }
    let mut events: Vec<Event> = change_event(before, change).into_iter().collect();
    let counts = change.obligation.effective_submission;
    if counts != before.effective_submission {
        let outdated = reports::outdated_by(db, before.id, counts).await?;
        events.extend(outdated.iter().map(|report| stale_event(report, before.id)));
    }
    Ok(Some(events))
}
