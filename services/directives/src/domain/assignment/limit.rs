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
/// Assignments in one tree, its root included: ten for each of the 336 bodies of the widest audience, and some more.
const TREE_MAX: i64 = 5_000;

/// How many of what an act adds there may be: of its assignment, or in its tree. `None` where the act adds nothing, or
/// where the calendar bounds it.
#[must_use]
pub const fn most(act: Act) -> Option<i64> {
    match act {
        Act::ReportProgress => Some(PROGRESS_REPORTS_MAX),
        Act::AddEvidence => Some(EVIDENCE_MAX),
        Act::ProposeDate | Act::RequestExtension => Some(DATE_REQUESTS_MAX),
        Act::Submit => Some(SUBMISSIONS_MAX),
        Act::Urge => Some(URGINGS_MAX),
        Act::AddChildren => Some(TREE_MAX),
        Act::Acknowledge
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
