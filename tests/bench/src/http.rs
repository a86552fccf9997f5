use std::io::{Error, ErrorKind, Result, Write as _};
use std::net::SocketAddr;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// Room for a page of twenty assignments, or for a consolidation.
const BUFFER_BYTES: usize = 128 * 1024;

/// A connection that is kept. It knows as much of HTTP as the service's answers need, so that the load is light.
pub(crate) struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Connection {
    pub(crate) async fn open(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::with_capacity(BUFFER_BYTES) })
    }

    /// Sends a request, and reads its answer to the end: the status and the body.
    pub(crate) async fn send(&mut self, request: &[u8]) -> Result<(u16, &[u8])> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        let mut head = None;
        let body = loop {
            if head.is_none() {
                head = Head::read(&self.buffer)?;
            }
            if let Some(Head { begins_at, length, .. }) = head
                && self.buffer.len() >= begins_at + length
            {
                break begins_at..begins_at + length;
            }
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                return Err(ErrorKind::UnexpectedEof.into());
            }
        };
        let status = head.map_or(0, |head| head.status);
        Ok((status, self.buffer.get(body).unwrap_or_default()))
    }
}

/// What the first lines of an answer say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Head {
    status: u16,
    begins_at: usize,
    length: usize,
}

impl Head {
    /// None while it has not all arrived.
    fn read(bytes: &[u8]) -> Result<Option<Self>> {
        let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") else { return Ok(None) };
        let text = std::str::from_utf8(bytes.get(..end).unwrap_or_default()).map_err(Error::other)?;
        let mut lines = text.split("\r\n");
        let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|status| status.parse().ok());
        let length = lines.filter_map(|line| line.split_once(':')).find_map(|(name, value)| {
            name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse().ok()).flatten()
        });
        let status = status.ok_or(ErrorKind::InvalidData)?;
        Ok(Some(Self { status, begins_at: end + 4, length: length.ok_or(ErrorKind::InvalidData)? }))
    }
}

/// Writes a GET; `head` is the authorization line. False where nobody asks.
pub(crate) fn write_get(out: &mut Vec<u8>, path: &str, head: Option<&str>) -> bool {
    let Some(head) = head else { return false };
    write!(out, "GET {path} HTTP/1.1\r\nhost: bench\r\naccept: application/json\r\n{head}\r\n").is_ok()
}

/// Writes a POST with an idempotency key of its own.
pub(crate) fn write_post(out: &mut Vec<u8>, path: &str, head: Option<&str>, body: &str) -> bool {
    let Some(head) = head else { return false };
    let (key, length) = (rand::random::<u64>(), body.len());
    write!(
        out,
        "POST {path} HTTP/1.1\r\nhost: bench\r\naccept: application/json\r\n{head}\
         content-type: application/json\r\nidempotency-key: bench-{key}\r\ncontent-length: {length}\r\n\r\n{body}"
    )
    .is_ok()
}

#[cfg(test)]
mod tests {
    use super::Head;

    #[test]
    fn an_answer_is_read_once_its_header_is_whole() {
        let answer = b"HTTP/1.1 201 Created\r\nContent-Length: 2\r\netag: \"1\"\r\n\r\n{}";
        for cut in 0..answer.len() - 3 {
            assert_eq!(Head::read(&answer[..cut]).unwrap(), None, "{cut}");
        }
        let head = Head { status: 201, begins_at: answer.len() - 2, length: 2 };
        assert_eq!(Head::read(answer).unwrap(), Some(head));
    }
}
