//! How an assignment fares: computed from facts, never stored.
//!
//! The rule stands here twice, because lists filter by it: as a function and as SQL, side by side, over the same marks.

use crate::domain::assignment::Assignment;
use crate::vocabulary::{AssignmentState, Bucket, DueBasis, Health};
use chrono::{DateTime, Days, NaiveDate, Utc};
use haicap_types::{local_date, local_midnight};

/// The figures of the rule; all of them are configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thresholds {
    /// Within how many working days an assignment must be acknowledged.
    pub acknowledge_working_days: u32,
    /// Within how many working days a date must be proposed.
    pub propose_date_working_days: u32,
    /// From how many working days before its date an assignment is due soon.
    pub due_soon_working_days: u32,
    /// From what share of the span between assignment and due date, in percent, an assignment is due soon.
    pub span_left_percent: u32,
    /// After how many days without an update an assignment is quiet.
    pub quiet_days: u32,
}

impl Thresholds {
    /// What holds where the operator says nothing.
    pub const STANDARD: Self = Self {
        acknowledge_working_days: 2,
        propose_date_working_days: 5,
        due_soon_working_days: 3,
        span_left_percent: 20,
        quiet_days: 7,
    };
}

/// The thresholds laid on the calendar at one moment, so that the rule itself only compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marks {
    /// The date in the city.
    pub today: NaiveDate,
    /// What was assigned before and is not acknowledged is stalled.
    pub unacknowledged_before: DateTime<Utc>,
    /// What was assigned before and has no date proposed is stalled.
    pub undated_before: DateTime<Utc>,
    /// What is due until then is due soon.
    pub due_soon_until: NaiveDate,
    /// What was updated before is quiet.
    pub quiet_before: DateTime<Utc>,
    /// See [`Thresholds::span_left_percent`].
    pub span_left_percent: i32,
}

/// A step of so many working days from a date, forwards or backwards.
pub type WorkingDays<'a> = &'a dyn Fn(NaiveDate, u32) -> NaiveDate;

impl Marks {
    /// The marks of a moment. `add` and `subtract` walk the working calendar.
    #[must_use]
    pub fn at(now: DateTime<Utc>, thresholds: &Thresholds, add: WorkingDays<'_>, subtract: WorkingDays<'_>) -> Self {
        let today = local_date(now);
        Self {
            today,
            unacknowledged_before: local_midnight(subtract(today, thresholds.acknowledge_working_days)),
            undated_before: local_midnight(subtract(today, thresholds.propose_date_working_days)),
            due_soon_until: add(today, thresholds.due_soon_working_days),
            quiet_before: now
                .checked_sub_days(Days::new(u64::from(thresholds.quiet_days)))
                .unwrap_or(DateTime::<Utc>::MIN_UTC),
            span_left_percent: i32::try_from(thresholds.span_left_percent).unwrap_or(100),
        }
    }
}

/// The health of the assignment; `None` where health does not apply.
#[must_use]
pub fn health(assignment: &Assignment, marks: &Marks) -> Option<Health> {
    match assignment.state {
        AssignmentState::Completed if assignment.is_on_time == Some(false) => Some(Health::Purple),
        AssignmentState::Completed => Some(Health::Blue),
        AssignmentState::Withdrawn | AssignmentState::ClosedNotImplemented | AssignmentState::Declined => None,
        _ if !assignment.is_in_force => None,
        _ if is_overdue(assignment, marks.today) || is_stalled(assignment, marks) => Some(Health::Red),
        AssignmentState::Assigned => Some(Health::Grey),
        // A continuing duty has begun once it is known.
        AssignmentState::Acknowledged if !assignment.clause_kind.is_continuing() => Some(Health::Grey),
        _ if lacks_date(assignment) => Some(Health::Grey),
        _ if is_due_soon(assignment, marks) || is_quiet(assignment, marks) => Some(Health::Yellow),
        _ => Some(Health::Green),
    }
}

/// The official statistical group.
#[must_use]
pub fn bucket(assignment: &Assignment, today: NaiveDate) -> Bucket {
    match assignment.state {
        AssignmentState::Completed if assignment.is_on_time == Some(false) => Bucket::DoneLate,
        AssignmentState::Completed => Bucket::DoneOnTime,
        AssignmentState::Withdrawn => Bucket::Withdrawn,
        AssignmentState::ClosedNotImplemented => Bucket::Closed,
        _ if is_overdue(assignment, today) => Bucket::OpenOverdue,
        _ => Bucket::OpenWithinTerm,
    }
}

/// Whether the date that counts has passed. What was handed in by its date does not become late by waiting for the
/// decision; once returned, it is measured against today again.
#[must_use]
pub fn is_overdue(assignment: &Assignment, today: NaiveDate) -> bool {
    let reached = match (assignment.state, assignment.submitted_at) {
        (AssignmentState::Submitted, Some(submitted_at)) => local_date(submitted_at),
        _ => today,
    };
    assignment.state.is_open() && assignment.effective_due_on().is_some_and(|due_on| due_on < reached)
}

fn is_stalled(assignment: &Assignment, marks: &Marks) -> bool {
    let unacknowledged = assignment.state == AssignmentState::Assigned;
    let undated = assignment.due_basis == DueBasis::None
        && assignment.state != AssignmentState::Submitted
        && !assignment.clause_kind.is_continuing();
    (unacknowledged && assignment.assigned_at < marks.unacknowledged_before)
        || (undated && assignment.assigned_at < marks.undated_before)
}

/// A continuing duty without an unfulfilled period lacks nothing.
fn lacks_date(assignment: &Assignment) -> bool {
    !assignment.clause_kind.is_continuing() && assignment.due_on.is_none()
}

/// The share of the span is no measure for a continuing duty, whose span grows for ever.
fn is_due_soon(assignment: &Assignment, marks: &Marks) -> bool {
    let Some(due_on) = assignment.effective_due_on() else { return false };
    let left_days = due_on.signed_duration_since(marks.today).num_days();
    let span_days = due_on.signed_duration_since(local_date(assignment.assigned_at)).num_days();
    let ends_span = left_days * 100 <= span_days * i64::from(marks.span_left_percent);
    due_on <= marks.due_soon_until || (ends_span && !assignment.clause_kind.is_continuing())
}

/// A continuing duty has the rhythm of its periods and need not be heard of in between.
fn is_quiet(assignment: &Assignment, marks: &Marks) -> bool {
    !assignment.clause_kind.is_continuing() && assignment.last_update_at < marks.quiet_before
}

macro_rules! is_continuing {
    () => {
        "clause_kind in ('recurring_report', 'standing_duty', 'event_duty')"
    };
}

macro_rules! effective_due_on {
    () => {
        concat!("(case when ", is_continuing!(), " then next_fulfilment_due_on else due_on end)")
    };
}

macro_rules! is_overdue {
    () => {
        concat!(
            "coalesce(",
            effective_due_on!(),
            " < case when state = 'submitted' and submitted_at is not null",
            " then (submitted_at at time zone interval '7 hours')::date else $1::date end, false)"
        )
    };
}

/// [`health`] as an SQL expression over the columns of the assignment; null where there is none.
///
/// The marks are the first six parameters of any statement that contains it: `$1` [`Marks::today`],
/// `$2` [`Marks::unacknowledged_before`], `$3` [`Marks::undated_before`], `$4` [`Marks::due_soon_until`],
/// `$5` [`Marks::quiet_before`], `$6` [`Marks::span_left_percent`].
pub const HEALTH_SQL: &str = concat!(
    "case\n",
    "  when state = 'completed' then case when is_on_time is false then 'purple' else 'blue' end\n",
    "  when state in ('withdrawn', 'closed_not_implemented', 'declined') or not is_in_force then null\n",
    "  when ",
    is_overdue!(),
    "\n    or (state = 'assigned' and assigned_at < $2::timestamptz)\n",
    "    or (due_basis = 'none' and state <> 'submitted' and assigned_at < $3::timestamptz and not ",
    is_continuing!(),
    ") then 'red'\n",
    "  when state = 'assigned' or ((state = 'acknowledged' or due_on is null) and not ",
    is_continuing!(),
    ") then 'grey'\n",
    "  when ",
    effective_due_on!(),
    " <= $4::date\n",
    "    or (not ",
    is_continuing!(),
    " and (last_update_at < $5::timestamptz or (due_on - $1::date)::bigint * 100",
    " <= (due_on - (assigned_at at time zone interval '7 hours')::date)::bigint * $6::integer)) then 'yellow'\n",
    "  else 'green'\n",
    "end",
);

/// [`bucket`] as an SQL expression over the columns of the assignment; `$1` is [`Marks::today`].
pub const BUCKET_SQL: &str = concat!(
    "case\n",
    "  when state = 'completed' then case when is_on_time is false then 'done_late' else 'done_on_time' end\n",
    "  when state = 'withdrawn' then 'withdrawn'\n",
    "  when state = 'closed_not_implemented' then 'closed'\n",
    "  when ",
    is_overdue!(),
    " then 'open_overdue'\n",
    "  else 'open_within_term'\n",
    "end",
);

#[cfg(test)]
mod tests {
    use super::{Marks, Thresholds, bucket, health};
    use crate::domain::assignment::sample::{at, date, task};
    use crate::domain::assignment::{Assignment, NewAssignment};
    use crate::vocabulary::{AssignmentState, Bucket, ClauseKind, DueBasis, Health};
    use chrono::{Datelike, Days, NaiveDate, Weekday};

    type Sketch = fn(Assignment) -> Assignment;

    /// Wednesday, 1 October 2025, 08:00 in the city.
    fn marks() -> Marks {
        Marks::at(at("2025-10-01T08:00:00+07:00"), &Thresholds::STANDARD, &add, &subtract)
    }

    fn is_working(day: &NaiveDate) -> bool {
        !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
    }

    fn add(date: NaiveDate, days: u32) -> NaiveDate {
        let ahead = date.iter_days().skip(1).filter(is_working);
        days.checked_sub(1).and_then(|last| ahead.into_iter().nth(usize::try_from(last).unwrap())).unwrap_or(date)
    }

    fn subtract(date: NaiveDate, days: u32) -> NaiveDate {
        let mut back = (1..).map(|step| date - Days::new(step)).filter(is_working);
        days.checked_sub(1).and_then(|last| back.nth(usize::try_from(last).unwrap())).unwrap_or(date)
    }

    fn working() -> Assignment {
        let mut assignment =
            NewAssignment { due_on: Some(date("2025-12-31")), ..task() }.assign(at("2025-09-22T14:00:00+07:00"));
        assignment.state = AssignmentState::InProgress;
        assignment.last_update_at = at("2025-09-30T14:00:00+07:00");
        assignment
    }

    fn undated(assignment: Assignment) -> Assignment {
        Assignment { due_basis: DueBasis::None, due_on: None, original_due_on: None, ..assignment }
    }

    fn continuing(assignment: Assignment) -> Assignment {
        Assignment { clause_kind: ClauseKind::StandingDuty, ..undated(assignment) }
    }

    #[test]
    fn the_marks_count_working_days() {
        let marks = marks();
        assert_eq!(marks.unacknowledged_before, at("2025-09-29T00:00:00+07:00"));
        assert_eq!(marks.undated_before, at("2025-09-24T00:00:00+07:00"));
        assert_eq!(marks.due_soon_until, date("2025-10-06"));
        assert_eq!(marks.quiet_before, at("2025-09-24T08:00:00+07:00"));
    }

    #[test]
    fn the_first_rule_that_matches_gives_the_colour_and_the_bucket() {
        use AssignmentState::{
            Acknowledged, Assigned, ClosedNotImplemented, Completed, Declined, Submitted, Withdrawn,
        };
        let open = Bucket::OpenWithinTerm;
        let late = Bucket::OpenOverdue;
        #[rustfmt::skip]
        let cases: &[(&str, Sketch, Option<Health>, Bucket)] = &[
            ("on track", |a| a, Some(Health::Green), open),
            ("completed on time", |a| Assignment { state: Completed, is_on_time: Some(true), ..a },
                Some(Health::Blue), Bucket::DoneOnTime),
            ("completed late", |a| Assignment { state: Completed, is_on_time: Some(false), ..a },
                Some(Health::Purple), Bucket::DoneLate),
            ("withdrawn", |a| Assignment { state: Withdrawn, ..a }, None, Bucket::Withdrawn),
            ("closed", |a| Assignment { state: ClosedNotImplemented, ..a }, None, Bucket::Closed),
            ("declined", |a| Assignment { state: Declined, ..a }, None, open),
            ("declined and overdue", |a| Assignment { state: Declined, due_on: Some(date("2025-09-30")), ..a }, None, late),
            ("due yesterday", |a| Assignment { due_on: Some(date("2025-09-30")), ..a }, Some(Health::Red), late),
            ("due today", |a| Assignment { due_on: Some(date("2025-10-01")), ..a }, Some(Health::Yellow), open),
            ("submitted in time, decided later", |a| Assignment {
                state: Submitted, due_on: Some(date("2025-09-30")), submitted_at: Some(at("2025-09-30T23:59:00+07:00")), ..a
            }, Some(Health::Yellow), open),
            ("submitted late", |a| Assignment {
                state: Submitted, due_on: Some(date("2025-09-30")), submitted_at: Some(at("2025-10-01T00:01:00+07:00")), ..a
            }, Some(Health::Red), late),
            ("not acknowledged, third day", |a| Assignment {
                state: Assigned, assigned_at: at("2025-09-28T23:59:00+07:00"), ..a
            }, Some(Health::Red), open),
            ("not acknowledged, second day", |a| Assignment {
                state: Assigned, assigned_at: at("2025-09-29T00:00:00+07:00"), ..a
            }, Some(Health::Grey), open),
            ("no date proposed, sixth day", undated, Some(Health::Red), open),
            ("no date proposed, fifth day", |a| Assignment { assigned_at: at("2025-09-24T00:00:00+07:00"), ..undated(a) },
                Some(Health::Grey), open),
            ("date proposed", |a| Assignment { due_basis: DueBasis::Proposed, ..undated(a) }, Some(Health::Grey), open),
            ("submitted without a date", |a| Assignment { state: Submitted, ..undated(a) }, Some(Health::Grey), open),
            ("not started", |a| Assignment { state: Acknowledged, ..a }, Some(Health::Grey), open),
            ("three working days left", |a| Assignment { due_on: Some(date("2025-10-06")), ..a },
                Some(Health::Yellow), open),
            ("four working days left", |a| Assignment {
                assigned_at: at("2025-09-30T08:00:00+07:00"), due_on: Some(date("2025-10-07")), ..a
            }, Some(Health::Green), open),
            ("a fifth of the span left", |a| Assignment {
                assigned_at: at("2025-05-14T08:00:00+07:00"), due_on: Some(date("2025-11-05")), ..a
            }, Some(Health::Yellow), open),
            ("a day more", |a| Assignment {
                assigned_at: at("2025-05-14T08:00:00+07:00"), due_on: Some(date("2025-11-06")), ..a
            }, Some(Health::Green), open),
            ("nothing heard for a week", |a| Assignment { last_update_at: at("2025-09-24T07:59:00+07:00"), ..a },
                Some(Health::Yellow), open),
            ("continuing, nothing owed, nothing heard", |a| Assignment {
                last_update_at: at("2025-08-01T08:00:00+07:00"), ..continuing(a)
            }, Some(Health::Green), open),
            ("continuing, a period missed", |a| Assignment {
                next_fulfilment_due_on: Some(date("2025-09-30")), ..continuing(a)
            }, Some(Health::Red), late),
            ("continuing, a period due soon", |a| Assignment {
                next_fulfilment_due_on: Some(date("2025-10-06")), ..continuing(a)
            }, Some(Health::Yellow), open),
            ("continuing, a period due later", |a| Assignment {
                next_fulfilment_due_on: Some(date("2025-10-07")), ..continuing(a)
            }, Some(Health::Green), open),
        ];
        for (name, sketch, colour, group) in cases {
            let assignment = sketch(working());
            assert_eq!(health(&assignment, &marks()), *colour, "{name}");
            assert_eq!(bucket(&assignment, marks().today), *group, "{name}");
        }
    }
}
