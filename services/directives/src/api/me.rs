//! The caller, and the directory in sum.

use haicap_kit::Routes;

/// The routes.
pub fn routes(routes: &mut Routes<'_>) {
    routes.configure(haicap_reference::api::routes);
}
