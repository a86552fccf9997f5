//! Items of background work that failed: each is left alone for a while, so that it keeps no other item waiting.

use crate::http::Problem;
use futures_util::FutureExt;
use std::collections::HashMap;
use std::fmt::Debug;
use std::hash::Hash;
use std::panic::AssertUnwindSafe;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How long an item is left alone after its first failure; each further failure doubles it.
const FIRST_DELAY: Duration = Duration::from_secs(10);

/// The longest time for which an item is left alone.
const LONGEST_DELAY: Duration = Duration::from_secs(3600);

/// When an item that was not tried again is forgotten: by then it is not due any more.
const FORGOTTEN_AFTER: Duration = Duration::from_secs(24 * 3600);

/// The items of a worker that failed. Metrics: `worker_item_failures_total` counts failures, `worker_items_held` is the
/// number of items that failed and have not succeeded since.
#[derive(Debug)]
pub struct Quarantine<K> {
    service: &'static str,
    worker: &'static str,
    held: Mutex<HashMap<K, Held>>,
}

#[derive(Debug, Clone, Copy)]
struct Held {
    failures: u32,
    until: Instant,
}

impl<K: Clone + Debug + Eq + Hash> Quarantine<K> {
    /// With nothing in it; the names are those of the metrics' labels.
    #[must_use]
    pub fn new(service: &'static str, worker: &'static str) -> Self {
        Self { service, worker, held: Mutex::default() }
    }

    /// The items that are to be left alone now.
    #[must_use]
    pub fn held(&self) -> Vec<K> {
        self.held_at(Instant::now())
    }

    /// Works on an item and answers what came of it; `None` where it failed or panicked. Then it is held for a while that
    /// grows with every failure. The work has to undo what it began, as a transaction does.
    pub async fn attempt<T>(&self, item: &K, work: impl Future<Output = Result<T, Problem>>) -> Option<T> {
        let failure = match AssertUnwindSafe(work).catch_unwind().await {
            Ok(Ok(done)) => {
                self.note_success(item);
                return Some(done);
            }
            Ok(Err(problem)) => problem.code,
            Err(_) => "panicked",
        };
        let delay = self.note_failure(item, Instant::now());
        let (worker, delay_s) = (self.worker, delay.as_secs());
        tracing::warn!(worker, ?item, failure, delay_s, "work on one item failed; it is left alone for a while");
        None
    }

    fn held_at(&self, now: Instant) -> Vec<K> {
        let mut items = self.items();
        items.retain(|_, held| now < held.until + FORGOTTEN_AFTER);
        self.show(items.len());
        items.iter().filter(|(_, held)| now < held.until).map(|(item, _)| item.clone()).collect()
    }

    fn note_success(&self, item: &K) {
        let mut items = self.items();
        if items.remove(item).is_some() {
            self.show(items.len());
        }
    }

    fn note_failure(&self, item: &K, now: Instant) -> Duration {
        let mut items = self.items();
        let failures = items.get(item).map_or(1, |held| held.failures.saturating_add(1));
        let delay = delay(failures);
        items.insert(item.clone(), Held { failures, until: now + delay });
        self.show(items.len());
        metrics::counter!("worker_item_failures_total", "service" => self.service, "worker" => self.worker)
            .increment(1);
        delay
    }

    fn items(&self) -> MutexGuard<'_, HashMap<K, Held>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn show(&self, held: usize) {
        let held = u32::try_from(held).unwrap_or(u32::MAX);
        metrics::gauge!("worker_items_held", "service" => self.service, "worker" => self.worker).set(f64::from(held));
    }
}

/// For how long an item is left alone that failed so many times in a row.
fn delay(failures: u32) -> Duration {
    let doubled = 2_u32.checked_pow(failures.saturating_sub(1)).unwrap_or(u32::MAX);
    FIRST_DELAY.saturating_mul(doubled).min(LONGEST_DELAY)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failing() -> Problem {
        Problem::not_found()
    }

    #[test]
    fn what_fails_is_left_alone_longer_every_time_up_to_an_hour() {
        let delays: Vec<u64> = [1, 2, 3, 9, 10, 40].map(|failures| delay(failures).as_secs()).into();
        assert_eq!(delays, [10, 20, 40, 2560, 3600, 3600]);
    }

    #[tokio::test]
    async fn an_item_that_fails_is_held_until_its_time_is_up_and_no_other_one_is() {
        let quarantine = Quarantine::new("service", "worker");
        assert_eq!(quarantine.attempt(&"bad", async { Err::<(), _>(failing()) }).await, None);
        assert_eq!(quarantine.attempt(&"good", async { Ok(7) }).await, Some(7));
        assert_eq!(quarantine.attempt(&"broken", async { panic!("the item breaks the work") }).await, None::<()>);
        let now = Instant::now();
        let mut held = quarantine.held_at(now);
        held.sort_unstable();
        assert_eq!(held, ["bad", "broken"]);
        assert!(quarantine.held_at(now + FIRST_DELAY).is_empty());
        assert_eq!(quarantine.attempt(&"bad", async { Ok(1) }).await, Some(1));
        assert_eq!(quarantine.held_at(now), ["broken"]);
    }
}
