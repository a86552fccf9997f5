//! How the service is spoken to: one file a noun.

mod call;
mod decisions;
mod duties;
mod input;
mod persons;
mod programmes;
mod proposals;
mod requirements;
mod rule_packs;
mod targets;
mod teams;

use crate::domain::rights::{may_enter, may_enter_pack, may_prepare};
use chrono::NaiveDate;
use haicap_kit::Routes;
use haicap_reference::{Creation, Directory};
use haicap_types::{Actor, Denial};

/// What can be entered: of requirements, the own ones of an organization, or those that it alone has to meet.
pub const CREATIONS: &[Creation] = &[
    Creation {
        collection: "requirements",
        right: |actor, _, _| may_enter(actor, &actor.organization, std::slice::from_ref(&actor.organization)),
    },
    Creation { collection: "rule-packs", right: |actor, _, _| may_enter_pack(actor) },
    Creation { collection: "programmes", right: may_prepare_own },
    Creation { collection: "persons", right: may_prepare_own },
];

fn may_prepare_own(actor: &Actor, directory: &Directory, _: NaiveDate) -> Result<(), Denial> {
    may_prepare(actor, directory.get(&actor.organization).map(|one| one.kind))
}

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
