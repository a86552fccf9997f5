use crate::SERVED;
use crate::http::Connection;
use crate::place::Place;
use crate::process;
use crate::world::World;
use std::error::Error;
use std::fs::File;
use std::io::Result as IoResult;
use std::net::{SocketAddr, TcpListener};
use std::process::Stdio;
use std::time::{Duration, Instant};
use tokio::process::{Child, Command};

/// How long it may take until the service answers.
const READY_LIMIT: Duration = Duration::from_secs(30);

/// How often it is tried whether it does.
const TRY_EVERY: Duration = Duration::from_millis(1);

/// The service, as it runs in production, in a process of its own.
pub(crate) struct Service {
    pub(crate) address: SocketAddr,
    /// From the start of the process to the first answer.
    pub(crate) ready_in: Duration,
    process: u32,
    child: Child,
}

impl Service {
    pub(crate) async fn start(place: &Place, world: &dyn World) -> Result<Self, Box<dyn Error + Send + Sync>> {
        let address = free_address()?;
        let log = File::create(place.folder.join("service.log"))?;
        let begun = Instant::now();
        let child = Command::new(std::env::current_exe()?)
            .arg("serve")
            .envs(place.environment())
            .env(SERVED, place.service.name)
            .env("LISTEN_ADDR", address.to_string())
            .env("OPS_ADDR", free_address()?.to_string())
            .stderr(Stdio::from(log))
            .kill_on_drop(true)
            .spawn()?;
        let process = child.id().ok_or("the service ended at once: see service.log")?;
        while !answers(address, world).await {
            if begun.elapsed() > READY_LIMIT {
                return Err("the service does not answer: see service.log".into());
            }
            tokio::time::sleep(TRY_EVERY).await;
        }
        Ok(Self { address, ready_in: begun.elapsed(), process, child })
    }

    /// The CPU time that it has used.
    pub(crate) fn cpu(&self) -> IoResult<Duration> {
        process::cpu(self.process)
    }

    /// The memory that it has, and the most that it ever had, in kilobytes.
    pub(crate) fn memory_kb(&self) -> IoResult<(u64, u64)> {
        process::memory_kb(self.process)
    }

    /// Begins anew with the most memory that it ever had.
    pub(crate) fn forget_peak(&self) -> IoResult<()> {
        process::forget_peak(self.process)
    }

    pub(crate) async fn stop(mut self) {
        // It was asked for nothing that a kill could lose.
        let _ = self.child.kill().await;
    }
}

async fn answers(address: SocketAddr, world: &dyn World) -> bool {
    let mut request = Vec::new();
    let Ok(mut connection) = Connection::open(address).await else { return false };
    world.write_first(&mut request) && connection.send(&request).await.is_ok_and(|(status, _)| status == 200)
}

fn free_address() -> IoResult<SocketAddr> {
    TcpListener::bind(("127.0.0.1", 0))?.local_addr()
}
