use crate::Failure;
use crate::served::Served;
use std::net::{IpAddr, SocketAddr};
use std::process::Stdio;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, ChildStdin, Command};

/// The service that is flooded.
pub(crate) struct Target {
    pub(crate) served: Served,
    /// Where it answers, for those who speak to it in bytes.
    pub(crate) address: SocketAddr,
    pub(crate) pid: u32,
    pub(crate) client: reqwest::Client,
    /// Whether it is ours, with a database that nobody else uses.
    pub(crate) is_started: bool,
    /// It ends when this is closed.
    _input: Option<ChildStdin>,
    _child: Option<Child>,
}

impl Target {
    /// A service that runs already.
    pub(crate) fn running(url: &str, ops: &str, pid: u32, token: &str) -> Result<Self, Failure> {
        local(ops)?;
        let token = token.to_owned();
        let (origin, ops) = (url.trim_end_matches('/').to_owned(), ops.trim_end_matches('/').to_owned());
        let role = String::new();
        let served = Served { origin, ops, stranger: token.clone(), watcher: token.clone(), token, role };
        Self::of(served, pid, None)
    }

    /// A service of our own, in a process of its own.
    pub(crate) async fn start() -> Result<Self, Failure> {
        let mut child = Command::new(std::env::current_exe()?)
            .arg("--serve")
            .env("RUST_LOG", "warn")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let output = child.stdout.take().ok_or("it has no output")?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line).await?;
        let served = serde_json::from_str(&line).map_err(|_| "the service does not start")?;
        let pid = child.id().ok_or("the service ended")?;
        Self::of(served, pid, Some(child))
    }

    fn of(served: Served, pid: u32, child: Option<Child>) -> Result<Self, Failure> {
        let address = local(&served.origin)?;
        let (is_started, mut child) = (child.is_some(), child);
        let input = child.as_mut().and_then(|child| child.stdin.take());
        Ok(Self { served, address, pid, client: reqwest::Client::new(), is_started, _input: input, _child: child })
    }

    /// How many lines of metrics there are.
    pub(crate) async fn series(&self) -> Result<usize, Failure> {
        let answer = self.client.get(format!("{}/metrics", self.served.ops)).send().await?;
        Ok(answer.text().await?.lines().count())
    }
}

/// The address behind an origin, which must be this machine's: nobody else is flooded.
fn local(origin: &str) -> Result<SocketAddr, Failure> {
    let authority = origin.strip_prefix("http://").map(|rest| rest.trim_end_matches('/'));
    let address: Option<SocketAddr> = authority.and_then(|authority| authority.parse().ok());
    let is_here = |address: &SocketAddr| address.ip() == IpAddr::from([127, 0, 0, 1]);
    address.filter(is_here).ok_or_else(|| format!("not http://127.0.0.1:PORT: {origin}").into())
}

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn nobody_but_this_machine_is_flooded() {
        assert!(local("http://127.0.0.1:8080/").is_ok());
        for other in ["http://127.0.0.1", "https://127.0.0.1:1", "http://10.0.0.1:80", "http://example.org:80", "x"] {
            assert!(local(other).is_err(), "{other}");
        }
    }
}
