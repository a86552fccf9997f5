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

use haicap_kit::{EventKind, Routes};

/// Every route under `/directives/v1`.
pub fn routes(routes: &mut Routes<'_>) {
    routes
        .configure(organizations::routes)
        .configure(audiences::routes)
        .configure(oversight::routes)
        .configure(calendar::routes)
        .configure(exchange::routes)
        .configure(territories::routes)
        .configure(directives::routes)
        .configure(coverage::routes)
        .configure(tracking_sheet::routes)
        .configure(number_books::routes)
        .configure(assignments::routes)
        .configure(me::routes);
}

/// Every fact that the service publishes.
#[must_use]
pub fn event_kinds() -> Vec<EventKind> {
    let mut kinds = organizations::event_kinds();
    kinds.extend(crate::facts::event_kinds());
    kinds
}
