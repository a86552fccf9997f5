use crate::events::{Follower, Titles};
use crate::figures::Figure;
use crate::host::{Host, SeesEvents};
use crate::neighbour::Neighbour;
use crate::routes::Routes;
use crate::worker::Worker;
use actix_web::web;
use diesel_migrations::EmbeddedMigrations;
use futures_util::future::BoxFuture;
use haicap_types::Term;
use serde_json::Value;
use std::sync::Arc;

/// A service is a value: the kit runs it, the tests start it, the document is drawn from it.
#[derive(Clone, Copy)]
pub struct Service {
    /// Its name, the first segment of its addresses.
    pub name: &'static str,
    /// Its schema in the database, and the role that uses it.
    pub schema: &'static str,
    /// The title of its document.
    pub title: &'static str,
    /// What it is for, in a paragraph of Markdown.
    pub description: &'static str,
    /// The groups of its operations: name and meaning.
    pub tags: &'static [(&'static str, &'static str)],
    /// The services whose logs it follows.
    pub neighbours: &'static [Neighbour],
    /// The figures of its rules that an operator may set.
    pub figures: &'static [Figure],
    /// Its migrations, beside the kit's.
    pub migrations: fn() -> Vec<EmbeddedMigrations>,
    /// Its routes under `/{name}/v1`.
    pub routes: fn(&mut Routes<'_>),
    /// Its lists of words.
    pub vocabulary: fn() -> Vec<(&'static str, Vec<Term>)>,
    /// The facts that it publishes.
    pub events: fn() -> Vec<EventKind>,
    /// How the things are called that its facts are about.
    pub titles: &'static [Titles],
    /// Loads what handlers need beside the host.
    pub prepare: fn(Arc<Host>) -> BoxFuture<'static, Result<Prepared, String>>,
}

/// A kind of fact, for the document.
#[derive(Debug, Clone)]
pub struct EventKind {
    /// Its name, such as `directives.assignment.completed`.
    pub kind: &'static str,
    /// What happened.
    pub label_vi: &'static str,
    /// The same in English.
    pub label_en: &'static str,
    /// The JSON schema of its `data`.
    pub data: Value,
}

/// Adds what handlers ask for.
pub type Configure = Arc<dyn Fn(&mut web::ServiceConfig) + Send + Sync>;

/// A service that is ready to answer.
pub struct Prepared {
    /// Which facts a caller sees.
    pub sees: SeesEvents,
    /// What handlers ask for beside the host.
    pub configure: Configure,
    /// Its own background work.
    pub workers: Vec<Worker>,
    /// What it does with the facts of its neighbours.
    pub followers: Vec<Follower>,
}

impl std::fmt::Debug for Service {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Service").field("name", &self.name).finish_non_exhaustive()
    }
}
