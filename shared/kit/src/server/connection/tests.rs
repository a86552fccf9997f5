use super::*;
use crate::server::{edge, listener};
use actix_web::middleware::from_fn;
use actix_web::web::{self, Bytes};
use actix_web::{App, HttpRequest};
use serde_json::Value;
use std::net::{SocketAddr, TcpListener};
use tokio::io::{AsyncReadExt, AsyncWriteExt, Interest};
use tokio::net::TcpStream as Client;
use tokio::time::{sleep, timeout};

/// How long anything may take here.
const DEADLINE: Duration = Duration::from_secs(20);

/// What is sent where much is.
const LARGE_BYTES: usize = 64 * 1024 * 1024;

/// Less patience than there is with the public, so that nobody waits long for its end.
const IMPATIENT: Limits = Limits {
    connections: 100,
    crowded_from: 90,
    keep_alive: Duration::from_secs(60),
    stranger_keep_alive: Duration::from_secs(60),
    head: Duration::from_secs(60),
    unasked_bytes: 256 * 1024,
    unasked: Duration::from_millis(200),
    slowest_bytes_per_s: 64 * 1024,
    behind: Duration::from_millis(500),
    look_every: Duration::from_millis(20),
};

/// A server with one thread.
async fn start(limits: Limits) -> SocketAddr {
    let socket = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    socket.set_nonblocking(true).unwrap();
    let address = socket.local_addr().unwrap();
    let large = Bytes::from(vec![b'x'; LARGE_BYTES]);
    let app = move || {
        let large = large.clone();
        App::new()
            .route("/small", web::to(|| async { "small" }))
            .route("/large", web::to(move || std::future::ready(large.clone())))
            .route("/token", web::to(show_token))
            .wrap(from_fn(edge::edge))
    };
    tokio::spawn(listener::server(socket, 1, 1, limits, "things", app).unwrap());
    address
}

async fn show_token(request: HttpRequest) -> &'static str {
    request.conn_data::<Connection>().unwrap().recognize();
    "known"
}

async fn connect(address: SocketAddr) -> Client {
    timeout(DEADLINE, Client::connect(address)).await.unwrap().unwrap()
}

/// Asks, and reads the answer, which is short.
async fn ask(client: &mut Client, path: &str) -> std::io::Result<String> {
    client.write_all(format!("GET {path} HTTP/1.1\r\nhost: x\r\n\r\n").as_bytes()).await?;
    let mut answer = vec![0; 16 * 1024];
    let read = timeout(DEADLINE, client.read(&mut answer)).await.unwrap()?;
    let answer = String::from_utf8_lossy(&answer[..read]).into_owned();
    if answer.starts_with("HTTP/1.1 200") { Ok(answer) } else { Err(std::io::Error::other(answer)) }
}

/// Reads until the other side ends the connection, in whatever way.
async fn to_end(client: &mut Client) -> Vec<u8> {
    let mut all = Vec::new();
    let _ = timeout(DEADLINE, client.read_to_end(&mut all)).await.expect("the connection ends");
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn h09_a_reader_that_takes_nothing_or_a_trickle_is_cut_off_and_the_others_are_answered() {
    let address = start(IMPATIENT).await;
    let request = b"GET /large HTTP/1.1\r\nhost: x\r\n\r\n";
    let mut deaf = Vec::new();
    for _ in 0..20 {
        let mut client = connect(address).await;
        client.write_all(request).await.unwrap();
        deaf.push(client);
    }
    let mut trickle = connect(address).await;
    trickle.write_all(request).await.unwrap();
    ask(&mut connect(address).await, "/small").await.unwrap();
    for client in &deaf {
        timeout(DEADLINE, client.ready(Interest::ERROR)).await.expect("it is cut off").unwrap();
    }
    // A tenth of the lowest rate, and what the kernel has taken for the client is left behind.
    let mut taken = 0;
    let cut = async {
        while timeout(Duration::from_millis(10), trickle.ready(Interest::ERROR)).await.is_err() {
            taken += trickle.try_read(&mut [0; 64]).unwrap_or_default();
        }
    };
    timeout(DEADLINE, cut).await.expect("it is cut off");
    assert!(taken < LARGE_BYTES / 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_that_is_slow_but_not_too_slow_gets_all_of_it() {
    let address = start(Limits { slowest_bytes_per_s: 1024 * 1024, ..IMPATIENT }).await;
    let mut client = connect(address).await;
    client.write_all(b"GET /large HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await.unwrap();
    let mut taken = 0;
    let mut buffer = vec![0; 1024 * 1024];
    while let read @ 1.. = timeout(DEADLINE, client.read(&mut buffer)).await.unwrap().unwrap() {
        taken += read;
        sleep(Duration::from_millis(5)).await;
    }
    assert!(taken > LARGE_BYTES);
}

#[tokio::test(flavor = "multi_thread")]
async fn h09_an_idle_connection_is_kept_longer_for_who_showed_a_token() {
    let limits = Limits { stranger_keep_alive: Duration::from_millis(200), ..IMPATIENT };
    let address = start(limits).await;
    let (mut silent, mut stranger, mut known) =
        (connect(address).await, connect(address).await, connect(address).await);
    ask(&mut known, "/token").await.unwrap();
    ask(&mut stranger, "/small").await.unwrap();
    assert_eq!((to_end(&mut silent).await, to_end(&mut stranger).await), (vec![], vec![]));
    ask(&mut known, "/small").await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn h09_a_second_request_that_drips_ends_like_an_idle_connection() {
    let short = Duration::from_millis(200);
    let address = start(Limits { keep_alive: short, head: short, ..IMPATIENT }).await;
    let mut client = connect(address).await;
    ask(&mut client, "/token").await.unwrap();
    let drip = async {
        client.write_all(b"GET /small HTTP/1.1\r\n").await?;
        loop {
            client.write_all(b"a").await?;
            sleep(Duration::from_millis(10)).await;
        }
    };
    let _: std::io::Result<()> = timeout(DEADLINE, drip).await.expect("the connection ends");
}

#[tokio::test(flavor = "multi_thread")]
async fn h09_a_crowd_of_idle_connections_keeps_nobody_out() {
    let address = start(Limits { connections: 16, crowded_from: 8, ..IMPATIENT }).await;
    let mut known = connect(address).await;
    ask(&mut known, "/token").await.unwrap();
    let mut crowd = Vec::new();
    for _ in 0..100 {
        crowd.push(connect(address).await);
    }
    ask(&mut connect(address).await, "/small").await.unwrap();
    // Those without a token went first.
    ask(&mut known, "/small").await.unwrap();
    for _ in 0..100 {
        let mut another = connect(address).await;
        ask(&mut another, "/token").await.unwrap();
        crowd.push(another);
    }
    ask(&mut connect(address).await, "/small").await.unwrap();
    assert_eq!(to_end(&mut known).await, Vec::<u8>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn h08_a_body_that_nobody_reads_and_that_never_ends_is_not_read_for_ever() {
    let address = start(IMPATIENT).await;
    for method in ["GET", "POST"] {
        let (mut reader, mut writer) = connect(address).await.into_split();
        let request = format!("{method} /small HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n");
        let sent = tokio::spawn(async move {
            let mut sent = 0;
            if writer.write_all(request.as_bytes()).await.is_ok() {
                let chunk = format!("4000\r\n{}\r\n", "x".repeat(0x4000));
                while writer.write_all(chunk.as_bytes()).await.is_ok() {
                    sent += chunk.len();
                }
            }
            sent
        });
        let mut answer = [0; 15];
        timeout(DEADLINE, reader.read_exact(&mut answer)).await.unwrap().unwrap();
        assert_eq!(&answer, b"HTTP/1.1 200 OK");
        let sent = timeout(DEADLINE, sent).await.expect("the connection ends").unwrap();
        assert!(sent < 32 * 1024 * 1024, "{method}: {sent} bytes were taken");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn h39_what_actix_refuses_by_itself_is_a_problem_document() {
    let address = start(Limits { head: Duration::from_millis(300), ..IMPATIENT }).await;
    let many = "a: b\r\n".repeat(200);
    let large = format!("a: {}\r\n", "x".repeat(256 * 1024));
    for (status, code, request) in [
        (431, "headers_too_large", format!("GET /small HTTP/1.1\r\n{many}\r\n")),
        (431, "headers_too_large", format!("GET /small HTTP/1.1\r\n{large}\r\n")),
        (400, "malformed", "GET /small HTTP/1.1\r\na b: c\r\n\r\n".to_owned()),
        (400, "malformed", "\u{1}\u{2}\r\n\r\n".to_owned()),
        (400, "malformed", "GET /small HTTP/1.1\r\ncontent-length: x\r\n\r\n".to_owned()),
        (408, "request_timeout", "GET /small HTTP/1.1\r\nhost: ".to_owned()),
    ] {
        let mut client = connect(address).await;
        let _ = client.write_all(request.as_bytes()).await;
        let answer = String::from_utf8(to_end(&mut client).await).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_else(|| panic!("{code}: {answer}"));
        assert!(head.starts_with(&format!("HTTP/1.1 {status} ")), "{head}");
        assert!(head.contains("\r\ncontent-type: application/problem+json\r\n"), "{head}");
        assert!(head.contains("\r\nconnection: close\r\n"), "{head}");
        let body: Value = serde_json::from_str(body).unwrap();
        assert_eq!((&body["status"], &body["code"]), (&status.into(), &code.into()));
        assert_eq!(body["type"], format!("/things/problems/{}", code.replace('_', "-")));
        assert_eq!(body["trace_id"].as_str().unwrap().len(), 32);
    }
}
