use super::*;
use crate::domain::rule_pack::shipped as packs;
use haicap_reference::{Directory, shipped};
use haicap_types::{Role, Vocabulary as _};
use serde_json::{Value, json};
use std::collections::HashSet;

pub(crate) fn plan() -> Value {
    json!({
        "title": "Giám sát việc vận hành mô hình chính quyền địa phương 2 cấp", "team_name": "working_team",
        "items": [{
            "code": "bo-may", "kind": "supervision", "text": "Việc sắp xếp tổ chức bộ máy",
            "span_from": "2025-07-01", "span_to": "2025-09-30",
        }],
        "rounds": [{
            "code": "dot-1", "title": "Đợt 1", "track": "regular-supervision", "from": "2025-10-20", "to": "2025-12-31",
            "items": ["bo-may"],
        }],
        "targets": { "organizations": ["DU-25747", "DU-25750"] },
    })
}

fn parties() -> Parties {
    Parties { conducting: "UBKT".parse().unwrap(), deciding: "BTV".parse().unwrap() }
}

fn written(plan: &Value) -> Result<Written, Vec<String>> {
    let (directory, pack) = (shipped::directory(), packs().unwrap().remove(0).rules);
    let frame = Frame {
        parties: &parties(),
        pack: &pack,
        directory: &directory,
        today: "2025-10-01".parse().unwrap(),
        requirements: &HashSet::from([Uuid::from_u128(1)]),
    };
    let read = resolve(serde_json::from_value(plan.clone()).unwrap(), frame);
    read.map_err(|faults| faults.into_iter().map(|fault| fault.pointer).collect())
}

fn faults(pointer: &str, value: Value) -> Vec<String> {
    let mut changed = plan();
    *changed.pointer_mut(pointer).unwrap() = value;
    written(&changed).err().unwrap_or_default()
}

fn actor(subject: &str) -> Actor {
    let organization = "UBKT".parse().unwrap();
    Actor { subject: subject.into(), name: "An".into(), organization, roles: vec![Role::Inspector] }
}

pub(crate) fn programme() -> Programme {
    let now = "2025-10-01T08:00:00+07:00".parse().unwrap();
    Programme::drafted(Uuid::from_u128(1), parties(), written(&plan()).unwrap(), &actor("writer"), now)
}

#[test]
fn targets_are_those_named_and_those_of_audiences_each_once() {
    let mut wide = plan();
    wide["targets"] = json!({ "audiences": ["party-committees"], "organizations": ["DU-25747"] });
    let expected = written(&wide).unwrap().expected;
    assert_eq!((expected.len(), expected.is_sorted()), (173, true));
    assert_eq!(faults("/targets", json!({})), ["/targets"]);
    let mut wrong = plan();
    wrong["targets"] = json!({ "audiences": ["nobody"], "organizations": ["NOBODY", "UBKT", "BTV", "TU", "UBKTTW"] });
    let places =
        ["audiences/0", "organizations/0", "organizations/1", "organizations/2", "organizations/3", "organizations/4"];
    assert_eq!(written(&wrong).unwrap_err(), places.map(|place| format!("/targets/{place}")));
}

#[test]
fn no_more_than_five_years_are_examined() {
    for (from, to, expected) in [
        ("2020-10-01", "2025-09-30", vec![]),
        ("2020-09-30", "2025-09-30", vec!["/items/0/span_to"]),
        ("2025-09-30", "2025-09-29", vec!["/items/0/span_to"]),
    ] {
        let mut spanned = plan();
        (spanned["items"][0]["span_from"], spanned["items"][0]["span_to"]) = (json!(from), json!(to));
        assert_eq!(written(&spanned).err().unwrap_or_default(), expected, "{from} {to}");
    }
}

#[test]
fn what_contradicts_itself_is_named_at_its_place() {
    assert_eq!(faults("/title", json!(" ")), ["/title"]);
    assert_eq!(faults("/items/0/kind", json!("inspection")), ["/rounds/0/items/0"]);
    assert_eq!(faults("/rounds/0/track", json!("nowhere")), ["/rounds/0/track"]);
    assert_eq!(faults("/rounds/0/items", json!([])), ["/rounds/0/items"]);
    let many: Vec<String> = (0..30_000).map(|number| format!("a{number}")).collect();
    assert_eq!(faults("/rounds/0/items", json!(many)), ["/rounds/0/items"]);
    assert_eq!(faults("/rounds/0/items", json!(["bo-may", "bo-may", "x"])), ["/rounds/0/items/1", "/rounds/0/items/2"]);
    assert_eq!(faults("/rounds/0/to", json!("2025-10-01")), ["/rounds/0/to"]);
    assert_eq!(faults("/rounds", json!([])), ["/rounds"]);
    let mut asked = plan();
    asked["requirements"] = json!([Uuid::from_u128(1), Uuid::from_u128(1), Uuid::from_u128(2)]);
    assert_eq!(written(&asked).unwrap_err(), ["/requirements/1", "/requirements/2"]);
    let mut twice = plan();
    twice["items"] = json!([twice["items"][0], twice["items"][0]]);
    assert_eq!(written(&twice).unwrap_err(), ["/items/1/code"]);
}

#[test]
fn every_target_belongs_to_exactly_one_team_and_the_ended_count_as_their_heirs() {
    let code = |text: &str| text.parse::<OrganizationCode>().unwrap();
    let mut parts = shipped::parts();
    let ended = parts.organizations.iter_mut().find(|one| one.code.as_str() == "DU-25750").unwrap();
    (ended.valid_to, ended.successors) = (Some("2025-10-31".parse().unwrap()), vec![code("DU-25747")]);
    let directory = Directory::new(parts, 1).unwrap();
    let expected = ["DU-25747", "DU-25750", "DU-25753"].map(code);
    let (first, second) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let of = |first_has: &[&str], second_has: &[&str], on: &str| {
        let [one, two] = [first_has, second_has].map(|codes| codes.iter().map(|text| code(text)).collect::<Vec<_>>());
        coverage(&expected, [(first, &*one), (second, &*two)], &directory, on.parse().unwrap())
    };
    let before = of(&["DU-25747", "DU-25756"], &["DU-25747", "DU-25750"], "2025-10-31");
    let doubled = vec![Doubled { organization: code("DU-25747"), teams: vec![first, second] }];
    let (missing, outside) = (vec![code("DU-25753")], vec![code("DU-25756")]);
    assert_eq!(before, Coverage { expected: 3, covered: 1, missing, doubled: doubled.clone(), outside });
    let after = of(&["DU-25747"], &["DU-25750", "DU-25753"], "2025-11-01");
    assert_eq!(after, Coverage { expected: 2, covered: 1, doubled, ..Coverage::default() });
    assert!(of(&["DU-25747", "DU-25750"], &["DU-25753"], "2025-11-01").is_complete());
}

#[test]
fn programmes_meet_at_the_same_organizations_in_rounds_that_overlap() {
    let with = |id: u128, from: &str, to: &str, expected: &[&str]| {
        let mut one = Programme { id: Uuid::from_u128(id), ..programme() };
        (one.plan.rounds[0].from, one.plan.rounds[0].to) = (from.parse().unwrap(), to.parse().unwrap());
        one.expected = expected.iter().map(|code| code.parse().unwrap()).collect();
        one
    };
    let mut parts = shipped::parts();
    let ended = parts.organizations.iter_mut().find(|one| one.code.as_str() == "DU-25750").unwrap();
    (ended.valid_to, ended.successors) = (Some("2025-10-31".parse().unwrap()), vec!["DU-25747".parse().unwrap()]);
    let directory = Directory::new(parts, 1).unwrap();
    let own = with(1, "2025-11-01", "2025-11-30", &["DU-25747"]);
    let others = [
        own.clone(),
        with(2, "2025-12-01", "2025-12-31", &["DU-25747"]),
        with(3, "2025-11-30", "2025-12-31", &["DU-25750", "DU-25760"]),
        with(4, "2025-10-01", "2025-11-15", &["DU-25760"]),
    ];
    let found = meetings(&own, &others, &directory, "2025-11-01".parse().unwrap());
    let last = "2025-11-30".parse().unwrap();
    let organizations = vec!["DU-25747".parse().unwrap()];
    let conducting = "UBKT".parse().unwrap();
    assert_eq!(found, [Meeting { programme: Uuid::from_u128(3), conducting, organizations, from: last, to: last }]);
}

#[test]
fn h34_every_act_in_every_state() {
    let lines: Vec<String> = ProgrammeState::ALL
        .iter()
        .map(|state| {
            let one = Programme { state: *state, ..programme() };
            let acts = Act::ALL.iter().filter(|act| permit(&one, **act, &actor("head")).is_ok());
            let acts: Vec<_> = acts.map(|act| act.word()).collect();
            format!("{:<10}{}", state.word(), acts.join(", ")).trim_end().to_owned()
        })
        .collect();
    insta::with_settings!({ prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("programme_states_and_acts", lines.join("\n"));
    });
}

#[test]
fn a_programme_is_launched_with_the_teams_that_were_seen_and_complete() {
    let decided = Programme { state: ProgrammeState::Decided, teams_version: 3, ..programme() };
    let launch = |teams_version, coverage: &Coverage, faults: Vec<haicap_types::Words>, reason: Option<&str>| {
        let override_reason = reason.map(|reason| Reason::new(reason).unwrap());
        let command = Command::Launch { teams_version, coverage: coverage.clone(), faults, override_reason };
        decide(&decided, command, &actor("head")).map(|after| after.state)
    };
    let whole = Coverage { expected: 2, covered: 2, ..Coverage::default() };
    let code: OrganizationCode = "DU-25747".parse().unwrap();
    let lacking = Coverage { covered: 1, missing: vec![code.clone()], ..whole.clone() };
    let outside = Coverage { outside: vec![code], ..whole.clone() };
    let words = haicap_types::Words::new("Tổ chưa có thư ký.", "The team has no secretary.");
    assert_eq!(launch(3, &whole, Vec::new(), None), Ok(ProgrammeState::Running));
    assert_eq!(launch(2, &whole, Vec::new(), None), Err(Refusal::TeamsChanged));
    assert_eq!(launch(3, &lacking, Vec::new(), None), Err(Refusal::Uncovered(lacking.clone())));
    assert_eq!(launch(3, &lacking, Vec::new(), Some("Đang sáp nhập")), Ok(ProgrammeState::Running));
    assert_eq!(launch(3, &outside, Vec::new(), Some("Đang sáp nhập")), Err(Refusal::Uncovered(outside.clone())));
    assert_eq!(launch(3, &whole, vec![words.clone()], None), Err(Refusal::TeamsFaulty(vec![words])));
}

#[test]
fn whoever_wrote_something_of_a_programme_does_not_call_it_off() {
    let decided = Programme { state: ProgrammeState::Decided, ..programme() };
    let cancel = |subject| decide(&decided, Command::Cancel(Reason::new("Trùng").unwrap()), &actor(subject));
    assert_eq!(cancel("writer"), Err(Refusal::SamePerson));
    assert_eq!(cancel("head").unwrap().state, ProgrammeState::Cancelled);
    let edited = decide(&programme(), Command::Edit(Box::new(written(&plan()).unwrap())), &actor("second")).unwrap();
    assert_eq!(edited.contributors, ["writer", "second"]);
}
