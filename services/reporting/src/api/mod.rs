//! How the service is spoken to: one file a noun, in the order in which a caller meets them.

mod blocking;
mod call;
mod completeness;
mod consolidations;
mod duties;
mod figure_value;
mod forms;
mod indicators;
mod obligations;
mod periods;
mod refs;
mod regimes;
mod reports;
mod submissions;
mod workbooks;

use crate::domain::rights::may_define;
use haicap_kit::Routes;
use haicap_reference::Creation;

/// What can be defined, by whoever follows others' work.
pub const CREATIONS: &[Creation] = &[definition("indicators"), definition("forms"), definition("regimes")];

const fn definition(collection: &'static str) -> Creation {
    Creation {
        collection,
        right: |actor, directory, today| {
            may_define(actor, !directory.overseen_by(&actor.organization, today).is_empty())
        },
    }
}

/// Every route under `/reporting/v1`.
pub fn routes(routes: &mut Routes<'_>) {
    // The router tries one pattern after the other: what is asked for most comes first.
    routes
        .configure(obligations::routes)
        .configure(submissions::routes)
        .configure(workbooks::routes)
        .configure(duties::routes)
        .configure(consolidations::routes)
        .configure(completeness::routes)
        .configure(reports::routes)
        .configure(periods::routes)
        .configure(regimes::routes)
        .configure(forms::routes)
        .configure(indicators::routes)
        .configure(haicap_reference::api::routes);
}
