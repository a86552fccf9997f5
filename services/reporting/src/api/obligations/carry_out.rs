use super::sight::{if_shown, is_seen, right_to};
use super::view::{judge, view};
use crate::domain::obligation::{Act, Case, Change, Command, Refusal, decide, permit, two_people};
use crate::facts::ObligationEvent;
use crate::store::cases::{self, KeptCase, Target};
use crate::work::obligations::apply;
use chrono::{DateTime, Utc};
use haicap_kit::http::{Answer, Depth, Precondition, Problem, Reply, expect_may, possible, refused};
use haicap_kit::{Stop, Work};
use haicap_reference::Call;
use haicap_types::{Actor, Faults};
use uuid::Uuid;

/// Carries out an act on an obligation, and answers with that.
pub(super) async fn carry_out(
    call: &Call,
    id: Uuid,
    precondition: &Precondition,
    act: Act,
    sent: Result<Command, Faults>,
) -> Answer {
    let gather = |_: &KeptCase, command: &Command| Ok(command.clone());
    carry_out_with(call, Target::Obligation(id), precondition, act, sent, gather, |found| {
        let version = found.kept.obligation.version;
        Ok(Reply::ok(&view(call, &found.kept, &found.case, Depth::Whole)).version(version))
    })
    .await
}

/// Carries out an act: the conditions in the order of answers, then decide, save, and tell. `gather` makes the command of
/// what was sent and of the case as it stands; `answer` makes the reply of what is kept then.
pub(in crate::api) async fn carry_out_with<S>(
    call: &Call,
    about: Target,
    precondition: &Precondition,
    act: Act,
    sent: Result<S, Faults>,
    gather: impl Fn(&KeptCase, &S) -> Result<Command, Problem>,
    answer: impl Fn(&KeptCase) -> Result<Reply, Problem>,
) -> Answer {
    call.host
        .change(&call.caller, precondition, async |work| {
            let (found, mut change) = decided(call, work, about, act, &sent, &gather).await?;
            let events = apply(work.db(), &found.kept.obligation, &change).await?.ok_or(Stop::Lost)?;
            events.into_iter().for_each(|event| work.publish(event));
            change.obligation.version += 1;
            Ok(answer(&found.after(change))?)
        })
        .await
}

/// What comes of an act, and of what: decided, and not saved yet.
///
/// # Errors
/// The first condition that does not hold, in the order of answers.
pub(in crate::api) async fn decided<S>(
    call: &Call,
    work: &Work<'_>,
    about: Target,
    act: Act,
    sent: &Result<S, Faults>,
    gather: &impl Fn(&KeptCase, &S) -> Result<Command, Problem>,
) -> Result<(KeptCase, Change), Stop> {
    let found = if_shown(call, about, cases::find(work.db(), about, |obligation| is_seen(call, obligation)).await?)?;
    work.about::<ObligationEvent>(found.case.obligation.id);
    expect_to(call, work.precondition, act, &found.case)?;
    let sent = sent.as_ref().map_err(Faults::clone)?;
    expect_possible(call, act, &found.case, work.now)?;
    let command = gather(&found, sent)?;
    let actor = Actor::from(&call.caller);
    let change =
        decide(&found.case, command, &actor, work.now).map_err(|refusal| refuse(call, act, &found.case, &refusal))?;
    Ok((found, change))
}

/// Whether the caller may do an act and has read this version of the obligation, whatever is sent.
///
/// # Errors
/// 403, 428 or 412.
pub(in crate::api) fn expect_to(
    call: &Call,
    precondition: &Precondition,
    act: Act,
    case: &Case,
) -> Result<(), Problem> {
    let person = two_people(case, act, &Actor::from(&call.caller));
    let version = case.obligation.version;
    expect_may(act, right_to(call, act, &case.obligation), person, &precondition.if_match, version)
}

/// Whether an act is possible now, whatever is sent.
///
/// # Errors
/// 409.
pub(in crate::api) fn expect_possible(call: &Call, act: Act, case: &Case, now: DateTime<Utc>) -> Result<(), Problem> {
    let actor = Actor::from(&call.caller);
    permit(case, act, &actor, now).map_err(|refusal| refuse(call, act, case, &refusal))
}

/// The problem that a refusal becomes, with what is possible instead with the thing that the act is about.
fn refuse(call: &Call, act: Act, case: &Case, refusal: &Refusal) -> Problem {
    let acts = if Act::OF_SUBMISSIONS.contains(&act) { Act::OF_SUBMISSIONS } else { Act::OF_OBLIGATIONS };
    let problem = refused(refusal, || possible(acts, judge(call, case)));
    // Only those who answer for a draft see it.
    let is_own = case.obligation.owed_by == call.caller.organization;
    match (refusal, case.obligation.latest) {
        (Refusal::DraftExists, Some(draft)) if is_own => {
            problem.href(format!("/reporting/v1/submissions/{}", draft.id))
        }
        _ => problem,
    }
}
