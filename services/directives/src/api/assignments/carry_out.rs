use super::is_seen;
use super::view::{judge, relations_of, view};
use crate::api::call::marks;
use crate::domain::assignment::{
    Act, Addition, Assignment, Change, Circumstances, Command, Fact, Refusal, decide, permit, two_people,
};
use crate::domain::rights::may;
use crate::store::assignments::{self as store, Beside};
use crate::work::assignments::apply;
use crate::work::open_begun;
use haicap_kit::db::Db;
use haicap_kit::http::{Answer, Depth, Precondition, Problem, Reply, expect_may, possible, refused};
use haicap_kit::{Stop, Work};
use haicap_reference::Call;
use haicap_types::{Actor, Faults, Vocabulary as _};
use uuid::Uuid;

/// An assignment that somebody wants to change, as it stands.
pub(super) struct Subject<'a> {
    /// The row, with its last submission.
    pub(super) assignment: &'a Assignment,
    /// Its related rows.
    pub(super) beside: &'a Beside,
    /// The transaction's connection.
    pub(super) db: Db<'a>,
}

/// Carries out an act: the conditions in the order of answers, then decide, save, and tell.
pub(super) async fn carry_out(
    call: &Call,
    id: Uuid,
    precondition: &Precondition,
    act: Act,
    sent: Result<Command, Faults>,
) -> Answer {
    perform(call, id, precondition, act, sent, async |_, command: &Command| Ok(command.clone())).await
}

/// The same for an act that has to look something up before it can be decided: `gather` is asked once nothing else
/// stands in the way of the act.
pub(super) async fn carry_out_with<S>(
    call: &Call,
    id: Uuid,
    precondition: &Precondition,
    act: Act,
    sent: Result<S, Faults>,
    gather: impl AsyncFn(&Subject<'_>, &S) -> Result<Command, Stop>,
) -> Answer {
    let actor = Actor::from(&call.caller);
    perform(call, id, precondition, act, sent, async |subject: &Subject<'_>, sent: &S| {
        let Subject { assignment, beside, .. } = subject;
        permit(assignment, act, &actor, &beside.circumstances)
            .map_err(|refusal| refuse(call, &refusal, assignment, &beside.circumstances))?;
        gather(subject, sent).await
    })
    .await
}

async fn perform<S>(
    call: &Call,
    id: Uuid,
    precondition: &Precondition,
    act: Act,
    sent: Result<S, Faults>,
    command: impl AsyncFn(&Subject<'_>, &S) -> Result<Command, Stop>,
) -> Answer {
    let actor = Actor::from(&call.caller);
    call.host
        .change(&call.caller, precondition, async |work| {
            let (current, mut beside) = read(work, call, &actor, id, act).await?;
            let sent = sent.as_ref().map_err(Clone::clone)?;
            if current.parent_id.is_some() && matches!(act, Act::Reassign | Act::AddChildren) {
                beside.circumstances.above = store::parties_above(work.db(), id).await?;
            }
            let subject = Subject { assignment: &current, beside: &beside, db: work.db() };
            let command = command(&subject, sent).await?;
            ask(work.db(), &current, &command, &mut beside).await?;
            let change = decide(&current, &command, &actor, &beside.circumstances, work.now)
                .map_err(|refusal| refuse(call, &refusal, &current, &beside.circumstances))?;
            let events = apply(work.db(), &actor, work.now, &current, &change).await?.ok_or(Stop::Lost)?;
            events.into_iter().for_each(|event| work.publish(event));
            if touches_beside(&current, &change) {
                beside = store::beside_one(work.db(), &change.assignment).await?;
            }
            let version = current.version + i32::from(change.raises_version());
            let next = Assignment { version, ..change.assignment };
            Ok(Reply::ok(&view(call, &marks(call), next, beside, Depth::Whole)).version(version))
        })
        .await
}

/// The assignment that an act is carried out on, with what is beside it; locked as far as the act needs it.
async fn read(work: &Work<'_>, call: &Call, actor: &Actor, id: Uuid, act: Act) -> Result<(Assignment, Beside), Stop> {
    let found = read_seen(work.db(), call, id).await?;
    expect_to(work, call, actor, act, &found)?;
    let (current, _) = &found;
    if act.touches_tree() && current.is_in_tree() {
        // Every such act locks the root first, so that acts on a whole and on its parts cannot deadlock.
        store::lock_root(work.db(), current.root_id).await?;
        let found = read_seen(work.db(), call, id).await?;
        expect_to(work, call, actor, act, &found)?;
        return Ok(found);
    }
    if act == Act::Urge {
        // Saving would find out who came first, and an urging saves nothing of the row.
        store::lock(work.db(), id).await?;
        let found = read_seen(work.db(), call, id).await?;
        expect_to(work, call, actor, act, &found)?;
        return Ok(found);
    }
    if act == Act::SetFulfilment && open_periods(work, call, current).await? {
        // The version that the caller names is the one before the periods were opened.
        return read_seen(work.db(), call, id).await;
    }
    Ok(found)
}

/// The assignment with what is beside it, if the caller sees it.
async fn read_seen(db: Db<'_>, call: &Call, id: Uuid) -> Result<(Assignment, Beside), Stop> {
    let found = store::find(db, id).await?;
    let mut current = found.filter(|found| is_seen(call, found)).ok_or_else(Problem::not_found)?;
    // After the version that counts their changes, so that what changes meanwhile cannot be saved.
    let beside = store::beside_one(db, &current).await?;
    current.last_submission.clone_from(&beside.last_submission);
    Ok((current, beside))
}

/// Whether the caller may do the act, and has read this version of the assignment.
fn expect_to(
    work: &Work<'_>,
    call: &Call,
    actor: &Actor,
    act: Act,
    (current, beside): &(Assignment, Beside),
) -> Result<(), Problem> {
    let right = may(actor, act, &relations_of(call, current));
    let person = two_people(current, act, actor, &beside.circumstances);
    expect_may(act, right, person, &work.precondition.if_match, current.version)
}

/// Opens the periods of a duty that have begun and are not open yet; whether there were any. The background worker goes
/// on after the last period, so it would never open those before the one that is set here.
async fn open_periods(work: &Work<'_>, call: &Call, duty: &Assignment) -> Result<bool, Stop> {
    let duty = store::lock(work.db(), duty.id).await?.filter(|duty| duty.state.is_open());
    let Some(duty) = duty else { return Ok(false) };
    work.precondition.if_match.check(duty.version)?;
    let last_day = store::last_period_day(work.db(), duty.id).await?;
    let opened = open_begun(work.db(), &[(duty, last_day)], &call.known.directory, work.now).await?;
    Ok(opened > 0)
}

/// Asks for what the rules of one command need beside what every view needs.
async fn ask(db: Db<'_>, current: &Assignment, command: &Command, beside: &mut Beside) -> Result<(), Stop> {
    let circumstances = &mut beside.circumstances;
    if let Some(addition) = Addition::of(command.act()) {
        circumstances.already = store::count_made(db, addition, current).await?;
    }
    match command {
        Command::SetFulfilment { period, .. } => {
            circumstances.earliest_other_due_on = store::earliest_open_period(db, current.id, *period).await?;
            circumstances.period_due = store::fulfilment(db, current.id, *period).await?.map(|(due, _)| due);
        }
        Command::DecideDate { .. } | Command::DecideExtension { .. } => {
            if let Some(parent) = current.parent_id {
                circumstances.parent_due_on = store::due_on_of(db, parent).await?;
            }
        }
        Command::Reassign { .. } if current.children > 0 => {
            circumstances.doers_of_parts = store::doers_of_parts(db, current.id).await?;
        }
        _ => {}
    }
    Ok(())
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

/// The problem that a refusal becomes, with what is possible instead.
pub(super) fn refuse(
    call: &Call,
    refusal: &Refusal,
    assignment: &Assignment,
    circumstances: &Circumstances,
) -> Problem {
    refused(refusal, || {
        let mut legal = possible(Act::ALL, judge(call, assignment, circumstances));
        legal.retain(|act| refusal.hindered() != Some(*act));
        legal
    })
}
