use crate::domain::assignment::{Assignment, Circumstances, SubmissionRef};
use crate::domain::follow_up::DateRequest;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::QueryResult;
use diesel::sql_types::{Array, BigInt, Date, Int4, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Statement};
use haicap_types::{DateRequestKind, Implementation};
use std::collections::HashMap;
use uuid::Uuid;

/// What stands beside the row of an assignment: what its rules ask for, and what its view shows.
#[derive(Debug, Clone, Default)]
pub struct Beside {
    /// The last submission.
    pub last_submission: Option<SubmissionRef>,
    /// What the rules ask for.
    pub circumstances: Circumstances,
    /// The mean of its leaves; none where it has no children that count.
    pub rolled_up: Option<i16>,
    /// The number of the directive's document.
    pub directive_number: Option<String>,
    /// The directive's title.
    pub directive_title: Option<String>,
    /// How the document names the clause.
    pub clause_label: Option<String>,
}

type SqlSubmission = (Int4, Text, Text, Text, Timestamptz);
type SqlRequest = (Text, Date, Text, Text, Timestamptz);
type SqlBeside = (
    SqlUuid,
    Nullable<SqlSubmission>,
    Nullable<SqlRequest>,
    BigInt,
    Nullable<Array<SqlUuid>>,
    Nullable<Int4>,
    Nullable<Text>,
    Nullable<Text>,
    Nullable<Text>,
);
type BesideRow = (
    Uuid,
    Option<(i32, String, String, Implementation, DateTime<Utc>)>,
    Option<(DateRequestKind, NaiveDate, String, String, DateTime<Utc>)>,
    i64,
    Option<Vec<Uuid>>,
    Option<i32>,
    Option<String>,
    Option<String>,
    Option<String>,
);

const SELECT: &str = "
select a.id,
       s.number, s.hash, s.submitted_by, s.result, s.submitted_at,
       r.kind, r.due_on, r.reason, r.requested_by, r.requested_at,
       (select count(*) from evidence e where e.assignment_id = a.id and e.submission = coalesce(s.number, 0) + 1),
       (select array_agg(b.id) from clause b
        where a.clause_kind = 'task' and b.directive_id = a.directive_id and b.binds <> '{}'
          and b.binds @> array[a.clause_id]),
       ";

const ROLLED_UP: &str = "case when a.children > 0 then (
           with recursive below as (
               select l.id, l.children, l.state, l.percent from assignment l where l.parent_id = a.id
               union all
               select l.id, l.children, l.state, l.percent from assignment l join below on l.parent_id = below.id
           )
           select floor(avg(case when state in ('completed', 'closed_not_implemented') then 100 else percent end))::int
           from below where children = 0 and state <> 'withdrawn'
       ) end";

const FROM: &str = ",
       d.number, d.title, c.label
from assignment a
left join directive d on d.id = a.directive_id
left join clause c on c.id = a.clause_id
left join lateral (
    select * from submission s where s.assignment_id = a.id order by s.number desc limit 1
) s on true
left join date_request r on r.assignment_id = a.id and r.state = 'pending'
where a.id = ";

/// What stands beside each of these assignments, in one statement.
///
/// # Errors
/// The database cannot answer.
pub async fn beside<'a>(
    db: Db<'_>,
    assignments: impl IntoIterator<Item = &'a Assignment>,
) -> QueryResult<HashMap<Uuid, Beside>> {
    let (ids, children): (Vec<Uuid>, Vec<i32>) =
        assignments.into_iter().map(|assignment| (assignment.id, assignment.children)).unzip();
    // Most have no parts, and then the question about them is not even planned.
    ask(db, ids, children.into_iter().any(|children| children > 0)).await
}

/// What stands beside an assignment that need not have been read.
///
/// # Errors
/// The database cannot answer.
pub async fn beside_id(db: Db<'_>, id: Uuid) -> QueryResult<Beside> {
    Ok(ask(db, vec![id], true).await?.remove(&id).unwrap_or_default())
}

async fn ask(mut db: Db<'_>, ids: Vec<Uuid>, have_parts: bool) -> QueryResult<HashMap<Uuid, Beside>> {
    let statement =
        Statement::<SqlBeside>::new(SELECT).text(if have_parts { ROLLED_UP } else { "null::int" }).text(FROM);
    // Postgres expects ten ids of an array, so it would plan anew for each array of one: ten times the work itself.
    let statement = match ids.as_slice() {
        [id] => statement.bind::<SqlUuid, _>(*id),
        _ => statement.text("any(").bind::<Array<SqlUuid>, _>(ids).text(")"),
    };
    let rows: Vec<BesideRow> = statement.load(&mut db).await?;
    Ok(rows.into_iter().map(read).collect())
}

fn read(row: BesideRow) -> (Uuid, Beside) {
    let (id, submission, request, evidence, binding, rolled_up, directive_number, directive_title, clause_label) = row;
    let last_submission = submission.map(|(number, hash, submitted_by, result, at)| SubmissionRef {
        number,
        hash,
        submitted_by,
        result,
        at,
    });
    let pending_request = request.map(|(kind, due_on, reason, requested_by, requested_at)| DateRequest {
        kind,
        due_on,
        reason,
        requested_by,
        requested_at,
    });
    let circumstances = Circumstances {
        evidence: u32::try_from(evidence).unwrap_or(u32::MAX),
        binding_constraints: binding.unwrap_or_default(),
        pending_request,
        earliest_other_due_on: None,
    };
    let rolled_up = rolled_up.and_then(|percent| i16::try_from(percent).ok());
    (id, Beside { last_submission, circumstances, rolled_up, directive_number, directive_title, clause_label })
}
