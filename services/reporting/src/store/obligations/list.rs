use super::row::{Found, KeptObligation, SqlFound, selected};
use crate::vocabulary::ObligationState;
use chrono::{DateTime, Utc};
use diesel::result::QueryResult;
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Statement, literal_limit};
use haicap_types::OrganizationCode;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Which obligations are wanted; what is none is not asked for.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// That concern one of these organizations, or are received by `receives`.
    pub seen: Vec<OrganizationCode>,
    /// The organization that sees what it receives.
    pub receives: Option<OrganizationCode>,
    /// Of this regime.
    pub regime: Option<String>,
    /// For the period with this key.
    pub period: Option<String>,
    /// Of this organization.
    pub organization: Option<OrganizationCode>,
    /// Received by this organization.
    pub receiver: Option<OrganizationCode>,
    /// Of this tier.
    pub tier: Option<i16>,
    /// In one of these states.
    pub states: Vec<ObligationState>,
    /// Due before this moment and not reported.
    pub is_overdue: bool,
}

/// In which order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// By the moment at which they are due.
    #[default]
    Due,
    /// The same, the latest first.
    DueDescending,
}

/// After which obligation the page begins.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct After(pub DateTime<Utc>, pub Uuid);

/// A page of obligations.
pub async fn list(
    mut db: Db<'_>,
    filter: &Filter,
    sort: Sort,
    after: Option<&After>,
    now: DateTime<Utc>,
    rows: usize,
) -> QueryResult<Vec<KeptObligation>> {
    let statement = selected("where (o.owed_by = any(")
        .value(filter.seen.clone())
        .text(") or o.organization = any(")
        .value(filter.seen.clone())
        .text(")");
    let statement = match &filter.receives {
        Some(own) => statement.text(" or o.receiver = ").value(own.clone()).text(")"),
        None => statement.text(")"),
    };
    let statement = conditions(statement, filter, now);
    let statement = match (sort, after) {
        (_, None) => statement,
        (Sort::Due, Some(After(due_at, id))) => place(statement.text(" and (o.due_at, o.id) > ("), *due_at, *id),
        (Sort::DueDescending, Some(After(due_at, id))) => {
            place(statement.text(" and (o.due_at, o.id) < ("), *due_at, *id)
        }
    };
    let order = match sort {
        Sort::Due => "o.due_at, o.id",
        Sort::DueDescending => "o.due_at desc, o.id desc",
    };
    let limit = literal_limit(rows);
    let mut found: Vec<Found> = statement.text(format!(" order by {order} limit {limit}")).load(&mut db).await?;
    found.truncate(rows);
    Ok(found.into_iter().map(KeptObligation::from).collect())
}

fn conditions(mut statement: Statement<SqlFound>, filter: &Filter, now: DateTime<Utc>) -> Statement<SqlFound> {
    if let Some(regime) = &filter.regime {
        statement = statement.text(" and o.regime = ").value(regime.clone());
    }
    if let Some(period) = &filter.period {
        statement = statement.text(" and p.key = ").value(period.clone());
    }
    if let Some(organization) = &filter.organization {
        statement = statement.text(" and o.organization = ").value(organization.clone());
    }
    if let Some(receiver) = &filter.receiver {
        statement = statement.text(" and o.receiver = ").value(receiver.clone());
    }
    if let Some(tier) = filter.tier {
        statement = statement.text(" and o.tier = ").value(tier);
    }
    if filter.is_overdue {
        statement = statement.text(" and o.standing = 'nothing' and o.due_at < ").value(now);
    }
    match filter.states.as_slice() {
        [] => statement,
        [state] => in_state(statement, *state, now),
        states => in_one_of(statement, states, now),
    }
}

/// Whether the period has begun at the moment `n`, and whether its reports are locked then.
const BEGUN: &str = "n >= o.opens_at and p.frozen_at is not null";
const LOCKED: &str = "greatest(o.locks_at, o.due_at) <= n and coalesce(o.unlocked_until <= n, true)";

/// One of several states, in one text whichever they are.
fn in_one_of(statement: Statement<SqlFound>, states: &[ObligationState], now: DateTime<Utc>) -> Statement<SqlFound> {
    statement
        .text(" and (select case when o.standing <> 'nothing' then o.standing")
        .text(format!(" when not ({BEGUN}) then 'upcoming' when {LOCKED} then 'missed' else 'open' end from (select "))
        .value(now)
        .text("::timestamptz as n) clock) = any(")
        .value(states.to_vec())
        .text(")")
}

/// The state as the clock and what was done make it, said once more for the database.
fn in_state(statement: Statement<SqlFound>, state: ObligationState, now: DateTime<Utc>) -> Statement<SqlFound> {
    let clock = |statement: Statement<SqlFound>, condition: &str| {
        statement
            .text(" and o.standing = 'nothing' and exists (select from (select ")
            .value(now)
            .text(format!("::timestamptz as n) clock where {condition})"))
    };
    match state {
        ObligationState::Upcoming => clock(statement, "n < o.opens_at or p.frozen_at is null"),
        ObligationState::Open => clock(statement, &format!("{BEGUN} and not ({LOCKED})")),
        ObligationState::Missed => clock(statement, &format!("{BEGUN} and {LOCKED}")),
        ObligationState::Submitted => statement.text(" and o.standing = 'submitted'"),
        ObligationState::Returned => statement.text(" and o.standing = 'returned'"),
        ObligationState::Accepted => statement.text(" and o.standing = 'accepted'"),
        ObligationState::Waived => statement.text(" and o.standing = 'waived'"),
    }
}

fn place(statement: Statement<SqlFound>, due_at: DateTime<Utc>, id: Uuid) -> Statement<SqlFound> {
    statement.value(due_at).text(", ").value(id).text(")")
}
