use super::{Assignment, Change, Fact};
use crate::vocabulary::{AssignmentState, DueBasis};
use chrono::NaiveDate;

/// What becomes of an assignment that goes on under the clause of another document, in the place of `new`: what the
/// clause says is as in `new`, what was done is as before. Another date that the clause states is in force from now on,
/// and a request about the earlier one lapses. What has ended only moves along.
#[must_use]
pub fn carry_over(current: &Assignment, new: &Assignment) -> Change {
    if !current.state.is_open() {
        return move_along(current, new);
    }
    let mut change = move_along(current, new);
    let next = &mut change.assignment;
    next.title.clone_from(&new.title);
    next.product_kind = new.product_kind;
    next.product.clone_from(&new.product);
    next.urgency = new.urgency;
    next.coordinating.clone_from(&new.coordinating);
    next.monitoring.clone_from(&new.monitoring);
    next.reports_to.clone_from(&new.reports_to);
    next.cadence = new.cadence;
    // A result that was handed in is measured by the date that was in force then.
    let states_another = |due_on: &NaiveDate| Some(*due_on) != current.due_on;
    if let Some(due_on) = new.due_on.filter(states_another).filter(|_| current.state != AssignmentState::Submitted) {
        next.drop_request();
        next.due_basis = DueBasis::Stated;
        next.due_on = Some(due_on);
        next.original_due_on = next.original_due_on.or(Some(due_on));
        change.lapses_request = current.pending_request;
    }
    change
}

fn move_along(current: &Assignment, new: &Assignment) -> Change {
    let (directive_id, clause_id) = (new.directive_id, new.clause_id);
    Change {
        assignment: Assignment { directive_id, clause_id, issuer: new.issuer.clone(), ..current.clone() },
        fact: Fact::CarriedOver { from_directive: current.directive_id, from_clause: current.clause_id },
        lapses_request: false,
    }
}

/// What becomes of a part of which the clause of `new` says nothing, when its whole is carried over: an open one falls due
/// with its whole at the latest. A result that was handed in is measured by its own date.
#[must_use]
pub fn move_along_until(current: &Assignment, new: &Assignment, latest: Option<NaiveDate>) -> Change {
    let mut change = move_along(current, new);
    let is_later = |latest: &NaiveDate| current.due_on.is_some_and(|due_on| due_on > *latest);
    let is_under_way = current.state.is_open() && current.state != AssignmentState::Submitted;
    if let Some(latest) = latest.filter(is_later).filter(|_| is_under_way) {
        let next = &mut change.assignment;
        next.drop_request();
        next.due_basis = DueBasis::Stated;
        next.due_on = Some(latest);
        change.lapses_request = current.pending_request;
    }
    change
}

impl Assignment {
    /// Whether what was asked for under one clause need not be asked for again under the next.
    #[must_use]
    pub const fn still_counts(&self) -> bool {
        self.state.is_open() || matches!(self.state, AssignmentState::Completed)
    }

    /// The assignment as a child of another one, with its date where it has none of its own.
    #[must_use]
    pub fn below(&self, parent: &Self) -> Self {
        let level = parent.level.saturating_add(1);
        let child = Self { parent_id: Some(parent.id), root_id: parent.root_id, level, ..self.clone() };
        match (self.due_on, parent.due_on) {
            (None, Some(due_on)) => {
                Self { due_on: Some(due_on), original_due_on: Some(due_on), due_basis: DueBasis::Stated, ..child }
            }
            _ => child,
        }
    }

    /// Counts new open children.
    pub fn take_in(&mut self, added: usize) {
        let added = i32::try_from(added).unwrap_or(i32::MAX);
        self.children = self.children.saturating_add(added);
        self.open_children = self.open_children.saturating_add(added);
    }

    /// The assignment, in progress again if it was submitted.
    #[must_use]
    pub fn taken_up(&self) -> Self {
        match self.state {
            AssignmentState::Submitted => {
                Self { state: AssignmentState::InProgress, submitted_at: None, ..self.clone() }
            }
            _ => self.clone(),
        }
    }
}
