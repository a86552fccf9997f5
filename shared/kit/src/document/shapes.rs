use serde_json::{Map, Value, json};

/// Mends what utoipa draws so that it cannot be used.
pub(super) fn complete(document: &mut Value) {
    walk(document, &mut |schema: &mut Map<String, Value>| {
        join_inlined(schema);
        open_object(schema);
        name_files(schema);
    });
}

/// utoipa writes what a field says of an inlined shape as a bare object beside it, which no word and no number fits.
fn join_inlined(schema: &mut Map<String, Value>) {
    let said = match schema.get("allOf").and_then(Value::as_array).map(Vec::as_slice) {
        Some([Value::Object(shape), Value::Object(said)]) if is_bare_object(said) && !shape.contains_key("$ref") => {
            let said = said.iter().filter(|(name, _)| *name != "type");
            shape.iter().chain(said).map(|(name, value)| (name.clone(), value.clone())).collect::<Vec<_>>()
        }
        _ => return,
    };
    schema.remove("allOf");
    schema.extend(said);
}

/// utoipa leaves an object of any members bare, which generated clients take for one that has none.
fn open_object(schema: &mut Map<String, Value>) {
    if is_bare_object(schema) {
        schema.insert("additionalProperties".to_owned(), json!(true));
    }
}

/// utoipa draws a file as a list of numbers.
fn name_files(body: &mut Map<String, Value>) {
    let content = body.get_mut("content").and_then(Value::as_object_mut).into_iter().flatten();
    let files = content.filter(|(kind, _)| !kind.ends_with("json"));
    for schema in files.filter_map(|(_, file)| file.get_mut("schema")) {
        if schema.get("type") == Some(&json!("array")) {
            *schema = json!({ "type": "string", "format": "binary" });
        }
    }
}

fn is_bare_object(schema: &Map<String, Value>) -> bool {
    let is_object =
        schema.get("type").is_some_and(|kind| *kind == json!("object") || *kind == json!(["object", "null"]));
    let describes = ["properties", "additionalProperties", "propertyNames", "allOf", "oneOf"];
    is_object && !describes.iter().any(|member| schema.contains_key(*member))
}

/// Visits every object outside of examples, the outer ones first.
fn walk(value: &mut Value, visit: &mut impl FnMut(&mut Map<String, Value>)) {
    match value {
        Value::Object(members) => {
            visit(members);
            let inner = members.iter_mut().filter(|(name, _)| !matches!(name.as_str(), "example" | "examples"));
            inner.for_each(|(_, value)| walk(value, visit));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| walk(item, visit)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::complete;
    use serde_json::json;

    #[test]
    fn what_a_field_says_of_an_inlined_shape_is_part_of_it() {
        let word = json!({ "type": "string", "enum": ["keep", "clear"], "description": "What an empty cell says." });
        let said = json!({ "type": "object", "default": "keep" });
        let mut document = json!({ "paths": { "/imports": { "schema": { "allOf": [word, said] } } } });
        complete(&mut document);
        let schema = json!({
            "type": "string", "enum": ["keep", "clear"], "description": "What an empty cell says.", "default": "keep",
        });
        assert_eq!(document["paths"]["/imports"]["schema"], schema);
    }

    #[test]
    fn a_file_is_no_list_of_numbers() {
        let bytes = json!({ "type": "array", "items": { "type": "integer" } });
        let content = json!({ "application/pdf": { "schema": bytes }, "application/json": { "schema": bytes } });
        let mut document = json!({ "paths": { "/document": { "content": content } } });
        complete(&mut document);
        let content = &document["paths"]["/document"]["content"];
        assert_eq!(content["application/pdf"]["schema"], json!({ "type": "string", "format": "binary" }));
        assert_eq!(content["application/json"]["schema"], bytes);
    }

    #[test]
    fn an_object_without_members_of_its_own_takes_any() {
        let nothing = json!({ "type": "object", "additionalProperties": false });
        let mut document = json!({ "paths": { "data": { "type": ["object", "null"] }, "nothing": nothing } });
        complete(&mut document);
        assert_eq!(document["paths"]["data"]["additionalProperties"], json!(true));
        assert_eq!(document["paths"]["nothing"], nothing);
    }
}
