use crate::change::PREFIXES;
use crate::{DirectoryChange, LiveDirectory, store};
use diesel::QueryResult;
use diesel::result::Error;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use haicap_kit::Neighbour;
use haicap_kit::db::Db;
use haicap_kit::events::Follower;
use haicap_types::CloudEvent;
use std::sync::Arc;

/// The service that owns the directory.
const OWNER: &str = "directives";

/// The neighbour that a service with a copy of the directory names.
pub const OWNER_OF_DIRECTORY: Neighbour =
    Neighbour { name: OWNER, is_required: true, why: "the directory is followed from there" };

/// Keeps this service's copy of the directory equal to its source.
#[must_use]
pub fn follow_directory(live: &Arc<LiveDirectory>) -> Follower {
    let live = Arc::clone(live);
    Follower {
        name: "directory follower",
        source: OWNER,
        kinds: PREFIXES,
        apply,
        applied: Arc::new(move || live.wake()),
    }
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
