//! Documents are drawn in every form, and read back by other programs than those that drew them.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "what cannot be drawn or read back fails the test"
)]

mod charts;
mod docx;
mod forms;
mod layout;
mod pdf;
mod read;
mod sample;
mod xlsx;
