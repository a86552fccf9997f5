//! An assignment: what one organization owes to another, and everything that may happen to it.
//!
//! ```text
//! assigned ─acknowledge→ acknowledged ─start→ in_progress ─submit→ submitted ─accept→ completed
//!    │decline                                      ↑______return_______│  └─close→ closed_not_implemented
//!    ↓
//! declined ─reassign→ assigned        reassign → assigned, withdraw → withdrawn: from every open state
//! ```
//!
//! [`next`] is the whole table, [`permit`] adds what the row itself forbids, [`decide`] makes the change.

mod act;
mod carry;
mod cascade;
mod change;
mod command;
mod decide;
mod limit;
mod permit;
#[cfg(test)]
mod properties;
mod refusal;
#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;
mod transition;

pub use act::Act;
pub use carry::{carry_over, move_along_until};
pub use cascade::{follow, opening, withdraw};
pub use change::{Change, Fact, Judgement, Submission};
pub use command::{Circumstances, Command, NewChild, Tick};
pub use decide::decide;
pub use limit::Addition;
pub use permit::{LEVEL_MAX, permit, two_people};
pub use refusal::Refusal;
pub use transition::next;

use crate::vocabulary::{AssignmentState, ClauseKind, DueBasis, Implementation, ProductKind};
use chrono::{DateTime, NaiveDate, Utc};
use haicap_types::{Cadence, DutyWait, OrganizationCode, Urgency};
use uuid::Uuid;

/// What one organization owes to another.
///
/// `due_on` is the date in force and nothing else: it is set exactly when `due_basis` is stated or approved. A date
/// that is only proposed is held by its request, so that nobody is ever late against a date that nobody granted.
#[derive(Debug, Clone, PartialEq)]
pub struct Assignment {
    /// Its id.
    pub id: Uuid,
    /// How often it has been saved.
    pub version: i32,
    /// The directive that it comes from; none where no document brought it about.
    pub directive_id: Option<Uuid>,
    /// The clause that it comes from; none where no document brought it about.
    pub clause_id: Option<Uuid>,
    /// The assignment that it is a part of.
    pub parent_id: Option<Uuid>,
    /// The uppermost assignment of its tree; its own id if it has no parent.
    pub root_id: Uuid,
    /// How many assignments are above it, at most [`LEVEL_MAX`].
    pub level: i16,
    /// The kind of its clause, which says when it is done.
    pub clause_kind: ClauseKind,
    /// What is to be done.
    pub title: String,
    /// What sort of product is wanted.
    pub product_kind: Option<ProductKind>,
    /// The product in words.
    pub product: Option<String>,
    /// How fast.
    pub urgency: Urgency,
    /// The organization that leads and answers for it.
    pub accountable: OrganizationCode,
    /// The organization that carries it out, where another one does.
    pub executing: Option<OrganizationCode>,
    /// The organizations that help.
    pub coordinating: Vec<OrganizationCode>,
    /// The organizations that follow it.
    pub monitoring: Vec<OrganizationCode>,
    /// The organization that decides on it; none for an event duty that names no receiver.
    pub reports_to: Option<OrganizationCode>,
    /// The organization that issued the directive.
    pub issuer: OrganizationCode,
    /// How often a continuing duty is reviewed.
    pub cadence: Option<Cadence>,
    /// Where it stands.
    pub state: AssignmentState,
    /// Where its due date comes from, or how far the agreement on one has come.
    pub due_basis: DueBasis,
    /// The date in force; it ends at midnight.
    pub due_on: Option<NaiveDate>,
    /// The first date that was ever in force, kept for ever.
    pub original_due_on: Option<NaiveDate>,
    /// How many extensions were granted.
    pub extensions: i32,
    /// When the oldest unfulfilled period of a continuing duty falls due.
    pub next_fulfilment_due_on: Option<NaiveDate>,
    /// The subject of the person who took it.
    pub handler_subject: Option<String>,
    /// How much is done, 0 to 100; of a parent, the mean of its leaves.
    pub percent: i16,
    /// When the present accountable organization was given it.
    pub assigned_at: DateTime<Utc>,
    /// When that organization acknowledged it.
    pub acknowledged_at: Option<DateTime<Utc>>,
    /// When a date was last proposed.
    pub date_proposed_at: Option<DateTime<Utc>>,
    /// When work began.
    pub started_at: Option<DateTime<Utc>>,
    /// When the submission that now stands was made.
    pub submitted_at: Option<DateTime<Utc>>,
    /// When it was accepted.
    pub completed_at: Option<DateTime<Utc>>,
    /// When it came to its end, whichever one.
    pub ended_at: Option<DateTime<Utc>>,
    /// When the doer last gave a sign of life, or last got it to work on.
    pub last_update_at: DateTime<Utc>,
    /// How many children it has.
    pub children: i32,
    /// How many of them are open.
    pub open_children: i32,
    /// Whether a request for a date waits for a decision.
    pub pending_request: bool,
    /// The last submission, loaded beside the row.
    pub last_submission: Option<SubmissionRef>,
    /// Whether the accepted submission was made by the date then in force; none until completed.
    pub is_on_time: Option<bool>,
    /// Whether its directive still asks for it: it is in force, or has ended and left the assignment in force.
    pub is_in_force: bool,
}

/// What decisions need to know of a submission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubmissionRef {
    /// Its number within the assignment, from 1.
    pub number: i32,
    /// The hash of its content.
    pub hash: String,
    /// The subject of the person who submitted it.
    pub submitted_by: String,
    /// The subjects of those who made the submissions before it.
    pub earlier_submitters: Vec<String>,
    /// What it says of the work.
    pub result: Implementation,
    /// When it was made.
    pub at: DateTime<Utc>,
}

/// What a part needs to know of its whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parent {
    /// The whole's id.
    pub id: Uuid,
    /// The root of its tree.
    pub root_id: Uuid,
    /// Its level.
    pub level: i16,
}

/// What must be known to create an assignment.
#[derive(Debug, Clone, PartialEq)]
pub struct NewAssignment {
    /// Its id.
    pub id: Uuid,
    /// The directive that it comes from.
    pub directive_id: Option<Uuid>,
    /// The clause that it comes from.
    pub clause_id: Option<Uuid>,
    /// The assignment that it is a part of.
    pub parent: Option<Parent>,
    /// The kind of its clause.
    pub clause_kind: ClauseKind,
    /// What is to be done.
    pub title: String,
    /// What sort of product is wanted.
    pub product_kind: Option<ProductKind>,
    /// The product in words.
    pub product: Option<String>,
    /// How fast.
    pub urgency: Urgency,
    /// The organization that leads and answers for it.
    pub accountable: OrganizationCode,
    /// The organization that carries it out, where another one does.
    pub executing: Option<OrganizationCode>,
    /// The organizations that help.
    pub coordinating: Vec<OrganizationCode>,
    /// The organizations that follow it.
    pub monitoring: Vec<OrganizationCode>,
    /// The organization that decides on it.
    pub reports_to: Option<OrganizationCode>,
    /// The organization that issued the directive.
    pub issuer: OrganizationCode,
    /// How often a continuing duty is reviewed.
    pub cadence: Option<Cadence>,
    /// The date that its source states.
    pub due_on: Option<NaiveDate>,
}

impl NewAssignment {
    /// The assignment as it begins: given, and not yet acknowledged.
    #[must_use]
    pub fn assign(self, now: DateTime<Utc>) -> Assignment {
        Assignment {
            id: self.id,
            version: 1,
            directive_id: self.directive_id,
            clause_id: self.clause_id,
            parent_id: self.parent.map(|parent| parent.id),
            root_id: self.parent.map_or(self.id, |parent| parent.root_id),
            level: self.parent.map_or(0, |parent| parent.level.saturating_add(1)),
            clause_kind: self.clause_kind,
            title: self.title,
            product_kind: self.product_kind,
            product: self.product,
            urgency: self.urgency,
            accountable: self.accountable,
            executing: self.executing,
            coordinating: self.coordinating,
            monitoring: self.monitoring,
            reports_to: self.reports_to,
            issuer: self.issuer,
            cadence: self.cadence,
            state: AssignmentState::Assigned,
            due_basis: if self.due_on.is_some() { DueBasis::Stated } else { DueBasis::None },
            due_on: self.due_on,
            original_due_on: self.due_on,
            extensions: 0,
            next_fulfilment_due_on: None,
            handler_subject: None,
            percent: 0,
            assigned_at: now,
            acknowledged_at: None,
            date_proposed_at: None,
            started_at: None,
            submitted_at: None,
            completed_at: None,
            ended_at: None,
            last_update_at: now,
            children: 0,
            open_children: 0,
            pending_request: false,
            last_submission: None,
            is_on_time: None,
            is_in_force: true,
        }
    }
}

impl Assignment {
    /// What a part of it needs to know of it.
    #[must_use]
    pub const fn as_parent(&self) -> Parent {
        Parent { id: self.id, root_id: self.root_id, level: self.level }
    }

    /// Whether it is a part, or has parts.
    #[must_use]
    pub const fn is_in_tree(&self) -> bool {
        self.parent_id.is_some() || self.children > 0
    }

    /// The organizations that do it: the accountable one, and the executing one where there is another.
    pub fn doers(&self) -> impl Iterator<Item = &OrganizationCode> {
        std::iter::once(&self.accountable).chain(&self.executing)
    }

    /// Every organization with any role in it: whoever sees one of them sees it. An organization with several roles
    /// comes several times.
    pub fn parties(&self) -> impl Iterator<Item = &OrganizationCode> {
        self.doers().chain([&self.issuer]).chain(&self.reports_to).chain(&self.coordinating).chain(&self.monitoring)
    }

    /// The organization that decides on it: `reports_to`, or the issuer where there is none.
    #[must_use]
    pub fn receiver(&self) -> &OrganizationCode {
        self.reports_to.as_ref().unwrap_or(&self.issuer)
    }

    /// The organization that does the work: the executing one, or the accountable one where no other executes.
    #[must_use]
    pub fn doer(&self) -> &OrganizationCode {
        self.executing.as_ref().unwrap_or(&self.accountable)
    }

    /// What it waits for; nothing once it has ended, or its directive no longer asks for it.
    #[must_use]
    pub const fn waits_for(&self) -> Option<DutyWait> {
        match self.state {
            _ if !self.is_in_force => None,
            AssignmentState::Assigned | AssignmentState::Acknowledged | AssignmentState::InProgress => {
                Some(DutyWait::Work)
            }
            AssignmentState::Submitted | AssignmentState::Declined => Some(DutyWait::Decision),
            AssignmentState::Completed | AssignmentState::ClosedNotImplemented | AssignmentState::Withdrawn => None,
        }
    }

    /// The organization whose move it is; none where nothing waits.
    #[must_use]
    pub fn next_mover(&self) -> Option<&OrganizationCode> {
        match self.waits_for()? {
            DutyWait::Work => Some(self.doer()),
            DutyWait::Decision => Some(self.receiver()),
        }
    }

    /// The date that counts: of a continuing duty its oldest unfulfilled period's, of any other the date in force.
    #[must_use]
    pub const fn effective_due_on(&self) -> Option<NaiveDate> {
        if self.clause_kind.is_continuing() { self.next_fulfilment_due_on } else { self.due_on }
    }

    /// The number that the next submission will have; evidence added now belongs to it.
    #[must_use]
    pub fn next_submission_number(&self) -> i32 {
        self.last_submission.as_ref().map_or(1, |last| last.number.saturating_add(1))
    }

    /// The subjects of those who made its submissions, the last one included.
    pub(super) fn submitters(&self) -> Vec<String> {
        let last = self.last_submission.iter();
        last.flat_map(|last| last.earlier_submitters.iter().chain([&last.submitted_by])).cloned().collect()
    }
}
