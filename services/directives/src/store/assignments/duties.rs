use super::filter::one_by_one;
use super::row::{AssignmentRow, SqlRow, columns};
use crate::domain::assignment::Assignment;
use crate::domain::text::Reason;
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::sql_types::{Array, BigInt, Bool, Date, Nullable, SmallInt, Text, Timestamp, Timestamptz, Uuid as SqlUuid};
use diesel::{QueryResult, Queryable};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Statement, literal_limit};
use haicap_types::{DayTime, DutyCount, DutyKind, DutyWait, HCMC, OrganizationCode};
use serde::{Deserialize, Serialize};
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
#[derive(Debug, Clone)]
pub struct Said {
    /// The last urging of the organization that has to act, if it did nothing since.
    pub urging: Option<(Reason, OrganizationCode, DateTime<Utc>)>,
    /// Whether its last submission was returned.
    pub is_returned: bool,
    /// Why it was returned or declined.
    pub remark: Option<String>,
    /// At what time of its day it falls due.
    pub due_time: DayTime,
}

/// After which duty the page begins: its date, its assignment, and which of the duties about that.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AfterDuty(pub Option<NaiveDate>, pub Uuid, pub Branch);

/// Why an assignment waits for an organization.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Branch {
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

    /// Which of the duties about one assignment it is.
    const fn rank(self) -> i16 {
        match self {
            Self::Move => 0,
            Self::Request => 1,
            Self::Left => 2,
        }
    }

    /// The branch of a rank.
    const fn ranked(rank: i16) -> Self {
        match rank {
            0 => Self::Move,
            1 => Self::Request,
            _ => Self::Left,
        }
    }

    /// What the assignment's duties are about.
    const fn kind(self) -> DutyKind {
        match self {
            Self::Request => DutyKind::DateRequest,
            Self::Move | Self::Left => DutyKind::Assignment,
        }
    }

    /// The condition. The first two walk an index in the order wanted; of the last, there are few bodies and few at a time.
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

/// At what time of its day it falls due: a period may have its own, and midnight ends a day.
const DUE_TIME: &str = "coalesce((select min(f.due_time) from fulfilment f where f.assignment_id = a.id \
    and f.due_on = a.next_fulfilment_due_on and f.fulfilled_at is null), '24:00')";

/// The moment at which it falls due, as clocks of the city show it.
fn due() -> String {
    format!("(a.due_sort + {DUE_TIME}::time)")
}

/// What waits for some organizations, by the date that counts, undated last: their own moves, requests for dates that
/// they decide on, and what ended organizations left to them as receivers; each with which of these it is.
pub async fn duties(
    mut db: Db<'_>,
    filter: &DutyFilter,
    after: Option<&AfterDuty>,
    rows: usize,
) -> QueryResult<Vec<(Assignment, Branch)>> {
    let limit = literal_limit(rows);
    let statement = one_by_one(Statement::<(SqlRow, SmallInt)>::new("select a.* from "), filter.organizations.clone());
    // Each branch stops early; what is sorted are a few short lists.
    let mut statement = statement.text(" cross join lateral (");
    for (index, branch) in Branch::all(filter).iter().enumerate() {
        statement = statement.text(if index == 0 { "(" } else { " union all (" }).text(format!(
            "select {}, {}::smallint as branch from assignment a where ",
            columns(),
            branch.rank()
        ));
        statement = filtered(branch.condition(statement, filter), filter, *branch);
        if let Some(AfterDuty(due_on, id, last)) = after {
            let sign = if branch > last { ">=" } else { ">" };
            statement = statement.text(format!(" and (a.due_sort, a.id) {sign} ("));
            statement = match due_on {
                Some(due_on) => statement.bind::<Date, _>(*due_on).text(", "),
                None => statement.text("'infinity'::date, "),
            };
            statement = statement.bind::<SqlUuid, _>(*id).text(")");
        }
        statement = statement.text(format!(" order by a.due_sort, a.id limit {limit})"));
    }
    let mut found: Vec<(AssignmentRow, i16)> = statement
        .text(format!(
            ") a order by coalesce(case when a.clause_kind in ('recurring_report', 'standing_duty', 'event_duty') \
             then a.next_fulfilment_due_on else a.due_on end, 'infinity'), a.id, a.branch limit {limit}"
        ))
        .load(&mut db)
        .await?;
    found.truncate(rows);
    Ok(found.into_iter().map(|(row, rank)| (Assignment::from(row), Branch::ranked(rank))).collect())
}

/// How many there are.
pub async fn count_duties(mut db: Db<'_>, filter: &DutyFilter) -> QueryResult<Vec<DutyCount>> {
    let mut counts = Vec::new();
    for branch in Branch::all(filter) {
        let waits_for = if *branch == Branch::Move { IS_WORK } else { "false" };
        let statement = Statement::<(Bool, BigInt, BigInt)>::new(format!(
            "select {waits_for} as is_work, count(*), count(*) filter (where {} <= ",
            due()
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
            statement.text(format!(" and {} {sign} ", due())).bind::<Timestamp, _>(local(filter.now))
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
        due_time: DayTime,
    }
    type Sql = (SqlUuid, Nullable<(Text, Text, Timestamptz)>, Bool, Nullable<Text>, Text);
    let rows: Vec<Row> = Statement::<Sql>::new(format!(
        "select a.id, u.message, u.organization, u.urged_at, s.verdict is not null, \
             case a.state when 'declined' then r.reason else s.remark end, {DUE_TIME} \
         from assignment a \
         left join lateral (select * from urging where assignment_id = a.id order by id desc limit 1) u \
             on u.addressee = a.mover and u.urged_at >= a.last_update_at \
         left join lateral (select * from reason where assignment_id = a.id order by id desc limit 1) r \
             on r.kind = 'declined' \
         left join lateral ( \
             select j.verdict, j.remark, j.judged_at from judgement j where j.assignment_id = a.id \
             order by j.submission desc limit 1 \
         ) s on s.verdict = 'returned' and a.state = 'in_progress' and s.judged_at >= a.assigned_at \
         where a.id = any("
    ))
    .bind::<Array<SqlUuid>, _>(assignments)
    .text(")")
    .load(&mut db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|Row { id, urging, is_returned, remark, due_time }| (id, Said { urging, is_returned, remark, due_time }))
        .collect())
}
