//! How the service is spoken to: one file a noun.

mod duties;
mod requirements;

use haicap_kit::Routes;

/// Every route under `/inspection-teams/v1`.
pub fn routes(routes: &mut Routes<'_>) {
    routes.configure(haicap_reference::api::routes).configure(requirements::routes).configure(duties::routes);
}
