use chrono::{DateTime, Utc};
use metrics::{counter, gauge};
use std::sync::{Mutex, PoisonError};

/// How work beside requests fares.
#[derive(Debug)]
pub struct WorkHealth {
    service: &'static str,
    worker: &'static str,
    state: Mutex<WorkState>,
}

/// How work stands, in the words of the readiness.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WorkState {
    /// It has not said anything yet.
    Starting,
    /// Its last round was done.
    Ok,
    /// Its last round was not done.
    Failing {
        /// When a round was not done after one that was.
        since: DateTime<Utc>,
        /// The kind of the last error.
        class: &'static str,
    },
    /// It ended before the service did, and a person must look.
    Ended {
        /// The kind of the last error, if there was one.
        class: Option<&'static str>,
    },
}

impl WorkHealth {
    /// Work that begins.
    #[must_use]
    pub fn new(service: &'static str, worker: &'static str) -> Self {
        let health = Self { service, worker, state: Mutex::new(WorkState::Starting) };
        // There from the beginning, so that its first failure is an increase.
        health.failures().increment(0);
        health
    }

    /// The name of the work.
    #[must_use]
    pub const fn worker(&self) -> &'static str {
        self.worker
    }

    /// How it stands.
    #[must_use]
    pub fn state(&self) -> WorkState {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn succeeded(&self) {
        self.set(|_| WorkState::Ok);
        let now_s = u32::try_from(Utc::now().timestamp()).unwrap_or(u32::MAX);
        let labels = [("service", self.service), ("worker", self.worker)];
        gauge!("background_work_last_success_timestamp_seconds", &labels).set(f64::from(now_s));
    }

    pub(super) fn failed(&self, class: &'static str) {
        self.set(|state| match state {
            WorkState::Failing { since, .. } => WorkState::Failing { since: *since, class },
            _ => WorkState::Failing { since: Utc::now(), class },
        });
        self.failures().increment(1);
    }

    pub(super) fn ended(&self) {
        self.set(|state| match state {
            WorkState::Failing { class, .. } => WorkState::Ended { class: Some(class) },
            _ => WorkState::Ended { class: None },
        });
    }

    fn set(&self, next: impl FnOnce(&WorkState) -> WorkState) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        *state = next(&state);
    }

    fn failures(&self) -> metrics::Counter {
        let labels = [("service", self.service), ("worker", self.worker)];
        counter!("background_work_failures_total", &labels)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_that_fails_again_and_again_says_since_when_and_the_last_reason() {
        let health = WorkHealth::new("things", "sweeper");
        assert_eq!(health.state(), WorkState::Starting);
        health.failed("internal");
        let WorkState::Failing { since: first, .. } = health.state() else { panic!("it fails") };
        health.failed("unavailable");
        assert_eq!(health.state(), WorkState::Failing { since: first, class: "unavailable" });
        health.succeeded();
        assert_eq!(health.state(), WorkState::Ok);
        health.failed("log_diverged");
        health.ended();
        assert_eq!(health.state(), WorkState::Ended { class: Some("log_diverged") });
    }
}
