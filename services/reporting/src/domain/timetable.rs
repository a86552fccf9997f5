//! When the figures of a period are closed, and when each tier has to report them.

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, Utc};
use haicap_reference::WorkingCalendar;
use haicap_reference::period::{Frequency, Period};
use haicap_types::{DayTime, local_midnight};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How far the rules of a regime are tried out before it is taken into use: more than a year of any frequency.
const TRIED_DAYS: u64 = 400;

/// The longest time between the end of a period and what may be due for it: more steps are not counted.
const LOCK_WORKING_DAYS_MAX: u8 = 250;

/// When the figures of a period are closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Cutoff {
    /// How many days before the last day of the period.
    #[schema(minimum = 0, maximum = 31, example = 0)]
    pub days_before_end: u8,
    /// At what time of that day; `24:00` ends it.
    pub at: DayTime,
}

/// When a tier has to report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Deadline {
    /// So many working days after the day of the cut-off.
    WorkingDays {
        /// How many; none is the day of the cut-off itself.
        #[schema(minimum = 0, maximum = 60, example = 2)]
        after_cutoff: u8,
        /// At what time of that day.
        at: DayTime,
    },
    /// On a day of the month in which the period ends, or of a later one; on the next working day if it is none.
    DayOfMonth {
        /// The day; the last one in months that are shorter.
        #[schema(minimum = 1, maximum = 31, example = 20)]
        day: u8,
        /// How many months after the one in which the period ends.
        #[schema(minimum = 0, maximum = 3, example = 0)]
        months_after: u8,
        /// At what time of that day.
        at: DayTime,
    },
}

/// What of a regime says when things are due. A period keeps the rules by which it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timetable {
    /// When the figures of a period are closed.
    pub cutoff: Cutoff,
    /// When each tier has to report, and how many working days later its period is locked.
    pub tiers: Vec<(Deadline, u8)>,
}

/// The moments of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moments {
    /// From when on units can report.
    pub opens_at: DateTime<Utc>,
    /// When its figures are closed.
    pub cutoff_at: DateTime<Utc>,
    /// The moments of each tier.
    pub tiers: Vec<TierMoments>,
}

/// The moments of a tier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TierMoments {
    /// When it has to report at the latest.
    pub due_at: DateTime<Utc>,
    /// From when on nothing can be sent any more.
    pub locks_at: DateTime<Utc>,
}

/// What is wrong with the rules of a regime.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TimetableFault {
    /// A later tier would be due before an earlier one.
    TiersCross {
        /// The tier that is due too early, from 1.
        tier: usize,
        /// The period in which that happens.
        period: String,
    },
    /// Less than one working day lies between the cut-off and the first deadline (decree 09/2019, art. 8).
    ShortTime {
        /// The period in which that happens.
        period: String,
    },
    /// A deadline would come before the cut-off.
    BeforeCutoff {
        /// The tier, from 1.
        tier: usize,
        /// The period in which that happens.
        period: String,
    },
}

impl Timetable {
    /// The moments of a period. Every deadline falls on a working day, is never before the cut-off, and a later tier's
    /// never before an earlier one's.
    #[must_use]
    pub fn moments(&self, period: &Period, calendar: &WorkingCalendar) -> Moments {
        let closing = self.closing_day(period);
        let cutoff_at = self.cutoff.at.on(closing);
        let mut floor = cutoff_at;
        let tiers = self.tiers.iter().map(|(deadline, locks_after)| {
            let raw = not_before(deadline.raw(period, closing, calendar), floor, deadline.at(), calendar);
            floor = raw.0;
            let last = calendar.add_working_days(raw.1, u32::from(*locks_after.min(&LOCK_WORKING_DAYS_MAX)));
            TierMoments { due_at: raw.0, locks_at: DayTime::END.on(last) }
        });
        let tiers = tiers.collect();
        Moments { opens_at: local_midnight(period.starts_on), cutoff_at, tiers }
    }

    /// What is wrong with the rules, by the periods of the coming year. The calendar shifts deadlines, so only trying
    /// them out shows which ones cross.
    #[must_use]
    pub fn faults(&self, frequency: &Frequency, since: NaiveDate, calendar: &WorkingCalendar) -> Vec<TimetableFault> {
        let until = since.checked_add_days(Days::new(TRIED_DAYS)).unwrap_or(NaiveDate::MAX);
        let mut faults = Vec::new();
        for period in frequency.periods(since).take_while(|period| period.starts_on <= until) {
            self.try_out(&period, &frequency.name(&period), calendar, &mut faults);
            if !faults.is_empty() {
                break;
            }
        }
        faults
    }

    fn try_out(&self, period: &Period, name: &str, calendar: &WorkingCalendar, faults: &mut Vec<TimetableFault>) {
        let closing = self.closing_day(period);
        let cutoff_at = self.cutoff.at.on(closing);
        let mut earlier = None;
        for (index, (deadline, _)) in self.tiers.iter().enumerate() {
            let (due_at, due_on) = deadline.raw(period, closing, calendar);
            let tier = index + 1;
            if due_at < cutoff_at && !matches!(deadline, Deadline::WorkingDays { .. }) {
                faults.push(TimetableFault::BeforeCutoff { tier, period: name.to_owned() });
            } else if earlier.is_some_and(|earlier| due_at < earlier) {
                faults.push(TimetableFault::TiersCross { tier, period: name.to_owned() });
            } else if index == 0 && calendar.working_days_between(closing, due_on) < 1 {
                faults.push(TimetableFault::ShortTime { period: name.to_owned() });
            }
            earlier = Some(due_at);
        }
    }

    /// The day on which the figures are closed: never before the period begins.
    fn closing_day(&self, period: &Period) -> NaiveDate {
        let before = Days::new(u64::from(self.cutoff.days_before_end));
        period.ends_on.checked_sub_days(before).map_or(period.starts_on, |day| day.max(period.starts_on))
    }
}

impl Deadline {
    /// At what time of the day.
    const fn at(self) -> DayTime {
        match self {
            Self::WorkingDays { at, .. } | Self::DayOfMonth { at, .. } => at,
        }
    }

    /// The moment that the rule names and its day, which is worked.
    fn raw(self, period: &Period, closing: NaiveDate, calendar: &WorkingCalendar) -> (DateTime<Utc>, NaiveDate) {
        let day = match self {
            Self::WorkingDays { after_cutoff: 0, .. } => calendar.next_working_on_or_after(closing),
            Self::WorkingDays { after_cutoff, .. } => calendar.add_working_days(closing, u32::from(after_cutoff)),
            Self::DayOfMonth { day, months_after, .. } => {
                let month = period.ends_on.checked_add_months(Months::new(u32::from(months_after)));
                let month = month.unwrap_or(period.ends_on);
                let days = (1..=u32::from(day)).rev().find_map(|day| month.with_day(day));
                calendar.next_working_on_or_after(days.unwrap_or(month))
            }
        };
        (self.at().on(day), day)
    }
}

/// The moment itself, or that time of the first working day that brings it to the floor.
fn not_before(
    (due_at, day): (DateTime<Utc>, NaiveDate),
    floor: DateTime<Utc>,
    at: DayTime,
    calendar: &WorkingCalendar,
) -> (DateTime<Utc>, NaiveDate) {
    if due_at >= floor {
        return (due_at, day);
    }
    let reached = calendar.next_working_on_or_after(haicap_types::local_date(floor));
    let reached = if at.on(reached) >= floor { reached } else { calendar.add_working_days(reached, 1) };
    (at.on(reached), reached)
}

#[cfg(test)]
mod tests;
