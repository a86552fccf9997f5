//! Clauses, and what was made of them.

use crate::domain::clause::{Clause, Label};
use crate::domain::coverage::Counts;
use crate::domain::text::{LongText, Prose};
use crate::schema::clause;
use chrono::NaiveDate;
use diesel::pg::Pg;
use diesel::result::{Error, QueryResult};
use diesel::sql_types::{BigInt, Uuid as SqlUuid};
use diesel::{ExpressionMethods, QueryDsl, Queryable, Selectable, SelectableHelper};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Statement, from_json, insert_rows, to_json, unreadable};
use haicap_types::{Cadence, ClauseKind, OrganizationCode, ProductKind, Urgency};
use serde::Serialize;
use serde_json::Value;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// A row of the table, column for column.
#[derive(Queryable, Selectable, Serialize)]
#[diesel(table_name = clause, check_for_backend(Pg))]
struct ClauseRow {
    id: Uuid,
    directive_id: Uuid,
    label: String,
    ordinal: i32,
    kind: ClauseKind,
    text: String,
    urgency: Option<Urgency>,
    due_on: Option<NaiveDate>,
    product_kind: Option<ProductKind>,
    product: Option<String>,
    cadence: Option<Cadence>,
    duplicate_of: Option<Uuid>,
    binds: Vec<Uuid>,
    intended: Value,
    superior: Option<OrganizationCode>,
    note: Option<String>,
}

/// The columns of [`ClauseRow`], in its order.
const COLUMNS: &str = "id, directive_id, label, ordinal, kind, text, urgency, due_on, product_kind, product, cadence, \
    duplicate_of, binds, intended, superior, note";

/// What stands beside the clauses of a document.
#[derive(Debug, Clone)]
pub struct Beside {
    /// Clauses of other documents that these repeat.
    pub elsewhere: Vec<Clause>,
    /// What was made of each, if that was asked for.
    pub counts: Option<HashMap<Uuid, Counts>>,
}

/// The clauses of a directive, in their order.
///
/// # Errors
/// The database's.
pub async fn of_directive(mut db: Db<'_>, directive_id: Uuid) -> QueryResult<Vec<Clause>> {
    let found = clause::table
        .filter(clause::directive_id.eq(directive_id))
        .order(clause::ordinal)
        .select(ClauseRow::as_select())
        .load(&mut db)
        .await?;
    found.into_iter().map(Clause::try_from).collect()
}

/// How many clauses a directive has.
///
/// # Errors
/// The database's.
pub async fn count(mut db: Db<'_>, directive_id: Uuid) -> QueryResult<i64> {
    clause::table.filter(clause::directive_id.eq(directive_id)).count().get_result(&mut db).await
}

/// The clauses with these ids, of whatever directive.
///
/// # Errors
/// The database's.
pub async fn find_many(mut db: Db<'_>, ids: &[Uuid]) -> QueryResult<Vec<Clause>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let found = clause::table.filter(clause::id.eq_any(ids)).select(ClauseRow::as_select()).load(&mut db).await?;
    found.into_iter().map(Clause::try_from).collect()
}

/// What stands beside the clauses of a directive.
///
/// # Errors
/// The database's.
pub async fn beside(db: Db<'_>, directive_id: Uuid, clauses: &[Clause], is_counted: bool) -> QueryResult<Beside> {
    let own: HashSet<Uuid> = clauses.iter().map(|clause| clause.id).collect();
    let originals = clauses.iter().filter_map(|clause| clause.duplicate_of);
    let elsewhere: Vec<Uuid> = originals.filter(|original| !own.contains(original)).collect();
    let elsewhere = find_many(db, &elsewhere).await?;
    let counts = if is_counted { Some(assignment_counts(db, directive_id).await?) } else { None };
    Ok(Beside { elsewhere, counts })
}

/// Keeps the clauses of a draft that has none.
///
/// # Errors
/// The database's.
pub async fn insert_many(db: Db<'_>, clauses: &[Clause]) -> QueryResult<()> {
    let rows = clauses.iter().map(ClauseRow::try_from).collect::<Result<Vec<_>, _>>()?;
    insert_rows(db, "clause", COLUMNS, &rows).await
}

/// Keeps these clauses in the place of all that the draft had.
///
/// # Errors
/// The database's.
pub async fn replace(mut db: Db<'_>, directive_id: Uuid, clauses: &[Clause]) -> QueryResult<()> {
    diesel::delete(clause::table.filter(clause::directive_id.eq(directive_id))).execute(&mut db).await?;
    insert_many(db, clauses).await
}

/// What was made of each clause of a directive; a clause of which nothing was made is left out.
///
/// # Errors
/// The database's.
pub async fn assignment_counts(mut db: Db<'_>, directive_id: Uuid) -> QueryResult<HashMap<Uuid, Counts>> {
    let found: Vec<(Uuid, i64, i64)> = Statement::<(SqlUuid, BigInt, BigInt)>::new(
        "select clause_id, count(*), count(distinct accountable) from assignment \
         where clause_id is not null and directive_id = ",
    )
    .bind::<SqlUuid, _>(directive_id)
    .text(" group by clause_id")
    .load(&mut db)
    .await?;
    Ok(found.into_iter().map(|(id, assignments, organizations)| (id, Counts { assignments, organizations })).collect())
}

impl TryFrom<ClauseRow> for Clause {
    type Error = Error;

    fn try_from(row: ClauseRow) -> Result<Self, Error> {
        Ok(Self {
            id: row.id,
            directive_id: row.directive_id,
            label: Label::new(&row.label).map_err(unreadable)?,
            ordinal: row.ordinal,
            kind: row.kind,
            text: LongText::new(&row.text).map_err(unreadable)?,
            urgency: row.urgency,
            due_on: row.due_on,
            product_kind: row.product_kind,
            product: row.product.as_deref().map(Prose::new).transpose().map_err(unreadable)?,
            cadence: row.cadence,
            duplicate_of: row.duplicate_of,
            binds: row.binds,
            intended: from_json(row.intended)?,
            superior: row.superior,
            note: row.note.as_deref().map(Prose::new).transpose().map_err(unreadable)?,
        })
    }
}

impl TryFrom<&Clause> for ClauseRow {
    type Error = Error;

    fn try_from(clause: &Clause) -> Result<Self, Error> {
        let clause = clause.clone();
        Ok(Self {
            id: clause.id,
            directive_id: clause.directive_id,
            label: clause.label.into(),
            ordinal: clause.ordinal,
            kind: clause.kind,
            text: clause.text.into(),
            urgency: clause.urgency,
            due_on: clause.due_on,
            product_kind: clause.product_kind,
            product: clause.product.map(String::from),
            cadence: clause.cadence,
            duplicate_of: clause.duplicate_of,
            binds: clause.binds,
            intended: to_json(&clause.intended)?,
            superior: clause.superior,
            note: clause.note.map(String::from),
        })
    }
}
