use super::*;
use crate::domain::person::tests::person;
use crate::domain::person::{ConflictKind, Details};
use crate::domain::rule_pack::shipped as packs;
use crate::vocabulary::{MemberRole, ProgrammeState};
use haicap_reference::shipped;
use haicap_types::Vocabulary as _;
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};

fn id(number: usize) -> Uuid {
    Uuid::from_u128(u128::try_from(number).unwrap())
}

/// A team whose members have these roles.
fn content(roles: &[&str]) -> TeamContent {
    let members: Vec<Value> =
        roles.iter().enumerate().map(|(index, role)| json!({ "person": id(index), "role": role })).collect();
    let whole = json!({ "title": "Tổ 1", "symbol": "TCT1", "members": members, "targets": ["DU-25747"] });
    serde_json::from_value(whole).unwrap()
}

fn codes(content: TeamContent, persons: &[(usize, Value)]) -> Vec<&'static str> {
    let mut files: HashMap<Uuid, Details> = (0..20).map(|number| (id(number), person(json!({})))).collect();
    files.extend(persons.iter().map(|(number, more)| (id(*number), person(more.clone()))));
    let (directory, pack) = (shipped::directory(), packs().unwrap().remove(0).rules);
    let today = "2025-10-15".parse().unwrap();
    let formed = Signature { by: "an".into(), at: "2025-10-01T08:00:00+07:00".parse().unwrap() };
    let team = Team { id: id(1), programme_id: id(2), ordinal: 1, content, formed, version: 1 };
    let staff = Staff { persons: &files, pack: &pack, directory: &directory, today };
    check(&team, staff).into_iter().map(|one| one.kind.code()).collect()
}

fn places(content: TeamContent) -> Vec<String> {
    let (directory, persons) = (shipped::directory(), (0..3).map(id).collect::<HashSet<_>>());
    let frame = Frame { directory: &directory, persons: &persons };
    content.checked(frame).err().into_iter().flatten().map(|fault| fault.pointer).collect()
}

#[test]
fn a_team_has_a_head_a_secretary_and_three_to_five_members_or_a_reason() {
    let usual = ["head", "secretary", "member"];
    assert!(codes(content(&usual), &[]).is_empty());
    assert_eq!(codes(content(&["deputy", "secretary", "member"]), &[]), ["no_head"]);
    assert_eq!(codes(content(&["head", "member", "member"]), &[]), ["no_secretary"]);
    let six = ["head", "deputy", "secretary", "member", "member", "member"];
    assert_eq!(codes(content(&six), &[]), ["size"]);
    for size in [6, 13] {
        let roles: Vec<&str> = usual.into_iter().chain(std::iter::repeat_n("member", size - 3)).collect();
        let explained = TeamContent { size_reason: Some("Địa bàn rộng".to_owned()), ..content(&roles) };
        assert_eq!(codes(explained, &[]), ["size_explained"]);
    }
    assert!(!CheckKind::SizeExplained.is_error() && CheckKind::Size.is_error());
    assert_eq!(codes(TeamContent { targets: Vec::new(), ..content(&usual) }, &[]), ["no_targets"]);
}

#[test]
fn members_are_kept_from_targets_and_who_has_left_does_not_count() {
    let usual = ["head", "secretary", "member"];
    let own = json!({ "posts": [{ "organization": "DU-25747", "post": "Ủy viên", "from": "2025-07-01" }] });
    let measure = json!({ "disciplines": [{ "measure": "Cảnh cáo", "from": "2025-01-01" }] });
    let nobody = json!({ "subject": null });
    assert_eq!(codes(content(&usual), &[(2, own.clone())]), ["own_organization"]);
    assert_eq!(codes(content(&usual), &[(0, measure), (1, nobody)]), ["discipline", "no_account"]);
    let mut left = content(&["head", "secretary", "member", "member"]);
    left.members[2].to = Some("2025-10-14".parse().unwrap());
    assert!(codes(left, &[(2, own)]).is_empty());
    assert!(CheckKind::Conflict(ConflictKind::Kinship).is_error());
}

#[test]
fn what_is_wrong_with_a_team_is_named_at_its_place() {
    assert!(places(content(&["head", "secretary", "member"])).is_empty());
    assert_eq!(places(content(&["head", "head"])), ["/members/1/role"]);
    let mut followed = content(&["head", "head"]);
    (followed.members[0].to, followed.members[1].from) =
        (Some("2025-10-31".parse().unwrap()), Some("2025-11-01".parse().unwrap()));
    assert!(places(followed).is_empty());
    assert_eq!(places(content(&["member"; 51])), ["/members"]);
    let mut wrong = content(&["head", "member"]);
    (wrong.symbol, wrong.title) = ("T-1".into(), " ".into());
    (wrong.members[0].person, wrong.members[1].person) = (id(9), id(1));
    wrong.members.push(wrong.members[1].clone());
    wrong.targets = ["DU-25747", "NOBODY", "DU-25747"].map(|code| code.parse().unwrap()).into();
    let expected = ["/title", "/symbol", "/members/0/person", "/members/2/person", "/targets/1", "/targets/2"];
    assert_eq!(places(wrong), expected);
}

#[test]
fn members_of_a_running_team_are_only_replaced_from_today_on_and_with_a_reason() {
    let before = content(&["head", "secretary", "member"]);
    let faults = |change: &dyn Fn(&mut TeamContent)| -> Vec<String> {
        let mut after = before.clone();
        change(&mut after);
        let read = after.expect_only_replaced(&before, "2025-10-15".parse().unwrap());
        read.err().into_iter().flatten().map(|fault| fault.pointer).collect()
    };
    let day = |text: &str| Some(text.parse().unwrap());
    let because = || Some("Ốm dài ngày.".to_owned());
    assert!(faults(&|_| ()).is_empty());
    assert!(
        faults(&|team| {
            (team.members[0].to, team.members[0].reason) = (day("2025-10-15"), because());
            team.members.push(Membership {
                person: id(9),
                role: MemberRole::Head,
                from: day("2025-10-16"),
                to: None,
                reason: because(),
            });
        })
        .is_empty()
    );
    assert_eq!(faults(&|team| team.members[0].to = day("2025-10-14")), ["/members/0/to", "/members/0/reason"]);
    assert_eq!(
        faults(&|team| team.members[0].role = MemberRole::Deputy),
        ["/members/0/from", "/members/0/reason", "/members"]
    );
    assert_eq!(faults(&|team| drop(team.members.remove(1))), ["/members"]);
    assert_eq!(faults(&|team| team.targets.clear()), ["/targets"]);
    assert_eq!(faults(&|team| team.symbol = "T9".into()), ["/symbol"]);
}

#[test]
fn h34_teams_change_only_while_nobody_rules_on_them_and_before_they_are_on_their_way() {
    let changing: Vec<_> = ProgrammeState::ALL
        .iter()
        .filter(|state| permit(**state, Act::Edit).is_ok())
        .map(|state| state.word())
        .collect();
    assert_eq!(changing, ["drafting", "approved", "decided", "running"]);
    assert!(permit(ProgrammeState::Running, Act::Dissolve).is_err());
}
