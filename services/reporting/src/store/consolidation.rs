//! What the reports of an organization's reporters add up to: asked of the cells that count, never kept beside them.

mod cells;
mod figures;
mod whole;

pub use cells::{After as CellAfter, CellRow, MatrixCell, Sort as CellSort, cells, matrix};
pub use whole::{Consolidated, Consolidation, consolidate};

use crate::domain::coverage::Unit;
use crate::vocabulary::Standing;
use chrono::{DateTime, Utc};
use diesel::Queryable;
use diesel::result::QueryResult;
use diesel::sql_types::{Bool, Int4, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Statement};
use haicap_types::OrganizationCode;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Whose reports are consolidated.
#[derive(Debug, Clone)]
pub struct Scope {
    /// The periods of the units' regime.
    pub periods: Vec<Uuid>,
    /// The organizations to which the units report, of all those that lead to the consolidating one.
    pub receivers: Vec<OrganizationCode>,
}

/// The scope of an organization: it reaches down along the route as it was when the periods opened, successors in the
/// place of organizations that have ended.
pub async fn scope(mut db: Db<'_>, periods: Vec<Uuid>, organization: &OrganizationCode) -> QueryResult<Scope> {
    let steps: Vec<(OrganizationCode, OrganizationCode)> = Statement::<(Text, Text)>::new(
        "select distinct owed_by, receiver from obligation where tier > 1 and period_id = any(",
    )
    .value(periods.clone())
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

/// A unit as it is read.
#[derive(Queryable)]
struct UnitRow {
    obligation: Uuid,
    version: i32,
    period: Uuid,
    organization: OrganizationCode,
    standing: Standing,
    submission: Option<Uuid>,
    is_nil: bool,
    was_late: Option<bool>,
    due_at: DateTime<Utc>,
    form: Option<String>,
    form_number: Option<i32>,
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

/// Everybody who is expected to report within a scope, by code and period.
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
    Ok(found.into_iter().map(Unit::from).collect())
}

impl From<UnitRow> for Unit {
    fn from(row: UnitRow) -> Self {
        let UnitRow { obligation, version, period, organization, standing, submission, is_nil, was_late, .. } = row;
        let (due_at, form) = (row.due_at, row.form.zip(row.form_number));
        Self { obligation, version, period, organization, standing, submission, is_nil, was_late, due_at, form }
    }
}

/// The obligations of the first tier within a scope.
fn within<Row>(statement: Statement<Row>, scope: &Scope) -> Statement<Row> {
    let first: i16 = 1;
    statement
        .text("o.tier = ")
        .value(first)
        .text(" and o.period_id = any(")
        .value(scope.periods.clone())
        .text(") and o.receiver = any(")
        .value(scope.receivers.clone())
        .text(")")
}
