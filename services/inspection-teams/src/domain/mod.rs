//! The rules: pure functions of what is known, the actor and the time.

pub mod requirement;
pub mod rights;

/// Why somebody does something.
pub type Reason = haicap_types::Prose<2_000>;
