use super::kinds;
use super::problem::Problem;
use crate::auth::Person;
use haicap_types::Words;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// After how many seconds somebody who found no place may try again.
const RETRY_AFTER_S: &str = "5";

/// How many requests that last are under way at once: so many of one person, and so many in all.
#[derive(Debug, Clone)]
pub struct Places {
    of_one: usize,
    in_all: usize,
    taken: Arc<Mutex<Taken>>,
}

#[derive(Debug, Default)]
struct Taken {
    /// Those who have a place now, and how many each.
    by: HashMap<Who, usize>,
    in_all: usize,
}

/// A person, by the provider and its id of him.
type Who = (Arc<str>, Arc<str>);

/// A place that somebody has until it is dropped.
#[derive(Debug)]
pub struct Place {
    taken: Arc<Mutex<Taken>>,
    who: Who,
}

impl Places {
    /// So many places, and so many of them for one person.
    #[must_use]
    pub fn new(of_one: usize, in_all: usize) -> Self {
        Self { of_one, in_all, taken: Arc::default() }
    }

    /// A place for a person.
    ///
    /// # Errors
    /// 429 where the person has as many as one may have, 503 where all are taken.
    pub fn take(&self, person: &Person) -> Result<Place, Problem> {
        let who = (Arc::clone(&person.issuer), Arc::clone(&person.subject));
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
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
        Ok(Place { taken: Arc::clone(&self.taken), who })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        taken.in_all = taken.in_all.saturating_sub(1);
        match taken.by.get_mut(&self.who) {
            Some(own) if *own > 1 => *own -= 1,
            _ => {
                taken.by.remove(&self.who);
            }
        }
    }
}

fn too_many(of_one: usize) -> Words {
    Words::with(
        format!("Mỗi người gọi chỉ được có {of_one} yêu cầu loại này cùng lúc."),
        format!("One caller may have {of_one} requests of this kind under way at once."),
    )
}

const NO_PLACE: Words =
    Words::new("Đang có quá nhiều yêu cầu loại này cùng lúc.", "Too many requests of this kind are under way.");

#[cfg(test)]
mod tests {
    use super::*;

    fn person(subject: &str) -> Person {
        Person::of_test(subject)
    }

    #[test]
    fn h11_one_person_cannot_take_all_places_and_each_is_given_back() {
        let places = Places::new(2, 3);
        let code = |refused: Result<Place, Problem>| refused.map(drop).map_err(|problem| problem.code);
        let (first, second) = (places.take(&person("a")).unwrap(), places.take(&person("a")).unwrap());
        assert_eq!(code(places.take(&person("a"))), Err("too-many-requests"));
        let third = places.take(&person("b")).unwrap();
        assert_eq!(code(places.take(&person("c"))), Err("unavailable"));
        drop(first);
        assert_eq!(code(places.take(&person("a"))), Ok(()));
        drop((second, third));
        assert!(places.taken.lock().unwrap().by.is_empty());
    }
}
