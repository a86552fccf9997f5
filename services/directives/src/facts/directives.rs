use crate::domain::directive::{Action, Directive};
use haicap_kit::EventKind;
use haicap_kit::events::Event;
use haicap_types::DirectiveState;
use serde_json::{Value, json};

/// A fact about a directive. A draft concerns nobody yet, so that nobody learns of it from the feed; its history is
/// read by those who see it.
pub(crate) fn directive_event(kind: &'static str, directive: &Directive, data: &Value) -> Event {
    let event = Event::new(kind, "directive", directive.id).data(data);
    match directive.state {
        DirectiveState::Draft => event,
        _ => event.concerns(&directive.concerned),
    }
}

/// The facts.
pub(super) fn event_kinds() -> Vec<EventKind> {
    let text = json!({ "type": "string" });
    let nullable = json!({ "type": ["string", "null"] });
    let id = json!({ "type": "string", "format": "uuid" });
    let count = json!({ "type": "integer", "minimum": 0 });
    let in_force = object(&json!({
        "state": text, "before": text, "number": nullable, "issued_on": nullable, "assignments": count,
    }));
    let codes = json!({ "type": "array", "items": text });
    vec![
        kind("directives.directive.drafted", "A draft was begun.", object(&json!({ "issuer": text }))),
        kind(
            Action::Edit.event(),
            "A draft was changed; the names of what changed.",
            object(&json!({ "changed": codes })),
        ),
        kind(Action::Issue.event(), "A directive was issued; its assignments were made.", in_force.clone()),
        kind(Action::Register.event(), "A directive issued elsewhere was registered.", in_force),
        kind(
            Action::Supersede.event(),
            "Another directive took its place.",
            object(&json!({ "state": text, "before": text, "by": id })),
        ),
        kind(
            Action::Revoke.event(),
            "A directive was revoked: by decision, or by another directive.",
            object(&json!({ "state": text, "before": text, "by": { "type": ["string", "null"], "format": "uuid" } })),
        ),
        kind(Action::Delete.event(), "A draft was thrown away.", object(&json!({ "issuer": text }))),
        kind(
            "directives.directive.attachment_added",
            "A file was added.",
            object(&json!({ "attachment": id, "sha256": text })),
        ),
        kind(
            "directives.number_book.opened",
            "A number book was opened.",
            object(&json!({ "scheme": text, "issuer_symbol": text, "issuers": codes })),
        ),
        kind(
            "directives.number_book.changed",
            "Other bodies number from a book.",
            object(&json!({ "before": codes, "after": codes })),
        ),
        kind(
            "directives.term.begun",
            "A committee's term was entered: Party numbers begin again.",
            object(&json!({ "starts_on": text, "ends_on": nullable })),
        ),
    ]
}

const fn kind(kind: &'static str, summary: &'static str, data: Value) -> EventKind {
    EventKind { kind, summary, data }
}

fn object(properties: &Value) -> Value {
    let required: Vec<_> = properties.as_object().into_iter().flat_map(|fields| fields.keys().cloned()).collect();
    json!({ "type": "object", "properties": properties, "required": required })
}
