//! What holds between services when processes are killed, restored and stopped: the services' own programs, each on a
//! database of its own. And what holds of their schemas, forwards and backwards.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "set-up that fails, and JSON that lacks a member, end the test"
)]

mod catalogue;
mod city;
mod copies;
mod edits;
mod migrations;
mod process;
mod reported;
mod restored;
mod retries;
mod schema;
mod states;
mod stopping;
mod wait;
