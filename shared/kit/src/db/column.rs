//! Between columns and the types that the domain trusts.

use diesel::result::{Error, QueryResult};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// A column holds what our own code would not have written.
pub fn unreadable(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::DeserializationError(Box::new(error))
}

/// What a JSON column holds.
///
/// # Errors
/// Anything but what our own code wrote.
pub fn from_json<T: DeserializeOwned>(column: Value) -> QueryResult<T> {
    serde_json::from_value(column).map_err(unreadable)
}

/// What goes into a JSON column.
///
/// # Errors
/// It has no form in JSON.
pub fn to_json(value: &impl Serialize) -> QueryResult<Value> {
    serde_json::to_value(value).map_err(|error| Error::SerializationError(Box::new(error)))
}
