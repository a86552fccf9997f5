//! What a change brings about, saved and told in its transaction, whoever makes it: a caller or the calendar.

pub(crate) mod obligations;
pub(crate) mod periods;
pub(crate) mod reports;
