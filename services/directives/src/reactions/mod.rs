//! What other services' facts bring about here.

mod reporting;

pub use reporting::{apply_reports, follow_reporting};
