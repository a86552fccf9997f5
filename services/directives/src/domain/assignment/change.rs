use super::{Assignment, Tick};
use crate::domain::follow_up::{DateDecision, DateRequest, Evidence, ProgressReport};
use crate::domain::fulfilment::Fulfilment;
use crate::domain::text::{Reason, Remark, Statement};
use chrono::{DateTime, NaiveDate, Utc};
use haicap_types::{CloseReason, DateRequestKind, DateRequestState, Implementation, OrganizationCode, Verdict};

/// What a decision brings about: the new row, and what happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The assignment afterwards; its version is raised when it is saved.
    pub assignment: Assignment,
    /// What happened, with the rows to write beside it.
    pub fact: Fact,
    /// Whether a pending request for a date ended undecided, because there is nothing left to decide.
    pub lapses_request: bool,
}

/// Something that happened to an assignment.
#[derive(Debug, Clone, PartialEq)]
pub enum Fact {
    /// The doer took note.
    Acknowledged,
    /// The doer said that it is the wrong addressee.
    Declined {
        /// Why.
        reason: Reason,
    },
    /// A person made it his own.
    Taken {
        /// The subject of the person who had it before.
        from: Option<String>,
    },
    /// Work began.
    Started,
    /// A date or a later date was asked for.
    DateRequested(DateRequest),
    /// That was answered.
    DateDecided(DateDecision),
    /// Progress was reported.
    ProgressReported(ProgressReport),
    /// Evidence was added.
    EvidenceAdded {
        /// The evidence.
        evidence: Evidence,
        /// The number of the submission that it will belong to.
        submission: i32,
    },
    /// A result was handed in.
    Submitted(Submission),
    /// A submission was accepted, returned, or ended the duty.
    Judged(Judgement),
    /// Another body answers for it.
    Reassigned {
        /// The body before.
        from: OrganizationCode,
        /// The body now.
        to: OrganizationCode,
        /// Why.
        reason: Reason,
    },
    /// It was taken back.
    Withdrawn {
        /// Why.
        reason: Reason,
    },
    /// Haste was asked for.
    Urged {
        /// The body whose move it is.
        addressee: OrganizationCode,
        /// What was asked for.
        message: Reason,
    },
    /// Parts were given to others; each of them is an assignment of its own.
    ChildrenAdded(Vec<Assignment>),
    /// A period was confirmed as fulfilled, or that was taken back.
    FulfilmentSet(Fulfilment),
    /// The body that decides on it changed, because its parent was reassigned.
    ReceiverChanged {
        /// The body before.
        from: OrganizationCode,
        /// The body now.
        to: OrganizationCode,
    },
}

/// A result that was handed in; it never changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// Its number within the assignment, from 1.
    pub number: i32,
    /// Whether the work was done.
    pub result: Implementation,
    /// What was done, or why it was not.
    pub statement: Statement,
    /// The hash of its content.
    pub hash: String,
    /// The date that was in force.
    pub due_on: Option<NaiveDate>,
    /// The subject of the person who submitted it.
    pub submitted_by: String,
    /// When.
    pub submitted_at: DateTime<Utc>,
}

/// What became of a submission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// The submission's number.
    pub submission: i32,
    /// The verdict.
    pub verdict: Verdict,
    /// Why the duty ended without being done.
    pub close_reason: Option<CloseReason>,
    /// What the judge remarked.
    pub remark: Option<Remark>,
    /// What the judge said of each constraint.
    pub constraints: Vec<Tick>,
    /// The subject of the person who judged.
    pub judged_by: String,
    /// When.
    pub judged_at: DateTime<Utc>,
}

impl Fact {
    /// The kinds of all events about assignments; the first one comes with every new assignment.
    pub const KINDS: &'static [&'static str] = &[
        "directives.assignment.assigned",
        "directives.assignment.acknowledged",
        "directives.assignment.declined",
        "directives.assignment.taken",
        "directives.assignment.started",
        "directives.assignment.date_proposed",
        "directives.assignment.date_granted",
        "directives.assignment.date_refused",
        "directives.assignment.extension_requested",
        "directives.assignment.extension_granted",
        "directives.assignment.extension_refused",
        "directives.assignment.progress_reported",
        "directives.assignment.evidence_added",
        "directives.assignment.submitted",
        "directives.assignment.completed",
        "directives.assignment.returned",
        "directives.assignment.closed",
        "directives.assignment.reassigned",
        "directives.assignment.withdrawn",
        "directives.assignment.urged",
        "directives.assignment.children_added",
        "directives.assignment.period_fulfilled",
        "directives.assignment.period_reopened",
        "directives.assignment.receiver_changed",
    ];

    /// The kind of the event.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Acknowledged => "directives.assignment.acknowledged",
            Self::Declined { .. } => "directives.assignment.declined",
            Self::Taken { .. } => "directives.assignment.taken",
            Self::Started => "directives.assignment.started",
            Self::DateRequested(request) => match request.kind {
                DateRequestKind::Proposal => "directives.assignment.date_proposed",
                DateRequestKind::Extension => "directives.assignment.extension_requested",
            },
            Self::DateDecided(decision) => match (decision.request.kind, decision.state) {
                (DateRequestKind::Proposal, DateRequestState::Granted) => "directives.assignment.date_granted",
                (DateRequestKind::Proposal, _) => "directives.assignment.date_refused",
                (DateRequestKind::Extension, DateRequestState::Granted) => "directives.assignment.extension_granted",
                (DateRequestKind::Extension, _) => "directives.assignment.extension_refused",
            },
            Self::ProgressReported(_) => "directives.assignment.progress_reported",
            Self::EvidenceAdded { .. } => "directives.assignment.evidence_added",
            Self::Submitted(_) => "directives.assignment.submitted",
            Self::Judged(judgement) => match judgement.verdict {
                Verdict::Accepted => "directives.assignment.completed",
                Verdict::Returned => "directives.assignment.returned",
                Verdict::Closed => "directives.assignment.closed",
            },
            Self::Reassigned { .. } => "directives.assignment.reassigned",
            Self::Withdrawn { .. } => "directives.assignment.withdrawn",
            Self::Urged { .. } => "directives.assignment.urged",
            Self::ChildrenAdded(_) => "directives.assignment.children_added",
            Self::FulfilmentSet(fulfilment) => match fulfilment.fulfilled_at {
                Some(_) => "directives.assignment.period_fulfilled",
                None => "directives.assignment.period_reopened",
            },
            Self::ReceiverChanged { .. } => "directives.assignment.receiver_changed",
        }
    }
}
