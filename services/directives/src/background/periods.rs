use crate::store::assignments as store;
use crate::work::open_begun;
use chrono::{DateTime, Utc};
use haicap_kit::Host;
use haicap_kit::db::Db;
use haicap_kit::http::Problem;
use haicap_kit::worker::Worker;
use haicap_reference::{Directory, LiveDirectory};
use haicap_types::local_date;
use std::sync::Arc;
use std::time::Duration;

/// How often it is looked whether a period has begun.
const EVERY: Duration = Duration::from_secs(60);

/// The work that opens the periods of continuing duties as they begin, so that what nobody confirms becomes overdue.
#[must_use]
pub fn periods(live: Arc<LiveDirectory>) -> Worker {
    Worker::rounds("periods", EVERY, move |host| {
        let live = Arc::clone(&live);
        async move { Ok(open_periods(&host, &live.snapshot()).await? > 0) }
    })
}

/// Opens, in one transaction, the periods that have begun for a batch of duties; answers for how many duties. What
/// another replica is at work on is passed over, and a period is never opened twice.
///
/// # Errors
/// The database cannot answer; nothing was opened.
pub async fn open_periods(host: &Host, directory: &Directory) -> Result<usize, Problem> {
    let now = host.clock.now();
    let opened = host.database.transaction(async |db: Db<'_>| open_batch(db, directory, now).await).await?;
    host.log.wake();
    Ok(opened)
}

async fn open_batch(db: Db<'_>, directory: &Directory, now: DateTime<Utc>) -> diesel::QueryResult<usize> {
    let duties = store::lock_duties_without_period(db, local_date(now)).await?;
    open_begun(db, &duties, directory, now).await
}
