use super::*;
use crate::domain::Remark;
use crate::domain::obligation::tests::obligation;
use crate::domain::obligation::{self, Case, Content, Fact, Latest, Obligation, Submission, Wanted};
use crate::domain::report::tests::report;
use crate::domain::report::{self, Act as ReportAct, Figures, Report, SignedScan};
use chrono::{DateTime, Utc};
use haicap_types::{Line, Ruling};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

const PEOPLE: [&str; 4] = ["a", "b", "c", "d"];

fn now() -> DateTime<Utc> {
    "2025-09-15T09:00:00+07:00".parse().unwrap()
}

/// Everybody may do everything for every organization here: only the rule about persons is left.
fn actor(person: &str) -> Actor {
    Actor { subject: person.into(), name: "An".into(), organization: "BTC".parse().unwrap(), roles: Vec::new() }
}

fn said(text: &str) -> Remark {
    Remark::new(text).unwrap()
}

/// Everything that anybody may do about an obligation, with something to say.
fn command(act: obligation::Act) -> obligation::Command {
    use obligation::{Act, Command};
    let (id, hash) = (Uuid::now_v7(), "h".to_owned());
    match act {
        Act::Draft => Command::Draft { id, reason: Some(said("Nhầm.")), content: None },
        Act::Edit => Command::Edit(Content::default()),
        Act::Discard => Command::Discard,
        Act::Submit => Command::Submit { hash },
        Act::ReportNothing => Command::ReportNothing { id, hash, remark: None },
        Act::Return => Command::Return { remark: Some(said("Xem lại.")), remarks: BTreeMap::new() },
        Act::Accept => Command::Accept { hash, remark: None },
        Act::Ask => Command::Ask { id, wanted: Wanted::Waiver, reason: said("Mất điện.") },
        Act::Decide => Command::Decide(Ruling::Refuse { remark: said("Không đủ lý do.") }),
    }
}

/// An obligation, and who contributed to each version of its report, told apart from what the rule looks at.
struct Obliged {
    case: Case,
    versions: Vec<(Submission, BTreeSet<String>)>,
    asked: Option<String>,
}

impl Obliged {
    fn new() -> Self {
        let case = Case::bare(obligation(), None);
        Self { case, versions: Vec::new(), asked: None }
    }

    /// Does something if it can be done. Whoever accepts or decides must not have contributed.
    fn go(&mut self, person: &str, act: obligation::Act) {
        let Ok(change) = obligation::decide(&self.case, command(act), &actor(person), now()) else { return };
        let lapses = change.lapses_request;
        self.take(person, change.obligation, change.fact);
        if lapses {
            (self.case.pending, self.asked) = (None, None);
        }
    }

    fn take(&mut self, person: &str, next: Obligation, fact: Fact) {
        match fact {
            Fact::Drafted(one) => {
                let inherited = self.versions.last().map(|(_, people)| people.clone()).unwrap_or_default();
                self.versions.push((one, inherited));
                self.contributes(person);
            }
            Fact::Submitted(one) if self.versions.last().is_none_or(|(last, _)| last.id != one.id) => {
                self.versions.push((one, BTreeSet::new()));
                self.contributes(person);
            }
            Fact::Edited(one) | Fact::Submitted(one) => {
                self.versions.last_mut().unwrap().0 = one;
                self.contributes(person);
            }
            Fact::Returned(one) => self.versions.last_mut().unwrap().0 = one,
            Fact::Accepted(one) => {
                let (last, people) = self.versions.last_mut().unwrap();
                assert!(!people.contains(person), "{person} accepts what {people:?} made");
                *last = one;
            }
            Fact::Discarded(_) => {
                self.versions.pop();
            }
            Fact::Asked(request) => (self.case.pending, self.asked) = (Some(request), Some(person.into())),
            Fact::Decided { .. } => {
                assert_ne!(self.asked.take().as_deref(), Some(person), "decides on the own request");
                self.case.pending = None;
            }
        }
        self.case.obligation = next;
        self.case.submission = self.versions.last().map(|(one, _)| one.clone());
        let earlier = self.versions.iter().rev().skip(1).rev();
        self.case.earlier = earlier.map(|(one, _)| Latest::of(one)).collect();
    }

    fn contributes(&mut self, person: &str) {
        self.versions.last_mut().unwrap().1.insert(person.to_owned());
    }
}

fn report_command(act: ReportAct, one: &Report) -> report::Command {
    use report::Command;
    match act {
        ReportAct::Edit => Command::Edit(Box::new(one.content.clone())),
        ReportAct::Refresh => {
            let figures = Figures { snapshot: serde_json::Value::Null, sources: Vec::new() };
            Command::Refresh { figures, narrative: BTreeMap::new() }
        }
        ReportAct::RequestApproval => Command::RequestApproval("h".into()),
        ReportAct::Return => Command::Return(said("Bổ sung.")),
        ReportAct::Approve => Command::Approve { hash: "h".into(), is_stale: false, accepts_stale: false },
        ReportAct::Send => {
            let number = Line::new("1-BC/BTCTU").unwrap();
            Command::Send { number, issued_on: "2025-09-15".parse().unwrap(), is_taken: false }
        }
        ReportAct::AttachScan => unreachable!("attached by a person, below"),
        ReportAct::Acknowledge => Command::Acknowledge,
        ReportAct::Recall => Command::Recall(said("Sai.")),
    }
}

fn scan(person: &str) -> report::Command {
    let (file_name, media_type, key) = ("45.pdf".into(), "application/pdf".into(), "k".into());
    let scan = SignedScan { file_name, media_type, size: 1, sha256: "0".repeat(64), key, by: person.into(), at: now() };
    report::Command::AttachScan(Box::new(scan))
}

proptest! {
    #[test]
    fn nobody_accepts_a_report_or_decides_on_a_request_that_they_contributed_to(
        steps in prop::collection::vec((0..PEOPLE.len(), prop::sample::select(<obligation::Act as haicap_types::Vocabulary>::ALL)), 0..60)
    ) {
        let mut obliged = Obliged::new();
        for (person, act) in steps {
            obliged.go(PEOPLE[person], act);
        }
    }

    #[test]
    fn nobody_approves_or_acknowledges_a_consolidated_report_that_they_contributed_to(
        steps in prop::collection::vec((0..PEOPLE.len(), prop::sample::select(<ReportAct as haicap_types::Vocabulary>::ALL)), 0..60)
    ) {
        let (mut one, mut owed) = (Report { edited_by: vec!["a".into()], ..report() }, obligation());
        // Who wrote on it, and who approved, scanned and sent what stands now.
        let (mut wrote, mut signed, mut scanned) = (BTreeSet::from(["a"]), BTreeSet::new(), None);
        for (person, act) in steps {
            let person = PEOPLE[person];
            let command = if act == ReportAct::AttachScan { scan(person) } else { report_command(act, &one) };
            let Ok(change) = report::decide(&one, &owed, command, &actor(person), now()) else { continue };
            (one, owed) = (change.report, change.obligation.unwrap_or(owed));
            match act {
                ReportAct::Edit | ReportAct::Refresh | ReportAct::RequestApproval => { wrote.insert(person); }
                ReportAct::Return => (signed, scanned) = (BTreeSet::new(), None),
                ReportAct::Send => { signed.insert(person); }
                ReportAct::Approve => {
                    prop_assert!(!wrote.contains(person), "{person} approves what {wrote:?} wrote");
                    signed.insert(person);
                }
                ReportAct::Acknowledge => {
                    let made = wrote.contains(person) || signed.contains(person) || scanned == Some(person);
                    prop_assert!(!made, "{person} acknowledges");
                }
                ReportAct::AttachScan => scanned = Some(person),
                ReportAct::Recall => {}
            }
        }
    }
}

#[test]
fn who_wrote_what_was_copied_cannot_accept_the_copy() {
    use obligation::Act;
    let mut obliged = Obliged::new();
    for (person, act) in
        [("a", Act::Draft), ("a", Act::Submit), ("c", Act::Return), ("b", Act::Draft), ("b", Act::Submit)]
    {
        obliged.go(person, act);
    }
    let attempt = |person| obligation::decide(&obliged.case, command(Act::Accept), &actor(person), now());
    assert_eq!(attempt("a"), Err(obligation::Refusal::SamePerson));
    assert_eq!(attempt("b"), Err(obligation::Refusal::SamePerson));
    assert!(attempt("c").is_ok());
}
