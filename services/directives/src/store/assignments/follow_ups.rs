use super::follow_up_rows::{
    DateRequestRow, EvidenceRow, FulfilmentRow, JudgementRow, ProgressRow, ReasonRow, SubmissionRow, UrgingRow,
};
use chrono::NaiveDate;
use diesel::QueryResult;
use diesel::sql_types::{Jsonb, Nullable};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Row, Statement, literal_limit};
use serde_json::Value;
use uuid::Uuid;

/// What was submitted, and what became of it, newest first.
pub(crate) async fn submissions(
    mut db: Db<'_>,
    assignment: Uuid,
    before: Option<i32>,
    rows: usize,
) -> QueryResult<Vec<(SubmissionRow, Option<JudgementRow>)>> {
    type Sql = (<SubmissionRow as Row>::Sql, Nullable<<JudgementRow as Row>::Sql>);
    Statement::<Sql>::new(format!(
        "select {}, {} from submission s left join judgement j \
         on (j.assignment_id, j.submission) = (s.assignment_id, s.number) where s.assignment_id = ",
        SubmissionRow::columns_of("s"),
        JudgementRow::columns_of("j")
    ))
    .value(assignment)
    .text(" and s.number < ")
    .value(before.unwrap_or(i32::MAX))
    .text(format!(" order by s.number desc limit {}", literal_limit(rows)))
    .load(&mut db)
    .await
}

/// What was reported, newest first.
pub(crate) async fn progress_reports(
    mut db: Db<'_>,
    assignment: Uuid,
    before: Option<Uuid>,
    rows: usize,
) -> QueryResult<Vec<ProgressRow>> {
    newest::<ProgressRow>(assignment, before, rows).load(&mut db).await
}

/// The evidence, newest first.
pub(crate) async fn evidence(
    mut db: Db<'_>,
    assignment: Uuid,
    before: Option<Uuid>,
    rows: usize,
) -> QueryResult<Vec<EvidenceRow>> {
    newest::<EvidenceRow>(assignment, before, rows).load(&mut db).await
}

/// The evidence of one submission, made or to come, in the order in which it was added: what its hash covers.
pub async fn evidence_of(mut db: Db<'_>, assignment: Uuid, submission: i32) -> QueryResult<Vec<Value>> {
    let rows: Vec<(Value,)> = Statement::<(Jsonb,)>::new(
        "select jsonb_build_object('title', e.title, 'number', e.number, 'url', e.url, 'sha256', t.sha256) \
         from evidence e left join attachment t on t.id = e.attachment_id where e.assignment_id = ",
    )
    .value(assignment)
    .text(" and e.submission = ")
    .value(submission)
    .text(" order by e.id")
    .load(&mut db)
    .await?;
    Ok(rows.into_iter().map(|(row,)| row).collect())
}

/// What was asked for, newest first.
pub(crate) async fn date_requests(
    mut db: Db<'_>,
    assignment: Uuid,
    before: Option<Uuid>,
    rows: usize,
) -> QueryResult<Vec<DateRequestRow>> {
    newest::<DateRequestRow>(assignment, before, rows).load(&mut db).await
}

/// The urgings, newest first.
pub(crate) async fn urgings(
    mut db: Db<'_>,
    assignment: Uuid,
    before: Option<Uuid>,
    rows: usize,
) -> QueryResult<Vec<UrgingRow>> {
    newest::<UrgingRow>(assignment, before, rows).load(&mut db).await
}

/// Why it was declined, given to others or withdrawn, newest first.
pub(crate) async fn reasons(
    mut db: Db<'_>,
    assignment: Uuid,
    before: Option<Uuid>,
    rows: usize,
) -> QueryResult<Vec<ReasonRow>> {
    newest::<ReasonRow>(assignment, before, rows).load(&mut db).await
}

/// The periods of a continuing duty, newest first.
pub(crate) async fn fulfilments(
    mut db: Db<'_>,
    assignment: Uuid,
    before: Option<NaiveDate>,
    rows: usize,
) -> QueryResult<Vec<FulfilmentRow>> {
    select::<FulfilmentRow>()
        .value(assignment)
        .text(" and starts_on < ")
        .value(before.unwrap_or(FAR))
        .text(format!(" order by starts_on desc limit {}", literal_limit(rows)))
        .load(&mut db)
        .await
}

/// Later than any period.
const FAR: NaiveDate = match NaiveDate::from_ymd_opt(2300, 1, 1) {
    Some(date) => date,
    None => NaiveDate::MAX,
};

fn newest<R: Row>(assignment: Uuid, before: Option<Uuid>, rows: usize) -> Statement<R::Sql> {
    select::<R>()
        .value(assignment)
        .text(" and id < ")
        .value(before.unwrap_or(Uuid::max()))
        .text(format!(" order by id desc limit {}", literal_limit(rows)))
}

fn select<R: Row>() -> Statement<R::Sql> {
    Statement::new(format!("select {} from {} where assignment_id = ", R::COLUMNS, R::TABLE))
}
