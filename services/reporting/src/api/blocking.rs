//! Work that fills a thread and much memory: workbooks and documents.

use haicap_kit::http::Problem;
use tokio::sync::Semaphore;
use tokio::task::{JoinError, spawn_blocking};

/// How much of it is done at once: a workbook of 5 MB may take 100 MB and a second.
static PLACES: Semaphore = Semaphore::const_new(2);

/// Works on a thread that nobody else waits for, a few at a time. Whoever goes away frees the place only when the work
/// is done: the memory is not free before.
pub(super) async fn off_the_loop<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<Result<T, JoinError>, Problem> {
    let place = PLACES.acquire().await.map_err(|error| Problem::internal(&error))?;
    let done = spawn_blocking(move || {
        let done = work();
        drop(place);
        done
    });
    Ok(done.await)
}
