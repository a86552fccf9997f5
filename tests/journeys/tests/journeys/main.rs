//! What holds between services when processes are killed, restored and stopped: the services' own programs, each on a
//! database of its own.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "set-up that fails, and JSON that lacks a member, end the test"
)]

mod city;
mod copies;
mod edits;
mod process;
mod reported;
mod restored;
mod retries;
mod stopping;
mod wait;
