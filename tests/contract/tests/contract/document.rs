//! The documents that are committed, and what every one of them promises.

use contract::SERVICES;
use haicap_kit::document::{build, operations, text, vocabulary};
use haicap_types::{Act, Term, Vocabulary as _};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

#[test]
fn the_committed_documents_are_current() {
    for service in SERVICES {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../openapi/{}.json", service.name));
        let committed = fs::read_to_string(&path).unwrap_or_default();
        // No `assert_eq!`: nobody reads a difference of two whole documents.
        let is_current = committed == text(&build(&service));
        assert!(is_current, "{}: run `./dev openapi` and review what it changes in openapi/", service.name);
    }
}

#[test]
fn no_document_shows_the_addresses_of_another_service() {
    for service in SERVICES {
        let document = text(&build(&service));
        for other in SERVICES.iter().filter(|other| other.name != service.name) {
            for part in ["v1", "problems"] {
                let address = format!("\"/{}/{part}/", other.name);
                assert!(!document.contains(&address), "{}: {address}", service.name);
            }
        }
    }
}

#[test]
fn files_are_bytes_and_an_act_without_content_comes_without_a_body() {
    for service in SERVICES {
        let document = build(&service);
        for (path, method, operation) in operations(&document) {
            let bodies = operation["responses"].as_object().expect("an operation has answers").values();
            let bodies = bodies.chain(operation.get("requestBody"));
            for (kind, form) in bodies.filter_map(|body| body.get("content")?.as_object()).flatten() {
                let is_list = form["schema"]["type"] == "array";
                assert!(!is_list, "{method} {path}: {kind} is a list, and no file");
                let is_file = form["schema"]["format"] == "binary";
                assert!(!is_file || form.get("example").is_none(), "{method} {path}: {kind} shows bytes as JSON");
            }
            let body = operation.get("requestBody").unwrap_or(&Value::Null);
            let is_empty = body["content"]["application/json"]["schema"]["$ref"] == "#/components/schemas/NoContentIn";
            assert!(!is_empty || body["required"] == false, "{method} {path}: its body is empty, and required");
        }
    }
}

#[test]
fn no_example_leaves_anything_open() {
    for service in SERVICES {
        let document = build(&service);
        for (path, method, operation) in operations(&document) {
            let bodies = operation["responses"].as_object().expect("an operation has answers").values();
            let bodies = bodies.chain(operation.get("requestBody"));
            for (_, form) in bodies.filter_map(|body| body.get("content")?.as_object()).flatten() {
                let example = form.get("example").unwrap_or(&Value::Null).to_string();
                assert!(!example.contains("\"…\""), "{method} {path}: give the fields an example: {example}");
            }
        }
    }
}

#[test]
fn an_act_needs_a_version_in_the_document_where_it_does_in_the_code() {
    let documents = SERVICES.map(|service| build(&service));
    let [directives, reporting, inspection_teams] = &documents;
    expect_versions(directives, "assignments", directives::domain::assignment::Act::ALL);
    expect_versions(directives, "directives", directives::domain::directive::Act::ALL);
    expect_versions(reporting, "obligations", reporting::domain::obligation::Act::OF_OBLIGATIONS);
    expect_versions(reporting, "submissions", reporting::domain::obligation::Act::OF_SUBMISSIONS);
    expect_versions(reporting, "consolidated-reports", reporting::domain::report::Act::ALL);
    expect_versions(inspection_teams, "requirements", inspection_teams::domain::requirement::Act::ALL);
    expect_versions(inspection_teams, "programmes", inspection_teams::domain::programme::Act::ALL);
    expect_versions(inspection_teams, "proposals", inspection_teams::domain::proposal::Act::ALL);
    expect_versions(inspection_teams, "decisions", inspection_teams::domain::decision::Act::ALL);
    expect_versions(inspection_teams, "targets", inspection_teams::domain::target::Act::ALL);
    expect_versions(inspection_teams, "teams", inspection_teams::domain::team::Act::ALL);
}

#[test]
fn every_word_of_the_documents_has_its_labels_in_the_vocabulary() {
    /// Words that are no terms: methods, tables, and values of parameters.
    const NO_TERMS: [&str; 5] = ["POST", "organizations", "true", "keep", "me"];
    for service in SERVICES {
        let vocabulary = vocabulary(&service);
        let words = |terms: &[Term]| terms.iter().map(|term| term.value).collect::<BTreeSet<&str>>();
        let lists: Vec<BTreeSet<&str>> = vocabulary.values().map(|terms| words(terms)).collect();
        let document = build(&service);
        let mut unknown = Vec::new();
        enums(&document, &mut |words| {
            let is_known = lists.iter().any(|list| words.is_subset(list));
            // One word tells a variant from the others.
            if words.len() > 1 && !is_known && !words.iter().any(|word| NO_TERMS.contains(word)) {
                unknown.push(format!("{words:?}"));
            }
        });
        assert_eq!(unknown, Vec::<String>::new(), "{}", service.name);
    }
}

/// Every enum of texts in a document.
fn enums<'d>(value: &'d Value, found: &mut impl FnMut(&BTreeSet<&'d str>)) {
    match value {
        Value::Object(members) => {
            if let Some(words) = members.get("enum").and_then(Value::as_array) {
                found(&words.iter().filter_map(Value::as_str).collect());
            }
            members.iter().filter(|(name, _)| !name.starts_with("example")).for_each(|(_, value)| enums(value, found));
        }
        Value::Array(items) => items.iter().for_each(|item| enums(item, found)),
        _ => {}
    }
}

fn expect_versions<A: Act>(document: &Value, noun: &str, acts: &[A]) {
    for act in acts {
        let (method, segment) = act.address();
        let below = format!("/v1/{noun}/{{id}}/{segment}");
        let found = operations(document).find(|(path, other, _)| {
            path.ends_with(below.trim_end_matches('/')) && other.eq_ignore_ascii_case(&format!("{method:?}"))
        });
        assert!(found.is_some(), "{noun}: no operation for {}", act.word());
        let Some((path, _, operation)) = found else { continue };
        let mut parameters = operation["parameters"].as_array().into_iter().flatten();
        let is_required = parameters.any(|one| one["$ref"] == "#/components/parameters/IfMatchRequired");
        assert_eq!(is_required, act.needs_version(), "{path}: `versioned` in `acts!`, `x-if-match` in the handler");
        let body = operation.get("requestBody").map(Value::to_string);
        let takes_body = body.is_some_and(|body| !body.contains("NoContentIn"));
        assert_eq!(takes_body, act.takes_body(), "{path}: `bare` in `acts!`, the body of the handler");
    }
}

#[test]
fn every_operation_says_what_it_is_for() {
    for service in SERVICES {
        let document = build(&service);
        let tags: BTreeSet<&str> =
            document["tags"].as_array().expect("a list").iter().filter_map(|tag| tag["name"].as_str()).collect();
        let mut ids = BTreeSet::new();
        for (path, method, operation) in operations(&document) {
            let id = operation["operationId"].as_str().expect("an operation has an id");
            assert!(ids.insert(id), "{id} is there twice");
            for member in ["summary", "description"] {
                let text = operation.get(member).and_then(|text| text.as_str()).unwrap_or_default();
                assert!(!text.trim().is_empty(), "{method} {path} has no {member}");
            }
            let tag = operation["tags"][0].as_str().expect("an operation has a tag");
            assert!(tags.contains(tag), "{method} {path}: the tag {tag} is not declared");
            let answers = operation["responses"].as_object().expect("an operation has answers");
            for status in ["400", "401", "403", "404", "406", "500", "503"] {
                assert!(answers.contains_key(status), "{method} {path} does not document {status}");
            }
        }
    }
}
