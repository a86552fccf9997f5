use diesel::pg::Pg;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::result::QueryResult;
use diesel::serialize::ToSql;
use diesel::sql_types::HasSqlType;
use haicap_types::Column;
use std::borrow::Cow;
use std::marker::PhantomData;

/// SQL written by hand, with its values, whose rows are of the SQL type `Row`.
///
/// Diesel prepares `sql_query`, `dsl::sql` and inserts of several rows (`.values([…])`) anew on every call, and a bound
/// `limit` makes Postgres plan anew on every call. A statement of this type is prepared once for each text, so what
/// varies without bound must be a value and never text: a connection keeps [`PREPARED_MAX`](super::PREPARED_MAX)
/// statements and is then replaced.
pub struct Statement<Row> {
    parts: Vec<Part>,
    is_planned_anew: bool,
    row: PhantomData<Row>,
}

enum Part {
    Text(Cow<'static, str>),
    Value(Box<dyn Value>),
}

trait Value: Send {
    fn push<'b>(&'b self, out: &mut AstPass<'_, 'b, Pg>) -> QueryResult<()>;
}

struct Bound<SqlType, T>(T, PhantomData<SqlType>);

impl<SqlType, T> Value for Bound<SqlType, T>
where
    SqlType: Send,
    T: ToSql<SqlType, Pg> + Send,
    Pg: HasSqlType<SqlType>,
{
    fn push<'b>(&'b self, out: &mut AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_bind_param::<SqlType, T>(&self.0)
    }
}

impl<Row> Statement<Row> {
    /// Begins with a text.
    #[must_use]
    pub fn new(text: impl Into<Cow<'static, str>>) -> Self {
        Self { parts: vec![Part::Text(text.into())], is_planned_anew: false, row: PhantomData }
    }

    /// Goes on with a text.
    #[must_use]
    pub fn text(mut self, text: impl Into<Cow<'static, str>>) -> Self {
        self.parts.push(Part::Text(text.into()));
        self
    }

    /// Has Postgres plan on every call: for a condition whose values decide which index serves it.
    #[must_use]
    pub fn planned_anew(mut self) -> Self {
        self.is_planned_anew = true;
        self
    }

    /// Puts a value here; its SQL type follows from its own.
    #[must_use]
    pub fn value<T>(self, value: T) -> Self
    where
        T: Column<Sql: Send + 'static> + ToSql<T::Sql, Pg> + Send + 'static,
        Pg: HasSqlType<T::Sql>,
    {
        self.bind::<T::Sql, T>(value)
    }

    /// Goes on with the condition that a column has one of these values; none of them ask for nothing.
    #[must_use]
    pub fn any_of<T>(self, column: &'static str, values: &[T]) -> Self
    where
        T: Clone + Send + 'static,
        Vec<T>: Column<Sql: Send + 'static> + ToSql<<Vec<T> as Column>::Sql, Pg>,
        Pg: HasSqlType<<Vec<T> as Column>::Sql>,
    {
        if values.is_empty() {
            return self;
        }
        self.text(format!(" and {column} = any(")).value(values.to_vec()).text(")")
    }

    /// Puts a value of this SQL type here.
    #[must_use]
    pub fn bind<SqlType, T>(mut self, value: T) -> Self
    where
        SqlType: Send + 'static,
        T: ToSql<SqlType, Pg> + Send + 'static,
        Pg: HasSqlType<SqlType>,
    {
        self.parts.push(Part::Value(Box::new(Bound::<SqlType, T>(value, PhantomData))));
        self
    }
}

impl<Row> QueryFragment<Pg> for Statement<Row> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        if self.is_planned_anew {
            out.unsafe_to_cache_prepared();
        }
        for part in &self.parts {
            match part {
                Part::Text(text) => out.push_sql(text),
                Part::Value(value) => value.push(&mut out)?,
            }
        }
        Ok(())
    }
}

impl<Row> QueryId for Statement<Row> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<Row> Query for Statement<Row> {
    type SqlType = Row;
}
