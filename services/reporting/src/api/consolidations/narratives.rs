//! What units wrote, section by section, with whose words they are.

use super::ConsolidationQuery;
use crate::store::submissions;
use actix_web::get;
use haicap_kit::Routes;
use haicap_kit::http::{List, ListAnswer, ListingView, PageQuery};
use haicap_reference::Call;
use haicap_types::{Named, OrganizationCode};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// The routes.
pub(super) fn routes(routes: &mut Routes<'_>) {
    routes.service(list_narratives);
}

/// Whose words.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct NarrativesQuery {
    /// The regime's code.
    #[param(example = "two-tier-weekly")]
    regime: String,
    /// What the period is called.
    #[param(example = "2025-W39")]
    period: String,
    /// The organization that consolidates, by its code; the caller's own if absent.
    #[param(example = "BTC")]
    organization: Option<String>,
    /// The code of the section.
    #[param(example = "difficulties")]
    section: String,
}

/// What a unit wrote in a section.
#[derive(Debug, Serialize, ToSchema)]
struct NarrativeView {
    /// The unit.
    organization: Named,
    /// The submission that it stands in.
    submission_id: Uuid,
    /// The submission's address, relative to the origin.
    #[schema(example = "/reporting/v1/submissions/0199b6a0-0000-7000-8000-000000000000")]
    href: String,
    /// Its words.
    #[schema(example = "Chưa có phương án xử lý trụ sở dôi dư.")]
    text: String,
}

/// List what units wrote in a section
///
/// By the units' codes; who wrote nothing there is left out.
#[utoipa::path(
    tag = "consolidations",
    params(NarrativesQuery, PageQuery),
    responses((status = 200, description = "A page of texts.", body = ListingView<NarrativeView>))
)]
#[get("/consolidations/narratives")]
async fn list_narratives(call: Call, list: List<NarrativesQuery>) -> ListAnswer {
    let NarrativesQuery { regime, period, organization, section } = list.filter.clone();
    let subject = ConsolidationQuery { regime, period, organization }.subject(&call).await?;
    let whole = subject.consolidated(&call, None).await?;
    list.pages
        .answer(async move |page| {
            let after: Option<(OrganizationCode, Uuid)> = page.after()?;
            let of_whom: HashMap<Uuid, OrganizationCode> =
                whole.units.iter().filter_map(|unit| Some((unit.submission?, unit.organization.clone()))).collect();
            let ids: Vec<Uuid> = of_whom.keys().copied().collect();
            let found = page
                .read(&call.host.database, async |db| submissions::sections(db, ids.clone(), &section).await)
                .await?;
            let mut texts: Vec<(OrganizationCode, Uuid, String)> =
                found.into_iter().filter_map(|(id, text)| Some((of_whom.get(&id)?.clone(), id, text))).collect();
            texts.sort_unstable();
            texts.retain(|(organization, id, _)| {
                after.as_ref().is_none_or(|(code, last)| (organization, id) > (code, last))
            });
            let (texts, next) = page.cut(texts, |(organization, id, _)| (organization.clone(), *id));
            let read = texts.iter().map(|(organization, ..)| [organization, &subject.organization]);
            call.note_oversight_of_page("narrative", &page.filters(), read);
            let items = texts.into_iter().map(|(organization, submission_id, text)| NarrativeView {
                organization: call.named(&organization),
                submission_id,
                href: format!("/reporting/v1/submissions/{submission_id}"),
                text,
            });
            Ok(page.list(items.collect(), next))
        })
        .await
}
