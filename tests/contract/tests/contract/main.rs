//! The documents against the code, and against themselves.
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "what cannot be read fails the test")]

mod document;
mod roles;
mod router;
mod sample;
