use super::carry_out::{Subject, carry_out, carry_out_with};
use super::draw_up::renewed_words;
use super::figures::take_figures;
use super::input::{ApproveReportIn, RecallIn, ReturnConsolidatedIn, SendReportIn};
use super::view::{ReportView, frozen};
use crate::domain::report::document_number::checked;
use crate::domain::report::{Act, Command, ReportContent, hash};
use crate::store::{periods, regimes, reports as store};
use crate::vocabulary::SectionKind;
use actix_web::{patch, post};
use chrono::Datelike;
use haicap_kit::Routes;
use haicap_kit::http::{Answer, NoContentIn, Path, Problem, Write, patched};
use haicap_reference::Call;
use serde_json::Value;
use std::collections::BTreeSet;
use uuid::Uuid;

/// The routes.
pub(super) fn routes(routes: &mut Routes<'_>) {
    routes
        .service(edit_report)
        .service(refresh_report)
        .service(request_approval)
        .service(return_consolidated_report)
        .service(approve_report)
        .service(send_report)
        .service(acknowledge_report)
        .service(recall_report);
}

/// Edit a report
///
/// A merge patch of its words: head, title, addressees, opening, paragraphs, closing, signer, recipients. Needs `If-Match`.
#[utoipa::path(
    tag = "consolidated-reports",
    params(("id" = Uuid, Path, description = "Its id.")),
    request_body(
        content = ReportContent,
        content_type = "application/merge-patch+json",
        example = json!({
            "closing": "Trên đây là báo cáo của Ban Tổ chức Thành ủy.", "signer": { "name": "Nguyễn Văn An" },
        })
    ),
    responses((status = 200, description = "The report.", body = ReportView))
)]
#[patch("/consolidated-reports/{id}")]
async fn edit_report(call: Call, id: Path<Uuid>, write: Write<Value>) -> Answer {
    carry_out_with(&call, id.0, &write.precondition, Act::Edit, Ok(&write.body), async |subject, sent| {
        let kept = subject.kept;
        let content: ReportContent = patched(&kept.report.content, sent)?;
        let snapshot = frozen(kept)?;
        let sources: BTreeSet<Uuid> = snapshot.sources.into_keys().collect();
        let sections = snapshot.sections.into_iter();
        let narrative = sections.filter(|section| section.kind == SectionKind::Narrative);
        let codes: Vec<String> = narrative.map(|section| section.code).collect();
        Ok(Command::Edit(Box::new(content.checked(&codes, &sources, &kept.report.content)?)))
    })
    .await
}

/// Refresh figures and words
///
/// Of a draft. Reports that came in or changed since bring their paragraphs, in the place of what their unit said before;
/// paragraphs of reports that count no longer go, unless somebody edited them. Everything else stays as it was written.
#[utoipa::path(
    tag = "consolidated-reports",
    params(("id" = Uuid, Path, description = "Its id.")),
    request_body = NoContentIn,
    responses((status = 200, description = "The report, with the figures and words of now.", body = ReportView))
)]
#[post("/consolidated-reports/{id}/refresh")]
async fn refresh_report(call: Call, id: Path<Uuid>, write: Write<NoContentIn>) -> Answer {
    carry_out_with(&call, id.0, &write.precondition, Act::Refresh, Ok(()), async |&Subject { kept, db }, ()| {
        let regime = regimes::find(db, &kept.report.regime).await?.ok_or_else(Problem::not_found)?.thing;
        let period = periods::find(db, kept.report.period_id).await?.ok_or_else(Problem::not_found)?;
        let (whole, figures) = take_figures(db, &call, &regime, &period, &kept.report.organization).await?;
        let narrative = renewed_words(db, kept, &frozen(kept)?, &whole).await?;
        Ok(Command::Refresh { figures, narrative })
    })
    .await
}

/// Request approval
///
/// The report cannot be edited until it is approved or returned.
#[utoipa::path(
    tag = "consolidated-reports",
    params(("id" = Uuid, Path, description = "Its id.")),
    request_body = NoContentIn,
    responses((status = 200, description = "The report, for approval.", body = ReportView))
)]
#[post("/consolidated-reports/{id}/request-approval")]
async fn request_approval(call: Call, id: Path<Uuid>, write: Write<NoContentIn>) -> Answer {
    carry_out_with(&call, id.0, &write.precondition, Act::RequestApproval, Ok(()), async |subject, ()| {
        Ok(Command::RequestApproval(hash(&subject.kept.report)))
    })
    .await
}

/// Return a report for more work
///
/// It is drafted again, and an approval is gone.
#[utoipa::path(
    tag = "consolidated-reports",
    params(("id" = Uuid, Path, description = "Its id.")),
    request_body = ReturnConsolidatedIn,
    responses((status = 200, description = "The report, drafted again.", body = ReportView))
)]
#[post("/consolidated-reports/{id}/return")]
async fn return_consolidated_report(call: Call, id: Path<Uuid>, write: Write<ReturnConsolidatedIn>) -> Answer {
    let command = write.body.read().map(Command::Return);
    carry_out(&call, id.0, &write.precondition, Act::Return, command).await
}

/// Approve a report
///
/// By another person than those who worked on it, naming the hash of what was seen. Figures that changed since they
/// were taken are accepted with `accepts_stale`, or replaced by `refresh`. Needs `If-Match`.
#[utoipa::path(
    tag = "consolidated-reports",
    params(("id" = Uuid, Path, description = "Its id.")),
    request_body = ApproveReportIn,
    extensions(("x-if-match" = json!(true))),
    responses((status = 200, description = "The report, approved.", body = ReportView))
)]
#[post("/consolidated-reports/{id}/approve")]
async fn approve_report(call: Call, id: Path<Uuid>, write: Write<ApproveReportIn>) -> Answer {
    carry_out_with(&call, id.0, &write.precondition, Act::Approve, Ok(&write.body), async |subject, sent| {
        let (hash, accepts_stale) = (sent.hash.clone(), sent.accepts_stale);
        Ok(Command::Approve { hash, is_stale: subject.kept.is_stale, accepts_stale })
    })
    .await
}

/// Send a report
///
/// With its number and date; nothing of it changes afterwards, but the signed scan may still come in. The number is
/// written as the regime's scheme has it, with the sign of reports (`BC`) and the organization's own symbol; an
/// organization gives it to one report a year, recalled ones aside. Whether the report came in time is decided now. Needs
/// `If-Match`.
#[utoipa::path(
    tag = "consolidated-reports",
    params(("id" = Uuid, Path, description = "Its id.")),
    request_body = SendReportIn,
    extensions(("x-if-match" = json!(true))),
    responses((status = 200, description = "The report, sent.", body = ReportView))
)]
#[post("/consolidated-reports/{id}/send")]
async fn send_report(call: Call, id: Path<Uuid>, write: Write<SendReportIn>) -> Answer {
    carry_out_with(&call, id.0, &write.precondition, Act::Send, write.body.read(), async |subject, sent| {
        let ((number, issued_on), report) = (sent, &subject.kept.report);
        let regime = regimes::find(subject.db, &report.regime).await?.ok_or_else(Problem::not_found)?.thing;
        let issuer = call.known.directory.get(&subject.kept.owed_by).and_then(|body| body.symbol.as_deref());
        let number = checked(number.as_str(), regime.scheme, issuer)?;
        let is_taken = store::is_number_taken(subject.db, &report.organization, &number, issued_on.year()).await?;
        Ok(Command::Send { number, issued_on: *issued_on, is_taken })
    })
    .await
}

/// Acknowledge a report
///
/// By the organization that it was sent to, and by nobody who drafted, edited, approved or sent it or attached its
/// signed scan. The period of the clause that the regime serves is fulfilled.
#[utoipa::path(
    tag = "consolidated-reports",
    params(("id" = Uuid, Path, description = "Its id.")),
    request_body = NoContentIn,
    responses((status = 200, description = "The report, acknowledged.", body = ReportView))
)]
#[post("/consolidated-reports/{id}/acknowledge")]
async fn acknowledge_report(call: Call, id: Path<Uuid>, write: Write<NoContentIn>) -> Answer {
    carry_out(&call, id.0, &write.precondition, Act::Acknowledge, Ok(Command::Acknowledge)).await
}

/// Recall a report
///
/// With the reason, before it is acknowledged. It stays readable, and the next one can be drawn up.
#[utoipa::path(
    tag = "consolidated-reports",
    params(("id" = Uuid, Path, description = "Its id.")),
    request_body = RecallIn,
    responses((status = 200, description = "The report, recalled.", body = ReportView))
)]
#[post("/consolidated-reports/{id}/recall")]
async fn recall_report(call: Call, id: Path<Uuid>, write: Write<RecallIn>) -> Answer {
    let command = write.body.read().map(Command::Recall);
    carry_out(&call, id.0, &write.precondition, Act::Recall, command).await
}
