use super::parties::{concerned, refresh_parties, touches_parties};
use super::row::{COLUMNS, Row};
use crate::domain::assignment::{Act, Assignment};
use chrono::{DateTime, Utc};
use diesel::QueryResult;
use diesel::sql_types::{
    Array, BigInt, Bool, Date, Int2, Int4, Jsonb, Nullable, Text, Timestamptz, Untyped, Uuid as SqlUuid,
};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Statement};
use haicap_types::{OrganizationCode, fold};
use serde_json::{Value, json};
use uuid::Uuid;

/// Writes new assignments, any number of them in one statement.
///
/// # Errors
/// The database cannot answer.
pub async fn insert_many(mut db: Db<'_>, assignments: &[Assignment]) -> QueryResult<()> {
    if assignments.is_empty() {
        return Ok(());
    }
    let names = COLUMNS.replace("a.", "");
    Statement::<Untyped>::new(format!(
        "with written as (
            insert into assignment ({names}, concerned, mover)
            select {COLUMNS}, a.concerned, a.mover from jsonb_populate_recordset(null::assignment, "
    ))
    .bind::<Jsonb, _>(rows(assignments))
    .text(
        ") a
            returning id, concerned, due_sort, ended_at is null as is_open
        ), texts as (
            insert into assignment_text (assignment_id, search) select * from unnest(",
    )
    .bind::<Array<SqlUuid>, _>(assignments.iter().map(|assignment| assignment.id).collect::<Vec<_>>())
    .text(", ")
    .bind::<Array<Text>, _>(assignments.iter().map(search).collect::<Vec<_>>())
    .text(
        ")
        )
        insert into assignment_party (assignment_id, organization, due_sort, is_open)
        select id, party.organization, due_sort, is_open
        from written cross join lateral unnest(concerned) party (organization)",
    )
    .execute(&mut db)
    .await
    .map(drop)
}

/// Rows of the table as JSON.
fn rows(assignments: &[Assignment]) -> Value {
    assignments.iter().map(row).collect()
}

fn row(assignment: &Assignment) -> Value {
    let mut row = serde_json::to_value(Row::from(assignment)).unwrap_or_default();
    if let Some(row) = row.as_object_mut() {
        row.insert("concerned".to_owned(), json!(concerned(assignment)));
        row.insert("mover".to_owned(), json!(assignment.next_mover()));
    }
    row
}

/// Saves an assignment if nobody else did since it was read. False if somebody did.
///
/// # Errors
/// The database cannot answer.
pub async fn save(mut db: Db<'_>, before: &Assignment, next: &Assignment) -> QueryResult<bool> {
    type Moment = Option<DateTime<Utc>>;
    let touches_parties = touches_parties(before, next);
    let concerned: Vec<OrganizationCode> = concerned(next).into_iter().cloned().collect();
    let (next, mover) = (next.clone(), next.next_mover().cloned());
    let saved = Statement::<Untyped>::new("update assignment set version = version + 1, state = ")
        .bind::<Text, _>(next.state)
        .text(", accountable = ")
        .bind::<Text, _>(next.accountable)
        .text(", executing = ")
        .bind::<Nullable<Text>, _>(next.executing)
        .text(", coordinating = ")
        .bind::<Array<Text>, _>(next.coordinating)
        .text(", monitoring = ")
        .bind::<Array<Text>, _>(next.monitoring)
        .text(", reports_to = ")
        .bind::<Nullable<Text>, _>(next.reports_to)
        .text(", due_basis = ")
        .bind::<Text, _>(next.due_basis)
        .text(", due_on = ")
        .bind::<Nullable<Date>, _>(next.due_on)
        .text(", original_due_on = ")
        .bind::<Nullable<Date>, _>(next.original_due_on)
        .text(", extensions = ")
        .bind::<Int4, _>(next.extensions)
        .text(", next_fulfilment_due_on = ")
        .bind::<Nullable<Date>, _>(next.next_fulfilment_due_on)
        .text(", handler_subject = ")
        .bind::<Nullable<Text>, _>(next.handler_subject)
        .text(", handler_name = ")
        .bind::<Nullable<Text>, _>(next.handler_name)
        .text(", percent = ")
        .bind::<Int2, _>(next.percent)
        .text(", assigned_at = ")
        .bind::<Timestamptz, _>(next.assigned_at)
        .text(", acknowledged_at = ")
        .bind::<Nullable<Timestamptz>, Moment>(next.acknowledged_at)
        .text(", date_proposed_at = ")
        .bind::<Nullable<Timestamptz>, Moment>(next.date_proposed_at)
        .text(", started_at = ")
        .bind::<Nullable<Timestamptz>, Moment>(next.started_at)
        .text(", submitted_at = ")
        .bind::<Nullable<Timestamptz>, Moment>(next.submitted_at)
        .text(", completed_at = ")
        .bind::<Nullable<Timestamptz>, Moment>(next.completed_at)
        .text(", ended_at = ")
        .bind::<Nullable<Timestamptz>, Moment>(next.ended_at)
        .text(", last_update_at = ")
        .bind::<Timestamptz, _>(next.last_update_at)
        .text(", children = ")
        .bind::<Int4, _>(next.children)
        .text(", open_children = ")
        .bind::<Int4, _>(next.open_children)
        .text(", pending_request = ")
        .bind::<Bool, _>(next.pending_request)
        .text(", is_on_time = ")
        .bind::<Nullable<Bool>, _>(next.is_on_time)
        .text(", concerned = ")
        .bind::<Array<Text>, _>(concerned)
        .text(", mover = ")
        .bind::<Nullable<Text>, _>(mover)
        .text(" where id = ")
        .bind::<SqlUuid, _>(next.id)
        .text(" and version = ")
        .bind::<Int4, _>(before.version)
        .execute(&mut db)
        .await?;
    if saved == 1 && touches_parties {
        refresh_parties(db, vec![before.id]).await?;
    }
    Ok(saved == 1)
}

/// Saves assignments whose rows the transaction has locked, in one statement.
///
/// # Errors
/// The database cannot answer.
pub async fn save_many(mut db: Db<'_>, assignments: &[Assignment]) -> QueryResult<()> {
    Statement::<Untyped>::new(
        "update assignment t set version = t.version + 1, state = a.state, reports_to = a.reports_to, \
         ended_at = a.ended_at, open_children = a.open_children, pending_request = a.pending_request, \
         due_basis = a.due_basis, last_update_at = a.last_update_at, concerned = a.concerned, mover = a.mover \
         from jsonb_populate_recordset(null::assignment, ",
    )
    .bind::<Jsonb, _>(rows(assignments))
    .text(") a where t.id = a.id")
    .execute(&mut db)
    .await?;
    refresh_parties(db, assignments.iter().map(|assignment| assignment.id).collect()).await
}

/// Tells a parent that a child opened or ended. Its version moves, so that whoever decided on the old number of open
/// children loses the race.
///
/// # Errors
/// The database cannot answer.
pub async fn shift_open_children(mut db: Db<'_>, parent: Uuid, by: i32) -> QueryResult<()> {
    Statement::<Untyped>::new("update assignment set version = version + 1, open_children = open_children + ")
        .bind::<Int4, _>(by)
        .text(" where id = ")
        .bind::<SqlUuid, _>(parent)
        .execute(&mut db)
        .await
        .map(drop)
}

/// Locks the root of a tree of assignments until the transaction ends. Whoever changes more than one assignment of a
/// tree does this first.
///
/// # Errors
/// The database cannot answer.
pub async fn lock_root(mut db: Db<'_>, root: Uuid) -> QueryResult<()> {
    Statement::<Untyped>::new("select from assignment where id = ")
        .bind::<SqlUuid, _>(root)
        .text(" for no key update")
        .execute(&mut db)
        .await
        .map(drop)
}

/// The bodies that do the open parts of an assignment.
///
/// # Errors
/// The database cannot answer.
pub async fn doers_of_parts(mut db: Db<'_>, whole: Uuid) -> QueryResult<Vec<OrganizationCode>> {
    let rows: Vec<(OrganizationCode, Option<OrganizationCode>)> = Statement::<(Text, Nullable<Text>)>::new(
        "select distinct accountable, executing from assignment where ended_at is null and parent_id = ",
    )
    .bind::<SqlUuid, _>(whole)
    .load(&mut db)
    .await?;
    Ok(rows.into_iter().flat_map(|(accountable, executing)| std::iter::once(accountable).chain(executing)).collect())
}

/// How many there are already of what an act adds: see [`crate::domain::assignment::most`]. 0 for an act that has no
/// such limit.
///
/// # Errors
/// The database cannot answer.
pub async fn count_made(mut db: Db<'_>, act: Act, assignment: &Assignment) -> QueryResult<i64> {
    let of_this = "where assignment_id = ";
    let (table, condition, id) = match act {
        Act::ReportProgress => ("progress_report", of_this, assignment.id),
        Act::AddEvidence => ("evidence", of_this, assignment.id),
        Act::ProposeDate | Act::RequestExtension => ("date_request", of_this, assignment.id),
        Act::Submit => ("submission", of_this, assignment.id),
        Act::Urge => ("urging", of_this, assignment.id),
        Act::AddChildren => ("assignment", "where root_id = ", assignment.root_id),
        _ => return Ok(0),
    };
    let statement = Statement::<(BigInt,)>::new(format!("select count(*) from {table} {condition}"));
    let (count,) = statement.bind::<SqlUuid, _>(id).get_result::<(i64,)>(&mut db).await?;
    Ok(count)
}

/// The children of several assignments, for a change that takes them along; locked, so that none slips away meanwhile.
///
/// # Errors
/// The database cannot answer.
pub async fn lock_children(mut db: Db<'_>, parents: Vec<Uuid>) -> QueryResult<Vec<Assignment>> {
    let rows: Vec<Row> =
        Statement::<super::SqlRow>::new(format!("select {COLUMNS} from assignment a where a.parent_id = any("))
            .bind::<Array<SqlUuid>, _>(parents)
            .text(") order by a.id for update")
            .load(&mut db)
            .await?;
    Ok(rows.into_iter().map(Assignment::from).collect())
}

fn search(assignment: &Assignment) -> String {
    fold(&format!("{} {}", assignment.title, assignment.product.as_deref().unwrap_or_default()))
}
