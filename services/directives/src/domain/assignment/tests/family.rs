//! Assignments that are not alone: parts of a whole, periods of a duty, children of a recommendation.

use super::{Story, accept, dated, doer, give_back, propose, reassign, receiver, submit};
use crate::domain::assignment::sample::{actor, code, date, task};
use crate::domain::assignment::{Assignment, Command, Fact, NewAssignment, NewChild, Refusal, follow};
use crate::domain::follow_up::ProgressReport;
use crate::domain::rights::Actor;
use haicap_types::AssignmentState::{Assigned, Completed, Submitted, Withdrawn};
use haicap_types::{Cadence, ClauseKind, Implementation};
use uuid::Uuid;

fn child(id: u128, organization: &str) -> NewChild {
    NewChild { id: Uuid::from_u128(id), accountable: code(organization), executing: None, title: None, due_on: None }
}

fn standing() -> NewAssignment {
    NewAssignment { clause_kind: ClauseKind::StandingDuty, ..task() }
}

#[test]
fn a_continuing_duty_is_never_submitted_and_keeps_its_periods() {
    let mut story = Story::begun(NewAssignment { cadence: Some(Cadence::Weekly), ..standing() });
    assert_eq!(story.refusal(&doer(), submit(Implementation::Implemented)), Refusal::ContinuingDuty);
    assert_eq!(story.refusal(&doer(), propose("2025-11-01")), Refusal::ContinuingDuty);

    let fulfil = |period: &str, due: &str, is_fulfilled| Command::SetFulfilment {
        period: period.parse().unwrap(),
        due_on: date(due),
        is_fulfilled,
        remark: None,
    };
    story.circumstances.earliest_other_due_on = Some(date("2025-10-05"));
    let fact = story.go(&receiver(), fulfil("2025-W39", "2025-09-28", true));
    assert_eq!(fact.kind(), "directives.assignment.period_fulfilled");
    assert_eq!(story.assignment.next_fulfilment_due_on, Some(date("2025-10-05")));
    let fact = story.go(&receiver(), fulfil("2025-W39", "2025-09-28", false));
    assert_eq!(fact.kind(), "directives.assignment.period_reopened");
    assert_eq!(story.assignment.next_fulfilment_due_on, Some(date("2025-09-28")));

    assert_eq!(story.refusal(&receiver(), fulfil("2025-09", "2025-09-30", true)), Refusal::WrongCadence);
    assert_eq!(story.refusal(&receiver(), fulfil("2025-W41", "2025-10-12", true)), Refusal::PeriodNotBegun);
    for kind in [ClauseKind::Task, ClauseKind::EventDuty] {
        let story = Story::begun(NewAssignment { clause_kind: kind, ..task() });
        assert_eq!(story.refusal(&receiver(), fulfil("2025-09", "2025-09-30", true)), Refusal::NotPeriodic);
    }
    story.go(&receiver(), Command::Withdraw { reason: "Đã có quy định mới.".to_owned() });
    assert_eq!(story.assignment.state, Withdrawn);
}

#[test]
fn a_part_owes_to_the_whole_and_holds_it_open() {
    let mut story = Story::begun(dated("2025-12-01"));
    let Fact::ChildrenAdded(children) =
        story.go(&doer(), Command::AddChildren(vec![child(10, "SNV"), child(11, "STC")]))
    else {
        panic!("children")
    };
    let [first, _] = &children[..] else { panic!("two") };
    assert_eq!((first.reports_to.as_ref(), first.parent_id), (Some(&code("DU-UBND")), Some(story.assignment.id)));
    assert_eq!((first.root_id, first.due_on), (story.assignment.id, Some(date("2025-12-01"))));
    assert_eq!((story.assignment.children, story.assignment.open_children), (2, 2));

    let refusal = story.refusal(&doer(), submit(Implementation::Implemented));
    assert_eq!(refusal, Refusal::ChildrenOpen { open: 2 });
    let report = |percent| {
        Command::ReportProgress(ProgressReport {
            percent,
            narrative: "Các sở đã vào việc.".to_owned(),
            next_step: None,
        })
    };
    assert_eq!(story.refusal(&doer(), report(Some(50))), Refusal::PercentFromChildren);
    assert!(story.attempt(&doer(), report(None)).is_ok());
    story.assignment.open_children = 0;
    story.go(&doer(), submit(Implementation::Implemented));
    assert_eq!(story.assignment.state, Submitted);
}

#[test]
fn children_that_make_no_sense_are_refused() {
    let story = Story::begun(dated("2025-12-01"));
    let late = NewChild { due_on: Some(date("2025-12-02")), ..child(10, "SNV") };
    let cases = [
        (vec![], Refusal::NoChildren),
        ((0..501).map(|id| child(id, &format!("X{id}"))).collect(), Refusal::TooManyChildren),
        (vec![child(10, "SNV"), child(11, "SNV")], Refusal::ChildRepeated { organization: code("SNV") }),
        (vec![child(10, "DU-UBND")], Refusal::ChildIsParent),
        (vec![late], Refusal::ChildDueAfterParent { latest: date("2025-12-01") }),
    ];
    for (children, refusal) in cases {
        assert_eq!(story.refusal(&doer(), Command::AddChildren(children)), refusal);
    }
}

#[test]
fn children_follow_a_withdrawn_or_reassigned_parent() {
    let mut story = Story::begun(task());
    let Fact::ChildrenAdded(children) = story.go(&doer(), Command::AddChildren(vec![child(10, "SNV")])) else {
        panic!("children")
    };
    let withdrawn = story.attempt(&receiver(), Command::Withdraw { reason: "Trùng nhiệm vụ.".to_owned() }).unwrap();
    assert_eq!(withdrawn.assignment.open_children, 0);
    assert_eq!(follow(&withdrawn, &children[0], story.now).unwrap().assignment.state, Withdrawn);

    let reassigned = story.attempt(&receiver(), reassign("UBND")).unwrap();
    let moved = follow(&reassigned, &children[0], story.now).unwrap();
    assert_eq!((moved.assignment.reports_to, moved.assignment.state), (Some(code("UBND")), Assigned));

    let ended = Assignment { state: Completed, ..children[0].clone() };
    assert_eq!(follow(&withdrawn, &ended, story.now), None);
}

#[test]
fn a_recommendation_is_decided_by_inspection_alone() {
    let team = Actor { decides_for_inspection: true, ..actor("verifier", "UBKT") };
    let commands = [accept(), give_back(), Command::Withdraw { reason: "Miễn.".to_owned() }];
    let story = Story::submitted(NewAssignment { born_of_recommendation: true, ..task() }, Implementation::Implemented);
    for command in commands {
        assert_eq!(story.refusal(&receiver(), command.clone()), Refusal::DecidedByInspection);
        assert!(story.attempt(&team, command).is_ok());
    }
    let submitter = Actor { subject: "doer".to_owned(), ..team };
    assert_eq!(story.refusal(&submitter, accept()), Refusal::SamePerson);
}
