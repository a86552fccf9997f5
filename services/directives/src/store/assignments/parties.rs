use crate::domain::assignment::Assignment;
use diesel::QueryResult;
use diesel::sql_types::{Array, Bool, Text, Untyped, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Statement};
use haicap_types::OrganizationCode;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Every organization with any role in an assignment: whoever sees one of them sees it.
pub(super) fn concerned(assignment: &Assignment) -> BTreeSet<&OrganizationCode> {
    assignment.parties().collect()
}

/// Whether every assignment of a directive concerns one of these organizations.
pub async fn all_in_sight(mut db: Db<'_>, directive: Uuid, seen: &[OrganizationCode]) -> QueryResult<bool> {
    let (all,) = Statement::<(Bool,)>::new("select not exists (select from assignment where directive_id = ")
        .bind::<SqlUuid, _>(directive)
        .text(" and not concerned && ")
        .bind::<Array<Text>, _>(seen.to_vec())
        .text(")")
        .get_result::<(bool,)>(&mut db)
        .await?;
    Ok(all)
}

/// Whether an act touched what stands in `assignment_party`.
pub(super) fn touches_parties(before: &Assignment, after: &Assignment) -> bool {
    before.effective_due_on() != after.effective_due_on()
        || before.ended_at.is_some() != after.ended_at.is_some()
        || concerned(before) != concerned(after)
}

/// Brings the parties of these assignments in line with their rows, whom the transaction has locked.
pub(super) async fn refresh_parties(mut db: Db<'_>, assignments: Vec<Uuid>) -> QueryResult<()> {
    Statement::<Untyped>::new(
        "with wanted as (
            select a.id, party.organization, a.due_sort, a.ended_at is null as is_open
            from assignment a cross join lateral unnest(a.concerned) party (organization)
            where a.id = any(",
    )
    .bind::<Array<SqlUuid>, _>(assignments.clone())
    .text(
        ")
        ), gone as (
            delete from assignment_party p where p.assignment_id = any(",
    )
    .bind::<Array<SqlUuid>, _>(assignments)
    .text(
        ") and not exists (
                select from wanted w where w.id = p.assignment_id and w.organization = p.organization
            )
        )
        insert into assignment_party as p (assignment_id, organization, due_sort, is_open)
        select id, organization, due_sort, is_open from wanted
        on conflict (assignment_id, organization) do update
        set due_sort = excluded.due_sort, is_open = excluded.is_open
        where (p.due_sort, p.is_open) is distinct from (excluded.due_sort, excluded.is_open)",
    )
    .execute(&mut db)
    .await
    .map(drop)
}
