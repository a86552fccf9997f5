//! Lists in full, as files: beside `COPY` of the same rows by psql over the same socket.

use crate::place::{DATABASE, Place};
use crate::process;
use crate::service::Service;
use std::error::Error;
use std::process::Stdio;
use std::time::{Duration, Instant};
use tokio::process::Command;

/// A list that is wanted in full.
pub(crate) struct Export {
    pub(crate) name: &'static str,
    pub(crate) path: &'static str,
    /// In which form: the media type.
    pub(crate) accept: &'static str,
    /// Whoever sees all of it.
    pub(crate) token: String,
    /// The same rows, as a query.
    pub(crate) query: String,
}

/// What came of it.
pub(crate) struct Exported {
    pub(crate) name: &'static str,
    /// The lines and the size of one file.
    pub(crate) lines: u32,
    pub(crate) kilobytes: u32,
    /// How long each file took, and each `COPY`.
    pub(crate) took: Vec<Duration>,
    pub(crate) copies_took: Vec<Duration>,
    /// CPU time for all files.
    pub(crate) service_cpu: Duration,
    pub(crate) postgres_cpu: Duration,
    /// By how much the service's memory grew at most.
    pub(crate) growth_kb: u64,
}

/// Lets the service and psql take turns.
pub(crate) async fn measure(
    place: &Place,
    service: &Service,
    export: &Export,
    rounds: u32,
) -> Result<Exported, Box<dyn Error + Send + Sync>> {
    let mut exported = Exported {
        name: export.name,
        lines: 0,
        kilobytes: 0,
        took: Vec::new(),
        copies_took: Vec::new(),
        service_cpu: Duration::ZERO,
        postgres_cpu: Duration::ZERO,
        growth_kb: 0,
    };
    // The first reading of a table finds nothing in memory: nobody's turn.
    copy(place, export).await?;
    for _ in 0..rounds {
        let (before_kb, _) = service.memory_kb()?;
        service.forget_peak()?;
        let (service_cpu, postgres_cpu) = (service.cpu()?, process::family_cpu(place.cluster.process())?);
        let begun = Instant::now();
        (exported.lines, exported.kilobytes) = fetch(service, export).await?;
        exported.took.push(begun.elapsed());
        exported.service_cpu += service.cpu()?.saturating_sub(service_cpu);
        exported.postgres_cpu += process::family_cpu(place.cluster.process())?.saturating_sub(postgres_cpu);
        let (_, peak_kb) = service.memory_kb()?;
        exported.growth_kb = exported.growth_kb.max(peak_kb.saturating_sub(before_kb));
        exported.copies_took.push(copy(place, export).await?);
    }
    Ok(exported)
}

/// Reads the file to its end: its lines, and its size in kilobytes.
async fn fetch(service: &Service, export: &Export) -> Result<(u32, u32), Box<dyn Error + Send + Sync>> {
    let url = format!("http://{}{}", service.address, export.path);
    let request = reqwest::Client::new().get(url).bearer_auth(&export.token).header("accept", export.accept);
    let mut answer = request.send().await?.error_for_status()?;
    let (mut lines, mut bytes) = (0, 0);
    while let Some(chunk) = answer.chunk().await? {
        lines += chunk.iter().filter(|byte| **byte == b'\n').count();
        bytes += chunk.len();
    }
    Ok((lines.try_into()?, (bytes / 1000).try_into()?))
}

/// How long `COPY` of the same rows takes.
async fn copy(place: &Place, export: &Export) -> Result<Duration, Box<dyn Error + Send + Sync>> {
    let begun = Instant::now();
    let output = Command::new(place.binaries.program("psql"))
        .args(["--no-psqlrc", "--username", place.service.schema, "--dbname", DATABASE])
        .arg("--host")
        .arg(place.cluster.socket_folder())
        .arg("--command")
        .arg(format!("copy ({}) to stdout (format csv)", export.query))
        .env("PGOPTIONS", format!("-c search_path={},public", place.service.schema))
        .stdout(Stdio::null())
        .output()
        .await?;
    if output.status.success() {
        return Ok(begun.elapsed());
    }
    Err(format!("psql, {}: {}", export.name, String::from_utf8_lossy(&output.stderr)).into())
}
