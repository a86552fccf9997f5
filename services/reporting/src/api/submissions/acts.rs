use super::{SubmissionView, store, submission_reply};
use crate::api::obligations::{Target, carry_out};
use crate::domain::obligation::{Act, Command};
use crate::domain::submission::{hash, patch as patched_content};
use actix_web::{delete, patch, post};
use haicap_kit::Routes;
use haicap_kit::http::{Answer, Check, NoContentIn, Path, Problem, Reply, Write};
use haicap_reference::Call;
use haicap_types::{Refusal as _, Severity, Words};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use uuid::Uuid;

/// The most places that a return remarks on.
const REMARKS_MAX: usize = 500;

/// The routes.
pub(super) fn routes(routes: &mut Routes<'_>) {
    routes
        .service(edit_submission)
        .service(discard_submission)
        .service(submit_report)
        .service(return_report)
        .service(accept_report);
}

/// Figures and words that change; what is not named stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SubmissionPatch {
    /// Figures by the codes of their indicators: whole numbers and truths as such, decimals, dates, choices and texts as
    /// strings, `null` for blank.
    #[serde(default)]
    #[schema(required = false, value_type = Object, example = json!({ "premises_surplus": 3, "premises_total": null }))]
    values: Map<String, Value>,
    /// Words by the codes of their sections; `null` for none.
    #[serde(default)]
    #[schema(required = false, value_type = Object, example = json!({ "results": "Đã hoàn thành sắp xếp." }))]
    narrative: Map<String, Value>,
}

/// Why a report is sent back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReturnReportIn {
    /// What is said about the whole.
    #[serde(default)]
    #[schema(required = false, max_length = 2000)]
    remark: Option<String>,
    /// What is said about its places: `values/<code>` and `narrative/<section>`. Either this or a remark about the whole
    /// is wanted.
    #[serde(default)]
    #[schema(required = false, example = json!({ "values/premises_surplus": "Số này lớn hơn tổng số trụ sở." }))]
    remarks: BTreeMap<String, String>,
}

/// What is accepted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AcceptReportIn {
    /// The hash of the content that was seen.
    #[schema(
        min_length = 64,
        max_length = 64,
        example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    )]
    hash: String,
    /// What is said about it.
    #[serde(default)]
    #[schema(required = false, max_length = 2000)]
    remark: Option<String>,
}

/// Write on a draft
///
/// A merge patch: a screen sends the cells that changed. What is no value of its indicator is refused and changes
/// nothing; everything else is kept, and the answer names all that is to be mended before the report can be sent.
#[utoipa::path(
    tag = "submissions",
    params(("id" = Uuid, Path, description = "Its id.")),
    request_body(content = SubmissionPatch, content_type = "application/merge-patch+json"),
    responses((status = 200, description = "The draft, with all issues.", body = SubmissionView))
)]
#[patch("/submissions/{id}")]
async fn edit_submission(call: Call, id: Path<Uuid>, write: Write<SubmissionPatch>) -> Answer {
    carry_out(
        &call,
        target(&call, id.0).await?,
        &write.precondition,
        Act::Edit,
        async |kept, case, db| {
            let form = store::form_of(db, kept).await?.ok_or_else(Problem::not_found)?;
            let submission = case.submission.as_ref().ok_or_else(Problem::not_found)?;
            let (values, narrative) = patched_content(&form, submission, &write.body.values, &write.body.narrative)?;
            Ok(Command::Edit { values, narrative })
        },
        async |done, db| submission_reply(&call, done, db).await,
    )
    .await
}

/// Discard a draft
///
/// What was sent before it stays as it is. Needs `If-Match`.
#[utoipa::path(
    tag = "submissions",
    params(("id" = Uuid, Path, description = "Its id.")),
    responses((status = 204, description = "It is gone."))
)]
#[delete("/submissions/{id}")]
async fn discard_submission(call: Call, id: Path<Uuid>, write: Write<NoContentIn>) -> Answer {
    carry_out(
        &call,
        target(&call, id.0).await?,
        &write.precondition,
        Act::Discard,
        async |_, _, _| Ok(Command::Discard),
        async |_, _| Ok(Reply::no_content()),
    )
    .await
}

/// Send a report
///
/// Refused while an issue is an error. What was sent never changes; it is corrected by a new version.
#[utoipa::path(
    tag = "submissions",
    params(("id" = Uuid, Path, description = "Its id.")),
    request_body = NoContentIn,
    responses((status = 200, description = "The report, sent.", body = SubmissionView))
)]
#[post("/submissions/{id}/submit")]
async fn submit_report(call: Call, id: Path<Uuid>, write: Write<NoContentIn>) -> Answer {
    carry_out(
        &call,
        target(&call, id.0).await?,
        &write.precondition,
        Act::Submit,
        async |kept, case, db| {
            let (form, previous) = futures_util::try_join!(store::form_of(db, kept), store::previous_values(db, kept))?;
            let form = form.ok_or_else(Problem::not_found)?;
            let submission = case.submission.as_ref().ok_or_else(Problem::not_found)?;
            let version = kept.obligation.form.as_ref().ok_or_else(Problem::not_found)?;
            let issues = form.issues(&submission.values, &submission.narrative, &previous);
            let errors: Vec<_> = issues.into_iter().filter(|issue| issue.severity == Severity::Error).collect();
            if errors.is_empty() {
                return Ok(Command::Submit { hash: hash(&form, version, submission), has_errors: false });
            }
            Err(broken(errors).into())
        },
        async |done, db| submission_reply(&call, done, db).await,
    )
    .await
}

/// Return a report
///
/// With remarks about the whole or pinned to its places. It does not count any more; the unit begins the next version
/// with the same content and these remarks.
#[utoipa::path(
    tag = "submissions",
    params(("id" = Uuid, Path, description = "Its id.")),
    request_body = ReturnReportIn,
    responses((status = 200, description = "The report, returned.", body = SubmissionView))
)]
#[post("/submissions/{id}/return")]
async fn return_report(call: Call, id: Path<Uuid>, write: Write<ReturnReportIn>) -> Answer {
    carry_out(
        &call,
        target(&call, id.0).await?,
        &write.precondition,
        Act::Return,
        async |kept, _, db| {
            let form = store::form_of(db, kept).await?.ok_or_else(Problem::not_found)?;
            let mut check = Check::default();
            let remark = check.optional::<2000>("/remark", write.body.remark.as_deref());
            if write.body.remarks.len() > REMARKS_MAX || (remark.is_none() && write.body.remarks.is_empty()) {
                check.fault("/remarks", REMARK_WANTED);
            }
            let mut remarks = BTreeMap::new();
            for (place, text) in write.body.remarks.iter().take(REMARKS_MAX) {
                let pointer = format!("/remarks/{}", place.replace('~', "~0").replace('/', "~1"));
                let is_place = match place.split_once('/') {
                    Some(("values", code)) => form.indicators.contains_key(code),
                    Some(("narrative", code)) => form.narrative(code).is_some(),
                    _ => false,
                };
                if !is_place {
                    check.fault(pointer.clone(), NO_PLACE);
                }
                remarks.insert(place.clone(), check.text::<2000>(&pointer, text));
            }
            Ok(check.done(Command::Return { remark, remarks })?)
        },
        async |done, db| submission_reply(&call, done, db).await,
    )
    .await
}

/// Accept a report
///
/// Needs `If-Match`, names the hash of what was seen, and is done by nobody who wrote or sent it.
#[utoipa::path(
    tag = "submissions",
    params(("id" = Uuid, Path, description = "Its id.")),
    request_body = AcceptReportIn,
    extensions(("x-if-match" = json!(true))),
    responses((status = 200, description = "The report, accepted.", body = SubmissionView))
)]
#[post("/submissions/{id}/accept")]
async fn accept_report(call: Call, id: Path<Uuid>, write: Write<AcceptReportIn>) -> Answer {
    carry_out(
        &call,
        target(&call, id.0).await?,
        &write.precondition,
        Act::Accept,
        async |_, _, _| {
            let mut check = Check::default();
            let remark = check.optional::<2000>("/remark", write.body.remark.as_deref());
            Ok(check.done(Command::Accept { hash: write.body.hash.clone(), remark })?)
        },
        async |done, db| submission_reply(&call, done, db).await,
    )
    .await
}

async fn target(call: &Call, id: Uuid) -> Result<Target, Problem> {
    let found = call.host.database.read(async |db| store::answered(db, id).await).await?;
    Ok(Target { obligation: found.ok_or_else(Problem::not_found)?, submission: Some(id) })
}

fn broken(errors: Vec<crate::domain::form::Issue>) -> Problem {
    use haicap_kit::http::{Fault, kinds};
    let faults = errors.into_iter().map(|issue| Fault::new(format!("/{}", issue.place), issue.words)).collect();
    let words = crate::domain::obligation::Refusal::HasErrors.words();
    Problem::new(&kinds::INVALID).code("has_errors").detail(words).faults(faults)
}

const REMARK_WANTED: Words = Words::new(
    "Trả lại phải nêu nhận xét chung hoặc nhận xét tại từng ô, tối đa 500 ô.",
    "A return says something about the whole or about places, 500 at most.",
);
const NO_PLACE: Words = Words::new(
    "Biểu mẫu không có chỗ này; hãy ghi values/<mã chỉ tiêu> hoặc narrative/<mã phần>.",
    "The form has no such place; write values/<code> or narrative/<section>.",
);
