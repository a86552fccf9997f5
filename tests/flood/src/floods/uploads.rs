use super::{Answers, Part, at_once};
use crate::target::Target;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// As large as a file may be.
const UPLOAD_BYTES: usize = 20 * 1024 * 1024;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// A document of nobody's.
const PATH: &str = "/directives/v1/directives/0199b6a0-0000-7000-8000-000000000000/attachments?file_name=a.pdf";

/// Files of 20 MiB that nobody wants: half of them without a token, half of somebody who may not send them.
pub(super) async fn unwanted(target: &Target, part: Part) -> Answers {
    let send = async |number: usize| match number % 2 {
        0 => one(target, "").await,
        _ => one(target, &format!("authorization: Bearer {}\r\n", target.served.stranger)).await,
    };
    at_once(part, 20, send).await
}

/// The status, and how much of the file was sent before it came.
async fn one(target: &Target, token: &str) -> String {
    let Ok(client) = TcpStream::connect(target.address).await else { return "not let in".to_owned() };
    let (mut reader, mut writer) = client.into_split();
    let head = format!("POST {PATH} HTTP/1.1\r\nhost: x\r\n{token}content-length: {UPLOAD_BYTES}\r\n\r\n");
    let send = async move {
        writer.write_all(head.as_bytes()).await?;
        let block = vec![b'x'; 64 * 1024];
        for _ in 0..UPLOAD_BYTES / block.len() {
            writer.write_all(&block).await?;
        }
        // Until the answer is there.
        std::future::pending::<std::io::Result<()>>().await
    };
    let mut status = [0; 12];
    let answer = async {
        tokio::select! {
            biased;
            read = reader.read_exact(&mut status) => read.map(drop),
            sent = send => sent,
        }
    };
    match timeout(PATIENCE, answer).await {
        Ok(Ok(())) => String::from_utf8_lossy(&status).replace("HTTP/1.1 ", ""),
        Ok(Err(_)) => "cut off".to_owned(),
        Err(_) => "no answer".to_owned(),
    }
}
