use super::json::{Json, Spelling, read};
use super::kinds;
use super::problem::{Fault, Problem};
use haicap_types::Words;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The present content with a merge patch applied (RFC 7396).
///
/// # Errors
/// The patch is no object, or what comes of it cannot be read: the pointers say where.
pub fn patched<T: Serialize + DeserializeOwned>(present: &T, patch: &Value) -> Result<T, Problem> {
    expect_object(patch)?;
    let present = serde_json::to_value(present).map_err(|error| Problem::internal(&error))?;
    let mut whole = present.clone();
    json_patch::merge(&mut whole, patch);
    // Merging drops what is null; a member that the thing does not have is refused all the same.
    let sent = patch.as_object().into_iter().flatten();
    let unknown = sent.filter(|(name, value)| value.is_null() && present.get(name.as_str()).is_none());
    if let Some(whole) = whole.as_object_mut() {
        whole.extend(unknown.map(|(name, _)| (name.clone(), Value::Null)));
    }
    parse(&whole)
}

/// A merge patch as it was sent, for a thing that applies it member by member.
///
/// # Errors
/// The patch is no object, or cannot be read: the pointers say where.
pub fn read_patch<T: DeserializeOwned>(patch: &Value) -> Result<T, Problem> {
    expect_object(patch)?;
    parse(patch)
}

fn expect_object(patch: &Value) -> Result<(), Problem> {
    if patch.is_object() {
        return Ok(());
    }
    let words = Words::new("Nội dung sửa phải là một đối tượng JSON.", "A merge patch must be a JSON object.");
    Err(Problem::new(&kinds::MALFORMED).faults(vec![Fault::new("", words)]))
}

fn parse<T: DeserializeOwned>(whole: &Value) -> Result<T, Problem> {
    read(&mut Json::from(whole), Spelling::Json).map_err(|faults| Problem::new(&kinds::MALFORMED).faults(faults))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;
    use serde_json::json;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Thing {
        name: String,
        note: Option<String>,
    }

    #[test]
    fn h04_a_patch_changes_what_it_names_and_names_only_what_there_is() {
        let thing = Thing { name: "a".into(), note: Some("b".into()) };
        let patched = |patch: Value| patched(&thing, &patch).ok();
        assert_eq!(patched(json!({ "note": null })), Some(Thing { name: "a".into(), note: None }));
        assert_eq!(patched(json!({ "name": "c" })), Some(Thing { name: "c".into(), note: Some("b".into()) }));
        for wrong in [json!({ "nope": 1 }), json!({ "nope": null }), json!({ "name": null }), json!([]), json!("a")] {
            assert_eq!(patched(wrong.clone()), None, "{wrong}");
        }
    }
}
