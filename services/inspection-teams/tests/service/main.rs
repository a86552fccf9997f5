//! The inspection-teams service, through its front door.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "set-up that fails, and JSON that lacks a member, fail the test"
)]

mod city;
mod duties;
mod hostile;
mod insiders;
mod programmes;
mod requirements;
mod rule_packs;
mod targets;
