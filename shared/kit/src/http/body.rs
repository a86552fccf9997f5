use super::etag::IfMatch;
use super::kinds;
use super::members::Unambiguous;
use super::patch::pointer;
use super::problem::{Fault, Problem};
use super::strict::Strict;
use actix_web::dev::Payload;
use actix_web::http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE};
use actix_web::{FromRequest, HttpRequest};
use bytes::{Bytes, BytesMut};
use futures_util::StreamExt;
use haicap_types::Words;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use utoipa::ToSchema;

/// The largest JSON body.
pub const BODY_LIMIT_BYTES: usize = 256 * 1024;

/// The media type of workbooks (ISO/IEC 29500).
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// How long a body may take to arrive: actix times headers only, so a dripping body would hold its connection for ever.
const BODY_DEADLINE: Duration = Duration::from_secs(10);

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
            let bytes = read_body(&request, &mut payload, BODY_LIMIT_BYTES).await?;
            if !bytes.is_empty() {
                expect_type(&request, &["application/json", "application/merge-patch+json"])?;
            }
            let body = parse(&bytes)?;
            Ok(Self { body, precondition: Precondition::of(&request, &bytes)? })
        })
    }
}

impl Precondition {
    fn of(request: &HttpRequest, body: &[u8]) -> Result<Self, Problem> {
        let if_match = IfMatch::of(request.headers())?;
        let thing = request.path().split('/').take(THING_SEGMENTS).collect::<Vec<_>>().join("/");
        let Some(key) = request.headers().get("idempotency-key") else {
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

/// A file as it comes, of one of the types that are taken, if not all are.
fn receive(
    request: &HttpRequest,
    payload: &mut Payload,
    limit_bytes: usize,
    taken: Option<&'static [&'static str]>,
) -> impl Future<Output = Result<(Bytes, Precondition), Problem>> + 'static {
    let request = request.clone();
    let mut payload = payload.take();
    async move {
        let bytes = read_body(&request, &mut payload, limit_bytes).await?;
        taken.map_or(Ok(()), |taken| expect_type(&request, taken))?;
        let precondition = Precondition::of(&request, &bytes)?;
        Ok((bytes, precondition))
    }
}

/// Bytes that are stored as they come: a file.
#[derive(Debug)]
pub struct Upload {
    /// The file.
    pub bytes: Bytes,
    /// What makes it safe to send.
    pub precondition: Precondition,
}

impl Upload {
    /// The largest file.
    pub const LIMIT_BYTES: usize = 20 * 1024 * 1024;
}

impl FromRequest for Upload {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let received = receive(request, payload, Self::LIMIT_BYTES, None);
        Box::pin(async move { received.await.map(|(bytes, precondition)| Self { bytes, precondition }) })
    }
}

/// A table in a file.
#[derive(Debug)]
pub struct CsvFile {
    /// The text of the file.
    pub text: String,
    /// What makes it safe to send.
    pub precondition: Precondition,
}

impl CsvFile {
    /// The largest table.
    pub const LIMIT_BYTES: usize = 8 * 1024 * 1024;
}

impl FromRequest for CsvFile {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let received = receive(request, payload, Self::LIMIT_BYTES, Some(&["text/csv"]));
        Box::pin(async move {
            let (bytes, precondition) = received.await?;
            let text = String::from_utf8(bytes.into())
                .map_err(|_| Problem::new(&kinds::MALFORMED).faults(vec![Fault::new("", NOT_UTF8)]))?;
            Ok(Self { text, precondition })
        })
    }
}

/// A workbook in a file.
#[derive(Debug)]
pub struct XlsxFile {
    /// The file.
    pub bytes: Bytes,
    /// What makes it safe to send.
    pub precondition: Precondition,
}

impl XlsxFile {
    /// The largest workbook, as it is sent; what it holds is larger, and is measured by whoever opens it.
    pub const LIMIT_BYTES: usize = 5 * 1024 * 1024;
}

impl FromRequest for XlsxFile {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let received = receive(request, payload, Self::LIMIT_BYTES, Some(&[XLSX]));
        Box::pin(async move { received.await.map(|(bytes, precondition)| Self { bytes, precondition }) })
    }
}

const NOT_UTF8: Words = Words::new("Tệp phải được lưu bằng bảng mã UTF-8.", "The file must be saved as UTF-8.");

/// Reads a body up to a limit and within a time.
///
/// # Errors
/// Too large, too slow, compressed, or cut off.
pub async fn read_body(request: &HttpRequest, payload: &mut Payload, limit_bytes: usize) -> Result<Bytes, Problem> {
    if request.headers().contains_key(CONTENT_ENCODING) {
        return Err(Problem::new(&kinds::UNSUPPORTED_MEDIA_TYPE));
    }
    let announced = request.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|length| u64::try_from(limit_bytes).is_ok_and(|limit| length > limit)) {
        return Err(too_large(limit_bytes));
    }
    tokio::time::timeout(BODY_DEADLINE, collect(payload, limit_bytes))
        .await
        .unwrap_or_else(|_| Err(Problem::new(&kinds::TIMEOUT).header("Connection", "close")))
}

async fn collect(payload: &mut Payload, limit_bytes: usize) -> Result<Bytes, Problem> {
    let mut body = BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| Problem::new(&kinds::MALFORMED))?;
        if body.len() + chunk.len() > limit_bytes {
            return Err(too_large(limit_bytes));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

fn too_large(limit_bytes: usize) -> Problem {
    Problem::new(&kinds::TOO_LARGE)
        .detail(Words::with(
            format!("Nội dung không được quá {limit_bytes} byte."),
            format!("The body may have {limit_bytes} bytes at most."),
        ))
        .header("Connection", "close")
}

fn expect_type(request: &HttpRequest, taken: &[&str]) -> Result<(), Problem> {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let essence = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if taken.contains(&essence.as_str()) { Ok(()) } else { Err(Problem::new(&kinds::UNSUPPORTED_MEDIA_TYPE)) }
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
