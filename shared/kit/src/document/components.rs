use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// The sections whose members are referred to by address; security schemes go by name.
const SECTIONS: [&str; 4] = ["schemas", "responses", "parameters", "headers"];

/// Says every shape once, and drops those that nothing refers to.
pub(super) fn complete(document: &mut Value) {
    refer_to_items(document);
    close_variants(document);
    walk(document, &mut |schema: &mut Map<String, Value>| {
        join_inlined(schema);
        open_object(schema);
        name_files(schema);
    });
    let used = used(document);
    for section in SECTIONS {
        let members = document.pointer_mut(&format!("/components/{section}")).and_then(Value::as_object_mut);
        if let Some(members) = members {
            members.retain(|name, _| used.contains(&format!("#/components/{section}/{name}")));
        }
    }
    if let Some(components) = document.get_mut("components").and_then(Value::as_object_mut) {
        components.retain(|_, section| section.as_object().is_none_or(|members| !members.is_empty()));
    }
}

/// utoipa writes a generic list's items out in full, although they have a name.
fn refer_to_items(document: &mut Value) {
    let Some(schemas) = document.pointer_mut("/components/schemas").and_then(Value::as_object_mut) else { return };
    let named = schemas.clone();
    for (list, schema) in schemas {
        let Some(name) = list.strip_prefix("ListingView_") else { continue };
        let items = schema.pointer_mut("/properties/items/items");
        if let Some(items) = items.filter(|_| named.contains_key(name)) {
            *items = json!({ "$ref": format!("#/components/schemas/{name}") });
        }
    }
}

/// utoipa leaves open what an enum's variants may hold, while serde is told to refuse what is unknown.
fn close_variants(document: &mut Value) {
    let schemas = document.pointer_mut("/components/schemas").and_then(Value::as_object_mut);
    for schema in schemas.into_iter().flat_map(|schemas| schemas.values_mut()) {
        let variants = schema.get_mut("oneOf").and_then(Value::as_array_mut).into_iter().flatten();
        let objects = variants.filter_map(Value::as_object_mut).filter(|variant| variant.contains_key("properties"));
        objects.for_each(|variant| {
            variant.insert("additionalProperties".to_owned(), json!(false));
        });
    }
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

fn used(document: &Value) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    let outside = document.as_object().into_iter().flatten().filter(|(name, _)| *name != "components");
    let mut open: Vec<&Value> = outside.map(|(_, value)| value).collect();
    while let Some(value) = open.pop() {
        match value {
            Value::Object(members) => {
                open.extend(members.values());
                open.extend(
                    reference(members)
                        .filter(|address| used.insert((*address).to_owned()))
                        .and_then(|address| document.pointer(address.strip_prefix('#')?)),
                );
            }
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
    used
}

fn reference(members: &Map<String, Value>) -> Option<&str> {
    members.get("$ref").and_then(Value::as_str)
}

#[cfg(test)]
mod tests {
    use super::complete;
    use serde_json::json;

    #[test]
    fn what_is_referred_to_stays_and_the_rest_goes() {
        let mut document = json!({
            "paths": { "/things": { "get": { "$ref": "#/components/responses/Things" } } },
            "components": {
                "responses": { "Things": { "$ref": "#/components/schemas/ListingView_Thing" }, "Other": {} },
                "headers": { "ETag": {} },
                "schemas": {
                    "ListingView_Thing": { "properties": { "items": { "items": { "type": "object" } } } },
                    "Thing": { "type": "object" },
                    "Unused": { "$ref": "#/components/schemas/Thing" },
                },
            },
        });
        complete(&mut document);
        let components = json!({
            "responses": { "Things": { "$ref": "#/components/schemas/ListingView_Thing" } },
            "schemas": {
                "ListingView_Thing": { "properties": { "items": { "items": { "$ref": "#/components/schemas/Thing" } } } },
                "Thing": { "type": "object", "additionalProperties": true },
            },
        });
        assert_eq!(document["components"], components);
    }

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
