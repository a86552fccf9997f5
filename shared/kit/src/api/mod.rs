//! Routes that every service has: its events, its words, its problem pages, its document.

pub(crate) mod events;
pub(crate) mod pages;
pub(crate) mod vocabulary;

use crate::routes::Routes;

/// The routes under `/{service}/v1`.
pub(crate) fn routes(routes: &mut Routes<'_>) {
    routes.service(events::list_events).service(vocabulary::get_vocabulary);
}
