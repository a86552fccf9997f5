//! One event log per service: history, feed and webhooks come from it.
//!
//! A change writes its events in its own transaction. A sequencer gives committed events a gapless position and chains
//! their hashes; readers go by position and so miss nothing, whatever order transactions commit in.

mod chain;
mod difference;
mod feed;
mod follow;
mod history;
mod kinds;
mod publish;
mod sequencer;
mod verify;

pub use chain::{Cursor, CursorError};
pub use difference::difference;
pub use feed::{Feed, FeedFilter, read_feed};
pub use follow::{Apply, Follow, FollowStatus, follow};
pub use history::{HistoryItem, answer_history, answer_told_history};
pub use kinds::Kind;
pub use publish::{Author, Event, publish};
pub(crate) use sequencer::sequencer;
pub use verify::{LogFault, VerifyReport, verify};

use std::collections::HashSet;
use std::sync::Arc;
use tokio::sync::{Notify, watch};

/// Which organizations' facts somebody sees.
#[derive(Debug, Clone)]
pub enum Sight {
    /// All of them: another service of ours.
    All,
    /// Those that concern one of these organizations.
    Of(Arc<HashSet<String>>),
    /// None.
    Nothing,
}

/// Wakes the sequencer after a change, and those who wait for events after the sequencer.
#[derive(Debug, Clone)]
pub struct Log {
    changed: Arc<Notify>,
    head: Arc<watch::Sender<i64>>,
}

impl Default for Log {
    fn default() -> Self {
        Self { changed: Arc::default(), head: Arc::new(watch::channel(0).0) }
    }
}

impl Log {
    /// Says that a change was committed.
    pub fn wake(&self) {
        self.changed.notify_one();
    }

    /// The newest position that this process knows of.
    #[must_use]
    pub fn head(&self) -> watch::Receiver<i64> {
        self.head.subscribe()
    }

    fn moved_to(&self, position: i64) {
        self.head.send_if_modified(|head| {
            let moved = position > *head;
            *head = (*head).max(position);
            moved
        });
    }
}
