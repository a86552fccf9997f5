use super::ExampleError;
use crate::identity::{office, sign};
use haicap_kit::auth::DemoIssuer;
use haicap_reference::{Directory, shipped};
use haicap_types::{Membership, OrganizationCode, Role};
use reqwest::header::{ETAG, IF_MATCH};
use reqwest::{Client, Method, RequestBuilder};
use serde_json::Value;

/// Where the people of the story act: the service's front door.
pub(super) struct Stage<'a> {
    base: String,
    issuer: &'a DemoIssuer,
    client: Client,
    directory: Directory,
}

/// Somebody who acts in the example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Person {
    /// The token's subject.
    pub(super) subject: String,
    /// The name.
    pub(super) name: String,
    /// The organization.
    pub(super) organization: OrganizationCode,
    /// The role in it.
    pub(super) role: Role,
}

/// What the service answered.
pub(super) struct Seen {
    pub(super) body: Value,
    pub(super) etag: Option<String>,
}

impl<'a> Stage<'a> {
    pub(super) fn new(base: String, issuer: &'a DemoIssuer) -> Self {
        Self { base, issuer, client: Client::new(), directory: shipped::directory() }
    }

    /// What somebody without a name is called.
    pub(super) fn office(&self, organization: &OrganizationCode, role: Role) -> String {
        office(&self.directory, organization, role)
    }

    pub(super) async fn get(&self, address: &str, person: &Person) -> Result<Seen, ExampleError> {
        self.call(Method::GET, address, person, |request| request).await
    }

    pub(super) async fn post(
        &self,
        address: &str,
        person: &Person,
        body: &Value,
        etag: Option<&str>,
    ) -> Result<Seen, ExampleError> {
        let complete = |request: RequestBuilder| match etag {
            Some(etag) => request.json(body).header(IF_MATCH, etag),
            None => request.json(body),
        };
        self.call(Method::POST, address, person, complete).await
    }

    pub(super) async fn patch(
        &self,
        address: &str,
        person: &Person,
        body: &Value,
        etag: &str,
    ) -> Result<Seen, ExampleError> {
        self.call(Method::PATCH, address, person, |request| request.json(body).header(IF_MATCH, etag)).await
    }

    /// All pages of a list; the address has a query already.
    pub(super) async fn list(&self, address: &str, person: &Person) -> Result<Vec<Value>, ExampleError> {
        let (mut items, mut next) = (Vec::new(), address.to_owned());
        loop {
            let Seen { mut body, .. } = self.get(&next, person).await?;
            if let Some(page) = body.get_mut("items").and_then(Value::as_array_mut) {
                items.append(page);
            }
            let Some(cursor) = body.get("next_cursor").and_then(Value::as_str) else { return Ok(items) };
            next = format!("{address}&cursor={cursor}");
        }
    }

    async fn call(
        &self,
        method: Method,
        address: &str,
        person: &Person,
        complete: impl FnOnce(RequestBuilder) -> RequestBuilder,
    ) -> Result<Seen, ExampleError> {
        let membership = Membership { org: person.organization.clone(), roles: vec![person.role] };
        let token = sign(self.issuer, &person.subject, &person.name, &[membership])?;
        let request = self.client.request(method, format!("{}{address}", self.base)).bearer_auth(token);
        let answer = complete(request).header("accept-language", "en").send().await?;
        let status = answer.status();
        let etag = answer.headers().get(ETAG).and_then(|etag| etag.to_str().ok()).map(str::to_owned);
        let text = answer.text().await?;
        if !status.is_success() {
            return Err(ExampleError::Refused { address: address.to_owned(), status: status.as_u16(), answer: text });
        }
        Ok(Seen { body: serde_json::from_str(&text).unwrap_or_default(), etag })
    }
}

impl Seen {
    /// A text in the answer; empty if there is none.
    pub(super) fn text(&self, pointer: &str) -> String {
        let [text] = texts(&self.body, [pointer]);
        text
    }
}

/// Texts in a JSON value; empty where there are none.
pub(super) fn texts<const N: usize>(value: &Value, pointers: [&str; N]) -> [String; N] {
    pointers.map(|pointer| value.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned())
}
