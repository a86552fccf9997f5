use crate::domain::directive::{Change, Directive, Fact};
use crate::vocabulary::DirectiveState;
use haicap_kit::EventKind;
use haicap_kit::events::{Event, Kind};
use serde_json::{Value, json};
use uuid::Uuid;

haicap_kit::event_kinds! {
    /// What happens to a directive.
    pub(crate) DirectiveEvent of "directive" {
        Drafted = "directives.directive.drafted", "Đã soạn dự thảo văn bản", "A draft was begun";
        Edited = "directives.directive.edited", "Đã sửa dự thảo văn bản", "A draft was changed; the names of what changed";
        Issued = "directives.directive.issued", "Đã ban hành văn bản", "A directive was issued; its assignments were made";
        Registered = "directives.directive.registered", "Đã vào sổ văn bản", "A directive issued elsewhere was registered";
        Superseded = "directives.directive.superseded", "Văn bản bị thay thế", "Another directive took its place";
        Revoked = "directives.directive.revoked",
            "Văn bản bị thu hồi", "A directive was revoked: by decision, or by another directive";
        Corrected = "directives.directive.corrected", "Đã đính chính nội dung nhập của văn bản", "What was entered wrong was corrected; the names of what changed";
        Annulled = "directives.directive.annulled", "Đã hủy việc vào sổ văn bản", "A registration was taken back";
        Deleted = "directives.directive.deleted", "Đã xóa dự thảo văn bản", "A draft was deleted";
        AttachmentAdded = "directives.directive.attachment_added", "Đã đính kèm tệp vào văn bản", "A file was added";
    }
}

/// The fact that a draft was begun.
pub(crate) fn drafted_event(draft: &Directive) -> Event {
    event(DirectiveEvent::Drafted, draft, &json!({ "issuer": draft.content.issuer }))
}

/// The fact that a file was added to a directive.
pub(crate) fn attached_event(directive: &Directive, attachment: Uuid, sha256: &str) -> Event {
    let data = json!({ "attachment": attachment, "sha256": sha256 });
    event(DirectiveEvent::AttachmentAdded, directive, &data)
}

/// The fact that something happened to a directive.
pub(crate) fn directive_event(before: &Directive, change: &Change) -> Event {
    let after = &change.directive;
    let data = match &change.fact {
        Fact::Edited { changed, .. } => json!({ "changed": changed }),
        Fact::CameIntoForce { assignments, .. } => json!({
            "state": after.state, "before": before.state, "number": after.content.number,
            "issued_on": after.content.issued_on, "assignments": assignments.len(),
        }),
        Fact::Superseded { by, .. } => json!({ "state": after.state, "before": before.state, "by": by }),
        Fact::Revoked { by, .. } => json!({ "state": after.state, "before": before.state, "by": by }),
        Fact::Corrected { correction, assignments, .. } => json!({
            "correction": correction.id, "assignments": assignments.len(),
            "changed": correction.after.as_object().into_iter().flat_map(|fields| fields.keys()).collect::<Vec<_>>(),
        }),
        Fact::Annulled { .. } => json!({ "state": after.state, "before": before.state }),
        Fact::Deleted => json!({ "issuer": after.content.issuer }),
    };
    event(kind(change), after, &data)
}

const fn kind(change: &Change) -> DirectiveEvent {
    match change.fact {
        Fact::Edited { .. } => DirectiveEvent::Edited,
        Fact::CameIntoForce { .. } if matches!(change.directive.state, DirectiveState::Issued) => {
            DirectiveEvent::Issued
        }
        Fact::CameIntoForce { .. } => DirectiveEvent::Registered,
        Fact::Superseded { .. } => DirectiveEvent::Superseded,
        Fact::Revoked { .. } => DirectiveEvent::Revoked,
        Fact::Corrected { .. } => DirectiveEvent::Corrected,
        Fact::Annulled { .. } => DirectiveEvent::Annulled,
        Fact::Deleted => DirectiveEvent::Deleted,
    }
}

/// A draft concerns nobody yet, so that nobody learns of it from the feed; its history is read by those who see it.
fn event(kind: DirectiveEvent, directive: &Directive, data: &Value) -> Event {
    let event = Event::of(kind, directive.id).data(data);
    match directive.state {
        DirectiveState::Draft => event,
        _ => event.concerns(&directive.concerned),
    }
}

/// The facts about directives.
pub(super) fn event_kinds() -> Vec<EventKind> {
    DirectiveEvent::ALL.iter().map(|kind| kind.described(data(*kind))).collect()
}

/// What the events of a kind carry.
fn data(kind: DirectiveEvent) -> Value {
    let text = json!({ "type": "string" });
    let nullable = json!({ "type": ["string", "null"] });
    let id = json!({ "type": "string", "format": "uuid" });
    match kind {
        DirectiveEvent::Drafted | DirectiveEvent::Deleted => super::object(&json!({ "issuer": text })),
        DirectiveEvent::Edited => super::object(&json!({ "changed": { "type": "array", "items": text } })),
        DirectiveEvent::Issued | DirectiveEvent::Registered => super::object(&json!({
            "state": text, "before": text, "number": nullable, "issued_on": nullable,
            "assignments": { "type": "integer", "minimum": 0 },
        })),
        DirectiveEvent::Corrected => super::object(&json!({
            "correction": id, "changed": { "type": "array", "items": text },
            "assignments": { "type": "integer", "minimum": 0 },
        })),
        DirectiveEvent::Annulled => super::object(&json!({ "state": text, "before": text })),
        DirectiveEvent::Superseded => super::object(&json!({ "state": text, "before": text, "by": id })),
        DirectiveEvent::Revoked => super::object(&json!({
            "state": text, "before": text, "by": { "type": ["string", "null"], "format": "uuid" },
        })),
        DirectiveEvent::AttachmentAdded => super::object(&json!({ "attachment": id, "sha256": text })),
    }
}
