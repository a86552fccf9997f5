//! The acts that say something about an assignment on its way.

use crate::api::assignments::carry_out::{carry_out, carry_out_with};
use crate::api::assignments::input::{DateDecisionIn, DateRequestIn, EvidenceIn, FulfilmentIn, ProgressIn, UrgeIn};
use crate::api::assignments::view::AssignmentView;
use crate::domain::assignment::{Act, Command};
use crate::domain::follow_up::{Evidence, EvidenceSource};
use crate::store::attachments::{Owner, find};
use actix_web::post;
use haicap_kit::Routes;
use haicap_kit::http::{Answer, Path, Problem, Write};
use haicap_reference::Call;
use haicap_types::Words;
use uuid::Uuid;

/// The routes.
pub(super) fn routes(routes: &mut Routes<'_>) {
    routes
        .service(propose_date)
        .service(decide_date)
        .service(request_extension)
        .service(decide_extension)
        .service(report_progress)
        .service(add_evidence)
        .service(urge_assignment)
        .service(set_fulfilment);
}

/// Propose a due date
///
/// Where none is in force. It counts once it is granted, by another person of the organization that the assignment
/// reports to.
#[utoipa::path(
    tag = "follow-ups",
    params(("id" = Uuid, Path, description = "The assignment's id.")),
    request_body = DateRequestIn,
    responses((status = 200, description = "The assignment, with the request.", body = AssignmentView))
)]
#[post("/assignments/{id}/date-proposals")]
async fn propose_date(call: Call, id: Path<Uuid>, write: Write<DateRequestIn>) -> Answer {
    let sent = write.body.read().map(|(due_on, reason)| Command::ProposeDate { due_on, reason });
    carry_out(&call, id.0, &write.precondition, Act::ProposeDate, sent).await
}

/// Decide on a proposed date
///
/// Needs `If-Match`; whoever proposed it cannot decide.
#[utoipa::path(
    tag = "follow-ups",
    params(("id" = Uuid, Path, description = "The assignment's id.")),
    request_body = DateDecisionIn,
    extensions(("x-if-match" = json!(true))),
    responses((status = 200, description = "The assignment, with its date if granted.", body = AssignmentView))
)]
#[post("/assignments/{id}/date-proposals/decide")]
async fn decide_date(call: Call, id: Path<Uuid>, write: Write<DateDecisionIn>) -> Answer {
    let sent = write.body.read().map(|(ruling, due_on)| Command::DecideDate { ruling, due_on });
    carry_out(&call, id.0, &write.precondition, Act::DecideDate, sent).await
}

/// Ask for an extension
///
/// For a later date than the one in force. The original date is kept for ever, and extensions are counted.
#[utoipa::path(
    tag = "follow-ups",
    params(("id" = Uuid, Path, description = "The assignment's id.")),
    request_body = DateRequestIn,
    responses((status = 200, description = "The assignment, with the request.", body = AssignmentView))
)]
#[post("/assignments/{id}/extensions")]
async fn request_extension(call: Call, id: Path<Uuid>, write: Write<DateRequestIn>) -> Answer {
    let sent = write.body.read().map(|(due_on, reason)| Command::RequestExtension { due_on, reason });
    carry_out(&call, id.0, &write.precondition, Act::RequestExtension, sent).await
}

/// Decide on an extension
///
/// Needs `If-Match`; whoever asked for it cannot decide.
#[utoipa::path(
    tag = "follow-ups",
    params(("id" = Uuid, Path, description = "The assignment's id.")),
    request_body = DateDecisionIn,
    extensions(("x-if-match" = json!(true))),
    responses((status = 200, description = "The assignment, with its later date if granted.", body = AssignmentView))
)]
#[post("/assignments/{id}/extensions/decide")]
async fn decide_extension(call: Call, id: Path<Uuid>, write: Write<DateDecisionIn>) -> Answer {
    let sent = write.body.read().map(|(ruling, due_on)| Command::DecideExtension { ruling, due_on });
    carry_out(&call, id.0, &write.precondition, Act::DecideExtension, sent).await
}

/// Report progress
///
/// In percent, in words, or both. An assignment with children reports in words: its percentage follows from theirs.
#[utoipa::path(
    tag = "follow-ups",
    params(("id" = Uuid, Path, description = "The assignment's id.")),
    request_body = ProgressIn,
    responses((status = 200, description = "The assignment, with its progress.", body = AssignmentView))
)]
#[post("/assignments/{id}/progress")]
async fn report_progress(call: Call, id: Path<Uuid>, write: Write<ProgressIn>) -> Answer {
    carry_out(&call, id.0, &write.precondition, Act::ReportProgress, write.body.command()).await
}

/// Add evidence
///
/// It belongs to the next submission; a file is uploaded to the assignment's attachments first.
#[utoipa::path(
    tag = "follow-ups",
    params(("id" = Uuid, Path, description = "The assignment's id.")),
    request_body = EvidenceIn,
    responses((status = 200, description = "The assignment, with one more piece of evidence.", body = AssignmentView))
)]
#[post("/assignments/{id}/evidence")]
async fn add_evidence(call: Call, id: Path<Uuid>, write: Write<EvidenceIn>) -> Answer {
    let sent = write.body.evidence();
    carry_out_with(&call, id.0, &write.precondition, Act::AddEvidence, sent, async |subject, evidence: &Evidence| {
        if let EvidenceSource::File { attachment } = evidence.source
            && find(subject.db, Owner::Assignment(subject.assignment.id), attachment).await?.is_none()
        {
            return Err(Problem::invalid("/attachment_id", UNKNOWN_ATTACHMENT).into());
        }
        Ok(Command::AddEvidence(evidence.clone()))
    })
    .await
}

const UNKNOWN_ATTACHMENT: Words =
    Words::new("Nhiệm vụ này không có tệp đó.", "This assignment has no such attachment.");

/// Urge
///
/// Asks the organization that has to act next to hurry.
#[utoipa::path(
    tag = "follow-ups",
    params(("id" = Uuid, Path, description = "The assignment's id.")),
    request_body = UrgeIn,
    responses((status = 200, description = "The assignment.", body = AssignmentView))
)]
#[post("/assignments/{id}/urge")]
async fn urge_assignment(call: Call, id: Path<Uuid>, write: Write<UrgeIn>) -> Answer {
    carry_out(&call, id.0, &write.precondition, Act::Urge, write.body.command()).await
}

/// Confirm a period of a continuing duty
///
/// By the organization that it reports to, or by the reporting service's event: `is_fulfilled: false` takes a confirmation
/// back. The date of a period follows from the clause and is not changed by confirming it.
#[utoipa::path(
    tag = "follow-ups",
    params(("id" = Uuid, Path, description = "The assignment's id.")),
    request_body = FulfilmentIn,
    responses((status = 200, description = "The assignment.", body = AssignmentView))
)]
#[post("/assignments/{id}/fulfilments")]
async fn set_fulfilment(call: Call, id: Path<Uuid>, write: Write<FulfilmentIn>) -> Answer {
    carry_out(&call, id.0, &write.precondition, Act::SetFulfilment, write.body.command()).await
}
