use crate::domain::proposal::{Act, Proposal, Refusal, Snapshot, permit};
use crate::domain::rights::{Relation, may_proposal, relations};
use crate::vocabulary::ProposalState;
use haicap_kit::http::{Depth, Hindrance, actions as offered};
use haicap_reference::Call;
use haicap_types::{Action, Actor, Named, SignatureView, Vocabulary as _};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A proposal, without what it says.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ProposalHeadView {
    /// Its id.
    id: Uuid,
    /// Counts its changes; part of the ETag.
    version: i32,
    /// The programme, by its id.
    programme: Uuid,
    /// What the programme is called.
    #[schema(example = "Giám sát việc vận hành mô hình chính quyền địa phương 2 cấp")]
    title: String,
    /// The number and symbol of the paper; null where it has none.
    #[schema(required, example = "12-TTr/UBKTTU")]
    number: Option<String>,
    /// The organization that proposes it.
    conducting: Named,
    /// The organization that rules on it.
    deciding: Named,
    /// Where it stands.
    state: ProposalState,
    /// The hash of everything that it says: an approval names it.
    #[schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    hash: String,
    /// Who submitted it, and when.
    submitted: SignatureView,
    /// Who ruled on it or withdrew it, and when; null until then.
    #[schema(required)]
    ruled: Option<SignatureView>,
    /// Why; null where it was approved.
    #[schema(required)]
    reason: Option<String>,
    /// What the caller may do now, and why not the rest; in lists only what is allowed.
    actions: Vec<Action>,
}

/// A proposal.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ProposalView {
    /// What lists show of it.
    #[serde(flatten)]
    head: ProposalHeadView,
    /// What it says.
    snapshot: Snapshot,
}

/// The view of a proposal without what it says.
pub(super) fn head(call: &Call, proposal: &Proposal, depth: Depth) -> ProposalHeadView {
    let snapshot = &proposal.snapshot;
    let ruled = proposal.ruled.as_ref();
    ProposalHeadView {
        id: proposal.id,
        version: proposal.version,
        programme: proposal.programme_id,
        title: snapshot.plan.title.clone(),
        number: snapshot.number.clone(),
        conducting: call.named(&snapshot.conducting),
        deciding: call.named(&snapshot.deciding),
        state: proposal.state,
        hash: proposal.hash.clone(),
        submitted: call.signature(&proposal.submitted),
        ruled: ruled.map(|ruled| call.signature(&ruled.signature)),
        reason: ruled.and_then(|ruled| ruled.reason.clone()).map(Into::into),
        actions: actions(call, proposal, depth),
    }
}

/// The view of a proposal for a caller.
pub(super) fn view(call: &Call, proposal: &Proposal) -> ProposalView {
    ProposalView { head: head(call, proposal, Depth::Whole), snapshot: proposal.snapshot.clone() }
}

/// What the caller may do now, and why not the rest.
pub(in crate::api) fn actions(call: &Call, proposal: &Proposal, depth: Depth) -> Vec<Action> {
    let href = |_| format!("/inspection-teams/v1/proposals/{}", proposal.id);
    offered(call.language, depth, Act::ALL, href, judge(call, proposal))
}

/// All that the caller's organization has to do with a proposal.
pub(super) fn relations_of(call: &Call, proposal: &Proposal) -> Vec<Relation> {
    let Snapshot { conducting, deciding, .. } = &proposal.snapshot;
    relations(conducting, deciding, |code| call.known.stands_for(code))
}

/// Judges acts: first the right to it, then what the proposal allows.
pub(super) fn judge(call: &Call, proposal: &Proposal) -> impl Fn(Act) -> Result<(), Hindrance<Refusal>> {
    let actor = Actor::from(&call.caller);
    let held = relations_of(call, proposal);
    move |act| {
        may_proposal(&actor, act, &held).map_err(Hindrance::Denial)?;
        permit(proposal, act, &actor).map_err(Hindrance::Refusal)
    }
}
