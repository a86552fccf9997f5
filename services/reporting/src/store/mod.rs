//! What is remembered: one file a noun, one function a question.

pub mod completeness;
pub mod consolidation;
pub mod forms;
pub mod indicators;
pub mod obligations;
pub mod periods;
pub mod regimes;
pub mod reports;
pub mod submissions;

/// A definition as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept<T> {
    /// The organization that defined it, and alone changes it.
    pub owner: haicap_types::OrganizationCode,
    /// The definition.
    pub thing: T,
    /// Counts its changes.
    pub version: i32,
}
