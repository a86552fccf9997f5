use crate::db::{Database, Db, Statement};
use crate::host::Host;
use crate::http::Problem;
use crate::worker::Supervisor;
use diesel::OptionalExtension;
use diesel::result::QueryResult;
use diesel::sql_types::{Text, Untyped};
use diesel_async::RunQueryDsl;
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

/// Another service's log, and what is done with its events.
pub struct Follow {
    /// The other service's name, and the name under which the cursor is kept.
    pub source: &'static str,
    /// Its origin, such as `http://directives:8080`.
    pub origin: String,
    /// Prefixes of the kinds of events that matter.
    pub kinds: &'static str,
    /// Applies events in the transaction that saves the cursor.
    pub apply: Apply,
    /// Called after such a transaction is committed.
    pub applied: Arc<dyn Fn() + Send + Sync>,
    /// Where the follower says how it fares.
    pub status: Arc<watch::Sender<FollowStatus>>,
}

/// Applies events, in order, on the connection of an open transaction.
pub type Apply = fn(Db<'_>, Vec<CloudEvent>) -> BoxFuture<'_, QueryResult<()>>;

/// How a follower fares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FollowStatus {
    /// It has not reached the end of the other log yet.
    Behind,
    /// It waits for new events.
    UpToDate,
    /// The other side does not answer; it tries again.
    Retrying,
    /// The other log is not the one that was followed. An operator must look.
    Diverged,
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
            Self::Diverged(_) => "log-diverged",
            Self::Silent(..) => "neighbour-silent",
            Self::Own(problem) => problem.code,
        }
    }
}

/// Follows another service's log until the service stops, or until the log is another one.
pub async fn follow(host: Arc<Host>, follow: Follow, supervisor: Supervisor) {
    let mut pause = PAUSE;
    while !supervisor.is_stopping() {
        let step = tokio::select! {
            step = step(&host, &follow) => step,
            () = supervisor.stop() => return,
        };
        match step {
            Ok(status) => {
                follow.status.send_replace(status);
                supervisor.succeeded();
                pause = PAUSE;
            }
            Err(error @ FollowError::Diverged(_)) => {
                tracing::error!(source = follow.source, %error, "following stops");
                supervisor.failed(error.class());
                follow.status.send_replace(FollowStatus::Diverged);
                return;
            }
            Err(error) => {
                tracing::warn!(source = follow.source, %error, pause_ms = pause.as_millis(), "following tries again");
                supervisor.failed(error.class());
                follow.status.send_replace(FollowStatus::Retrying);
                tokio::select! {
                    () = tokio::time::sleep(pause) => {}
                    () = supervisor.stop() => {}
                }
                pause = (pause * 2).min(PAUSE_LIMIT);
            }
        }
    }
}

async fn step(host: &Host, follow: &Follow) -> Result<FollowStatus, FollowError> {
    let cursor = cursor(&host.database, follow.source).await.map_err(FollowError::Own)?;
    let page = ask(host, follow, cursor.as_deref()).await?;
    let is_full = page.items.len() >= LIMIT;
    let found = !page.items.is_empty();
    if cursor.as_deref() != Some(page.next_cursor.as_str()) {
        take(&host.database, follow, cursor, page).await.map_err(FollowError::Own)?;
    }
    if found {
        (follow.applied)();
    }
    Ok(if is_full { FollowStatus::Behind } else { FollowStatus::UpToDate })
}

async fn cursor(database: &Database, source: &str) -> Result<Option<String>, Problem> {
    let connection = database.own().await?;
    Ok(find_cursor(&connection, source, "").await?)
}

async fn ask(host: &Host, follow: &Follow, cursor: Option<&str>) -> Result<FeedPage, FollowError> {
    let silent = |cause: String| FollowError::Silent(follow.source, cause);
    let token = match &host.own_token {
        Some(own) => own.get().await.map_err(|error| silent(error.to_string()))?,
        None => {
            return Err(silent(
                "this service has no token of its own; configure SERVICE_KEY_FILE or SERVICE_TOKEN_URL".to_owned(),
            ));
        }
    };
    // The first question does not wait, so that a copy that is being filled knows at once when it is full.
    let wait = if *follow.status.borrow() == FollowStatus::UpToDate { WAIT_S } else { 0 };
    let mut query = vec![("kinds", follow.kinds.to_owned()), ("limit", LIMIT.to_string()), ("wait", wait.to_string())];
    query.extend(cursor.map(|cursor| ("after", cursor.to_owned())));
    let answer = host
        .client
        .get(format!("{}/{}/v1/events", follow.origin, follow.source))
        .query(&query)
        .bearer_auth(token)
        .timeout(DEADLINE)
        .send()
        .await
        .map_err(|error| silent(error.to_string()))?;
    match answer.status().as_u16() {
        200 => answer.json().await.map_err(|error| silent(error.to_string())),
        409 => Err(FollowError::Diverged(follow.source)),
        status => Err(silent(format!("status {status}"))),
    }
}

/// Applies a page and saves where it ends, in one transaction. If another replica was faster, nothing is done.
async fn take(database: &Database, follow: &Follow, from: Option<String>, page: FeedPage) -> Result<(), Problem> {
    database
        .transaction(async |db: Db<'_>| {
            if !claim(db, follow.source, from.as_deref()).await? {
                return Ok(());
            }
            (follow.apply)(db, page.items).await?;
            save(db, follow.source, page.next_cursor).await
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
