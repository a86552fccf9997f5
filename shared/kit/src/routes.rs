//! A service's routes, which its server answers and its document describes.

use actix_web::dev::HttpServiceFactory;
use actix_web::web;
use utoipa::openapi::{Paths, RefOr, Schema};
use utoipa_actix_web::OpenApiFactory;

/// What a service adds its handlers to. Each thread of a server gathers them anew, and nobody reads the document there:
/// describing them takes longer than anything else at the start, so that is done for the document only.
pub struct Routes<'a>(Purpose<'a>);

enum Purpose<'a> {
    Answer(&'a mut web::ServiceConfig),
    Describe(&'a mut Described),
}

/// What handlers say of themselves.
#[derive(Default)]
pub(crate) struct Described {
    pub(crate) paths: Paths,
    pub(crate) schemas: Vec<(String, RefOr<Schema>)>,
}

impl<'a> Routes<'a> {
    pub(crate) fn answer(config: &'a mut web::ServiceConfig) -> Self {
        Self(Purpose::Answer(config))
    }

    pub(crate) fn describe(described: &'a mut Described) -> Self {
        Self(Purpose::Describe(described))
    }

    /// Adds a handler.
    pub fn service(&mut self, handler: impl HttpServiceFactory + OpenApiFactory + 'static) -> &mut Self {
        match &mut self.0 {
            Purpose::Answer(config) => {
                config.service(handler);
            }
            Purpose::Describe(described) => {
                described.paths.merge(handler.paths());
                handler.schemas(&mut described.schemas);
            }
        }
        self
    }

    /// Adds the handlers of a room.
    pub fn configure(&mut self, routes: impl FnOnce(&mut Routes<'_>)) -> &mut Self {
        routes(self);
        self
    }
}
