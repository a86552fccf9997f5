use super::{Act, Command, Refusal, Report, ReportContent, Source, permit};
use crate::domain::obligation::{Latest, Obligation};
use crate::vocabulary::{ConsolidatedReportState as State, Standing, SubmissionState};
use chrono::{DateTime, Utc};
use haicap_types::{Actor, Signature, local_date};
use serde_json::Value;
use uuid::Uuid;

/// What comes of an act.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The report afterwards; its version is raised when it is saved.
    pub report: Report,
    /// The obligation that it answers, where that changes too.
    pub obligation: Option<Obligation>,
    /// What it is made of, where its figures were refreshed.
    pub sources: Option<Vec<Source>>,
    /// Whether a request that waits for a decision is void now: nothing is left of it once a report was sent.
    pub lapses_request: bool,
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
    let (mut owed, mut sources) = (None, None);
    let lapses_request = command.act() == Act::Send;
    match command {
        Command::Edit(content) => {
            next.content = *content;
            next.worked_on_by(actor);
        }
        Command::Refresh { figures, narrative } => {
            (next.snapshot, next.snapshot_at) = (figures.snapshot, now);
            next.content.narrative = narrative;
            sources = Some(figures.sources);
            next.worked_on_by(actor);
        }
        Command::RequestApproval(hash) => {
            (next.state, next.hash, next.remark) = (State::ForApproval, Some(hash), None);
            next.worked_on_by(actor);
        }
        Command::Return(remark) => {
            (next.state, next.hash, next.approved, next.remark) = (State::Drafting, None, None, Some(remark.into()));
            // It shows what will not be sent.
            next.signed_scan = None;
        }
        Command::Approve { hash, .. } if report.hash.as_ref() != Some(&hash) => return Err(Refusal::WrongHash),
        Command::Approve { is_stale: true, accepts_stale: false, .. } => return Err(Refusal::Stale),
        Command::Approve { .. } => (next.state, next.approved) = (State::Approved, Some(signature)),
        Command::Send { issued_on, .. } if issued_on > local_date(now) => return Err(Refusal::IssuedInFuture),
        Command::Send { issued_on, .. } if issued_on < local_date(report.snapshot_at) => {
            return Err(Refusal::IssuedBeforeFigures);
        }
        Command::Send { is_taken: true, .. } => return Err(Refusal::NumberTaken),
        Command::Send { number, issued_on, .. } => {
            (next.state, next.issued, next.sent) = (State::Sent, Some((number.into(), issued_on)), Some(signature));
            owed = Some(sent(obligation, report, now));
        }
        Command::AttachScan(scan) => next.signed_scan = Some(*scan),
        Command::Acknowledge => {
            (next.state, next.acknowledged) = (State::Acknowledged, Some(signature));
            owed = Some(accepted(obligation, report));
        }
        Command::Recall(reason) => {
            (next.state, next.recalled) = (State::Recalled, Some((signature, reason.into())));
            owed = (report.state == State::Sent).then(|| taken_back(obligation, report));
        }
    }
    Ok(Change { report: next, obligation: owed, sources, lapses_request })
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

fn accepted(obligation: &Obligation, report: &Report) -> Obligation {
    let latest = Some(latest(report, SubmissionState::Accepted));
    Obligation { standing: Standing::Accepted, latest, ..obligation.clone() }
}

/// Nothing counts any more.
fn taken_back(obligation: &Obligation, report: &Report) -> Obligation {
    let latest = Some(latest(report, SubmissionState::Returned));
    Obligation { standing: Standing::Returned, effective_submission: None, latest, ..obligation.clone() }
}

const fn latest(report: &Report, state: SubmissionState) -> Latest {
    Latest { id: report.id, number: report.number, state }
}

impl Report {
    /// A report as its organization draws it up for an obligation.
    #[must_use]
    pub fn begun(
        id: Uuid,
        owed: &Obligation,
        number: i32,
        content: ReportContent,
        snapshot: Value,
        actor: &Actor,
        now: DateTime<Utc>,
    ) -> Self {
        Self {
            id,
            obligation_id: owed.id,
            number,
            regime: owed.regime.clone(),
            period_id: owed.period_id,
            organization: actor.organization.clone(),
            receiver: owed.receiver.clone(),
            state: State::Drafting,
            content,
            snapshot,
            snapshot_at: now,
            edited_by: vec![actor.subject.clone()],
            drafted_at: now,
            hash: None,
            remark: None,
            approved: None,
            issued: None,
            sent: None,
            signed_scan: None,
            acknowledged: None,
            recalled: None,
            version: 1,
        }
    }

    fn worked_on_by(&mut self, actor: &Actor) {
        if !self.edited_by.contains(&actor.subject) {
            self.edited_by.push(actor.subject.clone());
        }
    }
}
