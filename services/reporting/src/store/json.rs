//! Between JSON columns and the types that the domain trusts.

use diesel::result::{Error, QueryResult};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// What a JSON column holds; anything but what our own code wrote is an error.
pub(super) fn reads<T: DeserializeOwned>(column: Value) -> QueryResult<T> {
    serde_json::from_value(column).map_err(|error| Error::DeserializationError(Box::new(error)))
}

/// What goes into a JSON column.
pub(super) fn json(value: &impl Serialize) -> QueryResult<Value> {
    serde_json::to_value(value).map_err(|error| Error::SerializationError(Box::new(error)))
}
