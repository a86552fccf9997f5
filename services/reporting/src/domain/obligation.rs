//! Obligations to report, and everything that may happen to one: its submissions, and what is granted in their place.
//!
//! The obligation is the whole that changes at once: whatever happens to a submission or a request raises its version,
//! so that two people never decide on different states of one report.

mod act;
mod change;
mod command;
mod decide;
mod permit;
mod refusal;
#[cfg(test)]
pub(crate) mod tests;

pub use act::Act;
pub use change::{Change, Fact, Inherited};
pub use command::{Command, Wanted};
pub use decide::decide;
pub use permit::{permit, two_people};
pub use refusal::{Refusal, Shut};

use super::contribution::Contributed;
use super::form::{Findings, PublishedForm};
use super::rule::Values;
use crate::vocabulary::{GrantKind, ObligationState, Standing, SubmissionState, Timeliness};
use chrono::{DateTime, NaiveDate, Utc};
use haicap_types::{OrganizationCode, RequestState, Signature};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;
use uuid::Uuid;

/// The most versions of one report.
pub const VERSIONS_MAX: i32 = 100;

/// The most requests about one obligation.
pub const REQUESTS_MAX: i32 = 30;

/// What an organization owes for a period. Everything that was expected of it is written down here when the period
/// opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obligation {
    /// Its id.
    pub id: Uuid,
    /// The period.
    pub period_id: Uuid,
    /// The regime.
    pub regime: String,
    /// The tier of the route, from 1.
    pub tier: i16,
    /// The leg of the tier, from 1.
    pub leg: i16,
    /// The organization of which a report is expected; it never changes.
    pub organization: OrganizationCode,
    /// The organization that answers for it now: its successor after a merger.
    pub owed_by: OrganizationCode,
    /// The organization that it reports to now: its successor after a merger.
    pub receiver: OrganizationCode,
    /// The form and its version; none for a tier that consolidates.
    pub form: Option<FormVersion>,
    /// Whether it is settled who has to report for the period. Until then it is only foreseen and may be written anew.
    pub is_settled: bool,
    /// From when on it can be reported.
    pub opens_at: DateTime<Utc>,
    /// When the figures are closed.
    pub cutoff_at: DateTime<Utc>,
    /// When it is due by the regime's rule.
    pub rule_due_at: DateTime<Utc>,
    /// A later moment that was granted.
    pub extended_until: Option<DateTime<Utc>>,
    /// From when on a first report is refused.
    pub locks_at: DateTime<Utc>,
    /// Until when it is open all the same.
    pub unlocked_until: Option<DateTime<Utc>>,
    /// What was done about it.
    pub standing: Standing,
    /// The submission that counts.
    pub effective_submission: Option<Uuid>,
    /// The number and the state of the last submission.
    pub latest: Option<Latest>,
    /// When it was first reported.
    pub first_submitted_at: Option<DateTime<Utc>>,
    /// Whether that was late; decided then, for ever.
    pub was_late: Option<bool>,
    /// How many requests were made about it.
    pub requests: i32,
    /// Counts everything that happened to it.
    pub version: i32,
}

/// A version of a form.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FormVersion {
    /// The form's code.
    pub code: String,
    /// The number of the version, from 1.
    pub number: i32,
}

/// The last version of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Latest {
    /// Its id.
    pub id: Uuid,
    /// Its number within the obligation, from 1.
    pub number: i32,
    /// Where it stands.
    pub state: SubmissionState,
}

/// One version of a report; once sent, its content never changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// Its id.
    pub id: Uuid,
    /// What it answers.
    pub obligation_id: Uuid,
    /// Its number within the obligation, from 1.
    pub number: i32,
    /// Where it stands.
    pub state: SubmissionState,
    /// Whether it says that there is nothing to report.
    pub is_nil: bool,
    /// The figures by the codes of their indicators.
    pub values: Values,
    /// The words by the codes of their sections.
    pub narrative: BTreeMap<String, String>,
    /// Why it corrects an earlier one, or has nothing to say.
    pub reason: Option<String>,
    /// The hash of what was sent.
    pub hash: Option<String>,
    /// The subjects of those who worked on it.
    pub edited_by: Vec<String>,
    /// When it was begun.
    pub drafted_at: DateTime<Utc>,
    /// Who sent it, and when.
    pub submitted: Option<Signature>,
    /// Who accepted or returned it, and when.
    pub judged: Option<Signature>,
    /// What was said about the whole.
    pub remark: Option<String>,
    /// What was said about its places, by their JSON pointers: `/values/<code>`, `/narrative/<section>`.
    pub remarks: BTreeMap<String, String>,
}

/// What is written into a report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Content {
    /// The figures by the codes of their indicators.
    pub values: Values,
    /// The words by the codes of their sections.
    pub narrative: BTreeMap<String, String>,
}

/// Something that is asked for in place of reporting in time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrantRequest {
    /// Its id.
    pub id: Uuid,
    /// What is asked for.
    pub kind: GrantKind,
    /// Until when; none for a waiver.
    pub until: Option<DateTime<Utc>>,
    /// Why.
    pub reason: String,
    /// Who asked, and when.
    pub requested: Signature,
    /// Where it stands.
    pub state: RequestState,
}

/// All that an act is decided on.
#[derive(Debug, Clone)]
pub struct Case {
    /// The obligation.
    pub obligation: Obligation,
    /// The submission that the act is about: the addressed one, or the last.
    pub submission: Option<Submission>,
    /// The versions before it, by their numbers.
    pub earlier: Vec<Latest>,
    /// The request that waits for a decision.
    pub pending: Option<GrantRequest>,
    /// The form by which it is reported; none in a tier that consolidates.
    pub form: Option<Arc<PublishedForm>>,
    /// What counted for the period before; none if nothing did.
    pub previous: Option<Previous>,
}

/// What counted for the period before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Previous {
    /// That period.
    pub period_id: Uuid,
    /// What it is called.
    pub period: String,
    /// Its first day.
    pub starts_on: NaiveDate,
    /// Its last day.
    pub ends_on: NaiveDate,
    /// The submission.
    pub submission: Uuid,
    /// Its figures, with the zeros that nobody wrote.
    pub values: Values,
    /// Its words.
    pub narrative: BTreeMap<String, String>,
}

impl Case {
    /// An obligation without its submissions: enough for acts that begin one or are about none.
    #[must_use]
    pub const fn bare(obligation: Obligation, pending: Option<GrantRequest>) -> Self {
        Self { obligation, submission: None, earlier: Vec::new(), pending, form: None, previous: None }
    }

    /// What is found where the addressed submission is held against its form. What the period before says is taken as
    /// it is now, whoever looks: who accepts a report reads the same as who would write it today.
    #[must_use]
    pub fn findings(&self) -> Findings {
        let (Some(form), Some(one)) = (&self.form, &self.submission) else { return Findings::default() };
        let nothing = Values::new();
        let previous = self.previous.as_ref().map_or(&nothing, |previous| &previous.values);
        if one.is_nil { form.findings_of_nil(previous) } else { form.findings(&one.values, &one.narrative, previous) }
    }

    /// The version before the addressed one that counts again if that one does not.
    fn fallback(&self) -> Option<Latest> {
        let counts = |state| matches!(state, SubmissionState::Submitted | SubmissionState::Accepted);
        self.earlier.iter().rev().copied().find(|version| counts(version.state))
    }
}

impl Contributed for Submission {
    /// Whoever drafted, edited or sent it, or a version that its content was copied from.
    fn contributors(&self) -> impl Iterator<Item = &str> {
        self.edited_by.iter().chain(self.submitted.iter().map(|sent| &sent.by)).map(String::as_str)
    }
}

impl Contributed for GrantRequest {
    /// Whoever made it.
    fn contributors(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.requested.by.as_str())
    }
}

impl Latest {
    /// The last version of a report.
    #[must_use]
    pub const fn of(submission: &Submission) -> Self {
        Self { id: submission.id, number: submission.number, state: submission.state }
    }

    /// The number of the last version that was sent, where this is the last one. Versions are numbered without gaps, and
    /// only the last one can be a draft. None where nothing was sent.
    #[must_use]
    pub fn number_sent(self) -> Option<i32> {
        let drafts = i32::from(self.state == SubmissionState::Draft);
        Some(self.number.saturating_sub(drafts)).filter(|number| *number > 0)
    }
}

impl Obligation {
    /// The organizations whose business it is: they owe it, answer for it or receive it.
    #[must_use]
    pub const fn concerned(&self) -> [&OrganizationCode; 3] {
        [&self.organization, &self.owed_by, &self.receiver]
    }

    /// When it is due: by the rule, or later if that was granted.
    #[must_use]
    pub fn due_at(&self) -> DateTime<Utc> {
        self.extended_until.map_or(self.rule_due_at, |extended| extended.max(self.rule_due_at))
    }

    /// Whether the period has begun and is settled. Before that nothing can be done about it: a row that may still be
    /// deleted must not be pointed to.
    #[must_use]
    pub fn has_begun(&self, now: DateTime<Utc>) -> bool {
        self.is_settled && now >= self.opens_at
    }

    /// Why no report can be written or sent now, be it a submission or a consolidated report; `None` if it can. Once a
    /// report was sent, on time or late, it can be corrected at any later time.
    #[must_use]
    pub fn shut(&self, now: DateTime<Utc>) -> Option<Shut> {
        if !self.has_begun(now) {
            Some(Shut::NotOpen)
        } else if self.standing == Standing::Waived {
            Some(Shut::Waived)
        } else if self.first_submitted_at.is_none() && self.is_locked(now) {
            Some(Shut::Locked)
        } else {
            None
        }
    }

    /// Whether a first report is refused now.
    #[must_use]
    pub fn is_locked(&self, now: DateTime<Utc>) -> bool {
        let is_unlocked = self.unlocked_until.is_some_and(|until| now < until);
        now >= self.locks_at.max(self.due_at()) && !is_unlocked
    }

    /// Where it stands: what was done about it, and what the clock says.
    #[must_use]
    pub fn state(&self, now: DateTime<Utc>) -> ObligationState {
        match self.standing {
            Standing::Submitted => ObligationState::Submitted,
            Standing::Returned => ObligationState::Returned,
            Standing::Accepted => ObligationState::Accepted,
            Standing::Waived => ObligationState::Waived,
            Standing::Nothing if !self.has_begun(now) => ObligationState::Upcoming,
            Standing::Nothing if self.is_locked(now) => ObligationState::Missed,
            Standing::Nothing => ObligationState::Open,
        }
    }

    /// Whether it should have been reported by now, and was not.
    #[must_use]
    pub fn is_overdue(&self, now: DateTime<Utc>) -> bool {
        self.standing == Standing::Nothing && self.first_submitted_at.is_none() && now > self.due_at()
    }

    /// Whether the first report came in time; none before there was one.
    #[must_use]
    pub fn timeliness(&self) -> Option<Timeliness> {
        self.was_late.map(|was_late| if was_late { Timeliness::Late } else { Timeliness::OnTime })
    }

    /// Where a correction of what counts stands, for whoever knows of this version as the last one; none where what counts
    /// is the last word.
    #[must_use]
    pub fn correction(&self, latest: Option<Latest>) -> Option<SubmissionState> {
        let effective = self.effective_submission?;
        latest.filter(|latest| latest.id != effective).map(|latest| latest.state)
    }
}
