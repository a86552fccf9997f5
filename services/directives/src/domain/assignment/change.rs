use super::{Assignment, Tick};
use crate::domain::follow_up::{DateDecision, DateRequest, Evidence, ProgressReport};
use crate::domain::fulfilment::Fulfilment;
use crate::domain::text::{Reason, Remark, Statement};
use crate::vocabulary::{CloseReason, Implementation, Verdict};
use chrono::{DateTime, NaiveDate, Utc};
use haicap_types::OrganizationCode;
use uuid::Uuid;

/// What a decision brings about: the new row, and what happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The assignment afterwards; its version is raised when it is saved, unless it stays as it is.
    pub assignment: Assignment,
    /// What happened, with the rows to write beside it.
    pub fact: Fact,
    /// Whether a pending request for a date ended undecided, because there is nothing left to decide.
    pub lapses_request: bool,
}

impl Change {
    /// Whether it changes what somebody may have read of the assignment. An urging does not, so that it is in nobody's
    /// way who acts on the assignment; the transaction has locked the row.
    #[must_use]
    pub const fn raises_version(&self) -> bool {
        !matches!(self.fact, Fact::Urged { .. })
    }
}

/// Something that happened to an assignment.
#[derive(Debug, Clone, PartialEq)]
pub enum Fact {
    /// It was acknowledged.
    Acknowledged,
    /// It was declined.
    Declined {
        /// Why.
        reason: Reason,
    },
    /// A person took it.
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
    /// A submission was accepted, returned, or closed as not implemented.
    Judged(Judgement),
    /// It was reassigned.
    Reassigned {
        /// The organization before.
        from: OrganizationCode,
        /// The organization now.
        to: OrganizationCode,
        /// Why.
        reason: Reason,
    },
    /// It was withdrawn.
    Withdrawn {
        /// Why.
        reason: Reason,
    },
    /// The organization that has to act was urged.
    Urged {
        /// The organization whose move it is.
        addressee: OrganizationCode,
        /// What was asked for.
        message: Reason,
    },
    /// Parts were given to others; each of them is an assignment of its own.
    ChildrenAdded(Vec<Assignment>),
    /// A period was confirmed as fulfilled, or that was taken back.
    FulfilmentSet(Fulfilment),
    /// It goes on under a clause of another document.
    CarriedOver {
        /// The document before.
        from_directive: Option<Uuid>,
        /// The clause before.
        from_clause: Option<Uuid>,
    },
    /// Its clause was corrected, and it says the same now.
    Corrected,
    /// The organization that decides on it changed, because its parent was reassigned.
    ReceiverChanged {
        /// The organization before.
        from: OrganizationCode,
        /// The organization now.
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
