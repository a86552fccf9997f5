use crate::db::{Database, Db, Statement};
use crate::host::Host;
use crate::http::Problem;
use crate::worker::{Supervisor, Worker};
use chrono::{DateTime, Utc};
use diesel::OptionalExtension;
use diesel::result::QueryResult;
use diesel::sql_types::{Text, Untyped};
use diesel_async::RunQueryDsl;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use haicap_types::{CloudEvent, FeedPage};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// How long the other side may hold our question open.
const WAIT_S: u64 = 20;

/// How long a question may take in all.
const DEADLINE: Duration = Duration::from_secs(WAIT_S + 10);

/// Pauses between tries while the other side is down.
const PAUSE: Duration = Duration::from_millis(500);
const PAUSE_LIMIT: Duration = Duration::from_secs(15);

/// Events in one answer.
const LIMIT: usize = 200;

const NO_TOKEN: &str = "this service has no token of its own; configure SERVICE_KEY_FILE or SERVICE_TOKEN_URL";

/// What a service does with the facts of a neighbour.
#[derive(Clone)]
pub struct Follower {
    /// What the logs, the metrics and the readiness call its work.
    pub name: &'static str,
    /// The neighbour's name, and the name under which the cursor is kept.
    pub source: &'static str,
    /// Prefixes of the kinds of events that matter, separated by commas.
    pub kinds: &'static str,
    /// Applies events in the transaction that saves the cursor.
    pub apply: Apply,
    /// Called after such a transaction is committed.
    pub applied: Arc<dyn Fn() + Send + Sync>,
}

/// A follower that runs.
#[derive(Clone)]
pub(crate) struct Follow {
    follower: Follower,
    /// Where the neighbour answers; `None` if nobody said so.
    origin: Option<String>,
    status: Arc<watch::Sender<FollowStatus>>,
}

/// Applies events, in order, on the connection of an open transaction.
pub type Apply = fn(Db<'_>, Vec<CloudEvent>) -> BoxFuture<'_, QueryResult<()>>;

/// How a follower fares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FollowStatus {
    /// Where it stands.
    pub(crate) state: FollowState,
    /// When it last knew that it had applied everything.
    pub(crate) caught_up_at: Option<DateTime<Utc>>,
}

/// Where a follower stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FollowState {
    /// Nobody said where its neighbour answers.
    NotConfigured,
    /// It has not reached the end of the other log yet.
    Behind,
    /// It waits for new events.
    UpToDate,
    /// The other side does not answer; it tries again.
    Retrying,
    /// The other log is not the one that was followed. An operator must look.
    Diverged,
}

impl FollowState {
    /// A stable word for operators.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::NotConfigured => "not_configured",
            Self::Behind => "behind",
            Self::UpToDate => "up_to_date",
            Self::Retrying => "retrying",
            Self::Diverged => "diverged",
        }
    }
}

impl Follow {
    /// A follower that will ask the neighbour at this origin.
    pub(crate) fn new(follower: Follower, origin: Option<String>) -> Self {
        let state = if origin.is_some() { FollowState::Behind } else { FollowState::NotConfigured };
        let (status, _) = watch::channel(FollowStatus { state, caught_up_at: None });
        Self { follower, origin, status: Arc::new(status) }
    }

    /// The neighbour's name.
    pub(crate) const fn source(&self) -> &'static str {
        self.follower.source
    }

    /// How it fares.
    pub(crate) fn status(&self) -> FollowStatus {
        *self.status.borrow()
    }

    /// The work of it; `None` where there is nobody to follow.
    pub(crate) fn worker(&self) -> Option<Worker> {
        let (origin, follow) = (self.origin.clone()?, self.clone());
        let run = move |host: Arc<Host>, supervisor: Supervisor| {
            let (origin, follow) = (origin.clone(), follow.clone());
            async move { follow.run(&host, &origin, supervisor).await }.boxed()
        };
        Some(Worker { name: self.follower.name, run: Arc::new(run) })
    }

    fn set(&self, state: FollowState) {
        self.status.send_modify(|status| {
            let caught_up_at = if state == FollowState::UpToDate { Some(Utc::now()) } else { status.caught_up_at };
            *status = FollowStatus { state, caught_up_at };
        });
    }
}

/// Why a stretch could not be followed.
#[derive(Debug, thiserror::Error)]
enum FollowError {
    /// The other log was restored from an older backup, or replaced.
    #[error(
        "the log of `{0}` is not the one that was followed before: it was restored or replaced. Nothing is skipped; \
             reconcile the copy, then delete the row of `{0}` in table follower to begin again"
    )]
    Diverged(&'static str),
    /// The other side does not answer.
    #[error("{0} does not answer: {1}")]
    Silent(&'static str, String),
    /// Our own database does not.
    #[error("our own database does not answer: {0}")]
    Own(Problem),
}

impl FollowError {
    const fn class(&self) -> &'static str {
        match self {
            Self::Diverged(_) => "log_diverged",
            Self::Silent(..) => "neighbour-silent",
            Self::Own(problem) => problem.code,
        }
    }
}

impl Follow {
    /// Follows the neighbour's log until the service stops, or until the log is another one.
    async fn run(&self, host: &Host, origin: &str, supervisor: Supervisor) {
        let (source, mut pause) = (self.source(), PAUSE);
        while !supervisor.is_stopping() {
            let step = tokio::select! {
                step = self.step(host, origin) => step,
                () = supervisor.stop() => return,
            };
            match step {
                Ok(state) => {
                    self.set(state);
                    supervisor.succeeded();
                    pause = PAUSE;
                }
                Err(error @ FollowError::Diverged(_)) => {
                    tracing::error!(source, %error, "following stops");
                    supervisor.failed(error.class());
                    self.set(FollowState::Diverged);
                    return;
                }
                Err(error) => {
                    tracing::warn!(source, %error, pause_ms = pause.as_millis(), "following tries again");
                    supervisor.failed(error.class());
                    self.set(FollowState::Retrying);
                    tokio::select! {
                        () = tokio::time::sleep(pause) => {}
                        () = supervisor.stop() => {}
                    }
                    pause = (pause * 2).min(PAUSE_LIMIT);
                }
            }
        }
    }

    async fn step(&self, host: &Host, origin: &str) -> Result<FollowState, FollowError> {
        let cursor = cursor(&host.database, self.source()).await.map_err(FollowError::Own)?;
        let page = self.ask(host, origin, cursor.as_deref()).await?;
        let is_full = page.items.len() >= LIMIT;
        let found = !page.items.is_empty();
        if cursor.as_deref() != Some(page.next_cursor.as_str()) {
            take(&host.database, &self.follower, cursor, page).await.map_err(FollowError::Own)?;
        }
        if found {
            (self.follower.applied)();
        }
        Ok(if is_full { FollowState::Behind } else { FollowState::UpToDate })
    }

    async fn ask(&self, host: &Host, origin: &str, cursor: Option<&str>) -> Result<FeedPage, FollowError> {
        let source = self.source();
        let silent = |cause: String| FollowError::Silent(source, cause);
        let own = host.own_token.as_ref().ok_or_else(|| silent(NO_TOKEN.to_owned()))?;
        let token = own.get().await.map_err(|error| silent(error.to_string()))?;
        // The first question does not wait, so that a copy that is being filled knows at once when it is full.
        let wait = if self.status().state == FollowState::UpToDate { WAIT_S } else { 0 };
        let (kinds, limit) = (self.follower.kinds.to_owned(), LIMIT.to_string());
        let mut query = vec![("kinds", kinds), ("limit", limit), ("wait", wait.to_string())];
        query.extend(cursor.map(|cursor| ("after", cursor.to_owned())));
        let answer = host
            .client
            .get(format!("{origin}/{source}/v1/events"))
            .query(&query)
            .bearer_auth(token)
            .timeout(DEADLINE)
            .send()
            .await
            .map_err(|error| silent(error.to_string()))?;
        match answer.status().as_u16() {
            200 => answer.json().await.map_err(|error| silent(error.to_string())),
            409 => Err(FollowError::Diverged(source)),
            status => Err(silent(format!("status {status}"))),
        }
    }
}

async fn cursor(database: &Database, source: &str) -> Result<Option<String>, Problem> {
    let connection = database.own().await?;
    Ok(find_cursor(&connection, source, "").await?)
}

/// Applies a page and saves where it ends, in one transaction. If another replica was faster, nothing is done.
async fn take(database: &Database, follower: &Follower, from: Option<String>, page: FeedPage) -> Result<(), Problem> {
    database
        .transaction(async |db: Db<'_>| {
            if !claim(db, follower.source, from.as_deref()).await? {
                return Ok(());
            }
            (follower.apply)(db, page.items).await?;
            save(db, follower.source, page.next_cursor).await
        })
        .await
}

/// Locks the cursor's row and says whether it is still where we read from.
async fn claim(mut db: Db<'_>, source: &str, from: Option<&str>) -> QueryResult<bool> {
    Statement::<Untyped>::new("insert into follower (source, cursor) values (")
        .bind::<Text, _>(source.to_owned())
        .text(", '') on conflict (source) do nothing")
        .execute(&mut db)
        .await?;
    let current = find_cursor(db, source, " for update").await?;
    Ok(current.as_deref() == from)
}

async fn find_cursor(mut db: Db<'_>, source: &str, lock: &'static str) -> QueryResult<Option<String>> {
    let found = Statement::<(Text,)>::new("select cursor from follower where source = ")
        .bind::<Text, _>(source.to_owned())
        .text(lock)
        .get_result::<(String,)>(&mut db)
        .await
        .optional()?;
    Ok(found.map(|(cursor,)| cursor).filter(|cursor| !cursor.is_empty()))
}

async fn save(mut db: Db<'_>, source: &str, cursor: String) -> QueryResult<()> {
    Statement::<Untyped>::new("update follower set updated_at = now(), cursor = ")
        .bind::<Text, _>(cursor)
        .text(" where source = ")
        .bind::<Text, _>(source.to_owned())
        .execute(&mut db)
        .await
        .map(drop)
}
