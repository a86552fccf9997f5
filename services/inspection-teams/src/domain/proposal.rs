//! Proposals: what the conducting organization puts before the deciding one, as it was put.

mod act;
mod decide;
mod refusal;
mod snapshot;
#[cfg(test)]
mod tests;

pub use act::Act;
pub use decide::{Command, decide, permit, programme_after, two_people};
pub use refusal::Refusal;
pub use snapshot::{Paper, ProposedMember, ProposedTeam, Snapshot};

use super::Reason;
use crate::vocabulary::ProposalState;
use chrono::{DateTime, Utc};
use haicap_types::{Actor, Signature};
use uuid::Uuid;

/// A proposal, from the moment at which it is submitted. What it says never changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Its id.
    pub id: Uuid,
    /// The programme.
    pub programme_id: Uuid,
    /// What was put before the deciding organization.
    pub snapshot: Snapshot,
    /// The hash of that.
    pub hash: String,
    /// The subjects of those who wrote something of it: none of them rules on it.
    pub contributors: Vec<String>,
    /// Where it stands.
    pub state: ProposalState,
    /// Who submitted it, and when.
    pub submitted: Signature,
    /// What became of it.
    pub ruled: Option<Ruled>,
    /// Counts its changes.
    pub version: i32,
}

impl Proposal {
    /// A proposal as somebody submits it.
    #[must_use]
    pub fn submitted(
        id: Uuid,
        snapshot: Snapshot,
        contributors: Vec<String>,
        actor: &Actor,
        now: DateTime<Utc>,
    ) -> Self {
        Self {
            id,
            programme_id: snapshot.programme,
            hash: snapshot.hash(),
            snapshot,
            contributors,
            state: ProposalState::Submitted,
            submitted: Signature { by: actor.subject.clone(), at: now },
            ruled: None,
            version: 1,
        }
    }
}

/// What became of a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruled {
    /// Who said so, and when.
    pub signature: Signature,
    /// Why; none where it was approved.
    pub reason: Option<Reason>,
}
