use super::view::{TargetView, listed};
use crate::api::call::prepares_for;
use crate::domain::target::Target;
use crate::store::targets::{self as store, After, Beside, Filter};
use crate::store::teams;
use crate::vocabulary::Phase;
use actix_web::get;
use haicap_kit::http::{List, ListAnswer, ListingView, PageQuery};
use haicap_reference::{Call, ParameterReader};
use haicap_types::{ListCode, Words};
use serde::Deserialize;
use utoipa::IntoParams;

/// Which targets are wanted; several values of one parameter are separated by commas.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct TargetsQuery {
    /// The programme, by its id.
    #[param(value_type = Option<Uuid>)]
    programme: Option<String>,
    /// The team, by its id.
    #[param(value_type = Option<Uuid>)]
    team: Option<String>,
    /// The organization, by its code.
    #[param(example = "DU-25747")]
    organization: Option<String>,
    /// The round, by its code.
    #[param(example = "dot-1")]
    round: Option<String>,
    /// Phases.
    #[param(value_type = Option<Vec<Phase>>, style = Form, explode = false, inline)]
    phase: Option<String>,
}

/// List targets
///
/// The latest first: those of programmes that the caller's organization conducts or decides on, those of the caller's teams,
/// and those of organizations that the caller sees, from the announcement on.
#[utoipa::path(
    tag = "targets",
    params(TargetsQuery, PageQuery),
    responses((status = 200, description = "A page of targets.", body = ListingView<TargetView>))
)]
#[get("/targets")]
pub(super) async fn list_targets(call: Call, list: List<TargetsQuery>) -> ListAnswer {
    let query = list.filter;
    let mut reader = ParameterReader::default();
    let filter = Filter {
        own: prepares_for(&call),
        teams: Vec::new(),
        seen: call.known.sight.codes().to_vec(),
        programme: reader.one("programme", query.programme.as_deref()),
        team: reader.one("team", query.team.as_deref()),
        organization: reader.organization("organization", query.organization.as_deref()),
        round: query.round.as_deref().and_then(|round| reader.keep("round", ListCode::new(round).map_err(Words::from))),
        phases: reader.words("phase", query.phase.as_deref()),
    };
    reader.done()?;
    list.pages
        .answer(async move |page| {
            let after: Option<After> = page.after()?;
            let rows = page.rows();
            let (database, subject, today) = (&call.host.database, &call.caller.person.subject, call.known.today);
            let own = page.read(database, async |db| teams::of_member(db, subject, today).await).await?;
            let filter = Filter { teams: own.iter().map(|(team, _)| *team).collect(), ..filter.clone() };
            let found = page.read(database, async |db| store::list(db, &filter, after.as_ref(), rows).await).await?;
            let (found, next) = page.cut(found, |one| After(one.id));
            let ids = |found: &[Target]| found.iter().map(|one| one.id).collect();
            let mut beside = page.read(database, async |db| store::beside(db, ids(&found)).await).await?;
            let is_own = |one: &Target| {
                let prepares = |beside: &Beside| {
                    [&beside.conducting, &beside.deciding].into_iter().any(|code| call.known.stands_for(code))
                };
                filter.teams.contains(&one.team_id) || beside.get(&one.id).is_some_and(prepares)
            };
            let overseen = found.iter().filter(|one| !is_own(one)).map(|one| [&one.organization]);
            call.note_oversight_of_page("target", &page.filters(), overseen);
            let view = |one: &Target| beside.remove(&one.id).map(|beside| listed(&call, one, beside));
            let items = found.iter().filter_map(view).collect();
            Ok(page.list(items, next))
        })
        .await
}
