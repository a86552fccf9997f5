//! The acts: each handler says who calls, what is addressed, and what is sent.

mod follow_ups;

use super::carry_out::{carry_out, carry_out_with};
use super::input::{AcceptIn, ChildrenIn, CloseIn, Parts, ReasonIn, ReassignIn, ReturnIn, SubmitIn};
use super::view::AssignmentView;
use crate::domain::assignment::{Act, Command};
use crate::store::assignments as store;
use actix_web::post;
use aws_lc_rs::digest::{SHA256, digest};
use haicap_kit::Routes;
use haicap_kit::http::{Answer, NoContentIn, Path, Write};
use haicap_reference::Call;
use serde_json::json;
use uuid::Uuid;

/// The routes.
pub(super) fn routes(routes: &mut Routes<'_>) {
    routes
        .service(acknowledge_assignment)
        .service(decline_assignment)
        .service(take_assignment)
        .service(start_assignment)
        .service(submit_assignment)
        .service(accept_submission)
        .service(return_submission)
        .service(close_assignment)
        .service(reassign_assignment)
        .service(withdraw_assignment)
        .service(add_children)
        .configure(follow_ups::routes);
}

/// Acknowledge an assignment
///
/// By the accountable or the executing organization. From `assigned` to `acknowledged`.
#[utoipa::path(
    tag = "assignments",
    params(("id" = Uuid, Path, description = "The assignment's id.")),
    request_body = NoContentIn,
    responses((status = 200, description = "The assignment, acknowledged.", body = AssignmentView))
)]
#[post("/assignments/{id}/acknowledge")]
async fn acknowledge_assignment(call: Call, id: Path<Uuid>, write: Write<NoContentIn>) -> Answer {
    carry_out(&call, id.0, &write.precondition, Act::Acknowledge, Ok(Command::Acknowledge)).await
}

/// Decline an assignment
///
/// Only if the assignment was given to the wrong organization; a reason is required. The receiver then reassigns it, to
/// another organization or to the same one.
#[utoipa::path(
    tag = "assignments",
    params(("id" = Uuid, Path, description = "The assignment's id.")),
    request_body = ReasonIn,
    responses((status = 200, description = "The assignment, declined.", body = AssignmentView))
)]
#[post("/assignments/{id}/decline")]
async fn decline_assignment(call: Call, id: Path<Uuid>, write: Write<ReasonIn>) -> Answer {
    let sent = write.body.reason().map(|reason| Command::Decline { reason });
    carry_out(&call, id.0, &write.precondition, Act::Decline, sent).await
}

/// Take an assignment
///
/// The caller becomes its handler; taking it from a colleague is recorded.
#[utoipa::path(
    tag = "assignments",
    params(("id" = Uuid, Path, description = "The assignment's id.")),
    request_body = NoContentIn,
    responses((status = 200, description = "The assignment, with the caller as its handler.", body = AssignmentView))
)]
#[post("/assignments/{id}/take")]
async fn take_assignment(call: Call, id: Path<Uuid>, write: Write<NoContentIn>) -> Answer {
    carry_out(&call, id.0, &write.precondition, Act::Take, Ok(Command::Take)).await
}

/// Start work on an assignment
///
/// From `acknowledged` to `in_progress`.
#[utoipa::path(
    tag = "assignments",
    params(("id" = Uuid, Path, description = "The assignment's id.")),
    request_body = NoContentIn,
    responses((status = 200, description = "The assignment, in progress.", body = AssignmentView))
)]
#[post("/assignments/{id}/start")]
async fn start_assignment(call: Call, id: Path<Uuid>, write: Write<NoContentIn>) -> Answer {
    carry_out(&call, id.0, &write.precondition, Act::Start, Ok(Command::Start)).await
}

/// Submit a result
///
/// A submission is numbered and never changes; its hash covers the statement and the evidence so far. Refused while
/// children are open, and for continuing duties, whose periods are confirmed one by one.
#[utoipa::path(
    tag = "assignments",
    params(("id" = Uuid, Path, description = "The assignment's id.")),
    request_body = SubmitIn,
    responses((status = 200, description = "The assignment, submitted.", body = AssignmentView))
)]
#[post("/assignments/{id}/submit")]
async fn submit_assignment(call: Call, id: Path<Uuid>, write: Write<SubmitIn>) -> Answer {
    carry_out_with(
        &call,
        id.0,
        &write.precondition,
        Act::Submit,
        write.body.read(),
        async |subject, (result, statement)| {
            let number = subject.assignment.next_submission_number();
            let evidence = store::evidence_of(subject.db, subject.assignment.id, number).await?;
            let content = json!({
                "assignment": subject.assignment.id, "number": number, "result": result, "statement": statement,
                "evidence": evidence,
            });
            let hash = hex::encode(digest(&SHA256, content.to_string().as_bytes()));
            Ok(Command::Submit { result: *result, statement: statement.clone(), hash })
        },
    )
    .await
}

/// Accept a submission
///
/// Needs `If-Match`, names the submission's hash, ticks every constraint that binds the task, and is done by another
/// person than the one who submitted.
#[utoipa::path(
    tag = "assignments",
    params(("id" = Uuid, Path, description = "The assignment's id.")),
    request_body = AcceptIn,
    extensions(("x-if-match" = json!(true))),
    responses((status = 200, description = "The assignment, completed.", body = AssignmentView))
)]
#[post("/assignments/{id}/accept")]
async fn accept_submission(call: Call, id: Path<Uuid>, write: Write<AcceptIn>) -> Answer {
    carry_out(&call, id.0, &write.precondition, Act::Accept, write.body.command()).await
}

/// Return a submission
///
/// With what is missing; the assignment is in progress again.
#[utoipa::path(
    tag = "assignments",
    params(("id" = Uuid, Path, description = "The assignment's id.")),
    request_body = ReturnIn,
    responses((status = 200, description = "The assignment, in progress again.", body = AssignmentView))
)]
#[post("/assignments/{id}/return")]
async fn return_submission(call: Call, id: Path<Uuid>, write: Write<ReturnIn>) -> Answer {
    carry_out(&call, id.0, &write.precondition, Act::Return, write.body.command()).await
}

/// Close as not implemented
///
/// Answers only a submission that says so: a legitimate end, with a reason from the list. Needs `If-Match` and another
/// person than the one who submitted.
#[utoipa::path(
    tag = "assignments",
    params(("id" = Uuid, Path, description = "The assignment's id.")),
    request_body = CloseIn,
    extensions(("x-if-match" = json!(true))),
    responses((status = 200, description = "The assignment, closed.", body = AssignmentView))
)]
#[post("/assignments/{id}/close")]
async fn close_assignment(call: Call, id: Path<Uuid>, write: Write<CloseIn>) -> Answer {
    carry_out(&call, id.0, &write.precondition, Act::Close, write.body.command()).await
}

/// Reassign an assignment
///
/// To another organization, or to the one that declined it. It begins anew there; the date in force stays, for it was
/// given to the duty and not to the organization.
#[utoipa::path(
    tag = "assignments",
    params(("id" = Uuid, Path, description = "The assignment's id.")),
    request_body = ReassignIn,
    responses((status = 200, description = "The assignment, with its new organization.", body = AssignmentView))
)]
#[post("/assignments/{id}/reassign")]
async fn reassign_assignment(call: Call, id: Path<Uuid>, write: Write<ReassignIn>) -> Answer {
    carry_out(&call, id.0, &write.precondition, Act::Reassign, write.body.command(&call.known)).await
}

/// Withdraw an assignment
///
/// With the reason; its open children are withdrawn with it.
#[utoipa::path(
    tag = "assignments",
    params(("id" = Uuid, Path, description = "The assignment's id.")),
    request_body = ReasonIn,
    responses((status = 200, description = "The assignment, withdrawn.", body = AssignmentView))
)]
#[post("/assignments/{id}/withdraw")]
async fn withdraw_assignment(call: Call, id: Path<Uuid>, write: Write<ReasonIn>) -> Answer {
    let sent = write.body.reason().map(|reason| Command::Withdraw { reason });
    carry_out(&call, id.0, &write.precondition, Act::Withdraw, sent).await
}

/// Assign children of an assignment
///
/// One child for each organization, all in one call; each reports to the organization that is accountable for the
/// parent.
#[utoipa::path(
    tag = "assignments",
    params(("id" = Uuid, Path, description = "The assignment's id.")),
    request_body = ChildrenIn,
    responses((status = 200, description = "The assignment, with its children.", body = AssignmentView))
)]
#[post("/assignments/{id}/children")]
async fn add_children(call: Call, id: Path<Uuid>, write: Write<ChildrenIn>) -> Answer {
    let sent = write.body.read(&call.known);
    carry_out_with(&call, id.0, &write.precondition, Act::AddChildren, sent, async |subject, parts: &Parts| {
        let (assignment, circumstances) = (subject.assignment, &subject.beside.circumstances);
        Ok(parts.command(|code| *code == assignment.accountable || circumstances.is_above(assignment, code)))
    })
    .await
}
