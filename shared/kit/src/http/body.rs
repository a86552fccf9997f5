mod budget;
mod file;
mod receive;

pub use file::{CsvFile, Received, Upload, XLSX, XlsxFile};

use super::etag::IfMatch;
use super::json::{Json, Spelling, read};
use super::kinds;
use super::parameters::single;
use super::problem::Problem;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use bytes::Bytes;
use haicap_types::Words;
use receive::{Taken, receive};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::pin::Pin;
use std::time::Duration;
use utoipa::ToSchema;

/// The largest JSON body.
pub const BODY_LIMIT_BYTES: usize = 256 * 1024;

/// How long a JSON body may take to arrive.
const BODY_DEADLINE: Duration = Duration::from_secs(10);

/// What is told to whoever sends something else than JSON.
static JSON_WANTED: Words = Words::new(
    "Hãy gửi JSON không nén, với Content-Type: application/json (hoặc application/merge-patch+json khi sửa từng phần).",
    "Send JSON that is not compressed, with Content-Type: application/json (or application/merge-patch+json for a partial \
     update).",
);

/// The longest idempotency key.
const KEY_LIMIT_CHARS: usize = 255;

/// `/service/v1/noun/id`, with what stands before the first slash.
const THING_SEGMENTS: usize = 5;

/// A request that changes something: what is sent, and what makes it safe to send.
#[derive(Debug)]
pub struct Write<T> {
    /// The parsed body.
    pub body: T,
    /// What makes it safe to send.
    pub precondition: Precondition,
}

/// An act without content.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoContentIn {}

/// What makes a change safe to send twice or late.
#[derive(Debug, Clone, Default)]
pub struct Precondition {
    /// The client's key for this request, if it sent one.
    pub key: Option<String>,
    /// The versions that the client knows.
    pub if_match: IfMatch,
    /// SHA-256 over method, path and query, `If-Match`, and what was sent: JSON by its content, files by their bytes.
    pub fingerprint: [u8; 32],
    /// The address of the thing that is to be changed, without the act: whoever lost a race for it waits in line.
    pub thing: String,
}

impl<T: DeserializeOwned + 'static> FromRequest for Write<T> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let mut payload = payload.take();
        Box::pin(async move {
            let taken = Taken {
                limit_bytes: BODY_LIMIT_BYTES,
                deadline: BODY_DEADLINE,
                takes: &|kind| matches!(kind, "application/json" | "application/merge-patch+json"),
                wanted: &JSON_WANTED,
            };
            let (bytes, _held) = receive(&request, &mut payload, taken).await?;
            let mut json = Json::of(&bytes)?;
            let body = read(&mut json, Spelling::Json);
            let body = body.map_err(|faults| Problem::new(&kinds::MALFORMED).faults(faults))?;
            Ok(Self { body, precondition: Precondition::of(&request, || json.canonical().into())? })
        })
    }
}

impl Precondition {
    /// The same for a request that is only tried, if it is: nothing is kept under its key.
    #[must_use]
    pub fn unless_tried(&self, is_dry_run: bool) -> Self {
        if is_dry_run { Self { key: None, ..self.clone() } } else { self.clone() }
    }

    /// The thing that is to be changed as the log of events names it: `{noun}/{id}`.
    pub(crate) fn subject(&self) -> Option<String> {
        let mut segments = self.thing.split('/').skip(3);
        let (nouns, id) = (segments.next()?, segments.next()?);
        Some(format!("{}/{id}", nouns.strip_suffix('s').unwrap_or(nouns).replace('-', "_")))
    }

    /// `content` is what was sent: the same bytes for what is the same.
    fn of(request: &HttpRequest, content: impl FnOnce() -> Bytes) -> Result<Self, Problem> {
        let if_match = IfMatch::of(request.headers())?;
        let thing = request.path().split('/').take(THING_SEGMENTS).collect::<Vec<_>>().join("/");
        let Some(key) = single(request.headers(), "Idempotency-Key")? else {
            return Ok(Self { key: None, if_match, fingerprint: [0; 32], thing });
        };
        let key = key
            .to_str()
            .ok()
            .filter(|key| (1..=KEY_LIMIT_CHARS).contains(&key.len()))
            .ok_or_else(|| Problem::parameter("Idempotency-Key", KEY_WORDS.clone()))?;
        Ok(Self {
            key: Some(key.to_owned()),
            fingerprint: fingerprint(request, &content(), &if_match),
            if_match,
            thing,
        })
    }
}

const KEY_WORDS: Words = Words::new(
    "Khóa chống lặp phải có từ 1 đến 255 ký tự ASCII in được.",
    "An idempotency key must have 1 to 255 printable ASCII characters.",
);

fn fingerprint(request: &HttpRequest, content: &[u8], if_match: &IfMatch) -> [u8; 32] {
    let mut context = aws_lc_rs::digest::Context::new(&aws_lc_rs::digest::SHA256);
    for part in [request.method().as_str(), request.path(), request.query_string(), &if_match.to_string()] {
        context.update(part.as_bytes());
        context.update(b"\n");
    }
    context.update(content);
    let mut sum = [0; 32];
    sum.copy_from_slice(context.finish().as_ref());
    sum
}
