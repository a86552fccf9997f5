//! How much of what is sent a process holds at once. What is too much is refused at once: to wait would hold more.

use crate::auth::Person;
use crate::http::kinds;
use crate::http::problem::Problem;
use haicap_types::Words;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// The bytes of all bodies that a process holds at once.
const BODIES_MAX_BYTES: usize = 256 * 1024 * 1024;

/// How many files one person sends at once.
const FILES_PER_PERSON: usize = 2;

/// After how many seconds it is worth trying again.
const RETRY_AFTER_S: &str = "2";

static BODIES: Budget = Budget { limit_bytes: BODIES_MAX_BYTES, held_bytes: AtomicUsize::new(0) };

static SENDERS: Senders = Senders(Mutex::new(BTreeMap::new()));

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

/// Somebody: issuer and subject.
type Who = (Arc<str>, Arc<str>);

/// Who sends how many files now.
#[derive(Debug)]
struct Senders(Mutex<BTreeMap<Who, usize>>);

/// A place among the files that one person sends, given back when dropped.
#[derive(Debug)]
pub(super) struct Sending {
    senders: &'static Senders,
    who: Who,
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

impl Sending {
    /// A place for one more file of a person.
    ///
    /// # Errors
    /// 429 where the person sends as many as one may.
    pub(super) fn of(person: &Person) -> Result<Self, Problem> {
        SENDERS.enter((Arc::clone(&person.issuer), Arc::clone(&person.subject)))
    }
}

impl Senders {
    fn enter(&'static self, who: Who) -> Result<Sending, Problem> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let files = all.entry(who.clone()).or_insert(0);
        if *files >= FILES_PER_PERSON {
            return Err(Problem::new(&kinds::TOO_MANY_REQUESTS)
                .code("too_many_files_at_once")
                .detail(TOO_MANY_FILES)
                .header("Retry-After", RETRY_AFTER_S));
        }
        *files += 1;
        Ok(Sending { senders: self, who })
    }
}

impl Drop for Sending {
    fn drop(&mut self) {
        let mut all = self.senders.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(files) = all.get_mut(&self.who) {
            *files -= 1;
            if *files == 0 {
                all.remove(&self.who);
            }
        }
    }
}

const TOO_MANY_FILES: Words = Words::new(
    "Mỗi người chỉ được gửi 2 tệp cùng một lúc. Hãy gửi tiếp khi tệp trước đã xong.",
    "A person sends 2 files at once at most. Send the next one when one of them is done.",
);

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

    #[test]
    fn h08_one_person_sends_two_files_at_once_and_others_are_not_kept_from_theirs() {
        static ALL: Senders = Senders(Mutex::new(BTreeMap::new()));
        let who = |subject: &str| ("urn:one".into(), subject.into());
        let (first, second) = (ALL.enter(who("a")).unwrap(), ALL.enter(who("a")).unwrap());
        let refused = ALL.enter(who("a")).unwrap_err();
        assert_eq!(refused.kind.status, 429);
        assert!(refused.details.headers.iter().any(|(name, _)| *name == "Retry-After"));
        assert!(ALL.enter(who("b")).is_ok());
        drop(first);
        assert!(ALL.enter(who("a")).is_ok());
        drop(second);
        assert!(ALL.0.lock().unwrap().is_empty());
    }
}
