use super::{Act, Assignment, Circumstances, Refusal, next};
use crate::domain::fulfilment::cadence_of;
use crate::vocabulary::{AssignmentState, DateRequestKind, Implementation, ProductKind};
use haicap_types::Actor;

/// How many levels a tree of assignments may have below its root. From the city down to a person there are four.
pub const LEVEL_MAX: i16 = 9;

/// Whether the act can be done now by this person, whatever it would carry; the state afterwards.
///
/// The right to do it is another question: see [`crate::domain::rights::may`].
///
/// # Errors
/// What stands in the way, and what may be done instead.
pub fn permit(
    assignment: &Assignment,
    act: Act,
    actor: &Actor,
    circumstances: &Circumstances,
) -> Result<AssignmentState, Refusal> {
    two_people(assignment, act, actor, circumstances)?;
    fits(assignment, act, actor, circumstances)
}

/// Whether this person may do the act: nobody decides on a request of their own, or on work that they submitted, in this
/// version or in one before it, whatever their roles.
///
/// # Errors
/// [`Refusal::SamePerson`].
pub fn two_people(
    assignment: &Assignment,
    act: Act,
    actor: &Actor,
    circumstances: &Circumstances,
) -> Result<(), Refusal> {
    let has_contributed = match act {
        Act::Accept | Act::Close => assignment.submitters().contains(&actor.subject),
        Act::DecideDate | Act::DecideExtension => {
            circumstances.pending_request.as_ref().is_some_and(|request| request.requested_by == actor.subject)
        }
        Act::Acknowledge
        | Act::Decline
        | Act::Take
        | Act::Start
        | Act::ProposeDate
        | Act::RequestExtension
        | Act::ReportProgress
        | Act::Attach
        | Act::AddEvidence
        | Act::Submit
        | Act::Return
        | Act::Reassign
        | Act::Withdraw
        | Act::Urge
        | Act::AddChildren
        | Act::SetFulfilment => false,
    };
    if has_contributed { Err(Refusal::SamePerson) } else { Ok(()) }
}

/// Whether the act fits the assignment as it stands.
pub(super) fn fits(
    assignment: &Assignment,
    act: Act,
    actor: &Actor,
    circumstances: &Circumstances,
) -> Result<AssignmentState, Refusal> {
    if !assignment.is_in_force && assignment.state.is_open() && act != Act::Withdraw {
        return Err(Refusal::NotInForce);
    }
    if assignment.clause_kind.is_continuing() && act.is_for_tasks_alone() {
        return Err(Refusal::ContinuingDuty);
    }
    let Some(state) = next(assignment.state, act) else {
        return Err(Refusal::NotInThisState { act, state: assignment.state });
    };
    hindrance(assignment, act, actor, circumstances).map_or(Ok(state), Err)
}

/// What stands in the way of an act that the state and the kind of duty allow.
fn hindrance(assignment: &Assignment, act: Act, actor: &Actor, circumstances: &Circumstances) -> Option<Refusal> {
    match act {
        Act::AddChildren if assignment.level >= LEVEL_MAX => Some(Refusal::TooDeep),
        Act::Submit if assignment.open_children > 0 => Some(Refusal::ChildrenOpen { open: assignment.open_children }),
        Act::Accept => wrong_result(assignment, Implementation::Implemented),
        Act::Close => wrong_result(assignment, Implementation::NotImplemented),
        Act::Return if assignment.last_submission.is_none() => Some(Refusal::NoSubmission),
        Act::ProposeDate | Act::RequestExtension => no_request_possible(assignment, act),
        Act::DecideDate => nothing_to_decide(circumstances, DateRequestKind::Proposal),
        Act::DecideExtension => nothing_to_decide(circumstances, DateRequestKind::Extension),
        Act::SetFulfilment if cadence_of(assignment.clause_kind, assignment.cadence).is_none() => {
            Some(Refusal::NotPeriodic)
        }
        Act::Urge if assignment.next_mover() == Some(&actor.organization) => Some(Refusal::OwnMove),
        Act::Acknowledge
        | Act::Decline
        | Act::Take
        | Act::Start
        | Act::ReportProgress
        | Act::Attach
        | Act::AddEvidence
        | Act::Submit
        | Act::Return
        | Act::Reassign
        | Act::Withdraw
        | Act::Urge
        | Act::AddChildren
        | Act::SetFulfilment => None,
    }
}

fn wrong_result(assignment: &Assignment, wanted: Implementation) -> Option<Refusal> {
    match (assignment.last_submission.as_ref().map(|last| last.result), wanted) {
        (None, _) => Some(Refusal::NoSubmission),
        (Some(Implementation::NotImplemented), Implementation::Implemented) => Some(Refusal::NotImplemented),
        (Some(Implementation::Implemented), Implementation::NotImplemented) => Some(Refusal::Implemented),
        _ => None,
    }
}

fn no_request_possible(assignment: &Assignment, act: Act) -> Option<Refusal> {
    match (assignment.due_on, act) {
        (Some(_), Act::ProposeDate) => Some(Refusal::DateInForce),
        (None, Act::RequestExtension) => Some(Refusal::NoDateInForce),
        _ => assignment.pending_request.then_some(Refusal::RequestPending),
    }
}

fn nothing_to_decide(circumstances: &Circumstances, kind: DateRequestKind) -> Option<Refusal> {
    let waits = circumstances.pending_request.as_ref().is_some_and(|request| request.kind == kind);
    (!waits).then_some(Refusal::NoRequest)
}

/// Whether a submission needs evidence: everything that is wanted in the shape of a product does, once it is done.
pub(super) const fn needs_evidence(product: Option<ProductKind>, result: Implementation) -> bool {
    product.is_some() && matches!(result, Implementation::Implemented)
}
