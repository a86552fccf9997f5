//! How any service runs: what `/{service}/v1/…` has in common, written once.
//!
//! The kit knows no noun of the domain. A service hands it a [`Service`] value; the kit checks tokens, reads bodies,
//! writes problems, keeps idempotency keys and the event log, draws the OpenAPI document, and starts and stops.

mod api;
pub mod auth;
pub mod change;
mod clock;
mod command;
mod config;
pub mod db;
pub mod document;
pub mod events;
mod figures;
mod host;
pub mod http;
mod neighbour;
pub mod people;
pub mod quarantine;
mod routes;
pub mod server;
mod service;
pub mod storage;
pub mod telemetry;
pub mod worker;

pub use change::{Stop, Work};
pub use clock::Clock;
pub use command::{Exit, run, told_to_end};
pub use config::Config;
pub use config::faults::ConfigFaults;
pub use figures::{Figure, Figures};
pub use host::{Host, SeesEvents};
pub use neighbour::{Neighbour, Origins};
pub use routes::Routes;
pub use service::{Configure, EventKind, Prepared, Service};
