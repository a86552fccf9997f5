//! Work that fills a thread and much memory: workbooks and documents.

use haicap_kit::http::Problem;
use haicap_reference::Call;
use haicap_types::Words;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::{JoinError, spawn_blocking};
use tokio::time::timeout;

/// How much of it is done at once: a workbook of 5 MB may take 100 MB and a second.
const PLACES: usize = 2;

/// How many requests may be at work or wait, each with a file of 5 MB at most; who comes later is told at once to come
/// again.
const ROOM: usize = 32;

/// How many of them may be one person's. One of these is at work at a time, so nobody takes all places.
const ROOM_OF_ONE: usize = 4;

/// How long a request waits for its place.
const PATIENCE: Duration = Duration::from_secs(5);

static HALL: LazyLock<Arc<Hall>> = LazyLock::new(|| Arc::new(Hall::new(PATIENCE)));

/// Works on a thread that nobody else waits for, a few at a time. Whoever goes away frees the place only when the work
/// is done: the memory is not free before.
///
/// # Errors
/// 503 where too many wait already, or none gets done in time.
pub(super) async fn off_the_loop<T: Send + 'static>(
    call: &Call,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<Result<T, JoinError>, Problem> {
    let place = HALL.enter(&call.caller.person.subject).await.ok_or_else(busy)?;
    let done = spawn_blocking(move || {
        let done = work();
        drop(place);
        done
    });
    Ok(done.await)
}

fn busy() -> Problem {
    Problem::unavailable().code("busy").detail(BUSY)
}

const BUSY: Words = Words::new(
    "Đang có nhiều tệp được xử lý; hãy thử lại sau ít giây.",
    "Many files are being worked on; try again in a few seconds.",
);

/// Where requests wait for one of the places.
struct Hall {
    places: Arc<Semaphore>,
    patience: Duration,
    people: Mutex<HashMap<String, Guest>>,
}

/// A person with requests in the hall.
struct Guest {
    requests: usize,
    turn: Arc<Semaphore>,
}

/// A place at work. Fields are dropped in their order: first what others wait for.
struct Place {
    _place: OwnedSemaphorePermit,
    _turn: OwnedSemaphorePermit,
    _visit: Visit,
}

/// A request in the hall.
struct Visit {
    hall: Arc<Hall>,
    subject: String,
}

impl Hall {
    fn new(patience: Duration) -> Self {
        Self { places: Arc::new(Semaphore::new(PLACES)), patience, people: Mutex::default() }
    }

    /// A place for a person's request; `None` where too many wait, or it waited too long.
    async fn enter(self: &Arc<Self>, subject: &str) -> Option<Place> {
        let (visit, turn) = self.admit(subject)?;
        let place = async {
            // First the person's own turn, so that what waits for it takes no place.
            let turn = turn.acquire_owned().await.ok()?;
            let place = Arc::clone(&self.places).acquire_owned().await.ok()?;
            Some(Place { _place: place, _turn: turn, _visit: visit })
        };
        timeout(self.patience, place).await.ok().flatten()
    }

    fn admit(self: &Arc<Self>, subject: &str) -> Option<(Visit, Arc<Semaphore>)> {
        let mut people = self.people();
        if people.values().map(|guest| guest.requests).sum::<usize>() >= ROOM {
            return None;
        }
        let new = || Guest { requests: 0, turn: Arc::new(Semaphore::new(1)) };
        let guest = people.entry(subject.to_owned()).or_insert_with(new);
        if guest.requests >= ROOM_OF_ONE {
            return None;
        }
        guest.requests += 1;
        let visit = Visit { hall: Arc::clone(self), subject: subject.to_owned() };
        Some((visit, Arc::clone(&guest.turn)))
    }

    fn people(&self) -> MutexGuard<'_, HashMap<String, Guest>> {
        self.people.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Visit {
    fn drop(&mut self) {
        let mut people = self.hall.people();
        if let Some(guest) = people.get_mut(&self.subject) {
            guest.requests -= 1;
            if guest.requests == 0 {
                people.remove(&self.subject);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::FutureExt;

    fn hall() -> Arc<Hall> {
        Arc::new(Hall::new(Duration::from_millis(1)))
    }

    #[tokio::test]
    async fn h08_one_person_takes_one_place_and_leaves_the_other_to_others() {
        let hall = hall();
        let first = hall.enter("a").await.unwrap();
        assert!(hall.enter("a").await.is_none(), "waits for the first one");
        let other = hall.enter("b").await.unwrap();
        assert!(hall.enter("c").await.is_none(), "both places are taken");
        drop(other);
        assert!(hall.enter("c").await.is_some());
        drop(first);
        assert!(hall.enter("a").await.is_some());
        assert!(hall.people().is_empty(), "who has gone is forgotten");
    }

    #[tokio::test]
    async fn h08_who_comes_too_many_is_refused_at_once() {
        let hall = Arc::new(Hall::new(Duration::from_secs(3600)));
        let places = [hall.enter("a").await.unwrap(), hall.enter("b").await.unwrap()];
        let subjects: Vec<String> = (0..ROOM - PLACES).map(|number| format!("waits {number}")).collect();
        let mut waiting: Vec<_> = subjects.iter().map(|subject| Box::pin(hall.enter(subject))).collect();
        assert!(waiting.iter_mut().all(|request| request.now_or_never().is_none()));
        assert!(hall.enter("late").now_or_never().unwrap().is_none(), "nobody else is let in to wait");
        drop(waiting.pop());
        assert!(hall.enter("late").now_or_never().is_none(), "now there is room to wait in");
        drop(places);
    }

    #[tokio::test]
    async fn h08_one_person_does_not_fill_the_room() {
        let hall = Arc::new(Hall::new(Duration::from_secs(3600)));
        let _place = hall.enter("a").await.unwrap();
        let mut waiting: Vec<_> = (1..ROOM_OF_ONE).map(|_| Box::pin(hall.enter("a"))).collect();
        assert!(waiting.iter_mut().all(|request| request.now_or_never().is_none()));
        assert!(hall.enter("a").now_or_never().unwrap().is_none());
        assert!(hall.enter("b").now_or_never().unwrap().is_some());
    }
}
