//! What a parent shows of its children.

use crate::domain::assignment::Assignment;
use crate::domain::health::bucket;
use chrono::NaiveDate;
use haicap_types::{AssignmentState, Bucket};
use std::collections::BTreeMap;

/// An assignment without children, as it counts for those above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leaf {
    /// Where it stands.
    pub state: AssignmentState,
    /// How much of it is done, 0 to 100.
    pub percent: i16,
}

/// How the children of an assignment stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChildCounts {
    /// How many there are.
    pub total: i32,
    /// How many are open.
    pub open: i32,
    /// How many are in each state; states without any are left out.
    pub by_state: BTreeMap<AssignmentState, i32>,
    /// How many are in each statistical group; groups without any are left out.
    pub by_bucket: BTreeMap<Bucket, i32>,
}

/// The progress of a parent: the mean of its leaves that are not withdrawn, rounded down, so that 100 means all of
/// them. None where no leaf counts.
#[must_use]
pub fn progress(leaves: impl IntoIterator<Item = Leaf>) -> Option<i16> {
    let (sum, count) =
        leaves.into_iter().filter_map(worth).fold((0, 0), |(sum, count), worth| (sum + worth, count + 1));
    i16::try_from(i32::checked_div(sum, count)?).ok()
}

/// The counts of the children.
#[must_use]
pub fn count<'a>(children: impl IntoIterator<Item = &'a Assignment>, today: NaiveDate) -> ChildCounts {
    let mut counts = ChildCounts::default();
    for child in children {
        counts.total += 1;
        counts.open += i32::from(child.state.is_open());
        *counts.by_state.entry(child.state).or_default() += 1;
        *counts.by_bucket.entry(bucket(child, today)).or_default() += 1;
    }
    counts
}

/// By how much a child's step changes the number of open children of its parent.
#[must_use]
pub fn opening(before: AssignmentState, after: AssignmentState) -> i32 {
    i32::from(after.is_open()) - i32::from(before.is_open())
}

fn worth(leaf: Leaf) -> Option<i32> {
    match leaf.state {
        AssignmentState::Withdrawn => None,
        AssignmentState::Completed | AssignmentState::ClosedNotImplemented => Some(100),
        _ => Some(i32::from(leaf.percent)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Leaf, count, opening, progress};
    use crate::domain::assignment::Assignment;
    use crate::domain::assignment::sample::{at, date, task};
    use haicap_types::AssignmentState::{Assigned, ClosedNotImplemented, Completed, InProgress, Withdrawn};
    use haicap_types::Bucket;

    #[test]
    fn a_parent_stands_at_the_mean_of_its_leaves() {
        let leaf = |state, percent| Leaf { state, percent };
        let cases = [
            (vec![], None),
            (vec![leaf(Withdrawn, 60)], None),
            (vec![leaf(InProgress, 40), leaf(Withdrawn, 100)], Some(40)),
            (vec![leaf(InProgress, 40), leaf(Completed, 0), leaf(ClosedNotImplemented, 0)], Some(80)),
            (vec![leaf(Completed, 100), leaf(Completed, 100), leaf(InProgress, 99)], Some(99)),
        ];
        for (leaves, mean) in cases {
            assert_eq!(progress(leaves), mean);
        }
    }

    #[test]
    fn children_are_counted_by_state_and_group() {
        let child = task().assign(at("2025-09-22T14:00:00+07:00"));
        let children = [
            child.clone(),
            Assignment { due_on: Some(date("2025-09-30")), ..child.clone() },
            Assignment { state: Completed, is_on_time: Some(true), ..child },
        ];
        let counts = count(&children, date("2025-10-01"));
        assert_eq!((counts.total, counts.open), (3, 2));
        assert_eq!(counts.by_state.into_iter().collect::<Vec<_>>(), [(Assigned, 2), (Completed, 1)]);
        assert_eq!(
            counts.by_bucket.into_iter().collect::<Vec<_>>(),
            [(Bucket::DoneOnTime, 1), (Bucket::OpenWithinTerm, 1), (Bucket::OpenOverdue, 1)]
        );
    }

    #[test]
    fn an_ended_child_is_open_no_more() {
        assert_eq!(opening(InProgress, Completed), -1);
        assert_eq!(opening(InProgress, Assigned), 0);
    }
}
