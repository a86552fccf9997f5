use super::{
    Case, Change, Command, Content, Fact, GrantRequest, Latest, Obligation, Refusal, Submission, Wanted, permit,
};
use crate::domain::Remark;
use crate::domain::contribution::Contributed;
use crate::domain::rule::Values;
use crate::vocabulary::{GrantKind, Standing, SubmissionState};
use chrono::{DateTime, TimeDelta, Utc};
use haicap_types::{Actor, RequestState, Ruling, Signature};
use std::collections::BTreeMap;
use uuid::Uuid;

/// How long an unlocking may last.
const UNLOCK: TimeDelta = TimeDelta::days(30);

/// Decides what comes of a command.
///
/// # Errors
/// Why nothing does.
pub fn decide(case: &Case, command: Command, actor: &Actor, now: DateTime<Utc>) -> Result<Change, Refusal> {
    permit(case, command.act(), actor, now)?;
    let signature = Signature { by: actor.subject.clone(), at: now };
    match command {
        Command::Draft { id, reason, content } => draft(case, id, reason, content, signature),
        Command::Edit(content) => {
            let mut submission = addressed(case, Refusal::NoDraft)?;
            (submission.values, submission.narrative) = (content.values, content.narrative);
            submission.worked_on_by(&actor.subject);
            Ok(change(case, case.obligation.clone(), Fact::Edited(submission)))
        }
        Command::Discard => discard(case),
        Command::Submit { hash } => {
            let submission = addressed(case, Refusal::NoDraft)?;
            Ok(submit(case, submission, hash, signature))
        }
        Command::ReportNothing { id, hash, remark } => {
            let nothing = Submission { is_nil: true, reason: remark.map(String::from), ..begun(case, id, &signature) };
            Ok(submit(case, nothing, hash, signature))
        }
        Command::Return { remark, remarks } => {
            let submission = addressed(case, Refusal::NotSubmitted)?;
            let remarks = remarks.into_iter().map(|(place, said)| (place, said.into())).collect();
            let remark = remark.map(String::from);
            Ok(send_back(case, Submission { remark, remarks, judged: Some(signature), ..submission }))
        }
        Command::Accept { hash, remark } => {
            let submission = addressed(case, Refusal::NotSubmitted)?;
            if submission.hash.as_ref() != Some(&hash) {
                return Err(Refusal::WrongHash);
            }
            let (state, remark) = (SubmissionState::Accepted, remark.map(String::from));
            let submission = Submission { state, remark, judged: Some(signature), ..submission };
            let latest = latest_with(case, &submission);
            let obligation = Obligation { standing: Standing::Accepted, latest, ..case.obligation.clone() };
            Ok(change(case, obligation, Fact::Accepted(submission)))
        }
        Command::Ask { id, wanted, reason } => expect_fit(&case.obligation, wanted, now).map(|()| {
            let (kind, until, reason) = (wanted.kind(), wanted.until(), reason.into());
            let request = GrantRequest { id, kind, until, reason, requested: signature, state: RequestState::Pending };
            let requests = case.obligation.requests.saturating_add(1);
            change(case, Obligation { requests, ..case.obligation.clone() }, Fact::Asked(request))
        }),
        Command::Decide(ruling) => rule_on(case, &ruling, signature),
    }
}

fn change(case: &Case, obligation: Obligation, fact: Fact) -> Change {
    // Once a report is there, nothing is left of a request that it could be spared or come later.
    let lapses_request = case.pending.is_some() && matches!(fact, Fact::Submitted(_));
    Change { obligation, fact, lapses_request }
}

fn addressed(case: &Case, otherwise: Refusal) -> Result<Submission, Refusal> {
    case.submission.clone().ok_or(otherwise)
}

/// The next version, empty.
fn begun(case: &Case, id: Uuid, signature: &Signature) -> Submission {
    Submission {
        id,
        obligation_id: case.obligation.id,
        number: case.obligation.latest.map_or(1, |latest| latest.number.saturating_add(1)),
        state: SubmissionState::Draft,
        is_nil: false,
        values: Values::new(),
        narrative: BTreeMap::new(),
        reason: None,
        hash: None,
        edited_by: vec![signature.by.clone()],
        drafted_at: signature.at,
        submitted: None,
        judged: None,
        remark: None,
        remarks: BTreeMap::new(),
    }
}

/// A new version begins with the content of the last one if it brings none, and with what was remarked about that.
/// Whoever contributed to the last one has contributed to this one: a file that brings content is mostly the last one's.
fn draft(
    case: &Case,
    id: Uuid,
    reason: Option<Remark>,
    content: Option<Content>,
    signature: Signature,
) -> Result<Change, Refusal> {
    let state = case.obligation.latest.map(|latest| latest.state);
    let is_correction = matches!(state, Some(SubmissionState::Submitted | SubmissionState::Accepted));
    if is_correction && reason.is_none() {
        return Err(Refusal::ReasonMissing);
    }
    let mut submission = Submission { reason: reason.map(String::from), ..begun(case, id, &signature) };
    if let Some(last) = &case.submission {
        submission.values.clone_from(&last.values);
        submission.narrative.clone_from(&last.narrative);
        last.contributors().for_each(|person| submission.worked_on_by(person));
        if last.state == SubmissionState::Returned {
            submission.remark.clone_from(&last.remark);
            submission.remarks.clone_from(&last.remarks);
        }
    }
    if let Some(content) = content {
        (submission.values, submission.narrative) = (content.values, content.narrative);
    }
    let obligation = Obligation { latest: Some(Latest::of(&submission)), ..case.obligation.clone() };
    Ok(change(case, obligation, Fact::Drafted(submission)))
}

fn discard(case: &Case) -> Result<Change, Refusal> {
    let submission = addressed(case, Refusal::NoDraft)?;
    let obligation = Obligation { latest: case.earlier.last().copied(), ..case.obligation.clone() };
    Ok(change(case, obligation, Fact::Discarded(submission.id)))
}

fn submit(case: &Case, submission: Submission, hash: String, signature: Signature) -> Change {
    let now = signature.at;
    let submission = Submission {
        state: SubmissionState::Submitted,
        hash: Some(hash),
        submitted: Some(signature),
        remark: None,
        remarks: BTreeMap::new(),
        ..submission
    };
    let before = &case.obligation;
    let obligation = Obligation {
        standing: Standing::Submitted,
        effective_submission: Some(submission.id),
        latest: Some(Latest::of(&submission)),
        first_submitted_at: before.first_submitted_at.or(Some(now)),
        was_late: before.was_late.or(Some(now > before.due_at())),
        ..before.clone()
    };
    change(case, obligation, Fact::Submitted(submission))
}

/// What was sent back does not count any more; what counted before it does again.
fn send_back(case: &Case, submission: Submission) -> Change {
    let submission = Submission { state: SubmissionState::Returned, ..submission };
    let fallback = case.fallback();
    let standing = match fallback.map(|fallback| fallback.state) {
        Some(SubmissionState::Accepted) => Standing::Accepted,
        Some(SubmissionState::Submitted) => Standing::Submitted,
        _ => Standing::Returned,
    };
    let effective_submission = fallback.map(|fallback| fallback.id);
    let latest = latest_with(case, &submission);
    let obligation = Obligation { standing, effective_submission, latest, ..case.obligation.clone() };
    change(case, obligation, Fact::Returned(submission))
}

/// The last version once this one was judged: a draft of a correction stays the last one.
fn latest_with(case: &Case, judged: &Submission) -> Option<Latest> {
    let draft = case.obligation.latest.filter(|latest| latest.id != judged.id);
    draft.or_else(|| Some(Latest::of(judged)))
}

/// Whether what is asked for has its time.
fn expect_fit(obligation: &Obligation, wanted: Wanted, now: DateTime<Utc>) -> Result<(), Refusal> {
    let is_locked = obligation.is_locked(now);
    let fits = |fits: bool| if fits { Ok(()) } else { Err(Refusal::UntilUnfit) };
    match wanted {
        Wanted::Waiver if is_locked => Err(Refusal::PastLock),
        Wanted::Waiver => Ok(()),
        Wanted::Extension { .. } if now > obligation.due_at() => Err(Refusal::PastDue),
        Wanted::Extension { until } => fits(until > obligation.due_at() && until <= obligation.locks_at),
        Wanted::Unlock { .. } if !is_locked => Err(Refusal::NotLocked),
        Wanted::Unlock { until } => fits(until > now && until <= now + UNLOCK),
    }
}

fn rule_on(case: &Case, ruling: &Ruling, decided: Signature) -> Result<Change, Refusal> {
    let request = case.pending.clone().ok_or(Refusal::NoRequest)?;
    let mut obligation = case.obligation.clone();
    let (state, remark) = (RequestState::from(ruling.decision()), ruling.remark().map(ToString::to_string));
    if state == RequestState::Granted {
        // A report may have been sent since: then there is nothing left to grant.
        if obligation.first_submitted_at.is_some() {
            return Err(Refusal::AlreadySubmitted);
        }
        match request.kind {
            GrantKind::Waiver => obligation.standing = Standing::Waived,
            GrantKind::Extension => obligation.extended_until = request.until,
            GrantKind::Unlock => obligation.unlocked_until = request.until,
        }
    }
    let request = GrantRequest { state, ..request };
    Ok(change(case, obligation, Fact::Decided { request, decided, remark }))
}

impl Submission {
    fn worked_on_by(&mut self, person: &str) {
        if !self.edited_by.iter().any(|one| one == person) {
            self.edited_by.push(person.to_owned());
        }
    }
}
