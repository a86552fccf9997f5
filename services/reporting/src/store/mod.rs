//! What is remembered: one file a noun, one function a question.

pub mod cases;
pub mod completeness;
pub mod consolidation;
pub mod forms;
pub mod indicators;
pub mod obligations;
pub mod periods;
pub mod regimes;
pub mod reports;
pub mod requests;
pub mod submissions;
pub mod waiting;

use diesel::result::QueryResult;
use haicap_types::OrganizationCode;

/// A definition as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept<T> {
    /// The organization that defined it, and alone changes it.
    pub owner: OrganizationCode,
    /// The definition.
    pub thing: T,
    /// Counts its changes.
    pub version: i32,
}

/// Definitions that were read.
pub type Definitions<T> = QueryResult<Vec<Kept<T>>>;
