use super::view::{RequirementHeadView, head};
use crate::api::call::prepares_for;
use crate::domain::requirement::Requirement;
use crate::store::requirements::{self as store, After, Filter};
use crate::vocabulary::RequirementState;
use actix_web::get;
use haicap_kit::http::{Depth, List, ListAnswer, ListingView, PageQuery};
use haicap_reference::{Call, ParameterReader};
use serde::Deserialize;
use utoipa::IntoParams;

/// Which requirements are wanted; several values of one parameter are separated by commas.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct RequirementsQuery {
    /// States.
    #[param(value_type = Option<Vec<RequirementState>>, style = Form, explode = false, inline)]
    state: Option<String>,
    /// The organization that asks, by its code.
    #[param(example = "TT")]
    issuer: Option<String>,
    /// `true` for those that a programme meets which the caller may know of, `false` for the others. Programmes that were
    /// discarded, rejected or called off meet nothing.
    has_programme: Option<bool>,
}

/// List requirements
///
/// The latest first, without what they ask in full: those of, and to, the organizations that the caller sees.
#[utoipa::path(
    tag = "requirements",
    params(RequirementsQuery, PageQuery),
    responses((status = 200, description = "A page of requirements.", body = ListingView<RequirementHeadView>))
)]
#[get("/requirements")]
pub(super) async fn list_requirements(call: Call, list: List<RequirementsQuery>) -> ListAnswer {
    let query = list.filter;
    let mut reader = ParameterReader::default();
    let own = prepares_for(&call);
    let filter = Filter {
        seen: call.known.sight.codes().to_vec(),
        states: reader.words("state", query.state.as_deref()),
        issuer: reader.organization("issuer", query.issuer.as_deref()),
        has_programme: query.has_programme.map(|wanted| (wanted, own)),
    };
    reader.done()?;
    list.pages
        .answer(async move |page| {
            let after: Option<After> = page.after()?;
            let rows = page.rows();
            let found =
                page.read(&call.host.database, async |db| store::list(db, &filter, after.as_ref(), rows).await).await?;
            let (found, next) = page.cut(found, |one| After(one.entered.at, one.id));
            call.note_oversight_of_page("requirement", &page.filters(), found.iter().map(Requirement::concerned));
            let items = found.iter().map(|one| head(&call, one, Depth::of_list(page))).collect();
            Ok(page.list(items, next))
        })
        .await
}
