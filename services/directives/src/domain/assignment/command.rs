use super::{Act, Assignment, Refusal};
use crate::domain::follow_up::{DateRequest, Evidence, ProgressReport};
use crate::domain::fulfilment::Period;
use crate::domain::text::{Reason, Remark, Statement, Title};
use crate::vocabulary::{CloseReason, Implementation, ProductKind};
use chrono::NaiveDate;
use haicap_types::{DayTime, OrganizationCode, Ruling};
use uuid::Uuid;

/// How many children one call may create; the widest audience of the city has 336 organizations.
const CHILDREN_AT_ONCE_MAX: usize = 500;

/// An act with what the caller sent.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// See [`Act::Acknowledge`].
    Acknowledge,
    /// See [`Act::Decline`].
    Decline {
        /// Why it is the wrong organization.
        reason: Reason,
    },
    /// See [`Act::Take`].
    Take,
    /// See [`Act::Start`].
    Start,
    /// See [`Act::ProposeDate`].
    ProposeDate {
        /// The date that the doer can keep.
        due_on: NaiveDate,
        /// Why that date.
        reason: Reason,
    },
    /// See [`Act::DecideDate`].
    DecideDate {
        /// The answer.
        ruling: Ruling,
        /// The date that is granted, where it is another than was asked for.
        due_on: Option<NaiveDate>,
    },
    /// See [`Act::RequestExtension`].
    RequestExtension {
        /// The date wanted, later than the one in force.
        due_on: NaiveDate,
        /// Why the date in force cannot be kept.
        reason: Reason,
    },
    /// See [`Act::DecideExtension`].
    DecideExtension {
        /// The answer.
        ruling: Ruling,
        /// The date that is granted, where it is another than was asked for.
        due_on: Option<NaiveDate>,
    },
    /// See [`Act::ReportProgress`].
    ReportProgress(ProgressReport),
    /// See [`Act::AddEvidence`].
    AddEvidence(Evidence),
    /// See [`Act::Submit`].
    Submit {
        /// Whether the work was done.
        result: Implementation,
        /// What was done, or why it was not.
        statement: Statement,
        /// The hash of the submission's content, evidence included.
        hash: String,
    },
    /// See [`Act::Accept`].
    Accept {
        /// The hash of the submission that the accepter has read.
        hash: String,
        /// A remark, if any.
        remark: Option<Remark>,
        /// One tick for each constraint that binds the task.
        constraints: Vec<Tick>,
    },
    /// See [`Act::Return`].
    Return {
        /// What is missing.
        remark: Remark,
    },
    /// See [`Act::Close`].
    Close {
        /// Why the duty ends without being done.
        reason: CloseReason,
        /// A remark, if any.
        remark: Option<Remark>,
    },
    /// See [`Act::Reassign`].
    Reassign {
        /// The organization that answers for it from now on.
        accountable: OrganizationCode,
        /// The organization that carries it out, where another one does.
        executing: Option<OrganizationCode>,
        /// Why.
        reason: Reason,
    },
    /// See [`Act::Withdraw`].
    Withdraw {
        /// Why.
        reason: Reason,
    },
    /// See [`Act::Urge`].
    Urge {
        /// What is asked for.
        message: Reason,
    },
    /// See [`Act::AddChildren`].
    AddChildren(Vec<NewChild>),
    /// See [`Act::SetFulfilment`].
    SetFulfilment {
        /// The period.
        period: Period,
        /// Whether it is fulfilled; `false` takes an earlier confirmation back.
        is_fulfilled: bool,
        /// A remark, if any.
        remark: Option<Remark>,
    },
}

/// What the accepter says of one constraint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    /// The clause that states the constraint.
    pub clause: Uuid,
    /// Whether the work keeps to it.
    pub is_met: bool,
    /// A remark; needed where it is not met.
    pub remark: Option<Remark>,
}

/// A part that is given to another organization.
#[derive(Debug, Clone, PartialEq)]
pub struct NewChild {
    /// The id of the assignment to create.
    pub id: Uuid,
    /// The organization that answers for the part.
    pub accountable: OrganizationCode,
    /// The organization that carries it out, where another one does.
    pub executing: Option<OrganizationCode>,
    /// What is to be done; the parent's title if none is given.
    pub title: Option<Title>,
    /// What sort of product is wanted of it.
    pub product_kind: Option<ProductKind>,
    /// That product in words; the parent's if neither is given.
    pub product: Option<String>,
    /// Until when; the parent's date if none is given.
    pub due_on: Option<NaiveDate>,
}

impl NewChild {
    /// Whether something of its own is wanted of it.
    pub(super) const fn has_product(&self) -> bool {
        self.product.is_some() || self.product_kind.is_some()
    }
}

/// What the rules ask for beside the row.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Circumstances {
    /// How many pieces of evidence the next submission has.
    pub evidence: u32,
    /// The clauses whose constraints bind the task.
    pub binding_constraints: Vec<Uuid>,
    /// The request for a date that waits for a decision.
    pub pending_request: Option<DateRequest>,
    /// The earliest due date among the unfulfilled periods, without the one that a command is about.
    pub earliest_other_due_on: Option<NaiveDate>,
    /// The date of its parent, where a command sets a date of a child.
    pub parent_due_on: Option<NaiveDate>,
    /// When the period falls due that a command is about; none where the duty has no such period.
    pub period_due: Option<(NaiveDate, DayTime)>,
    /// The organizations that do what is open below it, where a command may make one of them accountable for it.
    pub doers_of_parts: Vec<OrganizationCode>,
    /// The organizations that are accountable for the assignments above it, or decide on them, where a command gives work
    /// to others.
    pub above: Vec<OrganizationCode>,
    /// How many there are already of what a command adds: see [`super::Addition::most`].
    pub already: i64,
}

impl Circumstances {
    /// Whether an organization decides on an assignment, or is one from which it came: it is given neither the assignment
    /// nor a part of it.
    #[must_use]
    pub fn is_above(&self, assignment: &Assignment, organization: &OrganizationCode) -> bool {
        [assignment.receiver(), &assignment.issuer].contains(&organization) || self.above.contains(organization)
    }
}

impl Command {
    /// The act that this is.
    #[must_use]
    pub const fn act(&self) -> Act {
        match self {
            Self::Acknowledge => Act::Acknowledge,
            Self::Decline { .. } => Act::Decline,
            Self::Take => Act::Take,
            Self::Start => Act::Start,
            Self::ProposeDate { .. } => Act::ProposeDate,
            Self::DecideDate { .. } => Act::DecideDate,
            Self::RequestExtension { .. } => Act::RequestExtension,
            Self::DecideExtension { .. } => Act::DecideExtension,
            Self::ReportProgress(_) => Act::ReportProgress,
            Self::AddEvidence(_) => Act::AddEvidence,
            Self::Submit { .. } => Act::Submit,
            Self::Accept { .. } => Act::Accept,
            Self::Return { .. } => Act::Return,
            Self::Close { .. } => Act::Close,
            Self::Reassign { .. } => Act::Reassign,
            Self::Withdraw { .. } => Act::Withdraw,
            Self::Urge { .. } => Act::Urge,
            Self::AddChildren(_) => Act::AddChildren,
            Self::SetFulfilment { .. } => Act::SetFulfilment,
        }
    }

    /// How many things the command adds to those that [`super::most`] counts.
    pub(super) fn adds(&self) -> i64 {
        match self {
            Self::AddChildren(children) => i64::try_from(children.len()).unwrap_or(i64::MAX),
            _ => 1,
        }
    }

    /// What is wrong with the command whatever the assignment is like.
    pub(super) fn check(&self, today: NaiveDate) -> Result<(), Refusal> {
        match self {
            Self::ProposeDate { due_on, .. }
            | Self::RequestExtension { due_on, .. }
            | Self::DecideDate { due_on: Some(due_on), .. }
            | Self::DecideExtension { due_on: Some(due_on), .. } => not_past(*due_on, today),
            Self::AddChildren(children) if children.is_empty() => Err(Refusal::NoChildren),
            Self::AddChildren(children) if children.len() > CHILDREN_AT_ONCE_MAX => Err(Refusal::TooManyChildren),
            Self::SetFulfilment { period, .. } if period.starts_on() > today => Err(Refusal::PeriodNotBegun),
            Self::Acknowledge
            | Self::Decline { .. }
            | Self::Take
            | Self::Start
            | Self::DecideDate { .. }
            | Self::DecideExtension { .. }
            | Self::ReportProgress(_)
            | Self::AddEvidence(_)
            | Self::Submit { .. }
            | Self::Accept { .. }
            | Self::AddChildren(_)
            | Self::Return { .. }
            | Self::Close { .. }
            | Self::Reassign { .. }
            | Self::Withdraw { .. }
            | Self::Urge { .. }
            | Self::SetFulfilment { .. } => Ok(()),
        }
    }
}

impl Tick {
    pub(super) fn check(&self) -> Result<(), Refusal> {
        if self.is_met || self.remark.is_some() {
            Ok(())
        } else {
            Err(Refusal::ConstraintUnexplained { clause: self.clause })
        }
    }
}

pub(super) fn not_past(due_on: NaiveDate, today: NaiveDate) -> Result<(), Refusal> {
    if due_on < today { Err(Refusal::DatePast) } else { Ok(()) }
}
