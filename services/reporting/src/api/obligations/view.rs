use super::sight::right_to;
use crate::api::refs::{FormVersionRef, PeriodRef, RegimeRef};
use crate::domain::obligation::{Act, Case, Refusal, permit};
use crate::store::obligations::KeptObligation;
use crate::vocabulary::{GrantKind, ObligationState, SubmissionState, Timeliness};
use haicap_kit::http::{Depth, Hindrance, actions as offered};
use haicap_reference::Call;
use haicap_types::{Action, Actor, Instant, Named, PersonView};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// What an organization owes for a period.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct ObligationView {
    /// Its id.
    id: Uuid,
    /// Counts everything that happened to it; part of the ETag.
    version: i32,
    /// The regime.
    regime: RegimeRef,
    /// The period.
    period: PeriodRef,
    /// The tier of the route, from 1.
    tier: i16,
    /// The organization of which a report is expected.
    organization: Named,
    /// The organization that answers for it: its successor after a merger.
    owed_by: Named,
    /// The organization that it reports to.
    receiver: Named,
    /// The form and its version; null for a tier that consolidates.
    #[schema(required)]
    form: Option<FormVersionRef>,
    /// From when on it can be reported.
    opens_at: Instant,
    /// When the figures are closed.
    cutoff_at: Instant,
    /// When it is due, extensions included.
    due_at: Instant,
    /// The later moment that was granted; null if none was.
    #[schema(required)]
    extended_until: Option<Instant>,
    /// From when on a first report is refused. Once a report was sent, on time or late, it can be corrected at any
    /// later time.
    locks_at: Instant,
    /// Until when it is open all the same; null if nobody unlocked it.
    #[schema(required)]
    unlocked_until: Option<Instant>,
    /// Where it stands.
    state: ObligationState,
    /// Where a correction of what counts stands; null where what counts is the last word.
    #[schema(required)]
    correction: Option<SubmissionState>,
    /// Whether it should have been reported by now, and was not.
    is_overdue: bool,
    /// Whether the first report came in time; null before there was one.
    #[schema(required)]
    timeliness: Option<Timeliness>,
    /// When it was first reported.
    #[schema(required)]
    first_submitted_at: Option<Instant>,
    /// The submission that counts; null while none does.
    #[schema(required)]
    effective_submission: Option<SubmissionRef>,
    /// The last submission that the caller may know of; null if there is none.
    #[schema(required)]
    latest_submission: Option<LatestRef>,
    /// The request that waits for a decision; null if none does.
    #[schema(required)]
    pending_request: Option<PendingRequestView>,
    /// What the caller may do now, and why not the rest; in lists only what is allowed.
    actions: Vec<Action>,
}

/// A submission, by its address.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct SubmissionRef {
    /// Its id.
    id: Uuid,
    /// Its address, relative to the origin.
    #[schema(example = "/reporting/v1/submissions/0199b6a0-0000-7000-8000-000000000000")]
    href: String,
}

impl SubmissionRef {
    /// A submission.
    pub(in crate::api) fn of(id: Uuid) -> Self {
        Self { id, href: format!("/reporting/v1/submissions/{id}") }
    }
}

/// The last submission of an obligation.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct LatestRef {
    /// Its id.
    id: Uuid,
    /// Its number within the obligation, from 1.
    number: i32,
    /// Where it stands.
    state: SubmissionState,
    /// Its address, relative to the origin.
    #[schema(example = "/reporting/v1/submissions/0199b6a0-0000-7000-8000-000000000000")]
    href: String,
}

/// A request that waits for a decision.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct PendingRequestView {
    /// What is asked for.
    kind: GrantKind,
    /// Until when; null for a waiver.
    #[schema(required)]
    until: Option<Instant>,
    /// Why.
    reason: String,
    /// The person who asked; another one decides.
    requested_by: PersonView,
    /// When.
    requested_at: Instant,
}

/// The view of an obligation for a caller.
pub(in crate::api) fn view(call: &Call, kept: &KeptObligation, case: &Case, depth: Depth) -> ObligationView {
    let one = &kept.obligation;
    let now = call.host.clock.now();
    let instant = |moment: Option<_>| moment.map(Instant);
    let is_own = one.owed_by == call.caller.organization;
    // What a tier that consolidates sends is a consolidated report.
    let noun = if one.form.is_some() { "submissions" } else { "consolidated-reports" };
    let submission = |id: Uuid| format!("/reporting/v1/{noun}/{id}");
    // What is drafted is its writers' own: others know of what was sent.
    let latest = if is_own { one.latest } else { kept.last_sent };
    ObligationView {
        id: one.id,
        version: one.version,
        regime: kept.into(),
        period: kept.into(),
        tier: one.tier,
        organization: call.named(&one.organization),
        owed_by: call.named(&one.owed_by),
        receiver: call.named(&one.receiver),
        form: one.form.as_ref().map(FormVersionRef::from),
        opens_at: Instant(one.opens_at),
        cutoff_at: Instant(one.cutoff_at),
        due_at: Instant(one.due_at()),
        extended_until: instant(one.extended_until),
        locks_at: Instant(one.locks_at),
        unlocked_until: instant(one.unlocked_until),
        state: one.state(now),
        correction: one.correction(latest),
        is_overdue: one.is_overdue(now),
        timeliness: one.timeliness(),
        first_submitted_at: instant(one.first_submitted_at),
        effective_submission: one.effective_submission.map(|id| SubmissionRef { id, href: submission(id) }),
        latest_submission: latest.map(|latest| LatestRef {
            id: latest.id,
            number: latest.number,
            state: latest.state,
            href: submission(latest.id),
        }),
        pending_request: case.pending.as_ref().map(|request| PendingRequestView {
            kind: request.kind,
            until: instant(request.until),
            reason: request.reason.clone(),
            requested_by: call.person(&request.requested.by),
            requested_at: Instant(request.requested.at),
        }),
        actions: actions(call, case, Act::OF_OBLIGATIONS, depth),
    }
}

/// What the caller may do now, and why not the rest.
pub(in crate::api) fn actions(call: &Call, case: &Case, acts: &[Act], depth: Depth) -> Vec<Action> {
    let obligation = &case.obligation;
    let href = |act| match (&case.submission, Act::OF_SUBMISSIONS.contains(&act)) {
        (Some(submission), true) => format!("/reporting/v1/submissions/{}", submission.id),
        _ => format!("/reporting/v1/obligations/{}", obligation.id),
    };
    offered(call.language, depth, acts, href, judge(call, case))
}

/// Judges acts: first the right to it, then what the case allows.
pub(in crate::api) fn judge(call: &Call, case: &Case) -> impl Fn(Act) -> Result<(), Hindrance<Refusal>> {
    let (actor, now) = (Actor::from(&call.caller), call.host.clock.now());
    move |act| {
        right_to(call, act, &case.obligation).map_err(Hindrance::Denial)?;
        permit(case, act, &actor, now).map_err(Hindrance::Refusal)
    }
}
