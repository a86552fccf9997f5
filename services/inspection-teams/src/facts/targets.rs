use crate::domain::target::{Act, Target};
use haicap_kit::EventKind;
use haicap_kit::events::{Event, Kind};
use serde_json::json;

haicap_kit::event_kinds! {
    /// What happens to a target, from its announcement on.
    pub(crate) TargetEvent of "target" {
        Announced = "inspection-teams.target.announced", "Đã công bố quyết định tại đối tượng", "The decision was announced to a target";
        ExtensionRequested = "inspection-teams.target.extension_requested", "Đã đề nghị gia hạn", "An extension was requested";
        ExtensionDecided = "inspection-teams.target.extension_decided", "Đã quyết định về việc gia hạn", "An extension was decided on";
        Cancelled = "inspection-teams.target.cancelled", "Chương trình tại đối tượng đã bị hủy", "The programme at a target was called off";
        Suspended = "inspection-teams.target.suspended", "Tạm dừng kiểm tra, giám sát", "The examination of a target was suspended";
        Resumed = "inspection-teams.target.resumed", "Tiếp tục kiểm tra, giám sát", "The examination of a target was resumed";
    }
}

/// The fact that the programme was called off that had been announced to a target.
pub(crate) fn cancelled_event(target: &Target) -> Event {
    event(TargetEvent::Cancelled, target, true)
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
    // What is asked for more time is no business of the target.
    event(kind, after, act != Act::RequestExtension)
}

fn event(kind: TargetEvent, after: &Target, is_told: bool) -> Event {
    let data = json!({
        "programme": after.programme_id,
        "organization": after.organization,
        "round": after.round,
        "phase": after.phase,
        "announced_on": after.announced_on(),
        "is_suspended": after.is_suspended(),
    });
    let concerned = is_told.then_some(&after.organization);
    Event::of(kind, after.id).concerns(concerned).data(&data)
}

pub(super) fn event_kinds() -> Vec<EventKind> {
    TargetEvent::documented(&json!({
        "type": "object",
        "required": [
            "programme", "organization", "round", "phase", "announced_on", "is_suspended",
        ],
        "properties": {
            "programme": { "type": "string", "format": "uuid" },
            "organization": { "type": "string", "description": "The target, by code." },
            "round": { "type": "string", "description": "The round, by its code." },
            "phase": { "type": "string" },
            "announced_on": { "type": ["string", "null"], "format": "date" },
            "is_suspended": { "type": "boolean" },
        },
    }))
}
