//! How the service is spoken to: one file a noun.

mod decisions;
mod duties;
mod persons;
mod programmes;
mod proposals;
mod requirements;
mod rule_packs;
mod targets;
mod teams;

use crate::domain::rights::{may_enter, may_enter_pack};
use haicap_kit::Routes;
use haicap_reference::Creation;

/// What can be entered: of requirements, the own ones of an organization, or those that it alone has to meet.
pub const CREATIONS: &[Creation] = &[
    Creation {
        collection: "requirements",
        right: |actor, _, _| may_enter(actor, &actor.organization, std::slice::from_ref(&actor.organization)),
    },
    Creation { collection: "rule-packs", right: |actor, _, _| may_enter_pack(actor) },
];

/// Every route under `/inspection-teams/v1`.
pub fn routes(routes: &mut Routes<'_>) {
    routes
        .configure(haicap_reference::api::routes)
        .configure(rule_packs::routes)
        .configure(requirements::routes)
        .configure(programmes::routes)
        .configure(proposals::routes)
        .configure(decisions::routes)
        .configure(persons::routes)
        .configure(teams::routes)
        .configure(targets::routes)
        .configure(duties::routes);
}
