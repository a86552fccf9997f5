//! What the service tells: one fact for each change, and whom it concerns.

mod programmes;
mod requirements;
mod rule_packs;
mod targets;
mod teams;

pub(crate) use programmes::{drafted_event, issued_event, programme_event, ruled_event};
pub(crate) use requirements::{act_event, entered_event};
pub(crate) use rule_packs::pack_entered_event;
pub(crate) use targets::{cancelled_event, target_event};
pub(crate) use teams::{PersonFileEvent, TeamEvent, declared_event, person_event, team_event};

use haicap_kit::EventKind;

/// Every fact that the service publishes.
#[must_use]
pub fn event_kinds() -> Vec<EventKind> {
    [
        programmes::event_kinds(),
        requirements::event_kinds(),
        rule_packs::event_kinds(),
        targets::event_kinds(),
        teams::event_kinds(),
    ]
    .concat()
}
