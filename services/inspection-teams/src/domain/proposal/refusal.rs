use super::Act;
use crate::domain::programme::Meeting;
use crate::domain::rule_pack::PackCode;
use crate::vocabulary::ProposalState;
use haicap_types::{Fault, Ground, Words, not_in_this_state};

/// Why an act is not possible now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The state does not allow the act.
    NotInThisState {
        /// What was tried.
        act: Act,
        /// Where the proposal stands.
        state: ProposalState,
    },
    /// Whoever wrote something of it cannot rule on it.
    SamePerson,
    /// Not what the caller names is before them.
    OtherContent,
    /// Other programmes are at the same organizations at the same time, of which the caller does not say that they know.
    Traffic(Vec<Meeting>),
    /// Other rules apply now than when it was proposed.
    RulesChanged(PackCode),
}

impl haicap_types::Refusal for Refusal {
    fn code(&self) -> &'static str {
        match self {
            Self::NotInThisState { .. } => "not_in_this_state",
            Self::SamePerson => "same_person",
            Self::OtherContent => "other_content",
            Self::Traffic(_) => "traffic",
            Self::RulesChanged(_) => "rules_changed",
        }
    }

    fn ground(&self) -> Ground {
        match self {
            Self::SamePerson => Ground::Person,
            Self::OtherContent => Ground::Content,
            Self::NotInThisState { .. } | Self::Traffic(_) | Self::RulesChanged(_) => Ground::State,
        }
    }

    fn words(&self) -> Words {
        match self {
            Self::NotInThisState { act, state } => not_in_this_state(&Words::new("tờ trình", "proposal"), *act, *state),
            Self::SamePerson => Words::new(
                "Người đã tham gia soạn thảo hoặc trình không được quyết định về tờ trình đó.",
                "Whoever wrote something of a proposal cannot rule on it.",
            ),
            Self::OtherContent => Words::new(
                "Mã băm không khớp với nội dung đã trình; hãy đọc lại tờ trình.",
                "The hash is not that of what was proposed; read the proposal again.",
            ),
            Self::Traffic(meetings) => match meetings.as_slice() {
                [only] => only.words(),
                _ => Words::with(
                    format!("{} chương trình khác cũng đến các đơn vị này cùng thời gian.", meetings.len()),
                    format!("{} other programmes are at these organizations at the same time.", meetings.len()),
                ),
            },
            Self::RulesChanged(code) => Words::with(
                format!(
                    "Quy định đang có hiệu lực là {code}, không phải quy định khi trình; hãy trả lại để trình lại."
                ),
                format!("The rules in force are {code}, and not those at the time of the proposal; return it."),
            ),
        }
    }

    fn faults(&self) -> Vec<Fault> {
        match self {
            Self::Traffic(meetings) => meetings.iter().map(|one| Fault::new("", one.words())).collect(),
            _ => vec![Fault::new(self.pointer(), self.words())],
        }
    }

    fn pointer(&self) -> String {
        match self {
            Self::OtherContent => "/hash".to_owned(),
            _ => String::new(),
        }
    }
}
