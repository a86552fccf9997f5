//! What the service decides: pure functions of the thing, the command, the actor and the time.

pub mod assignment;
pub mod attachment;
pub mod clause;
pub mod coverage;
pub mod directive;
pub mod document_number;
pub mod follow_up;
pub mod fulfilment;
pub mod health;
pub mod number_book;
pub mod register;
pub mod rights;
pub mod text;
