use super::{Directory, DirectoryParts};
use crate::{DirectoryRefusal, Oversight, shipped};
use chrono::NaiveDate;
use haicap_types::OrganizationCode;

fn code(text: &str) -> OrganizationCode {
    text.parse().expect("a code")
}

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn problems(change: impl FnOnce(&mut DirectoryParts)) -> Vec<&'static str> {
    let mut parts = shipped::parts();
    change(&mut parts);
    Directory::new(parts, 1).expect_err("contradictory").iter().map(DirectoryRefusal::code).collect()
}

fn organization<'p>(parts: &'p mut DirectoryParts, wanted: &str) -> &'p mut crate::Organization {
    parts.organizations.iter_mut().find(|one| one.code.as_str() == wanted).expect("shipped")
}

#[test]
fn audiences_have_as_many_members_as_the_city_has_bodies() {
    let directory = shipped::directory();
    for (audience, members) in [
        ("all", 369),
        ("commune-party-committees", 168),
        ("upper-party-committees", 5),
        ("party-committees", 173),
        ("advisory-bodies", 5),
        ("departments", 16),
        ("state-bodies", 185),
        ("committees-agencies-units", 196),
        ("unknown", 0),
    ] {
        assert_eq!(directory.members(audience, date("2025-09-22")).len(), members, "{audience}");
    }
    assert!(directory.members("all", date("2025-06-30")).is_empty());
}

#[test]
fn an_ended_body_leaves_its_audiences_and_stays_in_sight() {
    let mut parts = shipped::parts();
    organization(&mut parts, "SDL").valid_to = Some(date("2025-12-31"));
    let directory = Directory::new(parts, 1).expect("whole");
    assert_eq!(directory.members("departments", date("2025-12-31")).len(), 16);
    assert_eq!(directory.members("departments", date("2026-01-01")).len(), 15);
    for body in ["UBND", "DU-UBND", "BTC"] {
        assert!(directory.sight(&code(body), date("2026-01-01")).sees(&code("SDL")), "{body}");
    }
}

#[test]
fn h03_everybody_sees_what_is_below_and_what_they_oversee() {
    let directory = shipped::directory();
    for (body, on, own, all) in [
        ("TU", "2025-09-22", 369, 369),
        ("TT", "2025-09-22", 1, 369),
        ("BTC", "2025-09-21", 1, 1),
        ("BTC", "2025-09-22", 1, 366),
        ("DU-UBND", "2025-09-22", 18, 186),
        ("UBND", "2025-09-22", 17, 185),
        ("SNV", "2025-09-22", 1, 1),
        ("DU-25747", "2025-09-22", 2, 2),
        ("UBND-25747", "2025-09-22", 1, 1),
        ("UBKTTW", "2025-09-22", 1, 1),
    ] {
        let sight = directory.sight(&code(body), date(on));
        assert_eq!((sight.own_codes().len(), sight.codes().len()), (own, all), "{body} on {on}");
    }
    let ward = directory.sight(&code("DU-25747"), date("2025-09-22"));
    assert!(ward.is_own(&code("UBND-25747")) && !ward.sees(&code("DU-25750")) && !ward.sees(&code("TU")));
    let commission = directory.sight(&code("BTC"), date("2025-09-22"));
    assert!(commission.only_oversees(&code("DU-25747")) && !commission.sees(&code("TT")));
    assert!(!commission.only_oversees(&code("BTC")), "a body does not oversee itself");
}

#[test]
fn h03_a_moved_body_is_out_of_sight_at_once() {
    let mut parts = shipped::parts();
    organization(&mut parts, "UBND-25747").parent = Some(code("DU-25750"));
    let directory = Directory::new(parts, 2).expect("whole");
    assert!(!directory.sight(&code("DU-25747"), date("2025-09-22")).sees(&code("UBND-25747")));
    assert!(directory.sight(&code("DU-25750"), date("2025-09-22")).is_own(&code("UBND-25747")));
}

#[test]
fn the_only_living_successor_stands_for_who_has_ended() {
    let end = |parts: &mut DirectoryParts, ended: &str, successors: &[&str]| {
        let body = organization(parts, ended);
        body.valid_to = Some(date("2025-09-30"));
        body.successors = successors.iter().map(|one| code(one)).collect();
    };
    let mut parts = shipped::parts();
    end(&mut parts, "STC", &["STP"]);
    end(&mut parts, "STP", &["SNV"]);
    end(&mut parts, "SXD", &["SNV", "BTC"]);
    let directory = Directory::new(parts, 2).expect("whole");
    let (last_day, after) = (date("2025-09-30"), date("2025-10-01"));
    for (ended, on, present) in
        [("STC", last_day, "STC"), ("STC", after, "SNV"), ("STP", after, "SNV"), ("SXD", after, "SXD")]
    {
        assert_eq!(directory.present(&code(ended), on), &code(present), "{ended} on {on}");
    }
    assert_eq!(directory.heirs(after), [(code("STC"), code("SNV")), (code("STP"), code("SNV"))]);
    assert_eq!(directory.predecessors(&code("SNV"), after).collect::<Vec<_>>(), [&code("STC"), &code("STP")]);
    assert_eq!(directory.without_heir(after).collect::<Vec<_>>(), [&code("SXD")]);
    assert!(directory.sight(&code("SNV"), after).is_own(&code("STC")));
    assert!(!directory.sight(&code("SNV"), last_day).sees(&code("STC")));
}

#[test]
fn unknown_codes_go_by_themselves() {
    let directory = shipped::directory();
    assert_eq!(directory.named(&code("BTC")).name_vi, "Ban Tổ chức Thành ủy");
    assert_eq!(directory.named(&code("OLD-1")).name_en, "OLD-1");
}

#[test]
fn a_directory_that_contradicts_itself_is_refused() {
    let cycle = problems(|parts| organization(parts, "TU").parent = Some(code("SNV")));
    assert!(cycle.contains(&"parent_below_itself"));
    assert_eq!(problems(|parts| organization(parts, "SNV").parent = Some(code("X"))), ["parent_unknown"]);
    assert_eq!(problems(|parts| organization(parts, "SNV").successors = vec![code("X")]), ["successor_not_valid"]);
    assert_eq!(problems(|parts| parts.organizations.push(parts.organizations[0].clone())), ["code_taken"]);
    assert_eq!(problems(|parts| parts.audiences[0].organizations = vec![code("X")]), ["organization_unknown"]);
    assert_eq!(problems(|parts| parts.oversight[0].audience = "nobody".into()), ["audience_unknown"]);
    assert_eq!(problems(|parts| parts.days.push(parts.days[0].clone())), ["day_taken"]);
    let twice = problems(|parts| {
        let first = parts.oversight[0].clone();
        parts.oversight.push(Oversight { valid_from: date("2026-01-01"), ..first });
    });
    assert_eq!(twice, ["oversight_overlaps"]);
}
