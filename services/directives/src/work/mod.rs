//! What a change brings about, saved and told in its transaction, whoever makes it: a caller, the calendar, or another
//! service's fact.

pub(crate) mod assignments;
pub(crate) mod directives;
mod periods;

pub(crate) use periods::open_begun;
