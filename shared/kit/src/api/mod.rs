//! Routes that every service has: its events, its words, its problem pages, its document.

pub(crate) mod events;
pub(crate) mod pages;
pub(crate) mod vocabulary;

use utoipa_actix_web::service_config::ServiceConfig;

/// The routes under `/{service}/v1`.
pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(events::list_events).service(vocabulary::get_vocabulary);
}
