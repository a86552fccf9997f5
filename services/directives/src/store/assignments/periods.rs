use super::facts::fulfilment as fulfilment_row;
use super::follow_up_rows::FulfilmentRow;
use super::parties::refresh_parties;
use super::row::{AssignmentRow, SqlRow, columns};
use crate::domain::assignment::Assignment;
use crate::domain::fulfilment::{Fulfilment, Period};
use chrono::NaiveDate;
use diesel::sql_types::{Array, Bool, Date, Nullable, Text, Untyped, Uuid as SqlUuid};
use diesel::{OptionalExtension, QueryResult};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Row, Statement, to_json};
use haicap_types::{DayTime, OrganizationCode};
use uuid::Uuid;

/// How many duties are looked after in one transaction.
const BATCH: &str = "500";

/// Open duties with periods of which none reaches today.
const WITHOUT_PERIOD: &str = "from assignment a \
     where a.clause_kind in ('recurring_report', 'standing_duty') and a.mover is not null \
     and not exists (select from fulfilment f where f.assignment_id = a.id and f.ends_on >= ";

/// A batch of open duties of which no period reaches today, but for some; each with the last day that one reaches. They
/// are locked; those that another transaction has locked are left out.
pub async fn lock_duties_without_period(
    mut db: Db<'_>,
    today: NaiveDate,
    but: &[Uuid],
) -> QueryResult<Vec<(Assignment, Option<NaiveDate>)>> {
    let last_day = "(select max(f.ends_on) from fulfilment f where f.assignment_id = a.id)";
    let text = format!("select {}, {last_day} {WITHOUT_PERIOD}", columns());
    let found: Vec<(AssignmentRow, Option<NaiveDate>)> = Statement::<(SqlRow, Nullable<Date>)>::new(text)
        .value(today)
        .text(") and a.id <> all(")
        .value(but.to_vec())
        .text(format!(") order by a.id limit {BATCH} for update of a skip locked"))
        .load(&mut db)
        .await?;
    Ok(found.into_iter().map(|(row, last_day)| (Assignment::from(row), last_day)).collect())
}

/// The ids of the same duties.
pub async fn duties_without_period(mut db: Db<'_>, today: NaiveDate, but: &[Uuid]) -> QueryResult<Vec<Uuid>> {
    let found: Vec<(Uuid,)> = Statement::<(SqlUuid,)>::new(format!("select a.id {WITHOUT_PERIOD}"))
        .value(today)
        .text(") and a.id <> all(")
        .value(but.to_vec())
        .text(format!(") order by a.id limit {BATCH}"))
        .load(&mut db)
        .await?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}

/// The open recurring duties that some organizations owe others under a clause, or under the one by which it is
/// continued, each with the last day that a period of it reaches; locked.
pub async fn lock_recurring_duties(
    mut db: Db<'_>,
    clause: Uuid,
    organizations: Vec<OrganizationCode>,
    receivers: Vec<OrganizationCode>,
) -> QueryResult<Vec<(Assignment, Option<NaiveDate>)>> {
    let found: Vec<(AssignmentRow, Option<NaiveDate>)> = Statement::<(SqlRow, Nullable<Date>)>::new(format!(
        "select {}, (select max(f.ends_on) from fulfilment f where f.assignment_id = a.id) from assignment a \
         where a.clause_kind = 'recurring_report' and a.mover is not null and a.clause_id in ( \
         with recursive line (id) as (select ",
        columns()
    ))
    .bind::<SqlUuid, _>(clause)
    .text(
        " union select c.continued_by from clause c join line on line.id = c.id where c.continued_by is not null) \
         select id from line) and coalesce(a.reports_to, a.issuer) = any(",
    )
    .bind::<Array<Text>, _>(receivers)
    .text(") and (a.accountable = any(")
    .bind::<Array<Text>, _>(organizations.clone())
    .text(") or a.executing = any(")
    .bind::<Array<Text>, _>(organizations)
    .text(")) order by a.id for update of a")
    .load(&mut db)
    .await?;
    Ok(found.into_iter().map(|(row, last_day)| (Assignment::from(row), last_day)).collect())
}

/// The last day that a period of a duty reaches; `None` if it has none.
pub async fn last_period_day(mut db: Db<'_>, duty: Uuid) -> QueryResult<Option<NaiveDate>> {
    let (last_day,) = Statement::<(Nullable<Date>,)>::new("select max(ends_on) from fulfilment where assignment_id = ")
        .bind::<SqlUuid, _>(duty)
        .get_result::<(Option<NaiveDate>,)>(&mut db)
        .await?;
    Ok(last_day)
}

/// When a period of a duty falls due, and whether it is open; none where there is no such period.
pub async fn fulfilment(
    mut db: Db<'_>,
    duty: Uuid,
    period: Period,
) -> QueryResult<Option<((NaiveDate, DayTime), bool)>> {
    let text = "select due_on, due_time, fulfilled_at is null from fulfilment where assignment_id = ";
    Statement::<((Date, Text), Bool)>::new(text)
        .bind::<SqlUuid, _>(duty)
        .text(" and starts_on = ")
        .bind::<Date, _>(period.starts_on())
        .get_result(&mut db)
        .await
        .optional()
}

/// Writes periods; one that is there already stays as it is.
pub async fn insert_fulfilments(mut db: Db<'_>, opened: &[(Uuid, Fulfilment)]) -> QueryResult<()> {
    let rows: Vec<FulfilmentRow> = opened.iter().map(|(id, one)| fulfilment_row(*id, one)).collect();
    let columns = FulfilmentRow::COLUMNS;
    Statement::<Untyped>::new(format!(
        "insert into fulfilment ({columns}) select {columns} from jsonb_populate_recordset(null::fulfilment, "
    ))
    .value(to_json(&rows)?)
    .text(") on conflict (assignment_id, starts_on) do nothing")
    .execute(&mut db)
    .await
    .map(drop)
}

/// Sets the date that counts to that of the oldest unfulfilled period.
pub async fn refresh_next_fulfilment(mut db: Db<'_>, duties: Vec<Uuid>) -> QueryResult<()> {
    Statement::<Untyped>::new(
        "update assignment a set version = version + 1, next_fulfilment_due_on = \
         (select min(f.due_on) from fulfilment f where f.assignment_id = a.id and f.fulfilled_at is null) \
         where a.id = any(",
    )
    .bind::<Array<SqlUuid>, _>(duties.clone())
    .text(")")
    .execute(&mut db)
    .await?;
    refresh_parties(db, duties).await
}
