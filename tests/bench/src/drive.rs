use crate::case::Case;
use crate::http::Connection;
use crate::world::World;
use std::error::Error;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// How many connections ask at once.
pub(crate) const CONNECTIONS: usize = 32;

/// What a turn of requests came to.
#[derive(Debug, Default)]
pub(crate) struct Turn {
    /// How long each answer took.
    pub(crate) latencies: Vec<Duration>,
    /// From the first request to the last answer.
    pub(crate) elapsed: Duration,
}

impl Turn {
    /// The time within which so many of a thousand answers came, in milliseconds.
    pub(crate) fn permille_ms(&self, permille: usize) -> f64 {
        let mut sorted = self.latencies.clone();
        sorted.sort_unstable();
        let at = sorted.len() * permille / 1000;
        sorted.get(at).or(sorted.last()).map_or(f64::NAN, Duration::as_secs_f64) * 1e3
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.latencies.extend(other.latencies);
        self.elapsed += other.elapsed;
    }
}

/// Asks over so many connections for a while, each for the next as soon as it was answered. Ends early where the world has
/// nothing left to ask for, and at once where an answer is not the one that counts.
pub(crate) async fn drive(
    world: &Arc<dyn World>,
    address: SocketAddr,
    case: Case,
    time: Duration,
    connections: usize,
) -> Result<Turn, Box<dyn Error + Send + Sync>> {
    let mut open = Vec::new();
    for _ in 0..connections {
        open.push(Connection::open(address).await?);
    }
    let begun = Instant::now();
    let mut tasks = JoinSet::new();
    for connection in open {
        tasks.spawn(ask(Arc::clone(world), connection, case, begun + time));
    }
    let mut turn = Turn::default();
    while let Some(asked) = tasks.join_next().await {
        turn.latencies.extend(asked??);
    }
    turn.elapsed = begun.elapsed();
    Ok(turn)
}

async fn ask(
    world: Arc<dyn World>,
    mut connection: Connection,
    case: Case,
    until: Instant,
) -> Result<Vec<Duration>, Box<dyn Error + Send + Sync>> {
    let mut latencies = Vec::new();
    let mut request = Vec::new();
    loop {
        let asked = Instant::now();
        if asked >= until || !world.write_request(case, &mut request) {
            return Ok(latencies);
        }
        let (status, body) = connection.send(&request).await?;
        if status != case.status() {
            return Err(format!("{}: {status} {}", case.name(), String::from_utf8_lossy(body)).into());
        }
        latencies.push(asked.elapsed());
    }
}
