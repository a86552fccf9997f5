use super::{Assignment, Change, Fact};
use crate::domain::text::Reason;
use crate::vocabulary::AssignmentState;
use chrono::{DateTime, Utc};

/// What a change of a parent means for one of its children; none if nothing changes.
///
/// A withdrawn parent takes its open children along, at every depth. A reassigned parent's children report to the
/// new accountable organization. The caller goes down the tree and saves each change in the parent's transaction.
#[must_use]
pub fn follow(parent: &Change, child: &Assignment, now: DateTime<Utc>) -> Option<Change> {
    if !child.state.is_open() {
        return None;
    }
    match &parent.fact {
        Fact::Withdrawn { reason } => Some(withdraw(child, reason, now)),
        Fact::Reassigned { from, to, .. } if from != to && child.reports_to.as_ref() == Some(from) => Some(Change {
            assignment: Assignment { reports_to: Some(to.clone()), ..child.clone() },
            fact: Fact::ReceiverChanged { from: from.clone(), to: to.clone() },
            lapses_request: false,
        }),
        _ => None,
    }
}

/// By how much a child's step changes the number of open children of its parent.
#[must_use]
pub fn opening(before: AssignmentState, after: AssignmentState) -> i32 {
    i32::from(after.is_open()) - i32::from(before.is_open())
}

/// The assignment taken back, with all that it carried.
#[must_use]
pub fn withdraw(assignment: &Assignment, reason: &Reason, now: DateTime<Utc>) -> Change {
    let mut withdrawn = assignment.clone();
    withdrawn.state = AssignmentState::Withdrawn;
    withdrawn.ended_at = Some(now);
    withdrawn.open_children = 0;
    withdrawn.drop_request();
    Change {
        assignment: withdrawn,
        fact: Fact::Withdrawn { reason: reason.clone() },
        lapses_request: assignment.pending_request,
    }
}

#[cfg(test)]
mod tests {
    use super::opening;
    use crate::vocabulary::AssignmentState::{Assigned, Completed, InProgress};

    #[test]
    fn an_ended_child_is_open_no_more() {
        assert_eq!(opening(InProgress, Completed), -1);
        assert_eq!(opening(InProgress, Assigned), 0);
    }
}
