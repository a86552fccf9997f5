use crate::api::events::change_event;
use crate::api::reports::stale_event;
use crate::domain::obligation::{
    Act, Case, Command, Fact, Latest, Obligation, Submission, decide, legal_acts, permit, two_people,
};
use crate::domain::rights::{may, relations};
use crate::store::obligations::{self as store, KeptObligation};
use crate::store::reports::outdated_by;
use chrono::{DateTime, Utc};
use haicap_kit::Stop;
use haicap_kit::http::{Answer, Precondition, Problem, Reply, expect_may, refused};
use haicap_reference::Call;
use haicap_types::{Actor, Denial, SubmissionState};
use uuid::Uuid;

/// What an act is about: an obligation, or one of its submissions.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Target {
    /// The obligation.
    pub(crate) obligation: Uuid,
    /// The submission; none for the last.
    pub(crate) submission: Option<Uuid>,
}

/// What came of an act: the obligation as it is kept now, and what an act would now be decided on.
pub(crate) struct Done {
    /// The obligation, with what its period is called.
    pub(crate) kept: KeptObligation,
    /// What the next act is decided on.
    pub(crate) case: Case,
    /// Whether something was made that has an address of its own.
    pub(crate) is_new: bool,
}

/// How an act is carried out.
pub(crate) struct Course {
    /// Which act it is.
    pub(crate) act: Act,
    /// Whether it is only tried, and nothing is saved or told.
    pub(crate) is_trial: bool,
}

impl From<Act> for Course {
    fn from(act: Act) -> Self {
        Self { act, is_trial: false }
    }
}

/// Carries out an act: the conditions in the order of answers, then decide, save, and tell. `command` is asked once the
/// caller may do the act and the version fits, so that what it finds wrong is a 422.
pub(crate) async fn carry_out(
    call: &Call,
    target: Target,
    precondition: &Precondition,
    course: impl Into<Course>,
    command: impl AsyncFn(&KeptObligation, &Case, haicap_kit::db::Db<'_>) -> Result<Command, Stop>,
    answer: impl AsyncFn(Done, haicap_kit::db::Db<'_>) -> Result<Reply, Stop>,
) -> Answer {
    let (actor, Course { act, is_trial }) = (Actor::from(&call.caller), course.into());
    call.host
        .change(&call.caller, precondition, async |work| {
            let found = store::case(work.db(), target.obligation, target.submission).await?;
            let (mut kept, case) = found.ok_or_else(Problem::not_found)?;
            expect_seen(call, &kept.obligation)?;
            if target.submission.is_some() && !case.submission.as_ref().is_some_and(|one| is_shown(call, &kept, one)) {
                return Err(Problem::not_found().into());
            }
            expect_to(call, precondition, act, &case)?;
            expect_possible(call, act, &case, work.now)?;
            let command = command(&kept, &case, work.db()).await?;
            let change = decide(&case, command, &actor, work.now)
                .map_err(|refusal| refused(&refusal, || legal_acts(&case, &actor, work.now)))?;
            let is_made = !is_trial;
            if is_made && !store::save(work.db(), &change).await? {
                return Err(Stop::Lost);
            }
            if let Some(event) = change_event(&kept.obligation, &change).filter(|_| is_made) {
                work.publish(event);
            }
            let effective = change.obligation.effective_submission;
            if is_made && effective != kept.obligation.effective_submission {
                let outdated = outdated_by(work.db(), kept.obligation.id, effective).await?;
                outdated.iter().for_each(|report| work.publish(stale_event(report, kept.obligation.id)));
            }
            let version = kept.obligation.version + i32::from(is_made);
            kept.obligation = Obligation { version, ..change.obligation };
            let is_new = is_made
                && (matches!(&change.fact, Fact::Drafted(_))
                    || (act == Act::ReportNothing && matches!(&change.fact, Fact::Submitted(_))));
            let case = after(case, &kept.obligation, change.fact, change.lapses_request);
            answer(Done { kept, case, is_new }, work.db()).await
        })
        .await
}

/// Whether the caller has the right to an act.
///
/// # Errors
/// The denial: 403.
pub(crate) fn right_to(call: &Call, act: Act, obligation: &Obligation) -> Result<(), Denial> {
    let actor = Actor::from(&call.caller);
    may(&actor, act, &relations(obligation, &actor.organization, oversees(call, obligation)))
}

/// Whether the caller may do an act and has read this version of the obligation, whatever is sent.
///
/// # Errors
/// 403, 428 or 412.
pub(crate) fn expect_to(call: &Call, precondition: &Precondition, act: Act, case: &Case) -> Result<(), Problem> {
    let person = two_people(case, act, &Actor::from(&call.caller));
    let version = case.obligation.version;
    expect_may(act, right_to(call, act, &case.obligation), person, &precondition.if_match, version)
}

/// Whether an act is possible now, whatever is sent.
///
/// # Errors
/// 409.
pub(crate) fn expect_possible(call: &Call, act: Act, case: &Case, now: DateTime<Utc>) -> Result<(), Problem> {
    let actor = Actor::from(&call.caller);
    permit(case, act, &actor, now).map_err(|refusal| refused(&refusal, || legal_acts(case, &actor, now)))
}

/// What the next act is decided on, without reading it again.
fn after(before: Case, obligation: &Obligation, fact: Fact, lapses_request: bool) -> Case {
    let mut case = Case { obligation: obligation.clone(), ..before };
    if lapses_request {
        case.pending = None;
    }
    match fact {
        Fact::Drafted(one) | Fact::Submitted(one) => {
            let last = case.submission.take().filter(|last| last.id != one.id);
            case.earlier.extend(last.as_ref().map(Latest::of));
            case.submission = Some(one);
        }
        Fact::Edited(one) | Fact::Returned(one) | Fact::Accepted(one) => case.submission = Some(one),
        Fact::Discarded(_) => {
            case.submission = None;
            case.earlier.pop();
        }
        Fact::Asked(request) => case.pending = Some(request),
        Fact::Decided { .. } => case.pending = None,
    }
    case
}

/// Whether the caller may know of an obligation: one of the caller's organization, one that it sees, or one that it
/// receives.
///
/// # Errors
/// 404.
pub(crate) fn expect_seen(call: &Call, obligation: &Obligation) -> Result<(), Problem> {
    let is_seen =
        call.sees([&obligation.owed_by, &obligation.organization]) || obligation.receiver == call.caller.organization;
    if is_seen { Ok(()) } else { Err(Problem::not_found()) }
}

/// Whether the caller may see a submission of an obligation that he sees: drafts are seen by those who answer for them.
pub(crate) fn is_shown(call: &Call, kept: &KeptObligation, submission: &Submission) -> bool {
    submission.state != SubmissionState::Draft || kept.obligation.owed_by == call.caller.organization
}

/// Whether the caller's organization oversees, or stands above, the reporter.
pub(crate) fn oversees(call: &Call, obligation: &Obligation) -> bool {
    let own = &call.caller.organization;
    [&obligation.owed_by, &obligation.organization].into_iter().any(|code| code != own && call.known.sight.sees(code))
}
