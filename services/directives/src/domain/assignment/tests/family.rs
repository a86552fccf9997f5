//! Assignments that are not alone: parts of a whole, periods of a duty.

use super::{Story, dated, doer, propose, reassign, receiver, submit};
use crate::domain::assignment::sample::{actor, code, date, said, task};
use crate::domain::assignment::{
    Act, Addition, Assignment, Circumstances, Command, Fact, LEVEL_MAX, NewAssignment, NewChild, Parent, Refusal,
    follow,
};
use crate::domain::follow_up::{Evidence, EvidenceSource, Percent, ProgressReport};
use crate::vocabulary::AssignmentState::{Assigned, Completed, Submitted, Withdrawn};
use crate::vocabulary::{ClauseKind, Implementation};
use haicap_types::{Cadence, DayTime, Ground, Refusal as _, Vocabulary};
use uuid::Uuid;

fn child(id: u128, organization: &str) -> NewChild {
    NewChild {
        id: Uuid::from_u128(id),
        accountable: code(organization),
        executing: None,
        title: None,
        product_kind: None,
        product: None,
        due_on: None,
    }
}

fn standing() -> NewAssignment {
    NewAssignment { clause_kind: ClauseKind::StandingDuty, ..task() }
}

#[test]
fn a_continuing_duty_is_never_submitted_and_keeps_its_periods() {
    let mut story = Story::begun(NewAssignment { cadence: Some(Cadence::Weekly), ..standing() });
    assert_eq!(story.refusal(&doer(), submit(Implementation::Implemented)), Refusal::ContinuingDuty);
    assert_eq!(story.refusal(&doer(), propose("2025-11-01")), Refusal::ContinuingDuty);

    let fulfil = |period: &str, is_fulfilled| Command::SetFulfilment {
        period: period.parse().unwrap(),
        is_fulfilled,
        remark: None,
    };
    story.circumstances.earliest_other_due_on = Some(date("2025-10-05"));
    assert_eq!(story.refusal(&receiver(), fulfil("2025-W39", true)), Refusal::PeriodBeforeDuty);
    story.circumstances.period_due = Some((date("2025-09-28"), DayTime::END));
    let fact = story.go(&receiver(), fulfil("2025-W39", true));
    assert!(matches!(fact, Fact::FulfilmentSet(set) if set.fulfilled_at == Some(story.now)));
    assert_eq!(story.assignment.next_fulfilment_due_on, Some(date("2025-10-05")));
    let fact = story.go(&receiver(), fulfil("2025-W39", false));
    assert!(matches!(fact, Fact::FulfilmentSet(set) if set.fulfilled_at.is_none()));
    assert_eq!(story.assignment.next_fulfilment_due_on, Some(date("2025-09-28")));

    assert_eq!(story.refusal(&receiver(), fulfil("2025-09", true)), Refusal::WrongCadence);
    assert_eq!(story.refusal(&receiver(), fulfil("2025-W41", true)), Refusal::PeriodNotBegun);
    for kind in [ClauseKind::Task, ClauseKind::EventDuty] {
        let story = Story::begun(NewAssignment { clause_kind: kind, ..task() });
        assert_eq!(story.refusal(&receiver(), fulfil("2025-09", true)), Refusal::NotPeriodic);
    }
    story.go(&receiver(), Command::Withdraw { reason: said("Đã có quy định mới.") });
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
            percent, narrative: said("Các sở đã vào việc."), next_step: None
        })
    };
    assert_eq!(story.refusal(&doer(), report(Percent::new(50).ok())), Refusal::PercentFromChildren);
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
        (vec![child(10, "DU-UBND")], Refusal::PartOfItself { pointer: "/organizations" }),
        (vec![child(10, "TT")], Refusal::OwnReceiver { pointer: "/organizations" }),
        (vec![late.clone()], Refusal::ChildDueAfterParent { latest: date("2025-12-01") }),
    ];
    for (children, refusal) in cases {
        assert_eq!(story.refusal(&doer(), Command::AddChildren(children)), refusal);
    }
    let all = vec![late.clone(), late, child(11, "DU-UBND")];
    let refusal = story.refusal(&doer(), Command::AddChildren(all));
    let places: Vec<_> = refusal.faults().into_iter().map(|fault| fault.pointer).collect();
    assert_eq!(places, ["/due_on", "/organizations", "/organizations"]);
}

#[test]
fn a_child_has_a_product_of_its_own_or_the_parents() {
    let mut story = Story::begun(task());
    let own = NewChild { product: Some("Phương án của Sở".to_owned()), ..child(10, "SNV") };
    let Fact::ChildrenAdded(children) = story.go(&doer(), Command::AddChildren(vec![own, child(11, "STC")])) else {
        panic!("children")
    };
    let products: Vec<_> = children.iter().map(|one| (one.product_kind, one.product.clone())).collect();
    assert_eq!(products[0], (None, Some("Phương án của Sở".to_owned())));
    assert_eq!(products[1], (story.assignment.product_kind, story.assignment.product.clone()));
}

#[test]
fn nobody_is_given_what_it_decides_on() {
    let story = Story::begun(task());
    let to_itself =
        Command::Reassign {
            accountable: story.assignment.receiver().clone(), executing: None, reason: said("Nhầm.")
        };
    assert_eq!(story.refusal(&receiver(), to_itself), Refusal::OwnReceiver { pointer: "/accountable" });
    let mut story = Story::begun(task());
    story.assignment.reports_to = None;
    story.circumstances.above = vec![code("BTC")];
    for upwards in ["TT", "BTC"] {
        let given = Command::Reassign { accountable: code(upwards), executing: None, reason: said("Nhầm.") };
        assert_eq!(story.refusal(&receiver(), given), Refusal::OwnReceiver { pointer: "/accountable" });
        let children = Command::AddChildren(vec![child(10, upwards)]);
        assert_eq!(story.refusal(&doer(), children), Refusal::OwnReceiver { pointer: "/organizations" });
    }
    let to_another = Command::Reassign { accountable: code("STC"), executing: None, reason: said("Nhầm.") };
    assert!(story.attempt(&receiver(), to_another).is_ok(), "nobody receives it, and nobody carries it out");
}

#[test]
fn no_body_does_a_part_of_what_it_answers_for() {
    let give = |accountable: &str, executing: Option<&str>| Command::Reassign {
        accountable: code(accountable),
        executing: executing.map(code),
        reason: said("Đúng thẩm quyền."),
    };
    let mut story = Story::begun(task());
    let Fact::ChildrenAdded(children) = story.go(&doer(), Command::AddChildren(vec![child(10, "SNV")])) else {
        panic!("children")
    };
    let part = Story { assignment: children[0].clone(), circumstances: Circumstances::default(), now: story.now };
    let whole = actor("doer", "DU-UBND");
    let cases = [
        (give("DU-UBND", None), Refusal::PartOfItself { pointer: "/accountable" }),
        (give("STC", Some("DU-UBND")), Refusal::PartOfItself { pointer: "/executing" }),
        (give("STC", Some("STC")), Refusal::ExecutingIsAccountable),
        (give("SNV", None), Refusal::AlreadyAccountable),
    ];
    for (command, refusal) in cases {
        assert_eq!(part.refusal(&whole, command), refusal);
        assert_eq!(refusal.ground(), Ground::Content);
    }
    assert!(part.attempt(&whole, give("STC", Some("SNV"))).is_ok());

    story.circumstances.doers_of_parts = vec![code("SNV"), code("STC")];
    assert_eq!(story.refusal(&receiver(), give("STC", None)), Refusal::PartOfItself { pointer: "/accountable" });
    assert!(story.attempt(&receiver(), give("UBND", Some("SNV"))).is_ok(), "who carries out the whole may do a part");
}

#[test]
fn whoever_gets_an_assignment_no_longer_helps_or_follows_it() {
    let helped =
        NewAssignment { coordinating: vec![code("SNV")], monitoring: vec![code("UBND"), code("STC")], ..task() };
    let command =
        Command::Reassign {
            accountable: code("SNV"), executing: Some(code("UBND")), reason: said("Đúng thẩm quyền.")
        };
    let next = Story::of(helped).attempt(&receiver(), command).unwrap().assignment;
    assert_eq!((next.coordinating, next.monitoring), (vec![], vec![code("STC")]));
}

#[test]
fn parts_of_parts_end_at_the_last_level() {
    let at_level = |level| {
        let above = Parent { id: Uuid::from_u128(7), root_id: Uuid::from_u128(8), level };
        Story::begun(NewAssignment { parent: Some(above), ..task() })
    };
    let mut last_but_one = at_level(LEVEL_MAX - 2);
    let Fact::ChildrenAdded(children) = last_but_one.go(&doer(), Command::AddChildren(vec![child(10, "SNV")])) else {
        panic!("children")
    };
    assert_eq!((children[0].level, children[0].root_id), (LEVEL_MAX, Uuid::from_u128(8)));
    let last = at_level(LEVEL_MAX - 1);
    assert_eq!(last.refusal(&doer(), Command::AddChildren(vec![child(10, "SNV")])), Refusal::TooDeep);
    assert!(!last.possible(&doer()).contains(&Act::AddChildren));
}

#[test]
fn what_is_added_again_and_again_comes_to_its_limit() {
    for act in Act::ALL {
        let Some(most) = Addition::of(*act).map(Addition::most) else { continue };
        let command = match act {
            Act::ReportProgress => {
                Command::ReportProgress(ProgressReport {
                    percent: None, narrative: said("Đang làm."), next_step: None
                })
            }
            Act::AddEvidence => Command::AddEvidence(Evidence {
                title: said("Kế hoạch"),
                source: EvidenceSource::Document { number: said("12-KH/ĐU") },
            }),
            Act::ProposeDate => propose("2025-11-01"),
            Act::Submit => submit(Implementation::Implemented),
            Act::Urge => Command::Urge { message: said("Khẩn trương.") },
            Act::AddChildren => Command::AddChildren(vec![child(10, "SNV"), child(11, "STC")]),
            _ => continue,
        };
        let mut story = Story::begun(task());
        let added = if *act == Act::AddChildren { 2 } else { 1 };
        story.circumstances.already = most - added;
        assert!(story.attempt(&receiver(), command.clone()).is_ok(), "{act}");
        story.circumstances.already = most - added + 1;
        assert_eq!(story.refusal(&receiver(), command), Refusal::LimitReached { act: *act, most });
    }
}

#[test]
fn children_follow_a_withdrawn_or_reassigned_parent() {
    let mut story = Story::begun(task());
    let Fact::ChildrenAdded(children) = story.go(&doer(), Command::AddChildren(vec![child(10, "SNV")])) else {
        panic!("children")
    };
    let withdrawn = story.attempt(&receiver(), Command::Withdraw { reason: said("Trùng nhiệm vụ.") }).unwrap();
    assert_eq!(withdrawn.assignment.open_children, 0);
    assert_eq!(follow(&withdrawn, &children[0], story.now).unwrap().assignment.state, Withdrawn);

    let reassigned = story.attempt(&receiver(), reassign("UBND")).unwrap();
    let moved = follow(&reassigned, &children[0], story.now).unwrap();
    assert_eq!((moved.assignment.reports_to, moved.assignment.state), (Some(code("UBND")), Assigned));

    let ended = Assignment { state: Completed, ..children[0].clone() };
    assert_eq!(follow(&withdrawn, &ended, story.now), None);
}
