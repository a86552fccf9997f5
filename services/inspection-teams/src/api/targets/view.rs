use crate::domain::rights::{TargetRelation, may_target};
use crate::domain::target::{Act, Clock, Extension, Refusal, Suspension, Target, clock, permit};
use crate::store::targets::Beside;
use crate::vocabulary::{ExaminationKind, Phase, ProgrammeState};
use chrono::NaiveDate;
use haicap_kit::http::{Depth, Hindrance, actions as offered};
use haicap_reference::Call;
use haicap_types::{Action, Actor, Instant, Named, PersonView, RequestState, Vocabulary as _};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// The examination of an organization in a round.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TargetView {
    /// Its id.
    id: Uuid,
    /// Counts its changes; part of the ETag.
    version: i32,
    /// The organization.
    organization: Named,
    /// The programme.
    programme: ProgrammeOfTarget,
    /// The team.
    team: TeamOfTarget,
    /// The round, by its code.
    #[schema(example = "dot-1")]
    round: String,
    /// The track of the rule pack that it follows, by its code.
    #[schema(example = "regular-supervision")]
    track: String,
    /// The kind of examination that decides on the time limit.
    kind: ExaminationKind,
    /// How far it has come.
    phase: Phase,
    /// When it was announced to the organization; null until then.
    #[schema(required)]
    announced_on: Option<NaiveDate>,
    /// How much time is left.
    clock: ClockView,
    /// What was asked for more time, in its order; empty for the target and those who oversee it, whose clock tells what was
    /// granted.
    extensions: Vec<ExtensionView>,
    /// When nothing was done, in its order.
    suspensions: Vec<SuspensionView>,
    /// What the caller may do now, and why not the rest; empty in lists.
    actions: Vec<Action>,
}

/// The programme of a target.
#[derive(Debug, Serialize, ToSchema)]
struct ProgrammeOfTarget {
    /// Its id.
    id: Uuid,
    /// What it is called.
    #[schema(example = "Giám sát việc vận hành mô hình chính quyền địa phương 2 cấp")]
    title: String,
    /// Where it stands.
    state: ProgrammeState,
    /// The number and symbol of its decision.
    #[schema(required, example = "25-QĐ/TU")]
    decision_number: Option<String>,
    /// The date of its decision.
    #[schema(required)]
    decided_on: Option<NaiveDate>,
}

/// The team of a target.
#[derive(Debug, Serialize, ToSchema)]
struct TeamOfTarget {
    /// Its id.
    id: Uuid,
    /// What it is called.
    #[schema(example = "Tổ Công tác số 1")]
    title: String,
}

/// How much time a target has left. Days are working days.
#[derive(Debug, Serialize, ToSchema)]
struct ClockView {
    /// Until when it must be announced.
    announce_by: NaiveDate,
    /// Whether it was announced later, or is not announced although that day has passed.
    is_announced_late: bool,
    /// The limit with all extensions.
    #[schema(minimum = 1, example = 45)]
    limit_days: u32,
    /// How many days were extensions.
    #[schema(minimum = 0, example = 0)]
    extended_days: u32,
    /// For how many days nothing was done.
    #[schema(minimum = 0, example = 0)]
    suspended_days: u32,
    /// Until when it must be concluded; null before the announcement and while nothing is done.
    #[schema(required)]
    due_on: Option<NaiveDate>,
    /// How many days are left, negative after the last one; null before the announcement.
    #[schema(required)]
    remaining_days: Option<i32>,
    /// Whether nothing is done at present.
    is_suspended: bool,
    /// Whether the last day has passed.
    is_breached: bool,
}

/// A request for more time.
#[derive(Debug, Serialize, ToSchema)]
struct ExtensionView {
    /// How many working days.
    #[schema(minimum = 1, example = 10)]
    days: u16,
    /// Why.
    #[schema(example = "Cần xác minh thêm tại ba đơn vị.")]
    reason: String,
    /// Who asked.
    requested_by: PersonView,
    /// When.
    requested_at: Instant,
    /// Where it stands.
    state: RequestState,
    /// What was said about it.
    #[schema(required)]
    remark: Option<String>,
    /// Who decided; null until then.
    #[schema(required)]
    decided_by: Option<PersonView>,
}

/// A time in which nothing is done.
#[derive(Debug, Serialize, ToSchema)]
struct SuspensionView {
    /// The first day.
    from: NaiveDate,
    /// Why.
    #[schema(example = "Đơn vị khắc phục hậu quả thiên tai.")]
    reason: String,
    /// Who said so.
    by: PersonView,
    /// When.
    at: Instant,
    /// The first day on which work goes on; null while it does not.
    #[schema(required)]
    resumed_on: Option<NaiveDate>,
    /// Who said so; null until then.
    #[schema(required)]
    resumed_by: Option<PersonView>,
}

/// The view of a target for a caller.
pub(super) fn view(call: &Call, target: &Target, held: &[TargetRelation], beside: Beside) -> TargetView {
    let actions = actions(call, target, beside.state, held, Depth::Whole);
    let is_inside = held.iter().any(|one| !matches!(one, TargetRelation::Target | TargetRelation::Overseer));
    let asked = target.extensions.iter().filter(|_| is_inside);
    let extensions = asked.map(|one| extension(call, one)).collect();
    TargetView { actions, extensions, ..listed(call, target, beside) }
}

/// The view of a target in a list: without actions and requests.
pub(super) fn listed(call: &Call, target: &Target, beside: Beside) -> TargetView {
    let Beside { programme, state, team, number, issued_on, .. } = beside;
    TargetView {
        id: target.id,
        version: target.version,
        organization: call.named(&target.organization),
        programme: ProgrammeOfTarget {
            id: target.programme_id,
            title: programme,
            state,
            decision_number: number,
            decided_on: issued_on,
        },
        team: TeamOfTarget { id: target.team_id, title: team },
        round: target.round.to_string(),
        track: target.terms.track.to_string(),
        kind: target.terms.kind,
        phase: target.phase,
        announced_on: target.announced_on(),
        clock: told(target, clock(target, call.known.directory.calendar(), call.known.today)),
        extensions: Vec::new(),
        suspensions: target.suspensions.iter().map(|one| suspension(call, one)).collect(),
        actions: Vec::new(),
    }
}

fn told(target: &Target, clock: Clock) -> ClockView {
    let Clock { is_announced_late, limit_days, extended_days, suspended_days, due_on, remaining_days } = clock;
    let is_open = target.phase != Phase::Closed;
    ClockView {
        announce_by: target.announce_by,
        is_announced_late,
        limit_days,
        extended_days,
        suspended_days,
        due_on,
        remaining_days,
        is_suspended: target.is_suspended(),
        is_breached: is_open && remaining_days.is_some_and(|days| days < 0),
    }
}

fn extension(call: &Call, one: &Extension) -> ExtensionView {
    ExtensionView {
        days: one.days,
        reason: one.reason.to_string(),
        requested_by: call.person(&one.requested_by),
        requested_at: Instant(one.requested_at),
        state: one.state,
        remark: one.remark.as_ref().map(ToString::to_string),
        decided_by: one.decided_by.as_deref().map(|subject| call.person(subject)),
    }
}

fn suspension(call: &Call, one: &Suspension) -> SuspensionView {
    SuspensionView {
        from: one.from,
        reason: one.reason.to_string(),
        by: call.person(&one.by),
        at: Instant(one.at),
        resumed_by: one.resumed_by.as_deref().map(|subject| call.person(subject)),
        resumed_on: one.resumed_on,
    }
}

/// What the caller may do now, and why not the rest.
pub(in crate::api) fn actions(
    call: &Call,
    target: &Target,
    state: ProgrammeState,
    held: &[TargetRelation],
    depth: Depth,
) -> Vec<Action> {
    let href = |_| format!("/inspection-teams/v1/targets/{}", target.id);
    offered(call.language, depth, Act::ALL, href, judge(call, target, state, held))
}

/// Judges acts: first the right to it, then what the target allows.
pub(super) fn judge(
    call: &Call,
    target: &Target,
    state: ProgrammeState,
    held: &[TargetRelation],
) -> impl Fn(Act) -> Result<(), Hindrance<Refusal>> {
    let actor = Actor::from(&call.caller);
    move |act| {
        may_target(&actor, act, held).map_err(Hindrance::Denial)?;
        permit(target, state, act, &actor).map_err(Hindrance::Refusal)
    }
}
