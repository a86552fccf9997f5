//! The directives service: who owes what, by when, is it done, and who confirmed it. It also owns the directory of
//! organizations and the working calendar, which the other services follow by its feed.

pub mod api;
pub mod background;
pub mod domain;
pub mod facts;
mod figures;
pub mod reactions;
mod service;
pub mod store;
pub mod vocabulary;
pub mod work;

pub use service::SERVICE;
