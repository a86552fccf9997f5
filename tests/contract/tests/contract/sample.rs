//! A request for an operation, put together from what its document says and what is on stage.

use contract::Stage;
use haicap_testing::{Persona, Request, TestService};
use serde_json::{Map, Value};

/// Of the right form, and nobody's.
const NOBODY: &str = "0199b6a0-0000-7000-8000-000000000000";

/// An entity tag that no version has.
const OUTDATED: &str = "\"0-00000000\"";

/// What a test sends for one operation.
pub(crate) struct Sample<'a> {
    method: &'a str,
    address: String,
    body: Option<(&'a str, Vec<u8>)>,
}

impl<'a> Sample<'a> {
    /// The documented parameters and body. Ids are those on stage.
    pub(crate) fn of(stage: &Stage, path: &str, method: &'a str, operation: &'a Map<String, Value>) -> Self {
        let mut address = path.to_owned();
        let mut query = Vec::new();
        let parameters = operation.get("parameters").and_then(Value::as_array);
        for parameter in parameters.into_iter().flatten() {
            let Some(name) = parameter["name"].as_str() else { continue };
            match parameter["in"].as_str() {
                Some("path") => {
                    address = address.replace(&format!("{{{name}}}"), &value(stage, path, name, parameter));
                }
                Some("query") if parameter["required"] == true => {
                    query.push(format!("{name}={}", value(stage, path, name, parameter)));
                }
                _ => {}
            }
        }
        if !query.is_empty() {
            address = format!("{address}?{}", query.join("&"));
        }
        let content = operation.get("requestBody").and_then(|body| body["content"].as_object());
        let body = content.and_then(|content| content.iter().next()).map(|(media_type, content)| {
            let bytes = match media_type.as_str() {
                "application/octet-stream" => b"%PDF-1.7\n".to_vec(),
                "text/csv" => {
                    let file = content.pointer("/examples/audiences/value");
                    file.and_then(Value::as_str).unwrap_or_default().into()
                }
                _ => content["example"].to_string().into_bytes(),
            };
            (media_type.as_str(), bytes)
        });
        Self { method, address, body }
    }

    /// Whether it adds something: the second one who does is answered otherwise than the first.
    pub(crate) fn adds(&self) -> bool {
        self.method == "post" && self.address.matches('/').count() == 3
    }

    /// The request, with an outdated `If-Match` where a version is wanted, so that nobody changes what is on stage.
    pub(crate) fn by(&self, service: &TestService, persona: &Persona) -> Request {
        let mut request = service.request(persona, &self.method.to_uppercase(), &self.address);
        if self.method != "get" && !self.adds() {
            request = request.header("if-match", OUTDATED);
        }
        match &self.body {
            Some((media_type, bytes)) => request.bytes(media_type, bytes.clone()),
            None => request,
        }
    }
}

fn value(stage: &Stage, path: &str, name: &str, parameter: &Value) -> String {
    let noun = path.split('/').nth(3).unwrap_or_default();
    match (noun, name) {
        ("directives", "id") => stage.directive.clone(),
        ("assignments", "id") => stage.assignment.clone(),
        (_, "clause_id") => stage.clause.clone(),
        ("periods", "id") => stage.reports.period.clone(),
        ("obligations", "id") | (_, "obligation") => stage.reports.obligation.clone(),
        ("submissions", "id") => stage.reports.submission.clone(),
        ("consolidated-reports", "id") => stage.reports.report.clone(),
        ("requirements", "id") => stage.inspections.requirement.clone(),
        ("programmes", "id") => stage.inspections.programme.clone(),
        ("teams", "id") => stage.inspections.team.clone(),
        ("persons", "id") => stage.inspections.person.clone(),
        ("proposals", "id") => stage.inspections.proposal.clone(),
        ("targets", "id") => stage.inspections.target.clone(),
        ("decisions", "id") => stage.inspections.decision.clone(),
        (_, "attachment_id") => NOBODY.to_owned(),
        ("audiences", "code") => "below-leadership".to_owned(),
        ("oversight", "body") => "BTC".to_owned(),
        ("oversight", "audience") => "below-leadership".to_owned(),
        ("oversight", "valid_from") => "2025-09-22".to_owned(),
        (_, "date") => "2026-01-01".to_owned(),
        _ => plain(&parameter["example"]),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.replace(' ', "%20"),
        Value::Array(words) => words.iter().map(plain).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}
