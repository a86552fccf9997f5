//! How the service is spoken to: one file a noun.

mod duties;
mod requirements;

use crate::domain::rights::may_enter;
use haicap_kit::Routes;
use haicap_reference::Creation;

/// What can be entered: the own requirements of an organization, or those that it alone has to meet.
pub const CREATIONS: &[Creation] = &[Creation {
    collection: "requirements",
    right: |actor, _, _| may_enter(actor, &actor.organization, std::slice::from_ref(&actor.organization)),
}];

/// Every route under `/inspection-teams/v1`.
pub fn routes(routes: &mut Routes<'_>) {
    routes.configure(haicap_reference::api::routes).configure(requirements::routes).configure(duties::routes);
}
