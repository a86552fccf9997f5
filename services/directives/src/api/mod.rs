//! How the service is spoken to: one file a noun, in the order in which a caller meets them.

pub mod assignments;
mod attachments;
pub mod audiences;
pub mod calendar;
pub mod call;
pub mod coverage;
pub mod directives;
mod directory;
pub mod exchange;
mod input;
pub mod me;
pub mod number_books;
pub mod organizations;
pub mod oversight;
mod refs;
pub mod territories;
pub mod tracking_sheet;

use crate::domain::register::{authority_over, is_city_office};
use crate::domain::rights::{DirectoryAct, may_begin_term, may_directory, may_draft, may_keep_book};
use haicap_kit::{EventKind, Routes};
use haicap_reference::Creation;

/// What can be created: documents and number books of the own organization, terms of the committee, and the directory.
pub const CREATIONS: &[Creation] = &[
    Creation {
        collection: "directives",
        right: |actor, directory, on| {
            may_draft(actor, authority_over(directory, &actor.organization, &actor.organization, on))
        },
    },
    Creation {
        collection: "number-books",
        right: |actor, directory, on| {
            may_keep_book(actor, authority_over(directory, &actor.organization, &actor.organization, on))
        },
    },
    Creation {
        collection: "terms",
        right: |actor, directory, on| may_begin_term(actor, is_city_office(directory, &actor.organization, on)),
    },
    Creation { collection: "organizations", right: |actor, _, _| may_directory(actor, DirectoryAct::EditOrganization) },
    Creation { collection: "audiences", right: |actor, _, _| may_directory(actor, DirectoryAct::EditAudience) },
    Creation { collection: "oversight", right: |actor, _, _| may_directory(actor, DirectoryAct::EditOversight) },
];

/// Every route under `/directives/v1`.
pub fn routes(routes: &mut Routes<'_>) {
    // The router tries one pattern after the other: what is asked for most comes first.
    routes
        .configure(assignments::routes)
        .configure(directives::routes)
        .configure(me::routes)
        .configure(coverage::routes)
        .configure(tracking_sheet::routes)
        .configure(number_books::routes)
        .configure(organizations::routes)
        .configure(audiences::routes)
        .configure(oversight::routes)
        .configure(calendar::routes)
        .configure(exchange::routes)
        .configure(territories::routes);
}

/// Every fact that the service publishes.
#[must_use]
pub fn event_kinds() -> Vec<EventKind> {
    let mut kinds = organizations::event_kinds();
    kinds.extend(crate::facts::event_kinds());
    kinds
}
