//! Plays the example: every person of the story calls the services as they would have, at their own times.

mod directives;
mod reporting;
mod stage;

pub(crate) use directives::name;

use crate::say::say;
use chrono::{DateTime, Utc};
use directives::{BEGINS_AT, FILLED_AT, Whose};
use haicap_kit::auth::DemoIssuer;
use haicap_kit::http::Problem;
use haicap_kit::server::{Listen, Mounted, Running, StartError, serve};
use haicap_kit::{Clock, Host};
use haicap_reference::{install, shipped};
use stage::Stage;
use std::net::{Ipv4Addr, SocketAddr};

/// Why the example cannot be played.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ExampleError {
    #[error(transparent)]
    Start(#[from] StartError),
    #[error("the example cannot be loaded: the service does not answer: {0}")]
    Call(#[from] reqwest::Error),
    #[error("the example cannot be loaded: {0}")]
    Key(#[from] haicap_kit::auth::DemoKeyError),
    #[error("the example cannot be loaded: {address} answers {status}: {answer}")]
    Refused { address: String, status: u16, answer: String },
    #[error("the example cannot be loaded: clause {clause} has no assignment of {whose:?}")]
    Nobody { clause: String, whose: Whose },
    #[error("the example cannot be loaded: nobody is called {0}")]
    NoPerson(String),
}

/// Fills an empty directory with the organizations that ship.
pub(crate) async fn fill(host: &Host) -> Result<(), Problem> {
    let parts = shipped::parts();
    say(format!("Loading {} organizations …", parts.organizations.len()));
    host.clock.set(moment(FILLED_AT));
    install(host, parts).await?;
    Ok(())
}

/// Plays the case against the services, on ports that only this process knows: what answers at the public address is
/// complete. Leaves the clock at the moment at which the example begins.
pub(crate) async fn play(
    of_directives: Mounted,
    of_reporting: Mounted,
    issuer: &DemoIssuer,
    clock: &Clock,
) -> Result<(), ExampleError> {
    let running = privately(of_directives)?;
    let stage = Stage::new(format!("http://{}/directives/v1", running.api), issuer);
    let played = directives::play(&stage, clock).await;
    running.stop().await;
    let clauses = played?;
    let running = privately(of_reporting)?;
    let stage = Stage::new(format!("http://{}/reporting/v1", running.api), issuer);
    let played = reporting::play(&stage, clock, &clauses).await;
    running.stop().await;
    played?;
    clock.set(moment(BEGINS_AT));
    Ok(())
}

/// Serves on a port that only this process knows. Its neighbours do not answer yet: it follows them once all are
/// public.
fn privately(service: Mounted) -> Result<Running, StartError> {
    let loopback = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    serve(vec![service.without_followers()], &Listen { api: loopback, ops: None, cors_origins: Vec::new() }, None)
}

/// A moment of the story.
#[expect(clippy::expect_used, reason = "the moments are constants, and a test reads them")]
fn moment(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).expect("it is a moment").to_utc()
}
