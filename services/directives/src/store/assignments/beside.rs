use super::progress::{implemented_leaves, mean_of_leaves};
use crate::domain::assignment::{Assignment, Circumstances, SubmissionRef};
use crate::domain::follow_up::DateRequest;
use crate::domain::fulfilment::Deadline;
use crate::domain::text::Reason;
use crate::vocabulary::{ClauseKind, DateRequestKind, DirectiveState, Implementation};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::result::Error;
use diesel::sql_types::{Array, BigInt, Bool, Date, Int4, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel::{QueryResult, Queryable};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Statement, from_json};
use serde_json::Value;
use std::collections::HashMap;
use uuid::Uuid;

/// The related rows of an assignment: what its rules ask for, and what its view shows.
#[derive(Debug, Clone, Default)]
pub struct Beside {
    /// The last submission.
    pub last_submission: Option<SubmissionRef>,
    /// What the rules ask for.
    pub circumstances: Circumstances,
    /// The mean of its leaves; none where it has no children that count.
    pub rolled_up: Option<i16>,
    /// How many percent of its leaves were implemented; none in the same case.
    pub implemented: Option<i16>,
    /// The directive; none where no document brought it about.
    pub directive: Option<Document>,
    /// The clause; none where no document brought it about.
    pub clause: Option<Source>,
}

/// The directive that an assignment comes from.
#[derive(Debug, Clone, Queryable)]
pub struct Document {
    /// Its number.
    pub number: Option<String>,
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub state: DirectiveState,
}

/// The clause that an assignment comes from.
#[derive(Debug, Clone)]
pub struct Source {
    /// How the document names it.
    pub label: String,
    /// When within its cycle it falls due.
    pub deadline: Option<Deadline>,
}

/// The answer about one assignment.
#[derive(Queryable)]
struct Answered {
    id: Uuid,
    last_submission: Option<LastSubmission>,
    earlier_submitters: Option<Vec<String>>,
    pending_request: Option<PendingRequest>,
    evidence: i64,
    binding: Option<Vec<Uuid>>,
    rolled_up: Option<Vec<Option<i32>>>,
    directive: Option<Document>,
    clause: Option<(String, Option<Value>)>,
}

#[derive(Queryable)]
struct LastSubmission {
    number: i32,
    hash: String,
    submitted_by: String,
    result: Implementation,
    submitted_at: DateTime<Utc>,
}

#[derive(Queryable)]
struct PendingRequest {
    kind: DateRequestKind,
    due_on: NaiveDate,
    reason: Reason,
    requested_by: String,
    requested_at: DateTime<Utc>,
}

type SqlBeside = (
    SqlUuid,
    Nullable<(Int4, Text, Text, Text, Timestamptz)>,
    Nullable<Array<Text>>,
    Nullable<(Text, Date, Text, Text, Timestamptz)>,
    BigInt,
    Nullable<Array<SqlUuid>>,
    Nullable<Array<Nullable<Int4>>>,
    Nullable<(Nullable<Text>, Text, Text)>,
    Nullable<(Text, Nullable<Jsonb>)>,
);

const SELECT: &str = "
select a.id,
       s.number, s.hash, s.submitted_by, s.result, s.submitted_at,
       case when s.number > 1 then (
           select array_agg(distinct e.submitted_by) from submission e where e.assignment_id = a.id and e.number < s.number
       ) end,
       r.kind, r.due_on, r.reason, r.requested_by, r.requested_at,
       case when a.has_ended then 0 else (
           select count(*) from evidence e where e.assignment_id = a.id and e.submission = coalesce(s.number, 0) + 1
       ) end,
       (select array_agg(b.id) from clause b
        where a.is_task and b.directive_id = a.directive_id and b.binds <> '{}' and b.binds @> array[a.clause_id]),
       ";

/// How far a parent has come: the two figures of [`super::progress`].
const ROLLED_UP: &str = concat!(
    "case when a.is_parent then (
           with recursive below as (
               select l.id, l.children, l.state, l.percent from assignment l where l.parent_id = a.id
               union all
               select l.id, l.children, l.state, l.percent from assignment l join below on l.parent_id = below.id
           )
           select array[",
    mean_of_leaves!(),
    ", ",
    implemented_leaves!(),
    "] from below
       ) end"
);

const FROM: &str = ", d.number, d.title, d.state, c.label, c.deadline from ";

/// What is asked of assignments that were read, so that they need not be found again.
const GIVEN: &str = "(id, directive_id, clause_id, is_task, has_ended, is_pending, is_parent)";

/// Each thing is looked up by its key. Where `offset 0` is, Postgres would otherwise sooner read whole tables for a
/// page.
const JOINED: &str = "
left join lateral (select number, title, state from directive where id = a.directive_id offset 0) d on true
left join lateral (select label, deadline from clause where id = a.clause_id offset 0) c on true
left join lateral (
    select * from submission where assignment_id = a.id order by number desc limit 1
) s on true
left join lateral (
    select * from date_request where a.is_pending and assignment_id = a.id and state = 'pending' offset 0
) r on true";

/// The related rows of these assignments, in one statement.
pub async fn beside<'a>(
    db: Db<'_>,
    assignments: impl IntoIterator<Item = &'a Assignment>,
) -> QueryResult<HashMap<Uuid, Beside>> {
    let all: Vec<&Assignment> = assignments.into_iter().collect();
    let ids = |id: fn(&Assignment) -> Option<Uuid>| all.iter().map(|one| id(one)).collect::<Vec<_>>();
    let are = |is: fn(&Assignment) -> bool| all.iter().map(|one| is(one)).collect::<Vec<_>>();
    let are_parents = are(|one| one.children > 0);
    // Most have no parts, and then the question about them is not even planned.
    let statement = asked(are_parents.contains(&true));
    if let [one] = all.as_slice() {
        // Postgres expects ten of an array, so it would plan anew for each array of one: ten times the work itself.
        return answered(db, of_one(statement, one)).await;
    }
    let statement = statement
        .text("unnest(")
        .bind::<Array<Nullable<SqlUuid>>, _>(ids(|one| Some(one.id)))
        .text(", ")
        .bind::<Array<Nullable<SqlUuid>>, _>(ids(|one| one.directive_id))
        .text(", ")
        .bind::<Array<Nullable<SqlUuid>>, _>(ids(|one| one.clause_id))
        .text(", ")
        .bind::<Array<Bool>, _>(are(|one| one.clause_kind == ClauseKind::Task))
        .text(", ")
        .bind::<Array<Bool>, _>(are(|one| one.ended_at.is_some()))
        .text(", ")
        .bind::<Array<Bool>, _>(are(|one| one.pending_request))
        .text(", ")
        .bind::<Array<Bool>, _>(are_parents)
        .text(format!(") as a {GIVEN}{JOINED}"));
    answered(db, statement).await
}

/// The related rows of an assignment.
pub async fn beside_one(db: Db<'_>, one: &Assignment) -> QueryResult<Beside> {
    Ok(answered(db, of_one(asked(one.children > 0), one)).await?.remove(&one.id).unwrap_or_default())
}

fn asked(have_parts: bool) -> Statement<SqlBeside> {
    Statement::new(SELECT).text(if have_parts { ROLLED_UP } else { "null::int[]" }).text(FROM)
}

fn of_one(statement: Statement<SqlBeside>, one: &Assignment) -> Statement<SqlBeside> {
    statement
        .text("(values (")
        .value(one.id)
        .text(", ")
        .value(one.directive_id)
        .text(", ")
        .value(one.clause_id)
        .text(", ")
        .value(one.clause_kind == ClauseKind::Task)
        .text(", ")
        .value(one.ended_at.is_some())
        .text(", ")
        .value(one.pending_request)
        .text(", ")
        .value(one.children > 0)
        .text(format!(")) as a {GIVEN}{JOINED}"))
}

async fn answered(mut db: Db<'_>, statement: Statement<SqlBeside>) -> QueryResult<HashMap<Uuid, Beside>> {
    let rows: Vec<Answered> = statement.load(&mut db).await?;
    rows.into_iter().map(|row| Ok((row.id, Beside::try_from(row)?))).collect()
}

impl TryFrom<Answered> for Beside {
    type Error = Error;

    fn try_from(row: Answered) -> Result<Self, Error> {
        let figure = |index: usize| i16::try_from((*row.rolled_up.as_ref()?.get(index)?)?).ok();
        let (rolled_up, implemented) = (figure(0), figure(1));
        Ok(Self {
            last_submission: row.last_submission.map(|last| last.after(row.earlier_submitters.unwrap_or_default())),
            circumstances: Circumstances {
                evidence: u32::try_from(row.evidence).unwrap_or(u32::MAX),
                binding_constraints: row.binding.unwrap_or_default(),
                pending_request: row.pending_request.map(DateRequest::from),
                ..Circumstances::default()
            },
            rolled_up,
            implemented,
            directive: row.directive,
            clause: row.clause.map(Source::try_from).transpose()?,
        })
    }
}

impl TryFrom<(String, Option<Value>)> for Source {
    type Error = Error;

    fn try_from((label, deadline): (String, Option<Value>)) -> Result<Self, Error> {
        Ok(Self { label, deadline: deadline.map(from_json).transpose()? })
    }
}

impl LastSubmission {
    /// The submission, made after those of these persons.
    fn after(self, earlier_submitters: Vec<String>) -> SubmissionRef {
        let Self { number, hash, submitted_by, result, submitted_at } = self;
        SubmissionRef { number, hash, submitted_by, earlier_submitters, result, at: submitted_at }
    }
}

impl From<PendingRequest> for DateRequest {
    fn from(row: PendingRequest) -> Self {
        let PendingRequest { kind, due_on, reason, requested_by, requested_at } = row;
        Self { kind, due_on, reason, requested_by, requested_at }
    }
}
