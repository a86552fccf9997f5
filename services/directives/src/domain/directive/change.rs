use super::{Correction, Directive, Settled};
use crate::domain::assignment::{Assignment, Change as AssignmentChange};
use crate::domain::clause::Clause;
use uuid::Uuid;

/// What a decision brings about: the document afterwards, and what happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The document afterwards, as it was before where it is gone; its version is raised when it is saved.
    pub directive: Directive,
    /// What happened, with what is written beside the row.
    pub fact: Fact,
}

/// Something that happened to a document.
#[derive(Debug, Clone, PartialEq)]
pub enum Fact {
    /// A draft was changed.
    Edited {
        /// The names of the fields that were sent.
        changed: Vec<String>,
        /// All clauses as they are now; none where they stayed.
        clauses: Option<Vec<Clause>>,
    },
    /// It was issued or registered, as its state says.
    CameIntoForce {
        /// What it gives to whom, a parent before its children.
        assignments: Vec<Assignment>,
        /// The documents that it ended.
        ended: Vec<Ended>,
    },
    /// Another document took its place.
    Superseded {
        /// That document.
        by: Uuid,
        /// What became of its assignments.
        settled: Settled,
    },
    /// It no longer holds.
    Revoked {
        /// The document that says so; none where it was decided without one.
        by: Option<Uuid>,
        /// What became of its assignments.
        settled: Settled,
    },
    /// What was entered wrong was corrected.
    Corrected {
        /// What is kept of it.
        correction: Correction,
        /// All clauses as they are now.
        clauses: Vec<Clause>,
        /// What clauses that were forgotten give to whom, a parent before its children.
        assignments: Vec<Assignment>,
        /// The open assignments that changed with their clauses, as they were, each with its change.
        changes: Vec<(Assignment, AssignmentChange)>,
    },
    /// Its registration was taken back.
    Annulled {
        /// What became of its assignments.
        settled: Settled,
    },
    /// A draft was deleted.
    Deleted,
}

impl Fact {
    /// What became of the document's assignments; none where it did not end.
    #[must_use]
    pub const fn settled(&self) -> Option<&Settled> {
        match self {
            Self::Superseded { settled, .. } | Self::Revoked { settled, .. } | Self::Annulled { settled } => {
                Some(settled)
            }
            Self::Edited { .. } | Self::CameIntoForce { .. } | Self::Corrected { .. } | Self::Deleted => None,
        }
    }
}

/// A document that another one ended.
#[derive(Debug, Clone, PartialEq)]
pub struct Ended {
    /// As it was.
    pub before: Directive,
    /// What became of it.
    pub change: Change,
}
