//! What the reports of a body's reporters add up to: asked of the cells that count, never kept beside them.

mod cells;
mod figures;
mod whole;

pub use cells::{After as CellAfter, CellRow, Order as CellOrder, cells, matrix};
pub use whole::{Consolidated, Consolidation, consolidate};

use crate::domain::coverage::Unit;
use chrono::{DateTime, Utc};
use diesel::result::QueryResult;
use diesel::sql_types::{Array, Bool, Int2, Int4, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Statement};
use haicap_types::{OrganizationCode, Standing};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Whose reports are consolidated.
#[derive(Debug, Clone)]
pub struct Scope {
    /// The periods of the units' regime.
    pub periods: Vec<Uuid>,
    /// The bodies to which the units report, of all those that lead to the consolidating one.
    pub receivers: Vec<OrganizationCode>,
}

/// The scope of a body: it reaches down along the route as it was when the periods opened, successors in the place of
/// bodies that have ended.
///
/// # Errors
/// The database's.
pub async fn scope(mut db: Db<'_>, periods: Vec<Uuid>, organization: &OrganizationCode) -> QueryResult<Scope> {
    let steps: Vec<(OrganizationCode, OrganizationCode)> = Statement::<(Text, Text)>::new(
        "select distinct owed_by, receiver from obligation where tier > 1 and period_id = any(",
    )
    .bind::<Array<SqlUuid>, _>(periods.clone())
    .text(")")
    .load(&mut db)
    .await?;
    let mut receivers: BTreeSet<OrganizationCode> = [organization.clone()].into();
    loop {
        let below = steps.iter().filter(|(_, receiver)| receivers.contains(receiver)).map(|(body, _)| body.clone());
        let all: BTreeSet<OrganizationCode> = receivers.iter().cloned().chain(below).collect();
        if all.len() == receivers.len() {
            return Ok(Scope { periods, receivers: receivers.into_iter().collect() });
        }
        receivers = all;
    }
}

type SqlUnit = (
    SqlUuid,
    Int4,
    SqlUuid,
    Text,
    Text,
    Nullable<SqlUuid>,
    Bool,
    Nullable<Bool>,
    Timestamptz,
    Nullable<Text>,
    Nullable<Int4>,
);
type UnitRow = (
    Uuid,
    i32,
    Uuid,
    OrganizationCode,
    Standing,
    Option<Uuid>,
    bool,
    Option<bool>,
    DateTime<Utc>,
    Option<String>,
    Option<i32>,
);

/// Everybody who is expected to report within a scope, by code and period.
///
/// # Errors
/// The database's.
pub async fn units(mut db: Db<'_>, scope: &Scope) -> QueryResult<Vec<Unit>> {
    let found: Vec<UnitRow> = within(
        Statement::<SqlUnit>::new(
            "select o.id, o.version, o.period_id, o.organization, o.standing, o.effective_submission, \
             coalesce(s.is_nil, false), o.was_late, o.due_at, o.form, o.form_number \
             from obligation o left join submission s on s.id = o.effective_submission where ",
        ),
        scope,
    )
    .text(" order by o.organization, o.due_at")
    .load(&mut db)
    .await?;
    let unit = |row: UnitRow| {
        let (obligation, version, period, organization, standing, submission, is_nil, was_late, due_at, form, number) =
            row;
        let form = form.zip(number);
        Unit { obligation, version, period, organization, standing, submission, is_nil, was_late, due_at, form }
    };
    Ok(found.into_iter().map(unit).collect())
}

/// The obligations of the first tier within a scope.
fn within<Row>(statement: Statement<Row>, scope: &Scope) -> Statement<Row> {
    let first: i16 = 1;
    statement
        .text("o.tier = ")
        .bind::<Int2, _>(first)
        .text(" and o.period_id = any(")
        .bind::<Array<SqlUuid>, _>(scope.periods.clone())
        .text(") and o.receiver = any(")
        .bind::<Array<Text>, _>(scope.receivers.clone())
        .text(")")
}
