use super::{Answers, Part, count};
use crate::target::Target;
use futures_util::{StreamExt, stream};
use tokio::io::{AsyncWriteExt, Interest};
use tokio::net::TcpStream;
use tokio::time::timeout_at;

/// What is asked for: the largest of what anybody gets without a token.
const REQUEST: &[u8] = b"GET /directives/docs/swagger-ui-bundle.js HTTP/1.1\r\nhost: x\r\n\r\n";

/// Clients that ask for something large and never read it; how their connections end.
pub(super) async fn deaf(target: &Target, part: Part) -> Answers {
    let all = stream::iter(0..part.times).map(|_| one(target, part)).buffer_unordered(part.times.max(1));
    count(all.collect::<Vec<_>>().await)
}

async fn one(target: &Target, part: Part) -> String {
    let Ok(mut client) = TcpStream::connect(target.address).await else { return "not let in".to_owned() };
    if client.write_all(REQUEST).await.is_err() {
        return "cut off".to_owned();
    }
    match timeout_at(part.until.into(), client.ready(Interest::ERROR)).await {
        Ok(_) => "cut off".to_owned(),
        Err(_) => "kept".to_owned(),
    }
}
