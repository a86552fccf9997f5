use super::{Act, Coverage, Written};
use crate::domain::Reason;
use chrono::NaiveDate;
use haicap_types::{ListCode, Words};

/// What somebody wants to do.
#[derive(Debug, Clone)]
pub enum Command {
    /// Write the plan anew.
    Edit(Box<Written>),
    /// Put it before the deciding organization.
    Propose,
    /// Give the draft up.
    Discard(Reason),
    /// Start the teams.
    Launch {
        /// Of which state of the teams the caller knows.
        teams_version: i32,
        /// Which targets the teams have.
        coverage: Coverage,
        /// What is wrong with the teams.
        faults: Vec<Words>,
        /// Why it starts although targets are missing.
        override_reason: Option<Reason>,
    },
    /// Have a round begin.
    OpenRound {
        /// The round, by its code.
        round: ListCode,
        /// Whether it has begun before.
        is_opened: bool,
        /// The date.
        today: NaiveDate,
        /// Which targets the teams have.
        coverage: Coverage,
    },
    /// Call it off.
    Cancel(Reason),
}

impl Command {
    /// The act.
    #[must_use]
    pub const fn act(&self) -> Act {
        match self {
            Self::Edit(_) => Act::Edit,
            Self::Propose => Act::Propose,
            Self::Discard(_) => Act::Discard,
            Self::Launch { .. } => Act::Launch,
            Self::OpenRound { .. } => Act::OpenRound,
            Self::Cancel(_) => Act::Cancel,
        }
    }
}
