//! Who sees an obligation, and who has the right to an act about it.

use crate::domain::obligation::{Act, Obligation, Submission};
use crate::domain::rights::{may, relations};
use crate::store::cases::{self, KeptCase, Target};
use crate::vocabulary::SubmissionState;
use haicap_kit::http::Problem;
use haicap_reference::Call;
use haicap_types::{Actor, Denial};

/// What an act would be about, if the caller sees it.
///
/// # Errors
/// 404.
pub(in crate::api) async fn seen(call: &Call, about: Target) -> Result<KeptCase, Problem> {
    let is_seen = |obligation: &Obligation| is_seen(call, obligation);
    let found = call.host.database.read(async |db| cases::find(db, about, is_seen).await).await?;
    if_shown(call, about, found)
}

/// What was found of what the caller sees, if that is shown to the caller.
///
/// # Errors
/// 404.
pub(super) fn if_shown(call: &Call, about: Target, found: Option<KeptCase>) -> Result<KeptCase, Problem> {
    let found = found.ok_or_else(Problem::not_found)?;
    let case = &found.case;
    let is_shown = match about {
        Target::Obligation(_) => true,
        Target::Submission(_) => case.submission.as_ref().is_some_and(|one| is_shown(call, &case.obligation, one)),
    };
    if is_shown { Ok(found) } else { Err(Problem::not_found()) }
}

/// Whether the caller may know of an obligation: one of the caller's organization, one that it sees, or one that it
/// receives.
pub(in crate::api) fn is_seen(call: &Call, obligation: &Obligation) -> bool {
    call.sees([&obligation.owed_by, &obligation.organization]) || obligation.receiver == call.caller.organization
}

/// Whether the caller may see a submission of an obligation that the caller sees: drafts are for those who answer for it.
pub(in crate::api) fn is_shown(call: &Call, obligation: &Obligation, submission: &Submission) -> bool {
    submission.state != SubmissionState::Draft || obligation.owed_by == call.caller.organization
}

/// Whether the caller has the right to an act.
///
/// # Errors
/// The denial: 403.
pub(in crate::api) fn right_to(call: &Call, act: Act, obligation: &Obligation) -> Result<(), Denial> {
    let actor = Actor::from(&call.caller);
    may(&actor, act, &relations(obligation, &actor.organization, oversees(call, obligation)))
}

/// Whether the caller's organization oversees, or stands above, the reporter.
fn oversees(call: &Call, obligation: &Obligation) -> bool {
    let own = &call.caller.organization;
    [&obligation.owed_by, &obligation.organization].into_iter().any(|code| code != own && call.known.sight.sees(code))
}
