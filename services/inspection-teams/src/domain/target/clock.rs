use super::Target;
use chrono::NaiveDate;
use haicap_reference::WorkingCalendar;
use haicap_types::RequestState;

/// How much time a target has left. Days are working days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// Whether it was announced later, or is not announced although that day has passed.
    pub is_announced_late: bool,
    /// The limit with all extensions.
    pub limit_days: u32,
    /// How many days were extensions.
    pub extended_days: u32,
    /// For how many days nothing was done.
    pub suspended_days: u32,
    /// Until when it must be concluded; none before the announcement and while nothing is done.
    pub due_on: Option<NaiveDate>,
    /// How many days are left, negative after the last one; none before the announcement.
    pub remaining_days: Option<i32>,
}

/// The clock of a target on a date. The day of the announcement does not count, nor does a day on which nothing was done.
#[must_use]
pub fn clock(target: &Target, calendar: &WorkingCalendar, today: NaiveDate) -> Clock {
    let terms = &target.terms;
    let granted = target.extensions.iter().filter(|one| one.state == RequestState::Granted);
    let extended_days: u32 = granted.map(|one| u32::from(one.days)).sum();
    let limit_days = u32::from(terms.limit_days) + extended_days;
    // Of a suspension its first day counts, and the day on which work goes on does not. The day of the announcement never
    // counted, so nothing is won by suspending on it.
    let day_before = |day: NaiveDate| day.pred_opt().unwrap_or(day);
    let lost = target.suspensions.iter().map(|one| {
        let before = day_before(one.from).max(target.announced_on().unwrap_or(one.from));
        let until = day_before(one.resumed_on.unwrap_or(today)).max(before);
        calendar.working_days_between(before, until)
    });
    let suspended_days: u32 = lost.map(|days| u32::try_from(days).unwrap_or(0)).sum();
    let last_day = target.announced_on().map(|on| calendar.add_working_days(on, limit_days + suspended_days));
    Clock {
        is_announced_late: target.announced_on().unwrap_or(today) > target.announce_by,
        limit_days,
        extended_days,
        suspended_days,
        due_on: last_day.filter(|_| !target.is_suspended()),
        remaining_days: last_day.map(|last| calendar.working_days_between(today, last)),
    }
}
