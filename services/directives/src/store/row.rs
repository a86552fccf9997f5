//! Between columns and the types that the domain trusts.

use diesel::result::Error;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// A column holds what our own code would not have written.
pub(super) fn read(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::DeserializationError(Box::new(error))
}

/// What a JSON column holds.
pub(super) fn reads<T: DeserializeOwned>(column: Value) -> Result<T, Error> {
    serde_json::from_value(column).map_err(read)
}

/// What goes into a JSON column.
pub(super) fn json(value: &impl Serialize) -> Result<Value, Error> {
    serde_json::to_value(value).map_err(|error| Error::SerializationError(Box::new(error)))
}
