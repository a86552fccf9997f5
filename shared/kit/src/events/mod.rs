//! One event log per service: history, feed and webhooks come from it.
//!
//! A change writes its events in its own transaction. A sequencer gives committed events a gapless position and chains
//! their hashes; readers go by position and so miss nothing, whatever order transactions commit in.

mod chain;
mod difference;
mod feed;
mod follow;
mod head;
mod history;
mod kinds;
mod publish;
mod sequencer;
mod verify;

pub use chain::{Cursor, CursorError};
pub use difference::difference;
pub use feed::{Feed, FeedFilter, Titles, read_feed};
pub use follow::{Apply, Follower};
pub(crate) use follow::{Follow, FollowState};
pub(crate) use history::last_change;
pub use history::{HistoryItem, answer_history, answer_told_history};
pub use kinds::Kind;
pub use publish::{Author, Event, publish};
pub(crate) use sequencer::sequencer;
pub use verify::{LogFault, VerifyReport, verify};

use head::{Head, Place, Step};
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
    head: Arc<watch::Sender<Head>>,
}

impl Default for Log {
    fn default() -> Self {
        Self { changed: Arc::default(), head: Arc::new(watch::channel(Head::default()).0) }
    }
}

impl Log {
    /// Says that a change was committed.
    pub fn wake(&self) {
        self.changed.notify_one();
    }

    /// The newest position that this process knows of.
    #[must_use]
    pub fn position(&self) -> i64 {
        self.head.borrow().end.position
    }

    fn head(&self) -> watch::Receiver<Head> {
        self.head.subscribe()
    }

    fn end(&self) -> Place {
        self.head.borrow().end.clone()
    }

    /// Whether anybody waits for events.
    fn is_awaited(&self) -> bool {
        self.head.receiver_count() > 0
    }

    /// The log ends here now; those who wait are woken if it ended elsewhere.
    fn ends(&self, end: Place, step: Option<Step>) {
        self.head.send_if_modified(|head| head.end_at(end, step));
    }
}
