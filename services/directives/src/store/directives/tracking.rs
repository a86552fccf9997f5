use crate::domain::health::{BUCKET_SQL, HEALTH_SQL, Marks};
use crate::store::assignments::{implemented_leaves, mean_of_leaves};
use crate::store::marks::marked;
use crate::vocabulary::{AssignmentState, Bucket, Health};
use chrono::NaiveDate;
use diesel::Queryable;
use diesel::result::QueryResult;
use diesel::sql_types::{BigInt, Date, Int4, Nullable, SmallInt, Text, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Statement};
use haicap_types::OrganizationCode;
use uuid::Uuid;

/// A root assignment with its health, and the health of the assignments below it.
#[derive(Debug, Clone, Queryable)]
pub struct TrackedRoot {
    /// Its id.
    pub id: Uuid,
    /// Its clause.
    pub clause_id: Uuid,
    /// Where it stands.
    pub state: AssignmentState,
    /// Its health.
    pub health: Option<Health>,
    /// The official group.
    pub bucket: Bucket,
    /// Who leads and directs.
    pub accountable: OrganizationCode,
    /// Who carries it out, where that is another.
    pub executing: Option<OrganizationCode>,
    /// The date that counts.
    pub due_on: Option<NaiveDate>,
    /// How much is done, children included.
    pub percent: i16,
    /// How many percent of the leaves below it were implemented; none where there are none.
    pub implemented: Option<i32>,
    /// How many assignments below it were done on time.
    pub done_on_time: i64,
    /// How many were done late.
    pub done_late: i64,
    /// How many are open within their term.
    pub open_within_term: i64,
    /// How many are open and overdue.
    pub open_overdue: i64,
    /// How many were withdrawn.
    pub withdrawn: i64,
    /// How many were closed without being implemented.
    pub closed: i64,
}

type SqlTrackedRoot = (
    SqlUuid,
    SqlUuid,
    Text,
    Nullable<Text>,
    Text,
    Text,
    Nullable<Text>,
    Nullable<Date>,
    SmallInt,
    Nullable<Int4>,
    BigInt,
    BigInt,
    BigInt,
    BigInt,
    BigInt,
    BigInt,
);

/// The root assignments of a directive, by accountable organization.
pub async fn tracked_roots(mut db: Db<'_>, directive_id: Uuid, marks: &Marks) -> QueryResult<Vec<TrackedRoot>> {
    marked(marks, Statement::<SqlTrackedRoot>::new("with mark as (select "))
        .text(format!(
            "), one as (
                select id, clause_id, parent_id, root_id, state, accountable, executing, percent, children,
                    case when clause_kind in ('recurring_report', 'standing_duty', 'event_duty')
                        then next_fulfilment_due_on else due_on end as counts_on,
                    {HEALTH_SQL} as health, {BUCKET_SQL} as bucket
                from assignment where clause_id is not null and directive_id = "
        ))
        .bind::<SqlUuid, _>(directive_id)
        .text(concat!(
            "), below as (
                select root_id, ",
            mean_of_leaves!(),
            " as mean, ",
            implemented_leaves!(),
            " as implemented,"
        ))
        .text(
            "
                    count(*) filter (where bucket = 'done_on_time') as done_on_time,
                    count(*) filter (where bucket = 'done_late') as done_late,
                    count(*) filter (where bucket = 'open_within_term') as open_within_term,
                    count(*) filter (where bucket = 'open_overdue') as open_overdue,
                    count(*) filter (where bucket = 'withdrawn') as withdrawn,
                    count(*) filter (where bucket = 'closed') as closed
                from one where parent_id is not null group by root_id
            )
            select one.id, one.clause_id, one.state, one.health, one.bucket, one.accountable, one.executing,
                one.counts_on, coalesce(mean, one.percent)::smallint, implemented, coalesce(done_on_time, 0), coalesce(done_late, 0),
                coalesce(open_within_term, 0), coalesce(open_overdue, 0), coalesce(withdrawn, 0), coalesce(closed, 0)
            from one left join below on below.root_id = one.id
            where one.parent_id is null
            order by one.accountable, one.id",
        )
        .load(&mut db)
        .await
}
