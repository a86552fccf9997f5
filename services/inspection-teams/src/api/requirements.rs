//! Requirements: what a higher organization asks to be inspected or supervised.

mod acts;
mod carry_out;
mod input;
mod list;
mod sight;
mod view;

use actix_web::get;
use haicap_kit::Routes;
use haicap_kit::events::{HistoryItem, answer_history};
use haicap_kit::http::{Answer, List, ListAnswer, ListingView, NoFilter, PageQuery, Path, Reply};
use haicap_reference::Call;
use sight::seen;
use uuid::Uuid;
use view::{RequirementView, view};

/// The routes.
pub(super) fn routes(routes: &mut Routes<'_>) {
    routes.service(list::list_requirements).service(get_requirement).service(get_requirement_history);
    acts::routes(routes);
}

/// Get a requirement
///
/// What is asked of whom, and what the caller may do with it now.
#[utoipa::path(
    tag = "requirements",
    params(("id" = Uuid, Path, description = "Its id.")),
    responses((status = 200, description = "The requirement.", body = RequirementView))
)]
#[get("/requirements/{id}")]
async fn get_requirement(call: Call, id: Path<Uuid>) -> Answer {
    let found = seen(&call, id.0).await?;
    Ok(Reply::ok(&view(&call, &found)).version(found.version))
}

/// Get the history of a requirement
///
/// The latest first.
#[utoipa::path(
    tag = "requirements",
    params(("id" = Uuid, Path, description = "Its id."), PageQuery),
    responses((status = 200, description = "A page of its history.", body = ListingView<HistoryItem>))
)]
#[get("/requirements/{id}/history")]
async fn get_requirement_history(call: Call, id: Path<Uuid>, list: List<NoFilter>) -> ListAnswer {
    seen(&call, id.0).await?;
    answer_history(list.pages, call.host, format!("requirement/{}", id.0)).await
}
