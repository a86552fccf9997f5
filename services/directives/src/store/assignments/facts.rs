use super::follow_up_rows::{
    DateRequestRow, EvidenceRow, FulfilmentRow, JudgementRow, ProgressRow, ReasonRow, SubmissionRow, UrgingRow,
};
use crate::domain::assignment::{Fact, Judgement, Submission, Tick};
use crate::domain::follow_up::{DateDecision, DateRequest, Evidence, EvidenceSource, Percent, ProgressReport};
use crate::domain::fulfilment::{Fulfilment, Period};
use crate::domain::text::Reason;
use crate::vocabulary::ReasonKind;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::QueryResult;
use diesel::sql_types::{Array, Date, Nullable, Untyped, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Row as _, Statement, insert, insert_rows, put};
use haicap_types::{Actor, OrganizationCode, RequestState};
use serde_json::{Value, json};
use uuid::Uuid;

/// Writes the rows that a fact has beside the assignment's own.
pub async fn write_fact(db: Db<'_>, id: Uuid, fact: &Fact, actor: &Actor, now: DateTime<Utc>) -> QueryResult<()> {
    match fact {
        Fact::DateRequested(request) => insert(db, date_request(id, request, actor)).await,
        Fact::DateDecided(decision) => decide_date_request(db, id, decision).await,
        Fact::ProgressReported(report) => insert(db, progress(id, report, actor, now)).await,
        Fact::EvidenceAdded { evidence, submission } => {
            insert(db, piece_of_evidence(id, evidence, *submission, actor, now)).await
        }
        Fact::Submitted(made) => insert(db, submission(id, made, actor)).await,
        Fact::Judged(made) => insert(db, judgement(id, made, actor)).await,
        Fact::Urged { addressee, message } => insert(db, urging(id, addressee, message, actor, now)).await,
        Fact::FulfilmentSet(set) => put(db, fulfilment(id, set)).await,
        Fact::Declined { .. } | Fact::Reassigned { .. } | Fact::Withdrawn { .. } => {
            write_reasons(db, [(id, fact)], actor, now).await
        }
        Fact::Acknowledged
        | Fact::Taken { .. }
        | Fact::Started
        | Fact::ChildrenAdded(_)
        | Fact::CarriedOver { .. }
        | Fact::Corrected
        | Fact::ReceiverChanged { .. } => Ok(()),
    }
}

/// Keeps why assignments were declined, given to others or withdrawn, in one statement.
pub async fn write_reasons<'a>(
    db: Db<'_>,
    facts: impl IntoIterator<Item = (Uuid, &'a Fact)>,
    actor: &Actor,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    let rows: Vec<ReasonRow> =
        facts.into_iter().filter_map(|(assignment_id, fact)| reason(assignment_id, fact, actor, now)).collect();
    insert_rows(db, ReasonRow::TABLE, ReasonRow::COLUMNS, &rows).await
}

fn reason(assignment_id: Uuid, fact: &Fact, actor: &Actor, now: DateTime<Utc>) -> Option<ReasonRow> {
    let (kind, reason) = match fact {
        Fact::Declined { reason } => (ReasonKind::Declined, reason),
        Fact::Reassigned { reason, .. } => (ReasonKind::Reassigned, reason),
        Fact::Withdrawn { reason } => (ReasonKind::Withdrawn, reason),
        _ => return None,
    };
    Some(ReasonRow {
        id: Uuid::now_v7(),
        assignment_id,
        kind,
        reason: reason.clone(),
        given_by: actor.subject.clone(),
        organization: actor.organization.clone(),
        given_at: now,
    })
}

/// Ends requests for dates that nobody will decide on any more.
pub async fn lapse_date_requests(mut db: Db<'_>, assignments: Vec<Uuid>) -> QueryResult<()> {
    if assignments.is_empty() {
        return Ok(());
    }
    Statement::<Untyped>::new(
        "update date_request set state = 'lapsed' where state = 'pending' and assignment_id = any(",
    )
    .bind::<Array<SqlUuid>, _>(assignments)
    .text(")")
    .execute(&mut db)
    .await
    .map(drop)
}

fn date_request(assignment_id: Uuid, request: &DateRequest, actor: &Actor) -> DateRequestRow {
    DateRequestRow {
        id: Uuid::now_v7(),
        assignment_id,
        kind: request.kind,
        due_on: request.due_on,
        reason: request.reason.clone(),
        requested_by: request.requested_by.clone(),
        organization: actor.organization.clone(),
        requested_at: request.requested_at,
        state: RequestState::Pending,
        remark: None,
        granted_due_on: None,
        decided_by: None,
        decided_at: None,
    }
}

async fn decide_date_request(mut db: Db<'_>, id: Uuid, decision: &DateDecision) -> QueryResult<()> {
    Statement::<Untyped>::new("update date_request set state = ")
        .value(RequestState::from(decision.ruling.decision()))
        .text(", remark = ")
        .value(decision.ruling.remark().cloned())
        .text(", granted_due_on = ")
        .value(decision.granted_due_on)
        .text(", decided_by = ")
        .value(decision.decided_by.clone())
        .text(", decided_at = ")
        .value(decision.decided_at)
        .text(" where state = 'pending' and assignment_id = ")
        .value(id)
        .execute(&mut db)
        .await
        .map(drop)
}

fn progress(assignment_id: Uuid, report: &ProgressReport, actor: &Actor, now: DateTime<Utc>) -> ProgressRow {
    ProgressRow {
        id: Uuid::now_v7(),
        assignment_id,
        percent: report.percent.map(Percent::get),
        narrative: report.narrative.clone(),
        next_step: report.next_step.clone(),
        reported_by: actor.subject.clone(),
        organization: actor.organization.clone(),
        reported_at: now,
    }
}

fn piece_of_evidence(
    assignment_id: Uuid,
    evidence: &Evidence,
    submission: i32,
    actor: &Actor,
    now: DateTime<Utc>,
) -> EvidenceRow {
    let (attachment_id, number, url) = match &evidence.source {
        EvidenceSource::File { attachment } => (Some(*attachment), None, None),
        EvidenceSource::Document { number } => (None, Some(number.clone()), None),
        EvidenceSource::Link { url } => (None, None, Some(url.as_str().to_owned())),
    };
    EvidenceRow {
        id: Uuid::now_v7(),
        assignment_id,
        submission,
        title: evidence.title.clone(),
        attachment_id,
        number,
        url,
        added_by: actor.subject.clone(),
        organization: actor.organization.clone(),
        added_at: now,
    }
}

fn submission(assignment_id: Uuid, submission: &Submission, actor: &Actor) -> SubmissionRow {
    SubmissionRow {
        assignment_id,
        number: submission.number,
        result: submission.result,
        statement: submission.statement.clone(),
        hash: submission.hash.clone(),
        due_on: submission.due_on,
        submitted_by: submission.submitted_by.clone(),
        organization: actor.organization.clone(),
        submitted_at: submission.submitted_at,
    }
}

fn judgement(assignment_id: Uuid, judgement: &Judgement, actor: &Actor) -> JudgementRow {
    let tick = |tick: &Tick| json!({ "clause": tick.clause, "is_met": tick.is_met, "remark": tick.remark });
    JudgementRow {
        assignment_id,
        submission: judgement.submission,
        verdict: judgement.verdict,
        close_reason: judgement.close_reason,
        remark: judgement.remark.clone(),
        constraints: judgement.constraints.iter().map(tick).collect::<Value>(),
        judged_by: judgement.judged_by.clone(),
        organization: actor.organization.clone(),
        judged_at: judgement.judged_at,
    }
}

fn urging(
    assignment_id: Uuid,
    addressee: &OrganizationCode,
    message: &Reason,
    actor: &Actor,
    now: DateTime<Utc>,
) -> UrgingRow {
    UrgingRow {
        id: Uuid::now_v7(),
        assignment_id,
        addressee: addressee.clone(),
        message: message.clone(),
        urged_by: actor.subject.clone(),
        organization: actor.organization.clone(),
        urged_at: now,
    }
}

/// A period as it stands in its table.
pub(super) fn fulfilment(assignment_id: Uuid, fulfilment: &Fulfilment) -> FulfilmentRow {
    FulfilmentRow {
        assignment_id,
        starts_on: fulfilment.period.starts_on(),
        ends_on: fulfilment.period.ends_on(),
        cadence: fulfilment.period.cadence(),
        due_on: fulfilment.due_on,
        due_time: fulfilment.due_time,
        fulfilled_at: fulfilment.fulfilled_at,
        remark: fulfilment.remark.clone(),
        set_by: fulfilment.set_by.clone(),
    }
}

/// The earliest date among the unfulfilled periods of a duty but one.
pub async fn earliest_open_period(mut db: Db<'_>, assignment: Uuid, but: Period) -> QueryResult<Option<NaiveDate>> {
    let (earliest,) = Statement::<(Nullable<Date>,)>::new(
        "select min(due_on) from fulfilment where fulfilled_at is null and assignment_id = ",
    )
    .bind::<SqlUuid, _>(assignment)
    .text(" and starts_on <> ")
    .bind::<Date, _>(but.starts_on())
    .get_result::<(Option<NaiveDate>,)>(&mut db)
    .await?;
    Ok(earliest)
}
