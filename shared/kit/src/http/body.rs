mod budget;
mod file;
mod receive;

pub use file::{CsvFile, Received, Upload, XLSX, XlsxFile};

use super::etag::IfMatch;
use super::kinds;
use super::members::Unambiguous;
use super::parameters::single;
use super::patch::pointer;
use super::problem::{Fault, Problem};
use super::strict::Strict;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use haicap_types::Words;
use receive::{Taken, receive};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::pin::Pin;
use std::time::Duration;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
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
    /// SHA-256 over method, path and query, body in NFC and `If-Match`: what a key stands for.
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
            let body = parse(&bytes)?;
            Ok(Self { body, precondition: Precondition::of(&request, &bytes)? })
        })
    }
}

impl Precondition {
    fn of(request: &HttpRequest, body: &[u8]) -> Result<Self, Problem> {
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
        Ok(Self { key: Some(key.to_owned()), fingerprint: fingerprint(request, body, &if_match), if_match, thing })
    }
}

const KEY_WORDS: Words = Words::new(
    "Khóa chống lặp phải có từ 1 đến 255 ký tự ASCII in được.",
    "An idempotency key has 1 to 255 printable ASCII characters.",
);

fn fingerprint(request: &HttpRequest, body: &[u8], if_match: &IfMatch) -> [u8; 32] {
    let mut context = aws_lc_rs::digest::Context::new(&aws_lc_rs::digest::SHA256);
    for part in [request.method().as_str(), request.path(), request.query_string(), &if_match.to_string()] {
        context.update(part.as_bytes());
        context.update(b"\n");
    }
    match std::str::from_utf8(body) {
        Ok(text) if is_nfc_quick(text.chars()) != IsNormalized::Yes => {
            context.update(text.nfc().collect::<String>().as_bytes());
        }
        _ => context.update(body),
    }
    let mut sum = [0; 32];
    sum.copy_from_slice(context.finish().as_ref());
    sum
}

/// Parses JSON; an absent body is an empty object, so that acts without fields need none.
fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    let bytes = if bytes.is_empty() { b"{}" } else { bytes };
    read::<Unambiguous>(bytes)?;
    read(bytes)
}

fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let body = serde_path_to_error::deserialize(Strict(&mut json))
        .map_err(|error| malformed(pointer(error.path()), error.inner()))?;
    json.end().map_err(|error| malformed(String::new(), &error))?;
    Ok(body)
}

/// serde's own sentence is the English one: it quotes nothing but the request.
fn malformed(pointer: String, cause: &serde_json::Error) -> Problem {
    let words = Words::with(
        format!("Không đọc được tại dòng {}, cột {}.", cause.line(), cause.column()),
        format!("Cannot be read: {cause}."),
    );
    Problem::new(&kinds::MALFORMED).faults(vec![Fault::new(pointer, words)])
}
