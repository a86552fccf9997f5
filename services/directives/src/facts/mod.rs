//! The facts that the service tells about its things, and whom they concern.

mod assignments;
mod directives;

pub use assignments::assigned_event;
pub(crate) use assignments::{change_event, period_event};
pub(crate) use directives::directive_event;

use haicap_kit::EventKind;

/// The facts about directives, number books, terms and assignments.
#[must_use]
pub fn event_kinds() -> Vec<EventKind> {
    let mut kinds = directives::event_kinds();
    kinds.extend(assignments::event_kinds());
    kinds
}
