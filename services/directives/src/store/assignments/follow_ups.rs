use chrono::{DateTime, NaiveDate, Utc};
use diesel::QueryResult;
use diesel::sql_types::{BigInt, Date, Int2, Int4, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Statement};
use haicap_types::{
    Cadence, CloseReason, DateRequestKind, DateRequestState, Implementation, OrganizationCode, Verdict,
};
use serde_json::Value;
use uuid::Uuid;

/// A submission with its verdict, if there is one.
pub type SubmissionRow = (SubmissionColumns, Option<JudgementColumns>);
type SubmissionColumns =
    (i32, Implementation, String, String, Option<NaiveDate>, String, Option<String>, OrganizationCode, DateTime<Utc>);
type JudgementColumns =
    (Verdict, Option<CloseReason>, Option<String>, Value, String, Option<String>, OrganizationCode, DateTime<Utc>);
type SqlSubmission = (Int4, Text, Text, Text, Nullable<Date>, Text, Nullable<Text>, Text, Timestamptz);
type SqlJudgement = (Text, Nullable<Text>, Nullable<Text>, Jsonb, Text, Nullable<Text>, Text, Timestamptz);

/// What was submitted, and what became of it, newest first.
///
/// # Errors
/// The database cannot answer.
pub async fn submissions(
    mut db: Db<'_>,
    assignment: Uuid,
    before: Option<i32>,
    rows: usize,
) -> QueryResult<Vec<SubmissionRow>> {
    Statement::<(SqlSubmission, Nullable<SqlJudgement>)>::new(
        "select s.number, s.result, s.statement, s.hash, s.due_on, s.submitted_by, s.submitter_name, s.organization, \
         s.submitted_at, j.verdict, j.close_reason, j.remark, j.constraints, j.judged_by, j.judge_name, \
         j.organization, j.judged_at from submission s left join judgement j \
         on (j.assignment_id, j.submission) = (s.assignment_id, s.number) where s.assignment_id = ",
    )
    .bind::<SqlUuid, _>(assignment)
    .text(" and s.number < ")
    .bind::<Int4, _>(before.unwrap_or(i32::MAX))
    .text(" order by s.number desc limit ")
    .bind::<BigInt, _>(limit(rows))
    .load(&mut db)
    .await
}

/// A progress report: id, percent, narrative, next step, who, for whom, when.
pub type ProgressRow = (Uuid, Option<i16>, String, Option<String>, String, OrganizationCode, DateTime<Utc>);

/// What was reported, newest first.
///
/// # Errors
/// The database cannot answer.
pub async fn progress_reports(
    mut db: Db<'_>,
    assignment: Uuid,
    before: Option<Uuid>,
    rows: usize,
) -> QueryResult<Vec<ProgressRow>> {
    type Sql = (SqlUuid, Nullable<Int2>, Text, Nullable<Text>, Text, Text, Timestamptz);
    newest::<Sql>(
        "select id, percent, narrative, next_step, reported_by, organization, reported_at from progress_report",
        assignment,
        before,
        rows,
    )
    .load(&mut db)
    .await
}

/// Evidence: id, number of its submission, title, attachment, document number, address, who, for whom, when.
pub type EvidenceRow =
    (Uuid, i32, String, Option<Uuid>, Option<String>, Option<String>, String, OrganizationCode, DateTime<Utc>);

/// The evidence, newest first.
///
/// # Errors
/// The database cannot answer.
pub async fn evidence(
    mut db: Db<'_>,
    assignment: Uuid,
    before: Option<Uuid>,
    rows: usize,
) -> QueryResult<Vec<EvidenceRow>> {
    type Sql = (SqlUuid, Int4, Text, Nullable<SqlUuid>, Nullable<Text>, Nullable<Text>, Text, Text, Timestamptz);
    newest::<Sql>(
        "select id, submission, title, attachment_id, number, url, added_by, organization, added_at from evidence",
        assignment,
        before,
        rows,
    )
    .load(&mut db)
    .await
}

/// The evidence of one submission, made or to come, in the order in which it was added: what its hash covers.
///
/// # Errors
/// The database cannot answer.
pub async fn evidence_of(mut db: Db<'_>, assignment: Uuid, submission: i32) -> QueryResult<Vec<Value>> {
    let rows: Vec<(Value,)> = Statement::<(Jsonb,)>::new(
        "select jsonb_build_object('title', e.title, 'number', e.number, 'url', e.url, 'sha256', t.sha256) \
         from evidence e left join attachment t on t.id = e.attachment_id where e.assignment_id = ",
    )
    .bind::<SqlUuid, _>(assignment)
    .text(" and e.submission = ")
    .bind::<Int4, _>(submission)
    .text(" order by e.id")
    .load(&mut db)
    .await?;
    Ok(rows.into_iter().map(|(row,)| row).collect())
}

/// A request for a date: id, kind, date, reason, who, for whom, when, state, remark, decided by, decided at.
pub type DateRequestRow = (
    (Uuid, DateRequestKind, NaiveDate, String, String, OrganizationCode, DateTime<Utc>),
    (DateRequestState, Option<String>, Option<String>, Option<DateTime<Utc>>),
);

/// What was asked for, newest first.
///
/// # Errors
/// The database cannot answer.
pub async fn date_requests(
    mut db: Db<'_>,
    assignment: Uuid,
    before: Option<Uuid>,
    rows: usize,
) -> QueryResult<Vec<DateRequestRow>> {
    type Asked = (SqlUuid, Text, Date, Text, Text, Text, Timestamptz);
    type Decided = (Text, Nullable<Text>, Nullable<Text>, Nullable<Timestamptz>);
    newest::<(Asked, Decided)>(
        "select id, kind, due_on, reason, requested_by, organization, requested_at, state, remark, decided_by, \
         decided_at from date_request",
        assignment,
        before,
        rows,
    )
    .load(&mut db)
    .await
}

/// An urging: id, addressee, message, who, for whom, when.
pub type UrgingRow = (Uuid, OrganizationCode, String, String, OrganizationCode, DateTime<Utc>);

/// The urgings, newest first.
///
/// # Errors
/// The database cannot answer.
pub async fn urgings(
    mut db: Db<'_>,
    assignment: Uuid,
    before: Option<Uuid>,
    rows: usize,
) -> QueryResult<Vec<UrgingRow>> {
    type Sql = (SqlUuid, Text, Text, Text, Text, Timestamptz);
    newest::<Sql>(
        "select id, addressee, message, urged_by, organization, urged_at from urging",
        assignment,
        before,
        rows,
    )
    .load(&mut db)
    .await
}

/// A fulfilment: first day, last day, due date, when it was fulfilled, remark, who said so.
pub type FulfilmentRow = (NaiveDate, Cadence, NaiveDate, NaiveDate, Option<DateTime<Utc>>, Option<String>, String);

/// The periods of a continuing duty, newest first.
///
/// # Errors
/// The database cannot answer.
pub async fn fulfilments(
    mut db: Db<'_>,
    assignment: Uuid,
    before: Option<NaiveDate>,
    rows: usize,
) -> QueryResult<Vec<FulfilmentRow>> {
    Statement::<(Date, Text, Date, Date, Nullable<Timestamptz>, Nullable<Text>, Text)>::new(
        "select starts_on, cadence, ends_on, due_on, fulfilled_at, remark, set_by from fulfilment where assignment_id = ",
    )
    .bind::<SqlUuid, _>(assignment)
    .text(" and starts_on < ")
    .bind::<Date, _>(before.unwrap_or(FAR))
    .text(" order by starts_on desc limit ")
    .bind::<BigInt, _>(limit(rows))
    .load(&mut db)
    .await
}

/// Later than any period.
const FAR: NaiveDate = match NaiveDate::from_ymd_opt(2300, 1, 1) {
    Some(date) => date,
    None => NaiveDate::MAX,
};

fn newest<Sql>(select: &'static str, assignment: Uuid, before: Option<Uuid>, rows: usize) -> Statement<Sql> {
    Statement::new(select)
        .text(" where assignment_id = ")
        .bind::<SqlUuid, _>(assignment)
        .text(" and id < ")
        .bind::<SqlUuid, _>(before.unwrap_or(Uuid::max()))
        .text(" order by id desc limit ")
        .bind::<BigInt, _>(limit(rows))
}

fn limit(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}
