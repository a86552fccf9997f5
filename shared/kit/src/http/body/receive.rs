use super::budget::Held;
use crate::http::kinds;
use crate::http::problem::Problem;
use actix_web::HttpRequest;
use actix_web::dev::Payload;
use actix_web::http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE};
use bytes::{Bytes, BytesMut};
use futures_util::StreamExt;
use haicap_types::Words;
use std::time::Duration;

/// Which bodies are taken.
#[derive(Clone, Copy)]
pub(super) struct Taken<'t> {
    /// The largest.
    pub(super) limit_bytes: usize,
    /// How long they may take to arrive: actix times headers only, so a dripping body would hold its connection for ever.
    pub(super) deadline: Duration,
    /// Whether they may be of a media type; of none is the empty one.
    pub(super) takes: &'t dyn Fn(&str) -> bool,
    /// What people are told to send.
    pub(super) wanted: &'static Words,
}

/// Reads a body up to a limit and within a time, and what it takes of the budget of all bodies. An empty one has no type.
///
/// # Errors
/// Too large, too slow, compressed, of another type, or cut off; or too much is sent by all together.
pub(super) async fn receive(
    request: &HttpRequest,
    payload: &mut Payload,
    taken: Taken<'_>,
) -> Result<(Bytes, Held), Problem> {
    if request.headers().contains_key(CONTENT_ENCODING) {
        return Err(Problem::unsupported(taken.wanted.clone()));
    }
    let announced = request.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|length| u64::try_from(taken.limit_bytes).is_ok_and(|limit| length > limit)) {
        return Err(too_large(taken.limit_bytes));
    }
    let fits = (taken.takes)(&essence(request));
    let is_typed = request.headers().contains_key(CONTENT_TYPE);
    if !fits && is_typed && announced != Some(0) {
        return Err(Problem::unsupported(taken.wanted.clone()));
    }
    let (bytes, held) = tokio::time::timeout(taken.deadline, collect(payload, taken.limit_bytes))
        .await
        .unwrap_or_else(|_| Err(Problem::new(&kinds::TIMEOUT).header("Connection", "close")))?;
    if fits || bytes.is_empty() { Ok((bytes, held)) } else { Err(Problem::unsupported(taken.wanted.clone())) }
}

async fn collect(payload: &mut Payload, limit_bytes: usize) -> Result<(Bytes, Held), Problem> {
    let (mut body, mut held) = (BytesMut::new(), Held::nothing());
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| Problem::new(&kinds::MALFORMED))?;
        if body.len() + chunk.len() > limit_bytes {
            return Err(too_large(limit_bytes));
        }
        held.add(chunk.len())?;
        body.extend_from_slice(&chunk);
    }
    Ok((body.freeze(), held))
}

fn too_large(limit_bytes: usize) -> Problem {
    Problem::new(&kinds::TOO_LARGE)
        .detail(Words::with(
            format!("Nội dung không được quá {limit_bytes} byte."),
            format!("The body may have at most {limit_bytes} bytes."),
        ))
        .header("Connection", "close")
}

/// The media type that the request names, without its parameters.
fn essence(request: &HttpRequest) -> String {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}
