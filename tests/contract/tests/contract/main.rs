//! The documents against the code, and against themselves.
#![expect(clippy::expect_used, reason = "what cannot be read fails the test")]

mod document;
mod edge;
mod examples;
mod roles;
mod router;
mod sample;
