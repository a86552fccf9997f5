//! The directives service, through its front door.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "set-up that fails, and JSON that lacks a member, fail the test"
)]

mod city;
mod corrections;
mod dice;
mod directives;
mod directory;
mod endings;
mod exchange;
mod exports;
mod health;
mod hostile;
mod invariants;
mod life;
mod limits;
mod log;
mod order;
mod oversight;
mod races;
mod reactions;
mod registering;
mod sight;
mod successors;
mod trees;
mod walk;
