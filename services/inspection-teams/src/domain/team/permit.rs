use super::Act;
use crate::vocabulary::ProgrammeState as State;
use haicap_types::{Ground, Words, not_in_this_state};

/// Why an act is not possible now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The state of the programme does not allow the act.
    NotInThisState {
        /// What was tried.
        act: Act,
        /// Where the programme stands.
        state: State,
    },
}

impl haicap_types::Refusal for Refusal {
    fn code(&self) -> &'static str {
        match self {
            Self::NotInThisState { .. } => "not_in_this_state",
        }
    }

    fn ground(&self) -> Ground {
        Ground::State
    }

    fn words(&self) -> Words {
        match self {
            Self::NotInThisState { act, state } => {
                not_in_this_state(&Words::new("chương trình", "programme"), *act, *state)
            }
        }
    }
}

/// Whether the teams of a programme can be changed now: not while somebody rules on them; once they are on their way, members
/// can only be replaced.
///
/// # Errors
/// Why not.
pub fn permit(state: State, act: Act) -> Result<(), Refusal> {
    match state {
        State::Drafting | State::Approved | State::Decided => Ok(()),
        State::Running if act == Act::Edit => Ok(()),
        State::Proposed | State::Running | State::Discarded | State::Rejected | State::Cancelled => {
            Err(Refusal::NotInThisState { act, state })
        }
    }
}
