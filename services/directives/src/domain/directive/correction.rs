//! Corrections: what was entered wrong is put right, and says what it said before.

use super::assigning::{Assigned, AssigningFault, assign, headline};
use super::{Change, Content, Directive, Fact, Refusal};
use crate::domain::assignment::{Assignment, Change as AssignmentChange, Fact as AssignmentFact};
use crate::domain::clause::Clause;
use crate::domain::text::Reason;
use crate::vocabulary::{DirectiveState, DueBasis};
use chrono::{DateTime, Utc};
use haicap_reference::Directory;
use haicap_types::{Faults, OrganizationCode, local_date};
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::Arc;
use uuid::Uuid;

/// A correction as it is kept: why, who, and what changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Correction {
    /// Its id; later ones are greater.
    pub id: Uuid,
    /// Why.
    pub reason: Reason,
    /// The fields that changed, as they were; clauses by their labels.
    pub before: Value,
    /// The same fields, as they are; and the clauses that were added.
    pub after: Value,
    /// The subject of the person who made it.
    pub corrected_by: String,
    /// The organization that the person acted for.
    pub organization: OrganizationCode,
    /// When.
    pub corrected_at: DateTime<Utc>,
}

/// How a document shall be after a correction.
#[derive(Debug, Clone)]
pub struct Corrected {
    /// What is kept of it.
    pub correction: Correction,
    /// The content.
    pub content: Content,
    /// All clauses, in their order.
    pub clauses: Vec<Clause>,
    /// The clauses as they were.
    pub clauses_before: Vec<Clause>,
    /// The open assignments of the document.
    pub open: Vec<Assignment>,
    /// Who there is.
    pub directory: Arc<Directory>,
    /// What gives each new assignment its id.
    pub new_id: fn() -> Uuid,
}

impl Corrected {
    /// The document afterwards: clauses that were forgotten make their assignments, and open assignments say what the
    /// clauses say now.
    ///
    /// # Errors
    /// A [`Refusal`]; nothing has changed then.
    pub(super) fn decide(&self, current: &Directive, now: DateTime<Utc>) -> Result<Change, Refusal> {
        let (old, new) = (&current.content, &self.content);
        let is_renumbered = (&old.number, old.issued_on) != (&new.number, new.issued_on);
        if current.state == DirectiveState::Issued && is_renumbered {
            return Err(Refusal::NumberFromBook);
        }
        if new.issued_on.is_some_and(|date| date > local_date(now)) {
            return Err(Refusal::IssuedInFuture);
        }
        let mut directive = Directive { content: new.clone(), updated_at: now, ..current.clone() };
        directive.expect_valid()?;
        let is_new = |clause: &&Clause| self.before(clause).is_none();
        let added: Vec<Clause> = self.clauses.iter().filter(is_new).cloned().collect();
        let Assigned { assignments, concerned } =
            assign(&directive, &added, &self.directory, now, &mut || (self.new_id)()).map_err(unassignable)?;
        let all: BTreeSet<OrganizationCode> = current.concerned.iter().cloned().chain(concerned).collect();
        directive.concerned = all.into_iter().collect();
        let changes = self.open.iter().filter_map(|one| Some((one.clone(), self.follow(one)?))).collect();
        let (correction, clauses) = (self.correction.clone(), self.clauses.clone());
        Ok(Change { directive, fact: Fact::Corrected { correction, clauses, assignments, changes } })
    }

    fn before(&self, clause: &Clause) -> Option<&Clause> {
        self.clauses_before.iter().find(|before| before.id == clause.id)
    }

    /// What the correction of its clause means for an open assignment: what it took from the clause changes with it, what
    /// was given to it by itself stays.
    fn follow(&self, one: &Assignment) -> Option<AssignmentChange> {
        let after = self.clauses.iter().find(|clause| Some(clause.id) == one.clause_id)?;
        let before = self.before(after)?;
        let mut next = one.clone();
        if one.title == headline(before.text.as_str()) {
            next.title = headline(after.text.as_str());
        }
        let product = |clause: &Clause| clause.product.as_ref().map(ToString::to_string);
        if one.product == product(before) {
            next.product = product(after);
        }
        let states_date = matches!(one.due_basis, DueBasis::Stated | DueBasis::None | DueBasis::Proposed);
        let is_restated = before.due_on != after.due_on && one.due_on == before.due_on && states_date;
        if is_restated {
            next.drop_request();
            next.due_on = after.due_on;
            next.original_due_on = after.due_on;
            next.due_basis = if after.due_on.is_some() { DueBasis::Stated } else { DueBasis::None };
        }
        (next != *one).then_some(AssignmentChange {
            lapses_request: is_restated && one.pending_request,
            assignment: next,
            fact: AssignmentFact::Corrected,
        })
    }
}

/// The clauses were sent with the correction, so that is where they are mended.
fn unassignable(found: Vec<AssigningFault>) -> Refusal {
    let mut faults = Faults::default();
    for fault in found {
        faults.note("/added_clauses", fault.words());
    }
    Refusal::InvalidContent(faults)
}
