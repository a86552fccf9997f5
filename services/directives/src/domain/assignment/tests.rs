mod dates;
mod family;

use super::sample::{actor, at, code, date, said, task};
use super::{
    Act, Assignment, Change, Circumstances, Command, Fact, Judgement, NewAssignment, Refusal, Tick, decide, permit,
};
use crate::domain::follow_up::{Evidence, EvidenceSource, Percent, ProgressReport};
use crate::vocabulary::AssignmentState::{Acknowledged, Assigned, Completed, Declined, InProgress};
use crate::vocabulary::{CloseReason, Implementation, Verdict};
use chrono::{DateTime, Utc};
use haicap_types::{Act as _, Actor, DutyWait, Ground, Method, Refusal as _, Ruling, Vocabulary};
use std::collections::HashSet;
use uuid::Uuid;

const MORNING: &str = "2025-10-01T08:00:00+07:00";

fn doer() -> Actor {
    actor("doer", "DU-UBND")
}

fn receiver() -> Actor {
    actor("receiver", "TT")
}

/// An assignment with its circumstances, taken step by step.
struct Story {
    assignment: Assignment,
    circumstances: Circumstances,
    now: DateTime<Utc>,
}

impl Story {
    fn of(new: NewAssignment) -> Self {
        let now = at(MORNING);
        Self {
            assignment: new.assign(now),
            circumstances: Circumstances { evidence: 1, ..Circumstances::default() },
            now,
        }
    }

    /// The acts that this person can do now, if they have the right to them.
    fn possible(&self, actor: &Actor) -> Vec<Act> {
        let is_possible = |act: &Act| permit(&self.assignment, *act, actor, &self.circumstances).is_ok();
        Act::ALL.iter().copied().filter(is_possible).collect()
    }

    /// A story that has come as far as work in progress.
    fn begun(new: NewAssignment) -> Self {
        let mut story = Self::of(new);
        story.go(&doer(), Command::Acknowledge);
        story.go(&doer(), Command::Start);
        story
    }

    fn submitted(new: NewAssignment, result: Implementation) -> Self {
        let mut story = Self::begun(new);
        story.go(&doer(), submit(result));
        story
    }

    fn go(&mut self, actor: &Actor, command: Command) -> Fact {
        let Change { assignment, fact, .. } = self.attempt(actor, command).unwrap();
        self.assignment = assignment;
        match &fact {
            Fact::DateRequested(request) => self.circumstances.pending_request = Some(request.clone()),
            Fact::DateDecided(_) => self.circumstances.pending_request = None,
            _ => {}
        }
        fact
    }

    fn attempt(&self, actor: &Actor, command: Command) -> Result<Change, Refusal> {
        decide(&self.assignment, &command, actor, &self.circumstances, self.now)
    }

    fn refusal(&self, actor: &Actor, command: Command) -> Refusal {
        self.attempt(actor, command).unwrap_err()
    }
}

fn submit(result: Implementation) -> Command {
    Command::Submit { result, statement: said("Đã ban hành phương án."), hash: "h1".to_owned() }
}

fn accept() -> Command {
    Command::Accept { hash: "h1".to_owned(), remark: None, constraints: Vec::new() }
}

fn give_back() -> Command {
    Command::Return { remark: said("Bổ sung số liệu.") }
}

fn propose(day: &str) -> Command {
    Command::ProposeDate { due_on: date(day), reason: said("Cần lấy ý kiến các sở.") }
}

fn reassign(to: &str) -> Command {
    Command::Reassign { accountable: code(to), executing: None, reason: said("Đúng thẩm quyền.") }
}

fn dated(day: &str) -> NewAssignment {
    NewAssignment { due_on: Some(date(day)), ..task() }
}

#[test]
fn a_returned_assignment_can_be_submitted_again_and_accepted_by_another_person() {
    let mut story = Story::submitted(task(), Implementation::Implemented);
    story.go(&receiver(), give_back());
    assert_eq!((story.assignment.state, story.assignment.submitted_at), (InProgress, None));
    story.go(&doer(), submit(Implementation::Implemented));
    assert_eq!(story.assignment.last_submission.as_ref().unwrap().number, 2);
    let fact = story.go(&receiver(), accept());
    assert!(matches!(fact, Fact::Judged(Judgement { verdict: Verdict::Accepted, .. })));
    assert_eq!((story.assignment.state, story.assignment.percent), (Completed, 100));
    assert_eq!(story.assignment.completed_at, story.assignment.ended_at);
}

#[test]
fn nobody_decides_on_their_own_request_or_on_what_they_submitted_in_any_version() {
    let submitted = Story::submitted(task(), Implementation::Implemented);
    let submitter_elsewhere = actor("doer", "TT");
    assert_eq!(submitted.refusal(&submitter_elsewhere, accept()), Refusal::SamePerson);
    assert_eq!(Refusal::SamePerson.ground(), Ground::Person);

    let mut again = submitted;
    again.go(&receiver(), give_back());
    again.go(&actor("colleague", "BTC"), submit(Implementation::Implemented));
    assert_eq!(again.refusal(&submitter_elsewhere, accept()), Refusal::SamePerson);

    let mut asked = Story::begun(task());
    asked.go(&doer(), propose("2025-11-01"));
    assert_eq!(
        asked.refusal(
            &submitter_elsewhere,
            Command::DecideDate { ruling: Ruling::Grant { remark: None }, due_on: None }
        ),
        Refusal::SamePerson
    );
}

fn unknown_and_missing(unknown: Uuid, missing: Uuid) -> Refusal {
    let (first, missing) = (Box::new(Refusal::ConstraintUnknown { clause: unknown }), vec![missing]);
    Refusal::Several { first, others: vec![Refusal::ConstraintsMissing { missing }] }
}

#[test]
fn acceptance_names_what_was_read_and_ticks_what_binds() {
    let (one, two) = (Uuid::from_u128(13), Uuid::from_u128(14));
    let met = |clause| Tick { clause, is_met: true, remark: None };
    let unmet = |remark: Option<&str>| Tick { clause: two, is_met: false, remark: remark.map(said) };
    let with = |hash: &str, constraints| Command::Accept { hash: hash.to_owned(), remark: None, constraints };
    let mut story = Story::submitted(task(), Implementation::Implemented);
    story.circumstances.binding_constraints = vec![one, two];

    let cases = [
        (with("h0", vec![met(one), met(two)]), Refusal::WrongHash),
        (with("h1", vec![met(one)]), Refusal::ConstraintsMissing { missing: vec![two] }),
        (with("h1", vec![met(one), met(one)]), unknown_and_missing(one, two)),
        (with("h1", vec![met(one), met(Uuid::nil())]), unknown_and_missing(Uuid::nil(), two)),
        (with("h1", vec![met(one), unmet(None)]), Refusal::ConstraintUnexplained { clause: two }),
    ];
    for (command, refusal) in cases {
        assert_eq!(story.refusal(&receiver(), command), refusal);
    }
    story.go(&receiver(), with("h1", vec![met(one), unmet(Some("Chậm một bước so với kế hoạch chung."))]));
}

#[test]
fn what_was_implemented_is_accepted_and_what_was_not_is_closed() {
    let close = || Command::Close { reason: CloseReason::LawChanged, remark: None };
    let mut done = Story::submitted(task(), Implementation::Implemented);
    assert_eq!(done.refusal(&receiver(), close()), Refusal::Implemented);
    done.go(&receiver(), accept());

    let mut not_done = Story::submitted(task(), Implementation::NotImplemented);
    assert_eq!(not_done.refusal(&receiver(), accept()), Refusal::NotImplemented);
    assert_eq!(not_done.refusal(&doer(), close()), Refusal::SamePerson);
    not_done.go(&receiver(), close());
    assert_eq!(not_done.assignment.is_on_time, None);
}

#[test]
fn a_product_that_is_done_needs_evidence() {
    let mut story = Story::begun(task());
    story.circumstances.evidence = 0;
    assert_eq!(story.refusal(&doer(), submit(Implementation::Implemented)), Refusal::EvidenceMissing);
    assert!(story.attempt(&doer(), submit(Implementation::NotImplemented)).is_ok());
    story.assignment.product_kind = None;
    assert!(story.attempt(&doer(), submit(Implementation::Implemented)).is_ok());
}

#[test]
fn later_evidence_belongs_to_the_next_submission() {
    let story = Story::submitted(task(), Implementation::Implemented);
    let evidence =
        Evidence { title: said("Tờ trình"), source: EvidenceSource::Document { number: said("12-TTr/ĐU") } };
    let change = story.attempt(&doer(), Command::AddEvidence(evidence.clone())).unwrap();
    assert_eq!(change.fact, Fact::EvidenceAdded { evidence, submission: 2 });
}

#[test]
fn a_declined_assignment_waits_for_reassignment_and_begins_anew() {
    let mut story = Story::of(dated("2025-10-20"));
    story.go(&doer(), Command::Take);
    story.go(&doer(), Command::Decline { reason: said("Không thuộc thẩm quyền.") });
    assert_eq!((story.assignment.state, story.assignment.waits_for()), (Declined, Some(DutyWait::Decision)));
    story.now = at("2025-10-02T08:00:00+07:00");
    story.go(&receiver(), reassign("SNV"));
    let assignment = &story.assignment;
    assert_eq!((assignment.state, &assignment.accountable), (Assigned, &code("SNV")));
    assert_eq!((assignment.assigned_at, assignment.acknowledged_at), (story.now, None));
    assert_eq!(assignment.handler_subject, None);
    assert_eq!(assignment.due_on, Some(date("2025-10-20")), "the date was given to the duty, not to the body");
}

#[test]
fn a_body_can_be_held_to_what_it_declined_but_not_given_what_it_has() {
    let mut story = Story::of(task());
    assert_eq!(story.refusal(&receiver(), reassign("DU-UBND")), Refusal::AlreadyAccountable);
    story.go(&doer(), Command::Decline { reason: said("Không thuộc thẩm quyền.") });
    story.go(&receiver(), reassign("DU-UBND"));
}

#[test]
fn taking_from_another_is_recorded() {
    let mut story = Story::of(task());
    assert_eq!(story.go(&doer(), Command::Take), Fact::Taken { from: None });
    assert_eq!(story.go(&actor("other", "DU-UBND"), Command::Take), Fact::Taken { from: Some("doer".to_owned()) });
    assert_eq!(story.assignment.handler_subject.as_deref(), Some("other"));
}

#[test]
fn h34_an_illegal_step_names_the_legal_ones() {
    let story = Story::of(task());
    let refusal = story.refusal(&doer(), submit(Implementation::Implemented));
    assert_eq!(refusal, Refusal::NotInThisState { act: Act::Submit, state: Assigned });
    assert_eq!(refusal.words().vi, "Không thể “Trình kết quả” khi nhiệm vụ ở trạng thái “Đã giao”.");
    assert_eq!(story.possible(&doer()), [Act::Acknowledge, Act::Decline, Act::Take, Act::Reassign, Act::Withdraw]);
}

#[test]
fn h34_nothing_follows_an_end() {
    let mut story = Story::submitted(task(), Implementation::Implemented);
    story.go(&receiver(), accept());
    assert_eq!(story.possible(&receiver()), []);
    for act in Act::ALL {
        let refusal = permit(&story.assignment, *act, &receiver(), &story.circumstances).unwrap_err();
        assert_eq!(refusal.code(), "not_in_this_state", "{act}");
    }
}

#[test]
fn urging_goes_to_the_body_whose_move_it_is() {
    let urge = || Command::Urge { message: said("Đề nghị khẩn trương.") };
    let addressee = |fact| match fact {
        Fact::Urged { addressee, .. } => addressee,
        other => panic!("{other:?}"),
    };
    let overseer = actor("overseer", "BTC");
    let mut story = Story::begun(NewAssignment { executing: Some(code("UBND")), ..task() });
    let before = story.assignment.last_update_at;
    story.now = at("2025-10-09T08:00:00+07:00");
    assert_eq!(addressee(story.go(&receiver(), urge())), code("UBND"));
    assert_eq!(story.assignment.last_update_at, before, "being urged is no sign of life");
    story.go(&doer(), submit(Implementation::Implemented));
    assert_eq!(addressee(story.go(&overseer, urge())), code("TT"));
    assert_eq!(story.refusal(&receiver(), urge()), Refusal::OwnMove);
}

#[test]
fn progress_does_not_start_the_work() {
    let mut story = Story::of(task());
    story.go(&doer(), Command::Acknowledge);
    let report = ProgressReport {
        percent: Some(Percent::new(20).unwrap()),
        narrative: said("Đã lập tổ soạn thảo."),
        next_step: None,
    };
    story.go(&doer(), Command::ReportProgress(report));
    assert_eq!((story.assignment.state, story.assignment.percent), (Acknowledged, 20));
}

#[test]
fn every_act_has_a_word_and_an_address_of_its_own() {
    let words: HashSet<_> = Act::ALL.iter().map(|act| act.word()).collect();
    let addresses: HashSet<_> = Act::ALL.iter().map(|act| act.address().1).collect();
    assert_eq!((words.len(), addresses.len()), (Act::ALL.len(), Act::ALL.len()));
    for act in Act::ALL {
        assert_eq!((act.word().parse(), act.address().0), (Ok(*act), Method::Post));
    }
}
