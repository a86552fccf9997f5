use crate::domain::requirement::{Act, Refusal, Requirement, permit};
use crate::domain::rights::may;
use crate::vocabulary::RequirementState;
use chrono::NaiveDate;
use haicap_kit::http::{Depth, Hindrance, actions as offered};
use haicap_reference::Call;
use haicap_types::{Action, Actor, Named, SignatureView, Vocabulary as _};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A requirement, without what it asks in full.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RequirementHeadView {
    /// Its id.
    id: Uuid,
    /// Counts its changes; part of the ETag.
    version: i32,
    /// The organization that asks.
    issuer: Named,
    /// The organizations that are asked.
    addressees: Vec<Named>,
    /// The number and symbol of the document, as it stands there.
    #[schema(example = "125-CV/TU")]
    document_number: String,
    /// The date of the document.
    issued_on: NaiveDate,
    /// What it is called.
    #[schema(example = "Kiểm tra việc sắp xếp, xử lý trụ sở dôi dư")]
    title: String,
    /// Until when; null if no date is set.
    #[schema(required)]
    due_on: Option<NaiveDate>,
    /// Where it stands.
    state: RequirementState,
    /// Who entered it, and when.
    entered: SignatureView,
    /// Who closed it, and when; null while it is open.
    #[schema(required)]
    closed: Option<SignatureView>,
    /// Why it was closed.
    #[schema(required)]
    close_reason: Option<String>,
    /// What the caller may do now; why not the rest is told of one requirement, not in lists.
    actions: Vec<Action>,
}

/// A requirement.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RequirementView {
    /// What lists show of it.
    #[serde(flatten)]
    head: RequirementHeadView,
    /// What is asked.
    #[schema(example = "Kiểm tra việc quản lý, sử dụng trụ sở dôi dư tại cấp xã.")]
    content: String,
}

/// The view of a requirement without what it asks in full.
pub(super) fn head(call: &Call, requirement: &Requirement, depth: Depth) -> RequirementHeadView {
    let Requirement { id, asked, state, entered, closed, version } = requirement.clone();
    let (closed, close_reason) = closed.map(|one| (call.signature(&one.signature), one.reason.into())).unzip();
    RequirementHeadView {
        id,
        version,
        issuer: call.named(&asked.issuer),
        addressees: asked.addressees.iter().map(|code| call.named(code)).collect(),
        document_number: asked.document_number.into(),
        issued_on: asked.issued_on,
        title: asked.title.into(),
        due_on: asked.due_on,
        state,
        entered: call.signature(&entered),
        closed,
        close_reason,
        actions: actions(call, requirement, depth),
    }
}

/// The view of a requirement for a caller.
pub(super) fn view(call: &Call, requirement: &Requirement) -> RequirementView {
    let content = requirement.asked.content.to_string();
    RequirementView { head: head(call, requirement, Depth::Whole), content }
}

/// What the caller may do now, and why not the rest.
fn actions(call: &Call, requirement: &Requirement, depth: Depth) -> Vec<Action> {
    let href = |_| format!("/inspection-teams/v1/requirements/{}", requirement.id);
    offered(call.language, depth, Act::ALL, href, judge(call, requirement))
}

/// Judges acts: first the right to it, then what the requirement allows.
pub(super) fn judge(call: &Call, requirement: &Requirement) -> impl Fn(Act) -> Result<(), Hindrance<Refusal>> {
    let actor = Actor::from(&call.caller);
    move |act| {
        may(&actor, act, requirement).map_err(Hindrance::Denial)?;
        permit(requirement, act, &actor).map_err(Hindrance::Refusal)
    }
}
