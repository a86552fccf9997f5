//! Periods of regimes: what was expected when they opened stays expected.

use super::obligation::{FormVersion, Obligation};
use super::regime::{Expected, Regime};
use super::timetable::{Moments, Timetable};
use crate::vocabulary::Standing;
use chrono::{DateTime, NaiveDate, Utc};
use haicap_reference::{Directory, WorkingCalendar, period};
use haicap_types::{OrganizationCode, local_date};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A period of a regime, as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// Its id.
    pub id: Uuid,
    /// The regime.
    pub regime: String,
    /// What it is called, such as `2025-W37`; it sorts within its regime.
    pub key: String,
    /// The first day; the regime's where that lies inside of what the key names.
    pub starts_on: NaiveDate,
    /// The last day; the regime's where that lies inside of what the key names.
    pub ends_on: NaiveDate,
    /// From when on units can report.
    pub opens_at: DateTime<Utc>,
    /// When its figures are closed.
    pub cutoff_at: DateTime<Utc>,
    /// When it was settled who has to report; none while it is only foreseen.
    pub frozen_at: Option<DateTime<Utc>>,
    /// The version of the directory by whose calendar its deadlines were calculated.
    pub directory_version: i64,
    /// The rules by which it was written.
    pub rules: Timetable,
    /// The clause of a directive that it fulfils.
    pub serves_clause: Option<Uuid>,
}

/// A deadline that the calendar moved.
#[derive(Debug, Clone)]
pub struct MovedDeadline {
    /// Whose it is.
    pub owed_by: OrganizationCode,
    /// To whom that organization reports.
    pub receiver: OrganizationCode,
    /// When it was.
    pub before: DateTime<Utc>,
    /// When it is now.
    pub after: DateTime<Utc>,
}

impl Period {
    /// A period of a regime, with the moments that the calendar gives it; written on a day, where its units learn of it
    /// only then.
    #[must_use]
    pub fn of(
        id: Uuid,
        regime: &Regime,
        (key, days): (String, period::Period),
        directory: &Directory,
        learned_on: Option<NaiveDate>,
    ) -> (Self, Moments) {
        let rules = Timetable { learned_on, ..regime.timetable() };
        let moments = rules.moments(&days, directory.calendar());
        let period = Self {
            id,
            regime: regime.code.clone(),
            key,
            starts_on: days.starts_on,
            ends_on: days.ends_on,
            opens_at: moments.opens_at,
            cutoff_at: moments.cutoff_at,
            frozen_at: None,
            directory_version: directory.version(),
            rules,
            serves_clause: regime.serves_clause,
        };
        (period, moments)
    }

    /// The moments that the calendar gives it now.
    #[must_use]
    pub fn moments(&self, calendar: &WorkingCalendar) -> Moments {
        self.rules.moments(&period::Period { starts_on: self.starts_on, ends_on: self.ends_on }, calendar)
    }

    /// What everybody owes for it, each with a new id.
    #[must_use]
    pub fn obligations(
        &self,
        regime: &Regime,
        moments: &Moments,
        directory: &Directory,
        forms: &BTreeMap<String, FormVersion>,
        new_id: impl Fn() -> Uuid,
    ) -> Vec<Obligation> {
        let expected = regime.expected(directory, local_date(self.opens_at)).into_iter();
        expected.filter_map(|one| self.obligation(new_id(), one, moments, forms)).collect()
    }

    fn obligation(
        &self,
        id: Uuid,
        one: Expected,
        moments: &Moments,
        forms: &BTreeMap<String, FormVersion>,
    ) -> Option<Obligation> {
        let tier = moments.tiers.get(one.tier.checked_sub(1)?)?;
        Some(Obligation {
            id,
            period_id: self.id,
            regime: self.regime.clone(),
            tier: i16::try_from(one.tier).ok()?,
            leg: i16::try_from(one.leg).ok()?,
            owed_by: one.organization.clone(),
            organization: one.organization,
            receiver: one.receiver,
            is_settled: self.frozen_at.is_some(),
            form: one.form.and_then(|code| forms.get(&code)).cloned(),
            opens_at: self.opens_at,
            cutoff_at: self.cutoff_at,
            rule_due_at: tier.due_at,
            extended_until: None,
            locks_at: tier.locks_at,
            unlocked_until: None,
            standing: Standing::Nothing,
            effective_submission: None,
            latest: None,
            first_submitted_at: None,
            was_late: None,
            requests: 0,
            version: 1,
        })
    }
}
