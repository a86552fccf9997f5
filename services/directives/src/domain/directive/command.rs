use super::{Act, Content, Corrected, Directive, OpenAssignments};
use crate::domain::assignment::Assignment;
use crate::domain::clause::Clause;
use crate::domain::document_number::{DocumentNumber, RecordedNumber};
use crate::domain::text::Reason;
use chrono::NaiveDate;
use haicap_reference::Directory;
use std::sync::Arc;
use uuid::Uuid;

/// An act with what it needs.
#[derive(Debug, Clone)]
pub enum Command {
    /// See [`Act::Edit`].
    Edit {
        /// The whole content as it shall be.
        content: Box<Content>,
        /// All clauses as they shall be; none where they stay.
        clauses: Option<Vec<Clause>>,
        /// The names of the fields that were sent.
        changed: Vec<String>,
    },
    /// See [`Act::AddClause`]; all clauses as they shall be.
    AddClause(Vec<Clause>),
    /// See [`Act::EditClauses`]; all clauses as they shall be.
    EditClauses(Vec<Clause>),
    /// See [`Act::Issue`].
    Issue {
        /// The number that the book gave, or that was reserved.
        number: DocumentNumber,
        /// The date on the document.
        issued_on: NaiveDate,
        /// What it makes and ends.
        surroundings: Surroundings,
    },
    /// See [`Act::Register`]. Number and date where the draft does not have them yet; both may be unknown.
    Register {
        /// The number on the document.
        number: Option<RecordedNumber>,
        /// The date on the document.
        issued_on: Option<NaiveDate>,
        /// What it makes and ends.
        surroundings: Surroundings,
    },
    /// See [`Act::Revoke`].
    Revoke {
        /// Why.
        reason: Reason,
        /// What becomes of its open assignments.
        open_assignments: OpenAssignments,
        /// The assignments of its trees whose root is open or completed.
        trees: Vec<Assignment>,
        /// Its clauses.
        clauses: Vec<Clause>,
    },
    /// See [`Act::Correct`].
    Correct(Box<Corrected>),
    /// See [`Act::Annul`].
    Annul {
        /// Why.
        reason: Reason,
        /// The assignments of its trees whose root is open or completed.
        trees: Vec<Assignment>,
        /// Its clauses.
        clauses: Vec<Clause>,
    },
    /// See [`Act::Delete`].
    Delete,
}

/// What a document comes into force among.
#[derive(Debug, Clone)]
pub struct Surroundings {
    /// Its clauses.
    pub clauses: Vec<Clause>,
    /// The other documents that it ends, as far as they are there.
    pub others: Vec<Ending>,
    /// Who there is.
    pub directory: Arc<Directory>,
    /// What gives each new assignment its id.
    pub new_id: fn() -> Uuid,
}

/// A document that comes to its end, with what it leaves behind.
#[derive(Debug, Clone)]
pub struct Ending {
    /// The document.
    pub directive: Directive,
    /// Its clauses.
    pub clauses: Vec<Clause>,
    /// The assignments of its trees whose root is open or completed.
    pub trees: Vec<Assignment>,
}

impl Command {
    /// The act that this is.
    #[must_use]
    pub const fn act(&self) -> Act {
        match self {
            Self::Edit { .. } => Act::Edit,
            Self::AddClause(_) => Act::AddClause,
            Self::EditClauses(_) => Act::EditClauses,
            Self::Issue { .. } => Act::Issue,
            Self::Register { .. } => Act::Register,
            Self::Revoke { .. } => Act::Revoke,
            Self::Correct(_) => Act::Correct,
            Self::Annul { .. } => Act::Annul,
            Self::Delete => Act::Delete,
        }
    }
}
