use std::io;
use std::path::{Path, PathBuf};

use crate::OLDEST_MAJOR;

/// Why there is no server; each sentence says what a person can do about it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The machine has no PostgreSQL, or one that is too old.
    #[error(
        "PostgreSQL {OLDEST_MAJOR} or later is not installed: run `apt-get install postgresql`, \
         or set PG_BIN to the folder of its programs"
    )]
    NotInstalled,
    /// The folder that was named has no PostgreSQL, or one that is too old.
    #[error(
        "PG_BIN names {}, which has no `initdb` and `postgres` of version {OLDEST_MAJOR} or later: correct it, or unset it",
        folder.display()
    )]
    NotInFolder {
        /// The folder that was named.
        folder: PathBuf,
    },
    /// Root has to lend the server another account, and finds none.
    #[error(
        "PostgreSQL refuses to run as root, and this machine has no `postgres` or `nobody` account: use another account"
    )]
    NoAccount,
    /// The server's account may not enter the folder, which is not empty, so that moving it aside would lose data.
    #[error("the account that PostgreSQL runs as cannot enter {}: give it the right to, or use another folder", folder.display())]
    Unreachable {
        /// The folder that holds the data.
        folder: PathBuf,
    },
    /// The data were put aside, and are not there any more.
    #[error("{} leads to data that are not there: bring them back, or delete the link to begin anew", link.display())]
    Lost {
        /// The link in the home.
        link: PathBuf,
    },
    /// Another process of ours has its server in this folder.
    #[error("another haicap uses {}: stop it, or use another folder", folder.display())]
    InUse {
        /// The folder that both want.
        folder: PathBuf,
    },
    /// The server of an earlier process does not end.
    #[error("the PostgreSQL of an earlier run still uses {}: stop process {process}, then try again", folder.display())]
    Occupied {
        /// The folder that it uses.
        folder: PathBuf,
        /// A process of that server.
        process: u32,
    },
    /// The data were written by another major version.
    #[error(
        "the data in {} were written by PostgreSQL {written_by}, not {found}: \
         install version {written_by} and set PG_BIN to the folder of its programs",
        folder.display()
    )]
    OtherVersion {
        /// The folder that holds the data.
        folder: PathBuf,
        /// The major version that wrote them.
        written_by: String,
        /// The major version of the programs that were found.
        found: u32,
    },
    /// A new cluster could not be made.
    #[error("initdb could not make a cluster in {}: {reason}", folder.display())]
    NotInitialized {
        /// The folder that was to hold the data.
        folder: PathBuf,
        /// What initdb said.
        reason: String,
    },
    /// The server ended before it accepted connections.
    #[error("PostgreSQL did not start: {reason} (more in {})", log.display())]
    NotStarted {
        /// What the server said last.
        reason: String,
        /// The server's log.
        log: PathBuf,
    },
    /// The server ended without being told to.
    #[error("PostgreSQL ended by itself: {reason}; what was accepted is there at the next start, which begins {} anew", log.display())]
    Ended {
        /// What the server said last of a failure.
        reason: String,
        /// The server's log.
        log: PathBuf,
    },
    /// The server runs, but does not accept connections.
    #[error("PostgreSQL was not ready after {limit_s} seconds: read {}, then try again", log.display())]
    NotReady {
        /// How long it was given.
        limit_s: u64,
        /// The server's log.
        log: PathBuf,
    },
    /// The server survived every signal.
    #[error("PostgreSQL does not end: kill process {process} by hand")]
    NotStopped {
        /// The server's process.
        process: u32,
    },
    /// `HAICAP_TEST_DATABASE_URL` cannot be read. It may hold a password: it is not repeated here.
    #[error(
        "HAICAP_TEST_DATABASE_URL is not of the form postgres://user:password@host:port/database: correct it, or unset it"
    )]
    NotAnAddress,
    /// The system refused something.
    #[error("could not {doing} {}: {cause}", path.display())]
    System {
        /// What was tried.
        doing: &'static str,
        /// On what.
        path: PathBuf,
        /// What the system answered.
        cause: io::Error,
    },
}

/// Adds to what the system answered what was tried, and on what.
pub(crate) trait Trying<T> {
    fn trying(self, doing: &'static str, path: &Path) -> Result<T, Error>;
}

impl<T> Trying<T> for io::Result<T> {
    fn trying(self, doing: &'static str, path: &Path) -> Result<T, Error> {
        self.map_err(|cause| Error::System { doing, path: path.to_owned(), cause })
    }
}
