use super::*;
use crate::domain::Reason;
use crate::domain::programme::tests::programme;
use crate::domain::rule_pack::shipped as packs;
use crate::vocabulary::ProgrammeState;
use haicap_reference::shipped;
use haicap_types::{Actor, Ruling, Vocabulary as _};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// An inspection by the city: 45 working days.
fn target() -> Target {
    let round = programme().plan.rounds.remove(0);
    let round = Round { track: ListCode::new("inspection").unwrap(), from: day("2025-10-01"), ..round };
    let terms = Terms::read(&packs().unwrap().remove(0).rules, Level::City, &round, day("2025-10-01"), false).unwrap();
    let organization = "DU-25747".parse().unwrap();
    let ids = [1, 2, 3].map(Uuid::from_u128);
    Target::opened(ids[0], ids[1], ids[2], organization, round.code, terms, shipped::directory().calendar())
}

fn announced(on: &str) -> Target {
    let announced = Announced { on: day(on), by: "head".into(), at: "2025-10-06T08:00:00+07:00".parse().unwrap() };
    Target { phase: Phase::Announced, announced: Some(announced), ..target() }
}

fn act(target: &Target, command: Command, subject: &str, today: &str) -> Result<Target, Refusal> {
    let organization = "UBKT".parse().unwrap();
    let actor = Actor { subject: subject.into(), name: "An".into(), organization, roles: Vec::new() };
    decide(target, ProgrammeState::Running, command, &actor, format!("{today}T09:00:00+07:00").parse().unwrap())
}

fn ask(target: &Target, days: u16) -> Result<Target, Refusal> {
    let reason = Prose::new("Cần xác minh thêm.").unwrap();
    act(target, Command::RequestExtension { last_day: Some(day("2025-12-08")), days, reason }, "head", "2025-11-03")
}

fn granted(target: &Target, days: u16) -> Target {
    let ruling = Command::DecideExtension(Ruling::Grant { remark: None });
    act(&ask(target, days).unwrap(), ruling, "leader", "2025-11-04").unwrap()
}

fn suspend(target: &Target, today: &str) -> Result<Target, Refusal> {
    act(target, Command::Suspend(Reason::new("Bão lụt").unwrap()), "head", today)
}

fn resume(target: &Target, today: &str) -> Result<Target, Refusal> {
    act(target, Command::Resume, "head", today)
}

fn due(target: &Target, limit_days: u16, today: &str) -> Option<String> {
    let terms = Terms { limit_days, ..target.terms.clone() };
    let limited = Target { terms, ..target.clone() };
    clock(&limited, shipped::directory().calendar(), day(today)).due_on.map(|due| due.to_string())
}

/// Holidays, days in lieu and days worked to make up for others are those of the official calendar.
#[test]
fn the_last_day_is_counted_in_working_days_after_the_announcement() {
    for (on, days, last) in [
        ("2026-03-02", 15, "2026-03-23"),
        // The Saturday is worked, as Friday the 2nd is a day off.
        ("2026-01-09", 1, "2026-01-10"),
        ("2025-12-31", 6, "2026-01-10"),
        // Over Tết.
        ("2026-02-13", 1, "2026-02-23"),
        ("2026-02-02", 10, "2026-02-23"),
        ("2026-08-21", 1, "2026-08-22"),
        // The day of culture.
        ("2026-11-23", 1, "2026-11-25"),
    ] {
        assert_eq!(due(&announced(on), days, on).as_deref(), Some(last), "{days} days after {on}");
    }
}

#[test]
fn a_decision_is_announced_within_five_days_and_a_late_one_stays_late() {
    let calendar = shipped::directory().calendar().clone();
    let late = |target: &Target, today: &str| clock(target, &calendar, day(today)).is_announced_late;
    assert_eq!(target().announce_by, day("2025-10-08"));
    assert_eq!([late(&target(), "2025-10-08"), late(&target(), "2025-10-09")], [false, true]);
    assert_eq!(
        [late(&announced("2025-10-08"), "2025-12-01"), late(&announced("2025-10-09"), "2025-12-01")],
        [false, true]
    );
    let told = clock(&announced("2025-10-06"), &calendar, day("2025-12-09"));
    assert_eq!((told.limit_days, told.due_on, told.remaining_days), (45, Some(day("2025-12-08")), Some(-1)));
}

#[test]
fn a_limit_is_extended_by_a_third_once_and_by_another_person() {
    let target = announced("2025-10-06");
    assert_eq!(ask(&target, 16), Err(Refusal::TooLong { days: 15 }));
    assert_eq!(ask(&target, 0), Err(Refusal::TooLong { days: 15 }));
    let asked = ask(&target, 15).unwrap();
    assert_eq!(ask(&asked, 1), Err(Refusal::ExtensionPending));
    let ruling = || Command::DecideExtension(Ruling::Grant { remark: None });
    assert_eq!(act(&asked, ruling(), "head", "2025-11-04"), Err(Refusal::SamePerson));
    let extended = act(&asked, ruling(), "leader", "2025-11-04").unwrap();
    let told = clock(&extended, shipped::directory().calendar(), day("2025-11-04"));
    assert_eq!((told.limit_days, told.extended_days, told.due_on), (60, 15, Some(day("2025-12-29"))));
    assert_eq!(ask(&extended, 1), Err(Refusal::ExtendedBefore));
    assert_eq!(act(&extended, ruling(), "leader", "2025-11-04"), Err(Refusal::NothingPending));
    let reason = || Prose::new("Cần xác minh thêm.").unwrap();
    let late = |last_day| Command::RequestExtension { last_day, days: 1, reason: reason() };
    assert_eq!(act(&target, late(Some(day("2025-12-08"))), "head", "2025-12-09"), Err(Refusal::TooLate));
    let refused = Command::DecideExtension(Ruling::Refuse { remark: Prose::new("Không cần.").unwrap() });
    let refused = act(&asked, refused, "leader", "2025-11-04").unwrap();
    assert!(ask(&refused, 5).is_ok());
}

#[test]
fn days_on_which_nothing_is_done_do_not_count() {
    let target = announced("2025-10-06");
    let calendar = shipped::directory().calendar().clone();
    let stopped = suspend(&target, "2025-10-13").unwrap();
    let told = clock(&stopped, &calendar, day("2025-10-15"));
    assert_eq!((told.due_on, told.suspended_days, told.remaining_days), (None, 2, Some(40)));
    assert_eq!(clock(&stopped, &calendar, day("2025-10-31")).remaining_days, Some(40));
    let goes_on = resume(&stopped, "2025-10-20").unwrap();
    let told = clock(&goes_on, &calendar, day("2025-10-20"));
    assert_eq!((told.due_on, told.suspended_days), (Some(day("2025-12-15")), 5));
    let same_day = resume(&stopped, "2025-10-13").unwrap();
    assert_eq!(clock(&same_day, &calendar, day("2025-10-15")).suspended_days, 0);
    // The day of the announcement never counted.
    let at_once = resume(&suspend(&target, "2025-10-06").unwrap(), "2025-10-07").unwrap();
    assert_eq!(clock(&at_once, &calendar, day("2025-10-07")).due_on, Some(day("2025-12-08")));
    assert!(matches!(ask(&stopped, 1), Err(Refusal::NotInThisState { is_suspended: true, .. })));
    assert!(matches!(resume(&goes_on, "2025-10-21"), Err(Refusal::NotInThisState { .. })));
    assert_eq!(granted(&goes_on, 5).extensions.len(), 1);
}

#[test]
fn nothing_is_done_to_a_target_once_its_programme_was_called_off() {
    let actor =
        Actor { subject: "x".into(), name: "An".into(), organization: "UBKT".parse().unwrap(), roles: Vec::new() };
    let (act, state) = (Act::Suspend, ProgrammeState::Cancelled);
    assert_eq!(permit(&announced("2025-10-06"), state, act, &actor), Err(Refusal::ProgrammeNotRunning { act, state }));
}

#[test]
fn whoever_goes_to_a_target_has_declared_independence_and_somebody_leads() {
    let announce = |on: &str, staffing: Staffing| {
        act(&target(), Command::Announce { on: day(on), staffing }, "head", "2025-10-06")
    };
    let ready = || Staffing { has_head: true, ..Staffing::default() };
    assert_eq!(announce("2025-10-06", ready()).unwrap().phase, Phase::Announced);
    let undeclared = Staffing { undeclared: vec!["An".into()], ..ready() };
    assert_eq!(announce("2025-10-06", undeclared), Err(Refusal::Undeclared(vec!["An".into()])));
    assert_eq!(announce("2025-10-06", Staffing::default()), Err(Refusal::NoHead));
    let other = |from| Err(Refusal::OtherDay { pointer: "/on", from: day(from) });
    for on in ["2025-09-30", "2025-10-07"] {
        assert_eq!(announce(on, ready()), other("2025-10-01"), "{on}");
    }
    let declared = Staffing { declared_on: Some(day("2025-10-06")), ..ready() };
    assert_eq!(announce("2025-10-05", declared), other("2025-10-06"));
}

#[test]
fn h34_every_act_in_every_phase() {
    let lines: Vec<String> = Phase::ALL
        .iter()
        .map(|phase| {
            let one = Target { phase: *phase, ..announced("2025-10-06") };
            let acts = Act::ALL.iter().filter(|act| {
                let actor = Actor {
                    subject: "x".into(),
                    name: "An".into(),
                    organization: "UBKT".parse().unwrap(),
                    roles: Vec::new(),
                };
                permit(&one, ProgrammeState::Running, **act, &actor).is_ok()
            });
            let acts: Vec<_> = acts.map(|act| act.word()).collect();
            format!("{:<14}{}", phase.word(), acts.join(", ")).trim_end().to_owned()
        })
        .collect();
    insta::with_settings!({ prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("target_phases_and_acts", lines.join("\n"));
    });
}
