//! What a change brings about, saved and told in its transaction, whoever makes it: a caller, the calendar, or another
//! service's fact.

mod apply;
mod periods;

pub use apply::apply;
pub(crate) use periods::open_begun;
