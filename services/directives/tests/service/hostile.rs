//! What must be tried against the service: each test begins with the number of what it covers.

mod access;
mod bodies;
mod catalogue;
mod edges;
mod files;
mod pages;
mod text;
mod time;
mod tokens;
mod whole;

use diesel::sql_types::BigInt;
use diesel_async::RunQueryDsl;
use haicap_kit::db::Statement;
use haicap_testing::{Answer, Persona, TestService};
use haicap_types::Role;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const DIRECTIVES: &str = "/directives/v1/directives";
const ASSIGNMENTS: &str = "/directives/v1/assignments";
const ORGANIZATIONS: &str = "/directives/v1/organizations";
const NOBODYS: &str = "0199b6a0-0000-7000-8000-000000000000";

/// The office's operator, who keeps the directory and sees no business.
fn operator() -> Persona {
    Persona::new("VPTU", Role::Operator)
}

/// The Party office's coordinator, who keeps number books.
fn office() -> Persona {
    Persona::new("VPTU", Role::Coordinator)
}

/// How many facts there are: what changed nothing has added none.
async fn facts(service: &TestService) -> i64 {
    let mut owner = service.database.owner().await;
    let count = Statement::<(BigInt,)>::new("select count(*) from event").get_result::<(i64,)>(&mut owner).await;
    count.unwrap().0
}

/// A refusal is a problem document of ours.
fn expect_problem(answer: &Answer, status: u16, case: &str) {
    answer.expect_problem(status, case);
    assert!(answer.text_at("/type").starts_with("/directives/problems/"), "{case}: {}", answer.text);
}

/// Sends bytes as they are and reads until the other side closes or has been silent for two seconds.
async fn raw(service: &TestService, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(service.origin.trim_start_matches("http://")).await.unwrap();
    // The other side may close before it has read everything.
    let _ = stream.write_all(bytes).await;
    let mut answer = Vec::new();
    let mut chunk = [0; 4096];
    while let Ok(Ok(length @ 1..)) = tokio::time::timeout(Duration::from_secs(2), stream.read(&mut chunk)).await {
        answer.extend_from_slice(&chunk[..length]);
    }
    String::from_utf8_lossy(&answer).into_owned()
}

/// The head of a request to be sent raw.
fn head(service: &TestService, persona: &Persona, line: &str, fields: &str) -> String {
    format!("{line} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\n{fields}\r\n", service.token(persona))
}
