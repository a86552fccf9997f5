use crate::change::PREFIXES;
use crate::{DirectoryChange, LiveDirectory, store};
use diesel::QueryResult;
use diesel::result::Error;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use haicap_kit::Host;
use haicap_kit::db::Db;
use haicap_kit::events::{Follow, FollowStatus, follow};
use haicap_kit::worker::Worker;
use haicap_types::CloudEvent;
use std::sync::Arc;
use tokio::sync::watch;

/// The service that owns the directory.
const OWNER: &str = "directives";

/// The work that keeps this service's copy of the directory equal to its source, and how it fares.
///
/// # Errors
/// Nobody said where the source is.
pub fn follow_directory(
    host: &Host,
    live: &Arc<LiveDirectory>,
) -> Result<(Worker, watch::Receiver<FollowStatus>), String> {
    let origin =
        host.directives_url.clone().ok_or("DIRECTIVES_URL is not set: the directory is followed from there")?;
    let (status, receiver) = watch::channel(FollowStatus::Behind);
    let (status, live) = (Arc::new(status), Arc::clone(live));
    let run = move |host, stopping| {
        let live = Arc::clone(&live);
        let task = Follow {
            source: OWNER,
            origin: origin.clone(),
            kinds: PREFIXES,
            apply,
            applied: Arc::new(move || live.wake()),
            status: Arc::clone(&status),
        };
        follow(host, task, stopping).boxed()
    };
    Ok((Worker { name: "directory follower", run: Arc::new(run) }, receiver))
}

fn apply(db: Db<'_>, events: Vec<CloudEvent>) -> BoxFuture<'_, QueryResult<()>> {
    async move {
        let mut is_changed = false;
        for event in &events {
            // A fact that cannot be read stops the follower, which tries again: skipping it would leave a wrong copy.
            let change = DirectoryChange::read(event).map_err(|error| Error::DeserializationError(Box::new(error)))?;
            if let Some(change) = change {
                change.apply(db).await?;
                is_changed = true;
            }
        }
        if is_changed {
            store::bump_version(db).await?;
        }
        Ok(())
    }
    .boxed()
}
