use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use tempfile::TempDir;

use crate::account::Account;
use crate::error::Trying;
use crate::program::{end_with_this_thread, reason_in};
use crate::settings::Durability;
use crate::{Binaries, Error, SUPERUSER, wait};

/// A fast shutdown writes everything out first, on a slow disk too.
const OCCUPIED_LIMIT: Duration = Duration::from_secs(30);

/// What fits into a socket's address, and what PostgreSQL appends to the folder.
const SOCKET_PATH_LIMIT_BYTES: usize = 107;
const SOCKET_NAME: &str = "/.s.PGSQL.5432";

/// With which a server claims its socket, as it claims its data with `postmaster.pid`.
const SOCKET_LOCK: &str = "sockets/.s.PGSQL.5432.lock";

/// Where everybody may enter, and nobody may see into the other's folders.
pub(crate) const TEMPORARY: &str = "/tmp";

/// Where a cluster goes that cannot stay at home.
const ASIDE: &str = "/var/lib/haicap";

/// The folder that belongs to the server's account: its data, and if the path is short enough, its socket.
pub(crate) struct Place {
    folder: PathBuf,
    account: Account,
}

impl Place {
    /// The place at this path, made if missing. Where the server's account cannot enter, as below `/root`, the path
    /// becomes a link to a place aside: whoever deletes the link starts afresh.
    pub(crate) fn at(path: &Path) -> Result<Self, Error> {
        let folder = resolve(path)?;
        let place = Self { account: Account::of(&folder)?, folder };
        place.account.own(&place.folder)?;
        if place.account.can_enter(&place.folder) {
            return Ok(place);
        }
        if place.folder != path || fs::remove_dir(path).is_err() {
            return Err(Error::Unreachable { folder: place.folder });
        }
        let aside = Path::new(ASIDE);
        fs::create_dir_all(aside).trying("make", aside)?;
        let (place, folder) = Self::temporary(aside, place.account)?;
        symlink(&place.folder, path).trying("make the link", path)?;
        let _kept = folder.keep();
        Ok(place)
    }

    /// A new place in this folder, which goes when the second value is dropped.
    pub(crate) fn temporary(parent: &Path, account: Account) -> Result<(Self, TempDir), Error> {
        let folder =
            tempfile::Builder::new().prefix("haicap-").tempdir_in(parent).trying("make a folder in", parent)?;
        let place = Self { folder: folder.path().to_owned(), account };
        place.account.own(&place.folder)?;
        if place.account.can_enter(&place.folder) {
            Ok((place, folder))
        } else {
            Err(Error::Unreachable { folder: parent.to_owned() })
        }
    }

    /// The place at this path, if there is one.
    pub(crate) fn existing(path: &Path) -> Option<Self> {
        let folder = path.canonicalize().ok()?;
        let account = Account::of(&folder).ok()?;
        Some(Self { folder, account })
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn unfinished(&self) -> PathBuf {
        self.folder.join("data.unfinished")
    }

    /// A program that runs as the account that this place belongs to.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        self.account.command(program)
    }

    /// The folder for the socket; the second value removes it when dropped, if it had to be elsewhere.
    pub(crate) fn sockets(&self) -> Result<(PathBuf, Option<TempDir>), Error> {
        let inside = self.folder.join("sockets");
        if inside.as_os_str().len() + SOCKET_NAME.len() > SOCKET_PATH_LIMIT_BYTES {
            let (elsewhere, folder) = Self::temporary(Path::new(TEMPORARY), self.account)?;
            return Ok((elsewhere.folder, Some(folder)));
        }
        // Left to the account itself: root would follow a link that the account laid here.
        let made = self.command("mkdir").args(["-p", "-m", "700"]).arg(&inside).status();
        if made.trying("make", &inside)?.success() {
            Ok((inside, None))
        } else {
            Err(Error::Unreachable { folder: inside })
        }
    }

    /// Waits for what an earlier process left running, then clears away what that left lying.
    pub(crate) fn vacate(&self) -> Result<(), Error> {
        let mut process = None;
        wait::until(OCCUPIED_LIMIT, || {
            process = self.occupant();
            Ok(process.is_none().then_some(()))
        })?;
        if let Some(process) = process {
            return Err(Error::Occupied { folder: self.folder.clone(), process });
        }
        // Each names the process of a server that has gone. Its number can be that of an innocent process by now, or of
        // one that nobody has waited for yet: on account of either the server would refuse to start. Nobody works here,
        // and the caller holds the lock.
        remove_file(&self.data().join("postmaster.pid"))?;
        remove_file(&self.folder.join(SOCKET_LOCK))
    }

    /// Makes a cluster, unless there is one. What initdb began under another name and did not finish is begun again.
    pub(crate) fn initialize(&self, binaries: &Binaries, durability: Durability) -> Result<(), Error> {
        let data = self.data();
        if data.exists() {
            return check_version(&data, binaries);
        }
        let unfinished = self.unfinished();
        remove_folder(&unfinished)?;
        self.initdb(binaries, durability, &unfinished)?;
        fs::rename(&unfinished, &data).trying("rename", &unfinished)?;
        File::open(&self.folder).and_then(|folder| folder.sync_all()).trying("write", &self.folder)
    }

    /// Texts compare by bytes, which is fast and the same on every machine, but know every letter's case; Vietnamese
    /// order is a collation (`vi-x-icu`) that a query asks for.
    fn initdb(&self, binaries: &Binaries, durability: Durability, data: &Path) -> Result<(), Error> {
        let program = binaries.program("initdb");
        let mut command = self.command(&program);
        command.arg("--pgdata").arg(data).args(["--username", SUPERUSER, "--no-instructions"]);
        command.args(["--auth-local=trust", "--auth-host=reject"]);
        command.args(["--encoding=UTF8", "--locale=C", "--lc-ctype=C.UTF-8", "--text-search-config=simple"]);
        command.arg(match durability {
            Durability::Durable => "--data-checksums",
            Durability::Disposable => "--no-sync",
        });
        end_with_this_thread(&mut command);
        let answer = command.output().trying("run", &program)?;
        if answer.status.success() {
            return Ok(());
        }
        let reason = reason_in(&String::from_utf8_lossy(&answer.stderr));
        Err(Error::NotInitialized { folder: self.folder.clone(), reason })
    }

    /// Whether the server in this place accepts connections; it writes so into its own file.
    pub(crate) fn is_ready(&self) -> bool {
        let file = fs::read_to_string(self.data().join("postmaster.pid")).unwrap_or_default();
        file.lines().nth(7).is_some_and(|status| status.trim() == "ready")
    }

    /// A process of a server in this place. Every one of them works in the data folder, an orphan too.
    pub(crate) fn occupant(&self) -> Option<u32> {
        fs::read_dir("/proc").ok()?.flatten().find_map(|process| {
            let number = process.file_name().to_str()?.parse().ok()?;
            let works_in = fs::read_link(process.path().join("cwd")).ok()?;
            let name = fs::read_to_string(process.path().join("comm")).ok()?;
            (works_in.starts_with(&self.folder) && name.trim() == "postgres").then_some(number)
        })
    }

    /// From now on the cluster counts as one that initdb did not finish, so that removing it may break off.
    pub(crate) fn give_up(&self) -> Result<(), Error> {
        let (data, unfinished) = (self.data(), self.unfinished());
        if !data.exists() {
            return Ok(());
        }
        remove_folder(&unfinished)?;
        fs::rename(&data, &unfinished).trying("rename", &data)
    }

    /// Removes everything.
    pub(crate) fn remove(&self) -> Result<(), Error> {
        remove_folder(&self.folder)
    }
}

/// The folder at the path, or where its link leads; made if missing.
fn resolve(path: &Path) -> Result<PathBuf, Error> {
    match path.canonicalize() {
        Ok(folder) => Ok(folder),
        Err(cause) if cause.kind() == ErrorKind::NotFound => {
            if path.is_symlink() {
                return Err(Error::Lost { link: path.to_owned() });
            }
            fs::create_dir(path).trying("make", path)?;
            path.canonicalize().trying("find", path)
        }
        Err(cause) => Err(cause).trying("find", path),
    }
}

fn check_version(data: &Path, binaries: &Binaries) -> Result<(), Error> {
    let file = data.join("PG_VERSION");
    let written_by = fs::read_to_string(&file).trying("read", &file)?.trim().to_owned();
    if written_by == binaries.major().to_string() {
        return Ok(());
    }
    Err(Error::OtherVersion { folder: data.to_owned(), written_by, found: binaries.major() })
}

fn remove_folder(path: &Path) -> Result<(), Error> {
    unless_missing(fs::remove_dir_all(path)).trying("remove", path)
}

fn remove_file(path: &Path) -> Result<(), Error> {
    unless_missing(fs::remove_file(path)).trying("remove", path)
}

fn unless_missing(outcome: io::Result<()>) -> io::Result<()> {
    match outcome {
        Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(()),
        outcome => outcome,
    }
}
