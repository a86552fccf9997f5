use crate::service::Service;
use serde_json::{Value, json};

/// Of the right form, and nobody's.
pub(super) const SAMPLE_ID: &str = "0199b6a0-0000-7000-8000-000000000000";

/// Acts that are offered: of each sort of things the first one, by the address of the list of these things.
pub(super) fn sample(document: &Value, service: &Service) -> Vec<(String, Value)> {
    let vocabulary = (service.vocabulary)();
    let acts = vocabulary.iter().filter(|(list, _)| list.ends_with("_act")).flat_map(|(_, acts)| acts);
    let mut sample: Vec<(String, Value)> = Vec::new();
    for act in acts {
        let end = format!("/{{id}}/{}", act.value.replace('_', "-"));
        let paths = document.get("paths").and_then(Value::as_object).into_iter().flatten();
        for (path, item) in paths {
            let Some(list) = path.strip_suffix(&end) else { continue };
            if sample.iter().all(|(other, _)| other != list) {
                sample.push((list.to_owned(), offered(act.value, path, item)));
            }
        }
    }
    sample
}

fn offered(name: &str, path: &str, item: &Value) -> Value {
    let body = item.pointer("/post/requestBody").map(Value::to_string);
    let takes_body = body.is_some_and(|body| !body.contains("/NoContentIn"));
    json!({
        "name": name, "is_allowed": true, "method": "POST", "href": path.replace("{id}", SAMPLE_ID),
        "needs_if_match": item.pointer("/post/x-if-match") == Some(&json!(true)),
        "takes_body": takes_body, "reason": null,
    })
}
