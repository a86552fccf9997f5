//! The provinces and communes of the country: static data.

use crate::api::directory::Reading;
use crate::api::input::searched;
use actix_web::get;
use haicap_kit::Routes;
use haicap_kit::http::{List, ListAnswer, ListingView, PageQuery, Problem};
use haicap_reference::{Territory, TerritoryKind, shipped};
use serde::Deserialize;
use utoipa::IntoParams;

/// Which territories.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct TerritoriesQuery {
    /// A part of the name or of the code, whatever its accents and case.
    #[param(example = "thanh an", min_length = 1, max_length = 300)]
    text: Option<String>,
    /// The code of the province whose communes are wanted.
    #[param(example = "79")]
    province: Option<String>,
    /// What sort of territory.
    #[param(inline)]
    kind: Option<TerritoryKind>,
}

/// The routes.
pub fn routes(routes: &mut Routes<'_>) {
    routes.service(list_territories);
}

/// List territories
///
/// The provinces of the country, then their communes, each by code (decision 19/2025/QĐ-TTg).
#[utoipa::path(
    tag = "organizations",
    params(TerritoriesQuery, PageQuery),
    responses((status = 200, description = "A page of territories.", body = ListingView<Territory>))
)]
#[get("/territories")]
async fn list_territories(list: List<TerritoriesQuery>, _: Reading) -> ListAnswer {
    let List { filter: TerritoriesQuery { text, province, kind }, pages } = list;
    let text = text.as_deref().map(searched).transpose().map_err(|words| Problem::parameter("text", words))?;
    let text = text.unwrap_or_default();
    pages
        .answer(async move |page| {
            let after: Option<(bool, String)> = page.after()?;
            let is_wanted = |territory: &&Territory| {
                kind.is_none_or(|kind| territory.kind == kind)
                    && province.as_ref().is_none_or(|province| territory.province_code.as_ref() == Some(province))
                    && after.as_ref().is_none_or(|after| key(territory) > *after)
            };
            let found = shipped::territories().search(&text).filter(is_wanted);
            let (found, next) = page.cut(found.take(page.rows()).cloned().collect(), key);
            Ok(page.list(found, next))
        })
        .await
}

/// Provinces come first.
fn key(territory: &Territory) -> (bool, String) {
    (territory.province_code.is_some(), territory.code.clone())
}
