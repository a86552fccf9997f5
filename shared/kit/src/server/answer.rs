//! The content of an answer, as it is handed over for sending.

use super::connection::UnderWay;
use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::web::Bytes;
use std::pin::Pin;
use std::task::{Context, Poll};

/// How much is handed over at a time: actix copies it into the connection's buffer, and asks for more when that is empty.
/// A page of twenty assignments has 44 KB and is one write.
const SLICE_BYTES: usize = 64 * 1024;

/// Content that is handed over in slices, so that a slow reader keeps no copy of all of it; until its end the request is
/// under way.
pub(super) struct Answer {
    rest: Rest,
    _under_way: Option<UnderWay>,
}

enum Rest {
    Bytes(Bytes),
    Body(BoxBody),
}

impl Answer {
    pub(super) fn paced(body: BoxBody, under_way: Option<UnderWay>) -> BoxBody {
        if matches!(body.size(), BodySize::None | BodySize::Sized(0)) {
            return body;
        }
        let rest = match body.try_into_bytes() {
            Ok(bytes) => Rest::Bytes(bytes),
            Err(body) => Rest::Body(body),
        };
        BoxBody::new(Self { rest, _under_way: under_way })
    }
}

impl MessageBody for Answer {
    type Error = Box<dyn std::error::Error>;

    fn size(&self) -> BodySize {
        match &self.rest {
            Rest::Bytes(bytes) => bytes.size(),
            Rest::Body(body) => body.size(),
        }
    }

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, Self::Error>>> {
        match &mut self.rest {
            Rest::Bytes(bytes) if bytes.is_empty() => Poll::Ready(None),
            Rest::Bytes(bytes) => Poll::Ready(Some(Ok(bytes.split_to(bytes.len().min(SLICE_BYTES))))),
            Rest::Body(body) => Pin::new(body).poll_next(cx),
        }
    }
}
