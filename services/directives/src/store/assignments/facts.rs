use crate::domain::assignment::{Fact, Judgement, Submission, Tick};
use crate::domain::follow_up::{DateDecision, DateRequest, Evidence, EvidenceSource, Percent, ProgressReport};
use crate::domain::fulfilment::{Fulfilment, Period};
use crate::domain::text::Reason;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::QueryResult;
use diesel::sql_types::{Array, Date, Int2, Int4, Jsonb, Nullable, Text, Timestamptz, Untyped, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Statement};
use haicap_types::{Actor, OrganizationCode};
use serde_json::{Value, json};
use uuid::Uuid;

/// Writes the rows that a fact has beside the assignment's own.
///
/// # Errors
/// The database cannot answer.
pub async fn write_fact(
    db: Db<'_>,
    assignment: Uuid,
    fact: &Fact,
    actor: &Actor,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    match fact {
        Fact::DateRequested(request) => insert_date_request(db, assignment, request, actor).await,
        Fact::DateDecided(decision) => decide_date_request(db, assignment, decision).await,
        Fact::ProgressReported(report) => insert_progress(db, assignment, report, actor, now).await,
        Fact::EvidenceAdded { evidence, submission } => {
            insert_evidence(db, assignment, evidence, *submission, actor, now).await
        }
        Fact::Submitted(submission) => insert_submission(db, assignment, submission, actor).await,
        Fact::Judged(judgement) => insert_judgement(db, assignment, judgement, actor).await,
        Fact::Urged { addressee, message } => insert_urging(db, assignment, addressee, message, actor, now).await,
        Fact::FulfilmentSet(fulfilment) => put_fulfilment(db, assignment, fulfilment).await,
        Fact::Acknowledged
        | Fact::Declined { .. }
        | Fact::Taken { .. }
        | Fact::Started
        | Fact::Reassigned { .. }
        | Fact::Withdrawn { .. }
        | Fact::ChildrenAdded(_)
        | Fact::ReceiverChanged { .. } => Ok(()),
    }
}

/// Ends requests for dates that nobody will decide on any more.
///
/// # Errors
/// The database cannot answer.
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

async fn insert_date_request(mut db: Db<'_>, id: Uuid, request: &DateRequest, actor: &Actor) -> QueryResult<()> {
    let insert = Statement::<Untyped>::new(
        "insert into date_request (id, assignment_id, kind, due_on, reason, requested_by, organization, requested_at, \
         state) values (",
    );
    super::values!(
        insert,
        SqlUuid: Uuid::now_v7(),
        SqlUuid: id,
        Text: request.kind,
        Date: request.due_on,
        Text: request.reason.clone(),
        Text: request.requested_by.clone(),
        Text: actor.organization.clone(),
        Timestamptz: request.requested_at,
        Text: "pending",
    )
    .execute(&mut db)
    .await
    .map(drop)
}

async fn decide_date_request(mut db: Db<'_>, id: Uuid, decision: &DateDecision) -> QueryResult<()> {
    Statement::<Untyped>::new("update date_request set state = ")
        .bind::<Text, _>(decision.state)
        .text(", remark = ")
        .bind::<Nullable<Text>, _>(decision.remark.clone())
        .text(", decided_by = ")
        .bind::<Text, _>(decision.decided_by.clone())
        .text(", decided_at = ")
        .bind::<Timestamptz, _>(decision.decided_at)
        .text(" where state = 'pending' and assignment_id = ")
        .bind::<SqlUuid, _>(id)
        .execute(&mut db)
        .await
        .map(drop)
}

async fn insert_progress(
    mut db: Db<'_>,
    id: Uuid,
    report: &ProgressReport,
    actor: &Actor,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    let insert = Statement::<Untyped>::new(
        "insert into progress_report (id, assignment_id, percent, narrative, next_step, reported_by, organization, \
         reported_at) values (",
    );
    super::values!(
        insert,
        SqlUuid: Uuid::now_v7(),
        SqlUuid: id,
        Nullable<Int2>: report.percent.map(Percent::get),
        Text: report.narrative.clone(),
        Nullable<Text>: report.next_step.clone(),
        Text: actor.subject.clone(),
        Text: actor.organization.clone(),
        Timestamptz: now,
    )
    .execute(&mut db)
    .await
    .map(drop)
}

async fn insert_evidence(
    mut db: Db<'_>,
    id: Uuid,
    evidence: &Evidence,
    submission: i32,
    actor: &Actor,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    let (attachment, number, url) = match &evidence.source {
        EvidenceSource::File { attachment } => (Some(*attachment), None, None),
        EvidenceSource::Document { number } => (None, Some(number.clone()), None),
        EvidenceSource::Link { url } => (None, None, Some(url.as_str().to_owned())),
    };
    let insert = Statement::<Untyped>::new(
        "insert into evidence (id, assignment_id, submission, title, attachment_id, number, url, added_by, \
         organization, added_at) values (",
    );
    super::values!(
        insert,
        SqlUuid: Uuid::now_v7(),
        SqlUuid: id,
        Int4: submission,
        Text: evidence.title.clone(),
        Nullable<SqlUuid>: attachment,
        Nullable<Text>: number,
        Nullable<Text>: url,
        Text: actor.subject.clone(),
        Text: actor.organization.clone(),
        Timestamptz: now,
    )
    .execute(&mut db)
    .await
    .map(drop)
}

async fn insert_submission(mut db: Db<'_>, id: Uuid, submission: &Submission, actor: &Actor) -> QueryResult<()> {
    let insert = Statement::<Untyped>::new(
        "insert into submission (assignment_id, number, result, statement, hash, due_on, submitted_by, \
         submitter_name, organization, submitted_at) values (",
    );
    super::values!(
        insert,
        SqlUuid: id,
        Int4: submission.number,
        Text: submission.result,
        Text: submission.statement.clone(),
        Text: submission.hash.clone(),
        Nullable<Date>: submission.due_on,
        Text: submission.submitted_by.clone(),
        Text: actor.name.clone(),
        Text: actor.organization.clone(),
        Timestamptz: submission.submitted_at,
    )
    .execute(&mut db)
    .await
    .map(drop)
}

async fn insert_judgement(mut db: Db<'_>, id: Uuid, judgement: &Judgement, actor: &Actor) -> QueryResult<()> {
    let tick = |tick: &Tick| json!({ "clause": tick.clause, "is_met": tick.is_met, "remark": tick.remark });
    let insert = Statement::<Untyped>::new(
        "insert into judgement (assignment_id, submission, verdict, close_reason, remark, constraints, judged_by, \
         judge_name, organization, judged_at) values (",
    );
    super::values!(
        insert,
        SqlUuid: id,
        Int4: judgement.submission,
        Text: judgement.verdict,
        Nullable<Text>: judgement.close_reason,
        Nullable<Text>: judgement.remark.clone(),
        Jsonb: judgement.constraints.iter().map(tick).collect::<Value>(),
        Text: judgement.judged_by.clone(),
        Text: actor.name.clone(),
        Text: actor.organization.clone(),
        Timestamptz: judgement.judged_at,
    )
    .execute(&mut db)
    .await
    .map(drop)
}

async fn insert_urging(
    mut db: Db<'_>,
    id: Uuid,
    addressee: &OrganizationCode,
    message: &Reason,
    actor: &Actor,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    let insert = Statement::<Untyped>::new(
        "insert into urging (id, assignment_id, addressee, message, urged_by, organization, urged_at) values (",
    );
    super::values!(
        insert,
        SqlUuid: Uuid::now_v7(),
        SqlUuid: id,
        Text: addressee.clone(),
        Text: message.clone(),
        Text: actor.subject.clone(),
        Text: actor.organization.clone(),
        Timestamptz: now,
    )
    .execute(&mut db)
    .await
    .map(drop)
}

async fn put_fulfilment(mut db: Db<'_>, id: Uuid, fulfilment: &Fulfilment) -> QueryResult<()> {
    let insert = Statement::<Untyped>::new(
        "insert into fulfilment (assignment_id, starts_on, ends_on, cadence, due_on, fulfilled_at, remark, set_by) \
         values (",
    );
    super::values!(
        insert,
        SqlUuid: id,
        Date: fulfilment.period.starts_on(),
        Date: fulfilment.period.ends_on(),
        Text: fulfilment.period.cadence(),
        Date: fulfilment.due_on,
        Nullable<Timestamptz>: fulfilment.fulfilled_at,
        Nullable<Text>: fulfilment.remark.clone(),
        Text: fulfilment.set_by.clone(),
    )
    .text(
        " on conflict (assignment_id, starts_on) do update set due_on = excluded.due_on, \
         fulfilled_at = excluded.fulfilled_at, remark = excluded.remark, set_by = excluded.set_by",
    )
    .execute(&mut db)
    .await
    .map(drop)
}

/// The earliest date among the unfulfilled periods of a duty but one.
///
/// # Errors
/// The database cannot answer.
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
