use super::{
    add_audience, add_day, add_organization, add_oversight, end_organization, end_oversight, revise_organization,
};
use crate::{Audience, CalendarDay, Directory, DirectoryRefusal, Organization, Oversight, shipped};
use chrono::NaiveDate;
use haicap_types::{DayKind, DayStatus, OrganizationCode};

fn code(text: &str) -> OrganizationCode {
    text.parse().expect("a code")
}

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn body(directory: &Directory, wanted: &str) -> Organization {
    directory.get(&code(wanted)).expect("shipped").clone()
}

fn refusal<T: std::fmt::Debug>(outcome: Result<T, DirectoryRefusal>) -> &'static str {
    outcome.expect_err("refused").code()
}

#[test]
fn a_new_body_needs_a_free_code_a_living_parent_and_ordered_dates() {
    let directory = shipped::directory();
    let new = Organization { code: code("SMOI"), valid_from: date("2026-01-01"), ..body(&directory, "SNV") };
    assert!(add_organization(&directory, new.clone()).is_ok_and(|added| added.version == 1));
    for (wrong, why) in [
        (Organization { code: code("SNV"), ..new.clone() }, "code_taken"),
        (Organization { parent: Some(code("X")), ..new.clone() }, "parent_unknown"),
        (Organization { parent: Some(code("SMOI")), ..new.clone() }, "parent_below_itself"),
        (Organization { valid_from: date("2025-06-30"), ..new.clone() }, "parent_not_valid"),
        (Organization { valid_to: Some(date("2025-12-31")), ..new.clone() }, "dates_out_of_order"),
        (Organization { valid_from: NaiveDate::MIN, ..new.clone() }, "date_out_of_range"),
        (Organization { territory_code: Some("797".into()), ..new.clone() }, "territory_code_malformed"),
    ] {
        assert_eq!(refusal(add_organization(&directory, wrong)), why);
    }
}

#[test]
fn a_body_moves_anywhere_but_below_itself() {
    let directory = shipped::directory();
    let moved = |wanted: &str, parent: &str| {
        let revised = Organization { parent: Some(code(parent)), ..body(&directory, wanted) };
        revise_organization(&directory, revised, date("2025-10-01"))
    };
    assert!(moved("SNV", "DU-UBND").is_ok_and(|row| row.version == 2));
    assert_eq!(refusal(moved("UBND", "SNV")), "parent_below_itself");
    assert_eq!(refusal(moved("TU", "UBND-25747")), "parent_below_itself");
    assert_eq!(refusal(moved("SNV", "X")), "parent_unknown");
}

#[test]
fn a_revision_neither_ends_nor_revives_a_body() {
    let directory = shipped::directory();
    let revised = Organization { valid_to: Some(date("2026-01-01")), version: 40, ..body(&directory, "SNV") };
    let row = revise_organization(&directory, revised, date("2025-10-01")).expect("allowed");
    assert_eq!((row.valid_to, row.version), (None, 2));
}

#[test]
fn a_body_ends_after_what_is_below_it_and_leaves_its_work_to_living_successors() {
    let directory = shipped::directory();
    let end = |wanted: &str, on: &str, successor: &str| {
        end_organization(&directory, &code(wanted), date(on), vec![code(successor)])
    };
    let ended = end("SDL", "2025-12-31", "SVHTT").expect("allowed");
    assert_eq!((ended.valid_to, ended.version), (Some(date("2025-12-31")), 2));
    assert_eq!(refusal(end("SDL", "2025-06-30", "SVHTT")), "dates_out_of_order");
    assert_eq!(refusal(end("SDL", "2025-12-31", "SDL")), "successor_not_valid");
    assert_eq!(refusal(end("SDL", "2025-12-31", "X")), "successor_not_valid");
    assert_eq!(refusal(end("DU-25747", "2025-12-31", "DU-25750")), "living_children");
    assert_eq!(refusal(end("X", "2025-12-31", "SNV")), "organization_unknown");
}

#[test]
fn an_audience_names_somebody() {
    let directory = shipped::directory();
    let new =
        Audience { code: "two-departments".into(), ..directory.audience("departments").expect("shipped").clone() };
    assert!(add_audience(&directory, new.clone()).is_ok());
    assert_eq!(refusal(add_audience(&directory, Audience { code: "Sở".into(), ..new.clone() })), "audience_malformed");
    assert_eq!(refusal(add_audience(&directory, Audience { kinds: vec![], ..new })), "audience_empty");
}

#[test]
fn oversight_does_not_overlap_itself() {
    let directory = shipped::directory();
    let new = |from: &str| Oversight {
        valid_from: date(from),
        valid_to: Some(date("2025-09-21")),
        ..directory.oversight().iter().find(|row| row.body == code("BTC")).expect("shipped").clone()
    };
    assert!(add_oversight(&directory, new("2025-08-01")).is_ok());
    let open = Oversight { valid_to: None, ..new("2025-08-01") };
    assert_eq!(refusal(add_oversight(&directory, open)), "oversight_overlaps");
    let ended = end_oversight(&directory, &code("BTC"), "below-leadership", date("2025-09-22"), date("2025-12-31"));
    assert!(ended.is_ok_and(|row| row.version == 2));
}

#[test]
fn a_new_day_turns_the_week_round() {
    let directory = shipped::directory();
    let day = |on: &str, kind| {
        let (date, status) = (date(on), DayStatus::Official);
        add_day(&directory, CalendarDay { date, name_vi: "Nghỉ".into(), kind, status, version: 1 })
    };
    assert!(day("2028-01-03", DayKind::InLieu).is_ok());
    assert!(day("2028-01-01", DayKind::Holiday).is_ok(), "a holiday on a Saturday is one");
    assert_eq!(refusal(day("2025-09-02", DayKind::Holiday)), "day_taken");
    assert_eq!(refusal(day("2028-01-03", DayKind::MakeupWorkday)), "day_changes_nothing");
    assert_eq!(refusal(day("2028-01-01", DayKind::SwapOff)), "day_changes_nothing");
}
