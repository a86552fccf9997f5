use crate::case::Case;
use crate::place::{DATABASE, Place};
use crate::script;
use crate::world::World;
use std::error::Error;
use std::fs;
use std::process::Stdio;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::Command;

/// How many clients pgbench plays; the better one is the limit.
pub(crate) const CLIENTS: [u32; 2] = [8, 32];

/// Runs a case's statements, and answers how often in a second.
pub(crate) async fn rate(
    place: &Place,
    world: &dyn World,
    case: Case,
    clients: u32,
    seconds: u32,
) -> Result<f64, Box<dyn Error + Send + Sync>> {
    let path = place.folder.join("pgbench.sql");
    fs::write(&path, script::whole(case, world)?.replace("{clients}", &clients.to_string()))?;
    let output = Command::new(place.binaries.program("pgbench"))
        .args(["--no-vacuum", "--protocol=prepared", "--jobs=2"])
        .args([format!("--client={clients}"), format!("--time={seconds}")])
        .arg(format!("--username={}", place.service.schema))
        // How often a client has asked: for scripts that take each thing once.
        .arg("--define=asked=-1")
        .arg(format!("--random-seed={}", rand::random::<u32>()))
        .arg("--host")
        .arg(place.cluster.socket_folder())
        .arg("--file")
        .arg(&path)
        .arg(DATABASE)
        .env("PGOPTIONS", format!("-c search_path={},public", place.service.schema))
        .output()
        .await?;
    let said = String::from_utf8_lossy(&output.stdout);
    let rate = said.lines().find_map(|line| line.strip_prefix("tps = ")?.split(' ').next()?.parse().ok());
    let complaint = String::from_utf8_lossy(&output.stderr);
    rate.filter(|_| output.status.success()).ok_or_else(|| format!("pgbench, {}: {complaint}", case.name()).into())
}

/// How long one write takes to reach the disk that the server writes to, in microseconds.
pub(crate) async fn fsync_us(place: &Place) -> Result<f64, Box<dyn Error + Send + Sync>> {
    let file = place.folder.join("fsync");
    let mut command = Command::new(place.binaries.program("pg_test_fsync"));
    command.args(["--secs-per-test=1", "--filename"]).arg(&file);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true).spawn()?;
    let mut lines = BufReader::new(child.stdout.take().ok_or("pg_test_fsync says nothing")?).lines();
    while let Some(line) = lines.next_line().await? {
        // The first such line is for one block of 8 kB: what Postgres does on Linux for each commit.
        if line.trim_start().starts_with("fdatasync") {
            child.kill().await?;
            fs::remove_file(&file)?;
            let figure = line.split_whitespace().rev().nth(1).and_then(|figure| figure.parse().ok());
            return figure.ok_or_else(|| format!("pg_test_fsync: {line}").into());
        }
    }
    Err("pg_test_fsync ended early".into())
}
