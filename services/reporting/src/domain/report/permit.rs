use super::{Act, NUMBER_MAX, Refusal, Report};
use crate::domain::contribution::has_contributed;
use crate::domain::obligation::{Obligation, Shut};
use crate::vocabulary::ConsolidatedReportState as State;
use chrono::{DateTime, Utc};
use haicap_types::Actor;

/// Whether a report can be drawn up now for an obligation; `number` is the one that it would have.
///
/// # Errors
/// Why not.
pub fn permit_drawing(obligation: &Obligation, number: i32, now: DateTime<Utc>) -> Result<(), Refusal> {
    if let Some(refusal) = shut(obligation, Act::Edit, now) {
        return Err(refusal);
    }
    if number > NUMBER_MAX { Err(Refusal::TooMany) } else { Ok(()) }
}

/// Whether an act is possible now, whatever would be sent with it. The right to it is another question.
///
/// # Errors
/// Why not.
pub fn permit(
    report: &Report,
    obligation: &Obligation,
    act: Act,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    two_people(report, act, actor)?;
    let fits = match act {
        Act::Edit | Act::Refresh | Act::RequestApproval => report.state == State::Drafting,
        Act::Return => matches!(report.state, State::ForApproval | State::Approved),
        Act::Approve => report.state == State::ForApproval,
        Act::Send => report.state == State::Approved,
        // What was sent never changes, but what was signed may come in later.
        Act::AttachScan => match report.state {
            State::Approved => true,
            State::Sent | State::Acknowledged => report.signed_scan.is_none(),
            State::Drafting | State::ForApproval | State::Recalled => false,
        },
        Act::Acknowledge => report.state == State::Sent,
        Act::Recall => !matches!(report.state, State::Acknowledged | State::Recalled),
    };
    if !fits {
        return Err(Refusal::NotInThisState { act, state: report.state });
    }
    if let Some(refusal) = shut(obligation, act, now) {
        return Err(refusal);
    }
    match act {
        Act::RequestApproval if report.content.signer.name.is_none() => Err(Refusal::SignerMissing),
        _ => Ok(()),
    }
}

/// Whether this person may do the act: nobody approves or acknowledges a report that they contributed to, whatever
/// their roles.
///
/// # Errors
/// [`Refusal::SamePerson`].
pub fn two_people(report: &Report, act: Act, actor: &Actor) -> Result<(), Refusal> {
    match act {
        Act::Approve | Act::Acknowledge if has_contributed(actor, report) => Err(Refusal::SamePerson),
        _ => Ok(()),
    }
}

/// Before the period begins nothing is possible; where it is waived, nothing that leads to sending. While it is locked a
/// report can be prepared for the time when it is unlocked.
fn shut(obligation: &Obligation, act: Act, now: DateTime<Utc>) -> Option<Refusal> {
    let stops = |shut: &Shut| match shut {
        Shut::NotOpen => true,
        Shut::Waived => matches!(act, Act::Edit | Act::Refresh | Act::RequestApproval | Act::Approve | Act::Send),
        Shut::Locked => act == Act::Send,
    };
    obligation.shut(now).filter(stops).map(Refusal::Shut)
}
