use crate::domain::declaration::Declaration;
use crate::domain::person::PersonFile;
use crate::domain::team::Team;
use haicap_kit::EventKind;
use haicap_kit::events::{Event, Kind};
use haicap_types::OrganizationCode;
use serde_json::json;

haicap_kit::event_kinds! {
    /// What happens to a team. Until its targets are told, only its history tells of it.
    pub(crate) TeamEvent of "team" {
        Formed = "inspection-teams.team.formed", "Đã lập tổ", "A team was formed";
        Changed = "inspection-teams.team.changed", "Đã thay đổi tổ", "The members or targets of a team were changed";
        Declared = "inspection-teams.team.declared", "Thành viên đã cam kết về tính độc lập, khách quan", "A member declared independence";
        Dissolved = "inspection-teams.team.dissolved", "Đã giải thể tổ", "A team was dissolved";
    }
}

haicap_kit::event_kinds! {
    /// What happens to the file of a person. What it says is told to nobody.
    pub(crate) PersonFileEvent of "person_file" {
        Opened = "inspection-teams.person_file.opened", "Đã lập hồ sơ cán bộ", "The file of a person was opened";
        Changed = "inspection-teams.person_file.changed", "Đã sửa hồ sơ cán bộ", "The file of a person was changed";
    }
}

/// A fact about a team: what it was, and what it is.
pub(crate) fn team_event(kind: TeamEvent, before: Option<&Team>, after: Option<&Team>) -> Event {
    let said = |team: &Team| json!({ "members": team.content.members, "targets": team.content.targets });
    let team = after.or(before);
    let data = json!({
        "programme": team.map(|team| team.programme_id),
        "title": team.map(|team| &team.content.title),
        "before": before.map(said),
        "after": after.map(said),
    });
    let id = team.map(|team| team.id).unwrap_or_default();
    Event::of(kind, id).concerns(std::iter::empty::<&OrganizationCode>()).data(&data)
}

/// The fact that a member declared independence.
pub(crate) fn declared_event(team: &Team, declaration: &Declaration) -> Event {
    let excepted: Vec<_> = declaration.excepted.iter().map(|one| &one.organization).collect();
    let data = json!({
        "programme": team.programme_id,
        "title": team.content.title,
        "person": declaration.person_id,
        "independent": declaration.independent,
        "excepted": excepted,
    });
    Event::of(TeamEvent::Declared, team.id).concerns(std::iter::empty::<&OrganizationCode>()).data(&data)
}

/// A fact about the file of a person.
pub(crate) fn person_event(kind: PersonFileEvent, file: &PersonFile) -> Event {
    Event::of(kind, file.id).concerns(std::iter::empty::<&OrganizationCode>()).data(&json!({ "keeper": file.keeper }))
}

pub(super) fn event_kinds() -> Vec<EventKind> {
    let team = TeamEvent::documented(&json!({
        "type": "object",
        "required": ["programme", "title"],
        "properties": {
            "programme": { "type": "string", "format": "uuid" },
            "title": { "type": "string" },
            "before": { "type": ["object", "null"], "description": "Its members and targets as they were; null where it is new." },
            "after": { "type": ["object", "null"], "description": "The same as they are; null where it was dissolved." },
            "person": { "type": "string", "format": "uuid", "description": "The member that declared something, by the id of the file." },
            "independent": { "type": "array", "items": { "type": "string" }, "description": "The targets of which that member is independent, by code." },
            "excepted": { "type": "array", "items": { "type": "string" }, "description": "The others." },
        },
    }));
    let file = PersonFileEvent::documented(&json!({
        "type": "object",
        "required": ["keeper"],
        "properties": { "keeper": { "type": "string", "description": "The organization that keeps it." } },
    }));
    [team, file].concat()
}
