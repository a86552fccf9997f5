use super::carry_out::{Sent, carry_out};
use super::input::ApproveIn;
use super::view::ProposalView;
use crate::api::input::ReasonIn;
use crate::domain::proposal::{Act, Command};
use actix_web::post;
use haicap_kit::Routes;
use haicap_kit::http::{Answer, Path, Write};
use haicap_reference::Call;
use uuid::Uuid;

/// The routes.
pub(super) fn routes(routes: &mut Routes<'_>) {
    routes.service(approve_proposal).service(return_proposal).service(reject_proposal).service(withdraw_proposal);
}

/// Approve a proposal
///
/// By a leader of the deciding organization who wrote nothing of it; names the hash of what was read. Refused with `traffic`
/// while another approved programme is at the same organizations at the same time, unless the request says that it is known. The decision exists
/// from then on, under the rules of today, and is issued with number and date once its paper is signed.
#[utoipa::path(
    tag = "proposals",
    params(("id" = Uuid, Path, description = "Its id.")),
    request_body = ApproveIn,
    extensions(("x-if-match" = json!(true))),
    responses((status = 200, description = "The proposal, approved.", body = ProposalView))
)]
#[post("/proposals/{id}/approve")]
async fn approve_proposal(call: Call, id: Path<Uuid>, write: Write<ApproveIn>) -> Answer {
    carry_out(&call, id.0, &write.precondition, Act::Approve, Sent::Approve(write.body)).await
}

/// Return a proposal
///
/// With the reason: the programme is a draft again.
#[utoipa::path(
    tag = "proposals",
    params(("id" = Uuid, Path, description = "Its id.")),
    request_body = ReasonIn,
    extensions(("x-if-match" = json!(true))),
    responses((status = 200, description = "The proposal, returned.", body = ProposalView))
)]
#[post("/proposals/{id}/return")]
async fn return_proposal(call: Call, id: Path<Uuid>, write: Write<ReasonIn>) -> Answer {
    let command = write.body.read().map(Command::Return);
    carry_out(&call, id.0, &write.precondition, Act::Return, Sent::Whole(command)).await
}

/// Reject a proposal
///
/// With the reason: that is the end of the programme.
#[utoipa::path(
    tag = "proposals",
    params(("id" = Uuid, Path, description = "Its id.")),
    request_body = ReasonIn,
    extensions(("x-if-match" = json!(true))),
    responses((status = 200, description = "The proposal, rejected.", body = ProposalView))
)]
#[post("/proposals/{id}/reject")]
async fn reject_proposal(call: Call, id: Path<Uuid>, write: Write<ReasonIn>) -> Answer {
    let command = write.body.read().map(Command::Reject);
    carry_out(&call, id.0, &write.precondition, Act::Reject, Sent::Whole(command)).await
}

/// Withdraw a proposal
///
/// By the conducting organization, with the reason: the programme is a draft again.
#[utoipa::path(
    tag = "proposals",
    params(("id" = Uuid, Path, description = "Its id.")),
    request_body = ReasonIn,
    extensions(("x-if-match" = json!(true))),
    responses((status = 200, description = "The proposal, withdrawn.", body = ProposalView))
)]
#[post("/proposals/{id}/withdraw")]
async fn withdraw_proposal(call: Call, id: Path<Uuid>, write: Write<ReasonIn>) -> Answer {
    let command = write.body.read().map(Command::Withdraw);
    carry_out(&call, id.0, &write.precondition, Act::Withdraw, Sent::Whole(command)).await
}
