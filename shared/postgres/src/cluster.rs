use std::fs::{self, File, OpenOptions};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::error::Trying;
use crate::place::Place;
use crate::program::reason_in;
use crate::server::{self, Server};
use crate::settings::Durability;
use crate::{Address, Binaries, Error, lock};

/// What a cluster is opened with.
#[derive(Debug, Clone)]
pub struct Options {
    /// The folder that keeps the data (`postgres`), the log (`postgres.log`, since the last start) and the lock; made
    /// if missing.
    pub home: PathBuf,
    /// The programs.
    pub binaries: Binaries,
    /// Settings that are added to ours, or replace them.
    pub settings: Vec<(String, String)>,
}

/// A server of our own, which ends with this value, and with this process however that ends.
///
/// Dropping it blocks until the server has ended, usually some milliseconds.
pub struct Cluster {
    // Fields drop in this order: the lock is held until all else is done.
    server: Server,
    _sockets: Option<TempDir>,
    _lock: File,
    address: Address,
    socket_folder: PathBuf,
    log: PathBuf,
}

impl Cluster {
    /// Starts the server in this home, where it makes a cluster if there is none, and returns when it accepts
    /// connections. A second one in the same home is refused.
    pub fn open(options: Options) -> Result<Self, Error> {
        let Options { home, binaries, settings } = options;
        let begun = Instant::now();
        fs::create_dir_all(&home).trying("make", &home)?;
        let home = home.canonicalize().trying("find", &home)?;
        let path = home.join("postgres");
        let lock = lock::alone(&path.with_extension("lock"))?.ok_or(Error::InUse { folder: home })?;

        let durability = Durability::Durable;
        let place = Place::at(&path)?;
        place.vacate()?;
        place.initialize(&binaries, durability)?;

        let (socket_folder, sockets) = place.sockets()?;
        let log = path.with_extension("log");
        let log_file = new_log(&log)?;
        let mut command = place.command(binaries.program("postgres"));
        command.args(server::arguments(&place, &socket_folder, durability, &settings));
        command.stdout(log_file.try_clone().trying("share", &log)?).stderr(Stdio::from(log_file));
        let server = Server::start(command, &place, &log)?;

        let (version, elapsed_ms) = (binaries.major(), begun.elapsed().as_millis());
        tracing::info!(folder = %place.folder().display(), version, elapsed_ms, "PostgreSQL started");
        Ok(Self {
            server,
            _sockets: sockets,
            _lock: lock,
            address: Address::of_sockets_in(&socket_folder),
            socket_folder,
            log,
        })
    }

    /// Where the server is.
    #[must_use]
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// The URL of a database for a role; a new cluster has the database `postgres` and the role
    /// [`SUPERUSER`](crate::SUPERUSER).
    #[must_use]
    pub fn url(&self, database: &str, role: &str) -> String {
        self.address.url(database, role)
    }

    /// The folder of the server's socket: `psql --host` takes it.
    #[must_use]
    pub fn socket_folder(&self) -> &Path {
        &self.socket_folder
    }

    /// The server's first process.
    #[must_use]
    pub fn process(&self) -> u32 {
        self.server.process()
    }

    /// Deletes the cluster of a home, wherever its data are. One that is in use is refused.
    pub fn remove(home: &Path) -> Result<(), Error> {
        let path = home.join("postgres");
        let _lock =
            lock::alone(&path.with_extension("lock"))?.ok_or_else(|| Error::InUse { folder: home.to_owned() })?;
        let place = Place::existing(&path);
        if let Some(place) = &place {
            place.vacate()?;
            place.give_up()?;
        }
        if path.is_symlink() {
            fs::remove_file(&path).trying("remove", &path)?;
        }
        place.map_or(Ok(()), |place| place.remove())
    }

    /// An error once the server has ended by itself.
    pub fn look_after(&mut self) -> Result<(), Error> {
        if !self.server.ends_within(Duration::ZERO)? {
            return Ok(());
        }
        let said = fs::read(&self.log).unwrap_or_default();
        Err(Error::Ended { reason: reason_in(&String::from_utf8_lossy(&said)), log: self.log.clone() })
    }

    /// Ends the server as dropping does, and says whether that went well. Whoever is connected is cut off.
    pub fn stop(mut self) -> Result<(), Error> {
        self.server.stop()
    }
}

/// Begins the log anew at every start, so that it does not grow for ever.
pub(crate) fn new_log(path: &Path) -> Result<File, Error> {
    OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path).trying("write", path)
}
