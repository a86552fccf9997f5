//! Work that goes on beside requests: it can be killed at any point and goes on from there.

mod health;

pub use health::{WorkHealth, WorkState};

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
#[derive(Clone)]
pub struct Worker {
    /// What the logs, the metrics and the readiness call it.
    pub name: &'static str,
    /// Does the work until told to stop, and says how it goes.
    pub run: Run,
}

/// Does work until it is told to stop.
pub type Run = Arc<dyn Fn(Arc<Host>, Supervisor) -> BoxFuture<'static, ()> + Send + Sync>;

impl Worker {
    /// Work in rounds: one after the other while they say that there may be more to do, then again after a while.
    pub fn rounds<R, F>(name: &'static str, every: Duration, round: R) -> Self
    where
        R: Fn(Arc<Host>) -> F + Send + Sync + 'static,
        F: Future<Output = Result<bool, Problem>> + Send + 'static,
    {
        let round = Arc::new(round);
        let run = move |host: Arc<Host>, supervisor: Supervisor| {
            let round = Arc::clone(&round);
            async move {
                while !supervisor.is_stopping() {
                    let done = round(Arc::clone(&host)).await;
                    supervisor.note(&done);
                    match done {
                        Ok(true) => continue,
                        Ok(false) => {}
                        Err(error) => tracing::warn!(%error, worker = name, "work waits to be done"),
                    }
                    tokio::select! {
                        () = tokio::time::sleep(every) => {}
                        () = supervisor.stop() => {}
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

/// Tells work when to end, and is told how it goes: work that fails for ever must be seen from outside.
#[derive(Debug, Clone)]
pub struct Supervisor {
    stopping: Stopping,
    health: Arc<WorkHealth>,
}

impl Supervisor {
    /// Whether it is time to end.
    #[must_use]
    pub fn is_stopping(&self) -> bool {
        self.stopping.is_stopping()
    }

    /// Waits until it is.
    pub async fn stop(&self) {
        self.stopping.wait().await;
    }

    /// A round of work was done, or had nothing to do.
    pub fn succeeded(&self) {
        self.health.succeeded();
    }

    /// A round of work was not done; `class` is a word for the kind of error, out of few.
    pub fn failed(&self, class: &'static str) {
        self.health.failed(class);
    }

    /// Notes how a round went.
    pub fn note<T>(&self, done: &Result<T, Problem>) {
        match done {
            Ok(_) => self.succeeded(),
            Err(problem) => self.failed(problem.code),
        }
    }
}

/// Starts work; says how it fares.
#[must_use]
pub fn start(worker: Worker, host: Arc<Host>, stopping: Stopping) -> (JoinHandle<()>, Arc<WorkHealth>) {
    let health = Arc::new(WorkHealth::new(host.service, worker.name));
    let supervisor = Supervisor { stopping, health: Arc::clone(&health) };
    let work = tokio::spawn(async move {
        while !supervisor.is_stopping() {
            let run = AssertUnwindSafe((worker.run)(Arc::clone(&host), supervisor.clone())).catch_unwind().await;
            if run.is_ok() {
                supervisor.health.ended();
                return;
            }
            supervisor.failed("panic");
            tracing::error!(worker = worker.name, "work broke off and begins again");
            tokio::select! {
                () = tokio::time::sleep(RESTART_AFTER) => {}
                () = supervisor.stop() => {}
            }
        }
    });
    (work, health)
}
