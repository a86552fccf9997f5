//! What is said about an assignment on its way, as lists.

mod view;

use super::seen;
use crate::store::assignments as store;
use actix_web::get;
use chrono::NaiveDate;
use haicap_kit::Routes;
use haicap_kit::db::{Db, QueryResult};
use haicap_kit::http::{List, ListAnswer, ListingView, NoFilter, PageQuery, Pages, Path};
use haicap_reference::Call;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use view::{DateRequestView, EvidenceView, FulfilmentView, ProgressView, ReasonView, SubmissionView, UrgingView};

/// The routes.
pub(super) fn routes(routes: &mut Routes<'_>) {
    routes
        .service(list_submissions)
        .service(list_progress)
        .service(list_evidence)
        .service(list_date_requests)
        .service(list_urgings)
        .service(list_reasons)
        .service(list_fulfilments);
}

/// List the submissions of an assignment
///
/// Newest first, each with what became of it.
#[utoipa::path(
    tag = "follow-ups",
    params(("id" = Uuid, Path, description = "The assignment's id."), PageQuery),
    responses((status = 200, description = "A page of submissions.", body = ListingView<SubmissionView>))
)]
#[get("/assignments/{id}/submissions")]
async fn list_submissions(call: Call, id: Path<Uuid>, list: List<NoFilter>) -> ListAnswer {
    seen(&call, id.0).await?;
    list.pages
        .answer(async move |page| {
            let (before, rows): (Option<i32>, usize) = (page.after()?, page.rows());
            let found =
                page.read(&call.host.database, async |db| store::submissions(db, id.0, before, rows).await).await?;
            let (found, next) = page.cut(found, |(submission, _)| submission.number);
            let views = found.into_iter().map(|(row, judgement)| SubmissionView::new(&call, row, judgement));
            Ok(page.list(views.collect(), next))
        })
        .await
}

/// List reports on progress
///
/// Newest first.
#[utoipa::path(
    tag = "follow-ups",
    params(("id" = Uuid, Path, description = "The assignment's id."), PageQuery),
    responses((status = 200, description = "A page of reports.", body = ListingView<ProgressView>))
)]
#[get("/assignments/{id}/progress")]
async fn list_progress(call: Call, id: Path<Uuid>, list: List<NoFilter>) -> ListAnswer {
    newest(call, id.0, list.pages, store::progress_reports, |row| row.id, ProgressView::new).await
}

/// List the evidence of an assignment
///
/// Newest first.
#[utoipa::path(
    tag = "follow-ups",
    params(("id" = Uuid, Path, description = "The assignment's id."), PageQuery),
    responses((status = 200, description = "A page of evidence.", body = ListingView<EvidenceView>))
)]
#[get("/assignments/{id}/evidence")]
async fn list_evidence(call: Call, id: Path<Uuid>, list: List<NoFilter>) -> ListAnswer {
    newest(call, id.0, list.pages, store::evidence, |row| row.id, EvidenceView::new).await
}

/// List requests for dates
///
/// Proposals and extensions, newest first.
#[utoipa::path(
    tag = "follow-ups",
    params(("id" = Uuid, Path, description = "The assignment's id."), PageQuery),
    responses((status = 200, description = "A page of requests.", body = ListingView<DateRequestView>))
)]
#[get("/assignments/{id}/date-requests")]
async fn list_date_requests(call: Call, id: Path<Uuid>, list: List<NoFilter>) -> ListAnswer {
    newest(call, id.0, list.pages, store::date_requests, |row| row.id, DateRequestView::new).await
}

/// List urgings
///
/// Newest first.
#[utoipa::path(
    tag = "follow-ups",
    params(("id" = Uuid, Path, description = "The assignment's id."), PageQuery),
    responses((status = 200, description = "A page of urgings.", body = ListingView<UrgingView>))
)]
#[get("/assignments/{id}/urgings")]
async fn list_urgings(call: Call, id: Path<Uuid>, list: List<NoFilter>) -> ListAnswer {
    newest(call, id.0, list.pages, store::urgings, |row| row.id, UrgingView::new).await
}

/// List why an assignment was declined, reassigned or withdrawn
///
/// Newest first. What a submission was returned for stands with the submission.
#[utoipa::path(
    tag = "follow-ups",
    params(("id" = Uuid, Path, description = "The assignment's id."), PageQuery),
    responses((status = 200, description = "A page of reasons.", body = ListingView<ReasonView>))
)]
#[get("/assignments/{id}/reasons")]
async fn list_reasons(call: Call, id: Path<Uuid>, list: List<NoFilter>) -> ListAnswer {
    newest(call, id.0, list.pages, store::reasons, |row| row.id, ReasonView::new).await
}

/// List the periods of a continuing duty
///
/// Newest first.
#[utoipa::path(
    tag = "follow-ups",
    params(("id" = Uuid, Path, description = "The assignment's id."), PageQuery),
    responses((status = 200, description = "A page of periods.", body = ListingView<FulfilmentView>))
)]
#[get("/assignments/{id}/fulfilments")]
async fn list_fulfilments(call: Call, id: Path<Uuid>, list: List<NoFilter>) -> ListAnswer {
    seen(&call, id.0).await?;
    list.pages
        .answer(async move |page| {
            let (before, rows): (Option<NaiveDate>, usize) = (page.after()?, page.rows());
            let found =
                page.read(&call.host.database, async |db| store::fulfilments(db, id.0, before, rows).await).await?;
            let (found, next) = page.cut(found, |row| row.starts_on);
            let views = found.into_iter().map(|row| FulfilmentView::new(&call, row));
            Ok(page.list(views.collect(), next))
        })
        .await
}

/// What was said about an assignment, newest first: `read` it before an id, `id` it, `view` it.
async fn newest<R: 'static, V: Serialize + ToSchema + 'static>(
    call: Call,
    assignment: Uuid,
    pages: Pages,
    read: impl AsyncFn(Db<'_>, Uuid, Option<Uuid>, usize) -> QueryResult<Vec<R>> + 'static,
    id: fn(&R) -> Uuid,
    view: fn(&Call, R) -> V,
) -> ListAnswer {
    seen(&call, assignment).await?;
    pages
        .answer(async move |page| {
            let (before, rows) = (page.after()?, page.rows());
            let found = page.read(&call.host.database, async |db| read(db, assignment, before, rows).await).await?;
            let (found, next) = page.cut(found, id);
            Ok(page.list(found.into_iter().map(|row| view(&call, row)).collect(), next))
        })
        .await
}
