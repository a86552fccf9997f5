//! Targets: how far the examination of an organization in a round has come, and how much time is left.

mod act;
mod clock;
mod decide;
mod permit;
mod refusal;
#[cfg(test)]
mod tests;

pub use act::Act;
pub use clock::{Clock, clock};
pub use decide::{Command, Staffing, decide};
pub use permit::{permit, two_people};
pub use refusal::Refusal;

use super::programme::Round;
use super::rule_pack::RulePack;
use crate::vocabulary::{ExaminationKind, Level, Phase};
use chrono::{DateTime, NaiveDate, Utc};
use haicap_reference::WorkingCalendar;
use haicap_types::{ListCode, OrganizationCode, Prose, RequestState, Signature};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The examination of an organization in a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Its id.
    pub id: Uuid,
    /// The programme.
    pub programme_id: Uuid,
    /// The team.
    pub team_id: Uuid,
    /// The organization.
    pub organization: OrganizationCode,
    /// The round, by its code.
    pub round: ListCode,
    /// Until when it is announced: what is set when the round is opened stays.
    pub announce_by: NaiveDate,
    /// How far it has come.
    pub phase: Phase,
    /// What applies to it, whatever is decided later.
    pub terms: Terms,
    /// When it was announced to the organization.
    pub announced: Option<Announced>,
    /// What was asked for more time, in its order.
    pub extensions: Vec<Extension>,
    /// When nothing was done, in its order; the last one may go on.
    pub suspensions: Vec<Suspension>,
    /// Counts its changes.
    pub version: i32,
}

/// What applies to a target: read from the rules and the decision when its round was opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// The track of the rule pack.
    pub track: ListCode,
    /// The phases of the track, in their order.
    pub phases: Vec<Phase>,
    /// The kind of examination that decides on the limit.
    pub kind: ExaminationKind,
    /// The date of the decision.
    pub decided_on: NaiveDate,
    /// From when on the time until the announcement is counted: that date, or the first day of a round that begins later.
    pub counts_from: NaiveDate,
    /// Within how many working days of that it is announced.
    pub announce_days: u16,
    /// Within how many working days of the announcement it is concluded.
    pub limit_days: u16,
    /// By how many working days the limit can be extended.
    pub extension_days: u16,
    /// How often.
    pub extension_times: u16,
}

/// When a target was told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announced {
    /// The day.
    pub on: NaiveDate,
    /// Who entered it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// A request for more time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    /// How many working days.
    pub days: u16,
    /// Why.
    pub reason: Prose<2_000>,
    /// Who asked.
    pub requested_by: String,
    /// When.
    pub requested_at: DateTime<Utc>,
    /// Where it stands.
    pub state: RequestState,
    /// What was said about it.
    pub remark: Option<Prose<2_000>>,
    /// Who decided.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<DateTime<Utc>>,
}

/// A time in which nothing is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspension {
    /// The first day.
    pub from: NaiveDate,
    /// Why.
    pub reason: Prose<2_000>,
    /// Who said so.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// The first day on which work goes on; none while it does not.
    pub resumed_on: Option<NaiveDate>,
    /// Who said so.
    pub resumed_by: Option<String>,
}

impl Terms {
    /// What the rules say for a round of a programme that is decided on at a level; none where they know neither the track nor
    /// the limit.
    #[must_use]
    pub fn read(pack: &RulePack, level: Level, round: &Round, decided_on: NaiveDate, is_cell: bool) -> Option<Self> {
        let track = pack.track(round.track.as_str())?;
        let kind = *track.kinds.first()?;
        let limit_days = pack.time_limit(kind, level)?;
        let (announcement, extension) = (&pack.announcement, &pack.extension);
        let announce_days = if is_cell { announcement.working_days_of_cells } else { announcement.working_days };
        Some(Self {
            track: track.code.clone(),
            phases: track.phases.clone(),
            kind,
            decided_on,
            counts_from: decided_on.max(round.from),
            announce_days,
            limit_days,
            extension_days: limit_days * extension.numerator / extension.denominator,
            extension_times: extension.times,
        })
    }
}

impl Target {
    /// A target as its round is opened.
    #[must_use]
    pub fn opened(
        id: Uuid,
        programme_id: Uuid,
        team_id: Uuid,
        organization: OrganizationCode,
        round: ListCode,
        terms: Terms,
        calendar: &WorkingCalendar,
    ) -> Self {
        Self {
            announce_by: calendar.add_working_days(terms.counts_from, u32::from(terms.announce_days)),
            id,
            programme_id,
            team_id,
            organization,
            round,
            phase: Phase::Planned,
            terms,
            announced: None,
            extensions: Vec::new(),
            suspensions: Vec::new(),
            version: 1,
        }
    }

    /// Whether nothing is done at present.
    #[must_use]
    pub fn is_suspended(&self) -> bool {
        self.suspensions.last().is_some_and(|last| last.resumed_on.is_none())
    }

    /// The request that waits for a decision.
    #[must_use]
    pub fn pending_extension(&self) -> Option<&Extension> {
        self.extensions.last().filter(|last| last.state == RequestState::Pending)
    }

    /// The day on which it was announced.
    #[must_use]
    pub fn announced_on(&self) -> Option<NaiveDate> {
        self.announced.as_ref().map(|announced| announced.on)
    }

    /// Who announced it, and when.
    #[must_use]
    pub fn announced_by(&self) -> Option<Signature> {
        self.announced.as_ref().map(|announced| Signature { by: announced.by.clone(), at: announced.at })
    }
}
