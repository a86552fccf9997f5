//! The caller, and the directory in sum.

use utoipa_actix_web::service_config::ServiceConfig;

/// The routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.configure(haicap_reference::api::routes);
}
