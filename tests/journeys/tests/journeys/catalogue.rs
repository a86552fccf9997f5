//! What a schema is made of, as the database itself tells it.

use diesel::sql_types::Text;
use diesel_async::RunQueryDsl;
use haicap_testing::TestDatabase;

/// Columns: `table.column type`, with `?` where it may be null.
const COLUMNS: &str = "\
    select c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) \
        || case when a.attnotnull then '' else '?' end \
    from pg_attribute a join pg_class c on c.oid = a.attrelid \
    where c.relnamespace = to_regnamespace('{schema}') and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped";

/// Defaults and generated columns.
const DEFAULTS: &str = "\
    select c.relname || '.' || a.attname || ' default ' || pg_get_expr(d.adbin, d.adrelid) || a.attgenerated::text \
    from pg_attrdef d join pg_class c on c.oid = d.adrelid \
    join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum \
    where c.relnamespace = to_regnamespace('{schema}')";

const CONSTRAINTS: &str = "\
    select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint \
    where connamespace = to_regnamespace('{schema}')";

const INDEXES: &str = "select indexdef from pg_indexes where schemaname = '{schema}'";

/// Every table with how many rows it has, as `table rows`.
const ROWS: &str = "\
    select relname || ' ' || (xpath('/row/n/text()', \
        query_to_xml('select count(*) as n from {schema}.' || quote_ident(relname), false, true, '')))[1] \
    from pg_class where relnamespace = to_regnamespace('{schema}') and relkind = 'r'";

/// The table in which diesel remembers which migrations have run.
const REMEMBERED: &str = "__diesel_schema_migrations";

/// Every column, in alphabetical order.
pub(crate) async fn columns(database: &TestDatabase) -> Vec<String> {
    ask(database, COLUMNS).await
}

/// Everything that migrations make, in alphabetical order.
pub(crate) async fn whole(database: &TestDatabase) -> Vec<String> {
    let mut lines = Vec::new();
    for question in [COLUMNS, DEFAULTS, CONSTRAINTS, INDEXES] {
        lines.extend(ask(database, question).await);
    }
    lines
}

/// The tables that have no row.
pub(crate) async fn empty_tables(database: &TestDatabase) -> Vec<String> {
    let rows = ask(database, ROWS).await;
    rows.iter().filter_map(|line| line.strip_suffix(" 0")).map(str::to_owned).collect()
}

async fn ask(database: &TestDatabase, question: &str) -> Vec<String> {
    let mut owner = database.owner().await;
    let question = question.replace("{schema}", database.schema);
    let lines =
        format!("(select coalesce(string_agg(line, e'\\n' order by line), '') from ({question}) as answer (line))");
    let answer: String = diesel::select(diesel::dsl::sql::<Text>(&lines)).get_result(&mut owner).await.unwrap();
    answer.lines().filter(|line| !line.contains(REMEMBERED)).map(str::to_owned).collect()
}
