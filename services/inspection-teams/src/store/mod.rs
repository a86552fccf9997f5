//! What is remembered: one file a noun, one function a question.

pub mod decisions;
pub mod declarations;
pub mod duties;
pub mod persons;
pub mod preparations;
pub mod programmes;
pub mod proposals;
pub mod requirements;
pub mod rule_packs;
pub mod targets;
pub mod teams;
