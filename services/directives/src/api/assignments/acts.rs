//! The acts: each handler says who calls, what is addressed, and what is sent.

use super::carry_out::{Subject, carry_out};
use super::input::{
    AcceptIn, ChildrenIn, CloseIn, DateRequestIn, DecisionIn, EvidenceIn, FulfilmentIn, ProgressIn, ReasonIn,
    ReassignIn, ReturnIn, SubmitIn, UrgeIn,
};
use super::view::AssignmentView;
use crate::domain::assignment::{Act, Command, NewChild};
use crate::domain::follow_up::EvidenceSource;
use crate::store::assignments as store;
use actix_web::post;
use haicap_kit::http::{Answer, Check, NoContentIn, Path, Problem, Write};
use haicap_kit::{Routes, Stop};
use haicap_reference::Call;
use haicap_types::{OrganizationCode, Words};
use serde_json::json;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use uuid::Uuid;

/// The routes.
pub(super) fn routes(routes: &mut Routes<'_>) {
    routes
        .service(acknowledge_assignment)
        .service(decline_assignment)
        .service(take_assignment)
        .service(start_assignment)
        .service(propose_date)
        .service(decide_date)
        .service(request_extension)
        .service(decide_extension)
        .service(report_progress)
        .service(add_evidence)
        .service(submit_assignment)
        .service(accept_submission)
        .service(return_submission)
        .service(close_assignment)
        .service(reassign_assignment)
        .service(withdraw_assignment)
        .service(urge_assignment)
        .service(add_children)
        .service(set_fulfilment);
}

/// Declares an act without content.
macro_rules! bare {
    ($($(#[doc = $doc:literal])+ $name:ident($path:literal) = $act:expr, $command:expr, $after:literal;)+) => {$(
        $(#[doc = $doc])+
        #[utoipa::path(
            tag = "assignments",
            request_body = NoContentIn,
            responses((status = 200, description = $after, body = AssignmentView))
        )]
        #[post($path)]
        async fn $name(call: Call, id: Path<Uuid>, write: Write<NoContentIn>) -> Answer {
            carry_out(&call, id.0, &write.precondition, $act, async |_| Ok($command)).await
        }
    )+};
}

bare! {
    /// Acknowledge an assignment
    ///
    /// The doer takes note of it. From `assigned` to `acknowledged`.
    acknowledge_assignment("/assignments/{id}/acknowledge") = Act::Acknowledge, Command::Acknowledge,
        "The assignment, acknowledged.";
    /// Take an assignment
    ///
    /// The caller becomes its handler; taking it from a colleague is recorded.
    take_assignment("/assignments/{id}/take") = Act::Take, Command::Take,
        "The assignment, with the caller as its handler.";
    /// Start work on an assignment
    ///
    /// From `acknowledged` to `in_progress`.
    start_assignment("/assignments/{id}/start") = Act::Start, Command::Start,
        "The assignment, in progress.";
}

/// Decline an assignment
///
/// For the wrong addressee alone, with the reason. The body that it reports to gives it to another one, or again.
#[utoipa::path(
    tag = "assignments",
    request_body = ReasonIn,
    responses((status = 200, description = "The assignment, declined.", body = AssignmentView))
)]
#[post("/assignments/{id}/decline")]
async fn decline_assignment(call: Call, id: Path<Uuid>, write: Write<ReasonIn>) -> Answer {
    carry_out(&call, id.0, &write.precondition, Act::Decline, async |_| {
        Ok(Command::Decline { reason: reason(&write.body.reason)? })
    })
    .await
}

/// Propose a due date
///
/// Where none is in force. It counts once it is granted, by another person of the body that the assignment reports to.
#[utoipa::path(
    tag = "follow-ups",
    request_body = DateRequestIn,
    responses((status = 200, description = "The assignment, with the request.", body = AssignmentView))
)]
#[post("/assignments/{id}/date-proposals")]
async fn propose_date(call: Call, id: Path<Uuid>, write: Write<DateRequestIn>) -> Answer {
    carry_out(&call, id.0, &write.precondition, Act::ProposeDate, async |_| {
        let (due_on, reason) = date_request(&write.body)?;
        Ok(Command::ProposeDate { due_on, reason })
    })
    .await
}

/// Decide on a proposed date
///
/// Needs `If-Match`; whoever proposed it cannot decide.
#[utoipa::path(
    tag = "follow-ups",
    request_body = DecisionIn,
    extensions(("x-if-match" = json!(true))),
    responses((status = 200, description = "The assignment, with its date if granted.", body = AssignmentView))
)]
#[post("/assignments/{id}/date-proposals/decide")]
async fn decide_date(call: Call, id: Path<Uuid>, write: Write<DecisionIn>) -> Answer {
    carry_out(&call, id.0, &write.precondition, Act::DecideDate, async |_| {
        Ok(Command::DecideDate(write.body.ruling()?))
    })
    .await
}

/// Ask for an extension
///
/// For a later date than the one in force. The original date is kept for ever, and extensions are counted.
#[utoipa::path(
    tag = "follow-ups",
    request_body = DateRequestIn,
    responses((status = 200, description = "The assignment, with the request.", body = AssignmentView))
)]
#[post("/assignments/{id}/extensions")]
async fn request_extension(call: Call, id: Path<Uuid>, write: Write<DateRequestIn>) -> Answer {
    carry_out(&call, id.0, &write.precondition, Act::RequestExtension, async |_| {
        let (due_on, reason) = date_request(&write.body)?;
        Ok(Command::RequestExtension { due_on, reason })
    })
    .await
}

/// Decide on an extension
///
/// Needs `If-Match`; whoever asked for it cannot decide.
#[utoipa::path(
    tag = "follow-ups",
    request_body = DecisionIn,
    extensions(("x-if-match" = json!(true))),
    responses((status = 200, description = "The assignment, with its later date if granted.", body = AssignmentView))
)]
#[post("/assignments/{id}/extensions/decide")]
async fn decide_extension(call: Call, id: Path<Uuid>, write: Write<DecisionIn>) -> Answer {
    carry_out(&call, id.0, &write.precondition, Act::DecideExtension, async |_| {
        Ok(Command::DecideExtension(write.body.ruling()?))
    })
    .await
}

/// Report progress
///
/// In percent, in words, or both. An assignment with parts reports in words: its percentage is theirs.
#[utoipa::path(
    tag = "follow-ups",
    request_body = ProgressIn,
    responses((status = 200, description = "The assignment, with its progress.", body = AssignmentView))
)]
#[post("/assignments/{id}/progress")]
async fn report_progress(call: Call, id: Path<Uuid>, write: Write<ProgressIn>) -> Answer {
    carry_out(&call, id.0, &write.precondition, Act::ReportProgress, async |_| {
        Ok(Command::ReportProgress(write.body.report()?))
    })
    .await
}

/// Add evidence
///
/// It belongs to the next submission; a file is uploaded to the assignment's attachments first.
#[utoipa::path(
    tag = "follow-ups",
    request_body = EvidenceIn,
    responses((status = 200, description = "The assignment, with one more piece of evidence.", body = AssignmentView))
)]
#[post("/assignments/{id}/evidence")]
async fn add_evidence(call: Call, id: Path<Uuid>, write: Write<EvidenceIn>) -> Answer {
    carry_out(&call, id.0, &write.precondition, Act::AddEvidence, async |subject: Subject<'_>| {
        let evidence = write.body.evidence()?;
        if let EvidenceSource::File { attachment } = evidence.source
            && store::attachment(subject.db, subject.assignment.id, attachment).await?.is_none()
        {
            return Err(Problem::invalid("/attachment_id", UNKNOWN_ATTACHMENT).into());
        }
        Ok(Command::AddEvidence(evidence))
    })
    .await
}

const UNKNOWN_ATTACHMENT: Words =
    Words::new("Nhiệm vụ này không có tệp đó.", "This assignment has no such attachment.");

/// Submit a result
///
/// A submission is numbered and never changes; its hash covers the statement and the evidence so far. Refused while
/// parts are open, and for continuing duties, whose periods are confirmed one by one.
#[utoipa::path(
    tag = "assignments",
    request_body = SubmitIn,
    responses((status = 200, description = "The assignment, submitted.", body = AssignmentView))
)]
#[post("/assignments/{id}/submit")]
async fn submit_assignment(call: Call, id: Path<Uuid>, write: Write<SubmitIn>) -> Answer {
    carry_out(&call, id.0, &write.precondition, Act::Submit, async |subject: Subject<'_>| {
        let mut check = Check::default();
        let statement = check.text::<5000>("/statement", &write.body.statement);
        let statement = check.done(statement)?;
        let number = subject.assignment.next_submission_number();
        let evidence = store::evidence_of(subject.db, subject.assignment.id, number).await?;
        let result = write.body.result;
        let content = json!({
            "assignment": subject.assignment.id, "number": number, "result": result, "statement": statement,
            "evidence": evidence,
        });
        Ok(Command::Submit { result, hash: hash(&content.to_string()), statement })
    })
    .await
}

/// Accept a submission
///
/// Needs `If-Match`, names the submission's hash, ticks every constraint that binds the task, and is done by another
/// person than the one who submitted.
#[utoipa::path(
    tag = "assignments",
    request_body = AcceptIn,
    extensions(("x-if-match" = json!(true))),
    responses((status = 200, description = "The assignment, completed.", body = AssignmentView))
)]
#[post("/assignments/{id}/accept")]
async fn accept_submission(call: Call, id: Path<Uuid>, write: Write<AcceptIn>) -> Answer {
    carry_out(&call, id.0, &write.precondition, Act::Accept, async |_| {
        let mut check = Check::default();
        let remark = check.optional::<2000>("/remark", write.body.remark.as_deref());
        let constraints = write.body.ticks(&mut check);
        Ok(check.done(Command::Accept { hash: write.body.hash.clone(), remark, constraints })?)
    })
    .await
}

/// Return a submission
///
/// With what is missing; the assignment is in progress again.
#[utoipa::path(
    tag = "assignments",
    request_body = ReturnIn,
    responses((status = 200, description = "The assignment, in progress again.", body = AssignmentView))
)]
#[post("/assignments/{id}/return")]
async fn return_submission(call: Call, id: Path<Uuid>, write: Write<ReturnIn>) -> Answer {
    carry_out(&call, id.0, &write.precondition, Act::Return, async |_| {
        let mut check = Check::default();
        let remark = check.text::<2000>("/remark", &write.body.remark);
        Ok(check.done(Command::Return { remark })?)
    })
    .await
}

/// Close as not implemented
///
/// Answers only a submission that says so: a legitimate end, with a reason from the list. Needs `If-Match` and another
/// person than the one who submitted.
#[utoipa::path(
    tag = "assignments",
    request_body = CloseIn,
    extensions(("x-if-match" = json!(true))),
    responses((status = 200, description = "The assignment, closed.", body = AssignmentView))
)]
#[post("/assignments/{id}/close")]
async fn close_assignment(call: Call, id: Path<Uuid>, write: Write<CloseIn>) -> Answer {
    carry_out(&call, id.0, &write.precondition, Act::Close, async |_| {
        let mut check = Check::default();
        let remark = check.optional::<2000>("/remark", write.body.remark.as_deref());
        Ok(check.done(Command::Close { reason: write.body.reason, remark })?)
    })
    .await
}

/// Give an assignment to another body
///
/// It begins anew there; the date in force stays, for it was given to the duty and not to the body.
#[utoipa::path(
    tag = "assignments",
    request_body = ReassignIn,
    responses((status = 200, description = "The assignment, with its new doer.", body = AssignmentView))
)]
#[post("/assignments/{id}/reassign")]
async fn reassign_assignment(call: Call, id: Path<Uuid>, write: Write<ReassignIn>) -> Answer {
    carry_out(&call, id.0, &write.precondition, Act::Reassign, async |_| {
        let mut check = Check::default();
        let reason = check.text::<2000>("/reason", &write.body.reason);
        let bodies = [("/accountable", Some(&write.body.accountable)), ("/executing", write.body.executing.as_ref())];
        for (pointer, code) in bodies {
            if code.is_some_and(|code| !exists(&call, code)) {
                check.fault(pointer, UNKNOWN_ORGANIZATION);
            }
        }
        let (accountable, executing) = (write.body.accountable.clone(), write.body.executing.clone());
        Ok(check.done(Command::Reassign { accountable, executing, reason })?)
    })
    .await
}

/// Withdraw an assignment
///
/// With the reason; its open parts are withdrawn with it.
#[utoipa::path(
    tag = "assignments",
    request_body = ReasonIn,
    responses((status = 200, description = "The assignment, withdrawn.", body = AssignmentView))
)]
#[post("/assignments/{id}/withdraw")]
async fn withdraw_assignment(call: Call, id: Path<Uuid>, write: Write<ReasonIn>) -> Answer {
    carry_out(&call, id.0, &write.precondition, Act::Withdraw, async |_| {
        Ok(Command::Withdraw { reason: reason(&write.body.reason)? })
    })
    .await
}

/// Urge
///
/// Asks the body whose move it is for haste.
#[utoipa::path(
    tag = "follow-ups",
    request_body = UrgeIn,
    responses((status = 200, description = "The assignment.", body = AssignmentView))
)]
#[post("/assignments/{id}/urge")]
async fn urge_assignment(call: Call, id: Path<Uuid>, write: Write<UrgeIn>) -> Answer {
    carry_out(&call, id.0, &write.precondition, Act::Urge, async |_| {
        let mut check = Check::default();
        let message = check.text::<2000>("/message", &write.body.message);
        Ok(check.done(Command::Urge { message })?)
    })
    .await
}

/// Give parts of an assignment to others
///
/// One part for each organization, all in one call; each reports to the body that is accountable for the whole.
#[utoipa::path(
    tag = "assignments",
    request_body = ChildrenIn,
    responses((status = 200, description = "The assignment, with its parts.", body = AssignmentView))
)]
#[post("/assignments/{id}/children")]
async fn add_children(call: Call, id: Path<Uuid>, write: Write<ChildrenIn>) -> Answer {
    carry_out(&call, id.0, &write.precondition, Act::AddChildren, async |subject: Subject<'_>| {
        let own = &subject.assignment.accountable;
        Ok(Command::AddChildren(new_children(&call, own, &write.body)?))
    })
    .await
}

fn new_children(call: &Call, own: &OrganizationCode, body: &ChildrenIn) -> Result<Vec<NewChild>, Problem> {
    let mut check = Check::default();
    let title = check.optional_line::<300>("/title", body.title.as_deref());
    let due_on = body.due_on.map(|date| check.date("/due_on", date));
    for (index, _) in body.organizations.iter().enumerate().filter(|(_, code)| !exists(call, code)) {
        check.fault(format!("/organizations/{index}"), UNKNOWN_ORGANIZATION);
    }
    let mut named: BTreeSet<OrganizationCode> = BTreeSet::new();
    if let Some(audience) = &body.audience {
        let members = call.known.directory.members(audience, call.known.today);
        if members.is_empty() {
            let words = Words::new("Không có nhóm cơ quan này.", "There is no such audience.");
            check.fault("/audience", words);
        }
        named.extend(members.into_iter().map(|member| member.code.clone()).filter(|code| code != own));
    }
    let mut organizations: Vec<OrganizationCode> = body.organizations.clone();
    organizations.extend(named.into_iter().filter(|code| !body.organizations.contains(code)));
    let children = organizations.into_iter().map(|accountable| NewChild {
        id: Uuid::now_v7(),
        accountable,
        executing: None,
        title: title.clone(),
        due_on,
    });
    let children = children.collect();
    check.done(children)
}

/// Confirm a period of a continuing duty
///
/// By the body that it reports to, or by the reporting service's event: `is_fulfilled: false` opens a period or takes
/// a confirmation back.
#[utoipa::path(
    tag = "follow-ups",
    request_body = FulfilmentIn,
    responses((status = 200, description = "The assignment.", body = AssignmentView))
)]
#[post("/assignments/{id}/fulfilments")]
async fn set_fulfilment(call: Call, id: Path<Uuid>, write: Write<FulfilmentIn>) -> Answer {
    carry_out(&call, id.0, &write.precondition, Act::SetFulfilment, async |_| {
        let mut check = Check::default();
        let due_on = check.date("/due_on", write.body.due_on);
        let remark = check.optional::<2000>("/remark", write.body.remark.as_deref());
        let Ok(period) = write.body.period.parse() else {
            check.fault(
                "/period",
                Words::new(
                    "Kỳ phải có dạng 2025-W37, 2025-FN19, 2025-09-H1, 2025-09, 2025-Q3, 2025-S2 hoặc 2025.",
                    "A period is written 2025-W37, 2025-FN19, 2025-09-H1, 2025-09, 2025-Q3, 2025-S2 or 2025.",
                ),
            );
            return Err(check.done(()).err().unwrap_or_else(Problem::not_found).into());
        };
        let is_fulfilled = write.body.is_fulfilled;
        Ok(check.done(Command::SetFulfilment { period, due_on, is_fulfilled, remark })?)
    })
    .await
}

const UNKNOWN_ORGANIZATION: Words = Words::new(
    "Không có cơ quan này, hoặc cơ quan đã kết thúc hoạt động.",
    "There is no such organization, or it has ended.",
);

fn exists(call: &Call, code: &OrganizationCode) -> bool {
    call.known.directory.get(code).is_some_and(|organization| organization.is_valid_on(call.known.today))
}

fn reason(text: &str) -> Result<String, Stop> {
    let mut check = Check::default();
    let reason = check.text::<2000>("/reason", text);
    Ok(check.done(reason)?)
}

fn date_request(body: &DateRequestIn) -> Result<(chrono::NaiveDate, String), Stop> {
    let mut check = Check::default();
    let due_on = check.date("/due_on", body.due_on);
    let reason = check.text::<2000>("/reason", &body.reason);
    Ok(check.done((due_on, reason))?)
}

fn hash(content: &str) -> String {
    let sum = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, content.as_bytes());
    sum.as_ref().iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
