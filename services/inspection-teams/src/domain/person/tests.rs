use super::*;
use haicap_reference::shipped;
use serde_json::{Value, json};

pub(crate) fn person(more: Value) -> Details {
    let mut whole = json!({ "name": "Nguyễn Văn An", "subject": "an" });
    whole.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    serde_json::from_value(whole).unwrap()
}

fn on(date: &str) -> NaiveDate {
    date.parse().unwrap()
}

/// The city after the ward 25747 took in another one, which had taken in a third one before.
fn merged() -> Directory {
    let mut parts = shipped::parts();
    let ward = parts.organizations.iter().find(|one| one.code.as_str() == "DU-25747").unwrap().clone();
    for (code, last, successor) in [("DU-OLD", "2025-09-30", "DU-25747"), ("DU-OLDER", "2025-08-31", "DU-OLD")] {
        let mut ended = ward.clone();
        (ended.code, ended.territory_code) = (code.parse().unwrap(), None);
        (ended.valid_to, ended.successors) = (Some(on(last)), vec![successor.parse().unwrap()]);
        parts.organizations.push(ended);
    }
    Directory::new(parts, 1).unwrap()
}

fn kinds(details: &Value, target: &str) -> Vec<ConflictKind> {
    let (directory, target) = (merged(), target.parse().unwrap());
    let found =
        conflicts(&person(details.clone()), &Line::of(&target, &directory, on("2025-10-15")), 3, on("2025-10-15"));
    found.into_iter().map(|one| one.kind).collect()
}

fn post(organization: &str, to: Option<&str>) -> Value {
    json!({ "posts": [{ "organization": organization, "post": "Ủy viên", "from": "2020-01-01", "to": to }] })
}

#[test]
fn posts_keep_somebody_from_an_organization_for_three_years_and_from_what_succeeded_it() {
    use ConflictKind::{FormerOrganization, OwnOrganization};
    for (organization, to, expected) in [
        ("DU-25747", None, vec![OwnOrganization]),
        ("DU-25747", Some("2025-10-15"), vec![OwnOrganization]),
        ("DU-25747", Some("2024-10-15"), vec![FormerOrganization]),
        ("DU-25747", Some("2022-10-16"), vec![FormerOrganization]),
        ("DU-25747", Some("2022-10-15"), vec![]),
        ("UBND-25747", None, vec![OwnOrganization]),
        ("DU-OLD", Some("2025-09-30"), vec![FormerOrganization]),
        ("DU-OLDER", Some("2025-08-31"), vec![FormerOrganization]),
        ("DU-25750", None, vec![]),
        ("UBKT", None, vec![]),
        ("TU", None, vec![]),
    ] {
        assert_eq!(kinds(&post(organization, to), "DU-25747"), expected, "{organization} {to:?}");
    }
    assert!(kinds(&post("DU-OLD", None), "DU-25750").is_empty());
}

#[test]
fn relatives_and_interests_keep_somebody_away_too() {
    let details = json!({
        "relatives": [{ "organization": "UBND-25747", "kinship": "Em ruột" }],
        "interests": [{ "organization": "DU-25747", "interest": "Góp vốn" }, { "organization": "DU-25747", "interest": "Cho thuê nhà" }],
    });
    assert_eq!(kinds(&details, "DU-25747"), [ConflictKind::Kinship, ConflictKind::Interest]);
    assert!(kinds(&details, "DU-25750").is_empty());
}

#[test]
fn a_measure_counts_within_its_dates() {
    let details =
        person(json!({ "disciplines": [{ "measure": "Khiển trách", "from": "2025-01-01", "to": "2025-12-31" }] }));
    let counts =
        ["2024-12-31", "2025-01-01", "2025-12-31", "2026-01-01"].map(|day| is_under_discipline(&details, on(day)));
    assert_eq!(counts, [false, true, true, false]);
}

#[test]
fn what_is_wrong_with_a_file_is_named_at_its_place() {
    let wrong = person(json!({
        "name": " ",
        "posts": [{ "organization": "NOBODY", "post": "", "from": "2025-02-01", "to": "2025-01-01" }],
        "relatives": [{ "organization": "NOBODY", "kinship": "" }],
        "disciplines": [{ "measure": "a\u{202E}b", "from": "1800-01-01" }],
    }));
    let places: Vec<String> =
        wrong.checked(&shipped::directory()).unwrap_err().into_iter().map(|fault| fault.pointer).collect();
    let expected = [
        "/name",
        "/posts/0/organization",
        "/posts/0/post",
        "/posts/0/to",
        "/relatives/0/organization",
        "/relatives/0/kinship",
        "/disciplines/0/measure",
        "/disciplines/0/from",
    ];
    assert_eq!(places, expected);
}
