use super::*;
use crate::domain::clause::tests::{clause, intended};
use ClauseKind::{Commendation, Constraint, EventDuty, RecurringReport, StandingDuty, Task};
use haicap_types::Cadence;

fn found(clauses: &[Clause]) -> Vec<(String, ClauseRule)> {
    check_clauses(clauses).into_iter().map(|fault| (fault.pointer, fault.rule)).collect()
}

fn fault(pointer: &str, rule: ClauseRule) -> (String, ClauseRule) {
    (pointer.to_owned(), rule)
}

fn assigned(id: u128, kind: ClauseKind) -> Clause {
    let to_btc = intended(r#"{"accountable":{"organization":"BTC"}}"#);
    Clause { intended: vec![to_btc], ..clause(id, &id.to_string(), kind) }
}

#[test]
fn a_sound_document_has_no_faults_and_may_leave_clauses_uncovered() {
    let report = Clause { cadence: Some(Cadence::Weekly), ..assigned(2, RecurringReport) };
    let again =
        Clause { duplicate_of: Some(report.id), cadence: Some(Cadence::Weekly), ..clause(3, "3", RecurringReport) };
    let schedule = Clause { binds: vec![Uuid::from_u128(1)], ..clause(4, "4", Constraint) };
    let elsewhere = Clause { duplicate_of: Some(Uuid::from_u128(999)), ..clause(5, "5", Task) };
    let uncovered = clause(6, "6", StandingDuty);
    let document = [assigned(1, Task), report, again, schedule, elsewhere, uncovered, clause(7, "7", Commendation)];
    assert_eq!(found(&document), []);
}

#[test]
fn all_faults_are_found_at_once() {
    let itself = Clause { duplicate_of: Some(Uuid::from_u128(2)), ..assigned(2, Task) };
    let chain = Clause { duplicate_of: Some(Uuid::from_u128(2)), ..clause(3, "3", Task) };
    let weekly_task =
        Clause { cadence: Some(Cadence::Weekly), binds: vec![Uuid::from_u128(1)], ..clause(4, "4", Task) };
    let one = Uuid::from_u128(1);
    let binding = vec![one, one, Uuid::from_u128(6), Uuid::from_u128(999)];
    let constraint = Clause { binds: binding, ..assigned(5, Constraint) };
    let same_label = Clause { due_on: "9999-01-01".parse().ok(), ..clause(6, "1", EventDuty) };
    let sometimes = assigned(7, RecurringReport);
    let document = [assigned(1, Task), itself, chain, weekly_task, constraint, same_label, sometimes];
    assert_eq!(
        found(&document),
        [
            fault("/1/duplicate_of", ClauseRule::DuplicateOfItself),
            fault("/1/assignments", ClauseRule::DuplicateAssigned),
            fault("/2/duplicate_of", ClauseRule::DuplicateOfDuplicate),
            fault("/3/cadence", ClauseRule::CadenceNotPeriodic),
            fault("/3/binds", ClauseRule::BindsWithoutConstraint),
            fault("/4/binds/1", ClauseRule::BindRepeated),
            fault("/4/binds/2", ClauseRule::BindsNoTask),
            fault("/4/binds/3", ClauseRule::BindsNoTask),
            fault("/4/assignments", ClauseRule::NothingToAssign),
            fault("/5/label", ClauseRule::LabelRepeated),
            fault("/5/due_on", ClauseRule::DateImplausible),
            fault("/5/due_on", ClauseRule::DateOfContinuing),
            fault("/6/cadence", ClauseRule::CadenceMissing),
        ]
    );
}

#[test]
fn nobody_has_two_parts_in_an_assignment() {
    let twice = intended(
        r#"{"accountable":{"organization":"DU-UBND"},"executing":"DU-UBND",
            "coordinating":[{"organization":"STC"},{"organization":"STC"},{"organization":"DU-UBND"}],
            "monitoring":[{"organization":"STC"}]}"#,
    );
    let document = [Clause { intended: vec![twice.clone(), twice], ..clause(1, "1", Task) }];
    let parts = ["executing", "coordinating/1", "coordinating/2"];
    let of =
        |index: usize| parts.map(|part| fault(&format!("/0/assignments/{index}/{part}"), ClauseRule::PartyRepeated));
    let repeated = fault("/0/assignments/1", ClauseRule::AssignmentRepeated);
    assert_eq!(found(&document), [of(0).to_vec(), vec![repeated], of(1).to_vec()].concat());
}

#[test]
fn h08_more_clauses_than_allowed_are_one_fault() {
    let document: Vec<_> = (1..=501).map(|id| clause(id, "1", Task)).collect();
    assert_eq!(found(&document), [fault("/500", ClauseRule::TooManyClauses)]);
}

#[test]
fn a_document_is_bounded_as_a_whole_however_its_clauses_come() {
    let long = crate::domain::text::LongText::new(&"x".repeat(20_000)).unwrap();
    let texts = |count: u128| -> Vec<Clause> {
        (1..=count).map(|id| Clause { text: long.clone(), ..clause(id, &id.to_string(), Task) }).collect()
    };
    assert_eq!(found(&texts(25)), []);
    assert_eq!(found(&texts(26)), [fault("/25", ClauseRule::TooLong)]);

    let coordinating: Vec<Party> =
        (0..PARTIES_MAX).map(|number| Party::Organization(format!("X{number}").parse().unwrap())).collect();
    let wide = IntendedAssignment { coordinating, ..intended(r#"{"accountable":{"organization":"BTC"}}"#) };
    let named = |count: u128| -> Vec<Clause> {
        let assigned = |id: u128| Clause { intended: vec![wide.clone()], ..clause(id, &id.to_string(), Task) };
        (1..=count).map(assigned).collect()
    };
    assert_eq!(found(&named(99)), []);
    assert_eq!(found(&named(100)), [fault("/99", ClauseRule::TooManyNamed)]);
}
