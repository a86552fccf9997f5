use crate::domain::assignment::{Assignment, Change, Fact, follow, opening, withdraw};
use crate::domain::text::Reason;
use crate::facts::{assigned_event, change_event};
use crate::store;
use crate::store::assignments::{
    insert_many, lapse_date_requests, lock_children, save, save_many, shift_open_children, write_fact, write_reasons,
};
use chrono::{DateTime, Utc};
use haicap_kit::db::{Db, QueryResult};
use haicap_kit::events::Event;
use haicap_types::{Actor, OrganizationCode};
use std::collections::{BTreeSet, HashMap, HashSet};
use uuid::Uuid;

/// Saves a change with all that follows from it: the rows beside it, the parts, the parent's count, and who sees the
/// directive. Whoever changes other assignments of the tree has locked its root before: see
/// [`crate::store::assignments::lock_root`].
///
/// Answers with the events that tell of it; `None` if somebody else saved the assignment first, and nothing is saved
/// then.
pub(crate) async fn apply(
    db: Db<'_>,
    actor: &Actor,
    now: DateTime<Utc>,
    before: &Assignment,
    change: &Change,
) -> QueryResult<Option<Vec<Event>>> {
    if change.raises_version() && !save(db, before, &change.assignment).await? {
        return Ok(None);
    }
    write_fact(db, before.id, &change.fact, actor, now).await?;
    if change.lapses_request {
        lapse_date_requests(db, vec![before.id]).await?;
    }
    let mut events = vec![change_event(before, change)];
    if let Fact::ChildrenAdded(children) = &change.fact {
        insert_many(db, children).await?;
        events.extend(children.iter().map(assigned_event));
    }
    let shift = opening(before.state, change.assignment.state);
    if let Some(parent) = before.parent_id.filter(|_| shift != 0) {
        shift_open_children(db, parent, shift).await?;
    }
    if before.children > 0 && matches!(change.fact, Fact::Withdrawn { .. } | Fact::Reassigned { .. }) {
        take_along(db, actor, now, change, &mut events).await?;
    }
    let newcomers = newcomers(change);
    if let Some(directive) = before.directive_id.filter(|_| !newcomers.is_empty()) {
        store::directives::extend_concerned(db, directive, newcomers).await?;
    }
    Ok(Some(events))
}

/// Lets the parts follow, one statement for each level, down to the last.
async fn take_along(
    db: Db<'_>,
    actor: &Actor,
    now: DateTime<Utc>,
    change: &Change,
    events: &mut Vec<Event>,
) -> QueryResult<()> {
    let mut level = vec![change.clone()];
    loop {
        let parents: Vec<Uuid> = level.iter().map(|change| change.assignment.id).collect();
        let children = lock_children(db, parents).await?;
        let mut next = Vec::new();
        for child in &children {
            let parent = level.iter().find(|parent| Some(parent.assignment.id) == child.parent_id);
            if let Some(following) = parent.and_then(|parent| follow(parent, child, now)) {
                events.push(change_event(child, &following));
                next.push(following);
            }
        }
        if next.is_empty() {
            return Ok(());
        }
        let rows: Vec<Assignment> = next.iter().map(|change| change.assignment.clone()).collect();
        save_many(db, &rows).await?;
        write_reasons(db, next.iter().map(|change| (change.assignment.id, &change.fact)), actor, now).await?;
        let lapsed = next.iter().filter(|change| change.lapses_request).map(|change| change.assignment.id).collect();
        lapse_date_requests(db, lapsed).await?;
        level = next;
    }
}

/// Withdraws those assignments of locked trees that are named, an open child with its parent; answers with the events
/// that tell of it.
pub(crate) async fn withdraw_all(
    db: Db<'_>,
    actor: &Actor,
    trees: &[Assignment],
    leaving: &HashSet<Uuid>,
    reason: &Reason,
    now: DateTime<Utc>,
) -> QueryResult<Vec<Event>> {
    let (gone, staying): (Vec<&Assignment>, Vec<&Assignment>) = trees.iter().partition(|one| leaving.contains(&one.id));
    let changes: Vec<(&Assignment, Change)> = gone.into_iter().map(|one| (one, withdraw(one, reason, now))).collect();
    let mut rows: Vec<Assignment> = changes.iter().map(|(_, change)| change.assignment.clone()).collect();
    // A parent that stays counts fewer open children.
    let mut closed: HashMap<Uuid, i32> = HashMap::new();
    rows.iter().filter_map(|one| one.parent_id).for_each(|parent| *closed.entry(parent).or_default() += 1);
    rows.extend(staying.into_iter().filter_map(|parent| {
        let open_children = parent.open_children.saturating_sub(*closed.get(&parent.id)?);
        Some(Assignment { open_children, ..parent.clone() })
    }));
    save_many(db, &rows).await?;
    write_reasons(db, changes.iter().map(|(one, change)| (one.id, &change.fact)), actor, now).await?;
    let lapsed = changes.iter().filter(|(_, change)| change.lapses_request).map(|(one, _)| one.id).collect();
    lapse_date_requests(db, lapsed).await?;
    Ok(changes.iter().map(|(before, change)| change_event(before, change)).collect())
}

/// The organizations that a change may bring in: whoever has a role in an assignment sees the directive that it comes
/// from.
fn newcomers(change: &Change) -> Vec<OrganizationCode> {
    let bodies: BTreeSet<&OrganizationCode> = match &change.fact {
        Fact::Reassigned { .. } => change.assignment.parties().collect(),
        Fact::ChildrenAdded(children) => children.iter().flat_map(Assignment::parties).collect(),
        _ => BTreeSet::new(),
    };
    bodies.into_iter().cloned().collect()
}
