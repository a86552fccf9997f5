//! The periods for which reports are due: which days belong together, and what they are called.
//!
//! A period is named after its last day, so that a name sorts with time within its frequency: `2025-W37`, `2025-FN19`,
//! `2025-09-H1`, `2025-09`, `2025-Q3`, `2025-S2`, `2025-9M`, `2025`.

use chrono::{Datelike, Days, NaiveDate};
use haicap_types::{Cadence, Date, PeriodSpan, Weekday};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The day on which the figures of a month are closed where the decree's cut-offs hold (decree 09/2019, art. 12).
const DECREE_LAST_DAY: u32 = 14;

/// A Monday from which two-weekly periods are counted where nobody names another: the first day of week 1 of 2025.
pub const FORTNIGHTS_FROM: NaiveDate = match NaiveDate::from_ymd_opt(2024, 12, 30) {
    Some(monday) => monday,
    None => NaiveDate::MIN,
};

/// How often a report comes, and which days its periods hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Frequency {
    /// Seven days.
    Weekly {
        /// The day on which a week begins.
        first_weekday: Weekday,
    },
    /// Fourteen days.
    TwoWeekly {
        /// The first day of one of the periods.
        #[schema(example = "2025-09-01")]
        anchor: Date,
    },
    /// The 1st to the 15th, and the 16th to the end.
    HalfMonthly {},
    /// A month.
    Monthly {
        /// From which day to which.
        span: PeriodSpan,
    },
    /// A quarter.
    Quarterly {
        /// From which day to which.
        span: PeriodSpan,
    },
    /// Half a year.
    HalfYearly {
        /// From which day to which.
        span: PeriodSpan,
    },
    /// The first nine months of a year; nothing falls into the other three.
    NineMonthly {
        /// From which day to which.
        span: PeriodSpan,
    },
    /// A year.
    Yearly {
        /// From which day to which.
        span: PeriodSpan,
    },
    /// One span with a name.
    Once {
        /// The name.
        #[schema(min_length = 1, max_length = 32, example = "2025-tong-ket")]
        key: String,
        /// The first day.
        #[schema(example = "2025-07-01")]
        starts_on: Date,
        /// The last day.
        #[schema(example = "2025-09-30")]
        ends_on: Date,
    },
}

/// Days that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Period {
    /// The first day.
    pub starts_on: NaiveDate,
    /// The last day.
    pub ends_on: NaiveDate,
}

impl From<Cadence> for Frequency {
    /// The periods of a cadence where nobody says more: weeks from Monday, calendar months.
    fn from(cadence: Cadence) -> Self {
        let span = PeriodSpan::Calendar;
        match cadence {
            Cadence::Weekly => Self::Weekly { first_weekday: Weekday::Monday },
            Cadence::TwoWeekly => Self::TwoWeekly { anchor: Date(FORTNIGHTS_FROM) },
            Cadence::HalfMonthly => Self::HalfMonthly {},
            Cadence::Monthly => Self::Monthly { span },
            Cadence::Quarterly => Self::Quarterly { span },
            Cadence::HalfYearly => Self::HalfYearly { span },
            Cadence::Yearly => Self::Yearly { span },
        }
    }
}

impl Frequency {
    /// The period that a date falls into; none outside of what has periods, and at the edge of the calendar.
    #[must_use]
    pub fn containing(&self, date: NaiveDate) -> Option<Period> {
        match self {
            Self::Weekly { first_weekday } => {
                from_first_day(date.week((*first_weekday).into()).checked_first_day()?, Days::new(7))
            }
            Self::TwoWeekly { anchor } => {
                let into = date.signed_duration_since(anchor.0).num_days().rem_euclid(14);
                from_first_day(date.checked_sub_days(Days::new(into.unsigned_abs()))?, Days::new(14))
            }
            Self::HalfMonthly {} => half_month(date),
            Self::Monthly { span } => months(date, *span, 1),
            Self::Quarterly { span } => months(date, *span, 3),
            Self::HalfYearly { span } => months(date, *span, 6),
            Self::NineMonthly { span } => nine_months(date, *span),
            Self::Yearly { span } => months(date, *span, 12),
            Self::Once { starts_on, ends_on, .. } => {
                let period = Period { starts_on: starts_on.0, ends_on: ends_on.0 };
                period.holds(date).then_some(period)
            }
        }
    }

    /// The period that a date falls into, or the first one after it.
    #[must_use]
    pub fn on_or_after(&self, date: NaiveDate) -> Option<Period> {
        let found = self.containing(date);
        match self {
            Self::NineMonthly { .. } => {
                // The three months that are left over are shorter than four.
                found.or_else(|| self.containing(date.checked_add_days(Days::new(100))?))
            }
            Self::Once { starts_on, .. } if date < starts_on.0 => self.containing(starts_on.0),
            _ => found,
        }
    }

    /// The period after another.
    #[must_use]
    pub fn following(&self, period: &Period) -> Option<Period> {
        self.on_or_after(period.ends_on.succ_opt()?)
    }

    /// The periods from the one that holds `since` or comes next, oldest first, without end but for the calendar's.
    pub fn periods(&self, since: NaiveDate) -> impl Iterator<Item = Period> + '_ {
        std::iter::successors(self.on_or_after(since), |period| self.following(period))
    }

    /// What a period of this frequency is called.
    #[must_use]
    pub fn name(&self, period: &Period) -> String {
        let day = period.ends_on;
        let (year, month, week) = (day.year(), day.month(), day.iso_week());
        match self {
            Self::Weekly { .. } => format!("{}-W{:02}", week.year(), week.week()),
            Self::TwoWeekly { .. } => format!("{}-FN{:02}", week.year(), week.week().div_ceil(2)),
            Self::HalfMonthly {} => format!("{year}-{month:02}-H{}", if day.day() <= 15 { 1 } else { 2 }),
            Self::Monthly { .. } => format!("{year}-{month:02}"),
            Self::Quarterly { .. } => format!("{year}-Q{}", month.div_ceil(3)),
            Self::HalfYearly { .. } => format!("{year}-S{}", month.div_ceil(6)),
            Self::NineMonthly { .. } => format!("{year}-9M"),
            Self::Yearly { .. } => year.to_string(),
            Self::Once { key, .. } => key.clone(),
        }
    }

    /// The cadence of clauses that comes as often, if there is one.
    #[must_use]
    pub const fn cadence(&self) -> Option<Cadence> {
        match self {
            Self::Weekly { .. } => Some(Cadence::Weekly),
            Self::TwoWeekly { .. } => Some(Cadence::TwoWeekly),
            Self::HalfMonthly {} => Some(Cadence::HalfMonthly),
            Self::Monthly { .. } => Some(Cadence::Monthly),
            Self::Quarterly { .. } => Some(Cadence::Quarterly),
            Self::HalfYearly { .. } => Some(Cadence::HalfYearly),
            Self::Yearly { .. } => Some(Cadence::Yearly),
            Self::NineMonthly { .. } | Self::Once { .. } => None,
        }
    }
}

impl Period {
    /// Whether a date falls into it.
    #[must_use]
    pub fn holds(&self, date: NaiveDate) -> bool {
        (self.starts_on..=self.ends_on).contains(&date)
    }
}

fn from_first_day(starts_on: NaiveDate, days: Days) -> Option<Period> {
    Some(Period { starts_on, ends_on: starts_on.checked_add_days(days)?.pred_opt()? })
}

fn half_month(date: NaiveDate) -> Option<Period> {
    if date.day() <= 15 {
        return Some(Period { starts_on: date.with_day(1)?, ends_on: date.with_day(15)? });
    }
    Some(Period { starts_on: date.with_day(16)?, ends_on: last_day(month_number(date), PeriodSpan::Calendar)? })
}

/// A group of so many months, counted from January.
fn months(date: NaiveDate, span: PeriodSpan, group: i32) -> Option<Period> {
    let first = reporting_month(date, span).div_euclid(group) * group;
    whole_months(first, first + group - 1, span)
}

fn nine_months(date: NaiveDate, span: PeriodSpan) -> Option<Period> {
    let month = reporting_month(date, span);
    let january = month.div_euclid(12) * 12;
    if month - january < 9 { whole_months(january, january + 8, span) } else { None }
}

fn whole_months(first: i32, last: i32, span: PeriodSpan) -> Option<Period> {
    Some(Period { starts_on: last_day(first - 1, span)?.succ_opt()?, ends_on: last_day(last, span)? })
}

/// The month, counted from year 0, in whose report a date is counted.
fn reporting_month(date: NaiveDate, span: PeriodSpan) -> i32 {
    let month = month_number(date);
    match span {
        PeriodSpan::Decree if date.day() > DECREE_LAST_DAY => month + 1,
        PeriodSpan::Decree | PeriodSpan::Calendar => month,
    }
}

fn month_number(date: NaiveDate) -> i32 {
    date.year() * 12 + i32::try_from(date.month0()).unwrap_or_default()
}

/// The last day that counts for a month.
fn last_day(month: i32, span: PeriodSpan) -> Option<NaiveDate> {
    let first_of = |month: i32| {
        let number = u32::try_from(month.rem_euclid(12)).ok()?;
        NaiveDate::from_ymd_opt(month.div_euclid(12), number + 1, 1)
    };
    match span {
        PeriodSpan::Calendar => first_of(month + 1)?.pred_opt(),
        PeriodSpan::Decree => first_of(month)?.with_day(DECREE_LAST_DAY),
    }
}

#[cfg(test)]
mod tests {
    use super::{Frequency, Period};
    use chrono::NaiveDate;
    use haicap_types::{Date, PeriodSpan, Vocabulary, Weekday};
    use proptest::prelude::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn once(key: &str) -> Frequency {
        let (starts_on, ends_on) = (Date(date("2025-07-01")), Date(date("2025-09-30")));
        Frequency::Once { key: key.to_owned(), starts_on, ends_on }
    }

    #[test]
    fn periods_have_their_names_and_ends() {
        use PeriodSpan::{Calendar, Decree};
        let weekly = |first_weekday| Frequency::Weekly { first_weekday };
        let two_weekly = |anchor| Frequency::TwoWeekly { anchor: Date(date(anchor)) };
        let once = once("de-an");
        for (frequency, day, name, starts_on, ends_on) in [
            (weekly(Weekday::Monday), "2025-09-08", "2025-W37", "2025-09-08", "2025-09-14"),
            (weekly(Weekday::Monday), "2027-01-01", "2026-W53", "2026-12-28", "2027-01-03"),
            (weekly(Weekday::Monday), "2025-12-29", "2026-W01", "2025-12-29", "2026-01-04"),
            (weekly(Weekday::Friday), "2025-09-12", "2025-W38", "2025-09-12", "2025-09-18"),
            (weekly(Weekday::Friday), "2025-12-28", "2026-W01", "2025-12-26", "2026-01-01"),
            (two_weekly("2024-12-30"), "2025-09-15", "2025-FN19", "2025-09-08", "2025-09-21"),
            (two_weekly("2025-09-15"), "2025-09-15", "2025-FN20", "2025-09-15", "2025-09-28"),
            (two_weekly("2024-12-30"), "2027-01-04", "2027-FN01", "2026-12-28", "2027-01-10"),
            (two_weekly("2024-12-30"), "2027-01-11", "2027-FN02", "2027-01-11", "2027-01-24"),
            (Frequency::HalfMonthly {}, "2025-09-15", "2025-09-H1", "2025-09-01", "2025-09-15"),
            (Frequency::HalfMonthly {}, "2028-02-16", "2028-02-H2", "2028-02-16", "2028-02-29"),
            (Frequency::Monthly { span: Calendar }, "2025-12-31", "2025-12", "2025-12-01", "2025-12-31"),
            (Frequency::Monthly { span: Decree }, "2025-12-14", "2025-12", "2025-11-15", "2025-12-14"),
            (Frequency::Monthly { span: Decree }, "2025-12-15", "2026-01", "2025-12-15", "2026-01-14"),
            (Frequency::Quarterly { span: Calendar }, "2025-09-30", "2025-Q3", "2025-07-01", "2025-09-30"),
            (Frequency::Quarterly { span: Decree }, "2025-12-15", "2026-Q1", "2025-12-15", "2026-03-14"),
            (Frequency::HalfYearly { span: Calendar }, "2025-07-01", "2025-S2", "2025-07-01", "2025-12-31"),
            (Frequency::HalfYearly { span: Decree }, "2025-06-15", "2025-S2", "2025-06-15", "2025-12-14"),
            (Frequency::HalfYearly { span: Decree }, "2025-06-14", "2025-S1", "2024-12-15", "2025-06-14"),
            (Frequency::NineMonthly { span: Calendar }, "2025-09-30", "2025-9M", "2025-01-01", "2025-09-30"),
            (Frequency::NineMonthly { span: Decree }, "2025-12-15", "2026-9M", "2025-12-15", "2026-09-14"),
            (Frequency::Yearly { span: Calendar }, "2025-07-01", "2025", "2025-01-01", "2025-12-31"),
            (Frequency::Yearly { span: Decree }, "2025-12-15", "2026", "2025-12-15", "2026-12-14"),
            (once, "2025-08-01", "de-an", "2025-07-01", "2025-09-30"),
        ] {
            let period = frequency.containing(date(day)).unwrap();
            assert_eq!(frequency.name(&period), name);
            assert_eq!(period, Period { starts_on: date(starts_on), ends_on: date(ends_on) }, "{name}");
        }
    }

    #[test]
    fn nothing_falls_into_the_last_months_of_a_nine_monthly_report() {
        for (span, gap, next) in
            [(PeriodSpan::Calendar, "2025-10-01", "2026-01-01"), (PeriodSpan::Decree, "2025-12-14", "2025-12-15")]
        {
            let frequency = Frequency::NineMonthly { span };
            assert_eq!(frequency.containing(date(gap)), None);
            assert_eq!(frequency.on_or_after(date(gap)).unwrap().starts_on, date(next));
        }
    }

    #[test]
    fn what_comes_once_comes_once() {
        let once = once("x");
        assert_eq!(once.periods(date("2025-01-01")).count(), 1);
        assert_eq!(once.periods(date("2025-10-01")).count(), 0);
    }

    fn any_day() -> impl Strategy<Value = NaiveDate> {
        (0..1_095_u64).prop_map(|days| date("2025-01-01") + chrono::Days::new(days))
    }

    /// Every frequency that leaves no day out.
    fn any_frequency() -> impl Strategy<Value = Frequency> {
        let span = prop::sample::select(PeriodSpan::ALL);
        prop_oneof![
            prop::sample::select(Weekday::ALL).prop_map(|first_weekday| Frequency::Weekly { first_weekday }),
            any_day().prop_map(|anchor| Frequency::TwoWeekly { anchor: Date(anchor) }),
            Just(Frequency::HalfMonthly {}),
            (span, 0..4_usize).prop_map(|(span, kind)| match kind {
                0 => Frequency::Monthly { span },
                1 => Frequency::Quarterly { span },
                2 => Frequency::HalfYearly { span },
                _ => Frequency::Yearly { span },
            }),
        ]
    }

    proptest! {
        #[test]
        fn periods_tile_the_years_and_their_names_sort(frequency in any_frequency(), day in any_day()) {
            let period = frequency.containing(day).unwrap();
            prop_assert!(period.holds(day));
            prop_assert_eq!(frequency.containing(period.starts_on), Some(period));
            prop_assert_eq!(frequency.containing(period.ends_on), Some(period));
            let following = frequency.following(&period).unwrap();
            prop_assert_eq!(following.starts_on, period.ends_on.succ_opt().unwrap());
            prop_assert!(frequency.name(&following) > frequency.name(&period));
        }

        #[test]
        fn h17_no_day_of_any_century_panics(frequency in any_frequency(), days in any::<i32>()) {
            let day = NaiveDate::from_num_days_from_ce_opt(days).unwrap_or(NaiveDate::MAX);
            let _ = frequency.periods(day).take(3).count();
        }
    }
}
