//! How much of what is sent a process holds at once. What is too much is refused at once: to wait would hold more.

use crate::http::problem::Problem;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The bytes of all bodies that a process holds at once.
const BODIES_MAX_BYTES: usize = 256 * 1024 * 1024;

static BODIES: Budget = Budget { limit_bytes: BODIES_MAX_BYTES, held_bytes: AtomicUsize::new(0) };

/// Bytes that may be held.
#[derive(Debug)]
struct Budget {
    limit_bytes: usize,
    held_bytes: AtomicUsize,
}

/// What a body takes of the budget, given back when dropped.
#[derive(Debug)]
pub(super) struct Held {
    budget: &'static Budget,
    bytes: usize,
}

impl Held {
    /// Nothing yet.
    pub(super) fn nothing() -> Self {
        Self { budget: &BODIES, bytes: 0 }
    }

    /// Takes bytes as they come: what was only announced takes nothing from others.
    ///
    /// # Errors
    /// 503 where all bodies together are too many.
    pub(super) fn add(&mut self, bytes: usize) -> Result<(), Problem> {
        let Budget { limit_bytes, held_bytes } = self.budget;
        let more = |held: usize| held.checked_add(bytes).filter(|held| held <= limit_bytes);
        if held_bytes.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more).is_err() {
            tracing::warn!(limit_bytes, "too much is being sent at once");
            return Err(Problem::unavailable().header("Connection", "close"));
        }
        self.bytes += bytes;
        Ok(())
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.budget.held_bytes.fetch_sub(self.bytes, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn h08_what_all_bodies_hold_is_bounded_and_given_back() {
        static SMALL: Budget = Budget { limit_bytes: 100, held_bytes: AtomicUsize::new(0) };
        let nothing = || Held { budget: &SMALL, bytes: 0 };
        let (mut one, mut other) = (nothing(), nothing());
        assert!(one.add(60).is_ok() && one.add(30).is_ok());
        assert_eq!(other.add(11).unwrap_err().kind.status, 503);
        assert!(other.add(10).is_ok());
        drop(one);
        assert!(other.add(90).is_ok());
        assert!(nothing().add(usize::MAX).is_err());
        drop(other);
        assert_eq!(SMALL.held_bytes.load(Ordering::Relaxed), 0);
    }
}
