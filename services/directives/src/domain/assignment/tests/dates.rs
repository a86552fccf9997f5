//! Dates: proposed, granted, extended, kept.

use super::{Story, accept, dated, doer, propose, reassign, receiver, submit};
use crate::domain::assignment::sample::{at, date, said, task};
use crate::domain::assignment::{Command, NewAssignment, Refusal};
use crate::vocabulary::{DueBasis, Implementation};
use haicap_types::Ruling;

fn extend(day: &str) -> Command {
    Command::RequestExtension { due_on: date(day), reason: said("Chờ hướng dẫn của Trung ương.") }
}

#[test]
fn h17_a_submission_counts_on_the_day_that_it_was_made_in_the_city() {
    let cases = [
        ("2025-11-01T23:59:59+07:00", Some("2025-11-01"), true),
        ("2025-11-01T17:00:00Z", Some("2025-11-01"), false),
        ("2026-11-01T08:00:00+07:00", None, true),
    ];
    for (submitted, due_on, is_on_time) in cases {
        let mut story = Story::begun(NewAssignment { due_on: due_on.map(date), ..task() });
        story.now = at(submitted);
        story.go(&doer(), submit(Implementation::Implemented));
        story.now = at("2027-01-04T08:00:00+07:00");
        story.go(&receiver(), accept());
        assert_eq!(story.assignment.is_on_time, Some(is_on_time), "{submitted}");
    }
}

#[test]
fn a_proposed_date_is_in_force_only_once_granted() {
    let mut story = Story::begun(task());
    story.go(&doer(), propose("2025-11-01"));
    assert_eq!((story.assignment.due_basis, story.assignment.due_on), (DueBasis::Proposed, None));
    assert_eq!(story.refusal(&doer(), propose("2025-11-02")), Refusal::RequestPending);

    story.go(&receiver(), Command::DecideDate { ruling: Ruling::Refuse { remark: said("Quá muộn.") }, due_on: None });
    assert_eq!((story.assignment.due_basis, story.assignment.due_on), (DueBasis::None, None));

    story.go(&doer(), propose("2025-10-20"));
    story.go(&receiver(), Command::DecideDate { ruling: Ruling::Grant { remark: None }, due_on: None });
    let granted = Some(date("2025-10-20"));
    assert_eq!((story.assignment.due_basis, story.assignment.due_on), (DueBasis::Approved, granted));
    assert_eq!(story.assignment.original_due_on, granted);
    assert_eq!(story.refusal(&doer(), propose("2025-11-01")), Refusal::DateInForce);
}

#[test]
fn an_extension_moves_the_date_and_keeps_the_first_one() {
    let mut story = Story::begun(dated("2025-10-20"));
    for (day, count) in [("2025-11-01", 1), ("2025-12-01", 2)] {
        story.go(&doer(), extend(day));
        story.go(&receiver(), Command::DecideExtension { ruling: Ruling::Grant { remark: None }, due_on: None });
        assert_eq!((story.assignment.due_on, story.assignment.extensions), (Some(date(day)), count));
        assert_eq!(story.assignment.original_due_on, Some(date("2025-10-20")));
    }
    let current = date("2025-12-01");
    assert_eq!(story.refusal(&doer(), extend("2025-12-01")), Refusal::DateNotLater { current });
    assert_eq!(story.refusal(&doer(), extend("2025-09-30")), Refusal::DatePast);
    assert_eq!(Story::begun(task()).refusal(&doer(), extend("2025-12-01")), Refusal::NoDateInForce);
    assert_eq!(
        story.refusal(&receiver(), Command::DecideExtension { ruling: Ruling::Grant { remark: None }, due_on: None }),
        Refusal::NoRequest
    );
}

#[test]
fn a_request_for_a_date_lapses_when_there_is_nothing_left_to_decide() {
    for (by, command) in [(doer(), submit(Implementation::Implemented)), (receiver(), reassign("SNV"))] {
        let mut story = Story::begun(task());
        story.go(&doer(), propose("2025-11-01"));
        let change = story.attempt(&by, command).unwrap();
        assert!(change.lapses_request && !change.assignment.pending_request);
        assert_eq!(change.assignment.due_basis, DueBasis::None);
    }
}

#[test]
fn another_date_than_asked_is_granted_and_no_child_outlives_its_parent_unasked() {
    let grant =
        |due_on: &str| Command::DecideExtension { ruling: Ruling::Grant { remark: None }, due_on: Some(date(due_on)) };
    let mut story = Story::begun(dated("2025-10-20"));
    story.go(&doer(), extend("2025-12-01"));
    assert_eq!(story.refusal(&receiver(), grant("2025-09-30")), Refusal::DatePast);
    let current = date("2025-10-20");
    assert_eq!(story.refusal(&receiver(), grant("2025-10-20")), Refusal::DateNotLater { current });
    let latest = date("2025-10-31");
    story.circumstances.parent_due_on = Some(latest);
    assert_eq!(story.refusal(&receiver(), grant("2025-11-10")), Refusal::ChildDueAfterParent { latest });
    let as_asked = Command::DecideExtension { ruling: Ruling::Grant { remark: None }, due_on: None };
    assert_eq!(story.refusal(&receiver(), as_asked), Refusal::ChildDueAfterParent { latest });
    story.go(&receiver(), grant("2025-10-31"));
    assert_eq!((story.assignment.due_on, story.assignment.extensions), (Some(latest), 1));
}
