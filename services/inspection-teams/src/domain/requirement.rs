//! Requirements: what a higher organization asks to be inspected or supervised.

mod act;
mod command;
mod decide;
mod permit;
mod refusal;
#[cfg(test)]
pub(crate) mod tests;

pub use act::Act;
pub use command::Command;
pub use decide::decide;
pub use permit::{permit, two_people};
pub use refusal::Refusal;

use super::Reason;
use crate::vocabulary::RequirementState;
use chrono::{DateTime, NaiveDate, Utc};
use haicap_types::{Actor, Line, OrganizationCode, Prose, Signature};
use uuid::Uuid;

/// The most organizations that one requirement asks something of.
pub const ADDRESSEES_MAX: usize = 50;

/// A requirement, from the day on which it is entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requirement {
    /// Its id.
    pub id: Uuid,
    /// What its document says. It never changes.
    pub asked: Asked,
    /// Where it stands.
    pub state: RequirementState,
    /// Who entered it, and when.
    pub entered: Signature,
    /// How it was closed.
    pub closed: Option<Closed>,
    /// Counts its changes.
    pub version: i32,
}

/// What the document of a requirement says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The organization that asks.
    pub issuer: OrganizationCode,
    /// The organizations that are asked, in the order of the document.
    pub addressees: Vec<OrganizationCode>,
    /// The number and symbol of the document, as it stands there.
    pub document_number: Line<100>,
    /// The date of the document.
    pub issued_on: NaiveDate,
    /// What it is called.
    pub title: Line<300>,
    /// What is asked.
    pub content: Prose<10_000>,
    /// Until when.
    pub due_on: Option<NaiveDate>,
}

/// How a requirement was closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closed {
    /// Who closed it, and when.
    pub signature: Signature,
    /// Why.
    pub reason: Reason,
}

impl Requirement {
    /// A requirement as somebody enters it.
    #[must_use]
    pub fn entered(id: Uuid, asked: Asked, actor: &Actor, now: DateTime<Utc>) -> Self {
        Self {
            id,
            asked,
            state: RequirementState::Open,
            entered: Signature { by: actor.subject.clone(), at: now },
            closed: None,
            version: 1,
        }
    }

    /// The organizations whose own it is.
    pub fn concerned(&self) -> impl Iterator<Item = &OrganizationCode> {
        self.asked.concerned()
    }
}

impl Asked {
    /// The organization that asks, and those that are asked.
    pub fn concerned(&self) -> impl Iterator<Item = &OrganizationCode> {
        std::iter::once(&self.issuer).chain(&self.addressees)
    }
}
