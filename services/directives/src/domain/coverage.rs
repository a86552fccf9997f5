//! Coverage of a directive: every clause has its assignments or needs none, and one that has not is never silent.

use super::clause::Clause;
use super::text::AudienceCode;
use crate::vocabulary::ClauseKind;
use haicap_types::{OrganizationCode, vocabulary};
use std::collections::{HashMap, HashSet};
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
}

vocabulary! {
    /// How a clause stands.
    CoverageStatus as "coverage_status" {
        Covered = "covered", "Đã có cơ quan thực hiện", "Somebody owes it";
        NeedsNone = "needs_none", "Không cần giao", "Nobody has to: a constraint on tasks, a commendation or a provision";
        Duplicate = "duplicate", "Trùng nội dung điểm khác", "It repeats another clause";
        Uncovered = "uncovered", "Chưa có cơ quan thực hiện", "Somebody should owe it and nobody does, or it is a constraint that binds nothing";
    }
}

/// What was made of a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Its assignments, children included.
    pub assignments: i64,
    /// The different organizations that are accountable for them.
    pub organizations: i64,
}

/// The coverage of clauses, given what was made of each; a clause without entry has nothing.
#[must_use]
pub fn coverage<'a>(clauses: &'a [Clause], counts: &HashMap<Uuid, Counts>) -> Coverage<'a> {
    let mut clauses: Vec<_> = clauses
        .iter()
        .map(|clause| {
            let counts = counts.get(&clause.id).copied().unwrap_or_default();
            ClauseCoverage { clause, status: status(clause, counts), counts }
        })
        .collect();
    clauses.sort_by_key(|entry| entry.clause.ordinal);
    let uncovered = clauses.iter().filter(|entry| entry.status == CoverageStatus::Uncovered).count();
    Coverage { clauses, is_complete: uncovered == 0, uncovered }
}

/// What the clauses of a draft would make if it were issued now: an audience without members shows as uncovered before
/// it is too late.
#[must_use]
pub fn intended_counts(
    clauses: &[Clause],
    members: &dyn Fn(&AudienceCode) -> Vec<OrganizationCode>,
) -> HashMap<Uuid, Counts> {
    clauses
        .iter()
        .map(|clause| {
            let mut assignments = 0;
            let mut organizations = HashSet::new();
            for intended in &clause.intended {
                let (roots, children) = (intended.roots(members), intended.children(members));
                assignments += roots.len() * (1 + children.len());
                if !roots.is_empty() {
                    organizations.extend(children);
                }
                organizations.extend(roots);
            }
            (clause.id, Counts { assignments: count(assignments), organizations: count(organizations.len()) })
        })
        .collect()
}

fn status(clause: &Clause, counts: Counts) -> CoverageStatus {
    if clause.duplicate_of.is_some() {
        return CoverageStatus::Duplicate;
    }
    if !clause.kind.needs_assignment() {
        // Nobody ever ticks a constraint that binds nothing.
        let is_idle = clause.kind == ClauseKind::Constraint && clause.binds.is_empty();
        return if is_idle { CoverageStatus::Uncovered } else { CoverageStatus::NeedsNone };
    }
    if counts.assignments > 0 { CoverageStatus::Covered } else { CoverageStatus::Uncovered }
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::clause::tests::{clause, intended};
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
        ];
        let given = HashMap::from([(Uuid::from_u128(1), Counts { assignments: 17, organizations: 17 })]);
        let found = coverage(&document, &given);
        let statuses: Vec<_> = found.clauses.iter().map(|entry| entry.status).collect();
        use CoverageStatus::{Covered, Duplicate, NeedsNone, Uncovered};
        assert_eq!(statuses, [Covered, Duplicate, NeedsNone, NeedsNone, Uncovered, Uncovered, NeedsNone]);
        assert_eq!((found.is_complete, found.uncovered), (false, 2));
    }

    #[test]
    fn a_draft_counts_what_it_would_make_and_empty_audiences_cover_nothing() {
        let members = |audience: &AudienceCode| match audience.as_str() {
            "departments" => ["SNV", "STC"].map(|code| code.parse().unwrap()).to_vec(),
            _ => Vec::new(),
        };
        let fanned = intended(r#"{"accountable":{"organization":"DU-UBND"},"fan_out_to":"departments"}"#);
        let to_nobody = intended(r#"{"accountable":{"audience":"nobody"},"fan_out_to":"departments"}"#);
        let document = [
            Clause { intended: vec![fanned], ..clause(1, "1", Task) },
            Clause { intended: vec![to_nobody], ..clause(2, "2", Task) },
        ];
        let counts = intended_counts(&document, &members);
        assert_eq!(counts[&Uuid::from_u128(1)], Counts { assignments: 3, organizations: 3 });
        assert_eq!(counts[&Uuid::from_u128(2)], Counts::default());
        assert_eq!(coverage(&document, &counts).uncovered, 1);
    }
}
