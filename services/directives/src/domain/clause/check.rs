use super::rule::{CHARACTERS_MAX, CLAUSES_MAX, ClauseRule, INTENDED_MAX, NAMED_MAX, PARTIES_MAX};
use super::{Clause, IntendedAssignment, Label, Party};
use crate::domain::fulfilment::cadence_of;
use crate::vocabulary::ClauseKind;
use haicap_types::{OrganizationCode, Words, is_in_range};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// What is wrong with a clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClauseFault {
    /// The clause.
    pub label: Label,
    /// A JSON pointer into the list of clauses, such as `/3/binds/0`.
    pub pointer: String,
    /// The rule that it breaks.
    pub rule: ClauseRule,
}

/// Everything that is wrong with the clauses of one document, all at once.
///
/// A clause that repeats one of another document can be checked only where that one is known.
#[must_use]
pub fn check_clauses(clauses: &[Clause]) -> Vec<ClauseFault> {
    if let Some(beyond) = clauses.get(CLAUSES_MAX) {
        let (label, pointer) = (beyond.label.clone(), format!("/{CLAUSES_MAX}"));
        return vec![ClauseFault { label, pointer, rule: ClauseRule::TooManyClauses }];
    }
    if let Some(beyond) = beyond_whole(clauses) {
        return vec![beyond];
    }
    let document = Document {
        clauses: clauses.iter().map(|clause| (clause.id, clause)).collect(),
        first_with_label: firsts(clauses, |clause| clause.label.as_str()),
    };
    let of_one = |(index, clause)| {
        let mut faults = Faults { clause, index, found: Vec::new() };
        faults.check_label(&document);
        faults.check_duty();
        faults.check_duplicate(&document);
        faults.check_binds(&document);
        faults.check_intended();
        faults.found
    };
    clauses.iter().enumerate().flat_map(of_one).collect()
}

/// The clause with which a document becomes too large as a whole; nothing else is looked at then.
fn beyond_whole(clauses: &[Clause]) -> Option<ClauseFault> {
    let (mut characters, mut named) = (0, 0);
    clauses.iter().enumerate().find_map(|(index, clause)| {
        characters += characters_of(clause);
        named += clause.intended.iter().map(named_in).sum::<usize>();
        let rule = match (characters > CHARACTERS_MAX, named > NAMED_MAX) {
            (true, _) => ClauseRule::TooLong,
            (false, true) => ClauseRule::TooManyNamed,
            (false, false) => return None,
        };
        Some(ClauseFault { label: clause.label.clone(), pointer: format!("/{index}"), rule })
    })
}

fn characters_of(clause: &Clause) -> usize {
    let product = clause.product.as_ref().map_or("", |product| product.as_str());
    let note = clause.note.as_ref().map_or("", |note| note.as_str());
    [clause.text.as_str(), product, note].iter().map(|text| text.chars().count()).sum()
}

fn named_in(intended: &IntendedAssignment) -> usize {
    let one = [intended.executing.is_some(), intended.reports_to.is_some(), intended.fan_out_to.is_some()];
    let ones = one.iter().filter(|is_there| **is_there).count();
    1 + ones + intended.coordinating.len() + intended.monitoring.len()
}

struct Document<'a> {
    clauses: HashMap<Uuid, &'a Clause>,
    first_with_label: HashMap<&'a str, Uuid>,
}

struct Faults<'a> {
    clause: &'a Clause,
    index: usize,
    found: Vec<ClauseFault>,
}

fn firsts<'a, K: Eq + std::hash::Hash>(clauses: &'a [Clause], key: impl Fn(&'a Clause) -> K) -> HashMap<K, Uuid> {
    let mut firsts = HashMap::new();
    for clause in clauses {
        firsts.entry(key(clause)).or_insert(clause.id);
    }
    firsts
}

impl Faults<'_> {
    fn add(&mut self, place: impl std::fmt::Display, rule: ClauseRule) {
        let (label, pointer) = (self.clause.label.clone(), format!("/{}/{place}", self.index));
        self.found.push(ClauseFault { label, pointer, rule });
    }

    fn check_label(&mut self, document: &Document<'_>) {
        if document.first_with_label.get(self.clause.label.as_str()) != Some(&self.clause.id) {
            self.add("label", ClauseRule::LabelRepeated);
        }
    }

    fn check_duty(&mut self) {
        if self.clause.due_on.is_some_and(|date| !is_in_range(date)) {
            self.add("due_on", ClauseRule::DateImplausible);
        }
        if self.clause.due_on.is_some() && self.clause.kind.is_continuing() {
            self.add("due_on", ClauseRule::DateOfContinuing);
        }
        if self.clause.cadence.is_some() && !self.clause.kind.is_periodic() {
            self.add("cadence", ClauseRule::CadenceNotPeriodic);
        }
        let is_report = self.clause.kind == ClauseKind::RecurringReport && self.clause.duplicate_of.is_none();
        if is_report && self.clause.cadence.is_none() {
            self.add("cadence", ClauseRule::CadenceMissing);
        }
        if let Some(deadline) = self.clause.deadline {
            match cadence_of(self.clause.kind, self.clause.cadence) {
                None => self.add("deadline", ClauseRule::DeadlineNotPeriodic),
                Some(cadence) if !deadline.fits(cadence) => self.add("deadline", ClauseRule::DeadlineMisfit),
                Some(_) => {}
            }
        }
    }

    fn check_duplicate(&mut self, document: &Document<'_>) {
        let Some(original) = self.clause.duplicate_of else {
            return;
        };
        if original == self.clause.id {
            self.add("duplicate_of", ClauseRule::DuplicateOfItself);
        } else if document.clauses.get(&original).is_some_and(|original| original.duplicate_of.is_some()) {
            self.add("duplicate_of", ClauseRule::DuplicateOfDuplicate);
        }
        if !self.clause.intended.is_empty() {
            self.add("assignments", ClauseRule::DuplicateAssigned);
        }
    }

    fn check_binds(&mut self, document: &Document<'_>) {
        if self.clause.binds.is_empty() {
            return;
        }
        if self.clause.kind != ClauseKind::Constraint {
            self.add("binds", ClauseRule::BindsWithoutConstraint);
            return;
        }
        let mut seen = HashSet::new();
        for (index, bound) in self.clause.binds.iter().enumerate() {
            if !seen.insert(bound) {
                self.add(format_args!("binds/{index}"), ClauseRule::BindRepeated);
            } else if document.clauses.get(bound).is_none_or(|bound| bound.kind != ClauseKind::Task) {
                self.add(format_args!("binds/{index}"), ClauseRule::BindsNoTask);
            }
        }
    }

    fn check_intended(&mut self) {
        let intended = &self.clause.intended;
        if !intended.is_empty() && !self.clause.kind.needs_assignment() {
            self.add("assignments", ClauseRule::NothingToAssign);
        }
        if intended.len() > INTENDED_MAX {
            self.add("assignments", ClauseRule::TooManyAssignments);
            return;
        }
        let mut seen = HashSet::new();
        for (index, assignment) in intended.iter().enumerate() {
            if !seen.insert((&assignment.accountable, &assignment.executing)) {
                self.add(format_args!("assignments/{index}"), ClauseRule::AssignmentRepeated);
            }
            self.check_parties(index, assignment);
        }
    }

    /// One organization may both help and follow, but nobody helps or follows itself.
    fn check_parties(&mut self, index: usize, assignment: &IntendedAssignment) {
        let is_executing = |code: &OrganizationCode| assignment.executing.as_ref() == Some(code);
        if matches!(&assignment.accountable, Party::Organization(code) if is_executing(code)) {
            self.add(format_args!("assignments/{index}/executing"), ClauseRule::PartyRepeated);
        }
        let lists = [("coordinating", &assignment.coordinating), ("monitoring", &assignment.monitoring)];
        for (name, parties) in lists {
            if parties.len() > PARTIES_MAX {
                self.add(format_args!("assignments/{index}/{name}"), ClauseRule::TooManyParties);
                continue;
            }
            let mut seen = HashSet::from([&assignment.accountable]);
            for (place, party) in parties.iter().enumerate() {
                let executes = matches!(party, Party::Organization(code) if is_executing(code));
                if !seen.insert(party) || executes {
                    self.add(format_args!("assignments/{index}/{name}/{place}"), ClauseRule::PartyRepeated);
                }
            }
        }
    }
}

impl ClauseFault {
    /// What is wrong and what to do about it.
    #[must_use]
    pub fn words(&self) -> Words {
        let rule = self.rule.words();
        Words::with(format!("Điểm {}: {}", self.label, rule.vi), format!("Clause {}: {}", self.label, rule.en))
    }
}

#[cfg(test)]
mod tests;
