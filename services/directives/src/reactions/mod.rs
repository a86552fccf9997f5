//! What other services' facts bring about here.

mod reporting;

pub use reporting::follow_reporting;
