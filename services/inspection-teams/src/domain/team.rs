//! Teams: who examines which targets.

mod act;
mod check;
mod input;
mod permit;
#[cfg(test)]
mod tests;

pub use act::Act;
pub use check::{Check, CheckKind, Staff, check, of_members};
pub use input::{Frame, Membership, TeamContent};
pub use permit::{Refusal, permit};

use chrono::NaiveDate;
use haicap_types::Signature;
use uuid::Uuid;

/// A team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Team {
    /// Its id.
    pub id: Uuid,
    /// The programme.
    pub programme_id: Uuid,
    /// Its number within the programme, from 1.
    pub ordinal: i32,
    /// What it is.
    pub content: TeamContent,
    /// Who formed it, and when.
    pub formed: Signature,
    /// Counts its changes.
    pub version: i32,
}

impl Team {
    /// The members on a date, in their order.
    pub fn members_on(&self, on: NaiveDate) -> impl Iterator<Item = &Membership> {
        self.content.members.iter().filter(move |one| one.is_on(on))
    }
}
