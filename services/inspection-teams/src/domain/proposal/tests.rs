use super::*;
use crate::domain::decision::{self, Decision, Issue, PackVersionRef, issue};
use crate::domain::programme::tests::programme;
use crate::domain::rule_pack::PackCode;
use crate::vocabulary::{MemberRole, ProgrammeState};
use chrono::{DateTime, Utc};
use haicap_types::{Actor, Line, Vocabulary as _};
use serde_json::Value;

/// What was put before a deciding organization first. It never changes.
const FIRST: &str = include_str!("samples/snapshot_1.json");
const ITS_HASH: &str = "80224fefb446cb47df242c2beb370d545789b955ff2a62d29ea781653072dfb3";

fn pack(code: &str) -> PackVersionRef {
    PackVersionRef { code: PackCode::new(code).unwrap(), version: 1 }
}

fn snapshot() -> Snapshot {
    let programme = programme();
    let member =
        ProposedMember { name: "Nguyễn Văn An".into(), post: Some("Ủy viên".into()), role: MemberRole::Head };
    let targets = programme.expected.clone();
    Snapshot {
        format: Snapshot::FORMAT,
        programme: programme.id,
        conducting: programme.conducting,
        deciding: programme.deciding,
        number: Some("12-TTr/UBKTTU".into()),
        proposed_on: "2025-10-01".parse().unwrap(),
        summary: "Thực hiện yêu cầu của Ủy ban Kiểm tra Trung ương.".into(),
        plan: programme.plan,
        expected: programme.expected,
        rule_pack: pack("party-2025"),
        teams: vec![ProposedTeam { title: "Tổ Công tác số 1".into(), members: vec![member], targets }],
    }
}

fn actor(subject: &str) -> Actor {
    Actor { subject: subject.into(), name: "An".into(), organization: "BTV".parse().unwrap(), roles: Vec::new() }
}

fn at(moment: &str) -> DateTime<Utc> {
    moment.parse().unwrap()
}

fn proposal() -> Proposal {
    let contributors = vec!["writer".to_owned(), "sender".to_owned()];
    Proposal::submitted(Uuid::from_u128(2), snapshot(), contributors, &actor("sender"), at("2025-10-01T08:00:00+07:00"))
}

fn approve(proposal: &Proposal, subject: &str, hash: &str, in_force: &str) -> Result<Proposal, Refusal> {
    let command = Command::Approve { hash: hash.into(), in_force: pack(in_force), unknown: Vec::new() };
    decide(proposal, command, &actor(subject), at("2025-10-03T08:00:00+07:00"))
}

#[test]
fn a_hash_that_was_approved_can_be_computed_again_for_ever() {
    let sample: Value = serde_json::from_str(FIRST).unwrap();
    let read: Snapshot = serde_json::from_value(sample.clone()).unwrap();
    assert_eq!((serde_json::to_value(&read).unwrap(), &*read.hash()), (sample, ITS_HASH));
    assert_eq!(read, snapshot());
}

#[test]
fn what_was_read_is_approved_by_somebody_else_under_the_same_rules() {
    let proposal = proposal();
    let hash = proposal.hash.clone();
    for subject in ["writer", "sender"] {
        assert_eq!(approve(&proposal, subject, &hash, "party-2025"), Err(Refusal::SamePerson));
    }
    assert_eq!(approve(&proposal, "head", "0", "party-2025"), Err(Refusal::OtherContent));
    let changed = Refusal::RulesChanged(pack("party-2026").code);
    assert_eq!(approve(&proposal, "head", &hash, "party-2026"), Err(changed));
    let approved = approve(&proposal, "head", &hash, "party-2025").unwrap();
    assert_eq!(approved.state, ProposalState::Approved);
    let again = Refusal::NotInThisState { act: Act::Approve, state: ProposalState::Approved };
    assert_eq!(approve(&approved, "head", &hash, "party-2025"), Err(again));
}

#[test]
fn h34_every_act_in_every_state() {
    let lines = ProposalState::ALL.iter().map(|state| {
        let one = Proposal { state: *state, ..proposal() };
        let acts = Act::ALL.iter().filter(|act| permit(&one, **act, &actor("head")).is_ok());
        let acts = acts.map(|act| format!("{} → {}", act.word(), programme_after(*act).word()));
        format!("{:<10}{}", state.word(), acts.collect::<Vec<_>>().join(", ")).trim_end().to_owned()
    });
    let lines: Vec<String> = lines.collect();
    insta::with_settings!({ prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("proposal_states_and_acts", lines.join("\n"));
    });
    assert_eq!(programme_after(Act::Withdraw), ProgrammeState::Drafting);
}

#[test]
fn a_decision_is_issued_once_between_its_approval_and_today() {
    let approved = approve(&proposal(), "head", &proposal().hash, "party-2025").unwrap().ruled.unwrap().signature;
    let decision = Decision {
        id: Uuid::from_u128(3),
        programme_id: Uuid::from_u128(1),
        proposal_id: Uuid::from_u128(2),
        rule_pack: pack("party-2025"),
        approved,
        issued: None,
        version: 1,
    };
    let paper = |issued_on: &str| Issue {
        number: Line::new("25-QĐ/TU").unwrap(),
        issued_on: issued_on.parse().unwrap(),
        signer_name: Line::new("Trần Văn Bình").unwrap(),
        signer_post: Line::new("Phó Bí thư").unwrap(),
    };
    let on = |issued_on: &str, is_cancelled| {
        issue(&decision, is_cancelled, paper(issued_on), &actor("clerk"), at("2025-10-07T08:00:00+07:00"))
    };
    for day in ["2025-10-02", "2025-10-08"] {
        assert_eq!(on(day, false), Err(decision::Refusal::OtherDate), "{day}");
    }
    assert_eq!(on("2025-10-06", true), Err(decision::Refusal::Cancelled));
    let issued = on("2025-10-06", false).unwrap();
    assert_eq!(decision::permit(&issued, false), Err(decision::Refusal::Issued));
}
