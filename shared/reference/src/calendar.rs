use crate::schema::calendar_day;
use chrono::{Datelike, NaiveDate, Weekday};
use diesel::pg::Pg;
use diesel::{Queryable, Selectable};
use haicap_types::{DayKind, DayStatus, YEARS};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// The first date that the calendar reckons with.
pub const FIRST_DATE: NaiveDate = match NaiveDate::from_ymd_opt(*YEARS.start(), 1, 1) {
    Some(date) => date,
    None => NaiveDate::MIN,
};

/// The last date that the calendar reckons with.
pub const LAST_DATE: NaiveDate = match NaiveDate::from_ymd_opt(*YEARS.end(), 12, 31) {
    Some(date) => date,
    None => NaiveDate::MAX,
};

/// A date that differs from an ordinary weekday or weekend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, Queryable, Selectable)]
#[diesel(table_name = calendar_day, primary_key(date), check_for_backend(Pg))]
pub struct CalendarDay {
    /// The date, which is the key.
    pub date: NaiveDate,
    /// What it is called.
    #[schema(example = "Quốc khánh")]
    pub name_vi: String,
    /// How it differs.
    pub kind: DayKind,
    /// How sure it is.
    pub status: DayStatus,
    /// Counts the changes.
    pub version: i32,
}

impl CalendarDay {
    /// Whether it is worked.
    #[must_use]
    pub const fn is_working(&self) -> bool {
        is_worked(self.kind)
    }
}

/// Which days are worked: Monday to Friday, but for the days that say otherwise (labour code, art. 111, 112).
///
/// Counts by arithmetic and bisection, so that no number of days takes long. Results stay between [`FIRST_DATE`] and
/// [`LAST_DATE`].
#[derive(Debug, Clone, Default)]
pub struct WorkingCalendar {
    days: BTreeMap<NaiveDate, CalendarDay>,
    /// Day number, and how many working days more than plain weeks have the calendar counts up to it.
    shifts: Vec<(i32, i32)>,
}

impl WorkingCalendar {
    /// A calendar of these days; of two for one date the later stands.
    #[must_use]
    pub fn new(days: impl IntoIterator<Item = CalendarDay>) -> Self {
        let days: BTreeMap<_, _> = days.into_iter().map(|day| (day.date, day)).collect();
        let mut total = 0;
        let mut shifts = Vec::with_capacity(days.len());
        for day in days.values() {
            total += match (is_weekday(day.date), is_worked(day.kind)) {
                (true, false) => -1,
                (false, true) => 1,
                (true, true) | (false, false) => 0,
            };
            shifts.push((day.date.num_days_from_ce(), total));
        }
        Self { days, shifts }
    }

    /// The days that differ, by date.
    pub fn days(&self) -> impl Iterator<Item = &CalendarDay> {
        self.days.values()
    }

    /// How a date differs, if it does.
    #[must_use]
    pub fn day(&self, date: NaiveDate) -> Option<&CalendarDay> {
        self.days.get(&date)
    }

    /// Whether a date is worked.
    #[must_use]
    pub fn is_working(&self, date: NaiveDate) -> bool {
        self.day(date).map_or_else(|| is_weekday(date), |day| is_worked(day.kind))
    }

    /// The `n`-th working day after a date; the date itself for none.
    #[must_use]
    pub fn add_working_days(&self, date: NaiveDate, n: u32) -> NaiveDate {
        if n == 0 {
            return date;
        }
        self.first_reaching(self.count_until(date.num_days_from_ce()).saturating_add(clamped(n)))
    }

    /// The `n`-th working day before a date; the date itself for none.
    #[must_use]
    pub fn subtract_working_days(&self, date: NaiveDate, n: u32) -> NaiveDate {
        if n == 0 {
            return date;
        }
        let before = self.count_until(date.num_days_from_ce() - 1);
        self.first_reaching(before.saturating_sub(clamped(n)).saturating_add(1))
    }

    /// How many working days lie after `from`, up to and including `to`; negative where `to` comes first.
    #[must_use]
    pub fn working_days_between(&self, from: NaiveDate, to: NaiveDate) -> i32 {
        self.count_until(to.num_days_from_ce()) - self.count_until(from.num_days_from_ce())
    }

    /// The date itself if it is worked, else the next that is.
    #[must_use]
    pub fn next_working_on_or_after(&self, date: NaiveDate) -> NaiveDate {
        if self.is_working(date) { date } else { self.add_working_days(date, 1) }
    }

    /// How many working days there are from the beginning of the common era, a Monday, up to and including a day.
    fn count_until(&self, day: i32) -> i32 {
        let (weeks, days_into_week) = ((day - 1).div_euclid(7), (day - 1).rem_euclid(7) + 1);
        let shifted = self.shifts.partition_point(|(shift_day, _)| *shift_day <= day);
        let shift = shifted.checked_sub(1).and_then(|last| self.shifts.get(last)).map_or(0, |(_, total)| *total);
        weeks * 5 + days_into_week.min(5) + shift
    }

    /// The first date at which the count reaches a number: a working day, since only those raise it.
    fn first_reaching(&self, count: i32) -> NaiveDate {
        let (mut low, mut high) = (FIRST_DATE.num_days_from_ce(), LAST_DATE.num_days_from_ce());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.count_until(middle) >= count {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        NaiveDate::from_num_days_from_ce_opt(low).unwrap_or(LAST_DATE)
    }
}

/// Whether a date is Monday to Friday.
pub(crate) fn is_weekday(date: NaiveDate) -> bool {
    !matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Whether days of a kind are worked.
pub(crate) const fn is_worked(kind: DayKind) -> bool {
    match kind {
        DayKind::MakeupWorkday => true,
        DayKind::Holiday | DayKind::InLieu | DayKind::SwapOff => false,
    }
}

fn clamped(n: u32) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::{FIRST_DATE, LAST_DATE, WorkingCalendar};
    use crate::shipped;
    use chrono::NaiveDate;
    use proptest::prelude::{Strategy, any, prop_assert, prop_assert_eq, proptest};

    fn calendar() -> WorkingCalendar {
        WorkingCalendar::new(shipped::calendar_days())
    }

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn any_date() -> impl Strategy<Value = NaiveDate> {
        (0..1_500_i64).prop_map(|days| date("2024-06-01") + chrono::TimeDelta::days(days))
    }

    #[test]
    fn the_shipped_days_are_worked_or_not() {
        let calendar = calendar();
        for (day, is_working) in [
            ("2025-04-26", true),
            ("2025-05-02", false),
            ("2025-09-01", false),
            ("2025-09-02", false),
            ("2025-09-03", true),
            ("2026-01-02", false),
            ("2026-01-10", true),
            ("2026-02-13", true),
            ("2026-02-16", false),
            ("2026-02-17", false),
            ("2026-02-18", false),
            ("2026-02-19", false),
            ("2026-02-20", false),
            ("2026-02-23", true),
            ("2026-04-26", false),
            ("2026-04-27", false),
            ("2026-08-22", true),
            ("2026-08-31", false),
            ("2026-11-24", false),
            ("2026-11-28", false),
        ] {
            assert_eq!(calendar.is_working(date(day)), is_working, "{day}");
        }
    }

    #[test]
    fn working_days_are_counted_over_holidays_and_make_up_days() {
        let calendar = calendar();
        for (from, n, to) in [
            ("2026-02-13", 1, "2026-02-23"),
            ("2025-09-22", 2, "2025-09-24"),
            ("2025-09-26", 1, "2025-09-29"),
            ("2025-08-29", 1, "2025-09-03"),
            ("2025-04-25", 1, "2025-04-26"),
            ("2025-04-25", 4, "2025-05-05"),
            ("2026-08-21", 1, "2026-08-22"),
            ("2025-09-22", 0, "2025-09-22"),
        ] {
            assert_eq!(calendar.add_working_days(date(from), n), date(to), "{from} + {n}");
            assert_eq!(calendar.subtract_working_days(date(to), n), date(from), "{to} - {n}");
        }
        assert_eq!(calendar.working_days_between(date("2026-02-23"), date("2026-02-13")), -1);
        assert_eq!(calendar.next_working_on_or_after(date("2026-02-14")), date("2026-02-23"));
        assert_eq!(calendar.next_working_on_or_after(date("2026-02-13")), date("2026-02-13"));
    }

    #[test]
    fn h17_counting_stays_between_the_first_and_the_last_date() {
        let calendar = calendar();
        assert_eq!(calendar.add_working_days(date("2025-09-22"), u32::MAX), LAST_DATE);
        assert_eq!(calendar.subtract_working_days(date("2025-09-22"), u32::MAX), FIRST_DATE);
        assert_eq!(calendar.add_working_days(NaiveDate::MAX, 1), LAST_DATE);
        assert_eq!(calendar.subtract_working_days(NaiveDate::MIN, 1), FIRST_DATE);
        assert!(calendar.is_working(date("2028-02-29")));
    }

    proptest! {
        #[test]
        fn adding_then_counting_gives_the_number_added(from in any_date(), n in 1_u32..400) {
            let calendar = calendar();
            let to = calendar.add_working_days(from, n);
            prop_assert!(calendar.is_working(to));
            prop_assert_eq!(u32::try_from(calendar.working_days_between(from, to)), Ok(n));
        }

        #[test]
        fn subtracting_undoes_adding_on_a_working_day(day in any_date(), n in 1_u32..400) {
            let calendar = calendar();
            let from = calendar.next_working_on_or_after(day);
            prop_assert_eq!(calendar.subtract_working_days(calendar.add_working_days(from, n), n), from);
            prop_assert!(calendar.is_working(calendar.subtract_working_days(day, n)));
        }

        #[test]
        fn counting_agrees_with_looking_at_every_day(from in any_date(), days in 0_usize..200) {
            let calendar = calendar();
            let to = from + chrono::TimeDelta::days(i64::try_from(days).expect("few"));
            let looked_at = from.iter_days().skip(1).take(days).filter(|day| calendar.is_working(*day)).count();
            prop_assert_eq!(usize::try_from(calendar.working_days_between(from, to)), Ok(looked_at));
        }

        #[test]
        fn no_date_and_no_number_panics(days in any::<i32>(), n in any::<u32>()) {
            let calendar = calendar();
            let day = NaiveDate::from_num_days_from_ce_opt(days).unwrap_or(NaiveDate::MAX);
            prop_assert!(calendar.add_working_days(day, n) >= day.min(FIRST_DATE));
            prop_assert!(calendar.subtract_working_days(day, n) <= day.max(LAST_DATE));
        }
    }
}
