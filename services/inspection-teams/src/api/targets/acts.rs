use super::carry_out::{Sent, carry_out};
use super::input::{AnnounceIn, ExtensionIn, day};
use super::view::TargetView;
use crate::api::input::ReasonIn;
use crate::domain::target::{Act, Command};
use actix_web::post;
use haicap_kit::Routes;
use haicap_kit::http::{Answer, NoContentIn, Path, Write};
use haicap_reference::Call;
use haicap_types::DecisionIn;
use uuid::Uuid;

/// The routes.
pub(super) fn routes(routes: &mut Routes<'_>) {
    routes
        .service(announce_target)
        .service(request_target_extension)
        .service(decide_target_extension)
        .service(suspend_target)
        .service(resume_target);
}

/// Announce a decision to its target
///
/// By the head or a deputy of the team, or for them by the conducting organization. From then on the target sees it, and its
/// time runs. Refused while a member of the team has not declared independence of this target, and while anything
/// keeps a member from it.
#[utoipa::path(
    tag = "targets",
    params(("id" = Uuid, Path, description = "Its id.")),
    request_body = AnnounceIn,
    extensions(("x-if-match" = json!(true))),
    responses((status = 200, description = "The target, announced.", body = TargetView))
)]
#[post("/targets/{id}/announce")]
async fn announce_target(call: Call, id: Path<Uuid>, write: Write<AnnounceIn>) -> Answer {
    let on = day("/on", write.body.on);
    carry_out(&call, id.0, &write.precondition, Act::Announce, Sent::Announce(on)).await
}

/// Request an extension for a target
///
/// By the head or a deputy of the team, or for them by the conducting organization, before the time has passed. The rules
/// say by how many days, and how often.
#[utoipa::path(
    tag = "targets",
    params(("id" = Uuid, Path, description = "Its id.")),
    request_body = ExtensionIn,
    responses((status = 200, description = "The target, with the request.", body = TargetView))
)]
#[post("/targets/{id}/request-extension")]
async fn request_target_extension(call: Call, id: Path<Uuid>, write: Write<ExtensionIn>) -> Answer {
    let sent = Sent::RequestExtension(write.body.read());
    carry_out(&call, id.0, &write.precondition, Act::RequestExtension, sent).await
}

/// Decide on an extension for a target
///
/// By a leader of the deciding organization who did not ask for it.
#[utoipa::path(
    tag = "targets",
    params(("id" = Uuid, Path, description = "Its id.")),
    request_body = DecisionIn,
    extensions(("x-if-match" = json!(true))),
    responses((status = 200, description = "The target, with the decision.", body = TargetView))
)]
#[post("/targets/{id}/decide-extension")]
async fn decide_target_extension(call: Call, id: Path<Uuid>, write: Write<DecisionIn>) -> Answer {
    let command = write.body.ruling().map(Command::DecideExtension);
    carry_out(&call, id.0, &write.precondition, Act::DecideExtension, Sent::Whole(command)).await
}

/// Suspend the examination of a target
///
/// By the conducting organization, from today on, with the reason. Working days on which nothing is done do not count.
#[utoipa::path(
    tag = "targets",
    params(("id" = Uuid, Path, description = "Its id.")),
    request_body = ReasonIn,
    extensions(("x-if-match" = json!(true))),
    responses((status = 200, description = "The target, suspended.", body = TargetView))
)]
#[post("/targets/{id}/suspend")]
async fn suspend_target(call: Call, id: Path<Uuid>, write: Write<ReasonIn>) -> Answer {
    let command = write.body.read().map(Command::Suspend);
    carry_out(&call, id.0, &write.precondition, Act::Suspend, Sent::Whole(command)).await
}

/// Resume the examination of a target
///
/// By the conducting organization, from today on.
#[utoipa::path(
    tag = "targets",
    params(("id" = Uuid, Path, description = "Its id.")),
    responses((status = 200, description = "The target, resumed.", body = TargetView))
)]
#[post("/targets/{id}/resume")]
async fn resume_target(call: Call, id: Path<Uuid>, write: Write<NoContentIn>) -> Answer {
    carry_out(&call, id.0, &write.precondition, Act::Resume, Sent::Whole(Ok(Command::Resume))).await
}
