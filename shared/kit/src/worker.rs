//! Work that goes on beside requests: it can be killed at any point and goes on from there.

use crate::host::Host;
use crate::http::Problem;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// The pause before work that failed begins again.
const RESTART_AFTER: Duration = Duration::from_secs(1);

/// Work with a name. `run` is called again if it ends before the service does by panicking.
pub struct Worker {
    /// What the logs and metrics call it.
    pub name: &'static str,
    /// Does the work until told to stop.
    pub run: Arc<dyn Fn(Arc<Host>, Stopping) -> BoxFuture<'static, ()> + Send + Sync>,
}

impl Worker {
    /// Work in rounds: one after the other while they say that there may be more to do, then again after a while.
    pub fn rounds<R, F>(name: &'static str, every: Duration, round: R) -> Self
    where
        R: Fn(Arc<Host>) -> F + Send + Sync + 'static,
        F: Future<Output = Result<bool, Problem>> + Send + 'static,
    {
        let round = Arc::new(round);
        let run = move |host: Arc<Host>, stopping: Stopping| {
            let round = Arc::clone(&round);
            async move {
                while !stopping.is_stopping() {
                    match round(Arc::clone(&host)).await {
                        Ok(true) => continue,
                        Ok(false) => {}
                        Err(error) => tracing::warn!(%error, worker = name, "work waits to be done"),
                    }
                    tokio::select! {
                        () = tokio::time::sleep(every) => {}
                        () = stopping.wait() => {}
                    }
                }
            }
            .boxed()
        };
        Self { name, run: Arc::new(run) }
    }
}

/// Tells work when to end.
#[derive(Debug, Clone)]
pub struct Stopping(watch::Receiver<bool>);

impl Stopping {
    /// A switch, and what listens to it.
    #[must_use]
    pub fn switch() -> (watch::Sender<bool>, Self) {
        let (sender, receiver) = watch::channel(false);
        (sender, Self(receiver))
    }

    /// Whether it is time to end.
    #[must_use]
    pub fn is_stopping(&self) -> bool {
        *self.0.borrow()
    }

    /// Waits until it is.
    pub async fn wait(&self) {
        // The sender is gone only when the service is.
        let _ = self.0.clone().wait_for(|stopping| *stopping).await;
    }
}

/// Starts work.
#[must_use]
pub fn start(worker: Worker, host: Arc<Host>, stopping: Stopping) -> JoinHandle<()> {
    tokio::spawn(async move {
        while !stopping.is_stopping() {
            let run = AssertUnwindSafe((worker.run)(Arc::clone(&host), stopping.clone())).catch_unwind().await;
            if run.is_ok() {
                return;
            }
            tracing::error!(worker = worker.name, "work broke off and begins again");
            tokio::select! {
                () = tokio::time::sleep(RESTART_AFTER) => {}
                () = stopping.wait() => {}
            }
        }
    })
}
