use super::kinds;
use super::problem::Problem;
use crate::auth::Person;
use haicap_types::Words;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::Notify;
use tokio::time::timeout;

/// After how many seconds somebody who found no place may try again.
const RETRY_AFTER_S: &str = "5";

/// How many requests that last are under way at once: so many of one person, and so many in all.
#[derive(Debug, Clone)]
pub struct Places {
    of_one: usize,
    in_all: usize,
    room: Arc<Room>,
}

#[derive(Debug, Default)]
struct Room {
    taken: Mutex<Taken>,
    /// Told to all who wait, whenever a place is given back.
    freed: Notify,
}

#[derive(Debug, Default)]
struct Taken {
    /// Those who have a place now, and how many each.
    by: HashMap<Who, usize>,
    in_all: usize,
}

/// A person: the token's issuer and subject.
type Who = (Arc<str>, Arc<str>);

/// A place that somebody has until it is dropped.
#[derive(Debug)]
pub struct Place {
    room: Arc<Room>,
    who: Who,
}

impl Places {
    /// So many places, and so many of them for one person.
    #[must_use]
    pub fn new(of_one: usize, in_all: usize) -> Self {
        Self { of_one, in_all, room: Arc::default() }
    }

    /// A place for a person.
    ///
    /// # Errors
    /// 429 where the person has as many as one may have, 503 where all are taken.
    pub fn take(&self, person: &Person) -> Result<Place, Problem> {
        let who = (Arc::clone(&person.issuer), Arc::clone(&person.subject));
        let mut taken = self.room.taken();
        let own = taken.by.get(&who).copied().unwrap_or_default();
        if own >= self.of_one {
            return Err(Problem::new(&kinds::TOO_MANY_REQUESTS)
                .detail(too_many(self.of_one))
                .header("Retry-After", RETRY_AFTER_S));
        }
        if taken.in_all >= self.in_all {
            return Err(Problem::new(&kinds::UNAVAILABLE).detail(NO_PLACE).header("Retry-After", RETRY_AFTER_S));
        }
        taken.in_all += 1;
        taken.by.insert(who.clone(), own + 1);
        Ok(Place { room: Arc::clone(&self.room), who })
    }

    /// A place for a person, who waits so long for it.
    ///
    /// # Errors
    /// What [`Places::take`] says at the end of that time.
    pub async fn wait(&self, person: &Person, patience: Duration) -> Result<Place, Problem> {
        let place = async {
            loop {
                // Begun before it is tried, so that a place that is given back in between is noticed.
                let freed = self.room.freed.notified();
                match self.take(person) {
                    Ok(place) => return place,
                    Err(_) => freed.await,
                }
            }
        };
        match timeout(patience, place).await {
            Ok(place) => Ok(place),
            Err(_) => self.take(person),
        }
    }
}

impl Room {
    fn taken(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.room.taken();
        taken.in_all = taken.in_all.saturating_sub(1);
        match taken.by.get_mut(&self.who) {
            Some(own) if *own > 1 => *own -= 1,
            _ => {
                taken.by.remove(&self.who);
            }
        }
        drop(taken);
        self.room.freed.notify_waiters();
    }
}

fn too_many(of_one: usize) -> Words {
    Words::with(
        format!("Mỗi người dùng chỉ được có {of_one} yêu cầu loại này cùng lúc."),
        format!("One caller may have {of_one} requests of this kind under way at once."),
    )
}

const NO_PLACE: Words =
    Words::new("Đang có quá nhiều yêu cầu loại này cùng lúc.", "Too many requests of this kind are under way.");

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::FutureExt;

    fn person(subject: &str) -> Person {
        Person::of_test(subject)
    }

    #[test]
    fn h11_one_person_cannot_take_all_places_and_each_is_given_back() {
        let places = Places::new(2, 3);
        let code = |refused: Result<Place, Problem>| refused.map(drop).map_err(|problem| problem.code);
        let (first, second) = (places.take(&person("a")).unwrap(), places.take(&person("a")).unwrap());
        assert_eq!(code(places.take(&person("a"))), Err("too_many_requests"));
        let third = places.take(&person("b")).unwrap();
        assert_eq!(code(places.take(&person("c"))), Err("unavailable"));
        drop(first);
        assert_eq!(code(places.take(&person("a"))), Ok(()));
        drop((second, third));
        assert!(places.room.taken().by.is_empty());
    }

    #[tokio::test]
    async fn h08_who_waits_gets_the_place_that_is_given_back_or_is_told_why_there_is_none() {
        let (places, one) = (Places::new(1, 2), person("a"));
        let (first, other) = (places.take(&one).unwrap(), places.take(&person("b")).unwrap());
        let mut waiting = Box::pin(places.wait(&one, Duration::from_secs(3600)));
        assert!(waiting.as_mut().now_or_never().is_none());
        drop(other);
        assert!(waiting.as_mut().now_or_never().is_none(), "the other place is not for the same person");
        let code = |refused: Result<Place, Problem>| refused.map(drop).map_err(|problem| problem.code);
        assert_eq!(code(places.wait(&one, Duration::ZERO).await), Err("too_many_requests"));
        drop(first);
        assert!(waiting.await.is_ok());
        assert!(places.room.taken().by.is_empty());
    }
}
