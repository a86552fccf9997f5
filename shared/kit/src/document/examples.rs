use serde_json::{Map, Value, json};

/// How deep lists are shown: types that hold each other would never end.
const DEPTH: usize = 6;

/// Gives every JSON body an example, put together from the examples of its fields. What may be null is null and what may
/// be false is false where the field has no example of its own, so that no example says two things at once, such as that
/// work is open and when it ended. `acts` are those that are offered, by the addresses of lists.
pub(super) fn complete(document: &mut Value, acts: &[(String, Value)]) {
    let mut schemas = document.pointer("/components/schemas").and_then(Value::as_object).cloned().unwrap_or_default();
    let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) else { return };
    for (path, item) in paths {
        let act = acts.iter().find(|(list, _)| path.starts_with(list.as_str())).map(|(_, act)| act);
        if let Some(shown) = schemas.get_mut("Action").and_then(Value::as_object_mut) {
            shown.insert("example".to_owned(), act.cloned().unwrap_or_default());
        }
        for operation in item.as_object_mut().into_iter().flat_map(Map::values_mut) {
            let bodies = operation.get_mut("requestBody").into_iter().flat_map(contents);
            bodies.for_each(|content| give(content, &schemas));
            let responses = operation.get_mut("responses").and_then(Value::as_object_mut);
            let contents = responses.into_iter().flat_map(Map::values_mut).flat_map(contents);
            contents.for_each(|content| give(content, &schemas));
        }
    }
}

fn contents(holder: &mut Value) -> impl Iterator<Item = &mut Value> {
    let content = holder.get_mut("content").and_then(Value::as_object_mut).into_iter().flatten();
    let is_json = |kind: &str| kind.ends_with("/json") || kind.ends_with("+json");
    content.filter(move |(kind, _)| is_json(kind)).map(|(_, content)| content)
}

fn give(content: &mut Value, schemas: &Map<String, Value>) {
    if content.get("example").is_some() || content.get("examples").is_some() {
        return;
    }
    let Some(schema) = content.get("schema") else { return };
    let example = example_of(schema, schemas, DEPTH);
    if let Some(content) = content.as_object_mut() {
        content.insert("example".to_owned(), example);
    }
}

fn example_of(schema: &Value, schemas: &Map<String, Value>, depth: usize) -> Value {
    if let Some(example) = schema.get("example") {
        return example.clone();
    }
    if let Some(example) = schema.get("examples").and_then(|examples| examples.get(0)) {
        return example.clone();
    }
    if is_nullable(schema) {
        return Value::Null;
    }
    if let Some(constant) = schema.get("const").or_else(|| schema.pointer("/enum/0")) {
        return constant.clone();
    }
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        let name = reference.rsplit('/').next().unwrap_or_default();
        return schemas.get(name).map_or(Value::Null, |schema| example_of(schema, schemas, depth.saturating_sub(1)));
    }
    let variants = ["oneOf", "anyOf"].iter().find_map(|key| schema.get(*key)?.as_array());
    if let Some(variant) = variants.and_then(|variants| variants.first()) {
        return example_of(variant, schemas, depth.saturating_sub(1));
    }
    if let Some(parts) = schema.get("allOf").and_then(Value::as_array) {
        let mut whole = Map::new();
        for part in parts {
            if let Value::Object(members) = example_of(part, schemas, depth) {
                whole.extend(members);
            }
        }
        return Value::Object(whole);
    }
    by_type(schema, schemas, depth)
}

fn is_nullable(schema: &Value) -> bool {
    let null = json!("null");
    let kinds = schema.get("type").and_then(Value::as_array).into_iter().flatten();
    let variants = ["oneOf", "anyOf"].into_iter().filter_map(|key| schema.get(key)?.as_array()).flatten();
    kinds.chain(variants.filter_map(|variant| variant.get("type"))).any(|kind| *kind == null)
}

fn by_type(schema: &Value, schemas: &Map<String, Value>, depth: usize) -> Value {
    match schema.get("type").and_then(Value::as_str).unwrap_or("object") {
        "object" => {
            let properties = schema.get("properties").and_then(Value::as_object);
            let members = properties.into_iter().flatten();
            Value::Object(members.map(|(name, schema)| (name.clone(), example_of(schema, schemas, depth))).collect())
        }
        "array" if depth == 0 => json!([]),
        "array" => {
            let item = schema.get("items").map(|items| example_of(items, schemas, depth - 1));
            item.into_iter().filter(|item| !item.is_null()).collect()
        }
        "integer" | "number" => schema.get("minimum").cloned().unwrap_or(json!(1)),
        "boolean" => json!(false),
        "string" => match schema.get("format").and_then(Value::as_str) {
            Some("uuid") => json!("0199b6a0-0000-7000-8000-000000000000"),
            Some("date") => json!("2025-10-15"),
            Some("date-time") => json!("2025-10-01T08:00:00+07:00"),
            _ => json!("…"),
        },
        _ => Value::Null,
    }
}

#[cfg(test)]
mod tests {
    use super::complete;
    use serde_json::json;

    #[test]
    fn an_example_says_what_its_fields_show_and_nothing_else() {
        let mut document = json!({
            "paths": { "/things": { "get": { "responses": { "200": { "content": {
                "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } },
                "text/csv": { "schema": { "type": "string" } },
            } } } } } },
            "components": { "schemas": {
                "Thing": { "type": "object", "properties": {
                    "state": { "$ref": "#/components/schemas/State" },
                    "is_late": { "type": "boolean" },
                    "ended_at": { "type": ["string", "null"], "format": "date-time" },
                    "end": { "oneOf": [{ "$ref": "#/components/schemas/State" }, { "type": "null" }] },
                    "number": { "type": ["string", "null"], "example": "45-KL/TU" },
                } },
                "State": { "type": "string", "enum": ["open", "ended"] },
            } },
        });
        complete(&mut document, &[]);
        let content = &document["paths"]["/things"]["get"]["responses"]["200"]["content"];
        let example = json!({ "state": "open", "is_late": false, "ended_at": null, "end": null, "number": "45-KL/TU" });
        assert_eq!((&content["application/json"]["example"], content["text/csv"].get("example")), (&example, None));
    }
}
