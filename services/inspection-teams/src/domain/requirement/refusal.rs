use super::Act;
use crate::vocabulary::RequirementState;
use haicap_types::{Ground, Words, not_in_this_state};

/// Why an act is not possible now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// The state does not allow the act.
    NotInThisState {
        /// What was tried.
        act: Act,
        /// Where the requirement stands.
        state: RequirementState,
    },
    /// Whoever entered it cannot close it.
    SamePerson,
}

impl haicap_types::Refusal for Refusal {
    fn code(&self) -> &'static str {
        match self {
            Self::NotInThisState { .. } => "not_in_this_state",
            Self::SamePerson => "same_person",
        }
    }

    fn ground(&self) -> Ground {
        match self {
            Self::NotInThisState { .. } => Ground::State,
            Self::SamePerson => Ground::Person,
        }
    }

    fn words(&self) -> Words {
        match self {
            Self::NotInThisState { act, state } => {
                not_in_this_state(&Words::new("yêu cầu", "requirement"), *act, *state)
            }
            Self::SamePerson => Words::new(
                "Người đã nhập yêu cầu không được tự kết thúc yêu cầu đó.",
                "Whoever entered a requirement cannot close it.",
            ),
        }
    }
}
