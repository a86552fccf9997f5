use serde_json::{Map, Value, json};

/// What a change leaves otherwise: the members that differ, as they were and as they are, as events tell it.
#[must_use]
pub fn difference(before: &Value, after: &Value) -> (Value, Value) {
    let (Some(old), Some(new)) = (before.as_object(), after.as_object()) else { return (json!({}), json!({})) };
    let changed = |(name, value): &(&String, &Value)| new.get(*name) != Some(value);
    let names: Vec<&String> = old.iter().filter(changed).map(|(name, _)| name).collect();
    let only = |facts: &Map<String, Value>| {
        Value::Object(names.iter().filter_map(|name| Some(((*name).clone(), facts.get(*name)?.clone()))).collect())
    };
    (only(old), only(new))
}
