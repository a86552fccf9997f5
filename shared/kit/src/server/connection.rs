//! A client's connection, and how much patience there is with it.
//!
//! actix limits the time for the first request's header fields, and the pause between requests as long as no byte comes.
//! The rest stands here: how slowly an answer may be taken, how long a client may send what nobody asked for, and who
//! has to go when there are too many connections.

mod crowd;
mod refusal;
mod state;
#[cfg(test)]
mod tests;

pub(super) use crowd::Crowd;
pub(super) use state::{Connection, UnderWay};

use actix_web::rt::net::TcpStream;
use refusal::Refusal;
use state::Shared;
use std::io::{Error, ErrorKind, Result};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// How much patience there is with connections.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// How many connections a thread has at most.
    pub(super) connections: usize,
    /// From how many on each new one closes another, if one can be spared.
    pub(super) crowded_from: usize,
    /// How long a connection without a request is kept, if it carried a good token.
    pub(super) keep_alive: Duration,
    /// How long it is kept if it did not.
    pub(super) stranger_keep_alive: Duration,
    /// How long the header fields of a request may take.
    pub(super) head: Duration,
    /// How many bytes are read of what belongs to no request that is being answered: header fields to come, and bodies
    /// that nobody reads.
    pub(super) unasked_bytes: usize,
    /// How long a client that sends more than that may take to read its answer before the connection ends.
    pub(super) unasked: Duration,
    /// The lowest rate at which answers are taken.
    pub(super) slowest_bytes_per_s: u64,
    /// How far behind that rate a client may be.
    pub(super) behind: Duration,
    /// How often all of this is looked at.
    pub(super) look_every: Duration,
}

impl Limits {
    /// Those of the public listener.
    pub(super) const PUBLIC: Self = Self {
        connections: 2_000,
        crowded_from: 1_800,
        keep_alive: Duration::from_secs(75),
        stranger_keep_alive: Duration::from_secs(15),
        head: Duration::from_secs(10),
        // More than the 128 KiB of header fields after which actix answers 431.
        unasked_bytes: 256 * 1024,
        unasked: Duration::from_secs(2),
        slowest_bytes_per_s: 4 * 1024,
        behind: Duration::from_secs(20),
        look_every: Duration::from_secs(1),
    };

    /// The same, with at most so many connections.
    pub(super) fn within(self, connections: usize) -> Self {
        let connections = self.connections.min(connections.max(1));
        Self { connections, crowded_from: connections - connections / 10, ..self }
    }
}

/// The bytes of a connection.
pub(super) struct Stream {
    io: TcpStream,
    shared: Shared,
    /// What is sent in the place of an answer of actix's own.
    instead: Option<Refusal>,
    /// The service whose pages explain problems here.
    service: &'static str,
    limits: Limits,
}

impl Stream {
    /// What requests know of their connection.
    pub(super) fn connection(&self) -> Connection {
        Connection(self.shared.clone())
    }

    /// Ends it at once: what was not taken yet is thrown away, and the client learns that it has not got all of it.
    fn cut(&self) -> Error {
        // Fails only where the connection is gone already.
        let _ = self.io.set_zero_linger();
        Error::from(ErrorKind::TimedOut)
    }

    /// Sends what stands in the place of an answer of actix's own; answers how long that one was.
    fn poll_instead(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<usize>>> {
        let Some(refusal) = &mut self.instead else { return Poll::Ready(Ok(None)) };
        while !refusal.rest.is_empty() {
            let written = ready!(Pin::new(&mut self.io).poll_write(cx, &refusal.rest))?;
            if written == 0 {
                return Poll::Ready(Err(ErrorKind::WriteZero.into()));
            }
            let _ = refusal.rest.split_to(written);
        }
        let replaced = refusal.replaced_bytes;
        self.instead = None;
        Poll::Ready(Ok(Some(replaced)))
    }
}

impl AsyncRead for Stream {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<Result<()>> {
        let this = &mut *self;
        {
            let mut state = this.shared.borrow_mut();
            match state.ended {
                Some(end) if end.is_abrupt => return Poll::Ready(Err(this.cut())),
                // As if the client had said that nothing more comes.
                Some(_) => return Poll::Ready(Ok(())),
                None => {}
            }
            if state.is_flooded(&this.limits) {
                state.wake_by(cx);
                return Poll::Pending;
            }
        }
        let before = buffer.filled().len();
        let read = Pin::new(&mut this.io).poll_read(cx, buffer);
        let mut state = this.shared.borrow_mut();
        match &read {
            Poll::Ready(_) => state.have_come(buffer.filled().len() - before),
            Poll::Pending => state.wake_by(cx),
        }
        read
    }
}

impl AsyncWrite for Stream {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<Result<usize>> {
        let this = &mut *self;
        if this.shared.borrow().ended.is_some() {
            return Poll::Ready(Err(this.cut()));
        }
        if this.instead.is_none() {
            this.instead = Refusal::instead_of(bytes, this.service);
        }
        let written = match this.poll_instead(cx) {
            Poll::Ready(Ok(None)) => Pin::new(&mut this.io).poll_write(cx, bytes),
            Poll::Ready(Ok(Some(replaced))) => Poll::Ready(Ok(replaced)),
            Poll::Ready(Err(error)) => Poll::Ready(Err(error)),
            Poll::Pending => Poll::Pending,
        };
        let mut state = this.shared.borrow_mut();
        match &written {
            Poll::Ready(Ok(taken)) => state.were_taken(*taken, *taken == bytes.len(), Instant::now(), &this.limits),
            Poll::Ready(Err(_)) => {}
            Poll::Pending => {
                state.is_blocked(Instant::now());
                state.wake_by(cx);
            }
        }
        written
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.io).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.io).poll_shutdown(cx)
    }
}
