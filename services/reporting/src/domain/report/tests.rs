use super::*;
use crate::domain::Remark;
use crate::domain::obligation::tests::obligation;
use crate::vocabulary::{ConsolidatedReportState as State, Standing};
use haicap_types::{Actor, Line, Vocabulary};
use serde_json::json;

fn at(text: &str) -> DateTime<Utc> {
    format!("{text}:00+07:00").parse().unwrap()
}

fn actor(subject: &str) -> Actor {
    Actor { subject: subject.into(), name: "An".into(), organization: "BTC".parse().unwrap(), roles: Vec::new() }
}

fn content(name: Option<&str>) -> ReportContent {
    ReportContent {
        letterhead: Letterhead {
            parent_body: None,
            issuing_body: "Ban Tổ chức".into(),
            place: "TP. Hồ Chí Minh".into(),
        },
        title: "tình hình".into(),
        addressees: Vec::new(),
        closing: None,
        opening: "Ban Tổ chức báo cáo như sau:".into(),
        narrative: Narrative::new(),
        signer: Signer { authority: None, title: "Trưởng ban".into(), name: name.map(str::to_owned) },
        recipients: Vec::new(),
    }
}

pub(crate) fn report() -> Report {
    Report {
        id: Uuid::now_v7(),
        obligation_id: Uuid::now_v7(),
        number: 1,
        regime: "weekly".into(),
        period_id: Uuid::now_v7(),
        organization: "BTC".parse().unwrap(),
        receiver: "TT".parse().unwrap(),
        state: State::Drafting,
        content: content(Some("Nguyễn Văn A")),
        snapshot: json!({}),
        snapshot_at: at("2025-09-15T18:00"),
        edited_by: vec!["writer".into()],
        drafted_at: at("2025-09-15T18:00"),
        hash: None,
        remark: None,
        approved: None,
        issued: None,
        sent: None,
        signed_scan: None,
        acknowledged: None,
        recalled: None,
        version: 1,
    }
}

fn approve(hash: &str, is_stale: bool, accepts_stale: bool) -> Command {
    Command::Approve { hash: hash.into(), is_stale, accepts_stale }
}

fn said(text: &str) -> Remark {
    Remark::new(text).unwrap()
}

fn send() -> Command {
    let number = Line::new("45-BC/BTCTU").unwrap();
    Command::Send { number, issued_on: "2025-09-16".parse().unwrap(), is_taken: false }
}

/// The report and its obligation after some commands by two people.
fn after(commands: Vec<(&str, Command)>) -> (Report, crate::domain::obligation::Obligation) {
    let (mut one, mut owed) = (report(), obligation());
    for (subject, command) in commands {
        let change = decide(&one, &owed, command, &actor(subject), at("2025-09-16T09:00")).unwrap();
        (one, owed) = (change.report, change.obligation.unwrap_or(owed));
    }
    (one, owed)
}

fn sent() -> Vec<(&'static str, Command)> {
    vec![("writer", Command::RequestApproval("h".into())), ("head", approve("h", false, false)), ("writer", send())]
}

#[test]
fn h34_every_act_in_every_state() {
    let lines: Vec<String> = State::ALL
        .iter()
        .map(|state| {
            let one = Report { state: *state, ..report() };
            let acts = Act::ALL
                .iter()
                .filter(|act| permit(&one, &obligation(), **act, &actor("head"), at("2025-09-16T09:00")).is_ok());
            format!("{:<14}{}", state.word(), acts.map(|act| act.word()).collect::<Vec<_>>().join(", "))
        })
        .collect();
    insta::with_settings!({ prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("consolidated_report_states_and_acts", lines.join("\n"));
    });
}

#[test]
fn another_person_approves_what_was_seen_and_is_fresh() {
    let (one, owed) = after(vec![("writer", Command::RequestApproval("h".into()))]);
    let attempt = |subject: &str, command| decide(&one, &owed, command, &actor(subject), at("2025-09-16T09:00"));
    assert_eq!(attempt("writer", approve("h", false, false)), Err(Refusal::SamePerson));
    assert_eq!(attempt("head", approve("other", false, false)), Err(Refusal::WrongHash));
    assert_eq!(attempt("head", approve("h", true, false)), Err(Refusal::Stale));
    assert_eq!(attempt("head", approve("h", true, true)).unwrap().report.state, State::Approved);
}

#[test]
fn a_way_back_takes_the_approval_with_it() {
    let mut commands = sent();
    commands.truncate(2);
    commands.push(("head", Command::Return(said("Bổ sung phần III."))));
    let (one, _) = after(commands);
    assert_eq!((one.state, one.hash, one.approved), (State::Drafting, None, None));
}

#[test]
fn sending_fixes_whether_it_came_in_time_and_a_receipt_ends_it() {
    let (one, owed) = after(sent());
    assert_eq!(
        (owed.standing, owed.effective_submission, owed.was_late),
        (Standing::Submitted, Some(one.id), Some(true))
    );
    let mut commands = sent();
    commands.push(("above", Command::Acknowledge));
    let (one, owed) = after(commands);
    assert_eq!((one.state, owed.standing), (State::Acknowledged, Standing::Accepted));
}

#[test]
fn a_report_is_dated_between_its_figures_and_today() {
    let mut commands = sent();
    commands.truncate(2);
    let (one, owed) = after(commands);
    let attempt = |issued_on: &str| {
        let number = Line::new("45-BC/BTCTU").unwrap();
        let command = Command::Send { number, issued_on: issued_on.parse().unwrap(), is_taken: false };
        decide(&one, &owed, command, &actor("writer"), at("2025-09-16T09:00")).err()
    };
    assert_eq!(attempt("2025-09-14"), Some(Refusal::IssuedBeforeFigures));
    assert_eq!(attempt("2025-09-15"), None);
    assert_eq!(attempt("2025-09-17"), Some(Refusal::IssuedInFuture));
}

#[test]
fn what_was_recalled_counts_no_more_and_was_late_all_the_same() {
    let mut commands = sent();
    commands.push(("head", Command::Recall(said("Sai số liệu."))));
    let (one, owed) = after(commands);
    assert_eq!((one.state, owed.standing, owed.effective_submission), (State::Recalled, Standing::Returned, None));
    assert_eq!(owed.was_late, Some(true));
}

#[test]
fn a_scan_may_come_in_late_and_stays_and_goes_with_the_approval() {
    let scan = || {
        let (file_name, media_type, key) = ("45.pdf".into(), "application/pdf".into(), "k".into());
        let (sha256, by, at) = ("0".repeat(64), "writer".into(), at("2025-09-16T09:00"));
        Command::AttachScan(Box::new(SignedScan { file_name, media_type, size: 1, sha256, key, by, at }))
    };
    let mut commands = sent();
    commands.push(("writer", scan()));
    let (one, owed) = after(commands);
    let again = decide(&one, &owed, scan(), &actor("writer"), at("2025-09-16T09:00"));
    assert_eq!(
        (one.signed_scan.is_some(), again),
        (true, Err(Refusal::NotInThisState { act: Act::AttachScan, state: State::Sent }))
    );
    let mut commands = sent();
    commands.truncate(2);
    commands.extend([("writer", scan()), ("writer", scan()), ("head", Command::Return(said("Ký nhầm.")))]);
    assert_eq!(after(commands).0.signed_scan, None);
}

#[test]
fn nobody_is_asked_to_approve_what_nobody_signs() {
    let one = Report { content: content(None), ..report() };
    let command = Command::RequestApproval("h".into());
    let refusal = decide(&one, &obligation(), command, &actor("writer"), at("2025-09-16T09:00")).unwrap_err();
    assert_eq!(refusal, Refusal::SignerMissing);
}
