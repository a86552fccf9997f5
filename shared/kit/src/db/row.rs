use super::{Db, Statement};
use diesel::result::QueryResult;
use diesel::sql_types::Untyped;
use diesel_async::RunQueryDsl;
use serde::Serialize;

/// A row of a table as it is read and written; [`row!`](crate::row) declares it.
pub trait Row: Serialize + Clone + Send {
    /// The SQL types of the columns, as a tuple.
    type Sql;

    /// The table.
    const TABLE: &'static str;

    /// The columns by which a row is found, separated by a comma and a space.
    const KEY: &'static str;

    /// All columns in the order of the fields, separated by a comma and a space.
    const COLUMNS: &'static str;

    /// The columns that change in the life of a row, in the order of the fields; empty where none does.
    const CHANGING: &'static str;

    /// The columns behind the alias of the table, as a select names them.
    #[must_use]
    fn columns_of(alias: &str) -> String {
        let mut columns = String::with_capacity(2 * Self::COLUMNS.len());
        for column in Self::COLUMNS.split(", ") {
            let comma = if columns.is_empty() { "" } else { ", " };
            columns.extend([comma, alias, ".", column]);
        }
        columns
    }

    /// Binds every field, with commas between them.
    #[must_use]
    fn bind_all<R>(self, statement: Statement<R>) -> Statement<R>;

    /// Binds the fields that change, with commas between them.
    #[must_use]
    fn bind_changing<R>(self, statement: Statement<R>) -> Statement<R>;

    /// Binds the key, with commas between its fields.
    #[must_use]
    fn bind_key<R>(&self, statement: Statement<R>) -> Statement<R>;
}

/// Declares a row once: its fields are the columns of the table, under the same names. First the key and what never
/// changes, then, after `changing`, what a save writes. The SQL types follow from the types of the fields
/// ([`haicap_types::Column`]). A `version` is counted by [`save`] and stands among the fields that never change. What is
/// only ever added has no `changing`, and neither [`put`] nor [`save`] takes it.
///
/// ```
/// haicap_kit::row! {
///     /// A door as its table holds it.
///     pub(crate) DoorRow in "door" by (id) {
///         id: uuid::Uuid,
///         version: i32,
///     } changing {
///         colour: Option<String>,
///         is_open: bool,
///     }
/// }
/// use haicap_kit::db::Row;
/// assert_eq!(DoorRow::columns_of("d"), "d.id, d.version, d.colour, d.is_open");
/// assert_eq!((DoorRow::KEY, DoorRow::CHANGING), ("id", "colour, is_open"));
///
/// haicap_kit::row! {
///     /// Who went through a door.
///     pub(crate) PassageRow in "passage" by (id) {
///         id: uuid::Uuid,
///         door_id: uuid::Uuid,
///     }
/// }
/// assert_eq!((PassageRow::COLUMNS, PassageRow::CHANGING), ("id, door_id", ""));
/// ```
#[macro_export]
macro_rules! row {
    (
        $(#[$meta:meta])*
        $vis:vis $name:ident in $table:literal by ($($key:ident),+) {
            $($fixed:ident: $fixed_type:ty),+ $(,)?
        } $(changing {
            $($field:ident: $type:ty),+ $(,)?
        })?
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, ::diesel::Queryable, ::serde::Serialize)]
        $vis struct $name {
            $($vis $fixed: $fixed_type,)+
            $($($vis $field: $type,)+)?
        }

        impl $crate::db::Row for $name {
            type Sql = (
                $(<$fixed_type as ::haicap_types::Column>::Sql,)+
                $($(<$type as ::haicap_types::Column>::Sql,)+)?
            );
            const TABLE: &'static str = $table;
            const KEY: &'static str = $crate::row!(@names $($key)+);
            const COLUMNS: &'static str = $crate::row!(@names $($fixed)+ $($($field)+)?);
            const CHANGING: &'static str = $crate::row!(@names $($($field)+)?);

            fn bind_all<R>(self, statement: $crate::db::Statement<R>) -> $crate::db::Statement<R> {
                $crate::row!(@bind statement, self, $($fixed)+ $($($field)+)?)
            }

            fn bind_changing<R>(self, statement: $crate::db::Statement<R>) -> $crate::db::Statement<R> {
                $crate::row!(@bind statement, self, $($($field)+)?)
            }

            fn bind_key<R>(&self, statement: $crate::db::Statement<R>) -> $crate::db::Statement<R> {
                let own = self.clone();
                $crate::row!(@bind statement, own, $($key)+)
            }
        }
    };
    (@names) => {
        ""
    };
    (@names $first:ident $($name:ident)*) => {
        concat!(stringify!($first) $(, ", ", stringify!($name))*)
    };
    (@bind $statement:ident, $row:ident,) => {
        $statement
    };
    (@bind $statement:ident, $row:ident, $first:ident $($field:ident)*) => {
        $statement.value($row.$first)$(.text(", ").value($row.$field))*
    };
}

/// Adds a row.
///
/// # Errors
/// The database cannot answer, or a constraint is violated.
pub async fn insert<R: Row>(mut db: Db<'_>, row: R) -> QueryResult<()> {
    inserting(row).execute(&mut db).await.map(drop)
}

/// Adds a row unless one is there with the same value of a unique key. False if one is there.
///
/// # Errors
/// The database cannot answer, or another constraint is violated.
pub async fn insert_new<R: Row>(mut db: Db<'_>, row: R) -> QueryResult<bool> {
    inserting(row).text(" on conflict do nothing").execute(&mut db).await.map(|added| added == 1)
}

/// Adds a row, or saves it over the one with the same key.
///
/// # Errors
/// The database cannot answer, or a constraint is violated.
pub async fn put<R: Row>(mut db: Db<'_>, row: R) -> QueryResult<()> {
    const { assert!(!R::CHANGING.is_empty(), "nothing of this row ever changes") };
    let excluded: Vec<String> = R::CHANGING.split(", ").map(|column| format!("excluded.{column}")).collect();
    let conflict = format!(" on conflict ({}) do update set ({}) = row({})", R::KEY, R::CHANGING, excluded.join(", "));
    inserting(row).text(conflict).execute(&mut db).await.map(drop)
}

/// Saves what changes of a row that has a version, if it still has the version that was read, and raises it. False if
/// somebody else saved first.
///
/// # Errors
/// The database cannot answer, or a constraint is violated.
pub async fn save<R: Row>(mut db: Db<'_>, row: R, version_read: i32) -> QueryResult<bool> {
    const { assert!(!R::CHANGING.is_empty(), "nothing of this row ever changes") };
    let text = format!("update {} set version = version + 1, ({}) = row(", R::TABLE, R::CHANGING);
    let statement = row.clone().bind_changing(Statement::<Untyped>::new(text));
    let statement = row.bind_key(statement.text(format!(") where ({}) = (", R::KEY)));
    let saved = statement.text(") and version = ").value(version_read).execute(&mut db).await?;
    Ok(saved == 1)
}

fn inserting<R: Row>(row: R) -> Statement<Untyped> {
    let text = format!("insert into {} ({}) values (", R::TABLE, R::COLUMNS);
    row.bind_all(Statement::new(text)).text(")")
}
