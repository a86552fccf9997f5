use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use crate::account::Account;
use crate::cluster::new_log;
use crate::error::Trying;
use crate::place::{Place, TEMPORARY};
use crate::settings::Durability;
use crate::{Address, Binaries, Error, lock, server};

/// A server that is given, instead of one that is started.
const URL_VARIABLE: &str = "HAICAP_TEST_DATABASE_URL";

/// From one test process to the next, and from one run to the next while somebody is working.
const PATIENCE_S: u32 = 10;

/// Whoever comes second waits until the first has started the server, or the last has ended it.
const TURN_LIMIT: Duration = Duration::from_secs(60);

/// A throw-away server that many processes share: under nextest every test is one.
///
/// The first to come starts it, together with a small shell that runs it until nobody has used it for ten seconds, and
/// then removes it. Being locks on a file, users vanish with their processes, so a killed run leaves nothing for
/// longer. Keep this value as long as the server is needed.
pub struct SharedCluster {
    address: Address,
    _presence: Option<File>,
}

impl SharedCluster {
    /// Joins the server that those who name the same folder share; starts it if there is none.
    ///
    /// `HAICAP_TEST_DATABASE_URL` names a server to use instead: `postgres://user:password@host:port/postgres`, whose
    /// user may do anything; roles that tests make need the same password there. `PG_BIN` names the folder of the
    /// programs.
    pub fn join(folder: &Path) -> Result<Self, Error> {
        match std::env::var(URL_VARIABLE) {
            Ok(url) => Ok(Self { address: url.parse()?, _presence: None }),
            Err(_) => Self::join_for(folder, PATIENCE_S),
        }
    }

    pub(crate) fn join_for(folder: &Path, patience_s: u32) -> Result<Self, Error> {
        fs::create_dir_all(folder).trying("make", folder)?;
        let in_use = || Error::InUse { folder: folder.to_owned() };
        let users = folder.join("users");
        let _turn = lock::alone_within(TURN_LIMIT, &folder.join("turn"))?.ok_or_else(in_use)?;
        // From here on no server ends for want of users.
        let presence = lock::together_within(TURN_LIMIT, &users)?.ok_or_else(in_use)?;

        let current = folder.join("current");
        let place = match Place::existing(&current) {
            Some(place) if place.is_ready() && place.occupant().is_some() => place,
            leftover => {
                clear(&current, leftover);
                start(folder, &current, lock::open(&users)?, patience_s)?
            }
        };
        let (sockets, _) = place.sockets()?;
        Ok(Self { address: Address::of_sockets_in(&sockets), _presence: Some(presence) })
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
}

/// Removes what a server left that did not end as it should. Its shell may be doing the same: what fails here is gone,
/// or in nobody's way.
fn clear(current: &Path, leftover: Option<Place>) {
    if let Some(place) = leftover.filter(|place| place.occupant().is_none()) {
        let _ = place.remove();
    }
    let _ = fs::remove_file(current);
}

/// Starts a server in a new place, so that an old one still ending is not disturbed, and makes it the current one.
fn start(folder: &Path, current: &Path, users: File, patience_s: u32) -> Result<Place, Error> {
    let durability = Durability::Disposable;
    let binaries = Binaries::find(std::env::var_os("PG_BIN").as_deref().map(Path::new))?;
    let (place, kept) = Place::temporary(Path::new(TEMPORARY), Account::new()?)?;
    place.initialize(&binaries, durability)?;

    let (sockets, _) = place.sockets()?;
    let log = folder.join("postgres.log");
    let log_file = new_log(&log)?;
    let mut command = place.command("sh");
    command.args(["-c", include_str!("supervise.sh"), "supervise", &patience_s.to_string()]).arg(place.folder());
    command.arg(binaries.program("postgres")).args(server::arguments(&place, &sockets, durability, &[]));
    command.stdin(users).stdout(log_file.try_clone().trying("share", &log)?).stderr(Stdio::from(log_file));
    // Neither Ctrl-C nor the test runner's time-out is meant for it.
    command.process_group(0);
    let mut shell = command.spawn().trying("run PostgreSQL in", place.folder())?;
    server::wait_until_ready(&mut shell, &place, &log)?;

    symlink(place.folder(), current).trying("make the link", current)?;
    let _kept = kept.keep();
    Ok(place)
}
