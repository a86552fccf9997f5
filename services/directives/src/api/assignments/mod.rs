//! Who owes what to whom, and everything that may happen to it.

mod acts;
mod attachments;
mod carry_out;
mod counts;
mod duties;
mod follow_ups;
mod input;
mod list;
mod view;
mod withdrawals;

use crate::api::call::marks;
use crate::domain::assignment::Assignment;
use crate::store;
use actix_web::get;
use haicap_kit::Routes;
use haicap_kit::events::{HistoryItem, answer_history};
use haicap_kit::http::{Answer, Depth, List, ListAnswer, ListingView, NoFilter, PageQuery, Path, Problem, Reply};
use haicap_reference::Call;
use uuid::Uuid;
use view::AssignmentView;

/// The routes.
pub fn routes(routes: &mut Routes<'_>) {
    routes
        .service(list::list_assignments)
        .service(counts::count_assignments)
        .service(withdrawals::withdraw_assignments)
        .service(get_assignment)
        .service(get_assignment_history)
        .configure(acts::routes)
        .configure(follow_ups::routes)
        .configure(attachments::routes)
        .service(duties::list_duties)
        .service(duties::count_duties);
}

/// Get an assignment
///
/// With its health, the progress of its children, its last submission, and every act: which of them the caller may do
/// now, and why not the rest.
#[utoipa::path(
    tag = "assignments",
    params(("id" = Uuid, Path, description = "The assignment's id.")),
    responses((status = 200, description = "The assignment.", body = AssignmentView))
)]
#[get("/assignments/{id}")]
async fn get_assignment(call: Call, id: Path<Uuid>) -> Answer {
    let assignment = seen(&call, id.0).await?;
    let beside = call.host.database.read(async |db| store::assignments::beside_one(db, &assignment).await).await?;
    let version = assignment.version;
    Ok(Reply::ok(&view::view(&call, &marks(&call), assignment, beside, Depth::Whole)).version(version))
}

/// List what happened to an assignment
///
/// Newest first. Each item names the organization that acted at the time, whatever became of it since.
#[utoipa::path(
    tag = "assignments",
    params(("id" = Uuid, Path, description = "The assignment's id."), PageQuery),
    responses((status = 200, description = "A page of its history.", body = ListingView<HistoryItem>))
)]
#[get("/assignments/{id}/history")]
async fn get_assignment_history(call: Call, id: Path<Uuid>, list: List<NoFilter>) -> ListAnswer {
    seen(&call, id.0).await?;
    answer_history(list.pages, call.host, format!("assignment/{}", id.0)).await
}

/// The assignment, if the caller may know of it.
async fn seen(call: &Call, id: Uuid) -> Result<Assignment, Problem> {
    let found = call.host.database.read(async |db| store::assignments::find(db, id).await).await?;
    let found = found.filter(|assignment| is_seen(call, assignment)).ok_or_else(Problem::not_found)?;
    call.note_oversight("assignment", id, found.parties());
    Ok(found)
}

/// Whether the caller's organization sees an organization that has any role in the assignment.
fn is_seen(call: &Call, assignment: &Assignment) -> bool {
    call.sees(assignment.parties())
}
