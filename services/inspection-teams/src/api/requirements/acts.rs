use super::carry_out::carry_out;
use super::input::RequirementIn;
use super::view::{RequirementView, view};
use crate::api::input::ReasonIn;
use crate::domain::requirement::{Act, Command, Requirement};
use crate::domain::rights::may_enter;
use crate::facts::entered_event;
use crate::store::requirements as store;
use actix_web::post;
use haicap_kit::Routes;
use haicap_kit::http::{Answer, Path, Reply, Write};
use haicap_reference::Call;
use haicap_types::Actor;
use uuid::Uuid;

/// The routes.
pub(super) fn routes(routes: &mut Routes<'_>) {
    routes.service(enter_requirement).service(close_requirement);
}

/// Enter a requirement
///
/// By the organization that asks, or by the only one that is asked. What is asked never changes afterwards.
#[utoipa::path(
    tag = "requirements",
    request_body = RequirementIn,
    responses((status = 201, description = "The requirement.", body = RequirementView))
)]
#[post("/requirements")]
async fn enter_requirement(call: Call, write: Write<RequirementIn>) -> Answer {
    let actor = Actor::from(&call.caller);
    call.host
        .change(&call.caller, &write.precondition, async |work| {
            let (issuer, addressees) = write.body.parties();
            may_enter(&actor, issuer, addressees)?;
            let asked = write.body.read(&call.known)?;
            let new = Requirement::entered(Uuid::now_v7(), asked, &actor, work.now);
            store::insert(work.db(), &new).await?;
            work.publish(entered_event(&new));
            let location = format!("/inspection-teams/v1/requirements/{}", new.id);
            Ok(Reply::created(&view(&call, &new), location).version(new.version))
        })
        .await
}

/// Close a requirement
///
/// With the reason, by another person than the one who entered it. Needs `If-Match`.
#[utoipa::path(
    tag = "requirements",
    params(("id" = Uuid, Path, description = "Its id.")),
    request_body = ReasonIn,
    extensions(("x-if-match" = json!(true))),
    responses((status = 200, description = "The requirement, closed.", body = RequirementView))
)]
#[post("/requirements/{id}/close")]
async fn close_requirement(call: Call, id: Path<Uuid>, write: Write<ReasonIn>) -> Answer {
    let command = write.body.read().map(Command::Close);
    carry_out(&call, id.0, &write.precondition, Act::Close, command).await
}
