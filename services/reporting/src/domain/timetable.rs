//! When the figures of a period are closed, and when each tier has to report them.

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, Utc};
use haicap_reference::WorkingCalendar;
use haicap_reference::period::{Frequency, Period};
use haicap_types::{DayTime, local_midnight};
use serde::{Deserialize, Serialize};
use std::mem::discriminant;
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
    /// The day on which its units learned of the period, where it had begun by then: nothing is due before the end of
    /// the working day after.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub learned_on: Option<NaiveDate>,
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
    /// A later tier would be due before an earlier one in every period, whatever days are worked.
    TiersCross {
        /// The tier that is due too early, from 1.
        tier: usize,
        /// A period in which that happens.
        period: String,
        /// When the tier would be due.
        due_at: DateTime<Utc>,
        /// When the tier before it would be due.
        earlier_due_at: DateTime<Utc>,
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
        /// When the tier would be due.
        due_at: DateTime<Utc>,
        /// When the figures are closed.
        cutoff_at: DateTime<Utc>,
    },
}

/// A moment and the day that it belongs to: `24:00` belongs to the day that it ends.
#[derive(Debug, Clone, Copy)]
struct Reached {
    at: DateTime<Utc>,
    day: NaiveDate,
}

impl Timetable {
    /// The moments of a period. Every deadline falls on a working day, and none before the cut-off. Where days that are
    /// not worked push a tier's deadline onto the one before it or past it, the later tier has the same time of the next
    /// working day. Whoever learns of the period only after it began has the whole of the next working day.
    #[must_use]
    pub fn moments(&self, period: &Period, calendar: &WorkingCalendar) -> Moments {
        let closing = self.closing_day(period);
        let cutoff = Reached { at: self.cutoff.at.on(closing), day: closing };
        let notice = self.learned_on.map(|day| {
            let day = calendar.add_working_days(day, 1);
            Reached { at: DayTime::END.on(day), day }
        });
        let mut earlier: Option<(Deadline, Reached)> = None;
        let tiers = self.tiers.iter().map(|(deadline, locks_after)| {
            let named = deadline.reached(period, closing, Some(calendar));
            let due = match earlier {
                Some((same, due)) if same == *deadline => due,
                Some((_, before)) if named.at <= before.at => deadline.next_after(before, calendar),
                None if named.at < cutoff.at => deadline.next_after(cutoff, calendar),
                _ => named,
            };
            let due = notice.filter(|notice| due.at < notice.at).unwrap_or(due);
            earlier = Some((*deadline, due));
            let last = calendar.add_working_days(due.day, u32::from(*locks_after.min(&LOCK_WORKING_DAYS_MAX)));
            TierMoments { due_at: due.at, locks_at: DayTime::END.on(last) }
        });
        let tiers = tiers.collect();
        Moments { opens_at: local_midnight(period.starts_on), cutoff_at: cutoff.at, tiers }
    }

    /// What is wrong with the rules, by the periods of the coming year: only trying them out shows where they meet.
    #[must_use]
    pub fn faults(&self, frequency: &Frequency, since: NaiveDate, calendar: &WorkingCalendar) -> Vec<TimetableFault> {
        let until = since.checked_add_days(Days::new(TRIED_DAYS)).unwrap_or(NaiveDate::MAX);
        let periods: Vec<Period> = frequency.periods(since).take_while(|period| period.starts_on <= until).collect();
        let mut faults = self.crossings(&periods, frequency, calendar);
        let others = periods.iter().map(|period| self.try_out(period, &frequency.name(period), calendar));
        faults.extend(others.into_iter().find(|faults| !faults.is_empty()).unwrap_or_default());
        faults
    }

    /// The tiers whose deadlines come before those of the tier below in every period, also if every day were worked. Days
    /// of a month and numbers of working days say nothing of each other, so these are looked at by the calendar too.
    fn crossings(&self, periods: &[Period], frequency: &Frequency, calendar: &WorkingCalendar) -> Vec<TimetableFault> {
        let mut faults = Vec::new();
        for (tier, pair) in (2..).zip(self.tiers.windows(2)) {
            let [(earlier, _), (later, _)] = pair else { continue };
            let cross = |period: &Period, calendar: Option<&WorkingCalendar>| {
                let due = |deadline: &Deadline| deadline.reached(period, self.closing_day(period), calendar).at;
                let (due_at, earlier_due_at) = (due(later), due(earlier));
                (due_at < earlier_due_at).then_some((due_at, earlier_due_at))
            };
            let worked = periods.iter().map(|period| (period, cross(period, Some(calendar))));
            let is_of_a_kind = discriminant(earlier) == discriminant(later);
            let is_always = periods.iter().all(|period| cross(period, None).is_some())
                && (is_of_a_kind || worked.clone().all(|(_, crossing)| crossing.is_some()));
            let every = periods.iter().map(|period| (period, cross(period, None)));
            let shown = worked.chain(every).find_map(|(period, crossing)| Some((period, crossing?)));
            if let Some((period, (due_at, earlier_due_at))) = shown.filter(|_| is_always) {
                let period = frequency.name(period);
                faults.push(TimetableFault::TiersCross { tier, period, due_at, earlier_due_at });
            }
        }
        faults
    }

    fn try_out(&self, period: &Period, name: &str, calendar: &WorkingCalendar) -> Vec<TimetableFault> {
        let closing = self.closing_day(period);
        let cutoff_at = self.cutoff.at.on(closing);
        let mut faults = Vec::new();
        for (tier, (deadline, _)) in (1..).zip(&self.tiers) {
            let due = deadline.reached(period, closing, Some(calendar));
            let (period, due_at) = (name.to_owned(), due.at);
            if due_at < cutoff_at && !matches!(deadline, Deadline::WorkingDays { .. }) {
                faults.push(TimetableFault::BeforeCutoff { tier, period, due_at, cutoff_at });
            } else if tier == 1 && calendar.working_days_between(closing, due.day) < 1 {
                faults.push(TimetableFault::ShortTime { period });
            }
        }
        faults
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

    /// The moment that the rule names, by the days that a calendar says are worked; without one all are.
    fn reached(self, period: &Period, closing: NaiveDate, calendar: Option<&WorkingCalendar>) -> Reached {
        let worked = |day| calendar.map_or(day, |calendar| calendar.next_working_on_or_after(day));
        let day = match self {
            Self::WorkingDays { after_cutoff: 0, .. } => worked(closing),
            Self::WorkingDays { after_cutoff, .. } => calendar.map_or_else(
                || closing.checked_add_days(Days::new(u64::from(after_cutoff))).unwrap_or(closing),
                |calendar| calendar.add_working_days(closing, u32::from(after_cutoff)),
            ),
            Self::DayOfMonth { day, months_after, .. } => {
                let month = period.ends_on.checked_add_months(Months::new(u32::from(months_after)));
                let month = month.unwrap_or(period.ends_on);
                let days = (1..=u32::from(day)).rev().find_map(|day| month.with_day(day));
                worked(days.unwrap_or(month))
            }
        };
        Reached { at: self.at().on(day), day }
    }

    /// That time of the first working day after a moment's own on which it comes after the moment.
    fn next_after(self, moment: Reached, calendar: &WorkingCalendar) -> Reached {
        let next = calendar.add_working_days(moment.day, 1);
        let day = if self.at().on(next) > moment.at { next } else { calendar.add_working_days(next, 1) };
        Reached { at: self.at().on(day), day }
    }
}

#[cfg(test)]
mod tests;
