//! What the service tells: one fact for each change, and whom it concerns.

mod requirements;

pub(crate) use requirements::{act_event, entered_event};

use haicap_kit::EventKind;

/// Every fact that the service publishes.
#[must_use]
pub fn event_kinds() -> Vec<EventKind> {
    requirements::event_kinds()
}
