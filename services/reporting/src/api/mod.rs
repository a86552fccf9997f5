//! How the service is spoken to: one file a noun.

mod duties;

use utoipa_actix_web::service_config::ServiceConfig;

/// Every route under `/reporting/v1`.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.configure(haicap_reference::api::routes).configure(duties::routes);
}
