use super::*;
use haicap_reference::shipped;
use haicap_types::{Date, HCMC, PeriodSpan, Vocabulary, Weekday, local_date};
use proptest::prelude::*;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn time(text: &str) -> DayTime {
    text.parse().unwrap()
}

fn working_days(after_cutoff: u8, at: &str) -> Deadline {
    Deadline::WorkingDays { after_cutoff, at: time(at) }
}

fn day_of_month(day: u8, months_after: u8) -> Deadline {
    Deadline::DayOfMonth { day, months_after, at: time("17:00") }
}

fn calendar() -> WorkingCalendar {
    WorkingCalendar::new(shipped::calendar_days())
}

const AT_THE_END: Cutoff = Cutoff { days_before_end: 0, at: DayTime::END };

const fn rules(cutoff: Cutoff, tiers: Vec<(Deadline, u8)>) -> Timetable {
    Timetable { cutoff, tiers, learned_on: None }
}

fn spoken(moment: DateTime<Utc>) -> String {
    moment.with_timezone(&HCMC).format("%Y-%m-%d %H:%M").to_string()
}

#[test]
fn deadlines_of_known_periods() {
    let weekly = Frequency::Weekly { first_weekday: Weekday::Monday };
    let decree = PeriodSpan::Decree;
    let (monthly, quarterly) = (Frequency::Monthly { span: decree }, Frequency::Quarterly { span: decree });
    let (half_yearly, yearly) = (Frequency::HalfYearly { span: decree }, Frequency::Yearly { span: decree });
    for (why, frequency, day, deadline, due) in [
        ("a plain week", &weekly, "2025-09-10", working_days(1, "17:00"), "2025-09-15 17:00"),
        ("a week before 2 September", &weekly, "2025-08-28", working_days(1, "17:00"), "2025-09-03 17:00"),
        ("the week of Tết 2026", &weekly, "2026-02-13", working_days(1, "11:00"), "2026-02-23 11:00"),
        (
            "a Saturday that is worked in place of Monday",
            &weekly,
            "2026-08-19",
            working_days(6, "17:00"),
            "2026-09-03 17:00",
        ),
        ("24 November 2026", &weekly, "2026-11-20", working_days(2, "17:00"), "2026-11-25 17:00"),
        ("a week of the other year", &weekly, "2025-12-30", working_days(1, "17:00"), "2026-01-05 17:00"),
        ("a decree's month", &monthly, "2025-09-14", day_of_month(20, 0), "2025-09-22 17:00"),
        ("a decree's quarter", &quarterly, "2025-09-14", day_of_month(20, 0), "2025-09-22 17:00"),
        ("a decree's half-year", &half_yearly, "2025-12-14", day_of_month(20, 0), "2025-12-22 17:00"),
        ("a decree's year", &yearly, "2025-12-14", day_of_month(25, 0), "2025-12-25 17:00"),
        ("the 31st of a shorter month", &monthly, "2026-06-14", day_of_month(31, 0), "2026-06-30 17:00"),
        ("the month after", &monthly, "2025-09-14", day_of_month(5, 1), "2025-10-06 17:00"),
    ] {
        let timetable = rules(AT_THE_END, vec![(deadline, 5)]);
        let period = frequency.containing(date(day)).unwrap();
        let moments = timetable.moments(&period, &calendar());
        assert_eq!(moments.tiers.iter().map(|tier| spoken(tier.due_at)).collect::<Vec<_>>(), [due], "{why}");
    }
}

#[test]
fn figures_can_be_closed_before_the_week_ends() {
    let frequency = Frequency::Weekly { first_weekday: Weekday::Monday };
    let cutoff = Cutoff { days_before_end: 3, at: time("15:00") };
    let timetable = rules(cutoff, vec![(working_days(0, "14:00"), 0)]);
    let period = frequency.containing(date("2025-09-10")).unwrap();
    let moments = timetable.moments(&period, &calendar());
    assert_eq!(spoken(moments.opens_at), "2025-09-08 00:00");
    assert_eq!(spoken(moments.cutoff_at), "2025-09-11 15:00");
    let tier = moments.tiers[0];
    assert_eq!((spoken(tier.due_at), spoken(tier.locks_at)), ("2025-09-12 14:00".into(), "2025-09-13 00:00".into()));
}

#[test]
fn rules_that_contradict_each_other_are_found() {
    let weekly = Frequency::Weekly { first_weekday: Weekday::Monday };
    let monthly = Frequency::Monthly { span: PeriodSpan::Calendar };
    let by_decree = Frequency::Monthly { span: PeriodSpan::Decree };
    let (first, last) = (Date(date("2025-10-15")), Date(date("2025-11-14")));
    let once = Frequency::Once { key: "dot-1".to_owned(), starts_on: first, ends_on: last };
    let at = |day, months_after, at| Deadline::DayOfMonth { day, months_after, at: time(at) };
    for (frequency, tiers, found) in [
        (
            &weekly,
            vec![working_days(2, "17:00"), working_days(1, "17:00")],
            vec!["tier 2 in 2025-W37 on 2025-09-15 17:00 before 2025-09-16 17:00"],
        ),
        (
            &weekly,
            vec![working_days(1, "17:00"), working_days(1, "16:59")],
            vec!["tier 2 in 2025-W37 on 2025-09-15 16:59 before 2025-09-15 17:00"],
        ),
        (
            &by_decree,
            vec![at(16, 0, "11:00"), at(15, 0, "17:00")],
            vec!["tier 2 in 2025-09 on 2025-09-15 17:00 before 2025-09-16 11:00"],
        ),
        // Both on Monday the 17th, in the only period that comes.
        (
            &once,
            vec![at(16, 0, "11:00"), at(15, 0, "17:00")],
            vec!["tier 2 in dot-1 on 2025-11-15 17:00 before 2025-11-16 11:00"],
        ),
        (&monthly, vec![day_of_month(20, 0)], vec!["tier 1 in 2025-09 on 2025-09-22 17:00 before 2025-10-01 00:00"]),
        (&weekly, vec![working_days(1, "17:00"), working_days(2, "17:00")], vec![]),
        (&weekly, vec![working_days(1, "17:00"), working_days(1, "17:00")], vec![]),
        // Only in some months do days that are not worked bring these together, or a shorter month.
        (&by_decree, vec![at(15, 0, "17:00"), at(16, 0, "11:00"), at(18, 0, "11:00")], vec![]),
        (&monthly, vec![day_of_month(5, 1), working_days(4, "17:00")], vec![]),
        (&by_decree, vec![at(30, 0, "17:00"), at(31, 0, "11:00")], vec![]),
    ] {
        let tiers = tiers.into_iter().map(|deadline| (deadline, 5)).collect();
        let timetable = rules(AT_THE_END, tiers);
        let faults = timetable.faults(frequency, date("2025-09-08"), &calendar());
        let faults: Vec<String> = faults.into_iter().map(told).collect();
        assert_eq!(faults, found, "{timetable:?}");
    }
    let cutoff = Cutoff { days_before_end: 3, at: time("15:00") };
    let same_day = rules(cutoff, vec![(working_days(0, "17:00"), 5)]);
    assert_eq!(
        same_day.faults(&weekly, date("2025-09-08"), &calendar()),
        [TimetableFault::ShortTime { period: "2025-W37".to_owned() }]
    );
}

fn told(fault: TimetableFault) -> String {
    let (tier, period, due_at, other) = match fault {
        TimetableFault::TiersCross { tier, period, due_at, earlier_due_at } => (tier, period, due_at, earlier_due_at),
        TimetableFault::BeforeCutoff { tier, period, due_at, cutoff_at } => (tier, period, due_at, cutoff_at),
        TimetableFault::ShortTime { period } => return format!("short {period}"),
    };
    format!("tier {tier} in {period} on {} before {}", spoken(due_at), spoken(other))
}

#[test]
fn tiers_that_a_weekend_or_a_holiday_pushes_together_follow_each_other_day_by_day() {
    let decree = Frequency::Monthly { span: PeriodSpan::Decree };
    let weekly = Frequency::Weekly { first_weekday: Weekday::Monday };
    let at = |day, at| Deadline::DayOfMonth { day, months_after: 0, at: time(at) };
    let days = || vec![at(15, "17:00"), at(16, "11:00"), at(18, "11:00")];
    let midnight = || vec![at(15, "24:00"), at(16, "00:00")];
    let same = || vec![at(15, "17:00"), at(16, "11:00"), at(16, "11:00")];
    for (frequency, day, deadlines, due) in [
        (&decree, "2025-10-14", days(), vec!["2025-10-15 17:00", "2025-10-16 11:00", "2025-10-20 11:00"]),
        (&decree, "2025-11-14", days(), vec!["2025-11-17 17:00", "2025-11-18 11:00", "2025-11-19 11:00"]),
        (&decree, "2026-02-14", days(), vec!["2026-02-23 17:00", "2026-02-24 11:00", "2026-02-25 11:00"]),
        (&decree, "2025-11-14", midnight(), vec!["2025-11-18 00:00", "2025-11-19 00:00"]),
        (&decree, "2025-11-14", same(), vec!["2025-11-17 17:00", "2025-11-18 11:00", "2025-11-18 11:00"]),
        (
            &weekly,
            "2025-09-14",
            vec![working_days(0, "17:00"), working_days(1, "11:00")],
            vec!["2025-09-15 17:00", "2025-09-16 11:00"],
        ),
    ] {
        let tiers = deadlines.into_iter().map(|deadline| (deadline, 5)).collect();
        let timetable = rules(AT_THE_END, tiers);
        let moments = timetable.moments(&frequency.containing(date(day)).unwrap(), &calendar());
        assert_eq!(moments.tiers.iter().map(|tier| spoken(tier.due_at)).collect::<Vec<_>>(), due, "{timetable:?}");
    }
}

#[test]
fn a_short_period_that_would_be_due_before_its_cutoff_is_due_after_it() {
    let at = |day, at| (Deadline::DayOfMonth { day, months_after: 0, at: time(at) }, 5);
    let timetable = rules(AT_THE_END, vec![at(15, "17:00"), at(16, "11:00"), at(31, "11:00")]);
    let short = Period { starts_on: date("2026-01-15"), ends_on: date("2026-01-20") };
    let moments = timetable.moments(&short, &calendar());
    let due: Vec<_> = moments.tiers.iter().map(|tier| spoken(tier.due_at)).collect();
    assert_eq!(due, ["2026-01-21 17:00", "2026-01-22 11:00", "2026-02-02 11:00"]);
}

#[test]
fn who_learns_of_a_period_after_it_began_has_the_whole_of_the_next_working_day() {
    let weekly = Frequency::Weekly { first_weekday: Weekday::Monday };
    let tiers = vec![(working_days(1, "17:00"), 5), (working_days(2, "17:00"), 5)];
    for (day, learned_on, due) in [
        ("2025-08-25", "2025-10-01", ["2025-10-03 00:00", "2025-10-03 17:00"]),
        ("2025-09-22", "2025-09-29", ["2025-10-01 00:00", "2025-10-01 17:00"]),
        ("2025-09-22", "2025-09-26", ["2025-09-30 00:00", "2025-09-30 17:00"]),
        ("2025-09-22", "2025-09-25", ["2025-09-29 17:00", "2025-09-30 17:00"]),
    ] {
        let timetable = Timetable { learned_on: Some(date(learned_on)), ..rules(AT_THE_END, tiers.clone()) };
        let moments = timetable.moments(&weekly.containing(date(day)).unwrap(), &calendar());
        assert_eq!(moments.tiers.iter().map(|tier| spoken(tier.due_at)).collect::<Vec<_>>(), due, "{learned_on}");
    }
}

fn any_time() -> impl Strategy<Value = DayTime> {
    (0..=1440_u16).prop_map(|minutes| format!("{:02}:{:02}", minutes / 60, minutes % 60).parse().unwrap())
}

fn any_deadline() -> impl Strategy<Value = Deadline> {
    prop_oneof![
        (0..=10_u8, any_time()).prop_map(|(after_cutoff, at)| Deadline::WorkingDays { after_cutoff, at }),
        (1..=31_u8, 0..=2_u8, any_time()).prop_map(|(day, months_after, at)| Deadline::DayOfMonth {
            day,
            months_after,
            at
        }),
    ]
}

fn any_frequency() -> impl Strategy<Value = Frequency> {
    (0..8_usize, prop::sample::select(PeriodSpan::ALL), prop::sample::select(Weekday::ALL)).prop_map(
        |(kind, span, first_weekday)| match kind {
            0 => Frequency::Weekly { first_weekday },
            1 => Frequency::TwoWeekly { anchor: Date(date("2025-09-01")) },
            2 => Frequency::HalfMonthly {},
            3 => Frequency::Monthly { span },
            4 => Frequency::Quarterly { span },
            5 => Frequency::HalfYearly { span },
            6 => Frequency::NineMonthly { span },
            _ => Frequency::Yearly { span },
        },
    )
}

proptest! {
    #[test]
    fn deadlines_fall_on_working_days_after_the_cutoff_and_tier_after_tier(
        frequency in any_frequency(),
        days in 0..1_000_u64,
        (days_before_end, at) in (0..=31_u8, any_time()),
        deadlines in prop::collection::vec((any_deadline(), 0..=20_u8), 1..4),
    ) {
        let calendar = calendar();
        let timetable = rules(Cutoff { days_before_end, at }, deadlines);
        let period = frequency.on_or_after(date("2025-01-01") + Days::new(days)).unwrap();
        let moments = timetable.moments(&period, &calendar);
        prop_assert!(moments.opens_at <= moments.cutoff_at);
        let mut earlier = moments.cutoff_at;
        for tier in &moments.tiers {
            prop_assert!(tier.due_at >= earlier);
            prop_assert!(tier.locks_at >= tier.due_at);
            // What is due at 24:00 is due on the day that ends then.
            let due_on = local_date(tier.due_at - chrono::TimeDelta::microseconds(1));
            prop_assert!(calendar.is_working(local_date(tier.due_at)) || calendar.is_working(due_on));
            earlier = tier.due_at;
        }
    }
}
