//! The reporting service: who reports which figures to whom, by when, and what they add up to.

pub mod api;
pub mod domain;
mod service;

pub use service::SERVICE;
