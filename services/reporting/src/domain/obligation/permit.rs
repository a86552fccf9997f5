use super::{Act, Case, Refusal};
use crate::domain::rights::Actor;
use chrono::{DateTime, Utc};
use haicap_types::{Standing, SubmissionState};

/// Whether an act is possible now, whatever would be sent with it. The right to it is another question.
///
/// # Errors
/// Why not.
pub fn permit(case: &Case, act: Act, actor: &Actor, now: DateTime<Utc>) -> Result<(), Refusal> {
    refusal(case, act, actor, now).map_or(Ok(()), Err)
}

fn refusal(case: &Case, act: Act, actor: &Actor, now: DateTime<Utc>) -> Option<Refusal> {
    let obligation = &case.obligation;
    if obligation.form.is_none() && !matches!(act, Act::Ask | Act::Decide) {
        return Some(Refusal::Consolidates);
    }
    let shut = || shut(case, now);
    match act {
        Act::Draft => {
            let has_draft = obligation.latest.is_some_and(|latest| latest.state == SubmissionState::Draft);
            shut().or(has_draft.then_some(Refusal::DraftExists))
        }
        Act::ReportNothing => shut().or_else(|| match obligation.latest.map(|latest| latest.state) {
            Some(SubmissionState::Draft) => Some(Refusal::DraftExists),
            Some(SubmissionState::Submitted | SubmissionState::Accepted) => Some(Refusal::AlreadySubmitted),
            Some(SubmissionState::Returned) | None => None,
        }),
        Act::Edit | Act::Submit => shut().or_else(|| not_in(case, SubmissionState::Draft, Refusal::NoDraft)),
        Act::Discard => not_in(case, SubmissionState::Draft, Refusal::NoDraft),
        Act::Return => not_in(case, SubmissionState::Submitted, Refusal::NotSubmitted),
        Act::Accept => not_in(case, SubmissionState::Submitted, Refusal::NotSubmitted)
            .or_else(|| worked_on(case, actor).then_some(Refusal::SamePerson)),
        Act::Ask => cannot_ask(case, now),
        Act::Decide => match &case.pending {
            None => Some(Refusal::NoRequest),
            Some(pending) => (pending.requested.by == actor.subject).then_some(Refusal::Requester),
        },
    }
}

/// Whether nothing can be written: before the period begins, after it is locked, or where it is waived. What was sent
/// in its time can be corrected for ever.
fn shut(case: &Case, now: DateTime<Utc>) -> Option<Refusal> {
    let obligation = &case.obligation;
    if now < obligation.opens_at {
        Some(Refusal::NotOpen)
    } else if obligation.standing == Standing::Waived {
        Some(Refusal::Waived)
    } else if obligation.first_submitted_at.is_none() && obligation.is_locked(now) {
        Some(Refusal::Locked)
    } else {
        None
    }
}

/// Only the last submission can be worked on or judged.
fn not_in(case: &Case, state: SubmissionState, refusal: Refusal) -> Option<Refusal> {
    let latest = case.obligation.latest.map(|latest| latest.id);
    let is_it = case.submission.as_ref().is_some_and(|one| one.state == state && Some(one.id) == latest);
    (!is_it).then_some(refusal)
}

fn worked_on(case: &Case, actor: &Actor) -> bool {
    case.submission.as_ref().is_some_and(|submission| {
        submission.edited_by.contains(&actor.subject)
            || submission.submitted.as_ref().is_some_and(|sent| sent.by == actor.subject)
    })
}

fn cannot_ask(case: &Case, now: DateTime<Utc>) -> Option<Refusal> {
    if now < case.obligation.opens_at {
        Some(Refusal::NotOpen)
    } else if case.pending.is_some() {
        Some(Refusal::RequestPending)
    } else if case.obligation.standing == Standing::Waived {
        Some(Refusal::Waived)
    } else if case.obligation.first_submitted_at.is_some() {
        Some(Refusal::AlreadySubmitted)
    } else {
        None
    }
}
