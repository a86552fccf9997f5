//! Programmes: what is inspected or supervised, at which targets, in which rounds.

mod acts;
mod carry_out;
mod coverage;
mod gather;
mod input;
mod list;
mod sight;
mod view;

pub(super) use gather::{no_rules, preparation, ruled_by, rules_on};
pub(super) use sight::{relations_of, seen, seen_locked};

use actix_web::get;
use haicap_kit::Routes;
use haicap_kit::events::{HistoryItem, answer_history};
use haicap_kit::http::{Answer, List, ListAnswer, ListingView, NoFilter, PageQuery, Path, Reply};
use haicap_reference::Call;
use uuid::Uuid;
pub(super) use view::actions;
use view::{ProgrammeView, view};

/// The routes.
pub(super) fn routes(routes: &mut Routes<'_>) {
    routes
        .service(list::list_programmes)
        .service(get_programme)
        .service(get_programme_history)
        .service(coverage::get_coverage);
    acts::routes(routes);
}

/// Get a programme
///
/// Its plan, how far it has come, and what the caller may do with it now.
#[utoipa::path(
    tag = "programmes",
    params(("id" = Uuid, Path, description = "Its id.")),
    responses((status = 200, description = "The programme.", body = ProgrammeView))
)]
#[get("/programmes/{id}")]
async fn get_programme(call: Call, id: Path<Uuid>) -> Answer {
    let (found, beside) = seen(&call, id.0).await?;
    Ok(Reply::ok(&view(&call, &found, beside)).version(found.version))
}

/// Get the history of a programme
///
/// The latest first.
#[utoipa::path(
    tag = "programmes",
    params(("id" = Uuid, Path, description = "Its id."), PageQuery),
    responses((status = 200, description = "A page of its history.", body = ListingView<HistoryItem>))
)]
#[get("/programmes/{id}/history")]
async fn get_programme_history(call: Call, id: Path<Uuid>, list: List<NoFilter>) -> ListAnswer {
    seen(&call, id.0).await?;
    answer_history(list.pages, call.host, format!("programme/{}", id.0)).await
}
