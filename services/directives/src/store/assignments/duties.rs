use super::filter::one_by_one;
use super::row::{AssignmentRow, SqlRow, columns};
use crate::domain::assignment::Assignment;
use crate::domain::text::Reason;
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::sql_types::{Array, BigInt, Bool, Date, Nullable, Text, Timestamp, Timestamptz, Uuid as SqlUuid};
use diesel::{QueryResult, Queryable};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Statement, literal_limit};
use haicap_types::{DutyCount, DutyKind, DutyWait, HCMC, OrganizationCode};
use std::collections::HashMap;
use uuid::Uuid;

/// Which duties are wanted.
#[derive(Debug, Clone)]
pub struct DutyFilter {
    /// Whose.
    pub organizations: Vec<OrganizationCode>,
    /// The organizations that have ended and in whose place nobody stands.
    pub left: Vec<OrganizationCode>,
    /// Those that this person took.
    pub handler: Option<String>,
    /// About these things.
    pub kind: Option<DutyKind>,
    /// That wait for this.
    pub waits_for: Option<DutyWait>,
    /// Whether their moment has passed.
    pub is_overdue: Option<bool>,
    /// The moment of the question.
    pub now: DateTime<Utc>,
}

/// What is said about an assignment that waits.
#[derive(Debug, Clone, Default)]
pub struct Said {
    /// The last urging of the organization that has to act, if it did nothing since.
    pub urging: Option<(Reason, OrganizationCode, DateTime<Utc>)>,
    /// Whether its last submission was returned.
    pub is_returned: bool,
    /// Why it was returned or declined.
    pub remark: Option<String>,
}

/// Why an assignment waits for an organization.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Branch {
    /// It is the organization's move.
    Move,
    /// A request for a date waits for its decision.
    Request,
    /// It decides on it, and whose move it is has ended.
    Left,
}

impl Branch {
    /// Those that there are; most of the time nothing is left by anybody.
    fn all(filter: &DutyFilter) -> &'static [Self] {
        if filter.left.is_empty() { &[Self::Move, Self::Request] } else { &[Self::Move, Self::Request, Self::Left] }
    }

    const fn kind(self) -> DutyKind {
        match self {
            Self::Request => DutyKind::DateRequest,
            Self::Move | Self::Left => DutyKind::Assignment,
        }
    }

    /// The condition; each walks an index in the order wanted.
    fn condition<R>(self, statement: Statement<R>, filter: &DutyFilter) -> Statement<R> {
        match self {
            Self::Move => statement.text("a.mover = o.code"),
            Self::Request => statement
                .text("a.pending_request and coalesce(a.reports_to, a.issuer) = o.code and a.mover is not null"),
            Self::Left => statement
                .text("coalesce(a.reports_to, a.issuer) = o.code and a.mover <> o.code and a.mover = any(")
                .bind::<Array<Text>, _>(filter.left.clone())
                .text(")"),
        }
    }
}

/// What an assignment waits for: see [`Assignment::waits_for`].
const IS_WORK: &str = "a.state in ('assigned', 'acknowledged', 'in_progress')";

/// The moment at which it falls due, as clocks of the city show it; its clause may say an hour, and midnight ends a day.
const DUE: &str = "(a.due_sort + coalesce((select (c.deadline ->> 'at')::time from clause c where c.id = a.clause_id), \
    '24:00'::time))";

/// What waits for some organizations, by the date that counts, undated last: their own moves, requests for dates that
/// they decide on, and what ended organizations left to them as receivers; each with whether it is such a request.
pub async fn duties(
    mut db: Db<'_>,
    filter: &DutyFilter,
    after: Option<(Option<NaiveDate>, Uuid)>,
    rows: usize,
) -> QueryResult<Vec<(Assignment, bool)>> {
    let limit = literal_limit(rows);
    let statement = one_by_one(Statement::<(SqlRow, Bool)>::new("select a.* from "), filter.organizations.clone());
    // Each branch stops early; what is sorted are a few short lists.
    let mut statement = statement.text(" cross join lateral (");
    for (index, branch) in Branch::all(filter).iter().enumerate() {
        let is_request = *branch == Branch::Request;
        statement = statement
            .text(if index == 0 { "(" } else { " union all (" })
            .text(format!("select {}, {is_request} from assignment a where ", columns()));
        statement = filtered(branch.condition(statement, filter), filter, *branch);
        if let Some((due_on, id)) = after {
            statement = match due_on {
                Some(due_on) => statement.text(" and (a.due_sort, a.id) > (").bind::<Date, _>(due_on).text(", "),
                None => statement.text(" and (a.due_sort, a.id) > ('infinity'::date, "),
            };
            statement = statement.bind::<SqlUuid, _>(id).text(")");
        }
        statement = statement.text(format!(" order by a.due_sort, a.id limit {limit})"));
    }
    let mut found: Vec<(AssignmentRow, bool)> = statement
        .text(format!(
            ") a order by coalesce(case when a.clause_kind in ('recurring_report', 'standing_duty', 'event_duty') \
             then a.next_fulfilment_due_on else a.due_on end, 'infinity'), a.id limit {limit}"
        ))
        .load(&mut db)
        .await?;
    found.truncate(rows);
    Ok(found.into_iter().map(|(row, is_request)| (Assignment::from(row), is_request)).collect())
}

/// How many there are.
pub async fn count_duties(mut db: Db<'_>, filter: &DutyFilter) -> QueryResult<Vec<DutyCount>> {
    let mut counts = Vec::new();
    for branch in Branch::all(filter) {
        let waits_for = if *branch == Branch::Move { IS_WORK } else { "false" };
        let statement = Statement::<(Bool, BigInt, BigInt)>::new(format!(
            "select {waits_for} as is_work, count(*), count(*) filter (where {DUE} <= "
        ))
        .bind::<Timestamp, _>(local(filter.now))
        .text(") from ");
        let statement = one_by_one(statement, filter.organizations.clone()).text(" join assignment a on ");
        let statement = branch.condition(statement, filter).text(" where true");
        let found: Vec<(bool, i64, i64)> =
            filtered(statement, filter, *branch).text(" group by 1 order by 1").load(&mut db).await?;
        counts.extend(found.into_iter().map(|(is_work, count, overdue)| DutyCount {
            kind: branch.kind(),
            waits_for: if is_work { DutyWait::Work } else { DutyWait::Decision },
            count,
            overdue,
        }));
    }
    Ok(counts)
}

fn filtered<R>(mut statement: Statement<R>, filter: &DutyFilter, branch: Branch) -> Statement<R> {
    if filter.kind.is_some_and(|wanted| wanted != branch.kind()) {
        return statement.text(" and false");
    }
    if let Some(handler) = &filter.handler {
        statement = statement.text(" and a.handler_subject = ").bind::<Text, _>(handler.clone());
    }
    if let Some(wanted) = filter.waits_for {
        statement = match (branch, wanted) {
            (Branch::Move, DutyWait::Work) => statement.text(format!(" and {IS_WORK}")),
            (Branch::Move, DutyWait::Decision) => statement.text(format!(" and not {IS_WORK}")),
            (_, DutyWait::Work) => statement.text(" and false"),
            (_, DutyWait::Decision) => statement,
        };
    }
    match filter.is_overdue {
        None => statement,
        Some(is_overdue) => {
            let sign = if is_overdue { "<=" } else { ">" };
            statement.text(format!(" and {DUE} {sign} ")).bind::<Timestamp, _>(local(filter.now))
        }
    }
}

fn local(now: DateTime<Utc>) -> NaiveDateTime {
    now.with_timezone(&HCMC).naive_local()
}

/// What is said about assignments that wait, and about nothing else, in one statement.
pub async fn said(mut db: Db<'_>, assignments: Vec<Uuid>) -> QueryResult<HashMap<Uuid, Said>> {
    #[derive(Queryable)]
    struct Row {
        id: Uuid,
        urging: Option<(Reason, OrganizationCode, DateTime<Utc>)>,
        is_returned: bool,
        remark: Option<String>,
    }
    type Sql = (SqlUuid, Nullable<(Text, Text, Timestamptz)>, Bool, Nullable<Text>);
    let rows: Vec<Row> = Statement::<Sql>::new(
        "select a.id, u.message, u.organization, u.urged_at, s.verdict is not null, \
             case a.state when 'declined' then r.reason else s.remark end \
         from assignment a \
         left join lateral (select * from urging where assignment_id = a.id order by id desc limit 1) u \
             on u.addressee = a.mover and u.urged_at >= a.last_update_at \
         left join lateral (select * from reason where assignment_id = a.id order by id desc limit 1) r \
             on r.kind = 'declined' \
         left join lateral ( \
             select j.verdict, j.remark from judgement j where j.assignment_id = a.id order by j.submission desc limit 1 \
         ) s on s.verdict = 'returned' and a.state = 'in_progress' \
         where a.id = any(",
    )
    .bind::<Array<SqlUuid>, _>(assignments)
    .text(")")
    .load(&mut db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|Row { id, urging, is_returned, remark }| (id, Said { urging, is_returned, remark }))
        .collect())
}
