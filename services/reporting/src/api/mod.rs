//! How the service is spoken to: one file a noun.

mod duties;

use haicap_kit::Routes;

/// Every route under `/reporting/v1`.
pub fn routes(routes: &mut Routes<'_>) {
    routes.configure(haicap_reference::api::routes).configure(duties::routes);
}
