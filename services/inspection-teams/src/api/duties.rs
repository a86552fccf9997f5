use actix_web::get;
use haicap_kit::Routes;
use haicap_kit::http::{Answer, DutiesQuery, List, ListAnswer, ListingView, PageQuery, Query, Reply};
use haicap_reference::Calls;
use haicap_types::{Duty, DutyCounts};

/// The routes.
pub(super) fn routes(routes: &mut Routes<'_>) {
    routes.service(list_duties).service(count_duties);
}

/// List what waits for the caller
///
/// Of all organizations that the caller may act for, by due date, undated last. The same shape in every service, so that
/// one screen can show all of them. This service gives nobody anything to do so far.
#[utoipa::path(
    tag = "me",
    params(DutiesQuery, PageQuery),
    responses((status = 200, description = "A page of duties.", body = ListingView<Duty>))
)]
#[get("/duties")]
async fn list_duties(_: Calls, list: List<DutiesQuery>) -> ListAnswer {
    list.pages.answer(async move |page| Ok(page.empty::<Duty>())).await
}

/// Count what waits for the caller
///
/// For a badge: the duties of all organizations that the caller may act for, and how many of them are overdue.
#[utoipa::path(
    tag = "me",
    params(DutiesQuery),
    responses((status = 200, description = "How many duties wait.", body = DutyCounts))
)]
#[get("/duties/counts")]
async fn count_duties(_: Calls, _: Query<DutiesQuery>) -> Answer {
    Ok(Reply::ok(&DutyCounts::default()))
}
