use super::{Storage, StorageError};
use crate::db::{Db, Statement};
use crate::host::Host;
use crate::http::Problem;
use crate::worker::Worker;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::result::QueryResult;
use diesel::sql_types::Uuid as SqlUuid;
use diesel_async::RunQueryDsl;
use futures_util::TryStreamExt;
use futures_util::future::BoxFuture;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt, PutMode};
use std::collections::HashSet;
use std::time::Duration;
use uuid::Uuid;

/// Asks which of these keys are named by a row.
pub type Named = for<'a> fn(Db<'a>, Vec<String>) -> BoxFuture<'a, QueryResult<Vec<String>>>;

/// The files of a service, and how it knows which of them it needs.
#[derive(Debug, Clone, Copy)]
pub struct Files {
    /// The folders that it keeps them in, and no other service: the first segments of their keys.
    pub folders: &'static [&'static str],
    /// Asks which of these keys are named by one of its rows.
    pub named: Named,
}

/// How often it is looked for what no row names.
const EVERY: Duration = Duration::from_secs(3600);

/// A file is kept so long without a row: the request that brought it is over by far.
const GRACE: TimeDelta = TimeDelta::days(1);

/// How many keys are asked for at once.
const BATCH: usize = 5_000;

/// Where a file for each service says whose files these are: the id of the event log in the service's database.
const MARKS: &str = "event-log-id";

/// The work that removes files which no row names: those of a change that did not come about, and those whose row is
/// gone.
#[must_use]
pub fn sweeper(files: Files) -> Worker {
    Worker::rounds("storage", EVERY, move |host| async move { sweep(&host, files, Utc::now()).await.map(|_| false) })
}

/// Removes the files that are older than a day and named by no row, and says how many there were.
///
/// A service that was given the wrong database, or a new one, would find no row for any file. So the folder bears the id
/// of the database's event log since it was first swept: with another database nothing is removed, and of what was there
/// before that nothing ever is.
///
/// # Errors
/// The database or the storage cannot answer.
pub async fn sweep(host: &Host, files: Files, now: DateTime<Utc>) -> Result<usize, Problem> {
    let log = log_id(&*host.database.own().await?).await?;
    let Some(marked_at) = host.storage.marked(host.service, log).await? else {
        tracing::warn!("the files belong to another database; none is removed");
        return Ok(0);
    };
    let mut old = Vec::new();
    for folder in files.folders {
        old.extend(host.storage.between(folder, marked_at, now - GRACE).await?);
    }
    let mut removed = 0;
    for keys in old.chunks(BATCH) {
        let found = (files.named)(&*host.database.own().await?, keys.to_vec()).await?;
        let found: HashSet<&str> = found.iter().map(String::as_str).collect();
        for key in keys.iter().filter(|key| !found.contains(key.as_str())) {
            host.storage.remove(key).await?;
            removed += 1;
            metrics::counter!("storage_files_removed_total").increment(1);
        }
    }
    Ok(removed)
}

async fn log_id(mut db: Db<'_>) -> QueryResult<Uuid> {
    let (id,) = Statement::<(SqlUuid,)>::new("select id from event_log").get_result::<(Uuid,)>(&mut db).await?;
    Ok(id)
}

impl Storage {
    /// When the service's files were marked as this log's; they are now, if they were nobody's. None if they are
    /// another's.
    async fn marked(&self, service: &str, log: Uuid) -> Result<Option<DateTime<Utc>>, StorageError> {
        let (place, id) = (Path::from_iter([MARKS, service]), log.to_string());
        match self.store.put_opts(&place, id.clone().into(), PutMode::Create.into()).await {
            Ok(_) | Err(object_store::Error::AlreadyExists { .. }) => {}
            Err(error) => return Err(error.into()),
        }
        let mark = self.store.get(&place).await?;
        let marked_at = mark.meta.last_modified;
        Ok((mark.bytes().await? == id.as_bytes()).then_some(marked_at))
    }

    /// The keys of the files of a folder that were written between two moments.
    async fn between(&self, folder: &str, from: DateTime<Utc>, to: DateTime<Utc>) -> Result<Vec<String>, StorageError> {
        let all = self
            .store
            .list(Some(&Path::from(folder)))
            .try_filter(|file| std::future::ready(file.last_modified > from && file.last_modified < to));
        Ok(all.map_ok(|file| file.location.to_string()).try_collect().await?)
    }

    /// Removes a file; that another replica was faster is no fault.
    async fn remove(&self, key: &str) -> Result<(), StorageError> {
        match self.store.delete(&Path::from(key)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}
