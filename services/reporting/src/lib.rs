//! The reporting service: who reports which figures to whom, by when, and what they add up to.

pub mod api;
pub mod background;
pub mod domain;
pub mod facts;
mod service;
pub mod store;
pub mod vocabulary;
pub mod work;
pub mod workbook;

pub use service::SERVICE;
