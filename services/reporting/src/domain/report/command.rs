use super::{Act, Figures, Narrative, ReportContent, SignedScan};
use crate::domain::Remark;
use chrono::NaiveDate;
use haicap_types::Line;

/// What somebody wants to do.
#[derive(Debug, Clone)]
pub enum Command {
    /// Put words into it.
    Edit(Box<ReportContent>),
    /// Take the figures and the units' words of now.
    Refresh {
        /// The figures.
        figures: Figures,
        /// All words, those of its organization included.
        narrative: Narrative,
    },
    /// Lay it before who approves: the hash of what that is.
    RequestApproval(String),
    /// Send it back for more work.
    Return(Remark),
    /// Approve it.
    Approve {
        /// The hash of what was seen.
        hash: String,
        /// Whether reports that it is made of changed since.
        is_stale: bool,
        /// Whether that is accepted.
        accepts_stale: bool,
    },
    /// Send it.
    Send {
        /// The number of the document.
        number: Line<64>,
        /// Its date.
        issued_on: NaiveDate,
        /// Whether another report of the organization has the number in that year.
        is_taken: bool,
    },
    /// Add the signed sheet.
    AttachScan(Box<SignedScan>),
    /// Acknowledge it.
    Acknowledge,
    /// Take it back.
    Recall(Remark),
}

impl Command {
    /// The act.
    #[must_use]
    pub const fn act(&self) -> Act {
        match self {
            Self::Edit(_) => Act::Edit,
            Self::Refresh { .. } => Act::Refresh,
            Self::RequestApproval(_) => Act::RequestApproval,
            Self::Return(_) => Act::Return,
            Self::Approve { .. } => Act::Approve,
            Self::Send { .. } => Act::Send,
            Self::AttachScan(_) => Act::AttachScan,
            Self::Acknowledge => Act::Acknowledge,
            Self::Recall(_) => Act::Recall,
        }
    }
}
