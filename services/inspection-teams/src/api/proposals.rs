//! Proposals: what is put before a deciding organization, and how it rules.

mod acts;
mod carry_out;
mod input;
mod traffic;
mod view;

use crate::api::call::prepares_for;
use crate::domain::proposal::Proposal;
use crate::domain::rights::{Relation, reads_prepared};
use crate::store::proposals::{self as store, After, Filter};
use crate::vocabulary::ProposalState;
use actix_web::get;
use haicap_kit::Routes;
use haicap_kit::http::{Answer, Depth, List, ListAnswer, ListingView, PageQuery, Path, Problem, Reply};
use haicap_reference::{Call, ParameterReader};
use haicap_types::Actor;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
pub(super) use view::actions;
use view::{ProposalHeadView, ProposalView, head, relations_of, view};

/// The routes.
pub(super) fn routes(routes: &mut Routes<'_>) {
    routes.service(list_proposals).service(get_proposal).service(traffic::get_proposal_traffic);
    acts::routes(routes);
}

/// Which proposals are wanted; several values of one parameter are separated by commas.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ProposalsQuery {
    /// States.
    #[param(value_type = Option<Vec<ProposalState>>, style = Form, explode = false, inline)]
    state: Option<String>,
    /// The programme, by its id.
    #[param(value_type = Option<Uuid>)]
    programme: Option<String>,
}

/// List proposals
///
/// The latest first, without what they say: those of and to the caller's organization.
#[utoipa::path(
    tag = "proposals",
    params(ProposalsQuery, PageQuery),
    responses((status = 200, description = "A page of proposals.", body = ListingView<ProposalHeadView>))
)]
#[get("/proposals")]
async fn list_proposals(call: Call, list: List<ProposalsQuery>) -> ListAnswer {
    let query = list.filter;
    let mut reader = ParameterReader::default();
    let filter = Filter {
        own: prepares_for(&call),
        states: reader.words("state", query.state.as_deref()),
        programme: reader.one("programme", query.programme.as_deref()),
    };
    reader.done()?;
    list.pages
        .answer(async move |page| {
            let after: Option<After> = page.after()?;
            let rows = page.rows();
            let database = &call.host.database;
            let found = page.read(database, async |db| store::list(db, &filter, after.as_ref(), rows).await).await?;
            let (found, next) = page.cut(found, |one| After(one.submitted.at, one.id));
            let depth = Depth::of_list(page);
            Ok(page.list(found.iter().map(|one| head(&call, one, depth)).collect(), next))
        })
        .await
}

/// Get a proposal
///
/// What was proposed, as it was proposed: `hash` is what an approval names.
#[utoipa::path(
    tag = "proposals",
    params(("id" = Uuid, Path, description = "Its id.")),
    responses((status = 200, description = "The proposal.", body = ProposalView))
)]
#[get("/proposals/{id}")]
async fn get_proposal(call: Call, id: Path<Uuid>) -> Answer {
    let found = call.host.database.read(async |db| store::find(db, id.0).await).await?;
    let found = found.filter(|one| is_seen(&call, one)).ok_or_else(Problem::not_found)?;
    Ok(Reply::ok(&view(&call, &found)).version(found.version))
}

/// Whether the caller may know of a proposal: who proposed it, and who rules on it.
fn is_seen(call: &Call, proposal: &Proposal) -> bool {
    !relations_of(call, proposal).contains(&Relation::Stranger) && reads_prepared(&Actor::from(&call.caller))
}
