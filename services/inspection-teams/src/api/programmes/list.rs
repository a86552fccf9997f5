use super::view::{ProgrammeHeadView, head};
use crate::api::call::prepares_for;
use crate::domain::programme::Programme;
use crate::store::programmes::{self as store, After, Filter};
use crate::vocabulary::ProgrammeState;
use actix_web::get;
use haicap_kit::http::{Depth, List, ListAnswer, ListingView, PageQuery};
use haicap_reference::{Call, ParameterReader};
use serde::Deserialize;
use utoipa::IntoParams;

/// Which programmes are wanted; several values of one parameter are separated by commas.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct ProgrammesQuery {
    /// States.
    #[param(value_type = Option<Vec<ProgrammeState>>, style = Form, explode = false, inline)]
    state: Option<String>,
    /// The requirement that they meet, by its id.
    #[param(value_type = Option<Uuid>)]
    requirement: Option<String>,
}

/// List programmes
///
/// The latest first, without their plans: those that the caller's organization conducts, and those on which it decides,
/// unless they are drafts.
#[utoipa::path(
    tag = "programmes",
    params(ProgrammesQuery, PageQuery),
    responses((status = 200, description = "A page of programmes.", body = ListingView<ProgrammeHeadView>))
)]
#[get("/programmes")]
pub(super) async fn list_programmes(call: Call, list: List<ProgrammesQuery>) -> ListAnswer {
    let query = list.filter;
    let mut reader = ParameterReader::default();
    let filter = Filter {
        own: prepares_for(&call),
        states: reader.words("state", query.state.as_deref()),
        requirement: reader.one("requirement", query.requirement.as_deref()),
    };
    reader.done()?;
    list.pages
        .answer(async move |page| {
            let after: Option<After> = page.after()?;
            let rows = page.rows();
            let database = &call.host.database;
            let found = page.read(database, async |db| store::list(db, &filter, after.as_ref(), rows).await).await?;
            let (found, next) = page.cut(found, |one| After(one.drafted.at, one.id));
            let ids = |found: &[Programme]| found.iter().map(|one| one.id).collect();
            let mut beside = page.read(database, async |db| store::beside(db, ids(&found)).await).await?;
            let depth = Depth::of_list(page);
            let view = |one: &Programme| head(&call, one, beside.remove(&one.id).unwrap_or_default(), depth);
            let items = found.iter().map(view).collect();
            Ok(page.list(items, next))
        })
        .await
}
