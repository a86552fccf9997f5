use std::thread;
use std::time::{Duration, Instant};

use crate::Error;

/// Short beside the half second that a server takes to start, long beside a look at its files.
const STEP: Duration = Duration::from_millis(5);

/// Asks until the answer is something, or the time is up.
pub(crate) fn until<T>(limit: Duration, mut ask: impl FnMut() -> Result<Option<T>, Error>) -> Result<Option<T>, Error> {
    let deadline = Instant::now() + limit;
    loop {
        let answer = ask()?;
        if answer.is_some() || Instant::now() >= deadline {
            return Ok(answer);
        }
        thread::sleep(STEP);
    }
}
