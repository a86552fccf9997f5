//! The rules: pure functions of what is known, the actor and the time.

pub mod decision;
pub mod declaration;
pub mod person;
pub mod preparation;
pub mod programme;
pub mod proposal;
pub mod requirement;
pub mod rights;
pub mod rule_pack;
pub mod target;
pub mod team;

/// Why somebody does something.
pub type Reason = haicap_types::Prose<2_000>;
