//! Coverage of a directive: every clause has its assignments or needs none, and one that has not is never silent.

use super::clause::Clause;
use crate::vocabulary::{ClauseKind, DirectiveState};
use haicap_types::vocabulary;
use std::collections::HashMap;
use uuid::Uuid;

/// Whether the clauses of a directive are taken care of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage<'a> {
    /// Clause by clause, in the order of the document.
    pub clauses: Vec<ClauseCoverage<'a>>,
    /// Whether no clause is uncovered.
    pub is_complete: bool,
    /// How many clauses are uncovered.
    pub uncovered: usize,
}

/// Whether one clause is taken care of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClauseCoverage<'a> {
    /// The clause.
    pub clause: &'a Clause,
    /// How it stands.
    pub status: CoverageStatus,
    /// Its assignments and their organizations.
    pub counts: Counts,
    /// The clause of another document under which it goes on.
    pub continued_by: Option<Uuid>,
}

vocabulary! {
    /// How a clause stands.
    CoverageStatus as "coverage_status" {
        Covered = "covered", "Đã có nhiệm vụ được giao", "Covered by assignments";
        NeedsNone = "needs_none", "Không cần giao nhiệm vụ", "Needs no assignment";
        Duplicate = "duplicate", "Trùng nội dung điểm khác", "Repeats another clause";
        Continued = "continued", "Đã chuyển sang văn bản mới", "Carried over to a new document";
        Uncovered = "uncovered",
            "Chưa được giao, hoặc yêu cầu chưa gắn với nhiệm vụ nào",
            "Not assigned, or a constraint that binds no task";
    }
}

/// What was made of a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Its assignments, children included.
    pub assignments: i64,
    /// The different organizations that are accountable for them.
    pub organizations: i64,
    /// Those of its assignments that were not withdrawn.
    pub owed: i64,
}

/// Under which clause of another document each of these goes on, as far as they do.
pub type Continued = HashMap<Uuid, Uuid>;

/// The coverage of the clauses of a directive, given what was made of each and which go on elsewhere; a clause without
/// entry has nothing. A directive that has ended, and has withdrawn what was left, is shown as it was.
#[must_use]
pub fn coverage<'a>(
    state: DirectiveState,
    clauses: &'a [Clause],
    counts: &HashMap<Uuid, Counts>,
    continued: &Continued,
) -> Coverage<'a> {
    let is_ended = state.is_ended();
    let mut clauses: Vec<_> = clauses
        .iter()
        .map(|clause| {
            let counts = counts.get(&clause.id).copied().unwrap_or_default();
            let continued_by = continued.get(&clause.id).copied();
            ClauseCoverage {
                clause,
                status: status(clause, counts, (continued_by.is_some(), is_ended)),
                counts,
                continued_by,
            }
        })
        .collect();
    clauses.sort_by_key(|entry| entry.clause.ordinal);
    let uncovered = clauses.iter().filter(|entry| entry.status == CoverageStatus::Uncovered).count();
    Coverage { clauses, is_complete: uncovered == 0, uncovered }
}

fn status(clause: &Clause, counts: Counts, (goes_on, is_ended): (bool, bool)) -> CoverageStatus {
    if clause.duplicate_of.is_some() {
        return CoverageStatus::Duplicate;
    }
    if !clause.kind.needs_assignment() {
        // Nobody ever ticks a constraint that binds nothing.
        let is_idle = clause.kind == ClauseKind::Constraint && clause.binds.is_empty();
        return if is_idle { CoverageStatus::Uncovered } else { CoverageStatus::NeedsNone };
    }
    match counts {
        _ if goes_on => CoverageStatus::Continued,
        Counts { owed: 1.., .. } => CoverageStatus::Covered,
        Counts { assignments: 1.., .. } if is_ended => CoverageStatus::Covered,
        _ => CoverageStatus::Uncovered,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::clause::tests::clause;
    use crate::vocabulary::ClauseKind::{Commendation, Constraint, EventDuty, Provision, RecurringReport, Task};

    #[test]
    fn an_uncovered_clause_is_shown() {
        let duplicate = Clause { duplicate_of: Some(Uuid::from_u128(1)), ..clause(2, "2", RecurringReport) };
        let document = [
            clause(5, "5", EventDuty),
            clause(4, "4", Commendation),
            Clause { binds: vec![Uuid::from_u128(1)], ..clause(3, "3", Constraint) },
            clause(6, "6", Constraint),
            clause(7, "7", Provision),
            duplicate,
            clause(1, "1", Task),
            clause(8, "8", Task),
        ];
        let made = |owed| Counts { assignments: 17, organizations: 17, owed };
        let given = HashMap::from([(Uuid::from_u128(1), made(17)), (Uuid::from_u128(8), made(1))]);
        let continued = HashMap::from([(Uuid::from_u128(8), Uuid::from_u128(80))]);
        let found = coverage(DirectiveState::Superseded, &document, &given, &continued);
        let statuses: Vec<_> = found.clauses.iter().map(|entry| entry.status).collect();
        use CoverageStatus::{Continued, Covered, Duplicate, NeedsNone, Uncovered};
        assert_eq!(statuses, [Covered, Duplicate, NeedsNone, NeedsNone, Uncovered, Uncovered, NeedsNone, Continued]);
        assert_eq!((found.is_complete, found.uncovered), (false, 2));
        // What was withdrawn is owed by nobody, but a document that has ended is shown as it was.
        let given = HashMap::from([(Uuid::from_u128(1), made(0))]);
        for (state, shown) in [(DirectiveState::Issued, Uncovered), (DirectiveState::Revoked, Covered)] {
            assert_eq!(coverage(state, &document[6..7], &given, &HashMap::new()).clauses[0].status, shown, "{state}");
        }
    }
}
