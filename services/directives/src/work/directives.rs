use crate::domain::assignment::{Assignment, Change as AssignmentChange, Fact as AssignmentFact};
use crate::domain::directive::{Change, Directive, Ended, Fact, Settled};
use crate::facts::{assigned_event, change_event, directive_event};
use crate::store;
use crate::store::directives::{delete, save};
use chrono::{DateTime, Utc};
use haicap_kit::db::{Db, QueryResult};
use haicap_kit::events::Event;
use haicap_types::Actor;
use uuid::Uuid;

/// Saves a change of a document with all that follows from it: its clauses, what it gives to whom, and the documents
/// that it ends.
///
/// Answers with the events that tell of it; `None` if somebody else saved one of the documents first, and the
/// transaction has to be rolled back then.
pub(crate) async fn apply(
    db: Db<'_>,
    actor: &Actor,
    now: DateTime<Utc>,
    before: &Directive,
    change: &Change,
) -> QueryResult<Option<Vec<Event>>> {
    let is_saved = match change.fact {
        Fact::Deleted => delete(db, before).await?,
        _ => save(db, &change.directive).await?,
    };
    if !is_saved {
        return Ok(None);
    }
    let mut events = vec![directive_event(before, change)];
    match &change.fact {
        Fact::Edited { clauses: Some(clauses), .. } => store::clauses::replace(db, before.id, clauses).await?,
        Fact::CameIntoForce { assignments, ended } => {
            store::assignments::insert_many(db, assignments).await?;
            events.extend(assignments.iter().map(assigned_event));
            for Ended { before, change } in ended {
                if !save(db, &change.directive).await? {
                    return Ok(None);
                }
                events.push(directive_event(before, change));
                leave(db, (actor, now), before.id, change.fact.settled(), &mut events).await?;
            }
        }
        Fact::Corrected { correction, clauses, assignments, changes } => {
            store::corrections::insert(db, before.id, correction).await?;
            store::clauses::put(db, clauses).await?;
            store::assignments::insert_many(db, assignments).await?;
            events.extend(assignments.iter().map(assigned_event));
            save_sources(db, (actor, now), changes, &mut events).await?;
        }
        fact @ (Fact::Superseded { .. } | Fact::Revoked { .. } | Fact::Annulled { .. }) => {
            if matches!(fact, Fact::Annulled { .. }) {
                store::number_books::release(db, before.id).await?;
            }
            leave(db, (actor, now), before.id, fact.settled(), &mut events).await?;
        }
        Fact::Edited { clauses: None, .. } | Fact::Deleted => {}
    }
    Ok(Some(events))
}

/// Saves what becomes of the assignments of a document that ends. The transaction has locked their trees.
async fn leave(
    db: Db<'_>,
    by: (&Actor, DateTime<Utc>),
    ended: Uuid,
    settled: Option<&Settled>,
    events: &mut Vec<Event>,
) -> QueryResult<()> {
    let Some(Settled { changes, kept, continued, .. }) = settled else { return Ok(()) };
    save_sources(db, by, changes, events).await?;
    store::clauses::continue_under(db, continued).await?;
    // After what goes on elsewhere has left it.
    store::assignments::leave_force(db, ended, kept).await
}

/// Saves changes of assignments that may touch what they have from their clauses.
async fn save_sources(
    db: Db<'_>,
    (actor, now): (&Actor, DateTime<Utc>),
    changes: &[(Assignment, AssignmentChange)],
    events: &mut Vec<Event>,
) -> QueryResult<()> {
    let rows: Vec<Assignment> = changes.iter().map(|(_, change)| change.assignment.clone()).collect();
    store::assignments::save_many(db, &rows).await?;
    let facts = changes.iter().map(|(before, change)| (before.id, &change.fact));
    store::assignments::write_reasons(db, facts, actor, now).await?;
    let is_touched = |change: &AssignmentChange| !matches!(change.fact, AssignmentFact::Withdrawn { .. });
    let touched = changes.iter().filter(|(_, change)| is_touched(change)).map(|(_, change)| change.assignment.clone());
    store::assignments::save_source(db, &touched.collect::<Vec<_>>()).await?;
    let lapsed = changes.iter().filter(|(_, change)| change.lapses_request).map(|(before, _)| before.id);
    store::assignments::lapse_date_requests(db, lapsed.collect()).await?;
    events.extend(changes.iter().map(|(before, change)| change_event(before, change)));
    Ok(())
}
