use crate::store;
use crate::{Directory, Sight};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use arc_swap::ArcSwap;
use chrono::NaiveDate;
use haicap_kit::auth::Caller;
use haicap_kit::db::{Database, Db};
use haicap_kit::http::Problem;
use haicap_kit::worker::{Supervisor, Worker};
use haicap_kit::{Host, SeesEvents, Stop, events};
use haicap_types::{OrganizationCode, Role, local_date};
use quick_cache::sync::Cache;
use std::future::{Ready, ready};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;

/// How soon a change made through another replica is seen here. Changes made through this process are seen at once.
const POLL: Duration = Duration::from_millis(500);

/// How many organizations' sights are remembered.
const SIGHTS: usize = 2_000;

/// The directory as this process knows it: a snapshot that is replaced when the version in the database moves on.
pub struct LiveDirectory {
    current: ArcSwap<Directory>,
    sights: Cache<(OrganizationCode, i64, NaiveDate), Arc<Sight>>,
    changed: Notify,
}

impl LiveDirectory {
    /// Loads the directory.
    ///
    /// # Errors
    /// The database cannot answer, or the rows contradict each other.
    pub async fn load(database: &Database) -> Result<Arc<Self>, String> {
        let connection = database.own().await.map_err(|problem| problem.to_string())?;
        let directory = store::load(&connection).await.map_err(|error| error.to_string())?;
        let current = ArcSwap::from_pointee(directory);
        Ok(Arc::new(Self { current, sights: Cache::new(SIGHTS), changed: Notify::new() }))
    }

    /// The directory as it is now.
    #[must_use]
    pub fn snapshot(&self) -> Arc<Directory> {
        self.current.load_full()
    }

    /// What an organization sees on a date.
    #[must_use]
    pub fn sight(&self, organization: &OrganizationCode, on: NaiveDate) -> Arc<Sight> {
        let directory = self.current.load();
        let key = (organization.clone(), directory.version(), on);
        if let Some(sight) = self.sights.get(&key) {
            return sight;
        }
        let sight = Arc::new(directory.sight(organization, on));
        self.sights.insert(key, Arc::clone(&sight));
        sight
    }

    /// Loads the directory again if its version has moved on; to be called after a change, before it is answered.
    pub async fn refresh(&self, database: &Database) -> Result<(), Problem> {
        let connection = database.own().await?;
        if store::version(&connection).await? == self.current.load().version() {
            return Ok(());
        }
        self.current.store(Arc::new(store::load(&connection).await?));
        Ok(())
    }

    /// The directory as it is in the database, locked against other changes until the transaction ends.
    pub async fn lock(&self, db: Db<'_>) -> Result<Arc<Directory>, Stop> {
        let version = store::lock(db).await?;
        let snapshot = self.snapshot();
        if snapshot.version() == version {
            return Ok(snapshot);
        }
        Ok(Arc::new(store::load(db).await.map_err(Problem::from)?))
    }

    /// Says that the directory was changed behind this process's back.
    pub fn wake(&self) {
        self.changed.notify_one();
    }

    /// The work that keeps the snapshot fresh.
    #[must_use]
    pub fn worker(self: &Arc<Self>) -> Worker {
        let live = Arc::clone(self);
        Worker {
            name: "directory",
            run: Arc::new(move |host: Arc<Host>, supervisor: Supervisor| {
                let live = Arc::clone(&live);
                Box::pin(async move {
                    while !supervisor.is_stopping() {
                        let done = live.refresh(&host.database).await;
                        supervisor.note(&done);
                        if let Err(error) = done {
                            tracing::warn!(%error, "the directory may be out of date");
                        }
                        tokio::select! {
                            () = live.changed.notified() => {}
                            () = tokio::time::sleep(POLL) => {}
                            () = supervisor.stop() => {}
                        }
                    }
                })
            }),
        }
    }

    /// Which events a caller sees: those of the caller's organization, below it, and of those that it oversees. A
    /// service of ours sees all, an operator none.
    #[must_use]
    pub fn sees_events(self: &Arc<Self>, host: &Arc<Host>) -> SeesEvents {
        let (live, clock) = (Arc::clone(self), host.clock.clone());
        Arc::new(move |caller: &Caller| {
            if caller.has(Role::Service) {
                return events::Sight::All;
            }
            if caller.roles.iter().all(|role| *role == Role::Operator) {
                return events::Sight::Nothing;
            }
            let sight = live.sight(&caller.organization, local_date(clock.now()));
            events::Sight::Of(Arc::new(sight.codes().iter().map(ToString::to_string).collect()))
        })
    }
}

/// What a handler knows of the city: the directory, the date, and what the caller's organization sees.
pub struct Known {
    /// The directory.
    pub directory: Arc<Directory>,
    /// The date in the city, on the domain clock.
    pub today: NaiveDate,
    /// What the caller's organization sees.
    pub sight: Arc<Sight>,
}

impl Known {
    /// What is known when acting for an organization.
    ///
    /// # Errors
    /// The service has no directory.
    pub fn of(request: &HttpRequest, organization: &OrganizationCode) -> Result<Self, Problem> {
        let live = request.app_data::<web::Data<LiveDirectory>>().ok_or_else(Problem::unavailable)?;
        let host = request.app_data::<web::Data<Host>>().ok_or_else(Problem::unavailable)?;
        let today = local_date(host.clock.now());
        Ok(Self { directory: live.snapshot(), today, sight: live.sight(organization, today) })
    }

    /// Whether the caller's organization is this one, or stands in its place because it has ended.
    #[must_use]
    pub fn stands_for(&self, code: &OrganizationCode) -> bool {
        let own = self.sight.own();
        code == own || self.directory.present(code, self.today) == own
    }

    /// The caller's organization, and the ended ones in whose place it stands.
    #[must_use]
    pub fn stood_for(&self) -> Vec<OrganizationCode> {
        let own = self.sight.own();
        std::iter::once(own).chain(self.directory.predecessors(own, self.today)).cloned().collect()
    }
}

impl FromRequest for Known {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let caller = Caller::from_request(request, payload).into_inner();
        ready(caller.and_then(|caller| Self::of(request, &caller.organization)))
    }
}
