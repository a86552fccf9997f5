use actix_web::get;
use haicap_kit::Routes;
use haicap_kit::auth::Person;
use haicap_kit::http::{Answer, List, ListingView, PageQuery, Problem, Reply};
use haicap_types::{Duty, Words};
use serde::Deserialize;
use utoipa::IntoParams;

/// Whose duties.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct DutiesQuery {
    /// `me` for what the caller took himself; absent for all that waits for his organizations.
    #[param(example = "me")]
    handler: Option<String>,
}

/// The routes.
pub(super) fn routes(routes: &mut Routes<'_>) {
    routes.service(list_duties);
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
async fn list_duties(_: Person, list: List<DutiesQuery>) -> Answer {
    if list.filter.handler.is_some_and(|handler| handler != "me") {
        return Err(Problem::parameter("handler", Words::new("handler chỉ nhận me.", "handler takes only me.")));
    }
    Ok(Reply::from(list.page.list(Vec::<Duty>::new(), None)))
}
