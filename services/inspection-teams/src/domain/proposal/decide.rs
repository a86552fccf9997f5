use super::{Act, Proposal, Refusal, Ruled};
use crate::domain::Reason;
use crate::domain::decision::PackVersionRef;
use crate::domain::programme::Meeting;
use crate::vocabulary::{ProgrammeState, ProposalState as State};
use chrono::{DateTime, Utc};
use haicap_types::{Actor, Signature};

/// What somebody wants to do.
#[derive(Debug, Clone)]
pub enum Command {
    /// Approve what has this hash, under the rules in force.
    Approve {
        /// The hash of what the caller read.
        hash: String,
        /// The rules that apply to a decision of today.
        in_force: PackVersionRef,
        /// Other programmes at the same organizations that the caller does not say they know of.
        unknown: Vec<Meeting>,
    },
    /// Return it.
    Return(Reason),
    /// Reject it.
    Reject(Reason),
    /// Take it back.
    Withdraw(Reason),
}

impl Command {
    /// The act.
    #[must_use]
    pub const fn act(&self) -> Act {
        match self {
            Self::Approve { .. } => Act::Approve,
            Self::Return(_) => Act::Return,
            Self::Reject(_) => Act::Reject,
            Self::Withdraw(_) => Act::Withdraw,
        }
    }
}

/// Whether an act is possible now, whatever would be sent with it. The right to it is another question.
///
/// # Errors
/// Why not.
pub fn permit(proposal: &Proposal, act: Act, actor: &Actor) -> Result<(), Refusal> {
    two_people(proposal, act, actor)?;
    match proposal.state {
        State::Submitted => Ok(()),
        state => Err(Refusal::NotInThisState { act, state }),
    }
}

/// Whether this person may do the act: nobody rules on what they wrote, whatever organization they act for.
///
/// # Errors
/// [`Refusal::SamePerson`].
pub fn two_people(proposal: &Proposal, act: Act, actor: &Actor) -> Result<(), Refusal> {
    match act {
        Act::Approve | Act::Return | Act::Reject if proposal.contributors.contains(&actor.subject) => {
            Err(Refusal::SamePerson)
        }
        Act::Approve | Act::Return | Act::Reject | Act::Withdraw => Ok(()),
    }
}

/// Decides what comes of a command: the proposal afterwards; its version is raised when it is saved.
///
/// # Errors
/// Why nothing does.
pub fn decide(proposal: &Proposal, command: Command, actor: &Actor, now: DateTime<Utc>) -> Result<Proposal, Refusal> {
    permit(proposal, command.act(), actor)?;
    let (state, reason) = match command {
        Command::Approve { hash, in_force, unknown } => {
            if hash != proposal.hash {
                return Err(Refusal::OtherContent);
            }
            if in_force != proposal.snapshot.rule_pack {
                return Err(Refusal::RulesChanged(in_force.code));
            }
            if !unknown.is_empty() {
                return Err(Refusal::Traffic(unknown));
            }
            (State::Approved, None)
        }
        Command::Return(reason) => (State::Returned, Some(reason)),
        Command::Reject(reason) => (State::Rejected, Some(reason)),
        Command::Withdraw(reason) => (State::Withdrawn, Some(reason)),
    };
    let signature = Signature { by: actor.subject.clone(), at: now };
    Ok(Proposal { state, ruled: Some(Ruled { signature, reason }), ..proposal.clone() })
}

/// Where the programme stands after an act to its proposal.
#[must_use]
pub const fn programme_after(act: Act) -> ProgrammeState {
    match act {
        Act::Approve => ProgrammeState::Approved,
        Act::Return | Act::Withdraw => ProgrammeState::Drafting,
        Act::Reject => ProgrammeState::Rejected,
    }
}
