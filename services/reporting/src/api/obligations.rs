//! Obligations to report: who owes what for which period, and what may be done about it.

mod acts;
mod carry_out;
mod list;
pub(super) mod view;

pub(super) use carry_out::{
    Course, Done, Target, carry_out, expect_possible, expect_seen, expect_to, is_shown, right_to,
};

use crate::store::obligations as store;
use actix_web::get;
use haicap_kit::Routes;
use haicap_kit::events::{HistoryItem, answer_history};
use haicap_kit::http::{Answer, Depth, List, ListAnswer, ListingView, NoFilter, PageQuery, Path, Problem, Reply};
use haicap_reference::Call;
use uuid::Uuid;
use view::ObligationView;

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
    let found = call.host.database.read(async |db| store::case(db, id.0, None).await).await?;
    let (kept, case) = found.ok_or_else(Problem::not_found)?;
    expect_seen(&call, &kept.obligation)?;
    call.note_oversight("obligation", id.0, kept.obligation.concerned());
    let version = kept.obligation.version;
    Ok(Reply::ok(&view::view(&call, &kept, &case, Depth::Whole)).version(version))
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
    let obligation = found.ok_or_else(Problem::not_found)?.obligation;
    expect_seen(&call, &obligation)?;
    call.note_oversight("obligation", id.0, obligation.concerned());
    answer_history(list.pages, call.host, format!("obligation/{}", id.0)).await
}
