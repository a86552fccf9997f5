use crate::auth::Caller;
use crate::auth::{OwnToken, Verifier};
use crate::clock::Clock;
use crate::db::Database;
use crate::events::{Log, Sight};
use crate::figures::Figures;
use crate::http::Places;
use crate::neighbour::Origins;
use crate::people::People;
use crate::storage::Storage;
use std::sync::Arc;

/// What a running service has at hand; handlers ask for it as `web::Data<Host>`.
pub struct Host {
    /// The service's name, and the first segment of its addresses.
    pub service: &'static str,
    /// The figures of its rules.
    pub figures: Figures,
    /// Its database.
    pub database: Database,
    /// The same database, on connections of its own for those who wait for events.
    pub feed: Database,
    /// The domain clock.
    pub clock: Clock,
    /// Checks tokens.
    pub verifier: Verifier,
    /// The event log: wakes the sequencer, and those who wait for events.
    pub log: Log,
    /// What people are called who acted here.
    pub people: People,
    /// Places for those who wait for events.
    pub long_polls: Places,
    /// Places for other services of ours that do: they are few, and must not be kept out by people.
    pub follower_polls: Places,
    /// Places for files of whole lists.
    pub exports: Places,
    /// Places for files that are being sent to it.
    pub uploads: Places,
    /// Where files are kept.
    pub storage: Storage,
    /// How it calls its neighbours in its own name; none if nothing is configured.
    pub own_token: Option<OwnToken>,
    /// The HTTP client for neighbours.
    pub client: reqwest::Client,
    /// Where its neighbours answer.
    pub neighbours: Origins,
}

/// Which organizations' facts a caller sees; each service answers from its copy of the directory.
pub type SeesEvents = Arc<dyn Fn(&Caller) -> Sight + Send + Sync>;

impl std::fmt::Debug for Host {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Host").field("service", &self.service).finish_non_exhaustive()
    }
}
