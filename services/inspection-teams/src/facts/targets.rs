use crate::domain::target::{Act, Target};
use haicap_kit::EventKind;
use haicap_kit::events::{Event, Kind};
use serde_json::json;

haicap_kit::event_kinds! {
    /// What happens to a target, from its announcement on.
    pub(crate) TargetEvent of "target" {
        Announced = "inspection-teams.target.announced", "Đã triển khai quyết định tại đối tượng", "The decision was announced to a target";
        ExtensionRequested = "inspection-teams.target.extension_requested", "Đã đề nghị gia hạn", "An extension was requested";
        ExtensionDecided = "inspection-teams.target.extension_decided", "Đã quyết định về việc gia hạn", "An extension was decided on";
        Suspended = "inspection-teams.target.suspended", "Tạm dừng kiểm tra, giám sát", "The examination of a target was suspended";
        Resumed = "inspection-teams.target.resumed", "Tiếp tục kiểm tra, giám sát", "The examination of a target was resumed";
    }
}

/// The fact that somebody did something to a target.
pub(crate) fn target_event(act: Act, after: &Target) -> Event {
    let kind = match act {
        Act::Announce => TargetEvent::Announced,
        Act::RequestExtension => TargetEvent::ExtensionRequested,
        Act::DecideExtension => TargetEvent::ExtensionDecided,
        Act::Suspend => TargetEvent::Suspended,
        Act::Resume => TargetEvent::Resumed,
    };
    let extension = after.extensions.last();
    let data = json!({
        "programme": after.programme_id,
        "organization": after.organization,
        "round": after.round,
        "phase": after.phase,
        "announced_on": after.announced_on(),
        "extension_days": extension.map(|one| one.days),
        "extension_state": extension.map(|one| one.state),
        "is_suspended": after.is_suspended(),
    });
    Event::of(kind, after.id).concerns([&after.organization]).data(&data)
}

pub(super) fn event_kinds() -> Vec<EventKind> {
    TargetEvent::documented(&json!({
        "type": "object",
        "required": [
            "programme", "organization", "round", "phase", "announced_on", "extension_days", "extension_state",
            "is_suspended",
        ],
        "properties": {
            "programme": { "type": "string", "format": "uuid" },
            "organization": { "type": "string", "description": "The target, by code." },
            "round": { "type": "string", "description": "The round, by its code." },
            "phase": { "type": "string" },
            "announced_on": { "type": ["string", "null"], "format": "date" },
            "extension_days": { "type": ["integer", "null"], "description": "How many working days the last request asked for." },
            "extension_state": { "type": ["string", "null"], "description": "Where that request stands." },
            "is_suspended": { "type": "boolean" },
        },
    }))
}
