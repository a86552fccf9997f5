use super::{Act, Refusal, Target};
use crate::vocabulary::{Phase, ProgrammeState};
use haicap_types::{Actor, RequestState};

/// Whether an act is possible while the programme stands there, whatever would be sent with it. The right to it is another question.
///
/// # Errors
/// Why not.
pub fn permit(target: &Target, state: ProgrammeState, act: Act, actor: &Actor) -> Result<(), Refusal> {
    two_people(target, act, actor)?;
    if state != ProgrammeState::Running {
        return Err(Refusal::ProgrammeNotRunning { act, state });
    }
    let phase = target.phase;
    let is_running = !matches!(phase, Phase::Planned | Phase::Closed);
    let is_possible = match act {
        Act::Announce => phase == Phase::Planned,
        Act::RequestExtension | Act::Suspend => is_running && !target.is_suspended(),
        Act::DecideExtension => is_running,
        Act::Resume => target.is_suspended(),
    };
    if !is_possible {
        return Err(Refusal::NotInThisState { act, phase, is_suspended: target.is_suspended() });
    }
    match act {
        Act::RequestExtension if target.pending_extension().is_some() => Err(Refusal::ExtensionPending),
        Act::RequestExtension => {
            let granted = target.extensions.iter().filter(|one| one.state == RequestState::Granted).count();
            let is_left = granted < usize::from(target.terms.extension_times);
            if is_left { Ok(()) } else { Err(Refusal::ExtendedBefore) }
        }
        Act::DecideExtension if target.pending_extension().is_none() => Err(Refusal::NothingPending),
        Act::Announce | Act::DecideExtension | Act::Suspend | Act::Resume => Ok(()),
    }
}

/// Whether this person may do the act: nobody decides on what they asked for, whatever organization they act for.
///
/// # Errors
/// [`Refusal::SamePerson`].
pub fn two_people(target: &Target, act: Act, actor: &Actor) -> Result<(), Refusal> {
    let asked = target.pending_extension().is_some_and(|one| one.requested_by == actor.subject);
    if act == Act::DecideExtension && asked { Err(Refusal::SamePerson) } else { Ok(()) }
}
