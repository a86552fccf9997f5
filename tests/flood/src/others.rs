use crate::memory::{of_backends, of_process};
use crate::target::Target;
use std::time::{Duration, Instant};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// The pause between two questions of the others.
const PAUSE: Duration = Duration::from_millis(25);

/// How long the others wait for an answer.
const PATIENCE: Duration = Duration::from_secs(15);

/// What the others got while a flood lasted, and what the service used.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    /// How long their answers took.
    pub(crate) took: Vec<Duration>,
    /// How often they got none, or another than they should.
    pub(crate) failed: usize,
    /// The most memory that the service had, in kilobytes.
    pub(crate) memory_kb: u64,
    /// The most that its connections had in the database; zero where that cannot be told.
    pub(crate) backends_kb: u64,
}

/// The others, who go on asking until they are told to end.
pub(crate) struct Others {
    end: watch::Sender<bool>,
    asking: JoinHandle<Seen>,
}

impl Seen {
    /// The answer that a part of all took at most.
    pub(crate) fn share(&self, percent: usize) -> Duration {
        let mut sorted = self.took.clone();
        sorted.sort_unstable();
        let at = sorted.len().saturating_sub(1) * percent / 100;
        sorted.get(at).copied().unwrap_or_default()
    }
}

impl Others {
    pub(crate) fn begin(target: &Target) -> Self {
        let (end, ended) = watch::channel(false);
        let client = reqwest::Client::builder().timeout(PATIENCE).build().unwrap_or_default();
        let me = client.get(format!("{}/directives/v1/me", target.served.origin)).bearer_auth(&target.served.watcher);
        // On a new connection each time: whoever comes now must be let in.
        let ready = client.get(format!("{}/health/ready", target.served.ops)).header("connection", "close");
        let mut new = vec![me.try_clone().map(|me| me.header("connection", "close")), Some(me), Some(ready)];
        new.retain(Option::is_some);
        let (pid, role) = (target.pid, target.served.role.clone());
        let asking = tokio::spawn(async move {
            let mut seen = Seen::default();
            while !*ended.borrow() {
                for request in new.iter().flatten().filter_map(reqwest::RequestBuilder::try_clone) {
                    let begun = Instant::now();
                    match request.send().await {
                        Ok(answer) if answer.status() == 200 => seen.took.push(begun.elapsed()),
                        _ => seen.failed += 1,
                    }
                }
                seen.memory_kb = seen.memory_kb.max(of_process(pid).unwrap_or_default());
                if !role.is_empty() {
                    seen.backends_kb = seen.backends_kb.max(of_backends(&role));
                }
                tokio::time::sleep(PAUSE).await;
            }
            seen
        });
        Self { end, asking }
    }

    pub(crate) async fn end(self) -> Seen {
        self.end.send_replace(true);
        self.asking.await.unwrap_or_default()
    }
}
