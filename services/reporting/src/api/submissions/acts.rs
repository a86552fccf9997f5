use super::carry_out::{carry_out, carry_out_with};
use super::input::{AcceptReportIn, BeginIn, NothingToReportIn, Remarks, ReturnReportIn, SubmissionPatch};
use super::view::SubmissionView;
use crate::domain::form::PublishedForm;
use crate::domain::obligation::{Act, Command, Submission};
use crate::domain::submission::{hash, patch as patched_content};
use crate::store::cases::{KeptCase, Target};
use actix_web::{delete, patch, post};
use haicap_kit::Routes;
use haicap_kit::http::{Answer, NoContentIn, Path, Problem, Write, read_patch};
use haicap_reference::Call;
use haicap_types::{Faults, Words, pointer};
use serde_json::Value;
use uuid::Uuid;

/// The routes.
pub(super) fn routes(routes: &mut Routes<'_>) {
    routes
        .service(begin_submission)
        .service(report_nothing)
        .service(edit_submission)
        .service(discard_submission)
        .service(submit_report)
        .service(return_report)
        .service(accept_report);
}

/// Begin a report
///
/// The next version of it, as a draft: with the content of the version before, and the remarks with which that was
/// returned. Where a report counts already, this is a correction and needs its reason; what was sent stays as it is,
/// and counts until the correction is sent.
#[utoipa::path(
    tag = "submissions",
    params(("id" = Uuid, Path, description = "The obligation's id.")),
    request_body = BeginIn,
    responses((status = 201, description = "The draft.", body = SubmissionView))
)]
#[post("/obligations/{id}/submissions")]
async fn begin_submission(call: Call, id: Path<Uuid>, write: Write<BeginIn>) -> Answer {
    carry_out(&call, Target::Obligation(id.0), &write.precondition, Act::Draft, write.body.command()).await
}

/// Submit a nil report
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
    let command = write.body.command(id.0);
    carry_out(&call, Target::Obligation(id.0), &write.precondition, Act::ReportNothing, command).await
}

/// Edit a draft
///
/// A merge patch: a screen sends the cells that changed. What is no value of its indicator is refused and changes
/// nothing; everything else is kept, and the answer names everything that must be corrected before the report can be
/// sent.
#[utoipa::path(
    tag = "submissions",
    params(("id" = Uuid, Path, description = "Its id.")),
    request_body(content = SubmissionPatch, content_type = "application/merge-patch+json"),
    responses((status = 200, description = "The draft, with all issues.", body = SubmissionView))
)]
#[patch("/submissions/{id}")]
async fn edit_submission(call: Call, id: Path<Uuid>, write: Write<Value>) -> Answer {
    let about = Target::Submission(id.0);
    carry_out_with(&call, about, &write.precondition, Act::Edit, Ok(&write.body), |found, sent| {
        let sent: SubmissionPatch = read_patch(sent)?;
        let (form, submission) = written_by(found)?;
        Ok(Command::Edit(patched_content(form, submission, &sent.figures(), &sent.narrative)?))
    })
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
    carry_out(&call, Target::Submission(id.0), &write.precondition, Act::Discard, Ok(Command::Discard)).await
}

/// Send a report
///
/// Refused while an issue is an error, and not offered before. What was sent never changes; it is corrected by a new version.
#[utoipa::path(
    tag = "submissions",
    params(("id" = Uuid, Path, description = "Its id.")),
    request_body = NoContentIn,
    responses((status = 200, description = "The report, sent.", body = SubmissionView))
)]
#[post("/submissions/{id}/submit")]
async fn submit_report(call: Call, id: Path<Uuid>, write: Write<NoContentIn>) -> Answer {
    let about = Target::Submission(id.0);
    carry_out_with(&call, about, &write.precondition, Act::Submit, Ok(()), |found, ()| {
        let (form, submission) = written_by(found)?;
        let version = found.kept.obligation.form.as_ref().ok_or_else(Problem::not_found)?;
        Ok(Command::Submit { hash: hash(form, version, submission) })
    })
    .await
}

/// Return a report
///
/// With remarks about the whole or pinned to its places. It does not count any more; the unit begins the next version
/// with the same content and these remarks, and a correction that it has drafted already gets them, too.
#[utoipa::path(
    tag = "submissions",
    params(("id" = Uuid, Path, description = "Its id.")),
    request_body = ReturnReportIn,
    responses((status = 200, description = "The report, returned.", body = SubmissionView))
)]
#[post("/submissions/{id}/return")]
async fn return_report(call: Call, id: Path<Uuid>, write: Write<ReturnReportIn>) -> Answer {
    let about = Target::Submission(id.0);
    carry_out_with(&call, about, &write.precondition, Act::Return, write.body.read(), |found, sent| {
        let (form, _) = written_by(found)?;
        let mut faults = Faults::default();
        for place in sent.remarks.keys() {
            faults.expect(form.has_place(place), pointer(&[&"remarks", place]), NO_PLACE);
        }
        let Remarks { remark, remarks } = faults.done(sent.clone())?;
        Ok(Command::Return { remark, remarks })
    })
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
    carry_out(&call, Target::Submission(id.0), &write.precondition, Act::Accept, write.body.command()).await
}

/// The form by which a submission is written, and the submission.
fn written_by(KeptCase { case, .. }: &KeptCase) -> Result<(&PublishedForm, &Submission), Problem> {
    let form = case.form.as_deref().ok_or_else(Problem::not_found)?;
    Ok((form, case.submission.as_ref().ok_or_else(Problem::not_found)?))
}

const NO_PLACE: Words = Words::new(
    "Biểu mẫu không có chỗ này; hãy ghi /values/<mã chỉ tiêu> hoặc /narrative/<mã phần>.",
    "The form has no such place; write /values/<code> or /narrative/<section>.",
);
