use super::{Act, Refusal, Requirement};
use crate::vocabulary::RequirementState as State;
use haicap_types::Actor;

/// Whether an act is possible now, whatever would be sent with it. The right to it is another question.
///
/// # Errors
/// Why not.
pub fn permit(requirement: &Requirement, act: Act, actor: &Actor) -> Result<(), Refusal> {
    two_people(requirement, act, actor)?;
    match (requirement.state, act) {
        (State::Open, Act::Close) => Ok(()),
        (state @ State::Closed, Act::Close) => Err(Refusal::NotInThisState { act, state }),
    }
}

/// Whether this person may do the act: nobody closes a requirement that they entered, whatever their roles.
///
/// # Errors
/// [`Refusal::SamePerson`].
pub fn two_people(requirement: &Requirement, act: Act, actor: &Actor) -> Result<(), Refusal> {
    match act {
        Act::Close if requirement.entered.by == actor.subject => Err(Refusal::SamePerson),
        Act::Close => Ok(()),
    }
}
