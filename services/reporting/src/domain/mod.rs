//! What is decided, and by which rules: pure functions of things, commands and the time.

pub mod consolidation;
pub mod contribution;
pub mod coverage;
pub mod exact;
pub mod form;
pub mod indicator;
pub mod obligation;
pub mod period;
pub mod regime;
pub mod report;
pub mod rights;
pub mod rule;
#[cfg(test)]
mod samples;
pub mod submission;
pub mod timetable;
pub mod value;

/// What somebody says about something, or why they do it.
pub type Remark = haicap_types::Prose<2_000>;
