use crate::hostile::{HIDDEN_LETTERS, NO_FILES};
use crate::{Answer, Persona, Request, TestService};
use serde_json::{Value, json};

/// What no answer may say: how we are built.
const INSIDES: &[&str] = &[
    "select ",
    "insert ",
    "update ",
    "diesel",
    "postgres",
    "sqlstate",
    "panicked",
    "/src/",
    ".rs:",
    "schema",
    "unknown field",
    "unknown variant",
    "missing field",
    "duplicate field",
    "invalid type",
    "invalid value",
    "did not match",
    "expected ",
    "struct ",
];

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
        self.send_as(service, "application/json", text.as_bytes()).await
    }

    /// The request with a body of another media type.
    pub async fn send_as(&self, service: &TestService, media_type: &str, body: &[u8]) -> Answer {
        let request = service.request(&self.who, self.method, &self.path).header("if-match", "*");
        request.bytes(media_type, body.to_vec()).send().await
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
        Self::missing_where(service, samples, |kind| kind.contains("json")).await
    }

    /// The same of those that take files.
    pub async fn missing_files(service: &TestService, samples: &[Self]) -> Vec<String> {
        Self::missing_where(service, samples, |kind| !kind.contains("json")).await
    }

    async fn missing_where(service: &TestService, samples: &[Self], is_meant: fn(&str) -> bool) -> Vec<String> {
        let path = format!("/{}/openapi.json", service.host.service);
        let document = service.anonymous("GET", &path).expect(200).await;
        let mut missing = Vec::new();
        for (path, item) in document.body["paths"].as_object().into_iter().flatten() {
            for (method, operation) in item.as_object().into_iter().flatten() {
                let content = operation["requestBody"]["content"].as_object();
                let is_meant = content.is_some_and(|content| content.keys().any(|kind| is_meant(kind)));
                if is_meant && !samples.iter().any(|sample| sample.is_of(method, path)) {
                    missing.push(format!("{method} {path}"));
                }
            }
        }
        missing
    }

    /// Sends what is no file in place of one, and expects to be told what is wanted.
    pub async fn expect_no_file(&self, service: &TestService) {
        for (kind, bytes) in NO_FILES {
            let refused = self.send_as(service, kind, bytes.as_bytes()).await;
            refused.expect_problem(415, &format!("{} {kind}", self.path));
            assert!(refused.text_at("/detail").contains("multipart/form-data"), "{}", refused.text);
        }
    }

    /// Spoils the body in every way that its shape can be wrong, and expects that each place is named, with what would be
    /// right, in the language that is asked for.
    pub async fn expect_every_fault(&self, service: &TestService) {
        let mut with_more = self.body.clone();
        for at in self.objects() {
            insert(&mut with_more, &at, "nope", json!(1));
        }
        let mut of_numbers = self.body.clone();
        for at in self.strings() {
            *of_numbers.pointer_mut(&at).expect("it is there") = json!(true);
        }
        let unknown: Vec<String> = self.objects().iter().map(|at| format!("{at}/nope")).collect();
        let (strings, mut root) = (self.strings(), vec!["/nope".to_owned()]);
        root.extend(self.body.as_object().into_iter().flatten().map(|(name, _)| format!("/{name}")));
        let empty = json!({ "nope": 1 });
        for (body, places) in [(with_more, unknown), (of_numbers, strings), (empty, root)] {
            if body == self.body {
                continue;
            }
            let case = format!("{} {} {body}", self.method, self.path);
            let read = |language: &str| self.send(service, &body).header("accept-language", language).send();
            let (vietnamese, english) = (read("vi").await, read("en").await);
            if vietnamese.status == 422 && !body.to_string().contains("nope") {
                // Members that take any value.
                continue;
            }
            for (answer, other) in [(&vietnamese, &english), (&english, &vietnamese)] {
                answer.expect_problem(400, &case);
                let faults = answer.body["errors"].as_array().expect("it lists what is wrong");
                assert!(!faults.is_empty(), "{case}: {}", answer.text);
                for (fault, other) in faults.iter().zip(other.body["errors"].as_array().expect("so does the other")) {
                    let place = fault["pointer"].as_str().expect("it has a place");
                    let is_meant = places.iter().any(|meant| meant == place || meant.starts_with(&format!("{place}/")));
                    assert!(is_meant && !place.is_empty(), "{case}: {}", answer.text);
                    assert_ne!(fault["detail"], other["detail"], "{case}");
                }
            }
        }
    }

    /// Puts what hides, reorders or breaks what people read, and what no database keeps, into every string of the body that is
    /// neither a date nor a hash, which is compared, and expects a refusal that names the place; how often. Into the strings at `tidied` places, from which spaces
    /// of every kind fall away, only what is no space is put.
    pub async fn expect_no_hidden_letter(&self, service: &TestService, tidied: &[&str]) -> usize {
        let mut tried = 0;
        for pointer in self.strings() {
            let said = self.body.pointer(&pointer).and_then(Value::as_str).unwrap_or_default();
            if is_day(said) || pointer == "/hash" {
                continue;
            }
            let place = self.path.len() + pointer.len() + tried;
            let other = HIDDEN_LETTERS[place % HIDDEN_LETTERS.len()];
            for letter in ['\0', if tidied.contains(&&*pointer) { '\u{202e}' } else { other }] {
                let mut body = self.body.clone();
                *body.pointer_mut(&pointer).expect("it is there") = json!(format!("{said}{letter}"));
                let case = format!("{} {} {pointer} {letter:?}", self.method, self.path);
                let refused = self.send(service, &body).send().await;
                refused.expect_problem(if refused.status == 400 { 400 } else { 422 }, &case);
                let mut named = refused.body["errors"].as_array().into_iter().flatten();
                assert!(
                    named.any(|error| error["pointer"] == *pointer) || refused.status == 400,
                    "{case}: {}",
                    refused.text
                );
                tried += 1;
            }
        }
        tried
    }

    /// Adds members that the service alone sets, and expects that each is refused.
    pub async fn expect_nothing_reserved(&self, service: &TestService, names: &[&str]) {
        for name in names {
            let mut body = self.body.clone();
            body[*name] = json!("TT");
            let case = format!("{} {} {name}", self.method, self.path);
            self.send(service, &body).send().await.expect_problem(400, &case);
        }
    }

    fn is_of(&self, method: &str, template: &str) -> bool {
        let path = self.path.split('?').next().unwrap_or_default();
        let (template, path): (Vec<_>, Vec<_>) = (template.split('/').collect(), path.split('/').collect());
        let matches = |(part, segment): (&&str, &&str)| part.starts_with('{') || part == segment;
        self.method.eq_ignore_ascii_case(method)
            && template.len() == path.len()
            && template.iter().zip(&path).all(matches)
    }
}

/// Whether a text is a day, as bodies write it.
fn is_day(text: &str) -> bool {
    haicap_types::written_date(text).is_some()
}

impl Answer {
    /// Expects a problem document that says nothing of how we are built.
    pub fn expect_problem(&self, status: u16, case: &str) {
        assert_eq!(self.status, status, "{case}: {}", self.text);
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{case}");
        assert_eq!(self.body["status"], status, "{case}");
        assert!(self.text_at("/type").contains("/problems/"), "{case}: {}", self.text);
        for member in ["/title", "/code", "/detail"] {
            assert!(!self.text_at(member).is_empty(), "{case} has no {member}: {}", self.text);
        }
        assert_eq!(self.text_at("/trace_id").len(), 32, "{case}");
        let text = self.text.to_lowercase();
        for inside in INSIDES {
            assert!(!text.contains(inside), "{case} says {inside}: {}", self.text);
        }
    }
}

fn insert(body: &mut Value, at: &str, name: &str, value: Value) {
    let object = body.pointer_mut(at).and_then(Value::as_object_mut).expect("an object is there");
    object.insert(name.to_owned(), value);
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
