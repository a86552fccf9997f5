//! What must never be, as tests: sentences about the repository itself that a program can check.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a rule that cannot read the repository has to fail"
)]

mod circles;
mod compose;
mod dependencies;
mod hostile;
mod layers;
mod migrations;
mod repository;
mod source;
mod sql;
mod text;
