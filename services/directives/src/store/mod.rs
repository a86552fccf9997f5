//! What the service remembers: one file a noun, one function a question, the connection first.

pub mod assignments;
pub(crate) mod attachments;
pub mod clauses;
pub mod corrections;
pub mod directives;
mod marks;
pub mod number_books;
pub mod unapplied_facts;
