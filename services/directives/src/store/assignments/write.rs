use super::filter::{Filter, conditions};
use super::parties::{refresh_parties, touches_parties};
use super::row::{AssignmentRow, SqlRow, columns};
use crate::domain::assignment::{Addition, Assignment};
use chrono::NaiveDate;
use diesel::QueryResult;
use diesel::sql_types::{Array, BigInt, Date, Int4, Nullable, Text, Untyped, Uuid as SqlUuid};
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
    let (own, behind) = (AssignmentRow::COLUMNS, AssignmentRow::columns_of("a"));
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
    if assignments.is_empty() {
        return Ok(());
    }
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

/// Saves of assignments, whose rows the transaction has locked, what their clause says: for those that go on under
/// another one. The rest of the row is [`save_many`]'s.
pub async fn save_source(mut db: Db<'_>, assignments: &[Assignment]) -> QueryResult<()> {
    if assignments.is_empty() {
        return Ok(());
    }
    let columns = "directive_id, clause_id, title, product_kind, product, urgency, issuer, cadence";
    let behind: Vec<String> = columns.split(", ").map(|column| format!("a.{column}")).collect();
    Statement::<Untyped>::new(
        "with texts as (
            update assignment_text t set search = n.search from unnest(",
    )
    .value(assignments.iter().map(|assignment| assignment.id).collect::<Vec<_>>())
    .text(", ")
    .value(assignments.iter().map(search).collect::<Vec<_>>())
    .text(format!(
        ") n (id, search) where t.assignment_id = n.id
        )
        update assignment t set ({columns}) = row({}) from jsonb_populate_recordset(null::assignment, ",
        behind.join(", ")
    ))
    .value(rows(assignments)?)
    .text(") a where t.id = a.id")
    .execute(&mut db)
    .await
    .map(drop)
}

/// Marks the assignments of a document that ended as no longer asked for, but those under the clauses that are kept.
pub async fn leave_force(mut db: Db<'_>, directive: Uuid, kept: &[Uuid]) -> QueryResult<()> {
    Statement::<Untyped>::new("update assignment set is_in_force = false where directive_id = ")
        .value(directive)
        .text(" and clause_id <> all(")
        .value(kept.to_vec())
        .text(")")
        .execute(&mut db)
        .await
        .map(drop)
}

/// All assignments of the trees of documents whose root is open or completed, a parent before its children; locked, the
/// roots first, as by whoever changes more than one assignment of a tree.
pub async fn lock_trees(mut db: Db<'_>, directives: Vec<Uuid>) -> QueryResult<Vec<Assignment>> {
    if directives.is_empty() {
        return Ok(Vec::new());
    }
    let roots: Vec<(Uuid,)> = Statement::<(SqlUuid,)>::new(
        "select id from assignment where parent_id is null and (ended_at is null or state = 'completed') and directive_id = any(",
    )
    .value(directives)
    .text(") order by id for no key update")
    .load(&mut db)
    .await?;
    let roots: Vec<Uuid> = roots.into_iter().map(|(id,)| id).collect();
    let rows: Vec<AssignmentRow> =
        Statement::<SqlRow>::new(format!("select {} from assignment a where a.root_id = any(", columns()))
            .value(roots)
            .text(") order by a.level, a.id for no key update")
            .load(&mut db)
            .await?;
    Ok(rows.into_iter().map(Assignment::from).collect())
}

/// The open assignments of a document, locked.
pub async fn lock_open_of(mut db: Db<'_>, directive: Uuid) -> QueryResult<Vec<Assignment>> {
    let rows: Vec<AssignmentRow> = Statement::<SqlRow>::new(format!(
        "select {} from assignment a where a.ended_at is null and a.directive_id = ",
        columns()
    ))
    .value(directive)
    .text(" order by a.id for no key update")
    .load(&mut db)
    .await?;
    Ok(rows.into_iter().map(Assignment::from).collect())
}

/// The open assignments of the trees in which a filter finds some, a parent before its children, at most so many;
/// locked as by [`lock_trees`].
pub async fn lock_matching_trees(mut db: Db<'_>, filter: &Filter, most: usize) -> QueryResult<Vec<Assignment>> {
    let matching = Statement::<(SqlUuid,)>::new("select distinct a.root_id from assignment a where true");
    let roots: Vec<(Uuid,)> = conditions(matching, filter).planned_anew().load(&mut db).await?;
    let roots: Vec<Uuid> = roots.into_iter().map(|(id,)| id).collect();
    Statement::<Untyped>::new("select from assignment where id = any(")
        .value(roots.clone())
        .text(") order by id for no key update")
        .execute(&mut db)
        .await?;
    let rows: Vec<AssignmentRow> = Statement::<SqlRow>::new(format!(
        "select {} from assignment a where a.ended_at is null and a.root_id = any(",
        columns()
    ))
    .value(roots)
    .text(") order by a.level, a.id limit ")
    .bind::<BigInt, _>(i64::try_from(most).unwrap_or(i64::MAX))
    .text(" for no key update")
    .load(&mut db)
    .await?;
    Ok(rows.into_iter().map(Assignment::from).collect())
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

/// The organizations that do what is open below an assignment.
pub async fn doers_of_parts(mut db: Db<'_>, whole: Uuid) -> QueryResult<Vec<OrganizationCode>> {
    let rows: Vec<(OrganizationCode, Option<OrganizationCode>)> = Statement::<(Text, Nullable<Text>)>::new(
        "with recursive below as ( \
             select id, accountable, executing, ended_at from assignment where parent_id = ",
    )
    .value(whole)
    .text(
        " union all select p.id, p.accountable, p.executing, p.ended_at \
             from below join assignment p on p.parent_id = below.id \
         ) select distinct accountable, executing from below where ended_at is null",
    )
    .load(&mut db)
    .await?;
    Ok(rows.into_iter().flat_map(|(accountable, executing)| std::iter::once(accountable).chain(executing)).collect())
}

/// The organizations that are accountable for the assignments above this one, or decide on them.
pub async fn parties_above(mut db: Db<'_>, id: Uuid) -> QueryResult<Vec<OrganizationCode>> {
    let rows: Vec<(Vec<OrganizationCode>,)> = Statement::<(Array<Text>,)>::new(
        "with recursive above as ( \
             select p.parent_id, p.accountable, p.reports_to, p.issuer \
             from assignment a join assignment p on p.id = a.parent_id where a.id = ",
    )
    .value(id)
    .text(
        " union all select p.parent_id, p.accountable, p.reports_to, p.issuer \
             from above join assignment p on p.id = above.parent_id \
         ) select array[accountable, coalesce(reports_to, issuer)] from above",
    )
    .load(&mut db)
    .await?;
    Ok(rows.into_iter().flat_map(|(parties,)| parties).collect())
}

/// The date in force of an assignment; `None` while it has none.
pub async fn due_on_of(mut db: Db<'_>, id: Uuid) -> QueryResult<Option<NaiveDate>> {
    let statement = Statement::<(Nullable<Date>,)>::new("select due_on from assignment where id = ");
    let (due_on,) = statement.value(id).get_result::<(Option<NaiveDate>,)>(&mut db).await?;
    Ok(due_on)
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
