use super::{Act, Programme, Refusal};
use crate::vocabulary::ProgrammeState as State;
use haicap_types::Actor;

/// Whether an act is possible now, whatever would be sent with it. The right to it is another question.
///
/// # Errors
/// Why not.
pub fn permit(programme: &Programme, act: Act, actor: &Actor) -> Result<(), Refusal> {
    two_people(programme, act, actor)?;
    let is_possible = match act {
        Act::Edit | Act::Propose | Act::Discard => programme.state == State::Drafting,
        Act::Launch => programme.state == State::Decided,
        Act::OpenRound => programme.state == State::Running,
        Act::Cancel => matches!(programme.state, State::Approved | State::Decided | State::Running),
    };
    if is_possible { Ok(()) } else { Err(Refusal::NotInThisState { act, state: programme.state }) }
}

/// Whether this person may do the act: who wrote something of a programme does not call it off, whatever their roles.
///
/// # Errors
/// [`Refusal::SamePerson`].
pub fn two_people(programme: &Programme, act: Act, actor: &Actor) -> Result<(), Refusal> {
    match act {
        Act::Cancel if programme.contributors.contains(&actor.subject) => Err(Refusal::SamePerson),
        Act::Edit | Act::Propose | Act::Discard | Act::Launch | Act::OpenRound | Act::Cancel => Ok(()),
    }
}
