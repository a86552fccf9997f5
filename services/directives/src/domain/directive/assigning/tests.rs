use super::*;
use crate::domain::assignment::sample::{at, code};
use crate::domain::clause::tests::{clause, intended};
use crate::domain::directive::Content;
use crate::domain::text::Title;
use crate::vocabulary::ClauseKind::{EventDuty, Task};
use crate::vocabulary::{Classification, DocumentType};
use haicap_reference::{Audience, DirectoryParts, Organization};
use haicap_types::{DocumentScheme, OrganizationKind, Urgency};

fn organization(name: &str, kind: OrganizationKind, valid_to: Option<&str>) -> Organization {
    Organization {
        code: code(name),
        name_vi: name.to_owned(),
        name_en: name.to_owned(),
        kind,
        parent: None,
        symbol: None,
        territory_code: None,
        electronic_id: None,
        letterhead: None,
        head_authority: None,
        head_title: None,
        place: None,
        office: None,
        post: None,
        telephone: None,
        mail: None,
        valid_from: "2020-01-01".parse().unwrap(),
        valid_to: valid_to.map(|date| date.parse().unwrap()),
        successors: Vec::new(),
        version: 1,
    }
}

fn directory() -> Directory {
    directory_with(0)
}

/// The directory with so many departments more.
fn directory_with(more: u32) -> Directory {
    use OrganizationKind::{AdvisoryBody, Department, PeoplesCommittee, StandingBody};
    let audience = Audience {
        code: "departments".to_owned(),
        name_vi: "Các sở".to_owned(),
        name_en: "Departments".to_owned(),
        kinds: vec![Department],
        organizations: vec![code("UBND")],
        version: 1,
    };
    let mut organizations = vec![
        organization("TT", StandingBody, None),
        organization("BTC", AdvisoryBody, None),
        organization("DU-UBND", AdvisoryBody, None),
        organization("UBND", PeoplesCommittee, None),
        organization("SNV", Department, None),
        organization("STC", Department, None),
        organization("SKHDT", Department, Some("2025-06-30")),
    ];
    organizations.extend((0..more).map(|number| organization(&format!("SO-{number}"), Department, None)));
    let parts = DirectoryParts { organizations, audiences: vec![audience], ..DirectoryParts::default() };
    Directory::new(parts, 1).unwrap()
}

fn directive() -> Directive {
    let content = Content {
        scheme: DocumentScheme::Party,
        document_type: DocumentType::Conclusion,
        number: None,
        title: Title::new("Kết luận").unwrap(),
        abstract_text: None,
        issuer: code("TT"),
        signer: None,
        issued_on: None,
        covers_from: None,
        covers_to: None,
        place: None,
        urgency: Urgency::Urgent,
        classification: Classification::Internal,
        recipients: vec![code("BTC")],
        audiences: Vec::new(),
        links: Vec::new(),
    };
    let id = Uuid::from_u128(100);
    Directive::draft(id, content, "tt.leader", &code("TT"), at("2025-09-22T08:00:00+07:00"))
}

fn made(kind: ClauseKind, intentions: &[&str]) -> Result<Assigned, Vec<AssigningFault>> {
    made_in(&directory(), kind, intentions)
}

fn made_in(directory: &Directory, kind: ClauseKind, intentions: &[&str]) -> Result<Assigned, Vec<AssigningFault>> {
    let intended = intentions.iter().map(|json| intended(json)).collect();
    made_of(directory, &[Clause { intended, ..clause(1, "1.1", kind) }])
}

/// What so many clauses make that are all given out alike.
fn made_alike(directory: &Directory, json: &str, count: usize) -> Result<Assigned, Vec<AssigningFault>> {
    let given = Clause { intended: vec![intended(json)], ..clause(1, "1.1", Task) };
    made_of(directory, &vec![given; count])
}

fn made_of(directory: &Directory, clauses: &[Clause]) -> Result<Assigned, Vec<AssigningFault>> {
    let mut ids = 0;
    let mut new_id = || {
        ids += 1;
        Uuid::from_u128(ids)
    };
    assign(&directive(), clauses, directory, at("2025-09-22T14:00:00+07:00"), &mut new_id)
}

#[test]
fn a_clause_fanned_out_makes_one_root_and_a_child_for_each_body_of_the_audience() {
    let json = r#"{"accountable":{"organization":"DU-UBND"},"executing":"UBND",
        "coordinating":[{"audience":"departments"}],"fan_out_to":"departments"}"#;
    let assigned = made(Task, &[json]).unwrap();
    let [root, children @ ..] = assigned.assignments.as_slice() else { panic!("a root") };
    assert_eq!((root.children, root.open_children, root.parent_id), (3, 3, None));
    assert_eq!((root.reports_to.clone(), root.urgency), (Some(code("TT")), Urgency::Urgent));
    assert_eq!(root.coordinating, [code("SNV"), code("STC")], "who executes does not also coordinate");
    let below: Vec<_> = children.iter().map(|child| child.accountable.as_str()).collect();
    assert_eq!(below, ["SNV", "STC", "UBND"]);
    for child in children {
        assert_eq!((child.parent_id, child.root_id), (Some(root.id), root.id));
        assert_eq!(child.reports_to, Some(code("DU-UBND")));
        assert!(child.coordinating.is_empty());
    }
    let concerned: Vec<_> = assigned.concerned.iter().map(OrganizationCode::as_str).collect();
    assert_eq!(concerned, ["BTC", "DU-UBND", "SNV", "STC", "TT", "UBND"]);
}

#[test]
fn nobody_gets_the_same_work_twice() {
    let audience = r#"{"accountable":{"audience":"departments"}}"#;
    let named = r#"{"accountable":{"organization":"SNV"},"reports_to":"BTC"}"#;
    let made = made(Task, &[audience, named, audience]).unwrap().assignments;
    let mut given: Vec<_> = made.iter().map(|one| format!("{}>{}", one.accountable, one.receiver())).collect();
    given.sort();
    assert_eq!(given, ["SNV>BTC", "STC>TT", "UBND>TT"]);
}

#[test]
fn a_clause_for_an_audience_makes_a_root_for_each_body_that_exists() {
    let json = r#"{"accountable":{"audience":"departments"},"executing":"UBND","fan_out_to":"departments"}"#;
    let assigned = made(Task, &[json]).unwrap();
    let roots: Vec<_> = assigned
        .assignments
        .iter()
        .filter(|assignment| assignment.parent_id.is_none())
        .map(|root| (root.accountable.as_str(), root.executing.as_ref().map(OrganizationCode::as_str), root.children))
        .collect();
    assert_eq!(roots, [("SNV", Some("UBND"), 2), ("STC", Some("UBND"), 2), ("UBND", None, 2)]);
}

#[test]
fn an_event_duty_that_names_nobody_reports_to_nobody() {
    let reports_to = |kind, json| made(kind, &[json]).unwrap().assignments[0].reports_to.clone();
    assert_eq!(reports_to(EventDuty, r#"{"accountable":{"organization":"BTC"}}"#), None);
    assert_eq!(reports_to(EventDuty, r#"{"accountable":{"organization":"BTC"},"reports_to":"TT"}"#), Some(code("TT")));
    assert_eq!(reports_to(Task, r#"{"accountable":{"organization":"BTC"}}"#), Some(code("TT")));
    let own = made(EventDuty, &[r#"{"accountable":{"organization":"TT"}}"#]).unwrap_err();
    assert_eq!(own[0].code(), "own_receiver", "its issuer decides on it");
}

#[test]
fn no_body_reports_to_itself() {
    let receivers = |json: &str| {
        let made = made(Task, &[json])?;
        Ok(made.assignments.iter().map(|one| format!("{}>{}", one.accountable, one.receiver())).collect::<Vec<_>>())
    };
    let own = |name| Err(vec![AssigningFault::OwnReceiver(Label::new("1.1").unwrap(), directory().named(&code(name)))]);
    for (json, expected) in [
        (r#"{"accountable":{"organization":"BTC"},"reports_to":"BTC"}"#, Ok(vec!["BTC>TT".to_owned()])),
        (r#"{"accountable":{"organization":"TT"}}"#, own("TT")),
        (
            r#"{"accountable":{"organization":"STC"},"reports_to":"SNV","fan_out_to":"departments"}"#,
            Ok(["STC>SNV", "UBND>STC"].map(str::to_owned).to_vec()),
        ),
        (r#"{"accountable":{"organization":"BTC"},"executing":"TT"}"#, own("TT")),
        (r#"{"accountable":{"audience":"departments"},"executing":"TT"}"#, own("TT")),
        (
            r#"{"accountable":{"audience":"departments"},"reports_to":"SNV"}"#,
            Ok(["UBND>SNV", "SNV>TT", "STC>SNV"].map(str::to_owned).to_vec()),
        ),
    ] {
        let mut found: Result<Vec<String>, Vec<AssigningFault>> = receivers(json);
        let mut expected: Result<Vec<String>, Vec<AssigningFault>> = expected;
        found.iter_mut().chain(expected.iter_mut()).for_each(|all| all.sort());
        assert_eq!(found, expected, "{json}");
    }
}

#[test]
fn a_body_that_has_ended_is_not_given_anything() {
    for json in [
        r#"{"accountable":{"organization":"SKHDT"}}"#,
        r#"{"accountable":{"organization":"BTC"},"executing":"SKHDT"}"#,
        r#"{"accountable":{"organization":"BTC"},"monitoring":[{"organization":"SKHDT"}]}"#,
    ] {
        let faults = made(Task, &[json]).unwrap_err();
        let ended = directory().named(&code("SKHDT"));
        assert_eq!(faults, [AssigningFault::NoSuchOrganization(Label::new("1.1").unwrap(), ended)], "{json}");
    }
}

#[test]
fn the_preview_of_a_draft_counts_what_issuing_it_makes() {
    let fanned = |party: &str| format!(r#"{{"accountable":{{{party}}},"fan_out_to":"departments"}}"#);
    for (json, assignments) in [
        (fanned(r#""organization":"DU-UBND""#), 4),
        (fanned(r#""audience":"departments""#), 9),
        (fanned(r#""audience":"nobody""#), 0),
        (fanned(r#""organization":"TT""#), 0),
        (fanned(r#""organization":"SKHDT""#), 0),
        (r#"{"accountable":{"audience":"departments"},"reports_to":"SNV"}"#.to_owned(), 3),
    ] {
        let clauses = [Clause { intended: vec![intended(&json)], ..clause(1, "1.1", Task) }];
        let today = "2025-09-22".parse().unwrap();
        let foreseen = intended_counts(&code("TT"), &clauses, &directory(), today)[&clauses[0].id];
        assert_eq!(foreseen.assignments, assignments, "{json}");
        let made = made(Task, &[&json]).map(|made| made.assignments).unwrap_or_default();
        let bodies: HashSet<_> = made.iter().map(|one| &one.accountable).collect();
        let made = [made.len(), bodies.len()].map(|count| i64::try_from(count).unwrap());
        assert_eq!([foreseen.assignments, foreseen.organizations], made, "{json}");
    }
}

#[test]
fn all_that_hinders_issuing_is_named_at_once() {
    let faults =
        made(Task, &[r#"{"accountable":{"organization":"TT"}}"#, r#"{"accountable":{"organization":"SKHDT"}}"#]);
    let codes: Vec<_> = faults.unwrap_err().iter().map(AssigningFault::code).collect();
    assert_eq!(codes, ["own_receiver", "organization_ended"]);
}

#[test]
fn h08_a_directive_that_would_flood_the_city_is_refused() {
    let json = r#"{"accountable":{"audience":"departments"},"fan_out_to":"departments"}"#;
    let refused = made_alike(&directory(), json, 2_000).err();
    assert_eq!(refused, Some(vec![AssigningFault::TooMany]));
}

#[test]
fn h08_a_directive_in_which_everybody_has_a_role_in_everything_is_refused() {
    let json = r#"{"accountable":{"audience":"departments"},"coordinating":[{"audience":"departments"}],
                   "monitoring":[{"audience":"departments"}]}"#;
    let made = |count: usize| made_alike(&directory_with(57), json, count).map(|_| ());
    // Each of 60 bodies gets an assignment in which all 60 coordinate and monitor.
    assert_eq!(made(26), Ok(()));
    assert_eq!(made(27), Err(vec![AssigningFault::TooManyRoles]));
}

#[test]
fn a_long_clause_is_cut_between_words_for_the_title() {
    assert_eq!(headline("Rà soát trụ sở dôi dư.\nBáo cáo kết quả."), "Rà soát trụ sở dôi dư.");
    let text = "đẩy nhanh tiến độ, ".repeat(20);
    let cut = headline(&text);
    let kept = cut.strip_suffix(" …").unwrap();
    assert!(kept.chars().count() <= TITLE_MAX && text.starts_with(&format!("{kept} ")), "{cut}");
}
