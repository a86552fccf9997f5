use super::carry_out::carry_out;
use super::input::RequestIn;
use super::view::ObligationView;
use crate::domain::obligation::{Act, Command};
use actix_web::post;
use haicap_kit::Routes;
use haicap_kit::http::{Answer, Path, Write};
use haicap_reference::Call;
use haicap_types::DecisionIn;
use uuid::Uuid;

/// The routes.
pub(super) fn routes(routes: &mut Routes<'_>) {
    routes.service(ask).service(decide_request);
}

/// Ask for a waiver, an extension or an unlocking
///
/// By the unit or by the organization that it reports to; another person of that organization decides. An extension
/// must be asked for before the present deadline, and must end after it and not after the lock. An unlocking must end
/// within 30 days from now; it ends by itself, and what is sent in it is late all the same.
#[utoipa::path(
    tag = "obligations",
    params(("id" = Uuid, Path, description = "Its id.")),
    request_body = RequestIn,
    responses((status = 200, description = "The obligation, with the request.", body = ObligationView))
)]
#[post("/obligations/{id}/requests")]
async fn ask(call: Call, id: Path<Uuid>, write: Write<RequestIn>) -> Answer {
    carry_out(&call, id.0, &write.precondition, Act::Ask, write.body.command()).await
}

/// Decide on a request
///
/// Needs `If-Match`, and another person than the one who asked.
#[utoipa::path(
    tag = "obligations",
    params(("id" = Uuid, Path, description = "Its id.")),
    request_body = DecisionIn,
    extensions(("x-if-match" = json!(true))),
    responses((status = 200, description = "The obligation, with what was granted.", body = ObligationView))
)]
#[post("/obligations/{id}/requests/decide")]
async fn decide_request(call: Call, id: Path<Uuid>, write: Write<DecisionIn>) -> Answer {
    carry_out(&call, id.0, &write.precondition, Act::Decide, write.body.ruling().map(Command::Decide)).await
}
