use super::{Act, Announced, Extension, Refusal, Suspension, Target, permit};
use crate::domain::Reason;
use crate::vocabulary::{Phase, ProgrammeState};
use chrono::{DateTime, NaiveDate, Utc};
use haicap_types::{Actor, Prose, RequestState, Ruling, Words, local_date};

/// What somebody wants to do.
#[derive(Debug, Clone)]
pub enum Command {
    /// Say when it was announced.
    Announce {
        /// The day.
        on: NaiveDate,
        /// What keeps the team from the target.
        staffing: Staffing,
    },
    /// Ask for more time.
    RequestExtension {
        /// The last day of the time that there is.
        last_day: Option<NaiveDate>,
        /// How many working days.
        days: u16,
        /// Why.
        reason: Prose<2_000>,
    },
    /// Decide on that.
    DecideExtension(Ruling),
    /// Stop the clock from today on.
    Suspend(Reason),
    /// Let it go on from today on.
    Resume,
}

/// What stands in the way of a team at a target.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Staffing {
    /// Members that have not declared themselves independent, by name.
    pub undeclared: Vec<String>,
    /// What keeps members from the target.
    pub kept: Vec<Words>,
    /// Whether a head or a deputy is left.
    pub has_head: bool,
    /// When the last member declared independence: nobody goes there before.
    pub declared_on: Option<NaiveDate>,
}

impl Command {
    /// The act.
    #[must_use]
    pub const fn act(&self) -> Act {
        match self {
            Self::Announce { .. } => Act::Announce,
            Self::RequestExtension { .. } => Act::RequestExtension,
            Self::DecideExtension(_) => Act::DecideExtension,
            Self::Suspend(_) => Act::Suspend,
            Self::Resume => Act::Resume,
        }
    }
}

/// Decides what comes of a command: the target afterwards; its version is raised when it is saved.
///
/// # Errors
/// Why nothing does.
pub fn decide(
    target: &Target,
    state: ProgrammeState,
    command: Command,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Target, Refusal> {
    permit(target, state, command.act(), actor)?;
    let mut next = target.clone();
    let (by, today) = (actor.subject.clone(), local_date(now));
    match command {
        Command::Announce { on, staffing } => {
            let first = staffing.declared_on.unwrap_or(target.terms.decided_on).max(target.terms.decided_on);
            expect_staff(staffing)?;
            expect_day(on, first, today, "/on")?;
            next.announced = Some(Announced { on, by, at: now });
            next.phase = Phase::Announced;
        }
        Command::RequestExtension { last_day, days, reason } => {
            if last_day.is_some_and(|last| last < today) {
                return Err(Refusal::TooLate);
            }
            let most = target.terms.extension_days;
            if !(1..=most).contains(&days) {
                return Err(Refusal::TooLong { days: most });
            }
            next.extensions.push(Extension {
                days,
                reason,
                requested_by: by,
                requested_at: now,
                state: RequestState::Pending,
                remark: None,
                decided_by: None,
                decided_at: None,
            });
        }
        Command::DecideExtension(ruling) => {
            let Some(pending) = next.extensions.last_mut() else { return Err(Refusal::NothingPending) };
            let (state, remark) = match ruling {
                Ruling::Grant { remark } => (RequestState::Granted, remark),
                Ruling::Refuse { remark } => (RequestState::Refused, Some(remark)),
            };
            (pending.state, pending.remark) = (state, remark);
            (pending.decided_by, pending.decided_at) = (Some(by), Some(now));
        }
        Command::Suspend(reason) => {
            next.suspensions.push(Suspension { from: today, reason, by, at: now, resumed_on: None, resumed_by: None });
        }
        Command::Resume => {
            let Some(last) = next.suspensions.last_mut() else {
                return Err(Refusal::NotInThisState { act: Act::Resume, phase: target.phase, is_suspended: false });
            };
            (last.resumed_on, last.resumed_by) = (Some(today), Some(by));
        }
    }
    Ok(next)
}

fn expect_day(day: NaiveDate, from: NaiveDate, today: NaiveDate, pointer: &'static str) -> Result<(), Refusal> {
    if (from..=today).contains(&day) { Ok(()) } else { Err(Refusal::OtherDay { pointer, from }) }
}

fn expect_staff(staffing: Staffing) -> Result<(), Refusal> {
    if !staffing.kept.is_empty() {
        return Err(Refusal::Kept(staffing.kept));
    }
    if !staffing.undeclared.is_empty() {
        return Err(Refusal::Undeclared(staffing.undeclared));
    }
    if staffing.has_head { Ok(()) } else { Err(Refusal::NoHead) }
}
