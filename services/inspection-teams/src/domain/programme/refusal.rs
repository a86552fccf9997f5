use super::{Act, Coverage};
use crate::vocabulary::ProgrammeState;
use haicap_types::{Fault, Ground, Words, not_in_this_state};

/// Why an act is not possible now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The state does not allow the act.
    NotInThisState {
        /// What was tried.
        act: Act,
        /// Where the programme stands.
        state: ProgrammeState,
    },
    /// Whoever wrote something of it cannot call it off.
    SamePerson,
    /// The teams have changed since the caller looked at them.
    TeamsChanged,
    /// Targets belong to several teams, to none, or to no programme.
    Uncovered(Coverage),
    /// The plan has no such round.
    NoRound,
    /// The last day of the round has passed.
    RoundOver,
    /// The round has begun before.
    RoundOpened,
    /// Something is wrong with the teams.
    TeamsFaulty(Vec<Words>),
}

impl haicap_types::Refusal for Refusal {
    fn code(&self) -> &'static str {
        match self {
            Self::NotInThisState { .. } => "not_in_this_state",
            Self::SamePerson => "same_person",
            Self::TeamsChanged => "teams_changed",
            Self::Uncovered(_) => "targets_not_covered",
            Self::NoRound => "no_round",
            Self::RoundOver => "round_over",
            Self::RoundOpened => "round_opened",
            Self::TeamsFaulty(_) => "teams_faulty",
        }
    }

    fn ground(&self) -> Ground {
        match self {
            Self::SamePerson => Ground::Person,
            Self::NoRound => Ground::Content,
            Self::RoundOver | Self::RoundOpened => Ground::State,
            Self::NotInThisState { .. } | Self::TeamsChanged | Self::Uncovered(_) | Self::TeamsFaulty(_) => {
                Ground::State
            }
        }
    }

    fn words(&self) -> Words {
        match self {
            Self::NotInThisState { act, state } => {
                not_in_this_state(&Words::new("chương trình", "programme"), *act, *state)
            }
            Self::SamePerson => Words::new(
                "Người đã tham gia soạn thảo chương trình không được hủy chương trình đó.",
                "Whoever wrote something of a programme cannot call it off.",
            ),
            Self::TeamsChanged => Words::new(
                "Danh sách tổ đã thay đổi; hãy xem lại rồi triển khai.",
                "The teams have changed; look at them again before you launch.",
            ),
            Self::Uncovered(coverage) => uncovered(coverage),
            Self::NoRound => Words::new("Chương trình không có đợt này.", "The programme has no such round."),
            Self::RoundOver => Words::new("Đợt này đã hết thời gian.", "The last day of this round has passed."),
            Self::RoundOpened => Words::new("Đợt này đã được mở.", "This round was opened before."),
            Self::TeamsFaulty(faults) => match faults.as_slice() {
                [only] => only.clone(),
                _ => Words::new("Các tổ chưa đủ điều kiện triển khai.", "The teams are not ready to be launched."),
            },
        }
    }

    fn pointer(&self) -> String {
        match self {
            Self::NoRound => "/round".to_owned(),
            _ => String::new(),
        }
    }

    fn faults(&self) -> Vec<Fault> {
        match self {
            Self::TeamsFaulty(faults) => faults.iter().map(|words| Fault::new("", words.clone())).collect(),
            _ => vec![Fault::new(self.pointer(), self.words())],
        }
    }
}

fn uncovered(coverage: &Coverage) -> Words {
    let listed = |codes: Vec<String>| if codes.is_empty() { "–".to_owned() } else { codes.join(", ") };
    let missing = listed(coverage.missing.iter().map(ToString::to_string).collect());
    let doubled = listed(coverage.doubled.iter().map(|one| one.organization.to_string()).collect());
    let outside = listed(coverage.outside.iter().map(ToString::to_string).collect());
    Words::with(
        format!(
            "Mỗi đối tượng phải thuộc đúng một tổ. Chưa có tổ: {missing}. Thuộc nhiều tổ: {doubled}. Ngoài danh sách: {outside}."
        ),
        format!(
            "Every target must belong to exactly one team. In none: {missing}. In several: {doubled}. Not expected: {outside}."
        ),
    )
}
