use super::parties::{refresh_parties, touches_parties};
use super::row::{AssignmentRow, SqlRow, columns};
use crate::domain::assignment::{Addition, Assignment};
use diesel::QueryResult;
use diesel::sql_types::{Array, BigInt, Int4, Nullable, Text, Untyped, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Row, Statement, to_json};
use haicap_types::{OrganizationCode, fold};
use serde_json::Value;
use uuid::Uuid;

/// Writes new assignments, any number of them in one statement.
pub async fn insert_many(mut db: Db<'_>, assignments: &[Assignment]) -> QueryResult<()> {
    if assignments.is_empty() {
        return Ok(());
    }
    let (own, behind) = (AssignmentRow::COLUMNS, columns());
    Statement::<Untyped>::new(format!(
        "with written as (
            insert into assignment ({own})
            select {behind} from jsonb_populate_recordset(null::assignment, "
    ))
    .value(rows(assignments)?)
    .text(
        ") a
            returning id, concerned, due_sort, ended_at is null as is_open
        ), texts as (
            insert into assignment_text (assignment_id, search) select * from unnest(",
    )
    .value(assignments.iter().map(|assignment| assignment.id).collect::<Vec<_>>())
    .text(", ")
    .value(assignments.iter().map(search).collect::<Vec<_>>())
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
fn rows(assignments: &[Assignment]) -> QueryResult<Value> {
    to_json(&assignments.iter().map(AssignmentRow::from).collect::<Vec<_>>())
}

/// Saves an assignment if nobody else did since it was read. False if somebody did.
pub async fn save(db: Db<'_>, before: &Assignment, next: &Assignment) -> QueryResult<bool> {
    let is_saved = haicap_kit::db::save(db, AssignmentRow::from(next), before.version).await?;
    if is_saved && touches_parties(before, next) {
        refresh_parties(db, vec![before.id]).await?;
    }
    Ok(is_saved)
}

/// Saves assignments whose rows the transaction has locked, in one statement.
pub async fn save_many(mut db: Db<'_>, assignments: &[Assignment]) -> QueryResult<()> {
    let changing = AssignmentRow::CHANGING;
    let behind: Vec<String> = changing.split(", ").map(|column| format!("a.{column}")).collect();
    Statement::<Untyped>::new(format!(
        "update assignment t set version = t.version + 1, ({changing}) = row({}) \
         from jsonb_populate_recordset(null::assignment, ",
        behind.join(", ")
    ))
    .value(rows(assignments)?)
    .text(") a where t.id = a.id")
    .execute(&mut db)
    .await?;
    refresh_parties(db, assignments.iter().map(|assignment| assignment.id).collect()).await
}

/// Tells a parent that a child opened or ended. Its version moves, so that whoever decided on the old number of open
/// children loses the race.
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
pub async fn lock_root(mut db: Db<'_>, root: Uuid) -> QueryResult<()> {
    Statement::<Untyped>::new("select from assignment where id = ")
        .bind::<SqlUuid, _>(root)
        .text(" for no key update")
        .execute(&mut db)
        .await
        .map(drop)
}

/// The organizations that do the open parts of an assignment.
pub async fn doers_of_parts(mut db: Db<'_>, whole: Uuid) -> QueryResult<Vec<OrganizationCode>> {
    let rows: Vec<(OrganizationCode, Option<OrganizationCode>)> = Statement::<(Text, Nullable<Text>)>::new(
        "select distinct accountable, executing from assignment where ended_at is null and parent_id = ",
    )
    .bind::<SqlUuid, _>(whole)
    .load(&mut db)
    .await?;
    Ok(rows.into_iter().flat_map(|(accountable, executing)| std::iter::once(accountable).chain(executing)).collect())
}

/// How many there are already of what acts add: see [`Addition::most`].
pub async fn count_made(mut db: Db<'_>, addition: Addition, assignment: &Assignment) -> QueryResult<i64> {
    let of_this = "where assignment_id = ";
    let (table, condition, id) = match addition {
        Addition::ProgressReport => ("progress_report", of_this, assignment.id),
        Addition::Evidence => ("evidence", of_this, assignment.id),
        Addition::DateRequest => ("date_request", of_this, assignment.id),
        Addition::Submission => ("submission", of_this, assignment.id),
        Addition::Urging => ("urging", of_this, assignment.id),
        Addition::Child => ("assignment", "where root_id = ", assignment.root_id),
    };
    let statement = Statement::<(BigInt,)>::new(format!("select count(*) from {table} {condition}"));
    let (count,) = statement.bind::<SqlUuid, _>(id).get_result::<(i64,)>(&mut db).await?;
    Ok(count)
}

/// The children of several assignments, for a change that takes them along; locked, so that none slips away meanwhile.
pub async fn lock_children(mut db: Db<'_>, parents: Vec<Uuid>) -> QueryResult<Vec<Assignment>> {
    let rows: Vec<AssignmentRow> =
        Statement::<SqlRow>::new(format!("select {} from assignment a where a.parent_id = any(", columns()))
            .bind::<Array<SqlUuid>, _>(parents)
            .text(") order by a.id for update")
            .load(&mut db)
            .await?;
    Ok(rows.into_iter().map(Assignment::from).collect())
}

fn search(assignment: &Assignment) -> String {
    fold(&format!("{} {}", assignment.title, assignment.product.as_deref().unwrap_or_default()))
}
