use haicap_types::{Ground, Words};

/// Why an act is not possible now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// Not from this state.
    State,
    /// Whoever entered it cannot close it.
    SamePerson,
}

impl haicap_types::Refusal for Refusal {
    fn code(&self) -> &'static str {
        match self {
            Self::State => "not_in_this_state",
            Self::SamePerson => "same_person",
        }
    }

    fn ground(&self) -> Ground {
        match self {
            Self::State => Ground::State,
            Self::SamePerson => Ground::Person,
        }
    }

    fn words(&self) -> Words {
        match self {
            Self::State => Words::new("Yêu cầu này đã kết thúc.", "This requirement is closed already."),
            Self::SamePerson => Words::new(
                "Người đã nhập yêu cầu không được tự kết thúc yêu cầu đó.",
                "Whoever entered a requirement cannot close it.",
            ),
        }
    }
}
