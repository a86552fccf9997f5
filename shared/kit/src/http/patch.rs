use super::kinds;
use super::problem::{Fault, Problem};
use super::strict::Strict;
use haicap_types::Words;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The present content with a merge patch applied (RFC 7396).
///
/// # Errors
/// The patch is no object, or what comes of it cannot be read: the pointer says where.
pub fn patched<T: Serialize + DeserializeOwned>(present: &T, patch: &Value) -> Result<T, Problem> {
    expect_object(patch)?;
    let mut whole = serde_json::to_value(present).map_err(|error| Problem::internal(&error))?;
    json_patch::merge(&mut whole, patch);
    parse(whole)
}

/// A merge patch as it was sent, for a thing that applies it member by member.
///
/// # Errors
/// The patch is no object, or cannot be read: the pointer says where.
pub fn read_patch<T: DeserializeOwned>(patch: &Value) -> Result<T, Problem> {
    expect_object(patch)?;
    parse(patch.clone())
}

fn expect_object(patch: &Value) -> Result<(), Problem> {
    if patch.is_object() {
        return Ok(());
    }
    let words = Words::new("Nội dung sửa phải là một đối tượng JSON.", "A merge patch is a JSON object.");
    Err(Problem::new(&kinds::MALFORMED).faults(vec![Fault::new("", words)]))
}

fn parse<T: DeserializeOwned>(whole: Value) -> Result<T, Problem> {
    serde_path_to_error::deserialize(Strict(whole)).map_err(|error| {
        let words =
            Words::with("Trường lạ, thiếu hoặc sai kiểu.".to_owned(), format!("Cannot be read: {}.", error.inner()));
        Problem::new(&kinds::MALFORMED).faults(vec![Fault::new(pointer(error.path()), words)])
    })
}

/// Where serde stopped, as a JSON pointer.
pub(super) fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    path.iter()
        .map(|segment| match segment {
            Segment::Seq { index } => format!("/{index}"),
            Segment::Map { key } => haicap_types::pointer(&[key]),
            Segment::Enum { variant } => format!("/{variant}"),
            Segment::Unknown => String::new(),
        })
        .collect()
}
