use super::Act;

/// Reports on progress of one assignment: one for every day of five years.
const PROGRESS_REPORTS_MAX: i64 = 2_000;
/// Pieces of evidence of one assignment, over all of its submissions.
const EVIDENCE_MAX: i64 = 200;
/// Requests for a date of one assignment.
const DATE_REQUESTS_MAX: i64 = 100;
/// Submissions of one assignment.
const SUBMISSIONS_MAX: i64 = 100;
/// Urgings of one assignment: two in every week of five years.
const URGINGS_MAX: i64 = 500;
/// Assignments in one tree, its root included: ten for each of the 336 organizations of the widest audience, and some
/// more.
const TREE_MAX: i64 = 5_000;

/// What acts add to an assignment, or to its tree, time and again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Addition {
    /// A report on its progress.
    ProgressReport,
    /// A piece of evidence.
    Evidence,
    /// A request for a date.
    DateRequest,
    /// A submission.
    Submission,
    /// An urging.
    Urging,
    /// A child, somewhere in the tree.
    Child,
}

impl Addition {
    /// What an act adds. `None` where it adds nothing, or where the calendar bounds it.
    #[must_use]
    pub const fn of(act: Act) -> Option<Self> {
        match act {
            Act::ReportProgress => Some(Self::ProgressReport),
            Act::AddEvidence => Some(Self::Evidence),
            Act::ProposeDate | Act::RequestExtension => Some(Self::DateRequest),
            Act::Submit => Some(Self::Submission),
            Act::Urge => Some(Self::Urging),
            Act::AddChildren => Some(Self::Child),
            Act::Acknowledge
            | Act::Attach
            | Act::Decline
            | Act::Take
            | Act::Start
            | Act::DecideDate
            | Act::DecideExtension
            | Act::Accept
            | Act::Return
            | Act::Close
            | Act::Reassign
            | Act::Withdraw
            | Act::SetFulfilment => None,
        }
    }

    /// How many there may be: of the assignment, or in its tree.
    #[must_use]
    pub const fn most(self) -> i64 {
        match self {
            Self::ProgressReport => PROGRESS_REPORTS_MAX,
            Self::Evidence => EVIDENCE_MAX,
            Self::DateRequest => DATE_REQUESTS_MAX,
            Self::Submission => SUBMISSIONS_MAX,
            Self::Urging => URGINGS_MAX,
            Self::Child => TREE_MAX,
        }
    }
}
