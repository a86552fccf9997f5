use crate::domain::requirement::{Act, Asked, Requirement};
use haicap_kit::EventKind;
use haicap_kit::events::{Event, Kind};
use serde_json::json;

haicap_kit::event_kinds! {
    /// What happens to a requirement.
    pub(crate) RequirementEvent of "requirement" {
        Entered = "inspection-teams.requirement.entered", "Đã nhập yêu cầu của cấp trên", "A requirement of a higher organization was entered";
        Closed = "inspection-teams.requirement.closed", "Đã kết thúc yêu cầu của cấp trên", "A requirement was closed";
    }
}

/// The fact that a requirement was entered.
pub(crate) fn entered_event(new: &Requirement) -> Event {
    event(RequirementEvent::Entered, new)
}

/// The fact that something happened to a requirement.
pub(crate) fn act_event(act: Act, after: &Requirement) -> Event {
    let kind = match act {
        Act::Close => RequirementEvent::Closed,
    };
    event(kind, after)
}

/// A fact about a requirement: told to whoever sees the requirement.
fn event(kind: RequirementEvent, requirement: &Requirement) -> Event {
    let Asked { issuer, addressees, document_number, issued_on, due_on, .. } = &requirement.asked;
    let data = json!({
        "issuer": issuer,
        "addressees": addressees,
        "document_number": document_number,
        "issued_on": issued_on,
        "due_on": due_on,
        "state": requirement.state,
    });
    Event::of(kind, requirement.id).concerns(requirement.concerned()).data(&data)
}

pub(super) fn event_kinds() -> Vec<EventKind> {
    RequirementEvent::documented(&json!({
        "type": "object",
        "required": ["issuer", "addressees", "document_number", "issued_on", "due_on", "state"],
        "properties": {
            "issuer": { "type": "string", "description": "The organization that asks." },
            "addressees": { "type": "array", "items": { "type": "string" }, "description": "The organizations that are asked." },
            "document_number": { "type": "string" },
            "issued_on": { "type": "string", "format": "date" },
            "due_on": { "type": ["string", "null"], "format": "date" },
            "state": { "type": "string" },
        },
    }))
}
