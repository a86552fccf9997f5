use super::carry_out::{Done, Target, carry_out};
use super::view::{ObligationView, view};
use crate::api::submissions::{SubmissionView, submission_reply};
use crate::domain::obligation::{Act, Command};
use crate::domain::submission::nil_hash;
use actix_web::post;
use haicap_kit::Routes;
use haicap_kit::http::{Answer, Check, Depth, Path, Reply, Write};
use haicap_reference::Call;
use haicap_types::{GrantKind, Instant};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// The routes.
pub(super) fn routes(routes: &mut Routes<'_>) {
    routes.service(begin_submission).service(report_nothing).service(ask).service(decide_request);
}

/// How a report is begun.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct BeginIn {
    /// Why what was sent before is corrected; wanted only then.
    #[serde(default)]
    #[schema(required = false, max_length = 2000)]
    reason: Option<String>,
}

/// That there is nothing to report.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NothingToReportIn {
    /// What there is to say about that.
    #[serde(default)]
    #[schema(required = false, max_length = 2000)]
    remark: Option<String>,
}

/// What is asked for in place of reporting in time.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RequestIn {
    /// A waiver, an extension or an unlocking.
    kind: GrantKind,
    /// Until when: of an extension the new deadline, of an unlocking its end; none for a waiver.
    #[serde(default)]
    #[schema(required = false, example = "2025-09-17T17:00:00+07:00")]
    until: Option<Instant>,
    /// Why.
    #[schema(min_length = 1, max_length = 2000, example = "Mất kết nối do sự cố đường truyền.")]
    reason: String,
}

/// What is decided about it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RequestDecisionIn {
    /// Whether it is granted.
    is_granted: bool,
    /// What is said about it.
    #[serde(default)]
    #[schema(required = false, max_length = 2000)]
    remark: Option<String>,
}

/// Begin a report
///
/// The next version of it, as a draft: with the content of the version before, and the remarks with which that was
/// returned. Where a report counts already, this is a correction and needs its reason; what was sent stays as it is, and
/// counts until the correction is sent.
#[utoipa::path(
    tag = "submissions",
    params(("id" = Uuid, Path, description = "The obligation's id.")),
    request_body = BeginIn,
    responses((status = 201, description = "The draft.", body = SubmissionView))
)]
#[post("/obligations/{id}/submissions")]
async fn begin_submission(call: Call, id: Path<Uuid>, write: Write<BeginIn>) -> Answer {
    let target = Target { obligation: id.0, submission: None };
    carry_out(
        &call,
        target,
        &write.precondition,
        Act::Draft,
        async |_, _, _| {
            let mut check = Check::default();
            let reason = check.optional::<2000>("/reason", write.body.reason.as_deref());
            Ok(check.done(Command::Draft { id: Uuid::now_v7(), reason, content: None })?)
        },
        async |done, db| submission_reply(&call, done, db).await,
    )
    .await
}

/// Report nothing
///
/// In one call: there is nothing to report for the period. That is a report, and not a missing one: of figures that add
/// up it says zero, of others nothing.
#[utoipa::path(
    tag = "submissions",
    params(("id" = Uuid, Path, description = "The obligation's id.")),
    request_body = NothingToReportIn,
    responses((status = 201, description = "The report.", body = SubmissionView))
)]
#[post("/obligations/{id}/nil-report")]
async fn report_nothing(call: Call, id: Path<Uuid>, write: Write<NothingToReportIn>) -> Answer {
    let target = Target { obligation: id.0, submission: None };
    carry_out(
        &call,
        target,
        &write.precondition,
        Act::ReportNothing,
        async |kept, _, _| {
            let mut check = Check::default();
            let remark = check.optional::<2000>("/remark", write.body.remark.as_deref());
            let id = Uuid::now_v7();
            let hash = nil_hash(kept.obligation.id, id, remark.as_deref());
            Ok(check.done(Command::ReportNothing { id, hash, remark })?)
        },
        async |done, db| submission_reply(&call, done, db).await,
    )
    .await
}

/// Ask for a waiver, an extension or an unlocking
///
/// By the unit or by the body that it reports to; another person of that body decides. An extension is asked for before
/// the deadline and ends before the period locks. An unlocking lasts 30 days at most, ends by itself, and what is sent in
/// it is late all the same.
#[utoipa::path(
    tag = "obligations",
    params(("id" = Uuid, Path, description = "Its id.")),
    request_body = RequestIn,
    responses((status = 200, description = "The obligation, with the request.", body = ObligationView))
)]
#[post("/obligations/{id}/requests")]
async fn ask(call: Call, id: Path<Uuid>, write: Write<RequestIn>) -> Answer {
    let target = Target { obligation: id.0, submission: None };
    carry_out(
        &call,
        target,
        &write.precondition,
        Act::Ask,
        async |_, _, _| {
            let mut check = Check::default();
            let reason = check.text::<2000>("/reason", &write.body.reason);
            let (kind, until) = (write.body.kind, write.body.until.map(|Instant(until)| until));
            Ok(check.done(Command::Ask { id: Uuid::now_v7(), kind, until, reason })?)
        },
        async |done, _| Ok(obligation_reply(&call, &done)),
    )
    .await
}

/// Decide on a request
///
/// Needs `If-Match`, and another person than the one who asked.
#[utoipa::path(
    tag = "obligations",
    params(("id" = Uuid, Path, description = "Its id.")),
    request_body = RequestDecisionIn,
    extensions(("x-if-match" = json!(true))),
    responses((status = 200, description = "The obligation, with what was granted.", body = ObligationView))
)]
#[post("/obligations/{id}/requests/decide")]
async fn decide_request(call: Call, id: Path<Uuid>, write: Write<RequestDecisionIn>) -> Answer {
    let target = Target { obligation: id.0, submission: None };
    carry_out(
        &call,
        target,
        &write.precondition,
        Act::Decide,
        async |_, _, _| {
            let mut check = Check::default();
            let remark = check.optional::<2000>("/remark", write.body.remark.as_deref());
            Ok(check.done(Command::Decide { is_granted: write.body.is_granted, remark })?)
        },
        async |done, _| Ok(obligation_reply(&call, &done)),
    )
    .await
}

fn obligation_reply(call: &Call, done: &Done) -> Reply {
    Reply::ok(&view(call, &done.kept, &done.case, Depth::Whole)).version(done.kept.obligation.version)
}
