use crate::domain::directive::{Change, Directive, Ended, Fact};
use crate::facts::{assigned_event, directive_event};
use crate::store;
use crate::store::directives::{delete, save};
use haicap_kit::db::{Db, QueryResult};
use haicap_kit::events::Event;

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
            }
        }
        Fact::Edited { clauses: None, .. } | Fact::Superseded { .. } | Fact::Revoked { .. } | Fact::Deleted => {}
    }
    Ok(Some(events))
}
