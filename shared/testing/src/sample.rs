use crate::{Answer, Persona, Request, TestService};
use serde_json::Value;

/// What no answer may say: how we are built.
const INSIDES: &[&str] =
    &["select ", "insert ", "update ", "diesel", "postgres", "sqlstate", "panicked", "/src/", ".rs:", "schema"];

/// A sound body for an operation, by somebody who may send it: what a hostile caller begins with.
#[derive(Debug)]
pub struct Sample {
    /// Who may send it.
    pub who: Persona,
    /// The method.
    pub method: &'static str,
    /// The path.
    pub path: String,
    /// The body.
    pub body: Value,
}

impl Sample {
    /// The request with another body.
    pub fn send(&self, service: &TestService, body: &Value) -> Request {
        service.request(&self.who, self.method, &self.path).json(body).header("if-match", "*")
    }

    /// The request with a body that is no `Value`.
    pub async fn send_text(&self, service: &TestService, text: &str) -> Answer {
        let request = service.request(&self.who, self.method, &self.path).header("if-match", "*");
        request.bytes("application/json", text.as_bytes().to_vec()).send().await
    }

    /// Where every string of the body stands, as JSON pointers.
    #[must_use]
    pub fn strings(&self) -> Vec<String> {
        self.places(Value::is_string)
    }

    /// Where every object of the body stands.
    #[must_use]
    pub fn objects(&self) -> Vec<String> {
        self.places(Value::is_object)
    }

    fn places(&self, is_wanted: fn(&Value) -> bool) -> Vec<String> {
        let mut found = Vec::new();
        collect(&self.body, "", is_wanted, &mut found);
        found
    }

    /// The operations of the service's document that take JSON, and that none of the samples is of.
    pub async fn missing(service: &TestService, samples: &[Self]) -> Vec<String> {
        let path = format!("/{}/openapi.json", service.host.service);
        let document = service.anonymous("GET", &path).expect(200).await;
        let mut missing = Vec::new();
        for (path, item) in document.body["paths"].as_object().into_iter().flatten() {
            for (method, operation) in item.as_object().into_iter().flatten() {
                let content = operation["requestBody"]["content"].as_object();
                let takes_json = content.is_some_and(|content| content.keys().any(|kind| kind.contains("json")));
                if takes_json && !samples.iter().any(|sample| sample.is_of(method, path)) {
                    missing.push(format!("{method} {path}"));
                }
            }
        }
        missing
    }

    fn is_of(&self, method: &str, template: &str) -> bool {
        let (template, path): (Vec<_>, Vec<_>) = (template.split('/').collect(), self.path.split('/').collect());
        let matches = |(part, segment): (&&str, &&str)| part.starts_with('{') || part == segment;
        self.method.eq_ignore_ascii_case(method)
            && template.len() == path.len()
            && template.iter().zip(&path).all(matches)
    }
}

impl Answer {
    /// Expects a problem document that says nothing of how we are built.
    pub fn expect_problem(&self, status: u16, case: &str) {
        assert_eq!(self.status, status, "{case}: {}", self.text);
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{case}");
        assert_eq!(self.body["status"], status, "{case}");
        assert!(self.text_at("/type").contains("/problems/"), "{case}: {}", self.text);
        assert!(!self.text_at("/title").is_empty() && !self.text_at("/code").is_empty(), "{case}");
        assert_eq!(self.text_at("/trace_id").len(), 32, "{case}");
        let text = self.text.to_lowercase();
        for inside in INSIDES {
            assert!(!text.contains(inside), "{case} says {inside}: {}", self.text);
        }
    }
}

fn collect(value: &Value, at: &str, is_wanted: fn(&Value) -> bool, found: &mut Vec<String>) {
    if is_wanted(value) {
        found.push(at.to_owned());
    }
    let mut within = |name: &str, value| {
        let name = name.replace('~', "~0").replace('/', "~1");
        collect(value, &format!("{at}/{name}"), is_wanted, found);
    };
    match value {
        Value::Array(items) => items.iter().enumerate().for_each(|(index, item)| within(&index.to_string(), item)),
        Value::Object(members) => members.iter().for_each(|(name, member)| within(name, member)),
        _ => {}
    }
}
