//! What the service tells: one fact for each change, and whom it concerns.

mod definitions;
mod obligations;
mod periods;
mod reports;

pub(crate) use definitions::{FormEvent, IndicatorEvent, RegimeEvent, definition_event};
pub(crate) use obligations::{ObligationEvent, change_event, inherited_event};
pub(crate) use periods::{opened_event, rescheduled_event};
pub(crate) use reports::{Served, act_event, drafted_event, stale_event};

use haicap_kit::EventKind;

/// Every fact that the service publishes.
#[must_use]
pub fn event_kinds() -> Vec<EventKind> {
    [definitions::event_kinds(), periods::event_kinds(), obligations::event_kinds(), reports::event_kinds()].concat()
}
