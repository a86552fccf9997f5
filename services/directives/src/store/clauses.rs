//! Clauses, and what was made of them.

use crate::domain::clause::{Clause, Label};
use crate::domain::coverage::{Continued, Counts};
use crate::domain::fulfilment::Deadline;
use crate::domain::text::{LongText, Prose};
use crate::vocabulary::{ClauseKind, ProductKind};
use chrono::NaiveDate;
use diesel::result::{Error, QueryResult};
use diesel::sql_types::{BigInt, Jsonb, Untyped, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Row, Statement, from_json, insert_rows, put_rows, to_json, unreadable};
use haicap_types::{Cadence, OrganizationCode, Urgency, fold};
use serde_json::Value;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

haicap_kit::row! {
    /// A clause as it stands in its table; a change of a draft writes all of them anew.
    ClauseRow in "clause" by (id) {
        id: Uuid,
        directive_id: Uuid,
        label: String,
        ordinal: i32,
        kind: ClauseKind,
        text: LongText,
        urgency: Option<Urgency>,
        due_on: Option<NaiveDate>,
        product_kind: Option<ProductKind>,
        product: Option<Prose<1_000>>,
        cadence: Option<Cadence>,
        deadline: Option<Value>,
        duplicate_of: Option<Uuid>,
        binds: Vec<Uuid>,
        intended: Value,
        superior: Option<OrganizationCode>,
        note: Option<Prose<2_000>>,
        search: String,
    }
}

/// The related rows of the clauses of a document.
#[derive(Debug, Clone)]
pub struct Beside {
    /// Clauses of other documents that these repeat.
    pub elsewhere: Vec<Clause>,
    /// What was made of each, if that was asked for.
    pub counts: Option<HashMap<Uuid, Counts>>,
}

/// The clauses of a directive, in their order.
pub async fn of_directive(mut db: Db<'_>, directive_id: Uuid) -> QueryResult<Vec<Clause>> {
    let found: Vec<ClauseRow> =
        select().text(" where directive_id = ").value(directive_id).text(" order by ordinal").load(&mut db).await?;
    found.into_iter().map(Clause::try_from).collect()
}

/// The clauses of several directives, those of each in their order.
pub async fn of_directives(mut db: Db<'_>, directives: &[Uuid]) -> QueryResult<Vec<Clause>> {
    if directives.is_empty() {
        return Ok(Vec::new());
    }
    let statement = select().text(" where directive_id = any(").value(directives.to_vec());
    let found: Vec<ClauseRow> = statement.text(") order by directive_id, ordinal").load(&mut db).await?;
    found.into_iter().map(Clause::try_from).collect()
}

/// When periods fall due that these clauses ask for, as far as the clauses say so.
pub async fn deadlines(mut db: Db<'_>, clauses: Vec<Uuid>) -> QueryResult<HashMap<Uuid, Deadline>> {
    let found: Vec<(Uuid, Value)> =
        Statement::<(SqlUuid, Jsonb)>::new("select id, deadline from clause where deadline is not null and id = any(")
            .value(clauses)
            .text(")")
            .load(&mut db)
            .await?;
    found.into_iter().map(|(id, deadline)| Ok((id, from_json(deadline)?))).collect()
}

/// Notes under which clauses of other documents clauses go on.
pub async fn continue_under(mut db: Db<'_>, continued: &[(Uuid, Uuid)]) -> QueryResult<()> {
    if continued.is_empty() {
        return Ok(());
    }
    let (from, to): (Vec<Uuid>, Vec<Uuid>) = continued.iter().copied().unzip();
    Statement::<Untyped>::new("update clause c set continued_by = n.continued_by from unnest(")
        .value(from)
        .text(", ")
        .value(to)
        .text(") n (id, continued_by) where c.id = n.id")
        .execute(&mut db)
        .await
        .map(drop)
}

/// The clauses of a directive that go on under clauses of other documents, each with that one.
pub async fn continued(mut db: Db<'_>, directive_id: Uuid) -> QueryResult<Continued> {
    let text = "select id, continued_by from clause where continued_by is not null and directive_id = ";
    let found: Vec<(Uuid, Uuid)> = Statement::<(SqlUuid, SqlUuid)>::new(text).value(directive_id).load(&mut db).await?;
    Ok(found.into_iter().collect())
}

fn select() -> Statement<<ClauseRow as Row>::Sql> {
    Statement::new(format!("select {} from clause", ClauseRow::COLUMNS))
}

/// How many clauses a directive has.
pub async fn count(mut db: Db<'_>, directive_id: Uuid) -> QueryResult<i64> {
    let statement = Statement::<(BigInt,)>::new("select count(*) from clause where directive_id = ");
    let (count,) = statement.value(directive_id).get_result::<(i64,)>(&mut db).await?;
    Ok(count)
}

/// The clauses with these ids, of whatever directive.
pub async fn find_many(mut db: Db<'_>, ids: &[Uuid]) -> QueryResult<Vec<Clause>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let found: Vec<ClauseRow> = select().text(" where id = any(").value(ids.to_vec()).text(")").load(&mut db).await?;
    found.into_iter().map(Clause::try_from).collect()
}

/// The related rows of the clauses of a directive.
pub async fn beside(db: Db<'_>, directive_id: Uuid, clauses: &[Clause], is_counted: bool) -> QueryResult<Beside> {
    let own: HashSet<Uuid> = clauses.iter().map(|clause| clause.id).collect();
    let originals = clauses.iter().filter_map(|clause| clause.duplicate_of);
    let elsewhere: Vec<Uuid> = originals.filter(|original| !own.contains(original)).collect();
    let elsewhere = find_many(db, &elsewhere).await?;
    let counts = if is_counted { Some(assignment_counts(db, directive_id).await?) } else { None };
    Ok(Beside { elsewhere, counts })
}

/// Keeps the clauses of a draft that has none.
pub async fn insert_many(db: Db<'_>, clauses: &[Clause]) -> QueryResult<()> {
    let rows = clauses.iter().map(ClauseRow::try_from).collect::<Result<Vec<_>, _>>()?;
    insert_rows(db, ClauseRow::TABLE, ClauseRow::COLUMNS, &rows).await
}

/// Keeps these clauses in the place of all that the draft had.
pub async fn replace(mut db: Db<'_>, directive_id: Uuid, clauses: &[Clause]) -> QueryResult<()> {
    Statement::<Untyped>::new("delete from clause where directive_id = ").value(directive_id).execute(&mut db).await?;
    insert_many(db, clauses).await
}

/// Keeps all clauses of a document as they are now: those that are there change, others are new.
pub async fn put(db: Db<'_>, clauses: &[Clause]) -> QueryResult<()> {
    let rows = clauses.iter().map(ClauseRow::try_from).collect::<Result<Vec<_>, _>>()?;
    put_rows(db, ClauseRow::TABLE, (ClauseRow::KEY, ClauseRow::COLUMNS), &rows).await
}

/// What was made of each clause of a directive; a clause of which nothing was made is left out.
pub async fn assignment_counts(mut db: Db<'_>, directive_id: Uuid) -> QueryResult<HashMap<Uuid, Counts>> {
    type Sql = (SqlUuid, BigInt, BigInt, BigInt);
    let found: Vec<(Uuid, i64, i64, i64)> = Statement::<Sql>::new(
        "select clause_id, count(*), count(distinct accountable), count(*) filter (where state <> 'withdrawn') \
         from assignment \
         where clause_id is not null and directive_id = ",
    )
    .value(directive_id)
    .text(" group by clause_id")
    .load(&mut db)
    .await?;
    let counts = |(id, assignments, organizations, owed)| (id, Counts { assignments, organizations, owed });
    Ok(found.into_iter().map(counts).collect())
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
            text: row.text,
            urgency: row.urgency,
            due_on: row.due_on,
            product_kind: row.product_kind,
            product: row.product,
            cadence: row.cadence,
            deadline: row.deadline.map(from_json).transpose()?,
            duplicate_of: row.duplicate_of,
            binds: row.binds,
            intended: from_json(row.intended)?,
            superior: row.superior,
            note: row.note,
        })
    }
}

impl TryFrom<&Clause> for ClauseRow {
    type Error = Error;

    fn try_from(clause: &Clause) -> Result<Self, Error> {
        let search = searched(clause);
        let clause = clause.clone();
        Ok(Self {
            search,
            id: clause.id,
            directive_id: clause.directive_id,
            label: clause.label.into(),
            ordinal: clause.ordinal,
            kind: clause.kind,
            text: clause.text,
            urgency: clause.urgency,
            due_on: clause.due_on,
            product_kind: clause.product_kind,
            product: clause.product,
            cadence: clause.cadence,
            deadline: clause.deadline.as_ref().map(to_json).transpose()?,
            duplicate_of: clause.duplicate_of,
            binds: clause.binds,
            intended: to_json(&clause.intended)?,
            superior: clause.superior,
            note: clause.note,
        })
    }
}

/// What words are looked for in, folded.
fn searched(clause: &Clause) -> String {
    let product = clause.product.as_ref().map_or("", |product| product.as_str());
    fold(&format!("{} {product}", clause.text.as_str()))
}
