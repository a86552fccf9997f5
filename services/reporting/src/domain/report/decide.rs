use super::{Act, NUMBER_MAX, Refusal, Report, ReportContent, SignedScan};
use crate::domain::contribution::has_contributed;
use crate::domain::obligation::{Latest, Obligation, Shut, Signature};
use chrono::{DateTime, NaiveDate, Utc};
use haicap_types::{Actor, ConsolidatedReportState as State, Standing, SubmissionState, Vocabulary as _};
use serde_json::Value;

/// What somebody wants to do.
#[derive(Debug, Clone)]
pub enum Command {
    /// Put words into it.
    Edit(Box<ReportContent>),
    /// Take the figures anew.
    Refresh(Value),
    /// Lay it before who approves: the hash of what that is.
    RequestApproval(String),
    /// Send it back for more work.
    Return(String),
    /// Approve it.
    Approve {
        /// The hash of what was seen.
        hash: String,
        /// Whether reports that it is made of changed since.
        is_stale: bool,
        /// Whether that is accepted.
        accepts_stale: bool,
    },
    /// Send it.
    Send {
        /// The number of the document.
        number: String,
        /// Its date.
        issued_on: NaiveDate,
    },
    /// Add the signed sheet.
    AttachScan(Box<SignedScan>),
    /// Acknowledge it.
    Acknowledge,
    /// Take it back.
    Recall(String),
}

/// What comes of an act.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The report afterwards; its version is raised when it is saved.
    pub report: Report,
    /// The obligation that it answers, where that changes too.
    pub obligation: Option<Obligation>,
    /// Whether a request that waits for a decision is void now: nothing is left of it once a report was sent.
    pub lapses_request: bool,
}

impl Command {
    /// The act.
    #[must_use]
    pub const fn act(&self) -> Act {
        match self {
            Self::Edit(_) => Act::Edit,
            Self::Refresh(_) => Act::Refresh,
            Self::RequestApproval(_) => Act::RequestApproval,
            Self::Return(_) => Act::Return,
            Self::Approve { .. } => Act::Approve,
            Self::Send { .. } => Act::Send,
            Self::AttachScan(_) => Act::AttachScan,
            Self::Acknowledge => Act::Acknowledge,
            Self::Recall(_) => Act::Recall,
        }
    }
}

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
        return Err(Refusal::State);
    }
    if let Some(refusal) = shut(obligation, act, now) {
        return Err(refusal);
    }
    match act {
        Act::RequestApproval if report.content.signer.name.is_none() => Err(Refusal::SignerMissing),
        _ => Ok(()),
    }
}

/// The acts that are possible now, whoever has the right to them.
#[must_use]
pub fn legal_acts(report: &Report, obligation: &Obligation, actor: &Actor, now: DateTime<Utc>) -> Vec<Act> {
    let is_legal = |act: &Act| permit(report, obligation, *act, actor, now).is_ok();
    Act::ALL.iter().copied().filter(is_legal).collect()
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

/// Decides what comes of a command.
///
/// # Errors
/// Why nothing does.
pub fn decide(
    report: &Report,
    obligation: &Obligation,
    command: Command,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    permit(report, obligation, command.act(), actor, now)?;
    let signature = Signature { by: actor.subject.clone(), at: now };
    let mut next = report.clone();
    let mut owed = None;
    let lapses_request = command.act() == Act::Send;
    match command {
        Command::Edit(content) => {
            next.content = *content;
            next.worked_on_by(actor);
        }
        Command::Refresh(snapshot) => {
            (next.snapshot, next.snapshot_at) = (snapshot, now);
            next.worked_on_by(actor);
        }
        Command::RequestApproval(hash) => {
            (next.state, next.hash, next.remark) = (State::ForApproval, Some(hash), None);
            next.worked_on_by(actor);
        }
        Command::Return(remark) => {
            (next.state, next.hash, next.approved, next.remark) = (State::Drafting, None, None, Some(remark));
            // It shows what will not be sent.
            next.signed_scan = None;
        }
        Command::Approve { hash, .. } if report.hash.as_ref() != Some(&hash) => return Err(Refusal::WrongHash),
        Command::Approve { is_stale: true, accepts_stale: false, .. } => return Err(Refusal::Stale),
        Command::Approve { .. } => (next.state, next.approved) = (State::Approved, Some(signature)),
        Command::Send { number, issued_on } => {
            (next.state, next.issued, next.sent) = (State::Sent, Some((number, issued_on)), Some(signature));
            owed = Some(sent(obligation, report, now));
        }
        Command::AttachScan(scan) => next.signed_scan = Some(*scan),
        Command::Acknowledge => {
            (next.state, next.acknowledged) = (State::Acknowledged, Some(signature));
            owed = Some(Obligation {
                standing: Standing::Accepted,
                latest: Some(latest(report, SubmissionState::Accepted)),
                ..obligation.clone()
            });
        }
        Command::Recall(reason) => {
            (next.state, next.recalled) = (State::Recalled, Some((signature, reason)));
            owed = (report.state == State::Sent).then(|| Obligation {
                standing: Standing::Returned,
                effective_submission: None,
                latest: Some(latest(report, SubmissionState::Returned)),
                ..obligation.clone()
            });
        }
    }
    Ok(Change { report: next, obligation: owed, lapses_request })
}

/// The report counts from now on; whether it came in time is decided by the first one.
fn sent(obligation: &Obligation, report: &Report, now: DateTime<Utc>) -> Obligation {
    Obligation {
        standing: Standing::Submitted,
        effective_submission: Some(report.id),
        latest: Some(latest(report, SubmissionState::Submitted)),
        first_submitted_at: obligation.first_submitted_at.or(Some(now)),
        was_late: obligation.was_late.or(Some(now > obligation.due_at())),
        ..obligation.clone()
    }
}

const fn latest(report: &Report, state: SubmissionState) -> Latest {
    Latest { id: report.id, number: report.number, state }
}

impl Report {
    fn worked_on_by(&mut self, actor: &Actor) {
        if !self.edited_by.contains(&actor.subject) {
            self.edited_by.push(actor.subject.clone());
        }
    }
}
