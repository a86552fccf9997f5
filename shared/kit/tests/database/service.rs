use actix_web::web;
use futures_util::FutureExt;
use haicap_kit::events::Sight;
use haicap_kit::{Prepared, Service};
use std::sync::Arc;

/// As little as a service can be.
pub(crate) const SERVICE: Service = Service {
    name: "files",
    schema: "files",
    title: "Files",
    description: "Has the tables of every service.",
    tags: &[],
    neighbours: &[],
    figures: &[],
    migrations: Vec::new,
    routes: |_| {},
    vocabulary: Vec::new,
    events: Vec::new,
    titles: &[],
    prepare: |_| {
        async {
            let configure = Arc::new(|_: &mut web::ServiceConfig| {});
            Ok(Prepared { sees: Arc::new(|_| Sight::Nothing), configure, workers: Vec::new(), followers: Vec::new() })
        }
        .boxed()
    },
};
