use chrono::{DateTime, TimeDelta, Utc};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// The domain clock: when things happen in the story that the data tells. Wall time in production; the shipped example
/// starts its own and lets it run, and tests set it. Tokens use wall time.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    ahead_us: Arc<AtomicI64>,
}

impl Clock {
    /// Wall time.
    #[must_use]
    pub fn wall() -> Self {
        Self::default()
    }

    /// A clock that is ahead of wall time, or behind it, and runs.
    #[must_use]
    pub fn shifted(by: TimeDelta) -> Self {
        Self { ahead_us: Arc::new(AtomicI64::new(by.num_microseconds().unwrap_or(0))) }
    }

    /// Moves the clock so that it shows this moment now.
    pub fn set(&self, now: DateTime<Utc>) {
        let by = (now - Utc::now()).num_microseconds().unwrap_or(0);
        self.ahead_us.store(by, Ordering::Relaxed);
    }

    /// What the clock shows, in whole microseconds: what Postgres keeps.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        let us = Utc::now().timestamp_micros().saturating_add(self.ahead_us.load(Ordering::Relaxed));
        DateTime::from_timestamp_micros(us).unwrap_or_default()
    }
}
