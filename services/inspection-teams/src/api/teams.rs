//! Teams: who examines which targets.

mod acts;
mod checks;
mod declarations;
mod view;

pub(super) use declarations::declaring;

use super::programmes::{
    no_rules, preparation, relations_of, ruled_by, seen as programme_seen, seen_locked as programme_seen_locked,
};
use crate::api::call::prepares_for;
use crate::domain::programme::Programme;
use crate::domain::rights::Relation;
use crate::domain::team::Team;
use crate::store::teams::{self as store, After, Filter};
use crate::store::{persons, programmes};
use actix_web::get;
use haicap_kit::Routes;
use haicap_kit::events::{HistoryItem, answer_history};
use haicap_kit::http::{Answer, List, ListAnswer, ListingView, NoFilter, PageQuery, Path, Problem, Reply};
use haicap_reference::{Call, ParameterReader};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use view::{TeamView, members_of, view};

/// The routes.
pub(super) fn routes(routes: &mut Routes<'_>) {
    routes.service(list_teams).service(get_team).service(get_team_history).service(checks::get_team_check);
    acts::routes(routes);
    declarations::routes(routes);
}

/// Which teams are wanted.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct TeamsQuery {
    /// The programme, by its id.
    #[param(value_type = Option<Uuid>)]
    programme: Option<String>,
}

/// List teams
///
/// By programme, in their order: those of programmes that the caller's organization conducts.
#[utoipa::path(
    tag = "teams",
    params(TeamsQuery, PageQuery),
    responses((status = 200, description = "A page of teams.", body = ListingView<TeamView>))
)]
#[get("/teams")]
async fn list_teams(call: Call, list: List<TeamsQuery>) -> ListAnswer {
    let query = list.filter;
    let mut reader = ParameterReader::default();
    let filter = Filter { own: prepares_for(&call), programme: reader.one("programme", query.programme.as_deref()) };
    reader.done()?;
    list.pages
        .answer(async move |page| {
            let after: Option<After> = page.after()?;
            let rows = page.rows();
            let database = &call.host.database;
            let found = page.read(database, async |db| store::list(db, &filter, after.as_ref(), rows).await).await?;
            let (found, next) = page.cut(found, |one| After(one.programme_id, one.ordinal));
            let persons = page.read(database, async |db| persons::names(db, members_of(&found)).await).await?;
            // What may be done depends on the programme, which a list does not read.
            let items = found.iter().map(|one| view(&call, one, &persons, Vec::new())).collect();
            Ok(page.list(items, next))
        })
        .await
}

/// Get a team
///
/// Its members and targets, and what the caller may do with it now. From the decision on its members see it too.
#[utoipa::path(
    tag = "teams",
    params(("id" = Uuid, Path, description = "Its id.")),
    responses((status = 200, description = "The team.", body = TeamView))
)]
#[get("/teams/{id}")]
async fn get_team(call: Call, id: Path<Uuid>) -> Answer {
    let (team, programme) = seen_or_own(&call, id.0).await?;
    let teams = std::slice::from_ref(&team);
    let persons = call.host.database.read(async |db| persons::names(db, members_of(teams)).await).await?;
    let actions = view::actions(&call, &team, &programme);
    Ok(Reply::ok(&view(&call, &team, &persons, actions)).version(team.version))
}

/// Get the history of a team
///
/// The latest first.
#[utoipa::path(
    tag = "teams",
    params(("id" = Uuid, Path, description = "Its id."), PageQuery),
    responses((status = 200, description = "A page of its history.", body = ListingView<HistoryItem>))
)]
#[get("/teams/{id}/history")]
async fn get_team_history(call: Call, id: Path<Uuid>, list: List<NoFilter>) -> ListAnswer {
    seen(&call, id.0).await?;
    answer_history(list.pages, call.host, format!("team/{}", id.0)).await
}

/// The same, or a team of which the caller is a member.
///
/// # Errors
/// 404.
async fn seen_or_own(call: &Call, id: Uuid) -> Result<(Team, Programme), Problem> {
    let (database, subject) = (&call.host.database, &call.caller.person.subject);
    let own = database.read(async |db| store::of_member(db, subject, call.known.today).await).await?;
    if own.iter().all(|(team, _)| *team != id) {
        return seen(call, id).await;
    }
    let team = database.read(async |db| store::find(db, id).await).await?.ok_or_else(Problem::not_found)?;
    let programme = database.read(async |db| programmes::find(db, team.programme_id).await).await?;
    Ok((team, programme.ok_or_else(Problem::not_found)?))
}

/// A team that the caller may see, with its programme: it is known to the conducting organization alone.
///
/// # Errors
/// 404.
async fn seen(call: &Call, id: Uuid) -> Result<(Team, Programme), Problem> {
    let found = call.host.database.read(async |db| store::find(db, id).await).await?;
    let team = found.ok_or_else(Problem::not_found)?;
    let (programme, _) = programme_seen(call, team.programme_id).await?;
    expect_conducting(call, &programme)?;
    Ok((team, programme))
}

fn expect_conducting(call: &Call, programme: &Programme) -> Result<(), Problem> {
    if relations_of(call, programme).contains(&Relation::Conducting) { Ok(()) } else { Err(Problem::not_found()) }
}
