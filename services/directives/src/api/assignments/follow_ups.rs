//! What is said about an assignment on its way, as lists.

use super::seen;
use crate::domain::fulfilment::Period;
use crate::store::assignments as store;
use actix_web::get;
use chrono::NaiveDate;
use haicap_kit::Routes;
use haicap_kit::http::{List, ListAnswer, ListingView, NoFilter, PageQuery, Path};
use haicap_reference::Call;
use haicap_types::{CloseReason, DateRequestKind, DateRequestState, Implementation, Instant, Named, Verdict};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

/// The routes.
pub(super) fn routes(routes: &mut Routes<'_>) {
    routes
        .service(list_submissions)
        .service(list_progress)
        .service(list_evidence)
        .service(list_date_requests)
        .service(list_urgings)
        .service(list_fulfilments);
}

/// A result that was handed in.
#[derive(Debug, Serialize, ToSchema)]
struct SubmissionView {
    /// Its number within the assignment, from 1.
    #[schema(minimum = 1)]
    number: i32,
    /// Whether the work was done.
    result: Implementation,
    /// What was done, or why it was not.
    statement: String,
    /// The hash of its content, evidence included.
    hash: String,
    /// The date that was in force.
    #[schema(required)]
    due_on: Option<NaiveDate>,
    /// The subject of the person who submitted it.
    submitted_by: String,
    /// The person's name; null once it is erased.
    #[schema(required)]
    submitter_name: Option<String>,
    /// The organization that it was submitted for.
    organization: Named,
    /// When.
    submitted_at: Instant,
    /// What became of it; null while it waits.
    #[schema(required)]
    judgement: Option<JudgementView>,
}

/// What became of a submission.
#[derive(Debug, Serialize, ToSchema)]
struct JudgementView {
    /// The verdict.
    verdict: Verdict,
    /// Why the duty ended without being done; null otherwise.
    #[schema(required)]
    close_reason: Option<CloseReason>,
    /// A remark.
    #[schema(required)]
    remark: Option<String>,
    /// What was said of each constraint: `{clause, is_met, remark}`.
    #[schema(value_type = Vec<Object>)]
    constraints: Value,
    /// The subject of the person who judged.
    judged_by: String,
    /// The person's name; null once it is erased.
    #[schema(required)]
    judge_name: Option<String>,
    /// The organization that it was judged for.
    organization: Named,
    /// When.
    judged_at: Instant,
}

/// List the submissions of an assignment
///
/// Newest first, each with what became of it.
#[utoipa::path(
    tag = "follow-ups",
    params(PageQuery),
    responses((status = 200, description = "A page of submissions.", body = ListingView<SubmissionView>))
)]
#[get("/assignments/{id}/submissions")]
async fn list_submissions(call: Call, id: Path<Uuid>, request: List<NoFilter>) -> ListAnswer {
    seen(&call, id.0).await?;
    request
        .pages
        .answer(async move |page| {
            let (before, rows): (Option<i32>, usize) = (page.after()?, page.rows());
            let found =
                page.read(&call.host.database, async |db| store::submissions(db, id.0, before, rows).await).await?;
            let (found, next) = page.cut(found, |(submission, _)| submission.0);
            let views = found.into_iter().map(|(submission, judgement)| {
                let (number, result, statement, hash, due_on, submitted_by, submitter_name, organization, at) =
                    submission;
                let judgement = judgement.map(|judgement| {
                    let (verdict, close_reason, remark, constraints, judged_by, judge_name, organization, at) =
                        judgement;
                    let (organization, judged_at) = (call.named(&organization), Instant(at));
                    JudgementView {
                        verdict,
                        close_reason,
                        remark,
                        constraints,
                        judged_by,
                        judge_name,
                        organization,
                        judged_at,
                    }
                });
                let (organization, submitted_at) = (call.named(&organization), Instant(at));
                SubmissionView {
                    number,
                    result,
                    statement,
                    hash,
                    due_on,
                    submitted_by,
                    submitter_name,
                    organization,
                    submitted_at,
                    judgement,
                }
            });
            Ok(page.list(views.collect(), next))
        })
        .await
}

/// A report on progress.
#[derive(Debug, Serialize, ToSchema)]
struct ProgressView {
    /// Its id.
    id: Uuid,
    /// How much was done; null where only words were reported.
    #[schema(required, minimum = 0, maximum = 100)]
    percent: Option<i16>,
    /// What was done.
    narrative: String,
    /// What comes next.
    #[schema(required)]
    next_step: Option<String>,
    /// The subject of the person who reported.
    reported_by: String,
    /// The organization.
    organization: Named,
    /// When.
    reported_at: Instant,
}

/// List reports on progress
///
/// Newest first.
#[utoipa::path(
    tag = "follow-ups",
    params(PageQuery),
    responses((status = 200, description = "A page of reports.", body = ListingView<ProgressView>))
)]
#[get("/assignments/{id}/progress")]
async fn list_progress(call: Call, id: Path<Uuid>, request: List<NoFilter>) -> ListAnswer {
    seen(&call, id.0).await?;
    request
        .pages
        .answer(async move |page| {
            let (before, rows): (Option<Uuid>, usize) = (page.after()?, page.rows());
            let found = page
                .read(&call.host.database, async |db| store::progress_reports(db, id.0, before, rows).await)
                .await?;
            let (found, next) = page.cut(found, |row| row.0);
            let views = found.into_iter().map(|(id, percent, narrative, next_step, reported_by, organization, at)| {
                let (organization, reported_at) = (call.named(&organization), Instant(at));
                ProgressView { id, percent, narrative, next_step, reported_by, organization, reported_at }
            });
            Ok(page.list(views.collect(), next))
        })
        .await
}

/// A piece of evidence: one of `attachment_id`, `document_number` and `url` is not null.
#[derive(Debug, Serialize, ToSchema)]
struct EvidenceView {
    /// Its id.
    id: Uuid,
    /// The number of the submission that it belongs to, made or to come.
    #[schema(minimum = 1)]
    submission: i32,
    /// What it is.
    title: String,
    /// A file of this assignment.
    #[schema(required)]
    attachment_id: Option<Uuid>,
    /// A document, by its number.
    #[schema(required)]
    document_number: Option<String>,
    /// A page on the web.
    #[schema(required)]
    url: Option<String>,
    /// The subject of the person who added it.
    added_by: String,
    /// The organization.
    organization: Named,
    /// When.
    added_at: Instant,
}

/// List the evidence of an assignment
///
/// Newest first.
#[utoipa::path(
    tag = "follow-ups",
    params(PageQuery),
    responses((status = 200, description = "A page of evidence.", body = ListingView<EvidenceView>))
)]
#[get("/assignments/{id}/evidence")]
async fn list_evidence(call: Call, id: Path<Uuid>, request: List<NoFilter>) -> ListAnswer {
    seen(&call, id.0).await?;
    request
        .pages
        .answer(async move |page| {
            let (before, rows): (Option<Uuid>, usize) = (page.after()?, page.rows());
            let found =
                page.read(&call.host.database, async |db| store::evidence(db, id.0, before, rows).await).await?;
            let (found, next) = page.cut(found, |row| row.0);
            let views = found.into_iter().map(|row| {
                let (id, submission, title, attachment_id, document_number, url, added_by, organization, at) = row;
                let (organization, added_at) = (call.named(&organization), Instant(at));
                EvidenceView {
                    id,
                    submission,
                    title,
                    attachment_id,
                    document_number,
                    url,
                    added_by,
                    organization,
                    added_at,
                }
            });
            Ok(page.list(views.collect(), next))
        })
        .await
}

/// A request for a date, and what became of it.
#[derive(Debug, Serialize, ToSchema)]
struct DateRequestView {
    /// Its id.
    id: Uuid,
    /// The first date, or a later one.
    kind: DateRequestKind,
    /// The date asked for.
    due_on: NaiveDate,
    /// Why.
    reason: String,
    /// The subject of the person who asked.
    requested_by: String,
    /// The organization.
    organization: Named,
    /// When.
    requested_at: Instant,
    /// What became of it.
    state: DateRequestState,
    /// Why not; null unless refused.
    #[schema(required)]
    remark: Option<String>,
    /// The subject of the person who decided.
    #[schema(required)]
    decided_by: Option<String>,
    /// When it was decided.
    #[schema(required)]
    decided_at: Option<Instant>,
}

/// List requests for dates
///
/// Proposals and extensions, newest first.
#[utoipa::path(
    tag = "follow-ups",
    params(PageQuery),
    responses((status = 200, description = "A page of requests.", body = ListingView<DateRequestView>))
)]
#[get("/assignments/{id}/date-requests")]
async fn list_date_requests(call: Call, id: Path<Uuid>, request: List<NoFilter>) -> ListAnswer {
    seen(&call, id.0).await?;
    request
        .pages
        .answer(async move |page| {
            let (before, rows): (Option<Uuid>, usize) = (page.after()?, page.rows());
            let found =
                page.read(&call.host.database, async |db| store::date_requests(db, id.0, before, rows).await).await?;
            let (found, next) = page.cut(found, |(asked, _)| asked.0);
            let views = found.into_iter().map(|(asked, decided)| {
                let (id, kind, due_on, reason, requested_by, organization, at) = asked;
                let (state, remark, decided_by, decided_at) = decided;
                let (organization, requested_at) = (call.named(&organization), Instant(at));
                let decided_at = decided_at.map(Instant);
                DateRequestView {
                    id,
                    kind,
                    due_on,
                    reason,
                    requested_by,
                    organization,
                    requested_at,
                    state,
                    remark,
                    decided_by,
                    decided_at,
                }
            });
            Ok(page.list(views.collect(), next))
        })
        .await
}

/// A call for haste.
#[derive(Debug, Serialize, ToSchema)]
struct UrgingView {
    /// Its id.
    id: Uuid,
    /// The body whose move it was.
    addressee: Named,
    /// What was asked for.
    message: String,
    /// The subject of the person who urged.
    urged_by: String,
    /// The organization.
    organization: Named,
    /// When.
    urged_at: Instant,
}

/// List urgings
///
/// Newest first.
#[utoipa::path(
    tag = "follow-ups",
    params(PageQuery),
    responses((status = 200, description = "A page of urgings.", body = ListingView<UrgingView>))
)]
#[get("/assignments/{id}/urgings")]
async fn list_urgings(call: Call, id: Path<Uuid>, request: List<NoFilter>) -> ListAnswer {
    seen(&call, id.0).await?;
    request
        .pages
        .answer(async move |page| {
            let (before, rows): (Option<Uuid>, usize) = (page.after()?, page.rows());
            let found = page.read(&call.host.database, async |db| store::urgings(db, id.0, before, rows).await).await?;
            let (found, next) = page.cut(found, |row| row.0);
            let views = found.into_iter().map(|(id, addressee, message, urged_by, organization, at)| {
                let (addressee, organization, urged_at) =
                    (call.named(&addressee), call.named(&organization), Instant(at));
                UrgingView { id, addressee, message, urged_by, organization, urged_at }
            });
            Ok(page.list(views.collect(), next))
        })
        .await
}

/// A period of a continuing duty.
#[derive(Debug, Serialize, ToSchema)]
struct FulfilmentView {
    /// What it is called.
    #[schema(example = "2025-W39")]
    period: String,
    /// Its first day.
    starts_on: NaiveDate,
    /// Its last day.
    ends_on: NaiveDate,
    /// When it falls due.
    due_on: NaiveDate,
    /// When it was confirmed; null while it is open.
    #[schema(required)]
    fulfilled_at: Option<Instant>,
    /// A remark.
    #[schema(required)]
    remark: Option<String>,
    /// The subject of the person who said so.
    set_by: String,
}

/// List the periods of a continuing duty
///
/// Newest first.
#[utoipa::path(
    tag = "follow-ups",
    params(PageQuery),
    responses((status = 200, description = "A page of periods.", body = ListingView<FulfilmentView>))
)]
#[get("/assignments/{id}/fulfilments")]
async fn list_fulfilments(call: Call, id: Path<Uuid>, request: List<NoFilter>) -> ListAnswer {
    seen(&call, id.0).await?;
    request
        .pages
        .answer(async move |page| {
            let (before, rows): (Option<NaiveDate>, usize) = (page.after()?, page.rows());
            let found =
                page.read(&call.host.database, async |db| store::fulfilments(db, id.0, before, rows).await).await?;
            let (found, next) = page.cut(found, |row| row.0);
            let views = found.into_iter().map(|(starts_on, cadence, ends_on, due_on, fulfilled_at, remark, set_by)| {
                let period =
                    Period::containing(cadence, starts_on).map(|period| period.to_string()).unwrap_or_default();
                let fulfilled_at = fulfilled_at.map(Instant);
                FulfilmentView { period, starts_on, ends_on, due_on, fulfilled_at, remark, set_by }
            });
            Ok(page.list(views.collect(), next))
        })
        .await
}
