use super::*;
use crate::domain::Remark;
use crate::domain::value::Value;
use chrono::TimeDelta;
use haicap_types::{Actor, Refusal as _, Ruling, Vocabulary};

fn at(text: &str) -> DateTime<Utc> {
    format!("{text}:00+07:00").parse().unwrap()
}

fn actor(subject: &str, organization: &str) -> Actor {
    Actor { subject: subject.into(), name: "An".into(), organization: organization.parse().unwrap(), roles: Vec::new() }
}

fn unit() -> Actor {
    actor("unit", "DU-25747")
}

fn receiver() -> Actor {
    actor("receiver", "BTC")
}

/// An obligation for the week of 8 September 2025.
pub(crate) fn obligation() -> Obligation {
    Obligation {
        id: Uuid::now_v7(),
        period_id: Uuid::now_v7(),
        regime: "weekly".into(),
        tier: 1,
        leg: 1,
        organization: "DU-25747".parse().unwrap(),
        owed_by: "DU-25747".parse().unwrap(),
        receiver: "BTC".parse().unwrap(),
        is_settled: true,
        form: Some(FormVersion { code: "commune".into(), number: 1 }),
        opens_at: at("2025-09-08T00:00"),
        cutoff_at: at("2025-09-15T00:00"),
        rule_due_at: at("2025-09-15T17:00"),
        extended_until: None,
        locks_at: at("2025-09-23T00:00"),
        unlocked_until: None,
        standing: Standing::Nothing,
        effective_submission: None,
        latest: None,
        first_submitted_at: None,
        was_late: None,
        requests: 0,
        version: 1,
    }
}

/// A draft that answers one.
pub(crate) fn submission() -> Submission {
    Submission {
        id: Uuid::now_v7(),
        obligation_id: Uuid::now_v7(),
        number: 1,
        state: SubmissionState::Draft,
        is_nil: false,
        values: Values::new(),
        narrative: BTreeMap::new(),
        reason: None,
        hash: None,
        edited_by: vec!["unit".into()],
        drafted_at: at("2025-09-15T09:00"),
        submitted: None,
        judged: None,
        remark: None,
        remarks: BTreeMap::new(),
    }
}

/// That, taken step by step.
#[derive(Clone)]
struct Story {
    case: Case,
    versions: Vec<Submission>,
    now: DateTime<Utc>,
}

impl Story {
    fn new() -> Self {
        let case = Case::bare(obligation(), None);
        Self { case, versions: Vec::new(), now: at("2025-09-15T09:00") }
    }

    fn submitted() -> Self {
        Self::new().go(&unit(), draft(None)).go(&unit(), submit())
    }

    fn accepted() -> Self {
        Self::submitted().go(&receiver(), accept())
    }

    fn at(mut self, text: &str) -> Self {
        self.now = at(text);
        self
    }

    fn attempt(&self, actor: &Actor, command: Command) -> Result<Change, Refusal> {
        decide(&self.case, command, actor, self.now)
    }

    fn correction(&self) -> Option<SubmissionState> {
        self.case.obligation.correction(self.case.obligation.latest)
    }

    fn refusal(&self, actor: &Actor, command: Command) -> Refusal {
        self.attempt(actor, command).unwrap_err()
    }

    fn go(mut self, actor: &Actor, command: Command) -> Self {
        let change = self.attempt(actor, command).unwrap();
        self.case.obligation = change.obligation;
        match change.fact {
            Fact::Drafted(one) => self.versions.push(one),
            Fact::Edited(one) | Fact::Submitted(one) | Fact::Returned(one) | Fact::Accepted(one) => {
                self.versions.retain(|other| other.id != one.id);
                self.versions.push(one);
            }
            Fact::Discarded(id) => self.versions.retain(|other| other.id != id),
            Fact::Asked(request) => self.case.pending = Some(request),
            Fact::Decided { .. } => self.case.pending = None,
        }
        if change.lapses_request {
            self.case.pending = None;
        }
        let (last, earlier) = match self.versions.split_last() {
            Some((last, earlier)) => (Some(last.clone()), earlier.iter().map(Latest::of).collect()),
            None => (None, Vec::new()),
        };
        (self.case.submission, self.case.earlier) = (last, earlier);
        self
    }
}

fn draft(reason: Option<&str>) -> Command {
    Command::Draft { id: Uuid::now_v7(), reason: reason.map(said), content: None }
}

fn said(text: &str) -> Remark {
    Remark::new(text).unwrap()
}

fn submit() -> Command {
    Command::Submit { hash: "h".into() }
}

fn accept() -> Command {
    Command::Accept { hash: "h".into(), remark: None }
}

fn send_back() -> Command {
    Command::Return {
        remark: Some(said("Còn sai.")), remarks: [("/values/total".to_owned(), said("Xem lại."))].into()
    }
}

fn nothing() -> Command {
    Command::ReportNothing { id: Uuid::now_v7(), hash: "h".into(), remark: None }
}

fn ask(wanted: Wanted) -> Command {
    Command::Ask { id: Uuid::now_v7(), wanted, reason: said("Mất điện.") }
}

fn extension(until: &str) -> Wanted {
    Wanted::Extension { until: at(until) }
}

fn unlock(until: &str) -> Wanted {
    Wanted::Unlock { until: at(until) }
}

fn grant() -> Command {
    Command::Decide(Ruling::Grant { remark: None })
}

#[test]
fn a_version_begins_with_what_it_brings_or_else_with_what_was_there() {
    let number = |number: i64| [("total".to_owned(), Value::Number(number.into()))].into();
    let edit = Command::Edit(Content { values: number(1), ..Content::default() });
    let returned =
        Story::new().go(&unit(), draft(None)).go(&unit(), edit).go(&unit(), submit()).go(&receiver(), send_back());
    let brought = Content { values: number(2), ..Content::default() };
    for (content, total) in [(None, 1), (Some(brought), 2)] {
        let command = Command::Draft { id: Uuid::now_v7(), reason: None, content };
        let begun = returned.clone().go(&unit(), command).case.submission.unwrap();
        assert_eq!((begun.number, begun.values), (2, number(total)));
        assert_eq!((begun.remark.as_deref(), &*begun.remarks["/values/total"]), (Some("Còn sai."), "Xem lại."));
    }
}

#[test]
fn h34_every_act_in_every_state() {
    let waived = Story::new().go(&unit(), ask(Wanted::Waiver)).go(&receiver(), grant());
    let states = [
        ("upcoming", Story::new().at("2025-09-07T23:59")),
        ("open", Story::new()),
        ("draft", Story::new().go(&unit(), draft(None))),
        ("submitted", Story::submitted()),
        ("returned", Story::submitted().go(&receiver(), send_back())),
        ("accepted", Story::accepted()),
        ("correcting", Story::accepted().go(&unit(), draft(Some("Nhầm.")))),
        ("asked", Story::new().go(&unit(), ask(Wanted::Waiver))),
        ("waived", waived),
        ("missed", Story::new().at("2025-09-23T00:00")),
        ("draft, locked", Story::new().go(&unit(), draft(None)).at("2025-09-23T00:00")),
        ("accepted, locked", Story::accepted().at("2025-10-23T00:00")),
    ];
    let table: Vec<String> = states
        .iter()
        .map(|(name, story)| {
            let acts = Act::ALL.iter().map(|act| {
                let actor = if matches!(act, Act::Return | Act::Accept | Act::Decide) { receiver() } else { unit() };
                let outcome =
                    permit(&story.case, *act, &actor, story.now).map_or_else(|refusal| refusal.code(), |()| "yes");
                format!("  {:<15}{outcome}", act.word())
            });
            format!("{name}\n{}", acts.collect::<Vec<_>>().join("\n"))
        })
        .collect();
    insta::with_settings!({ prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("obligation_states_and_acts", table.join("\n\n"));
    });
}

#[test]
fn a_returned_report_can_be_sent_again_and_keeps_what_was_first() {
    let story = Story::submitted().go(&receiver(), send_back());
    assert_eq!(story.case.obligation.state(story.now), ObligationState::Returned);
    assert_eq!(story.case.obligation.effective_submission, None);
    let story = story.at("2025-09-24T08:00").go(&unit(), draft(None));
    assert_eq!(story.case.submission.as_ref().unwrap().remarks["/values/total"], "Xem lại.");
    let story = story.go(&unit(), submit());
    let sent = story.case.submission.clone().unwrap();
    assert_eq!((sent.remark, sent.remarks.len()), (None, 0), "they were about the last one");
    let story = story.go(&receiver(), accept());
    let obligation = &story.case.obligation;
    assert_eq!(obligation.state(story.now), ObligationState::Accepted);
    assert_eq!(
        (obligation.timeliness(), obligation.first_submitted_at),
        (Some(Timeliness::OnTime), Some(at("2025-09-15T09:00")))
    );
    assert_eq!(obligation.latest.unwrap().number, 2);
}

#[test]
fn what_was_sent_counts_until_its_correction_is_and_again_when_that_is_returned() {
    let accepted = Story::accepted();
    let first = accepted.case.obligation.effective_submission;
    assert_eq!(accepted.refusal(&unit(), draft(None)), Refusal::ReasonMissing);
    let correcting = accepted.go(&unit(), draft(Some("Nhầm số.")));
    assert_eq!(correcting.case.obligation.effective_submission, first);
    assert_eq!(correcting.correction(), Some(SubmissionState::Draft));
    let corrected = correcting.go(&unit(), submit());
    assert_ne!(corrected.case.obligation.effective_submission, first);
    assert_eq!(corrected.correction(), None);
    let returned = corrected.go(&receiver(), send_back());
    assert_eq!(returned.case.obligation.effective_submission, first);
    assert_eq!(returned.case.obligation.state(returned.now), ObligationState::Accepted);
    assert_eq!(returned.correction(), Some(SubmissionState::Returned));
}

#[test]
fn what_was_sent_is_judged_while_its_correction_is_written() {
    let sent = Story::submitted();
    let first = sent.case.submission.clone();
    let mut correcting = sent.go(&unit(), draft(Some("Nhầm số.")));
    let correction = correcting.case.submission.clone().unwrap();
    (correcting.case.submission, correcting.case.earlier) = (first.clone(), Vec::new());
    assert_eq!(correcting.refusal(&unit(), Command::Discard), Refusal::NoDraft);
    for (judgement, standing) in [(accept(), Standing::Accepted), (send_back(), Standing::Returned)] {
        let judged = correcting.attempt(&receiver(), judgement).unwrap().obligation;
        assert_eq!((judged.standing, judged.latest), (standing, Some(Latest::of(&correction))));
    }
    let mut corrected = Story::submitted().go(&unit(), draft(Some("Nhầm số."))).go(&unit(), submit());
    corrected.case.submission = first;
    assert_eq!(corrected.refusal(&receiver(), accept()), Refusal::NotSubmitted);
}

#[test]
fn a_discarded_draft_leaves_what_was_before_it() {
    let returned = Story::submitted().go(&receiver(), send_back());
    let latest = returned.case.obligation.latest;
    let discarded = returned.go(&unit(), draft(None)).go(&unit(), Command::Discard);
    assert_eq!(discarded.case.obligation.latest, latest);
}

#[test]
fn whoever_wrote_or_sent_a_report_cannot_accept_it() {
    let both = actor("unit", "BTC");
    assert_eq!(Story::submitted().refusal(&both, accept()), Refusal::SamePerson);
    let edit = Command::Edit(Content::default());
    let story = Story::new().go(&unit(), draft(None)).go(&actor("typist", "DU-25747"), edit).go(&unit(), submit());
    assert_eq!(story.refusal(&actor("typist", "BTC"), accept()), Refusal::SamePerson);
    assert_eq!(story.refusal(&receiver(), Command::Accept { hash: "other".into(), remark: None }), Refusal::WrongHash);
}

#[test]
fn a_nil_report_is_a_report() {
    let story = Story::new().go(&unit(), nothing());
    assert_eq!(story.case.obligation.state(story.now), ObligationState::Submitted);
    assert!(story.case.submission.as_ref().unwrap().is_nil);
    assert_eq!(story.refusal(&unit(), nothing()), Refusal::AlreadySubmitted);
}

#[test]
fn an_extension_moves_the_deadline_and_an_unlocking_only_opens() {
    let extended = Story::new().go(&unit(), ask(extension("2025-09-17T17:00")));
    assert_eq!(extended.refusal(&unit(), grant()), Refusal::Requester);
    let extended = extended.go(&receiver(), grant()).at("2025-09-17T16:00").go(&unit(), nothing());
    assert_eq!(extended.case.obligation.timeliness(), Some(Timeliness::OnTime));

    let locked = Story::new().at("2025-09-23T00:00");
    assert_eq!(locked.refusal(&unit(), nothing()), Refusal::Shut(Shut::Locked));
    let unlocked = locked.go(&unit(), ask(unlock("2025-09-25T00:00"))).go(&receiver(), grant());
    let late = unlocked.clone().at("2025-09-24T23:59").go(&unit(), nothing());
    assert_eq!(late.case.obligation.timeliness(), Some(Timeliness::Late));
    assert_eq!(unlocked.at("2025-09-25T00:00").refusal(&unit(), nothing()), Refusal::Shut(Shut::Locked));
}

#[test]
fn what_is_asked_for_has_its_time() {
    let (open, locked) = (Story::new(), Story::new().at("2025-09-23T00:00"));
    for (story, wanted, refusal) in [
        (&locked, Wanted::Waiver, Refusal::PastLock),
        (&open, extension("2025-09-15T17:00"), Refusal::UntilUnfit),
        (&open, extension("2025-09-23T00:01"), Refusal::UntilUnfit),
        (&locked, extension("2025-09-24T00:00"), Refusal::PastDue),
        (&open, unlock("2025-09-24T00:00"), Refusal::NotLocked),
        (&locked, unlock("2025-10-24T00:00"), Refusal::UntilUnfit),
    ] {
        assert_eq!(story.refusal(&unit(), ask(wanted)), refusal, "{wanted:?}");
    }
}

#[test]
fn a_report_ends_what_was_asked_for_in_its_place() {
    let asked = Story::new().go(&unit(), ask(Wanted::Waiver));
    let sent = asked.go(&unit(), nothing());
    assert_eq!(sent.refusal(&receiver(), grant()), Refusal::NoRequest);
}

#[test]
fn what_is_late_is_late_by_the_first_report() {
    let late = Story::new().at("2025-09-15T17:01");
    assert!(late.case.obligation.is_overdue(late.now));
    assert!(!late.case.obligation.is_overdue(late.now - TimeDelta::minutes(1)));
    let late = late.go(&unit(), nothing());
    assert_eq!(late.case.obligation.timeliness(), Some(Timeliness::Late));
    assert!(!late.case.obligation.is_overdue(late.now));
}
