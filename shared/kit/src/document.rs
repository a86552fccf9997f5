//! A service's OpenAPI 3.1 document: drawn from its routes, completed with what every operation shares.

mod acts;
mod components;
mod examples;
mod patches;
mod shapes;
mod shared;

use crate::http::{FaultView, ProblemMembers, ProblemView};
use crate::routes::{Described, Routes};
use crate::service::{EventKind, Service};
use haicap_types::{DutyCause, DutyKind, DutyThing, DutyWait, Role, Term, Vocabulary};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use utoipa::OpenApi;
use utoipa::openapi::{ComponentsBuilder, InfoBuilder, OpenApiBuilder};

/// The version of the interface; changes within it only add.
const VERSION: &str = "1.0.0";

#[derive(OpenApi)]
#[openapi(components(schemas(ProblemView, ProblemMembers, FaultView)))]
struct Shared;

/// Draws the document of a service.
#[must_use]
pub fn build(service: &Service) -> Value {
    let info = InfoBuilder::new().title(service.title).version(VERSION).description(Some(service.description)).build();
    let mut components = Shared::openapi().components.unwrap_or_else(|| ComponentsBuilder::new().build());
    let mut described = Described::default();
    (service.routes)(Routes::describe(&mut described).configure(crate::api::routes));
    components.schemas.extend(described.schemas);
    let mut paths = described.paths;
    paths.paths = paths.paths.into_iter().map(|(path, item)| (format!("/{}/v1{path}", service.name), item)).collect();
    let drawn = OpenApiBuilder::new().info(info).components(Some(components)).paths(paths).build();
    let mut document = serde_json::to_value(drawn).unwrap_or_default();
    let acts = acts::sample(&document, service);
    shared::complete(&mut document, service, &acts);
    shapes::complete(&mut document);
    patches::complete(&mut document);
    examples::complete(&mut document, &acts);
    components::complete(&mut document);
    document
}

/// The document as it is served and committed.
#[must_use]
pub fn text(document: &Value) -> String {
    let mut text = serde_json::to_string_pretty(document).unwrap_or_default();
    text.push('\n');
    text
}

/// The service's lists of words, by name.
#[must_use]
pub fn vocabulary(service: &Service) -> BTreeMap<&'static str, Vec<Term>> {
    let shared = [
        (Role::NAME, Role::terms()),
        (DutyKind::NAME, DutyKind::terms()),
        (DutyWait::NAME, DutyWait::terms()),
        (DutyCause::NAME, DutyCause::terms()),
        (DutyThing::NAME, DutyThing::terms()),
    ];
    let kinds = (service.events)().into_iter();
    let kinds = kinds.map(|EventKind { kind, label_vi, label_en, .. }| Term { value: kind, label_vi, label_en });
    let kinds = [("event_kind", kinds.collect())];
    shared.into_iter().chain(kinds).chain((service.vocabulary)()).collect()
}

/// The operations of a document: address, method, operation.
pub fn operations(document: &Value) -> impl Iterator<Item = (&str, &str, &Map<String, Value>)> {
    const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];
    let paths = document.get("paths").and_then(Value::as_object);
    paths.into_iter().flatten().flat_map(|(path, item)| {
        let item = item.as_object();
        item.into_iter().flatten().filter_map(move |(method, operation)| {
            let operation = operation.as_object().filter(|_| METHODS.contains(&method.as_str()))?;
            Some((path.as_str(), method.as_str(), operation))
        })
    })
}
