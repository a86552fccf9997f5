use crate::domain::assignment::Assignment;
use crate::domain::directive::{Change, Directive, Ended, Fact, Settled};
use crate::facts::{assigned_event, change_event, directive_event};
use crate::store;
use crate::store::directives::{delete, save};
use haicap_kit::db::{Db, QueryResult};
use haicap_kit::events::Event;
use uuid::Uuid;

/// Saves a change of a document with all that follows from it: its clauses, what it gives to whom, and the documents
/// that it ends.
///
/// Answers with the events that tell of it; `None` if somebody else saved one of the documents first, and the
/// transaction has to be rolled back then.
pub(crate) async fn apply(db: Db<'_>, before: &Directive, change: &Change) -> QueryResult<Option<Vec<Event>>> {
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
                leave(db, before.id, change.fact.settled(), &mut events).await?;
            }
        }
        fact @ (Fact::Superseded { .. } | Fact::Revoked { .. }) => {
            leave(db, before.id, fact.settled(), &mut events).await?;
        }
        Fact::Edited { clauses: None, .. } | Fact::Deleted => {}
    }
    Ok(Some(events))
}

/// Saves what becomes of the assignments of a document that ends. The transaction has locked their trees.
async fn leave(db: Db<'_>, ended: Uuid, settled: Option<&Settled>, events: &mut Vec<Event>) -> QueryResult<()> {
    let Some(Settled { changes, kept, continued, .. }) = settled else { return Ok(()) };
    let rows: Vec<Assignment> = changes.iter().map(|(_, change)| change.assignment.clone()).collect();
    store::assignments::save_many(db, &rows).await?;
    let carried: Vec<Assignment> = rows.into_iter().filter(|one| one.directive_id != Some(ended)).collect();
    store::assignments::save_source(db, &carried).await?;
    let lapsed = changes.iter().filter(|(_, change)| change.lapses_request).map(|(before, _)| before.id);
    store::assignments::lapse_date_requests(db, lapsed.collect()).await?;
    store::clauses::continue_under(db, continued).await?;
    // After what goes on elsewhere has left it.
    store::assignments::leave_force(db, ended, kept).await?;
    events.extend(changes.iter().map(|(before, change)| change_event(before, change)));
    Ok(())
}
