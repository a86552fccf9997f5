use super::acts::SAMPLE_ID;
use crate::http::{Kind, NDJSON, XLSX, kinds};
use crate::service::Service;
use serde_json::{Map, Value, json};
use std::collections::HashSet;

/// Adds what utoipa cannot know: security, shared headers, every problem answer, and events.
pub(super) fn complete(document: &mut Value, service: &Service, acts: &[(String, Value)]) {
    let Some(document) = document.as_object_mut() else { return };
    document.insert("openapi".to_owned(), json!("3.1.0"));
    document.insert("servers".to_owned(), json!([{ "url": "/", "description": "This origin" }]));
    document.insert("security".to_owned(), json!([{ "bearer": [] }]));
    let tags =
        [("events", "The event log: history, feed and webhooks come from it"), ("vocabulary", "Words for front ends")];
    let tags =
        service.tags.iter().chain(&tags).map(|(name, description)| json!({ "name": name, "description": description }));
    document.insert("tags".to_owned(), tags.collect());
    document.insert("webhooks".to_owned(), webhooks(service));
    let info = document.entry("info").or_insert_with(|| json!({}));
    insert(info, "license", json!({ "name": "Apache-2.0", "identifier": "Apache-2.0" }));
    let components = document.entry("components").or_insert_with(|| json!({}));
    insert(
        components,
        "securitySchemes",
        json!({ "bearer": {
            "type": "http", "scheme": "bearer", "bearerFormat": "JWT",
            "description": "An access token of the OpenID Connect provider, with the claim `memberships`.",
        }}),
    );
    insert(components, "responses", problem_responses(service.name, acts));
    problem_members(components);
    exemplify(components, service, acts);
    insert(components, "parameters", parameters());
    insert(components, "headers", headers());
    close_variants(components);
    let versioned = versioned(document);
    let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) else { return };
    for (path, item) in paths {
        for (method, operation) in item.as_object_mut().into_iter().flatten() {
            if let Some(operation) = operation.as_object_mut() {
                complete_operation(path, method, operation, &versioned);
            }
        }
    }
}

/// The shapes of things that have a version: those that say so, and those that a change with `If-Match` answers with.
fn versioned(document: &Map<String, Value>) -> HashSet<String> {
    let schemas =
        document.get("components").and_then(|components| components.get("schemas")).and_then(Value::as_object);
    let telling = schemas.into_iter().flatten().filter(|(_, schema)| schema.pointer("/properties/version").is_some());
    let telling = telling.map(|(name, _)| format!("#/components/schemas/{name}"));
    let paths = document.get("paths").and_then(Value::as_object).into_iter().flatten();
    let operations = paths.filter_map(|(_, item)| item.as_object()).flatten();
    let changes = operations.filter(|(method, operation)| needs_match(method, operation.as_object()));
    let answers = changes.filter_map(|(_, operation)| operation.pointer("/responses/200"));
    let answers = answers.filter(|response| !is_list(response));
    telling.chain(answers.filter_map(shape).map(str::to_owned)).collect()
}

fn needs_match(method: &str, operation: Option<&Map<String, Value>>) -> bool {
    matches!(method, "patch" | "put" | "delete")
        || operation.is_some_and(|operation| operation.get("x-if-match") == Some(&json!(true)))
}

fn complete_operation(path: &str, method: &str, operation: &mut Map<String, Value>, versioned: &HashSet<String>) {
    let writes = method != "get";
    let needs_match = needs_match(method, Some(operation));
    // `false` says that it depends on the state of things: the header may be needed, and may be left out.
    let may_need_match = operation.remove("x-if-match").is_some() || needs_match;
    // What is read has a tag; what a change answers with has one where it has a version.
    let has_tag =
        |response: &Value| !writes || needs_match || shape(response).is_some_and(|shape| versioned.contains(shape));
    let success = operation.get("responses").and_then(|responses| responses.get("200"));
    let lists = !writes && success.is_some_and(is_list);
    let headers = request_headers(path, method, needs_match);
    let problems = problems(path, writes, takes_file(operation), may_need_match, lists);
    let parameters = operation.entry("parameters").or_insert_with(|| json!([]));
    if let Some(parameters) = parameters.as_array_mut() {
        parameters.extend(headers.iter().map(|name| json!({ "$ref": format!("#/components/parameters/{name}") })));
    }
    if let Some(body) = operation.get_mut("requestBody") {
        complete_request(body);
    }
    let Some(responses) = operation.entry("responses").or_insert_with(|| json!({})).as_object_mut() else { return };
    for (status, response) in responses.iter_mut() {
        success_headers(status, method, response, has_tag(response));
        if !writes && is_list(response) {
            exports(response);
        }
    }
    if !writes {
        responses.insert("304".to_owned(), json!({ "$ref": "#/components/responses/NotModified" }));
    }
    for status in problems {
        let reference = json!({ "$ref": format!("#/components/responses/Problem{status}") });
        responses.entry(status.to_string()).or_insert(reference);
    }
}

/// An act without content may come without a body.
fn complete_request(body: &mut Value) {
    if shape(body).is_some_and(|shape| shape.ends_with("/NoContentIn")) {
        insert(body, "required", json!(false));
    }
}

/// The header fields that an operation understands.
fn request_headers(path: &str, method: &str, needs_match: bool) -> Vec<&'static str> {
    let mut headers = vec!["ActingFor", "AcceptLanguage"];
    if method == "post" {
        headers.push("IdempotencyKey");
    }
    if method != "get" && path.contains('{') {
        headers.push(if needs_match { "IfMatchRequired" } else { "IfMatch" });
    }
    if method == "get" {
        headers.push("IfNoneMatch");
    }
    headers
}

/// The statuses of the problems that an operation may answer with.
fn problems(path: &str, writes: bool, takes_file: bool, may_need_match: bool, lists: bool) -> Vec<u16> {
    let mut problems = vec![400, 401, 403, 404, 406, 431, 500, 503];
    if writes {
        problems.extend([408, 409, 412, 413, 415, 422]);
    }
    if may_need_match {
        problems.push(428);
    }
    if path.ends_with("/events") {
        problems.push(409);
    }
    if path.ends_with("/events") || takes_file || lists {
        problems.push(429);
    }
    problems
}

fn success_headers(status: &str, method: &str, response: &mut Value, has_tag: bool) {
    let reference = |name: &str| json!({ "$ref": format!("#/components/headers/{name}") });
    let mut headers = Map::new();
    if status == "201" {
        headers.insert("Location".to_owned(), reference("Location"));
    }
    if method == "post" {
        headers.insert("Idempotency-Replayed".to_owned(), reference("IdempotencyReplayed"));
    }
    if matches!(status, "200" | "201") {
        let names = [("Link", method == "get" && is_list(response)), ("ETag", has_tag)];
        headers.extend(names.iter().filter(|(_, sends)| *sends).map(|(name, _)| ((*name).to_owned(), reference(name))));
    }
    if !headers.is_empty() {
        insert(response, "headers", Value::Object(headers));
    }
}

/// Every list is also to be had as a file. The tables of the directory have a CSV of their own.
fn exports(response: &mut Value) {
    const WHOLE: &str = "As CSV, NDJSON or XLSX (100,000 rows at most): every item, whatever `limit` and `cursor` say.";
    let description = response.get("description").and_then(Value::as_str).unwrap_or_default();
    insert(response, "description", json!(format!("{description} {WHOLE}")));
    let Some(content) = response.get_mut("content").and_then(Value::as_object_mut) else { return };
    for form in ["text/csv", NDJSON] {
        content.entry(form).or_insert_with(|| json!({ "schema": { "type": "string" } }));
    }
    content.entry(XLSX).or_insert_with(|| json!({ "schema": { "type": "string", "format": "binary" } }));
}

fn is_list(response: &Value) -> bool {
    shape(response).is_some_and(|shape| shape.starts_with("#/components/schemas/ListingView_"))
}

/// Whether what is sent is a file, of which a person sends few at once.
fn takes_file(operation: &Map<String, Value>) -> bool {
    let content = operation.get("requestBody").and_then(|body| body.get("content")?.as_object());
    content.is_some_and(|content| !content.keys().any(|kind| kind.ends_with("json")))
}

/// The address of the schema of a JSON answer.
fn shape(response: &Value) -> Option<&str> {
    response.pointer("/content/application~1json/schema/$ref").and_then(Value::as_str)
}

/// Problems write their further members one by one; they are described as one type.
fn problem_members(components: &mut Value) {
    let Some(schemas) = components.get_mut("schemas").and_then(Value::as_object_mut) else { return };
    let members = schemas.remove("ProblemMembers").unwrap_or_default();
    let properties = schemas.get_mut("Problem").and_then(|problem| problem.get_mut("properties")?.as_object_mut());
    if let (Some(properties), Some(members)) = (properties, members.get("properties").and_then(Value::as_object)) {
        properties.extend(members.clone());
    }
}

/// Examples that name the service: the kit's own shapes serve every service.
fn exemplify(components: &mut Value, service: &Service, acts: &[(String, Value)]) {
    let mut set = |place: &str, example: Value| {
        if let Some(property) = components.pointer_mut(place) {
            insert(property, "example", example);
        }
    };
    set("/schemas/Problem/properties/type", json!(format!("/{}/problems/not-found", service.name)));
    set("/schemas/CloudEvent/properties/source", json!(format!("/{}/v1/events", service.name)));
    let events = (service.events)();
    let Some((noun, thing, event)) = acts.iter().find_map(|(list, _)| {
        let noun = list.rsplit('/').next()?.trim_end_matches('s').replace('-', "_");
        let event = events.iter().find(|event| event.kind.contains(&format!(".{noun}.")))?;
        Some((noun, format!("{list}/{SAMPLE_ID}"), event.kind))
    }) else {
        return;
    };
    set("/schemas/ThingLink/properties/href", json!(thing));
    set("/schemas/LastChange/properties/kind", json!(event));
    set("/schemas/HistoryItem/properties/kind", json!(event));
    set("/schemas/ListingView_HistoryItem/properties/items/items/properties/kind", json!(event));
    set("/schemas/CloudEvent/properties/type", json!(event));
    set("/schemas/CloudEvent/properties/subject", json!(format!("{noun}/{SAMPLE_ID}")));
    set("/schemas/Duty/properties/service", json!(service.name));
    set("/schemas/Duty/properties/key", json!(format!("{noun}/{SAMPLE_ID}")));
}

fn problem_responses(service: &str, acts: &[(String, Value)]) -> Value {
    let act = acts.iter().find_map(|(_, act)| act.get("name")?.as_str());
    let mut statuses: Vec<u16> = kinds::ALL.iter().map(|kind| kind.status).collect();
    statuses.sort_unstable();
    statuses.dedup();
    let mut responses = Map::new();
    for status in statuses {
        let kinds: Vec<_> = kinds::ALL.iter().filter(|kind| kind.status == status).collect();
        let description: Vec<&str> = kinds.iter().map(|kind| &*kind.title.en).collect();
        let examples: Map<String, Value> = kinds
            .iter()
            .map(|kind| {
                let mut value = json!({
                    "type": format!("/{service}/problems/{}", kind.slug()), "title": kind.title.en, "status": status,
                    "code": kind.code, "detail": kind.explanation.en, "errors": examples_of_faults(kind), "trace_id": "0af7651916cd43dd8448eb211c80319c",
                });
                if let Some(act) = act.filter(|_| kind.code == "conflict") {
                    insert(&mut value, "code", json!("not_in_this_state"));
                    insert(&mut value, "detail", json!(format!("Not possible in this state. Possible now: {act}.")));
                    insert(&mut value, "legal_actions", json!([act]));
                }
                (kind.code.to_owned(), json!({ "value": value }))
            })
            .collect();
        let mut response = json!({
            "description": description.join("; "),
            "content": { "application/problem+json": {
                "schema": { "$ref": "#/components/schemas/Problem" }, "examples": examples,
            }},
        });
        let header = match status {
            401 => Some("WWW-Authenticate"),
            405 => Some("Allow"),
            429 | 503 => Some("Retry-After"),
            _ => None,
        };
        if let Some(header) = header {
            let schema = json!({ "schema": { "type": "string" }, "description": "See RFC 9110." });
            insert(&mut response, "headers", json!({ header: schema }));
        }
        responses.insert(format!("Problem{status}"), response);
    }
    responses.insert("NotModified".to_owned(), json!({ "description": "What the client has is current" }));
    Value::Object(responses)
}

/// What a fault looks like, where a problem of this kind names some.
fn examples_of_faults(kind: &Kind) -> Value {
    match kind.code {
        "malformed" => json!([{ "pointer": "/title", "detail": "This field is missing." }]),
        "invalid" => json!([{ "pointer": "/due_on", "detail": "The date must be today or later." }]),
        _ => json!([]),
    }
}

fn parameters() -> Value {
    const TAGS: &str = r#"^(\*|"[0-9a-z-]*")$"#;
    // Without examples: pages that try a request out would send them, and nobody has that key or knows that version.
    let header = |name: &str, required: bool, schema: &Value, description: &str| json!({ "name": name, "in": "header", "required": required, "description": description, "schema": schema });
    let any = json!({ "type": "string" });
    let code = json!({ "type": "string", "minLength": 1, "pattern": "^[A-Z0-9][A-Z0-9-]{0,31}$" });
    let key = json!({ "type": "string", "minLength": 1, "pattern": "^[!-~]([\\t -~]{0,253}[!-~])?$" });
    let tags = json!({ "type": "string", "minLength": 1, "pattern": TAGS });
    json!({
        "ActingFor": header("Acting-For", false, &code,
            "The organization that the call is made for, such as `BTC`; needed when the token names more than one."),
        "AcceptLanguage": header("Accept-Language", false, &any,
            "`vi` (default) or `en`: the language of problems and reasons."),
        "IdempotencyKey": header("Idempotency-Key", false, &key,
            "A key that the client makes for this request, such as a UUID: sent again within 24 hours it gets the same answer, and nothing is done twice."),
        "IfMatch": header("If-Match", false, &tags,
            "The ETag that the client knows, such as `\"7-3fa1c2d4\"`: if the resource has another version by now, the \
             answer is 412. Only the version counts, which resources also have as a field: `\"7-0\"` is enough."),
        "IfMatchRequired": header("If-Match", true, &tags,
            "The ETag that the client knows, such as `\"7-3fa1c2d4\"`, or `*`. Missing: 428. Another version by now: 412. Only the version counts, which things also have as a field: `\"7-0\"` is enough."),
        "IfNoneMatch": header("If-None-Match", false, &any,
            "The ETag that the client has, such as `\"7-3fa1c2d4\"`: 304 if it is current."),
    })
}

fn headers() -> Value {
    let header = |description: &str| json!({ "description": description, "schema": { "type": "string" } });
    json!({
        "ETag": header("Version and hash of the representation, or a hash alone where nothing has a version. A file of all items of a list has none, as it is written while it is sent."),
        "Link": header("The address of the next page, as `rel=\"next\"`; none on the last (RFC 8288)."),
        "Location": header("The address of what was made."),
        "IdempotencyReplayed": header("`true` if this is the stored answer to an earlier request with the same key."),
    })
}

fn webhooks(service: &Service) -> Value {
    let webhook = |kind: crate::service::EventKind| {
        let item = json!({ "post": {
            "operationId": kind.kind.replace('.', "_"), "summary": kind.label_en, "tags": ["events"], "security": [],
            "description": "An event as the feed carries it; `data` has the shape given here.",
            "requestBody": { "required": true, "content": { "application/cloudevents+json": { "schema": { "allOf": [
                { "$ref": "#/components/schemas/CloudEvent" },
                { "type": "object", "properties": { "type": { "const": kind.kind }, "data": kind.data } },
            ]}}}},
            "responses": { "204": { "description": "Taken" }, "4XX": { "description": "Refused; it is sent again" } },
        }});
        (kind.kind.to_owned(), item)
    };
    Value::Object((service.events)().into_iter().map(webhook).collect())
}

/// A variant that is told by the name of its one member takes no other beside it.
fn close_variants(components: &mut Value) {
    let schemas = components.get_mut("schemas").and_then(Value::as_object_mut).into_iter().flatten();
    let variants = schemas.filter_map(|(_, schema)| schema.get_mut("oneOf").and_then(Value::as_array_mut)).flatten();
    for variant in variants {
        if variant.get("properties").and_then(Value::as_object).is_some_and(|members| members.len() == 1) {
            insert(variant, "additionalProperties", json!(false));
        }
    }
}

fn insert(object: &mut Value, name: &str, value: Value) {
    if let Some(object) = object.as_object_mut() {
        object.insert(name.to_owned(), value);
    }
}
