//! Work that fills a thread and much memory: workbooks and documents.

use haicap_kit::http::{Places, Problem};
use haicap_reference::Call;
use haicap_types::Words;
use std::sync::LazyLock;
use std::time::Duration;
use tokio::task::{JoinError, spawn_blocking};

/// How much of it is done at once, and how much of that for one person, so that nobody takes all places: a workbook of
/// 5 MiB may take 100 MB and a second.
static AT_WORK: LazyLock<Places> = LazyLock::new(|| Places::new(1, 2));

/// How many requests may be at work or wait, each with a file of 5 MiB at most, and how many of them may be one
/// person's; who comes later is told at once to come again.
static ADMITTED: LazyLock<Places> = LazyLock::new(|| Places::new(4, 32));

/// How long a request waits for its place.
const PATIENCE: Duration = Duration::from_secs(5);

/// Works on a thread that nobody else waits for, a few at a time. Whoever goes away frees the place only when the work
/// is done: the memory is not free before.
///
/// # Errors
/// 503 where too many wait already, or none gets done in time.
pub(super) async fn off_the_loop<T: Send + 'static>(
    call: &Call,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<Result<T, JoinError>, Problem> {
    let person = &call.caller.person;
    let admitted = ADMITTED.take(person).map_err(busy)?;
    let place = AT_WORK.wait(person, PATIENCE).await.map_err(busy)?;
    let done = spawn_blocking(move || {
        let done = work();
        drop((place, admitted));
        done
    });
    Ok(done.await)
}

/// Whoever is at fault, it passes in some seconds.
fn busy(_: Problem) -> Problem {
    Problem::unavailable().code("busy").detail(BUSY)
}

const BUSY: Words = Words::new(
    "Đang có nhiều tệp được xử lý; hãy thử lại sau ít giây.",
    "Many files are being worked on; try again in a few seconds.",
);
