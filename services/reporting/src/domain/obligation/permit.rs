use super::{Act, Case, Latest, REQUESTS_MAX, Refusal, Shut, VERSIONS_MAX};
use crate::domain::contribution::has_contributed;
use crate::vocabulary::{Standing, SubmissionState};
use chrono::{DateTime, Utc};
use haicap_types::Actor;

/// Whether an act is possible now, whatever would be sent with it. The right to it is another question.
///
/// # Errors
/// Why not.
pub fn permit(case: &Case, act: Act, actor: &Actor, now: DateTime<Utc>) -> Result<(), Refusal> {
    two_people(case, act, actor)?;
    hindrance(case, act, now).map_or(Ok(()), Err)
}

/// Whether this person may do the act: nobody accepts a report that they contributed to, or decides on a request of
/// their own, whatever their roles.
///
/// # Errors
/// [`Refusal::SamePerson`] or [`Refusal::Requester`].
pub fn two_people(case: &Case, act: Act, actor: &Actor) -> Result<(), Refusal> {
    let contributed_to = |submission| has_contributed(actor, submission);
    let asked_for = |request| has_contributed(actor, request);
    match act {
        Act::Accept if case.submission.as_ref().is_some_and(contributed_to) => Err(Refusal::SamePerson),
        Act::Decide if case.pending.as_ref().is_some_and(asked_for) => Err(Refusal::Requester),
        _ => Ok(()),
    }
}

/// What prevents the act, whoever does it.
fn hindrance(case: &Case, act: Act, now: DateTime<Utc>) -> Option<Refusal> {
    let obligation = &case.obligation;
    if obligation.form.is_none() && !matches!(act, Act::Ask | Act::Decide) {
        return Some(Refusal::Consolidates);
    }
    if !obligation.has_begun(now) {
        return Some(Refusal::Shut(Shut::NotOpen));
    }
    let shut = || obligation.shut(now).map(Refusal::Shut);
    let is_full = || obligation.latest.is_some_and(|latest| latest.number >= VERSIONS_MAX);
    let full = || is_full().then_some(Refusal::TooManyVersions);
    match act {
        Act::Draft => {
            let has_draft = obligation.latest.is_some_and(|latest| latest.state == SubmissionState::Draft);
            shut().or(has_draft.then_some(Refusal::DraftExists)).or_else(full)
        }
        Act::ReportNothing => shut().or_else(|| match obligation.latest.map(|latest| latest.state) {
            Some(SubmissionState::Draft) => Some(Refusal::DraftExists),
            Some(SubmissionState::Submitted | SubmissionState::Accepted) => Some(Refusal::AlreadySubmitted),
            Some(SubmissionState::Returned) | None => full(),
        }),
        Act::Edit => shut().or_else(|| not_draft(case)),
        Act::Submit => shut().or_else(|| not_draft(case)).or_else(|| has_errors(case)),
        Act::Discard => not_draft(case),
        Act::Return | Act::Accept => not_submitted(case),
        Act::Ask => cannot_ask(case),
        Act::Decide => case.pending.is_none().then_some(Refusal::NoRequest),
    }
}

/// Only the last version can be worked on.
fn not_draft(case: &Case) -> Option<Refusal> {
    let last = case.obligation.latest.map(|latest| latest.number);
    (!is_in(case, SubmissionState::Draft, last)).then_some(Refusal::NoDraft)
}

/// Only the last version that was sent can be judged, also while a correction of it is being written.
fn not_submitted(case: &Case) -> Option<Refusal> {
    let last = case.obligation.latest.and_then(Latest::number_sent);
    (!is_in(case, SubmissionState::Submitted, last)).then_some(Refusal::NotSubmitted)
}

/// Whether the act is about the version with this number, in this state.
fn is_in(case: &Case, state: SubmissionState, number: Option<i32>) -> bool {
    case.submission.as_ref().is_some_and(|one| one.state == state && Some(one.number) == number)
}

fn has_errors(case: &Case) -> Option<Refusal> {
    let errors = case.findings().errors();
    (!errors.is_empty()).then_some(Refusal::HasErrors(errors))
}

fn cannot_ask(case: &Case) -> Option<Refusal> {
    let obligation = &case.obligation;
    if case.pending.is_some() {
        Some(Refusal::RequestPending)
    } else if obligation.standing == Standing::Waived {
        Some(Refusal::Shut(Shut::Waived))
    } else if obligation.first_submitted_at.is_some() {
        Some(Refusal::AlreadySubmitted)
    } else if obligation.requests >= REQUESTS_MAX {
        Some(Refusal::TooManyRequests)
    } else {
        None
    }
}
