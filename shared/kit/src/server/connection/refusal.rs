use crate::http::{Kind, Language, Problem, kinds};
use crate::server::problems::{Asked, HEADERS};
use actix_web::http::StatusCode;
use bytes::Bytes;

/// What is sent in the place of an answer that actix gives of its own accord.
///
/// A request whose header fields cannot be read, are too many or come too slowly reaches no middleware: actix answers it
/// with a status line and no content, ends the connection, and has no setting for that. Each such answer is known by its
/// bytes, because every other one has content.
pub(super) struct Refusal {
    /// What is still to be sent.
    pub(super) rest: Bytes,
    /// How long the answer is in whose place it is sent.
    pub(super) replaced_bytes: usize,
}

impl Refusal {
    /// What is to be sent in the place of these bytes; none if they are not actix's own.
    pub(super) fn instead_of(bytes: &[u8], service: &'static str) -> Option<Self> {
        let kind = kind_of(bytes)?;
        let trace_id = format!("{:032x}", rand::random::<u128>());
        tracing::info!(trace_id, status = kind.status, "a request that reached no handler was refused");
        let asked = Asked { language: Language::default(), service, trace_id };
        let body = asked.body(&Problem::new(kind));
        let reason = StatusCode::from_u16(kind.status).ok()?.canonical_reason().unwrap_or_default();
        let fields: Vec<String> = HEADERS.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let mut answer = format!(
            "HTTP/1.1 {} {reason}\r\nconnection: close\r\ncontent-length: {}\r\ncontent-language: {}\r\n{}\r\n",
            kind.status,
            body.len(),
            asked.language.tag(),
            fields.concat()
        )
        .into_bytes();
        answer.extend_from_slice(&body);
        Some(Self { rest: answer.into(), replaced_bytes: bytes.len() })
    }
}

/// The problem behind an answer that is nothing but one of the heads that actix writes of its own accord.
fn kind_of(bytes: &[u8]) -> Option<&'static Kind> {
    let status = bytes.strip_prefix(b"HTTP/1.1 ")?.get(..3)?;
    let kind = match status {
        b"400" => &kinds::MALFORMED,
        b"408" => &kinds::TIMEOUT,
        b"431" => &kinds::HEADERS_TOO_LARGE,
        _ => return None,
    };
    let head = std::str::from_utf8(bytes).ok()?.strip_suffix("\r\n\r\n")?;
    let mut fields = head.split("\r\n");
    let is_bare = fields.any(|field| field.eq_ignore_ascii_case("content-length: 0")) && !head.contains("\r\n\r\n");
    is_bare.then_some(kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_answer_without_content_is_taken_for_actixs_own() {
        let bare = |status: &str| format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
        for (status, kind) in [
            ("400 Bad Request", &kinds::MALFORMED),
            ("408 Request Timeout", &kinds::TIMEOUT),
            ("431 Request Header Fields Too Large", &kinds::HEADERS_TOO_LARGE),
        ] {
            assert_eq!(kind_of(bare(status).as_bytes()), Some(kind));
        }
        for other in [
            bare("200 OK"),
            bare("404 Not Found"),
            "HTTP/1.1 400 Bad Request\r\ncontent-length: 2\r\n\r\n{}".to_owned(),
            "HTTP/1.1 400 Bad Request\r\ncontent-length: 812\r\n\r\n".to_owned(),
            format!("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n{}", bare("400 Bad Request")),
            format!("{}{}", bare("400 Bad Request"), bare("400 Bad Request")),
        ] {
            assert_eq!(kind_of(other.as_bytes()), None, "{other}");
        }
    }
}
