use super::filter::{Filter, conditions, due_between, one_by_one, words};
use super::row::{AssignmentRow, SqlRow, columns};
use crate::domain::assignment::Assignment;
use crate::domain::health::{BUCKET_SQL, HEALTH_SQL, Marks};
use crate::store::marks::marked;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::QueryResult;
use diesel::sql_types::{Array, Date, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Statement, literal_limit};
use haicap_types::OrganizationCode;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// In what order they are wanted. What is equal is ordered by id.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// By the date that counts; what has none comes last.
    #[default]
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
pub async fn list(
    mut db: Db<'_>,
    filter: &Filter,
    marks: &Marks,
    sort: Sort,
    after: Option<&After>,
    rows: usize,
) -> QueryResult<Vec<Assignment>> {
    let limit = literal_limit(rows);
    let statement = match (sort, filter.read_apart()) {
        (Sort::Due | Sort::DueDescending, Some(organizations)) => {
            apart(filter, marks, sort, after, organizations, limit)
        }
        _ => together(filter, marks, sort, after, limit),
    };
    let mut found: Vec<AssignmentRow> = statement.load(&mut db).await?;
    found.truncate(rows);
    Ok(found.into_iter().map(Assignment::from).collect())
}

/// A page from all assignments.
fn together(filter: &Filter, marks: &Marks, sort: Sort, after: Option<&After>, limit: usize) -> Statement<SqlRow> {
    let statement = with_marks(filter, marks).text(format!("select {} from assignment a where true", columns()));
    let statement = conditions(filtered_by_health(statement, filter), filter);
    let statement = due_between(statement, filter, "a.due_sort");
    let order = match sort {
        Sort::Due | Sort::DueDescending => Order { date: "a.due_sort", id: "a.id", sort },
        Sort::Updated | Sort::UpdatedDescending => Order { date: "a.last_update_at", id: "a.id", sort },
    };
    let statement = order.beyond(statement, after).text(format!("{} limit {limit}", order.clause()));
    // The values decide what is scarce, the organization or the word: one plan cannot serve both.
    if filter.seen.is_some() || !filter.words.is_empty() { statement.planned_anew() } else { statement }
}

/// A page put together from the first ones of each organization, all of them read in the order of dates.
fn apart(
    filter: &Filter,
    marks: &Marks,
    sort: Sort,
    after: Option<&After>,
    mut organizations: Vec<OrganizationCode>,
    limit: usize,
) -> Statement<SqlRow> {
    let order = Order { date: "p.due_sort", id: "p.assignment_id", sort };
    // Few different numbers of values make few statements; the last one again changes nothing.
    if let Some(last) = organizations.last().cloned() {
        organizations.resize(organizations.len().next_power_of_two(), last);
    }
    let statement = with_marks(filter, marks)
        .text(format!("select {} from (select distinct p.due_sort, p.assignment_id from ", columns()));
    let mut statement = one_by_one(statement, organizations).text(
        " cross join lateral (select p.due_sort, p.assignment_id from assignment_party p \
         join assignment a on a.id = p.assignment_id where p.organization = o.code",
    );
    if filter.is_open() {
        statement = statement.text(" and p.is_open");
    }
    let (organization, seen) = (&filter.organization, &filter.seen);
    let rest = Filter {
        // Being read apart says that the organization has a role, and which one only where that was asked for.
        organization: organization.clone().filter(|(_, role)| role.is_some()),
        seen: seen.clone().filter(|_| organization.is_some()),
        ..filter.clone()
    };
    statement = conditions(filtered_by_health(statement, filter), &rest);
    statement = due_between(statement, filter, "p.due_sort");
    let clause = order.clause();
    order.beyond(statement, after).text(format!(
        "{clause} limit {limit}) p{clause} limit {limit}) p join assignment a on a.id = p.assignment_id{clause}"
    ))
}

fn with_marks(filter: &Filter, marks: &Marks) -> Statement<SqlRow> {
    if filter.health.is_empty() && filter.buckets.is_empty() {
        return Statement::new("");
    }
    marked(marks, Statement::new("with marks as (select ")).text(") ")
}

fn filtered_by_health(mut statement: Statement<SqlRow>, filter: &Filter) -> Statement<SqlRow> {
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

/// The columns of an order, and its direction.
struct Order {
    date: &'static str,
    id: &'static str,
    sort: Sort,
}

impl Order {
    fn clause(&self) -> String {
        let Self { date, id, sort } = self;
        match sort {
            Sort::Due | Sort::Updated => format!(" order by {date}, {id}"),
            Sort::DueDescending | Sort::UpdatedDescending => format!(" order by {date} desc, {id} desc"),
        }
    }

    fn beyond<T>(&self, statement: Statement<T>, after: Option<&After>) -> Statement<T> {
        let Some(after) = after else { return statement };
        let Self { date, id, sort } = self;
        let sign = match sort {
            Sort::Due | Sort::Updated => ">",
            Sort::DueDescending | Sort::UpdatedDescending => "<",
        };
        let statement = statement.text(format!(" and ({date}, {id}) {sign} ("));
        let (statement, last) = match after {
            After::Due(None, last) => (statement.text("'infinity'::date"), last),
            After::Due(Some(due_on), last) => (statement.bind::<Date, _>(*due_on), last),
            After::Updated(at, last) => (statement.bind::<Timestamptz, _>(*at), last),
        };
        statement.text(", ").bind::<SqlUuid, _>(*last).text(")")
    }
}
