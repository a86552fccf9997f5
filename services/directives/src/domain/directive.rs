//! A directive: a document of a leading body, from draft to its end.

mod act;
mod assigning;
mod change;
mod command;
mod content;
mod correction;
mod decide;
mod duplicate;
mod ending;
mod permit;
mod refusal;
#[cfg(test)]
pub(crate) mod tests;

pub use act::Act;
pub use assigning::{AssigningFault, intended_counts, members};
pub use change::{Change, Ended, Fact};
pub use command::{Command, Ending, Surroundings};
pub use content::{ClassificationFault, Content, Link, Signer, read_classification};
pub use correction::{Corrected, Correction};
pub use decide::{dated, decide};
pub use duplicate::is_same;
pub use ending::{ClauseDisposition, ClauseEffect, OpenAssignments, Settled};
pub use permit::{Outcome, permit};
pub use refusal::Refusal;

use super::text::Reason;
use crate::vocabulary::DirectiveState;
use chrono::{DateTime, Utc};
use haicap_types::OrganizationCode;
use uuid::Uuid;

/// A document that asks something of organizations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directive {
    /// Its id.
    pub id: Uuid,
    /// Counts its changes; the store raises it.
    pub version: i32,
    /// Where it stands.
    pub state: DirectiveState,
    /// What it says of itself.
    pub content: Content,
    /// The subject who drafted it.
    pub created_by_subject: String,
    /// The organization that the subject acted for.
    pub created_by_organization: OrganizationCode,
    /// When it was drafted.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// When it was issued or registered here.
    pub effective_at: Option<DateTime<Utc>>,
    /// When it was superseded or revoked.
    pub ended_at: Option<DateTime<Utc>>,
    /// What took its place.
    pub superseded_by: Option<Uuid>,
    /// Why it was revoked.
    pub revocation_reason: Option<Reason>,
    /// Whoever sees one of these organizations sees it: of a draft those who write it, later everybody that it is
    /// addressed to or asks something of.
    pub concerned: Vec<OrganizationCode>,
}

/// The organizations that write a draft: the one that issues it, and the one that drafts it.
fn writers(issuer: &OrganizationCode, drafter: &OrganizationCode) -> Vec<OrganizationCode> {
    let mut writers = vec![issuer.clone(), drafter.clone()];
    writers.dedup();
    writers
}

impl Directive {
    /// A new draft with a content in which nothing is wrong.
    #[must_use]
    pub fn draft(id: Uuid, content: Content, subject: &str, acting_for: &OrganizationCode, now: DateTime<Utc>) -> Self {
        Self {
            id,
            version: 1,
            state: DirectiveState::Draft,
            concerned: writers(&content.issuer, acting_for),
            content,
            created_by_subject: subject.to_owned(),
            created_by_organization: acting_for.clone(),
            created_at: now,
            updated_at: now,
            effective_at: None,
            ended_at: None,
            superseded_by: None,
            revocation_reason: None,
        }
    }

    /// Whether what it says holds now.
    #[must_use]
    pub const fn is_in_force(&self) -> bool {
        matches!(self.state, DirectiveState::Issued | DirectiveState::Registered)
    }
}
