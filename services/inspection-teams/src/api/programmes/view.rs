use super::sight::relations_of;
use crate::domain::programme::{Act, Plan, Programme, Refusal, permit};
use crate::domain::rights::may_programme;
use crate::store::programmes::Beside;
use crate::vocabulary::{ProgrammeState, ProposalState};
use chrono::NaiveDate;
use haicap_kit::http::{Depth, Hindrance, actions as offered};
use haicap_reference::Call;
use haicap_types::{Action, Actor, Named, SignatureView, Vocabulary as _};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A programme, without its plan.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ProgrammeHeadView {
    /// Its id.
    id: Uuid,
    /// Counts its changes; part of the ETag.
    version: i32,
    /// What it is called.
    #[schema(example = "Giám sát việc lãnh đạo, chỉ đạo vận hành mô hình chính quyền địa phương 2 cấp")]
    title: String,
    /// The organization that conducts it.
    conducting: Named,
    /// The organization that decides on it.
    deciding: Named,
    /// Where it stands.
    state: ProgrammeState,
    /// How many organizations are to be examined.
    #[schema(minimum = 1)]
    expected: usize,
    /// How many teams it has.
    #[schema(minimum = 0)]
    teams: i64,
    /// Counts the changes of its teams: whoever launches it says which of them they know.
    #[schema(minimum = 0)]
    teams_version: i32,
    /// The rounds that were opened, by their codes.
    #[schema(example = json!(["dot-1"]))]
    opened_rounds: Vec<String>,
    /// The last proposal; null if there was none.
    #[schema(required)]
    proposal: Option<ProposalRef>,
    /// The decision; null while there is none.
    #[schema(required)]
    decision: Option<DecisionRef>,
    /// Who began it, and when.
    drafted: SignatureView,
    /// Why it was discarded or called off; null while it was not.
    #[schema(required)]
    end_reason: Option<String>,
    /// Why it was launched although targets belong to no team; null in all other cases.
    #[schema(required)]
    uncovered_reason: Option<String>,
    /// What the caller may do now, and why not the rest; in lists only what is allowed.
    actions: Vec<Action>,
}

/// A programme.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ProgrammeView {
    /// What lists show of it.
    #[serde(flatten)]
    head: ProgrammeHeadView,
    /// What is to be done: what a patch changes.
    plan: Plan,
    /// The organizations that are to be examined.
    targets: Vec<Named>,
}

/// A proposal, as a programme names it.
#[derive(Debug, Serialize, ToSchema)]
struct ProposalRef {
    /// Its id.
    id: Uuid,
    /// Where it stands.
    state: ProposalState,
}

/// A decision, as a programme names it.
#[derive(Debug, Serialize, ToSchema)]
struct DecisionRef {
    /// Its id.
    id: Uuid,
    /// Its number and symbol; null until it is issued.
    #[schema(required, example = "25-QĐ/TU")]
    number: Option<String>,
    /// Its date; null until it is issued.
    #[schema(required)]
    issued_on: Option<NaiveDate>,
    /// The code of the rule pack that applies.
    #[schema(example = "party-2025")]
    rule_pack: String,
    /// The version of the rule pack.
    #[schema(example = 1)]
    rule_pack_version: i32,
}

/// The view of a programme without its plan.
pub(super) fn head(call: &Call, programme: &Programme, beside: Beside, depth: Depth) -> ProgrammeHeadView {
    let Beside { teams, rounds, proposal, decision } = beside;
    ProgrammeHeadView {
        id: programme.id,
        version: programme.version,
        title: programme.plan.title.clone(),
        conducting: call.named(&programme.conducting),
        deciding: call.named(&programme.deciding),
        state: programme.state,
        expected: programme.expected.len(),
        teams,
        teams_version: programme.teams_version,
        opened_rounds: rounds,
        proposal: proposal.map(|(id, state)| ProposalRef { id, state }),
        decision: decision.map(|(id, number, issued_on, rule_pack, rule_pack_version)| DecisionRef {
            id,
            number,
            issued_on,
            rule_pack,
            rule_pack_version,
        }),
        drafted: call.signature(&programme.drafted),
        end_reason: programme.end_reason.clone().map(Into::into),
        uncovered_reason: programme.uncovered_reason.clone().map(Into::into),
        actions: actions(call, programme, depth),
    }
}

/// The view of a programme for a caller.
pub(super) fn view(call: &Call, programme: &Programme, beside: Beside) -> ProgrammeView {
    ProgrammeView {
        head: head(call, programme, beside, Depth::Whole),
        plan: programme.plan.clone(),
        targets: programme.expected.iter().map(|code| call.named(code)).collect(),
    }
}

/// What the caller may do now, and why not the rest.
pub(in crate::api) fn actions(call: &Call, programme: &Programme, depth: Depth) -> Vec<Action> {
    let href = |_| format!("/inspection-teams/v1/programmes/{}", programme.id);
    offered(call.language, depth, Act::ALL, href, judge(call, programme))
}

/// Judges acts: first the right to it, then what the programme allows.
pub(super) fn judge(call: &Call, programme: &Programme) -> impl Fn(Act) -> Result<(), Hindrance<Refusal>> {
    let actor = Actor::from(&call.caller);
    let held = relations_of(call, programme);
    move |act| {
        may_programme(&actor, act, &held).map_err(Hindrance::Denial)?;
        permit(programme, act, &actor).map_err(Hindrance::Refusal)
    }
}
