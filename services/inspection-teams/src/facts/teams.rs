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
        Declared = "inspection-teams.team.declared", "Thành viên đã cam kết", "A member declared the own independence";
        Dissolved = "inspection-teams.team.dissolved", "Đã bỏ tổ", "A team was dissolved";
    }
}

haicap_kit::event_kinds! {
    /// What happens to the file of a person. What it says is told to nobody.
    pub(crate) PersonFileEvent of "person_file" {
        Opened = "inspection-teams.person_file.opened", "Đã lập hồ sơ cán bộ", "The file of a person was opened";
        Changed = "inspection-teams.person_file.changed", "Đã sửa hồ sơ cán bộ", "The file of a person was changed";
    }
}

/// A fact about a team.
pub(crate) fn team_event(kind: TeamEvent, team: &Team) -> Event {
    let data = json!({
        "programme": team.programme_id,
        "title": team.content.title,
        "members": team.content.members.len(),
        "targets": team.content.targets,
    });
    Event::of(kind, team.id).concerns(std::iter::empty::<&OrganizationCode>()).data(&data)
}

/// A fact about the file of a person.
pub(crate) fn person_event(kind: PersonFileEvent, file: &PersonFile) -> Event {
    Event::of(kind, file.id).concerns(std::iter::empty::<&OrganizationCode>()).data(&json!({ "keeper": file.keeper }))
}

pub(super) fn event_kinds() -> Vec<EventKind> {
    let team = TeamEvent::documented(&json!({
        "type": "object",
        "required": ["programme", "title", "members", "targets"],
        "properties": {
            "programme": { "type": "string", "format": "uuid" },
            "title": { "type": "string" },
            "members": { "type": "integer", "description": "How many there are." },
            "targets": { "type": "array", "items": { "type": "string" }, "description": "Its targets, by code." },
        },
    }));
    let file = PersonFileEvent::documented(&json!({
        "type": "object",
        "required": ["keeper"],
        "properties": { "keeper": { "type": "string", "description": "The organization that keeps it." } },
    }));
    [team, file].concat()
}
