use super::row::{FROM, Found, KeptObligation, SENT_STATE, SqlFound, columns};
use chrono::{DateTime, Utc};
use diesel::result::QueryResult;
use diesel::sql_types::{BigInt, Bool, Nullable, Text};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Statement, literal_limit};
use haicap_types::{DutyCount, DutyKind, DutyWait, OrganizationCode};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Which duties are wanted.
#[derive(Debug, Clone)]
pub struct DutyFilter {
    /// Whose.
    pub own: Vec<OrganizationCode>,
    /// About these things.
    pub kind: Option<DutyKind>,
    /// That wait for this.
    pub waits_for: Option<DutyWait>,
    /// Whether their moment has passed.
    pub is_overdue: Option<bool>,
    /// The moment of the question.
    pub now: DateTime<Utc>,
}

/// After which duty the page begins; several may be about one obligation.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AfterDuty(pub DateTime<Utc>, pub Uuid, pub DutyKind);

/// An obligation that waits for something.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// The obligation.
    pub kept: KeptObligation,
    /// What waits.
    pub kind: DutyKind,
    /// What it waits for.
    pub waits_for: DutyWait,
    /// What was said when the report was returned.
    pub remark: Option<String>,
}

impl Waiting {
    /// The version of the report that waits: the last one that was sent for its receiver, the last one for its writers.
    #[must_use]
    pub fn submission(&self) -> Option<Uuid> {
        let version = match self.kind {
            DutyKind::Submission => self.kept.last_sent,
            DutyKind::Obligation => self.kept.obligation.latest,
            _ => None,
        };
        version.map(|version| version.id)
    }
}

/// What waits for these organizations, by the moment at which it is due: reports to be sent, sent ones to be judged,
/// requests to be decided on, and consolidated reports on their way.
pub async fn duties(
    mut db: Db<'_>,
    filter: &DutyFilter,
    after: Option<&AfterDuty>,
    rows: usize,
) -> QueryResult<Vec<Waiting>> {
    let statement = Statement::<(SqlFound, Text, Bool, Nullable<Text>)>::new(format!(
        "select {}, k.kind, k.is_decision, {REMARK} from {FROM}",
        columns()
    ));
    let statement = filtered(waiting(statement, filter), filter);
    let statement = match after {
        Some(AfterDuty(due_at, id, kind)) => {
            let statement = statement.text(" and (o.due_at, o.id, k.kind) > (").value(*due_at).text(", ").value(*id);
            statement.text(", ").value(*kind).text(")")
        }
        None => statement,
    };
    let limit = literal_limit(rows);
    let mut found: Vec<(Found, DutyKind, bool, Option<String>)> =
        statement.text(format!(" order by o.due_at, o.id, k.kind limit {limit}")).load(&mut db).await?;
    found.truncate(rows);
    Ok(found
        .into_iter()
        .map(|(found, kind, is_decision, remark)| Waiting {
            kept: KeptObligation::from(found),
            kind,
            waits_for: wait(is_decision),
            remark,
        })
        .collect())
}

/// How many there are.
pub async fn count_duties(mut db: Db<'_>, filter: &DutyFilter) -> QueryResult<Vec<DutyCount>> {
    let statement = Statement::<(Text, Bool, BigInt, BigInt)>::new(
        "select k.kind, k.is_decision, count(*), count(*) filter (where o.due_at <= ",
    )
    .value(filter.now)
    .text(") from obligation o join period p on p.id = o.period_id");
    let found: Vec<(DutyKind, bool, i64, i64)> =
        filtered(waiting(statement, filter), filter).text(" group by 1, 2 order by 1, 2").load(&mut db).await?;
    Ok(found
        .into_iter()
        .map(|(kind, is_decision, count, overdue)| DutyCount { kind, waits_for: wait(is_decision), count, overdue })
        .collect())
}

/// What was said about a report that was returned, and is not sent again yet: of the whole, or else of single places.
const REMARK: &str = "case k.kind when 'obligation' then ( \
    select case s.state when 'returned' then coalesce(s.remark, \
        (select string_agg(r.value, '; ' order by r.key) from jsonb_each_text(s.remarks) r)) end \
    from submission s where s.obligation_id = o.id and s.state <> 'draft' order by s.number desc limit 1) \
    when 'consolidated_report' then c.remark end";

const fn wait(is_decision: bool) -> DutyWait {
    if is_decision { DutyWait::Decision } else { DutyWait::Work }
}

/// Obligations `o` of periods `p` with the live consolidated report `c`, once for everything `k` that waits.
fn waiting<R>(statement: Statement<R>, filter: &DutyFilter) -> Statement<R> {
    let (own, now) = (&filter.own, filter.now);
    statement
        .text(
            " left join consolidated_report c on c.obligation_id = o.id and c.state <> 'recalled' \
             cross join lateral ( \
                 select 'request' as kind, true as is_decision where o.receiver = any(",
        )
        .value(own.clone())
        .text(
            ") and exists (select from grant_request g where g.obligation_id = o.id and g.state = 'pending') \
             union all \
             select 'submission', true where o.form is not null and o.standing = 'submitted' and ",
        )
        .text(SENT_STATE)
        .text(
            " = 'submitted' and o.receiver = any(",
        )
        .value(own.clone())
        .text(
            ") union all \
             select 'consolidated_report', true where c.state = 'sent' and o.receiver = any(",
        )
        .value(own.clone())
        .text(
            ") union all \
             select case when o.form is null then 'consolidated_report' else 'obligation' end, \
                 coalesce(c.state = 'for_approval', false) \
             where o.owed_by = any(",
        )
        .value(own.clone())
        .text(
            ") and p.frozen_at is not null and o.standing <> 'waived' \
                 and case when o.form is null then coalesce(c.state in ('drafting', 'for_approval', 'approved'), true) \
                     else o.latest_state in ('draft', 'returned') or (o.standing = 'nothing' and o.latest_id is null) end \
                 and o.opens_at <= ",
        )
        .value(now)
        .text(" and (o.first_submitted_at is not null or greatest(o.locks_at, o.due_at) > ")
        .value(now)
        .text(" or o.unlocked_until > ")
        .value(now)
        .text(")) k where true")
}

fn filtered<R>(statement: Statement<R>, filter: &DutyFilter) -> Statement<R> {
    // The same again of the table itself: whoever asks has few of all obligations.
    let mut statement = statement.text(" and (o.owed_by = any(").value(filter.own.clone());
    statement = statement.text(") or o.receiver = any(").value(filter.own.clone()).text("))");
    if let Some(kind) = filter.kind {
        statement = statement.text(" and k.kind = ").value(kind);
    }
    if let Some(wanted) = filter.waits_for {
        statement = statement.text(" and k.is_decision = ").value(wanted == DutyWait::Decision);
    }
    match filter.is_overdue {
        None => statement,
        Some(true) => statement.text(" and o.due_at <= ").value(filter.now),
        Some(false) => statement.text(" and o.due_at > ").value(filter.now),
    }
}
