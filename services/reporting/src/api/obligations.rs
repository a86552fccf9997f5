//! Obligations to report: who owes what for which period, and what may be done about it.

mod acts;
pub(super) mod carry_out;
mod input;
mod list;
pub(super) mod sight;
pub(super) mod view;

use crate::store::cases::Target;
use crate::store::obligations as store;
use actix_web::get;
use haicap_kit::Routes;
use haicap_kit::events::{HistoryItem, answer_history};
use haicap_kit::http::{Answer, Depth, List, ListAnswer, ListingView, NoFilter, PageQuery, Path, Problem, Reply};
use haicap_reference::Call;
use sight::{is_seen, seen};
use uuid::Uuid;
use view::{ObligationView, view};

/// The routes.
pub(super) fn routes(routes: &mut Routes<'_>) {
    routes.service(list::list_obligations).service(get_obligation).service(get_obligation_history);
    acts::routes(routes);
}

/// Get an obligation
///
/// Its four moments, where it stands, and what the caller may do about it.
#[utoipa::path(
    tag = "obligations",
    params(("id" = Uuid, Path, description = "Its id.")),
    responses((status = 200, description = "The obligation.", body = ObligationView))
)]
#[get("/obligations/{id}")]
async fn get_obligation(call: Call, id: Path<Uuid>) -> Answer {
    let found = seen(&call, Target::Obligation(id.0)).await?;
    call.note_oversight("obligation", id.0, found.kept.obligation.concerned());
    let version = found.kept.obligation.version;
    Ok(Reply::ok(&view(&call, &found.kept, &found.case, Depth::Whole)).version(version))
}

/// Get the history of an obligation
///
/// Everything that happened about it, the latest first; drafts are their writers' own.
#[utoipa::path(
    tag = "obligations",
    params(("id" = Uuid, Path, description = "Its id."), PageQuery),
    responses((status = 200, description = "A page of its history.", body = ListingView<HistoryItem>))
)]
#[get("/obligations/{id}/history")]
async fn get_obligation_history(call: Call, id: Path<Uuid>, list: List<NoFilter>) -> ListAnswer {
    let found = call.host.database.read(async |db| store::find(db, id.0).await).await?;
    let found = found.filter(|found| is_seen(&call, &found.obligation)).ok_or_else(Problem::not_found)?;
    call.note_oversight("obligation", id.0, found.obligation.concerned());
    answer_history(list.pages, call.host, format!("obligation/{}", id.0)).await
}
