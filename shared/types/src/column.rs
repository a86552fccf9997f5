use chrono::{DateTime, NaiveDate, Utc};
use diesel::sql_types::is_nullable::NotNull;
use diesel::sql_types::{self, SqlType};
use rust_decimal::Decimal;
use uuid::Uuid;

/// A type that a column of a table holds; it says of which SQL type the column is.
pub trait Column {
    /// The SQL type.
    type Sql;
}

macro_rules! columns {
    ($($type:ty: $sql:ident),+ $(,)?) => {
        $(
            impl Column for $type {
                type Sql = sql_types::$sql;
            }
        )+
    };
}

columns! {
    Uuid: Uuid,
    bool: Bool,
    i16: Int2,
    i32: Int4,
    i64: Int8,
    String: Text,
    NaiveDate: Date,
    DateTime<Utc>: Timestamptz,
    Decimal: Numeric,
    serde_json::Value: Jsonb,
}

impl<T: Column<Sql: SqlType<IsNull = NotNull>>> Column for Option<T> {
    type Sql = sql_types::Nullable<T::Sql>;
}

impl<T: Column<Sql: SqlType<IsNull = NotNull>>> Column for Vec<T> {
    type Sql = sql_types::Array<T::Sql>;
}
