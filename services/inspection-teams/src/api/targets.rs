//! Targets: how far the examination of an organization has come, and how much time is left.

mod acts;
mod carry_out;
mod input;
mod list;
mod sight;
mod view;

use crate::store::targets as store;
use actix_web::get;
use haicap_kit::Routes;
use haicap_kit::events::{HistoryItem, answer_history};
use haicap_kit::http::{Answer, List, ListAnswer, ListingView, NoFilter, PageQuery, Path, Problem, Reply};
use haicap_reference::Call;
pub(super) use sight::relations;
use sight::{Seen, seen};
use uuid::Uuid;
pub(super) use view::actions;
use view::{TargetView, view};

/// The routes.
pub(super) fn routes(routes: &mut Routes<'_>) {
    routes.service(list::list_targets).service(get_target).service(get_target_history);
    acts::routes(routes);
}

/// Get a target
///
/// How far it has come, its clock, and what the caller may do with it now.
#[utoipa::path(
    tag = "targets",
    params(("id" = Uuid, Path, description = "Its id.")),
    responses((status = 200, description = "The target.", body = TargetView))
)]
#[get("/targets/{id}")]
async fn get_target(call: Call, id: Path<Uuid>) -> Answer {
    let Seen { target, held, beside } = read(&call, id.0).await?;
    Ok(Reply::ok(&view(&call, &target, &held, beside)).version(target.version))
}

/// Get the history of a target
///
/// The latest first.
#[utoipa::path(
    tag = "targets",
    params(("id" = Uuid, Path, description = "Its id."), PageQuery),
    responses((status = 200, description = "A page of its history.", body = ListingView<HistoryItem>))
)]
#[get("/targets/{id}/history")]
async fn get_target_history(call: Call, id: Path<Uuid>, list: List<NoFilter>) -> ListAnswer {
    read(&call, id.0).await?;
    answer_history(list.pages, call.host, format!("target/{}", id.0)).await
}

/// A target that the caller may see.
///
/// # Errors
/// 404.
async fn read(call: &Call, id: Uuid) -> Result<Seen, Problem> {
    let (subject, today) = (&call.caller.person.subject, call.known.today);
    let found = call.host.database.read(async |db| store::surroundings(db, id, subject, today).await).await?;
    found.and_then(|found| seen(call, found)).ok_or_else(Problem::not_found)
}
