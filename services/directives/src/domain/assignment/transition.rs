use super::Act;
use haicap_types::AssignmentState;

/// The state after an act; none where the act is illegal.
#[must_use]
pub const fn next(state: AssignmentState, act: Act) -> Option<AssignmentState> {
    use Act::{
        Accept, Acknowledge, AddChildren, AddEvidence, Close, DecideDate, DecideExtension, Decline, ProposeDate,
        Reassign, ReportProgress, RequestExtension, Return, SetFulfilment, Start, Submit, Take, Urge, Withdraw,
    };
    use AssignmentState::{
        Acknowledged, Assigned, ClosedNotImplemented, Completed, Declined, InProgress, Submitted, Withdrawn,
    };
    match (state, act) {
        (Assigned, Acknowledge) => Some(Acknowledged),
        (Assigned, Decline) => Some(Declined),
        (Acknowledged, Start) => Some(InProgress),
        (InProgress, Submit) => Some(Submitted),
        (Submitted, Return) => Some(InProgress),
        (Submitted, Accept) => Some(Completed),
        (Submitted, Close) => Some(ClosedNotImplemented),

        (Assigned | Acknowledged | InProgress | Submitted | Declined, Reassign) => Some(Assigned),
        (Assigned | Acknowledged | InProgress | Submitted | Declined, Withdraw) => Some(Withdrawn),
        (Assigned | Acknowledged | InProgress | Submitted | Declined, Urge) => Some(state),

        (Assigned | Acknowledged | InProgress, Take | SetFulfilment) => Some(state),
        (Acknowledged | InProgress, ProposeDate | DecideDate | RequestExtension | DecideExtension) => Some(state),
        (Acknowledged | InProgress, ReportProgress | AddChildren) => Some(state),
        (Acknowledged | InProgress | Submitted, AddEvidence) => Some(state),

        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::next;
    use crate::domain::assignment::Act;
    use haicap_types::{AssignmentState, Vocabulary};
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
