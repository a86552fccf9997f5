//! The facts that the service tells about its things, and whom they concern.

mod assignments;
mod directives;
mod number_books;

pub use assignments::assigned_event;
pub(crate) use assignments::{change_event, period_event};
pub(crate) use directives::{attached_event, directive_event, drafted_event};
pub(crate) use number_books::{book_changed_event, book_opened_event, term_begun_event};

use haicap_kit::EventKind;
use serde_json::{Value, json};

/// The facts about directives, number books, terms and assignments.
#[must_use]
pub fn event_kinds() -> Vec<EventKind> {
    let mut kinds = directives::event_kinds();
    kinds.extend(number_books::event_kinds());
    kinds.extend(assignments::event_kinds());
    kinds
}

/// The schema of data that always has all of these properties.
fn object(properties: &Value) -> Value {
    let required: Vec<_> = properties.as_object().into_iter().flat_map(|fields| fields.keys().cloned()).collect();
    json!({ "type": "object", "properties": properties, "required": required })
}
