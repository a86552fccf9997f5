use super::cascade::withdraw;
use super::command::not_past;
use super::limit::Addition;
use super::permit::{fits, needs_evidence, two_people};
use super::{
    Assignment, Change, Circumstances, Command, Fact, Judgement, NewAssignment, NewChild, Refusal, Submission,
    SubmissionRef, Tick,
};
use crate::domain::follow_up::{DateDecision, DateRequest, ProgressReport};
use crate::domain::fulfilment::{Fulfilment, Period, cadence_of};
use crate::domain::text::{Reason, Remark, Statement};
use crate::vocabulary::{AssignmentState, CloseReason, DateRequestKind, DueBasis, Implementation, Verdict};
use chrono::{DateTime, NaiveDate, Utc};
use haicap_types::{Actor, Decision, OrganizationCode, Ruling, local_date};
use std::collections::HashSet;
use uuid::Uuid;

/// Decides on a command: what changes, or why not.
///
/// The actor's right to the act has been checked before: see [`crate::domain::rights::may`]. Refusals come in the
/// order of answers: who, then what was sent, then the state.
///
/// # Errors
/// A [`Refusal`] that says what may be done about it.
pub fn decide(
    current: &Assignment,
    command: &Command,
    actor: &Actor,
    circumstances: &Circumstances,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let act = command.act();
    two_people(current, act, actor, circumstances)?;
    command.check(local_date(now))?;
    let state = fits(current, act, actor, circumstances)?;
    if let Some(most) = Addition::of(act).map(Addition::most)
        && circumstances.already.saturating_add(command.adds()) > most
    {
        return Err(Refusal::LimitReached { act, most });
    }

    let mut step = Step { next: Assignment { state, ..current.clone() }, current, actor, circumstances, now };
    if act.is_sign_of_life() {
        step.next.last_update_at = now;
    }
    let fact = step.take_step(command)?;
    let is_undecided = !matches!(fact, Fact::DateDecided(_));
    let lapses_request = current.pending_request && !step.next.pending_request && is_undecided;
    Ok(Change { assignment: step.next, fact, lapses_request })
}

/// A decision in the making.
struct Step<'a> {
    next: Assignment,
    current: &'a Assignment,
    actor: &'a Actor,
    circumstances: &'a Circumstances,
    now: DateTime<Utc>,
}

impl Step<'_> {
    fn take_step(&mut self, command: &Command) -> Result<Fact, Refusal> {
        let fact = match command {
            Command::Acknowledge => self.acknowledge(),
            Command::Decline { reason } => Fact::Declined { reason: reason.clone() },
            Command::Take => self.take(),
            Command::Start => self.start(),
            Command::ProposeDate { due_on, reason } => self.propose_date(*due_on, reason),
            Command::RequestExtension { due_on, reason } => self.request_extension(*due_on, reason)?,
            Command::DecideDate { ruling, due_on } | Command::DecideExtension { ruling, due_on } => {
                self.decide_request(ruling, *due_on)?
            }
            Command::ReportProgress(report) => self.report_progress(report)?,
            Command::AddEvidence(evidence) => {
                Fact::EvidenceAdded { evidence: evidence.clone(), submission: self.current.next_submission_number() }
            }
            Command::Submit { result, statement, hash } => self.submit(*result, statement, hash)?,
            Command::Accept { hash, remark, constraints } => self.accept(hash, remark.as_ref(), constraints)?,
            Command::Return { remark } => self.send_back(remark)?,
            Command::Close { reason, remark } => self.close(*reason, remark.as_ref())?,
            Command::Reassign { accountable, executing, reason } => {
                self.reassign(accountable, executing.as_ref(), reason)?
            }
            Command::Withdraw { reason } => self.withdraw(reason),
            Command::Urge { message } => self.urge(message)?,
            Command::AddChildren(children) => self.add_children(children)?,
            Command::SetFulfilment { period, is_fulfilled, remark } => {
                self.set_fulfilment(*period, *is_fulfilled, remark.as_ref())?
            }
        };
        Ok(fact)
    }

    fn withdraw(&mut self, reason: &Reason) -> Fact {
        let Change { assignment, fact, .. } = withdraw(self.current, reason, self.now);
        self.next = assignment;
        fact
    }

    fn acknowledge(&mut self) -> Fact {
        self.next.acknowledged_at = Some(self.now);
        Fact::Acknowledged
    }

    fn take(&mut self) -> Fact {
        let from = self.next.handler_subject.replace(self.actor.subject.clone());
        Fact::Taken { from }
    }

    fn start(&mut self) -> Fact {
        self.next.started_at = Some(self.now);
        Fact::Started
    }

    fn propose_date(&mut self, due_on: NaiveDate, reason: &Reason) -> Fact {
        self.next.due_basis = DueBasis::Proposed;
        self.next.date_proposed_at = Some(self.now);
        self.request(DateRequestKind::Proposal, due_on, reason)
    }

    fn request_extension(&mut self, due_on: NaiveDate, reason: &Reason) -> Result<Fact, Refusal> {
        match self.current.due_on {
            Some(current) if due_on <= current => Err(Refusal::DateNotLater { current }),
            _ => Ok(self.request(DateRequestKind::Extension, due_on, reason)),
        }
    }

    fn request(&mut self, kind: DateRequestKind, due_on: NaiveDate, reason: &Reason) -> Fact {
        self.next.pending_request = true;
        Fact::DateRequested(DateRequest {
            kind,
            due_on,
            reason: reason.clone(),
            requested_by: self.actor.subject.clone(),
            requested_at: self.now,
        })
    }

    fn decide_request(&mut self, ruling: &Ruling, due_on: Option<NaiveDate>) -> Result<Fact, Refusal> {
        let request = self.circumstances.pending_request.clone().ok_or(Refusal::NoRequest)?;
        let due_on = due_on.unwrap_or(request.due_on);
        if ruling.decision() == Decision::Granted {
            if let Some(current) = self.current.due_on.filter(|current| due_on <= *current) {
                return Err(Refusal::DateNotLater { current });
            }
            // The whole is extended first.
            if let Some(latest) = self.circumstances.parent_due_on.filter(|latest| due_on > *latest) {
                return Err(Refusal::ChildDueAfterParent { latest });
            }
            self.next.due_on = Some(due_on);
            self.next.original_due_on = self.current.original_due_on.or(Some(due_on));
            self.next.due_basis = DueBasis::Approved;
            if request.kind == DateRequestKind::Extension {
                self.next.extensions = self.next.extensions.saturating_add(1);
            }
        }
        self.next.drop_request();
        let decided_by = self.actor.subject.clone();
        let ruling = ruling.clone();
        let granted_due_on = (ruling.decision() == Decision::Granted).then_some(due_on);
        Ok(Fact::DateDecided(DateDecision { request, ruling, granted_due_on, decided_by, decided_at: self.now }))
    }

    fn report_progress(&mut self, report: &ProgressReport) -> Result<Fact, Refusal> {
        match report.percent {
            Some(_) if self.current.children > 0 => return Err(Refusal::PercentFromChildren),
            Some(percent) => self.next.percent = percent.get(),
            None => {}
        }
        Ok(Fact::ProgressReported(report.clone()))
    }

    fn submit(&mut self, result: Implementation, statement: &Statement, hash: &str) -> Result<Fact, Refusal> {
        if needs_evidence(self.current.product_kind, result) && self.circumstances.evidence == 0 {
            return Err(Refusal::EvidenceMissing);
        }
        let number = self.current.next_submission_number();
        let submitted_by = self.actor.subject.clone();
        self.next.drop_request();
        self.next.submitted_at = Some(self.now);
        self.next.last_submission = Some(SubmissionRef {
            number,
            hash: hash.to_owned(),
            submitted_by: submitted_by.clone(),
            earlier_submitters: self.current.submitters(),
            result,
            at: self.now,
        });
        Ok(Fact::Submitted(Submission {
            number,
            result,
            statement: statement.clone(),
            hash: hash.to_owned(),
            due_on: self.current.due_on,
            submitted_by,
            submitted_at: self.now,
        }))
    }

    fn accept(&mut self, hash: &str, remark: Option<&Remark>, ticks: &[Tick]) -> Result<Fact, Refusal> {
        let submission = self.submission()?;
        if submission.hash != hash {
            return Err(Refusal::WrongHash);
        }
        tick_each_once(&self.circumstances.binding_constraints, ticks)?;
        let submitted_on = local_date(submission.at);
        self.next.is_on_time = Some(self.current.due_on.is_none_or(|due_on| submitted_on <= due_on));
        self.next.percent = 100;
        self.next.completed_at = Some(self.now);
        self.next.ended_at = Some(self.now);
        Ok(self.judge(submission.number, Verdict::Accepted, None, remark, ticks))
    }

    fn send_back(&mut self, remark: &Remark) -> Result<Fact, Refusal> {
        let submission = self.submission()?;
        self.next.submitted_at = None;
        Ok(self.judge(submission.number, Verdict::Returned, None, Some(remark), &[]))
    }

    fn close(&mut self, reason: CloseReason, remark: Option<&Remark>) -> Result<Fact, Refusal> {
        let submission = self.submission()?;
        self.next.ended_at = Some(self.now);
        Ok(self.judge(submission.number, Verdict::Closed, Some(reason), remark, &[]))
    }

    fn judge(
        &self,
        submission: i32,
        verdict: Verdict,
        close_reason: Option<CloseReason>,
        remark: Option<&Remark>,
        constraints: &[Tick],
    ) -> Fact {
        Fact::Judged(Judgement {
            submission,
            verdict,
            close_reason,
            remark: remark.cloned(),
            constraints: constraints.to_vec(),
            judged_by: self.actor.subject.clone(),
            judged_at: self.now,
        })
    }

    fn submission(&self) -> Result<SubmissionRef, Refusal> {
        self.current.last_submission.clone().ok_or(Refusal::NoSubmission)
    }

    /// The date in force stays: it was given to the duty and not to the organization, and an organization that cannot
    /// keep it asks for an extension, which is counted. What the former organization proposed, did and took is gone;
    /// its submissions remain.
    fn reassign(
        &mut self,
        accountable: &OrganizationCode,
        executing: Option<&OrganizationCode>,
        reason: &Reason,
    ) -> Result<Fact, Refusal> {
        let stays = self.current.accountable == *accountable && self.current.executing.as_ref() == executing;
        if stays && self.current.state != AssignmentState::Declined {
            return Err(Refusal::AlreadyAccountable);
        }
        self.may_pass_to(accountable, executing)?;
        let next = &mut self.next;
        next.accountable = accountable.clone();
        next.executing = executing.cloned();
        next.coordinating.retain(|body| body != accountable && Some(body) != executing);
        next.monitoring.retain(|body| body != accountable && Some(body) != executing);
        next.assigned_at = self.now;
        next.acknowledged_at = None;
        next.date_proposed_at = None;
        next.started_at = None;
        next.submitted_at = None;
        next.handler_subject = None;
        if next.children == 0 {
            next.percent = 0;
        }
        next.drop_request();
        Ok(Fact::Reassigned { from: self.current.accountable.clone(), to: accountable.clone(), reason: reason.clone() })
    }

    fn may_pass_to(&self, accountable: &OrganizationCode, executing: Option<&OrganizationCode>) -> Result<(), Refusal> {
        let doers = [("/accountable", Some(accountable)), ("/executing", executing)];
        let is_one = executing == Some(accountable);
        let above = match self.current.parent_id {
            Some(_) => no_part_of_itself(self.current.receiver(), doers),
            None => Ok(()),
        };
        let parts = self.circumstances.doers_of_parts.iter().map(|doer| ("/accountable", Some(doer)));
        Refusal::all([
            if is_one { Err(Refusal::ExecutingIsAccountable) } else { Ok(()) },
            above.and_then(|()| self.not_upwards(doers)),
            no_part_of_itself(accountable, parts),
        ])
    }

    /// Nobody gives work to the organization that decides on it, or to one from which it came, unless that does it already.
    fn not_upwards(&self, doers: [(&'static str, Option<&OrganizationCode>); 2]) -> Result<(), Refusal> {
        let current = self.current;
        let does_it =
            |doer: &OrganizationCode| current.accountable == *doer || current.executing.as_ref() == Some(doer);
        let is_above = |doer: &OrganizationCode| !does_it(doer) && self.circumstances.is_above(current, doer);
        match doers.into_iter().find(|(_, doer)| doer.is_some_and(is_above)) {
            Some((pointer, _)) => Err(Refusal::OwnReceiver { pointer }),
            None => Ok(()),
        }
    }

    fn urge(&self, message: &Reason) -> Result<Fact, Refusal> {
        let addressee = self.current.next_mover().cloned().ok_or(Refusal::OwnMove)?;
        Ok(Fact::Urged { addressee, message: message.clone() })
    }

    fn add_children(&mut self, children: &[NewChild]) -> Result<Fact, Refusal> {
        self.may_have(children)?;
        let children: Vec<Assignment> = children.iter().map(|child| self.child(child)).collect();
        let added = i32::try_from(children.len()).map_err(|_| Refusal::TooManyChildren)?;
        self.next.children = self.next.children.saturating_add(added);
        self.next.open_children = self.next.open_children.saturating_add(added);
        Ok(Fact::ChildrenAdded(children))
    }

    fn may_have(&self, children: &[NewChild]) -> Result<(), Refusal> {
        let (parent, today) = (self.current, local_date(self.now));
        let mut seen = HashSet::new();
        Refusal::all(children.iter().flat_map(|child| {
            let organization = child.accountable.clone();
            let is_new = seen.insert(organization.clone());
            let doers = [Some(&child.accountable), child.executing.as_ref()].map(|doer| ("/organizations", doer));
            let late = child.due_on.zip(parent.due_on).filter(|(due_on, latest)| due_on > latest);
            [
                if is_new { Ok(()) } else { Err(Refusal::ChildRepeated { organization }) },
                no_part_of_itself(&parent.accountable, doers).and_then(|()| self.not_upwards(doers)),
                child.due_on.map_or(Ok(()), |due_on| not_past(due_on, today)),
                late.map_or(Ok(()), |(_, latest)| Err(Refusal::ChildDueAfterParent { latest })),
            ]
        }))
    }

    fn child(&self, child: &NewChild) -> Assignment {
        let parent = self.current;
        let new = NewAssignment {
            id: child.id,
            directive_id: parent.directive_id,
            clause_id: parent.clause_id,
            parent: Some(parent.as_parent()),
            clause_kind: parent.clause_kind,
            title: child.title.clone().map_or_else(|| parent.title.clone(), String::from),
            product_kind: if child.has_product() { child.product_kind } else { parent.product_kind },
            product: if child.has_product() { child.product.clone() } else { parent.product.clone() },
            urgency: parent.urgency,
            accountable: child.accountable.clone(),
            executing: child.executing.clone(),
            coordinating: Vec::new(),
            // Who carries out the parent follows its children.
            monitoring: parent
                .executing
                .iter()
                .filter(|executing| **executing != child.accountable && Some(*executing) != child.executing.as_ref())
                .cloned()
                .collect(),
            reports_to: Some(parent.accountable.clone()),
            issuer: parent.issuer.clone(),
            cadence: parent.cadence,
            due_on: child.due_on.or(parent.due_on),
        };
        new.assign(self.now)
    }

    fn set_fulfilment(&mut self, period: Period, is_fulfilled: bool, remark: Option<&Remark>) -> Result<Fact, Refusal> {
        if cadence_of(self.current.clause_kind, self.current.cadence) != Some(period.cadence()) {
            return Err(Refusal::WrongCadence);
        }
        let (due_on, due_time) = self.circumstances.period_due.ok_or(Refusal::PeriodBeforeDuty)?;
        // A duty that is fulfilled has begun.
        self.next.acknowledged_at = self.next.acknowledged_at.or(Some(self.now));
        self.next.started_at = self.next.started_at.or(Some(self.now));
        let others = self.circumstances.earliest_other_due_on;
        let open = (!is_fulfilled).then_some(due_on);
        self.next.next_fulfilment_due_on = open.into_iter().chain(others).min();
        Ok(Fact::FulfilmentSet(Fulfilment {
            period,
            due_on,
            due_time,
            fulfilled_at: is_fulfilled.then_some(self.now),
            remark: remark.cloned(),
            set_by: self.actor.subject.clone(),
        }))
    }
}

impl Assignment {
    /// Ends a pending request; a date that was only proposed leaves none behind.
    pub(crate) fn drop_request(&mut self) {
        self.pending_request = false;
        if self.due_basis == DueBasis::Proposed {
            self.due_basis = DueBasis::None;
        }
    }
}

/// A child reports to the organization that is accountable for the parent, so that organization does no child of it:
/// whichever of the two is given to another organization.
fn no_part_of_itself<'a>(
    accountable: &OrganizationCode,
    doers: impl IntoIterator<Item = (&'static str, Option<&'a OrganizationCode>)>,
) -> Result<(), Refusal> {
    match doers.into_iter().find(|(_, doer)| *doer == Some(accountable)) {
        Some((pointer, _)) => Err(Refusal::PartOfItself { pointer }),
        None => Ok(()),
    }
}

fn tick_each_once(binding: &[Uuid], ticks: &[Tick]) -> Result<(), Refusal> {
    let mut ticked = HashSet::new();
    let mut broken: Vec<Result<(), Refusal>> = ticks.iter().map(Tick::check).collect();
    for tick in ticks {
        if !binding.contains(&tick.clause) || !ticked.insert(tick.clause) {
            broken.push(Err(Refusal::ConstraintUnknown { clause: tick.clause }));
        }
    }
    let missing: Vec<Uuid> = binding.iter().copied().filter(|clause| !ticked.contains(clause)).collect();
    broken.push(if missing.is_empty() { Ok(()) } else { Err(Refusal::ConstraintsMissing { missing }) });
    Refusal::all(broken)
}
