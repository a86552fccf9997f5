use super::{Act, Content};
use crate::domain::Remark;
use crate::vocabulary::GrantKind;
use chrono::{DateTime, Utc};
use haicap_types::Ruling;
use std::collections::BTreeMap;
use uuid::Uuid;

/// What somebody wants to do.
#[derive(Debug, Clone)]
pub enum Command {
    /// Begin a report, or a correction of one.
    Draft {
        /// The id of the new version.
        id: Uuid,
        /// Why an earlier one is corrected.
        reason: Option<Remark>,
        /// What is in it; none for what is in the last version.
        content: Option<Content>,
    },
    /// Put figures and words into a draft.
    Edit(Content),
    /// Discard a draft.
    Discard,
    /// Send a draft.
    Submit {
        /// The hash of its content.
        hash: String,
    },
    /// Say that there is nothing to report.
    ReportNothing {
        /// The id of the version.
        id: Uuid,
        /// The hash of its content.
        hash: String,
        /// What there is to say about that.
        remark: Option<Remark>,
    },
    /// Send a report back.
    Return {
        /// What is said about the whole.
        remark: Option<Remark>,
        /// What is said about its places.
        remarks: BTreeMap<String, Remark>,
    },
    /// Accept a report.
    Accept {
        /// The hash of what was seen.
        hash: String,
        /// What is said about it.
        remark: Option<Remark>,
    },
    /// Ask for something in place of reporting in time.
    Ask {
        /// The id of the request.
        id: Uuid,
        /// What is asked for.
        wanted: Wanted,
        /// Why.
        reason: Remark,
    },
    /// Decide on that.
    Decide(Ruling),
}

/// What is asked for in place of reporting in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// That no report is expected.
    Waiver,
    /// A later deadline.
    Extension {
        /// The new deadline.
        until: DateTime<Utc>,
    },
    /// That a locked period is open for a while.
    Unlock {
        /// When it is locked again.
        until: DateTime<Utc>,
    },
}

impl Wanted {
    /// What that is called.
    #[must_use]
    pub const fn kind(self) -> GrantKind {
        match self {
            Self::Waiver => GrantKind::Waiver,
            Self::Extension { .. } => GrantKind::Extension,
            Self::Unlock { .. } => GrantKind::Unlock,
        }
    }

    /// Its end; a waiver has none.
    #[must_use]
    pub const fn until(self) -> Option<DateTime<Utc>> {
        match self {
            Self::Waiver => None,
            Self::Extension { until } | Self::Unlock { until } => Some(until),
        }
    }
}

impl Command {
    /// The act.
    #[must_use]
    pub const fn act(&self) -> Act {
        match self {
            Self::Draft { .. } => Act::Draft,
            Self::Edit(_) => Act::Edit,
            Self::Discard => Act::Discard,
            Self::Submit { .. } => Act::Submit,
            Self::ReportNothing { .. } => Act::ReportNothing,
            Self::Return { .. } => Act::Return,
            Self::Accept { .. } => Act::Accept,
            Self::Ask { .. } => Act::Ask,
            Self::Decide { .. } => Act::Decide,
        }
    }
}
