//! Programmes: what is inspected or supervised, at which targets, in which rounds, and who decides on it.

mod act;
mod check;
mod command;
mod coverage;
mod decide;
mod permit;
mod plan;
mod refusal;
#[cfg(test)]
pub(crate) mod tests;
mod traffic;

pub use act::Act;
pub use check::{Frame, resolve};
pub use command::Command;
pub use coverage::{Coverage, Doubled, coverage};
pub use decide::decide;
pub use permit::{permit, two_people};
pub use plan::{ContentItem, Plan, Round, Targets};
pub use refusal::Refusal;
pub use traffic::{Meeting, meetings};

use super::Reason;
use crate::vocabulary::ProgrammeState;
use chrono::{DateTime, Utc};
use haicap_types::{Actor, OrganizationCode, Signature};
use uuid::Uuid;

/// A programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Programme {
    /// Its id.
    pub id: Uuid,
    /// The organization that conducts it.
    pub conducting: OrganizationCode,
    /// The organization that decides on it.
    pub deciding: OrganizationCode,
    /// What is to be done.
    pub plan: Plan,
    /// The organizations that are to be examined: those that the plan names, and those of its audience when it was
    /// written; by code.
    pub expected: Vec<OrganizationCode>,
    /// Where it stands.
    pub state: ProgrammeState,
    /// Who began it, and when.
    pub drafted: Signature,
    /// The subjects of those who wrote something of it: none of them decides on it.
    pub contributors: Vec<String>,
    /// Counts the changes of its teams.
    pub teams_version: i32,
    /// Why it was launched although targets belong to no team.
    pub uncovered_reason: Option<Reason>,
    /// Why it was discarded or cancelled.
    pub end_reason: Option<Reason>,
    /// Counts its changes.
    pub version: i32,
}

impl Programme {
    /// A programme as somebody begins it.
    #[must_use]
    pub fn drafted(id: Uuid, parties: Parties, written: Written, actor: &Actor, now: DateTime<Utc>) -> Self {
        Self {
            id,
            conducting: parties.conducting,
            deciding: parties.deciding,
            plan: written.plan,
            expected: written.expected,
            state: ProgrammeState::Drafting,
            drafted: Signature { by: actor.subject.clone(), at: now },
            contributors: vec![actor.subject.clone()],
            teams_version: 0,
            uncovered_reason: None,
            end_reason: None,
            version: 1,
        }
    }

    /// Notes that somebody wrote something of it.
    pub fn note_contributor(&mut self, actor: &Actor) {
        if !self.contributors.contains(&actor.subject) {
            self.contributors.push(actor.subject.clone());
        }
    }
}

/// The organizations between which a programme comes about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parties {
    /// The one that conducts it.
    pub conducting: OrganizationCode,
    /// The one that decides on it.
    pub deciding: OrganizationCode,
}

/// A plan that was checked, and the targets that follow from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The plan.
    pub plan: Plan,
    /// The organizations that are to be examined, by code.
    pub expected: Vec<OrganizationCode>,
}
