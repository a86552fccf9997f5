//! How a service is tested: started as in production, in a schema of its own, and spoken to over HTTP.
//!
//! Never ships. A failing set-up panics: there is no caller who could do anything about it.
#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot be set up ends there, and JSON that lacks a member fails the test"
)]

mod answer;
mod database;
pub mod hostile;
pub mod pdf;
mod running;
mod sample;

pub use answer::{Answer, Request};
pub use database::TestDatabase;
pub use running::{Persona, TestService};
pub use sample::Sample;
