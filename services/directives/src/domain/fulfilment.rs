//! Fulfilments: the periods of continuing duties, each confirmed on its own.

use crate::domain::text::Remark;
use crate::vocabulary::ClauseKind;
use chrono::{DateTime, Datelike, Days, Months, NaiveDate, Utc};
use haicap_reference::WorkingCalendar;
use haicap_reference::period::{self, Frequency};
use haicap_types::{Cadence, DayTime, Weekday, Words, YEARS};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use utoipa::ToSchema;

/// How many periods are opened at once at most: seven years of weeks.
pub const PERIODS_MAX: usize = 366;

/// What is said about one period of a continuing duty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fulfilment {
    /// The period.
    pub period: Period,
    /// The day on which it falls due.
    pub due_on: NaiveDate,
    /// Before what time of that day.
    pub due_time: DayTime,
    /// When it was confirmed; none while it is open.
    pub fulfilled_at: Option<DateTime<Utc>>,
    /// A remark, if any.
    pub remark: Option<Remark>,
    /// The subject of the person who said so.
    pub set_by: String,
}

/// One period of a cadence. It prints as an identifier that sorts within its cadence: `2025-W37`, `2025-FN19`,
/// `2025-09-H1`, `2025-09`, `2025-Q3`, `2025-S2`, `2025`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Period {
    days: period::Period,
    cadence: Cadence,
}

/// A text that is not a period's identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a period is written 2025-W37, 2025-FN19, 2025-09-H1, 2025-09, 2025-Q3, 2025-S2 or 2025")]
pub struct PeriodError;

impl From<PeriodError> for Words {
    fn from(_: PeriodError) -> Self {
        Self::new(
            "Kỳ phải có dạng 2025-W37, 2025-FN19, 2025-09-H1, 2025-09, 2025-Q3, 2025-S2 hoặc 2025.",
            "A period must be written like 2025-W37, 2025-FN19, 2025-09-H1, 2025-09, 2025-Q3, 2025-S2 or 2025.",
        )
    }
}

/// The cadence in which a duty is served; none for what has no periods.
///
/// A continuing duty that names none is reviewed every month. An event duty has no periods.
#[must_use]
pub const fn cadence_of(kind: ClauseKind, cadence: Option<Cadence>) -> Option<Cadence> {
    match cadence {
        _ if !kind.is_periodic() => None,
        Some(cadence) => Some(cadence),
        None => Some(Cadence::Monthly),
    }
}

/// How many working days after a period the review of a standing duty may take.
pub const REVIEW_WORKING_DAYS: u32 = 5;

/// When a report or a review falls due, where the clause says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Deadline {
    /// On a day of the last week of the period, on the next working day if it is none.
    Weekday {
        /// The day.
        weekday: Weekday,
        /// Before what time of that day.
        at: DayTime,
    },
    /// On a day of the month in which the period ends, or of a later one; on the next working day if it is none.
    DayOfMonth {
        /// The day; the last one in months that are shorter. "Before the 20th" is the 19th.
        #[schema(minimum = 1, maximum = 31, example = 19)]
        day: u8,
        /// How many months after the one in which the period ends.
        #[schema(minimum = 0, maximum = 3, example = 0)]
        months_after: u8,
        /// Before what time of that day.
        at: DayTime,
    },
}

impl Deadline {
    /// At what time of its day a period falls due that has this deadline or none.
    #[must_use]
    pub fn time(of: Option<Self>) -> DayTime {
        of.map_or(DayTime::END, |(Self::Weekday { at, .. } | Self::DayOfMonth { at, .. })| at)
    }

    /// Whether periods of a cadence have such a day.
    #[must_use]
    pub const fn fits(&self, cadence: Cadence) -> bool {
        let is_of_weeks = matches!(cadence, Cadence::Weekly | Cadence::TwoWeekly);
        match *self {
            Self::Weekday { .. } => is_of_weeks,
            Self::DayOfMonth { day, months_after, .. } => !is_of_weeks && 1 <= day && day <= 31 && months_after <= 3,
        }
    }

    fn day(&self, period: &Period) -> NaiveDate {
        let ends_on = period.ends_on();
        match *self {
            Self::Weekday { weekday, .. } => {
                let week = ends_on.week(chrono::Weekday::Mon);
                week.first_day() + Days::new(u64::from(chrono::Weekday::from(weekday).num_days_from_monday()))
            }
            Self::DayOfMonth { day, months_after, .. } => {
                let month = ends_on.checked_add_months(Months::new(u32::from(months_after))).unwrap_or(ends_on);
                (1..=u32::from(day)).rev().find_map(|day| month.with_day(day)).unwrap_or(month)
            }
        }
    }
}

/// When a period falls due: on the day of its deadline, and where there is none a report on its last day, or on the next
/// working day if that is none; the review of a standing duty, which looks back on the whole period, some working days
/// later.
#[must_use]
pub fn due_on(kind: ClauseKind, deadline: Option<Deadline>, period: &Period, calendar: &WorkingCalendar) -> NaiveDate {
    match (deadline, kind) {
        (Some(deadline), _) => calendar.next_working_on_or_after(deadline.day(period)),
        (None, ClauseKind::StandingDuty) => calendar.add_working_days(period.ends_on(), REVIEW_WORKING_DAYS),
        (None, _) => calendar.next_working_on_or_after(period.ends_on()),
    }
}

/// The periods that have begun between two dates, oldest first, at most [`PERIODS_MAX`].
pub fn periods(cadence: Cadence, since: NaiveDate, until: NaiveDate) -> impl Iterator<Item = Period> {
    let frequency = Frequency::from(cadence);
    std::iter::successors(frequency.on_or_after(since), move |period| frequency.following(period))
        .map(move |days| Period { days, cadence })
        .take_while(move |period| period.starts_on() <= until)
        .take(PERIODS_MAX)
}

impl Period {
    /// The period that a date falls into; none at the edge of the calendar.
    #[must_use]
    pub fn containing(cadence: Cadence, date: NaiveDate) -> Option<Self> {
        Frequency::from(cadence).containing(date).map(|days| Self { days, cadence })
    }

    /// The first day.
    #[must_use]
    pub const fn starts_on(&self) -> NaiveDate {
        self.days.starts_on
    }

    /// The last day.
    #[must_use]
    pub const fn ends_on(&self) -> NaiveDate {
        self.days.ends_on
    }

    /// How often such periods come.
    #[must_use]
    pub const fn cadence(&self) -> Cadence {
        self.cadence
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Frequency::from(self.cadence).name(&self.days))
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let found = read(text).ok_or(PeriodError)?;
        // Printing it again refuses every other spelling of the same period.
        if found.to_string() == text { Ok(found) } else { Err(PeriodError) }
    }
}

fn read(text: &str) -> Option<Period> {
    let (year, rest) = text.split_once('-').unwrap_or((text, ""));
    let year = year.parse().ok().filter(|year| YEARS.contains(year))?;
    let month = |number: u32| NaiveDate::from_ymd_opt(year, number, 1);
    let (cadence, date) = if rest.is_empty() {
        (Cadence::Yearly, month(1)?)
    } else if let Some(week) = rest.strip_prefix('W') {
        (Cadence::Weekly, NaiveDate::from_isoywd_opt(year, week.parse().ok()?, chrono::Weekday::Mon)?)
    } else if let Some(fortnight) = rest.strip_prefix("FN") {
        // It ends with an even week, or with the odd one before, as the years went since fortnights are counted.
        let even = fortnight.parse::<u32>().ok()?.checked_mul(2)?;
        let sunday = |week: u32| NaiveDate::from_isoywd_opt(year, week, chrono::Weekday::Sun);
        let ends = [Some(even), even.checked_sub(1)].into_iter().flatten().filter_map(sunday);
        let mut ending = ends
            .filter(|day| Period::containing(Cadence::TwoWeekly, *day).is_some_and(|period| period.ends_on() == *day));
        (Cadence::TwoWeekly, ending.next()?)
    } else if let Some(quarter) = rest.strip_prefix('Q') {
        (Cadence::Quarterly, month(quarter.parse::<u32>().ok()?.checked_mul(3)?)?)
    } else if let Some(half) = rest.strip_prefix('S') {
        (Cadence::HalfYearly, month(half.parse::<u32>().ok()?.checked_mul(6)?)?)
    } else if let Some((number, half)) = rest.split_once("-H") {
        let first = month(number.parse().ok()?)?;
        (Cadence::HalfMonthly, if half == "1" { first } else { first.with_day(16)? })
    } else {
        (Cadence::Monthly, month(rest.parse().ok()?)?)
    };
    Period::containing(cadence, date)
}

#[cfg(test)]
mod tests {
    use super::{Deadline, Period, YEARS, due_on, periods};
    use crate::vocabulary::ClauseKind;
    use chrono::NaiveDate;
    use haicap_types::{Cadence, DayTime, Vocabulary, Weekday};
    use proptest::prelude::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn periods_have_their_names_and_ends() {
        let cases = [
            (Cadence::Weekly, "2025-09-08", "2025-W37", "2025-09-08", "2025-09-14"),
            (Cadence::Weekly, "2027-01-01", "2026-W53", "2026-12-28", "2027-01-03"),
            (Cadence::TwoWeekly, "2025-09-15", "2025-FN19", "2025-09-08", "2025-09-21"),
            (Cadence::TwoWeekly, "2027-01-04", "2027-FN01", "2026-12-28", "2027-01-10"),
            (Cadence::HalfMonthly, "2025-09-15", "2025-09-H1", "2025-09-01", "2025-09-15"),
            (Cadence::HalfMonthly, "2028-02-16", "2028-02-H2", "2028-02-16", "2028-02-29"),
            (Cadence::Monthly, "2025-12-31", "2025-12", "2025-12-01", "2025-12-31"),
            (Cadence::Quarterly, "2025-09-30", "2025-Q3", "2025-07-01", "2025-09-30"),
            (Cadence::HalfYearly, "2025-07-01", "2025-S2", "2025-07-01", "2025-12-31"),
            (Cadence::Yearly, "2025-07-01", "2025", "2025-01-01", "2025-12-31"),
        ];
        for (cadence, day, name, starts_on, ends_on) in cases {
            let period = Period::containing(cadence, date(day)).unwrap();
            assert_eq!(period.to_string(), name);
            assert_eq!((period.starts_on(), period.ends_on()), (date(starts_on), date(ends_on)), "{name}");
        }
    }

    #[test]
    fn h17_other_spellings_of_a_period_are_refused() {
        for text in [
            "",
            "2025-W54",
            "2025-W7",
            "2025-FN28",
            "2025-FN0",
            "2025-13",
            "2025-9",
            "2025-Q5",
            "2025-Q0",
            "2025-S3",
            "2025-09-H3",
            "2025-09-31",
            "+2025",
            "infinity",
            "10000",
            "2025-FN4294967295",
        ] {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_periods_since_the_assignment_are_those_that_have_begun() {
        let names: Vec<_> =
            periods(Cadence::Weekly, date("2025-09-22"), date("2025-10-06")).map(|period| period.to_string()).collect();
        assert_eq!(names, ["2025-W39", "2025-W40", "2025-W41"]);
    }

    /// A day whose period, and the one after it, lie wholly in the years that have names.
    fn day_of_a_named_period() -> impl Strategy<Value = NaiveDate> {
        let first = NaiveDate::from_ymd_opt(*YEARS.start() + 1, 1, 1).unwrap();
        let last = NaiveDate::from_ymd_opt(*YEARS.end() - 1, 12, 31).unwrap();
        (0..=last.signed_duration_since(first).num_days().unsigned_abs())
            .prop_map(move |days| first + chrono::Days::new(days))
    }

    proptest! {
        #[test]
        fn every_day_lies_in_exactly_one_period_whose_name_reads_back(day in day_of_a_named_period(), cadence in 0..7_usize) {
            let cadence = Cadence::ALL[cadence];
            let period = Period::containing(cadence, day).unwrap();
            prop_assert!(period.starts_on() <= day && day <= period.ends_on());
            prop_assert_eq!(period.to_string().parse(), Ok(period));
        }
    }

    #[test]
    fn a_report_is_due_with_its_period_and_a_review_a_week_later() {
        let directory = haicap_reference::shipped::directory();
        let at: DayTime = "15:00".parse().unwrap();
        let on = |weekday| Some(Deadline::Weekday { weekday, at });
        let day = |day, months_after| Some(Deadline::DayOfMonth { day, months_after, at });
        let (report, review) = (ClauseKind::RecurringReport, ClauseKind::StandingDuty);
        for (kind, deadline, period, due) in [
            (report, None, "2025-W39", "2025-09-29"),
            (report, None, "2025-09", "2025-09-30"),
            (review, None, "2025-09", "2025-10-07"),
            (report, None, "2026-W08", "2026-02-23"),
            (report, on(Weekday::Thursday), "2025-W40", "2025-10-02"),
            (report, on(Weekday::Friday), "2025-FN20", "2025-10-03"),
            (report, on(Weekday::Thursday), "2026-W01", "2026-01-05"),
            (review, day(19, 0), "2025-10", "2025-10-20"),
            (report, day(31, 0), "2025-11", "2025-12-01"),
            (report, day(5, 1), "2025-Q3", "2025-10-06"),
        ] {
            let period: Period = period.parse().unwrap();
            assert_eq!(due_on(kind, deadline, &period, directory.calendar()).to_string(), due, "{period}");
        }
    }
}
