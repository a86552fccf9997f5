use super::filter::{Filter, conditions, due_between};
use crate::domain::health::{BUCKET_SQL, HEALTH_SQL, Marks};
use crate::store::marks::marked;
use crate::vocabulary::Dimension;
use diesel::QueryResult;
use diesel::sql_types::{BigInt, Nullable, Text};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Statement};

/// How many cells a table has at most.
pub const CELL_LIMIT: usize = 5_000;

/// A cell: the values of the one or two dimensions, and how many assignments.
pub type Cell = (Option<String>, Option<String>, i64);

/// Counts assignments by one or two dimensions; one cell more than the limit if there are too many.
pub async fn counts(
    mut db: Db<'_>,
    filter: &Filter,
    marks: &Marks,
    first: Dimension,
    second: Option<Dimension>,
) -> QueryResult<Vec<Cell>> {
    let second = second.map_or("null::text".to_owned(), expression);
    let statement = marked(marks, Statement::<(Nullable<Text>, Nullable<Text>, BigInt)>::new("with marks as (select "));
    let statement = statement
        .text(format!(") select {} as one, {second} as two, count(*) from assignment a where true", expression(first)));
    due_between(conditions(statement, filter), filter, "a.due_sort")
        .text(format!(" group by one, two order by one, two limit {}", CELL_LIMIT + 1))
        .load(&mut db)
        .await
}

fn expression(dimension: Dimension) -> String {
    match dimension {
        Dimension::Organization | Dimension::Territory => "a.accountable".to_owned(),
        Dimension::State => "a.state".to_owned(),
        Dimension::Health => format!("({HEALTH_SQL})"),
        Dimension::Bucket => format!("({BUCKET_SQL})"),
        Dimension::Directive => "a.directive_id::text".to_owned(),
        Dimension::Month => "case when a.due_sort < 'infinity' then to_char(a.due_sort, 'YYYY-MM') end".to_owned(),
    }
}
