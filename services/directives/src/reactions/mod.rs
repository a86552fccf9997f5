//! What other services' facts bring about here.

mod reporting;

pub use reporting::{REPORTING, apply_reports, follow_reporting};
