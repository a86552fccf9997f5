//! The reporting service, through its front door.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "set-up that fails, and JSON that lacks a member, fail the test"
)]

mod access_log;
mod begun;
mod city;
mod consolidation;
mod definitions;
mod documents;
mod drafts;
mod hostile;
mod invariants;
mod keys;
mod leaders;
mod order;
mod periods;
mod reports;
mod state;
mod walk;
mod workbooks;
