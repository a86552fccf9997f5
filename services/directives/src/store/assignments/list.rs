use super::row::{COLUMNS, Row, SqlRow};
use crate::domain::assignment::Assignment;
use crate::domain::health::{BUCKET_SQL, HEALTH_SQL, Marks};
use crate::store::marks::marked;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::QueryResult;
use diesel::sql_types::{Array, Bool, Date, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Statement};
use haicap_types::{
    AssignmentState, Bucket, ClauseKind, Health, OrganizationCode, OrganizationRole, Urgency, Vocabulary,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Which assignments are wanted. Empty lists and `None` ask for nothing.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// The organizations that the caller sees; none where another filter makes sure that he does.
    pub seen: Option<Vec<OrganizationCode>>,
    /// An organization, in any role or in the one given.
    pub organization: Option<(OrganizationCode, Option<OrganizationRole>)>,
    /// Accountable bodies: those of a territory.
    pub accountable: Option<Vec<OrganizationCode>>,
    /// States.
    pub states: Vec<AssignmentState>,
    /// Healths.
    pub health: Vec<Health>,
    /// Statistical groups.
    pub buckets: Vec<Bucket>,
    /// Kinds of clauses.
    pub kinds: Vec<ClauseKind>,
    /// Urgencies.
    pub urgencies: Vec<Urgency>,
    /// Due on or after.
    pub due_from: Option<NaiveDate>,
    /// Due on or before.
    pub due_to: Option<NaiveDate>,
    /// The subject of the person who took it.
    pub handler: Option<String>,
    /// The directive.
    pub directive: Option<Uuid>,
    /// The clause.
    pub clause: Option<Uuid>,
    /// The parent.
    pub parent: Option<Uuid>,
    /// Roots only, or children only.
    pub is_root: Option<bool>,
    /// Words to be found, folded.
    pub words: Vec<String>,
}

/// In what order they are wanted. What is equal is ordered by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// By the date that counts; what has none comes last.
    Due,
    /// The same, backwards.
    DueDescending,
    /// By the last sign of life.
    Updated,
    /// The same, newest first.
    UpdatedDescending,
}

/// After which assignment the page begins.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(untagged)]
pub enum After {
    /// In the order of dates; none where it has no date.
    Due(Option<NaiveDate>, Uuid),
    /// In the order of signs of life.
    Updated(DateTime<Utc>, Uuid),
}

/// A page of assignments.
///
/// The first six parameters are the marks, where [`HEALTH_SQL`] and [`BUCKET_SQL`] expect them; they are left out where
/// no filter asks for either. Limits are one of two literals, so that a plan can be kept.
///
/// # Errors
/// The database cannot answer.
pub async fn list(
    mut db: Db<'_>,
    filter: &Filter,
    marks: &Marks,
    sort: Sort,
    after: Option<&After>,
    rows: usize,
) -> QueryResult<Vec<Assignment>> {
    let limit = if rows <= 21 { 21 } else { 201 };
    let statement = select(filter, marks);
    let statement = ordered(conditions(statement, filter), sort, after);
    // Who sees two bodies wants the index on them, who sees the city wants the order's: one plan cannot serve both.
    let statement = if filter.seen.is_some() { statement.planned_anew() } else { statement };
    let mut found: Vec<Row> = statement.text(format!(" limit {limit}")).load(&mut db).await?;
    found.truncate(rows);
    Ok(found.into_iter().map(Assignment::from).collect())
}

/// Whether every assignment of a directive concerns one of these organizations.
///
/// # Errors
/// The database cannot answer.
pub async fn all_in_sight(mut db: Db<'_>, directive: Uuid, seen: &[OrganizationCode]) -> QueryResult<bool> {
    let (all,) = Statement::<(Bool,)>::new("select not exists (select from assignment where directive_id = ")
        .bind::<SqlUuid, _>(directive)
        .text(" and not concerned && ")
        .bind::<Array<Text>, _>(seen.to_vec())
        .text(")")
        .get_result::<(bool,)>(&mut db)
        .await?;
    Ok(all)
}

fn select(filter: &Filter, marks: &Marks) -> Statement<SqlRow> {
    if filter.health.is_empty() && filter.buckets.is_empty() {
        return Statement::new(format!("select {COLUMNS} from assignment a where true"));
    }
    let statement = marked(marks, Statement::new("with marks as (select "));
    let mut statement = statement.text(format!(") select {COLUMNS} from assignment a where true"));
    if !filter.health.is_empty() {
        let words = words(&filter.health);
        statement = statement.text(format!(" and ({HEALTH_SQL}) = any(")).bind::<Array<Text>, _>(words).text(")");
    }
    if !filter.buckets.is_empty() {
        let words = words(&filter.buckets);
        statement = statement.text(format!(" and ({BUCKET_SQL}) = any(")).bind::<Array<Text>, _>(words).text(")");
    }
    statement
}

pub(super) fn conditions<T>(mut statement: Statement<T>, filter: &Filter) -> Statement<T> {
    if let Some(seen) = &filter.seen {
        statement = statement.text(" and a.concerned && ").bind::<Array<Text>, _>(seen.clone());
    }
    if let Some((code, role)) = &filter.organization {
        let code = code.clone();
        statement = match role {
            None => statement.text(" and a.concerned @> ").bind::<Array<Text>, _>(vec![code]),
            Some(OrganizationRole::Accountable) => statement.text(" and a.accountable = ").bind::<Text, _>(code),
            Some(OrganizationRole::Executing) => statement.text(" and a.executing = ").bind::<Text, _>(code),
            Some(OrganizationRole::ReportsTo) => statement.text(" and a.reports_to = ").bind::<Text, _>(code),
            Some(OrganizationRole::Coordinating) => {
                statement.text(" and a.coordinating @> ").bind::<Array<Text>, _>(vec![code])
            }
            Some(OrganizationRole::Monitoring) => {
                statement.text(" and a.monitoring @> ").bind::<Array<Text>, _>(vec![code])
            }
        };
    }
    if let Some(codes) = &filter.accountable {
        statement = statement.text(" and a.accountable = any(").bind::<Array<Text>, _>(codes.clone()).text(")");
    }
    statement = any_of(statement, " and a.state = any(", &filter.states);
    if !filter.states.is_empty() && filter.states.iter().all(|state| state.is_open()) {
        // Implied by the states, and what the indexes on open assignments ask for: most assignments have ended.
        statement = statement.text(" and a.ended_at is null");
    }
    statement = any_of(statement, " and a.clause_kind = any(", &filter.kinds);
    statement = any_of(statement, " and a.urgency = any(", &filter.urgencies);
    if let Some(from) = filter.due_from {
        statement = statement.text(" and a.due_sort >= ").bind::<Date, _>(from);
    }
    if let Some(to) = filter.due_to {
        statement = statement.text(" and a.due_sort <= ").bind::<Date, _>(to);
    }
    if let Some(handler) = &filter.handler {
        statement = statement.text(" and a.handler_subject = ").bind::<Text, _>(handler.clone());
    }
    for (column, id) in [
        (" and a.directive_id = ", filter.directive),
        (" and a.clause_id = ", filter.clause),
        (" and a.parent_id = ", filter.parent),
    ] {
        if let Some(id) = id {
            statement = statement.text(column).bind::<SqlUuid, _>(id);
        }
    }
    if let Some(is_root) = filter.is_root {
        statement = statement.text(" and (a.parent_id is null) = ").bind::<Bool, _>(is_root);
    }
    for word in &filter.words {
        statement = statement.text(" and a.search like ").bind::<Text, _>(format!("%{word}%"));
    }
    statement
}

fn ordered(statement: Statement<SqlRow>, sort: Sort, after: Option<&After>) -> Statement<SqlRow> {
    let (column, direction, beyond) = match sort {
        Sort::Due => ("a.due_sort", "", ">"),
        Sort::DueDescending => ("a.due_sort", " desc", "<"),
        Sort::Updated => ("a.last_update_at", "", ">"),
        Sort::UpdatedDescending => ("a.last_update_at", " desc", "<"),
    };
    let statement = match after {
        None => statement,
        Some(After::Due(None, id)) => statement
            .text(format!(" and ({column}, a.id) {beyond} ('infinity'::date, "))
            .bind::<SqlUuid, _>(*id)
            .text(")"),
        Some(After::Due(Some(due_on), id)) => statement
            .text(format!(" and ({column}, a.id) {beyond} ("))
            .bind::<Date, _>(*due_on)
            .text(", ")
            .bind::<SqlUuid, _>(*id)
            .text(")"),
        Some(After::Updated(at, id)) => statement
            .text(format!(" and ({column}, a.id) {beyond} ("))
            .bind::<Timestamptz, _>(*at)
            .text(", ")
            .bind::<SqlUuid, _>(*id)
            .text(")"),
    };
    statement.text(format!(" order by {column}{direction}, a.id{direction}"))
}

fn any_of<T, V: Vocabulary>(statement: Statement<T>, condition: &'static str, values: &[V]) -> Statement<T> {
    if values.is_empty() {
        return statement;
    }
    statement.text(condition).bind::<Array<Text>, _>(words(values)).text(")")
}

pub(super) fn words<V: Vocabulary>(values: &[V]) -> Vec<&'static str> {
    values.iter().map(|value| value.word()).collect()
}
