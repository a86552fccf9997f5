//! The inspection-teams service: who is inspected by whom, what was found, and whether it was remedied.

pub mod api;
pub mod domain;
pub mod facts;
mod service;
pub mod store;
pub mod vocabulary;

pub use service::SERVICE;
