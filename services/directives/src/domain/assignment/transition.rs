use super::Act;
use crate::vocabulary::AssignmentState;

/// The state after an act; none where the act is illegal.
#[must_use]
pub fn next(state: AssignmentState, act: Act) -> Option<AssignmentState> {
    use AssignmentState::{
        Acknowledged, Assigned, ClosedNotImplemented, Completed, Declined, InProgress, Submitted, Withdrawn,
    };
    const OPEN: &[AssignmentState] = &[Assigned, Acknowledged, InProgress, Submitted, Declined];

    let (from, to): (&[AssignmentState], AssignmentState) = match act {
        Act::Acknowledge => (&[Assigned], Acknowledged),
        Act::Decline => (&[Assigned], Declined),
        Act::Start => (&[Acknowledged], InProgress),
        Act::Submit => (&[InProgress], Submitted),
        Act::Return => (&[Submitted], InProgress),
        Act::Accept => (&[Submitted], Completed),
        Act::Close => (&[Submitted], ClosedNotImplemented),

        Act::Reassign => (OPEN, Assigned),
        Act::Withdraw => (OPEN, Withdrawn),
        Act::Urge => (OPEN, state),

        Act::Take => (&[Assigned, Acknowledged, InProgress], state),
        Act::SetFulfilment => (&[Assigned, Acknowledged, InProgress], InProgress),
        Act::ProposeDate
        | Act::DecideDate
        | Act::RequestExtension
        | Act::DecideExtension
        | Act::ReportProgress
        | Act::AddChildren => (&[Acknowledged, InProgress], state),
        Act::Attach | Act::AddEvidence => (&[Acknowledged, InProgress, Submitted], state),
    };
    from.contains(&state).then_some(to)
}

#[cfg(test)]
mod tests {
    use super::next;
    use crate::domain::assignment::Act;
    use crate::vocabulary::AssignmentState;
    use haicap_types::Vocabulary;
    use std::fmt::Write;

    #[test]
    fn h34_the_matrix_of_states_and_acts() {
        let mut table = format!("{:<18}", "");
        for state in AssignmentState::ALL {
            write!(table, "{:<width$}", state.word(), width = width(*state)).unwrap();
        }
        for act in Act::ALL {
            write!(table, "\n{:<18}", act.word()).unwrap();
            for state in AssignmentState::ALL {
                let cell = next(*state, *act).map_or("·", Vocabulary::word);
                write!(table, "{cell:<width$}", width = width(*state)).unwrap();
            }
        }
        let table = table.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
        insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!("assignment_states_and_acts", table);
        });
    }

    fn width(state: AssignmentState) -> usize {
        Act::ALL
            .iter()
            .filter_map(|act| next(state, *act))
            .chain([state])
            .map(|state| state.word().len() + 2)
            .max()
            .unwrap()
    }
}
