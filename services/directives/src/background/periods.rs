use crate::store::assignments as store;
use crate::work::open_begun;
use chrono::{DateTime, Utc};
use haicap_kit::Host;
use haicap_kit::db::{Db, QueryResult};
use haicap_kit::http::Problem;
use haicap_kit::quarantine::Quarantine;
use haicap_kit::worker::Worker;
use haicap_reference::{Directory, LiveDirectory};
use haicap_types::local_date;
use std::sync::Arc;
use std::time::Duration;
use uuid::Uuid;

/// How often it is looked whether a period has begun.
const EVERY: Duration = Duration::from_secs(60);

/// Opens the periods of continuing duties as they begin, so that what nobody confirms becomes overdue.
#[derive(Debug)]
pub struct Opener {
    failed: Quarantine<Uuid>,
}

/// The work of an [`Opener`], for as long as the service runs.
#[must_use]
pub fn periods(service: &'static str, live: Arc<LiveDirectory>) -> Worker {
    let opener = Arc::new(Opener::new(service));
    Worker::rounds("periods", EVERY, move |host| {
        let (opener, live) = (Arc::clone(&opener), Arc::clone(&live));
        async move { Ok(opener.round(&host, &live.snapshot()).await? > 0) }
    })
}

impl Opener {
    /// One that has done nothing yet.
    #[must_use]
    pub fn new(service: &'static str) -> Self {
        Self { failed: Quarantine::new(service, "periods") }
    }

    /// Opens the periods that have begun for a batch of duties; answers for how many duties. What another replica is at
    /// work on is passed over, what failed lately as well, and a period is never opened twice.
    ///
    /// The batch is one transaction. Where that fails for good, each duty has one of its own, so that the one which is the
    /// cause keeps no other waiting.
    ///
    /// # Errors
    /// The database does not say what there is to do.
    pub async fn round(&self, host: &Host, directory: &Directory) -> Result<usize, Problem> {
        let (now, held) = (host.clock.now(), self.failed.held());
        let batch = host.database.transaction(async |db: Db<'_>| open_batch(db, &held, directory, now).await);
        let opened = match batch.await {
            Ok(opened) => opened,
            Err(passing) if passing.kind.status == 503 => return Err(passing),
            Err(problem) => {
                tracing::warn!(%problem, "a batch of periods is opened duty by duty");
                self.one_by_one(host, directory, now, &held).await?
            }
        };
        host.log.wake();
        Ok(opened)
    }

    async fn one_by_one(
        &self,
        host: &Host,
        directory: &Directory,
        now: DateTime<Utc>,
        held: &[Uuid],
    ) -> Result<usize, Problem> {
        let today = local_date(now);
        let duties =
            host.database.transaction(async |db: Db<'_>| store::duties_without_period(db, today, held).await).await?;
        let mut opened = 0;
        for duty in duties {
            let work = host.database.transaction(async |db: Db<'_>| open_one(db, duty, directory, now).await);
            opened += self.failed.attempt(&duty, work).await.unwrap_or_default();
        }
        Ok(opened)
    }
}

async fn open_batch(db: Db<'_>, held: &[Uuid], directory: &Directory, now: DateTime<Utc>) -> QueryResult<usize> {
    let duties = store::lock_duties_without_period(db, local_date(now), held).await?;
    open_begun(db, &duties, directory, now).await
}

async fn open_one(db: Db<'_>, duty: Uuid, directory: &Directory, now: DateTime<Utc>) -> QueryResult<usize> {
    let Some(duty) = store::lock_if_free(db, duty).await?.filter(|duty| duty.state.is_open()) else { return Ok(0) };
    let last_day = store::last_period_day(db, duty.id).await?;
    open_begun(db, &[(duty, last_day)], directory, now).await
}
