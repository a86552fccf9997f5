//! The documents that are committed, and what every one of them promises.

use contract::SERVICES;
use haicap_kit::document::{build, operations, text};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

#[test]
fn the_committed_documents_are_current() {
    for service in SERVICES {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../openapi/{}.json", service.name));
        let committed = fs::read_to_string(&path).unwrap_or_default();
        // No `assert_eq!`: nobody reads a difference of two whole documents.
        assert!(committed == text(&build(&service)), "run `./dev openapi` and review what it changes in openapi/");
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
