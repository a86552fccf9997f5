use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// The sections whose members are referred to by address; security schemes go by name.
const SECTIONS: [&str; 4] = ["schemas", "responses", "parameters", "headers"];

/// Says every shape once, and drops those that nothing refers to.
pub(super) fn complete(document: &mut Value) {
    refer_to_items(document);
    close_variants(document);
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
                "Thing": { "type": "object" },
            },
        });
        assert_eq!(document["components"], components);
    }
}
