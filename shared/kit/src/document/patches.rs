use serde_json::{Map, Value, json};

const SCHEMAS: &str = "#/components/schemas/";

/// Where an operation says what merge patch it takes.
const TAKEN: &str = "/requestBody/content/application~1merge-patch+json/schema/$ref";

/// Draws the shapes of merge patches (RFC 7396) from those of what they change: nothing is required, at any depth.
pub(super) fn complete(document: &mut Value) {
    let schemas = document.pointer("/components/schemas").and_then(Value::as_object);
    let Some(mut schemas) = schemas.cloned() else { return };
    let paths = document.get_mut("paths").and_then(Value::as_object_mut).into_iter().flatten();
    let operations = paths.filter_map(|(_, item)| item.as_object_mut()).flatten();
    for reference in operations.filter_map(|(_, operation)| operation.pointer_mut(TAKEN)) {
        let name = reference.as_str().and_then(|reference| reference.strip_prefix(SCHEMAS)).unwrap_or_default();
        let changed = name.strip_suffix("Patch").map_or_else(|| name.to_owned(), |thing| format!("{thing}In"));
        if let Some(patch) = draw(&changed, &mut schemas) {
            *reference = json!(patch);
        }
    }
    if let Some(place) = document.pointer_mut("/components/schemas") {
        *place = Value::Object(schemas);
    }
}

/// The address of the patch of a shape with members, which is drawn.
fn draw(name: &str, schemas: &mut Map<String, Value>) -> Option<String> {
    let mut schema = schemas.get(name).filter(|schema| schema.get("properties").is_some())?.clone();
    soften(&mut schema, schemas);
    let patch = format!("{}Patch", name.strip_suffix("In").unwrap_or(name));
    // The example of the whole would change all of it.
    let example = schemas.get(&patch).and_then(|drawn| drawn.get("example")).cloned();
    if let Some(members) = schema.as_object_mut() {
        members.remove("example");
    }
    example.into_iter().for_each(|example| insert(&mut schema, "example", example));
    let address = format!("{SCHEMAS}{patch}");
    schemas.insert(patch, schema);
    Some(address)
}

fn soften(schema: &mut Value, schemas: &mut Map<String, Value>) {
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        let name = reference.strip_prefix(SCHEMAS).unwrap_or_default().to_owned();
        if let Some(patch) = draw(&name, schemas) {
            insert(schema, "$ref", json!(patch));
        } else if let Some(map) = schemas.get(&name).filter(|named| holds_by_key(named)).cloned() {
            let description = schema.get("description").cloned();
            *schema = map;
            description.into_iter().for_each(|description| insert(schema, "description", description));
        }
    }
    if let Some(members) = schema.as_object_mut() {
        members.remove("required");
    }
    let inner = schema.get_mut("properties").and_then(Value::as_object_mut).into_iter().flatten();
    inner.for_each(|(_, property)| soften(property, schemas));
    let variants = schema.get_mut("oneOf").and_then(Value::as_array_mut).into_iter().flatten();
    variants.filter(|variant| variant.get("$ref").is_some()).for_each(|variant| soften(variant, schemas));
    if holds_by_key(schema) {
        let mut held = schema.get("additionalProperties").cloned().unwrap_or_default();
        soften(&mut held, schemas);
        insert(schema, "additionalProperties", json!({ "oneOf": [held, { "type": "null" }] }));
    }
}

/// Whether it holds any number of things by their keys, which a patch removes by null.
fn holds_by_key(schema: &Value) -> bool {
    schema.get("additionalProperties").is_some_and(Value::is_object)
}

fn insert(schema: &mut Value, name: &str, value: Value) {
    if let Some(schema) = schema.as_object_mut() {
        schema.insert(name.to_owned(), value);
    }
}

#[cfg(test)]
mod tests {
    use super::complete;
    use serde_json::json;

    #[test]
    fn a_patch_requires_nothing_at_any_depth() {
        let text = json!({ "type": "string" });
        let signer = json!({ "type": "object", "properties": { "name": text, "title": text }, "required": ["title"] });
        let words = json!({ "type": "object", "additionalProperties": text });
        let properties = json!({
            "signer": { "oneOf": [{ "$ref": "#/components/schemas/Signer" }, { "type": "null" }] },
            "words": { "$ref": "#/components/schemas/Words" },
            "numbers": { "type": "array", "items": { "type": "object", "required": ["number"] } },
        });
        let letter = json!({ "type": "object", "properties": properties, "required": ["signer", "words", "numbers"] });
        let schema = json!({ "$ref": "#/components/schemas/Letter" });
        let body = json!({ "content": { "application/merge-patch+json": { "schema": schema } } });
        let mut document = json!({
            "paths": { "/letters/{id}": { "patch": { "requestBody": body } } },
            "components": { "schemas": { "Letter": letter, "Signer": signer, "Words": words } },
        });
        complete(&mut document);
        let schemas = &document["components"]["schemas"];
        let taken = document["paths"]["/letters/{id}"]["patch"].pointer(super::TAKEN);
        assert_eq!(taken, Some(&json!("#/components/schemas/LetterPatch")));
        let patch = json!({ "type": "object", "properties": {
            "signer": { "oneOf": [{ "$ref": "#/components/schemas/SignerPatch" }, { "type": "null" }] },
            "words": { "type": "object", "additionalProperties": { "oneOf": [text, { "type": "null" }] } },
            "numbers": { "type": "array", "items": { "type": "object", "required": ["number"] } },
        }});
        assert_eq!(schemas["LetterPatch"], patch);
        assert_eq!(schemas["SignerPatch"]["required"], json!(null));
        assert_eq!(schemas["Letter"], letter);
    }
}
