use super::{Act, Case, REQUESTS_MAX, Refusal, Shut, VERSIONS_MAX};
use crate::domain::contribution::has_contributed;
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
        Act::Edit | Act::Submit => shut().or_else(|| not_in(case, SubmissionState::Draft, Refusal::NoDraft)),
        Act::Discard => not_in(case, SubmissionState::Draft, Refusal::NoDraft),
        Act::Return => not_in(case, SubmissionState::Submitted, Refusal::NotSubmitted),
        Act::Accept => not_in(case, SubmissionState::Submitted, Refusal::NotSubmitted).or_else(|| {
            case.submission.as_ref().filter(|one| has_contributed(actor, *one)).map(|_| Refusal::SamePerson)
        }),
        Act::Ask => cannot_ask(case),
        Act::Decide => match &case.pending {
            None => Some(Refusal::NoRequest),
            Some(pending) => has_contributed(actor, pending).then_some(Refusal::Requester),
        },
    }
}

/// Only the last submission can be worked on or judged.
fn not_in(case: &Case, state: SubmissionState, refusal: Refusal) -> Option<Refusal> {
    let latest = case.obligation.latest.map(|latest| latest.id);
    let is_it = case.submission.as_ref().is_some_and(|one| one.state == state && Some(one.id) == latest);
    (!is_it).then_some(refusal)
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
