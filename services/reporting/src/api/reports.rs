//! Consolidated reports: what organizations report upward.

mod acts;
mod carry_out;
mod compose;
mod document;
mod draw_up;
mod figures;
mod frozen;
mod input;
mod sight;
mod signed_scan;
pub(super) mod view;

use crate::domain::obligation::Obligation;
use crate::domain::report::KeptReport;
use crate::store::obligations;
use crate::store::reports::{self as store, After, Filter};
use crate::vocabulary::ConsolidatedReportState;
use actix_web::get;
use haicap_kit::Routes;
use haicap_kit::events::{HistoryItem, answer_history, answer_told_history};
use haicap_kit::http::{Answer, Depth, List, ListAnswer, ListingView, NoFilter, PageQuery, Path, Problem, Reply};
use haicap_reference::{Call, ParameterReader};
use serde::Deserialize;
use sight::{is_author, seen};
use std::collections::HashMap;
use utoipa::IntoParams;
use uuid::Uuid;
use view::{ReportHeadView, ReportView, head, view};

/// The routes.
pub(super) fn routes(routes: &mut Routes<'_>) {
    routes
        .service(list_reports)
        .service(draw_up::draw_up_report)
        .service(get_report)
        .service(get_report_history)
        .service(document::get_document)
        .service(document::get_chart)
        .configure(signed_scan::routes);
    acts::routes(routes);
}

/// Which reports are wanted; several values of one parameter are separated by commas.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ReportsQuery {
    /// A regime's code.
    #[param(example = "two-tier-weekly")]
    regime: Option<String>,
    /// What the period is called.
    #[param(example = "2025-W39")]
    period: Option<String>,
    /// The organization that reports, by its code.
    #[param(example = "BTC")]
    organization: Option<String>,
    /// States.
    #[param(value_type = Option<Vec<ConsolidatedReportState>>, style = Form, explode = false, inline)]
    state: Option<String>,
}

/// List consolidated reports
///
/// The latest first, without their words and figures. Until one is sent, only the organization that drew it up sees it.
#[utoipa::path(
    tag = "consolidated-reports",
    params(ReportsQuery, PageQuery),
    responses((status = 200, description = "A page of reports.", body = ListingView<ReportHeadView>))
)]
#[get("/consolidated-reports")]
async fn list_reports(call: Call, list: List<ReportsQuery>) -> ListAnswer {
    let query = list.filter;
    let mut reader = ParameterReader::default();
    let filter = Filter {
        own: Some(call.caller.organization.clone()),
        seen: call.known.sight.codes().to_vec(),
        regime: query.regime,
        period: query.period,
        organization: reader.organization("organization", query.organization.as_deref()),
        states: reader.words("state", query.state.as_deref()),
    };
    reader.done()?;
    list.pages
        .answer(async move |page| {
            let after: Option<After> = page.after()?;
            let rows = page.rows();
            let found =
                page.read(&call.host.database, async |db| store::list(db, &filter, after.as_ref(), rows).await).await?;
            let (found, next) = page.cut(found, |kept| After(kept.report.drafted_at, kept.report.id));
            call.note_oversight_of_page(
                "consolidated_report",
                &page.filters(),
                found.iter().map(KeptReport::concerned),
            );
            let answered: Vec<Uuid> = found.iter().map(|kept| kept.report.obligation_id).collect();
            let owed =
                page.read(&call.host.database, async |db| obligations::find_all(db, answered.clone()).await).await?;
            let owed: HashMap<Uuid, Obligation> =
                owed.into_iter().map(|one| (one.obligation.id, one.obligation)).collect();
            let depth = Depth::of_list(page);
            let item = |kept: &KeptReport| Some(head(&call, kept, owed.get(&kept.report.obligation_id)?, depth));
            Ok(page.list(found.iter().filter_map(item).collect(), next))
        })
        .await
}

/// Get a consolidated report
///
/// Its words and figures, as they were when it was drawn up or refreshed, and whether anything changed since.
#[utoipa::path(
    tag = "consolidated-reports",
    params(("id" = Uuid, Path, description = "Its id.")),
    responses((status = 200, description = "The report.", body = ReportView))
)]
#[get("/consolidated-reports/{id}")]
async fn get_report(call: Call, id: Path<Uuid>) -> Answer {
    let kept = seen(&call, id.0).await?;
    let owed = call.host.database.read(async |db| obligations::find(db, kept.report.obligation_id).await).await?;
    let owed = owed.ok_or_else(Problem::not_found)?.obligation;
    Ok(Reply::ok(&view(&call, &kept, &owed)?).version(kept.report.version))
}

/// Get the history of a consolidated report
///
/// The latest first. What happened before it was sent is shown only to the organization that drew it up.
#[utoipa::path(
    tag = "consolidated-reports",
    params(("id" = Uuid, Path, description = "Its id."), PageQuery),
    responses((status = 200, description = "A page of its history.", body = ListingView<HistoryItem>))
)]
#[get("/consolidated-reports/{id}/history")]
async fn get_report_history(call: Call, id: Path<Uuid>, list: List<NoFilter>) -> ListAnswer {
    let kept = seen(&call, id.0).await?;
    let subject = format!("consolidated_report/{}", id.0);
    if is_author(&call, &kept) {
        answer_history(list.pages, call.host, subject).await
    } else {
        answer_told_history(list.pages, call.host, subject).await
    }
}
