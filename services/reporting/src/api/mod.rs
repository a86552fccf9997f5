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

use haicap_kit::Routes;

/// Every route under `/reporting/v1`.
pub fn routes(routes: &mut Routes<'_>) {
    routes
        .configure(haicap_reference::api::routes)
        .configure(indicators::routes)
        .configure(forms::routes)
        .configure(regimes::routes)
        .configure(periods::routes)
        .configure(obligations::routes)
        .configure(submissions::routes)
        .configure(workbooks::routes)
        .configure(consolidations::routes)
        .configure(completeness::routes)
        .configure(reports::routes)
        .configure(duties::routes);
}
