//! What is routed is documented, and what is documented is routed.

use crate::sample::Sample;
use contract::{SERVICES, Stage, receiver};
use haicap_kit::document::{build, operations};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const METHODS: [&str; 5] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

#[tokio::test(flavor = "multi_thread")]
async fn h44_every_documented_operation_is_routed_and_no_other_method_is() {
    let stage = Stage::set().await;
    for (service, running) in SERVICES.iter().zip(stage.services()) {
        let document = build(service);
        let mut addresses: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (path, method, operation) in operations(&document) {
            let sample = Sample::of(&stage, path, method, operation);
            let answer = sample.by(running, &receiver()).send().await;
            // What the router does not place goes to the fallback, which says 405 to whatever the document has.
            assert_ne!(answer.status, 405, "{method} {path} is documented, but not routed");
            assert!(answer.status < 500, "{method} {path}: {}", answer.text);
            let status = answer.status.to_string();
            assert!(operation["responses"].get(&status).is_some(), "{method} {path}: {status} is not documented");
            addresses.entry(path.replace(['{', '}'], "")).or_default().push(method.to_uppercase());
        }
        for (path, mut documented) in addresses {
            if documented.iter().any(|method| method == "GET") {
                documented.push("HEAD".to_owned());
            }
            documented.sort_unstable();
            for method in METHODS.into_iter().filter(|method| !documented.iter().any(|other| other == method)) {
                let refused = running.request(&receiver(), method, &path).expect(405).await;
                let mut allowed: Vec<&str> = refused.header("allow").expect("405 says what is").split(", ").collect();
                allowed.sort_unstable();
                assert_eq!(allowed, documented, "{method} {path}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_read_has_a_tag_where_the_document_says_so() {
    let stage = Stage::set().await;
    let (mut compared, mut wrong) = (0, Vec::new());
    for (service, running) in SERVICES.iter().zip(stage.services()) {
        let document = build(service);
        for (path, method, operation) in operations(&document).filter(|(_, method, _)| *method == "get") {
            let sample = Sample::of(&stage, path, method, operation);
            let forms = operation["responses"]["200"]["content"].as_object().expect("a read has content");
            let mut tagged = Vec::new();
            for form in forms.keys() {
                let answer = sample.by(running, &receiver()).header("accept", form).send().await;
                tagged.extend((answer.status == 200).then(|| answer.header("etag").is_some()));
            }
            if !tagged.is_empty() {
                let is_declared = operation["responses"]["200"]["headers"].get("ETag").is_some();
                wrong
                    .extend((tagged.contains(&true) != is_declared).then(|| format!("{path}: declared {is_declared}")));
                compared += 1;
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(compared > 50, "{compared} reads were allowed");
}

#[test]
fn h44_every_route_is_registered_where_the_document_is_drawn_from() {
    // `service` of utoipa's configuration takes only what describes itself; these go past it.
    let ways_past =
        [".route(", "web::resource", "web::scope", "external_resource", ".map(|config", ".default_service("];
    let mut found = Vec::new();
    for file in api_files() {
        let text = fs::read_to_string(&file).expect("a source file is readable");
        for way in ways_past.into_iter().filter(|way| text.contains(way)) {
            found.push(format!("{}: {way}", file.display()));
        }
    }
    assert!(found.is_empty(), "register it with `.service(…)` and `#[utoipa::path]`:\n  {}", found.join("\n  "));
}

fn api_files() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut open: Vec<PathBuf> =
        SERVICES.iter().map(|service| root.join("services").join(service.name).join("src/api")).collect();
    let mut files = vec![root.join("shared/kit/src/api/mod.rs"), root.join("shared/reference/src/api.rs")];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).expect("a folder is readable") {
            let path = entry.expect("a folder is readable").path();
            if path.is_dir() { open.push(path) } else { files.push(path) }
        }
    }
    files
}
