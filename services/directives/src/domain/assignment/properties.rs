//! Whatever is tried in whatever order, an assignment stays whole.

use super::sample::{actor, at, code, said, task};
use super::{Assignment, Circumstances, Command, Fact, NewAssignment, NewChild, decide};
use crate::domain::follow_up::{Evidence, EvidenceSource, Percent, ProgressReport};
use crate::domain::fulfilment::Period;
use crate::vocabulary::AssignmentState::{
    Acknowledged, Assigned, ClosedNotImplemented, Completed, InProgress, Submitted, Withdrawn,
};
use crate::vocabulary::{ClauseKind, CloseReason, DueBasis, Implementation};
use chrono::{DateTime, Days, TimeDelta, Utc};
use haicap_types::{Cadence, Ruling, local_date};
use proptest::prelude::*;
use uuid::Uuid;

/// What happens next: somebody tries a command, or a child ends.
#[derive(Debug, Clone)]
enum Event {
    Tried(u8, Sketch),
    ChildEnded,
}

/// A command whose dates are days from now.
#[derive(Debug, Clone)]
enum Sketch {
    Fixed(Command),
    Propose(u64),
    Extend(u64),
    Children(u8),
}

fn sketch() -> impl Strategy<Value = Sketch> {
    let result = prop_oneof![Just(Implementation::Implemented), Just(Implementation::NotImplemented)];
    let ruling = prop_oneof![Just(Ruling::Grant { remark: None }), Just(Ruling::Refuse { remark: said("Muộn.") })];
    let percent = prop::option::of((0..=100_i16).prop_map(|percent| Percent::new(percent).unwrap()));
    let organization = prop_oneof![Just("SNV"), Just("STC"), Just("DU-UBND")];
    let fixed = prop_oneof![
        8 => Just(Command::Acknowledge),
        1 => Just(Command::Decline { reason: said("Sai địa chỉ.") }),
        1 => Just(Command::Take),
        8 => Just(Command::Start),
        6 => ruling.clone().prop_map(|ruling| Command::DecideDate { ruling, due_on: None }),
        6 => ruling.prop_map(|ruling| Command::DecideExtension { ruling, due_on: None }),
        2 => percent.prop_map(|percent| {
            Command::ReportProgress(ProgressReport { percent, narrative: said("Đang làm."), next_step: None })
        }),
        1 => Just(Command::AddEvidence(Evidence {
            title: said("Kế hoạch"),
            source: EvidenceSource::Document { number: said("12-KH/ĐU") },
        })),
        14 => result.prop_map(|result| Command::Submit { result, statement: said("Xong."), hash: "h1".to_owned() }),
        8 => Just(Command::Accept { hash: "h1".to_owned(), remark: None, constraints: Vec::new() }),
        4 => Just(Command::Return { remark: said("Thiếu.") }),
        8 => Just(Command::Close { reason: CloseReason::Infeasible, remark: None }),
        1 => organization.prop_map(|to| {
            Command::Reassign { accountable: code(to), executing: None, reason: said("Đúng việc.") }
        }),
        1 => Just(Command::Withdraw { reason: said("Thôi.") }),
        1 => Just(Command::Urge { message: said("Nhanh lên.") }),
        1 => any::<bool>().prop_map(|is_fulfilled| Command::SetFulfilment {
            period: Period::containing(Cadence::Monthly, local_date(start())).unwrap(),
            is_fulfilled,
            remark: None,
        }),
    ];
    prop_oneof![
        20 => fixed.prop_map(Sketch::Fixed),
        3 => (0..90_u64).prop_map(Sketch::Propose),
        3 => (0..90_u64).prop_map(Sketch::Extend),
        1 => (0..4_u8).prop_map(Sketch::Children),
    ]
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![5 => (0..3_u8, sketch()).prop_map(|(who, sketch)| Event::Tried(who, sketch)), 1 => Just(Event::ChildEnded)]
}

fn start() -> DateTime<Utc> {
    at("2025-09-22T14:00:00+07:00")
}

fn command(sketch: Sketch, now: DateTime<Utc>) -> Command {
    let on = |days| local_date(now) + Days::new(days);
    match sketch {
        Sketch::Fixed(command) => command,
        Sketch::Propose(days) => Command::ProposeDate { due_on: on(days), reason: said("Cần thời gian.") },
        Sketch::Extend(days) => Command::RequestExtension { due_on: on(days), reason: said("Chờ hướng dẫn.") },
        Sketch::Children(count) => Command::AddChildren(
            (0..count)
                .map(|number| NewChild {
                    id: Uuid::from_u128(number.into()),
                    accountable: code(&format!("SO-{number}")),
                    executing: None,
                    title: None,
                    product_kind: None,
                    product: None,
                    due_on: None,
                })
                .collect(),
        ),
    }
}

fn assert_whole(assignment: &Assignment) {
    let Assignment { state, due_on, due_basis, original_due_on, .. } = assignment;
    let is_dated = matches!(due_basis, DueBasis::Stated | DueBasis::Approved);
    let has_ended = matches!(state, Completed | ClosedNotImplemented | Withdrawn);
    assert_eq!(due_on.is_some(), is_dated, "a date in force is stated or approved");
    assert_eq!(original_due_on.is_some(), is_dated, "the first date is known as soon as there is one");
    assert_eq!(assignment.ended_at.is_some(), has_ended);
    assert_eq!(assignment.completed_at.is_some(), *state == Completed);
    assert_eq!(assignment.is_on_time.is_some(), *state == Completed);
    assert!((0..=100).contains(&assignment.percent));
    assert!((0..=assignment.children).contains(&assignment.open_children));
    assert!(assignment.open_children == 0 || !(has_ended || *state == Submitted), "no end while children are open");
    assert!(!assignment.pending_request || matches!(state, Acknowledged | InProgress));
    assert!(*due_basis != DueBasis::Proposed || assignment.pending_request, "a proposed date waits for a decision");
    assert!(*state != Assigned || assignment.acknowledged_at.is_none());
    assert!(*state != Submitted || assignment.submitted_at.is_some());
    assert!(!assignment.clause_kind.is_continuing() || !matches!(state, Submitted | Completed | ClosedNotImplemented));
}

proptest! {
    #[test]
    fn whatever_happens_an_assignment_stays_whole(
        kind in prop_oneof![3 => Just(ClauseKind::Task), 1 => Just(ClauseKind::StandingDuty)],
        due_in in prop::option::of(0..60_u64),
        events in prop::collection::vec(event(), 1..100),
    ) {
        let due_on = due_in.filter(|_| kind == ClauseKind::Task).map(|days| local_date(start()) + Days::new(days));
        let mut assignment = NewAssignment { clause_kind: kind, due_on, ..task() }.assign(start());
        let mut circumstances = Circumstances { evidence: 1, ..Circumstances::default() };
        let people = [actor("doer", "DU-UBND"), actor("receiver", "TT"), actor("deputy", "TT")];

        for (step, event) in (1..).zip(events) {
            let now = start() + TimeDelta::hours(7 * step);
            let (who, sketch) = match event {
                Event::Tried(who, sketch) => (usize::from(who), sketch),
                Event::ChildEnded => {
                    assignment.open_children = (assignment.open_children - 1).max(0);
                    continue;
                }
            };
            let before = assignment.clone();
            let Ok(change) = decide(&before, &command(sketch, now), &people[who], &circumstances, now) else { continue };
            assignment = change.assignment;
            if let Fact::DateRequested(request) = &change.fact {
                circumstances.pending_request = Some(request.clone());
            } else if !assignment.pending_request {
                circumstances.pending_request = None;
            }

            assert_whole(&assignment);
            prop_assert!(!matches!(before.state, Completed | ClosedNotImplemented | Withdrawn), "an end is an end");
            prop_assert_eq!(assignment.version, before.version, "saving raises the version");
            prop_assert!(assignment.extensions >= before.extensions);
            if before.original_due_on.is_some() {
                prop_assert_eq!(assignment.original_due_on, before.original_due_on);
            }
            if matches!(change.fact, Fact::Reassigned { .. }) {
                prop_assert_eq!((assignment.state, &assignment.handler_subject), (Assigned, &None));
            }
        }
    }
}
