//! The inspection-teams service: who is inspected by whom, what was found, and whether it was remedied.

pub mod api;
mod service;

pub use service::SERVICE;
