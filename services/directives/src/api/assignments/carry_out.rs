use super::events::{assigned_event, change_event};
use super::is_seen;
use super::view::{Depth, oversees, view};
use crate::api::call::{actor, denied};
use crate::domain::assignment::{Act, Assignment, Change, Command, Fact, Ground, Refusal, decide, follow, legal_acts};
use crate::domain::rights::{Actor, may, relations};
use crate::domain::roll_up::opening;
use crate::store::assignments::{self as store, Beside};
use haicap_kit::db::Db;
use haicap_kit::http::{Answer, IfMatch, Precondition, Problem, Reply, kinds};
use haicap_kit::{Stop, Work};
use haicap_reference::Call;
use uuid::Uuid;

/// How deep a tree of assignments is followed.
const LEVEL_LIMIT: usize = 32;

/// An assignment that somebody wants to change, as it stands.
pub(super) struct Subject<'a> {
    /// The row, with its last submission.
    pub(super) assignment: &'a Assignment,
    /// The transaction's connection.
    pub(super) db: Db<'a>,
}

/// Carries out an act: the conditions in the order of answers, then decide, save, and tell. `command` is asked once
/// the caller may do the act and the version fits, so that what it finds wrong is a 422.
pub(super) async fn carry_out(
    call: &Call,
    id: Uuid,
    precondition: &Precondition,
    act: Act,
    command: impl AsyncFn(Subject<'_>) -> Result<Command, Stop>,
) -> Answer {
    let actor = actor(call);
    call.host
        .change(&call.caller, precondition, async |work| {
            let (mut current, mut beside) = read(work.db(), id).await?;
            current.last_submission = beside.last_submission.clone();
            if !is_seen(call, &current) {
                return Err(Problem::not_found().into());
            }
            let relations = relations(&current, &actor.organization, oversees(call, &current));
            may(&actor, act, &relations).map_err(denied)?;
            expect_version(&precondition.if_match, act, current.version)?;
            let subject = Subject { assignment: &current, db: work.db() };
            let command = command(subject).await?;
            if let Command::SetFulfilment { period, .. } = &command {
                beside.circumstances.earliest_other_due_on =
                    store::earliest_open_period(work.db(), id, *period).await?;
            }
            let change = decide(&current, &command, &actor, &beside.circumstances, work.now)
                .map_err(|refusal| refused(&refusal, &current, &actor, &beside))?;
            apply(work, &actor, &current, &change).await?;
            if touches_beside(&current, &change) {
                beside = store::beside_id(work.db(), id).await?;
            }
            let version = current.version + 1;
            let next = Assignment { version, ..change.assignment };
            Ok(Reply::ok(&view(call, next, beside, Depth::Whole)).version(version))
        })
        .await
}

async fn read(db: Db<'_>, id: Uuid) -> Result<(Assignment, Beside), Stop> {
    let (found, beside) = futures_util::try_join!(store::find(db, id), store::beside_id(db, id))?;
    Ok((found.ok_or_else(Problem::not_found)?, beside))
}

/// Whether a change wrote, or ended, one of the things that stand beside the row in an answer.
fn touches_beside(before: &Assignment, change: &Change) -> bool {
    change.lapses_request
        || before.children > 0
        || matches!(
            change.fact,
            Fact::DateRequested(_)
                | Fact::DateDecided(_)
                | Fact::EvidenceAdded { .. }
                | Fact::Submitted(_)
                | Fact::ChildrenAdded(_)
        )
}

/// Whoever confirms or approves must have seen what he confirms.
fn expect_version(if_match: &IfMatch, act: Act, version: i32) -> Result<(), Problem> {
    match act {
        Act::Accept | Act::Close | Act::DecideDate | Act::DecideExtension => if_match.require(version),
        _ => if_match.check(version),
    }
}

fn refused(refusal: &Refusal, assignment: &Assignment, actor: &Actor, beside: &Beside) -> Problem {
    let (code, words) = (refusal.code(), refusal.words());
    match refusal.ground() {
        Ground::Person => Problem::new(&kinds::FORBIDDEN).code(code).detail(words),
        Ground::Content => Problem::unfit("", code, words),
        Ground::State => Problem::not_now(code, words, legal_acts(assignment, actor, &beside.circumstances)),
    }
}

/// Saves a change with all that follows from it: rows beside it, parts, and the parent's count.
async fn apply(work: &mut Work<'_>, actor: &Actor, before: &Assignment, change: &Change) -> Result<(), Stop> {
    if !store::save(work.db(), before, &change.assignment).await? {
        return Err(Stop::Lost);
    }
    store::write_fact(work.db(), before.id, &change.fact, actor, work.now).await?;
    if change.lapses_request {
        store::lapse_date_requests(work.db(), vec![before.id]).await?;
    }
    work.publish(change_event(before, change));
    if let Fact::ChildrenAdded(children) = &change.fact {
        store::insert_many(work.db(), children).await?;
        children.iter().for_each(|child| work.publish(assigned_event(child)));
    }
    let shift = opening(before.state, change.assignment.state);
    if let Some(parent) = before.parent_id.filter(|_| shift != 0) {
        store::shift_open_children(work.db(), parent, shift).await?;
    }
    if before.children > 0 && matches!(change.fact, Fact::Withdrawn { .. } | Fact::Reassigned { .. }) {
        take_along(work, change).await?;
    }
    Ok(())
}

/// Lets the parts follow, a level at a time and one statement a level.
async fn take_along(work: &mut Work<'_>, change: &Change) -> Result<(), Stop> {
    let mut level = vec![change.clone()];
    for _ in 0..LEVEL_LIMIT {
        let parents: Vec<Uuid> = level.iter().map(|change| change.assignment.id).collect();
        let children = store::lock_children(work.db(), parents).await?;
        let mut next = Vec::new();
        for child in &children {
            let parent = level.iter().find(|parent| Some(parent.assignment.id) == child.parent_id);
            if let Some(following) = parent.and_then(|parent| follow(parent, child, work.now)) {
                work.publish(change_event(child, &following));
                next.push(following);
            }
        }
        if next.is_empty() {
            break;
        }
        let rows: Vec<Assignment> = next.iter().map(|change| change.assignment.clone()).collect();
        store::save_many(work.db(), &rows).await?;
        let lapsed = next.iter().filter(|change| change.lapses_request).map(|change| change.assignment.id).collect();
        store::lapse_date_requests(work.db(), lapsed).await?;
        level = next;
    }
    Ok(())
}
