use super::{Closed, Command, Refusal, Requirement, permit};
use crate::vocabulary::RequirementState;
use chrono::{DateTime, Utc};
use haicap_types::{Actor, Signature};

/// Decides what comes of a command: the requirement afterwards; its version is raised when it is saved.
///
/// # Errors
/// Why nothing does.
pub fn decide(
    requirement: &Requirement,
    command: Command,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Requirement, Refusal> {
    permit(requirement, command.act(), actor)?;
    let mut next = requirement.clone();
    match command {
        Command::Close(reason) => {
            next.state = RequirementState::Closed;
            next.closed = Some(Closed { signature: Signature { by: actor.subject.clone(), at: now }, reason });
        }
    }
    Ok(next)
}
