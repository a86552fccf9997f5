use std::fs::{self, DirBuilder, File, Permissions};
use std::io::{self, ErrorKind, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use chrono::TimeDelta;
use haicap_kit::Clock;
use tempfile::{Builder, NamedTempFile};
use uuid::Uuid;

/// For its owner alone.
pub(crate) const PRIVATE: u32 = 0o600;

/// For everybody to read.
pub(crate) const PUBLIC: u32 = 0o644;

/// The folder of one installation: `postgres`, `signing-key.der`, `jwks.json`, `databases`, and while it runs
/// `database-url`.
pub(crate) struct Home {
    folder: PathBuf,
}

/// What belongs to one database and is kept beside it: `attachments` and `clock`. Another database has another folder,
/// and no start removes anything.
pub(crate) struct Belongings {
    folder: PathBuf,
}

/// Which database is the private one, by its id.
const PRIVATE_DATABASE: &str = "private-database";

/// Why a home cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum HomeError {
    #[error("{} cannot be {doing}: {cause}", path.display())]
    File { doing: &'static str, path: PathBuf, cause: io::Error },
    #[error("another haicap uses {}: stop it, or set HAICAP_HOME to another folder", .0.display())]
    InUse(PathBuf),
    #[error("{} does not hold a number of microseconds: run `haicap reset`", .0.display())]
    Clock(PathBuf),
}

impl Home {
    /// The home in this folder, made if missing. Others may enter: the account that Postgres runs as has to.
    pub(crate) fn at(folder: &Path) -> Result<Self, HomeError> {
        fs::create_dir_all(folder).map_err(|cause| HomeError::file("made", folder, cause))?;
        Ok(Self { folder: folder.to_owned() })
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Keeps others out for as long as the value lives; `None` if somebody is there.
    pub(crate) fn try_lock(&self) -> Result<Option<File>, HomeError> {
        let path = self.path("lock");
        let file = File::options().create(true).truncate(false).write(true).open(&path);
        let file = file.map_err(|cause| HomeError::file("opened", &path, cause))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(file)),
            Err(fs::TryLockError::WouldBlock) => Ok(None),
            Err(fs::TryLockError::Error(cause)) => Err(HomeError::file("locked", &path, cause)),
        }
    }

    /// Keeps others out for as long as the value lives.
    pub(crate) fn lock(&self) -> Result<File, HomeError> {
        self.try_lock()?.ok_or_else(|| HomeError::InUse(self.folder.clone()))
    }

    /// What belongs to a database.
    pub(crate) fn belongings(&self, database: Uuid) -> Result<Belongings, HomeError> {
        let folder = self.path(&Self::belongings_of(&database.to_string()));
        make_private(&folder)?;
        Ok(Belongings { folder })
    }

    /// Remembers which database is the private one, so that a reset deletes nothing of another.
    pub(crate) fn keep_private_database(&self, database: Uuid) -> Result<(), HomeError> {
        write(&self.path(PRIVATE_DATABASE), database.to_string().as_bytes(), PRIVATE)
    }

    /// Removes what belongs to the private database.
    pub(crate) fn remove_private_belongings(&self) -> Result<(), HomeError> {
        let path = self.path(PRIVATE_DATABASE);
        match fs::read_to_string(&path) {
            Ok(id) => self.remove(&Self::belongings_of(&id))?,
            Err(cause) if cause.kind() == ErrorKind::NotFound => {}
            Err(cause) => return Err(HomeError::file("read", &path, cause)),
        }
        self.remove(PRIVATE_DATABASE)
    }

    fn belongings_of(database: &str) -> String {
        format!("databases/{database}")
    }

    /// Removes a file or a folder with all that is in it.
    pub(crate) fn remove(&self, name: &str) -> Result<(), HomeError> {
        let path = self.path(name);
        let removed = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        match removed {
            Err(cause) if cause.kind() != ErrorKind::NotFound => Err(HomeError::file("removed", &path, cause)),
            _ => Ok(()),
        }
    }
}

impl Belongings {
    /// The folder for a service's files.
    pub(crate) fn attachments(&self, service: &str) -> Result<PathBuf, HomeError> {
        let folder = self.folder.join("attachments").join(service);
        make_private(&folder)?;
        Ok(folder)
    }

    /// The domain clock as it was left, or wall time.
    pub(crate) fn clock(&self) -> Result<Clock, HomeError> {
        let path = self.folder.join("clock");
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(cause) if cause.kind() == ErrorKind::NotFound => return Ok(Clock::wall()),
            Err(cause) => return Err(HomeError::file("read", &path, cause)),
        };
        let ahead_us = text.trim().parse().map_err(|_| HomeError::Clock(path))?;
        Ok(Clock::shifted(TimeDelta::microseconds(ahead_us)))
    }

    /// Remembers how far the clock is from wall time, so that it goes on running while nothing else does.
    pub(crate) fn keep_clock(&self, clock: &Clock) -> Result<(), HomeError> {
        let ahead = clock.now() - chrono::Utc::now();
        let ahead_us = ahead.num_microseconds().unwrap_or(0);
        write(&self.folder.join("clock"), format!("{ahead_us}\n").as_bytes(), PRIVATE)
    }
}

impl HomeError {
    pub(crate) fn file(doing: &'static str, path: &Path, cause: io::Error) -> Self {
        Self::File { doing, path: path.to_owned(), cause }
    }
}

fn make_private(folder: &Path) -> Result<(), HomeError> {
    let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
    made.map_err(|cause| HomeError::file("made", folder, cause))
}

/// Replaces a file as a whole: after a crash it is the old one or the new one.
pub(crate) fn write(path: &Path, bytes: &[u8], mode: u32) -> Result<(), HomeError> {
    let written = prepared(path, bytes, mode).and_then(|file| Ok(file.persist(path)?));
    written.map(|_| ()).map_err(|cause| HomeError::file("written", path, cause))
}

/// Makes a file as a whole, unless it is there, in a folder that may be readable only; who comes second gets what the first
/// wrote.
pub(crate) fn write_once(path: &Path, bytes: &[u8], mode: u32) -> Result<Vec<u8>, HomeError> {
    if let Ok(there) = fs::read(path) {
        return Ok(there);
    }
    let made = prepared(path, bytes, mode).and_then(|file| Ok(file.persist_noclobber(path)?));
    match made {
        Err(cause) if cause.kind() != ErrorKind::AlreadyExists => Err(HomeError::file("written", path, cause)),
        _ => fs::read(path).map_err(|cause| HomeError::file("read", path, cause)),
    }
}

fn prepared(path: &Path, bytes: &[u8], mode: u32) -> io::Result<NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = Builder::new().permissions(Permissions::from_mode(mode)).tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_was_kept_goes_on_from_there() {
        let folder = tempfile::tempdir().unwrap();
        let belongings = Home::at(folder.path()).unwrap().belongings(Uuid::now_v7()).unwrap();
        let clock = Clock::wall();
        clock.set("2025-10-01T01:00:00Z".parse().unwrap());
        belongings.keep_clock(&clock).unwrap();
        let difference = belongings.clock().unwrap().now() - clock.now();
        assert!(difference.num_seconds().abs() < 5, "{difference}");
    }

    #[test]
    fn h37_the_first_writer_of_a_key_wins_and_nobody_else_reads_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key");
        assert_eq!(write_once(&path, b"first", PRIVATE).unwrap(), b"first");
        assert_eq!(write_once(&path, b"second", PRIVATE).unwrap(), b"first");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn a_reset_removes_what_belongs_to_the_private_database_alone() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path()).unwrap();
        let [private, other] = [Uuid::now_v7(), Uuid::now_v7()];
        let [own, others] = [private, other].map(|id| home.belongings(id).unwrap().attachments("reporting").unwrap());
        home.remove_private_belongings().unwrap();
        assert!(own.exists() && others.exists(), "nobody knows which is which");
        home.keep_private_database(private).unwrap();
        home.remove_private_belongings().unwrap();
        assert!(!own.exists() && others.exists());
    }

    #[test]
    fn a_home_is_used_by_one_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path()).unwrap();
        let lock = home.lock().unwrap();
        assert!(home.lock().unwrap_err().to_string().contains("another haicap"));
        drop(lock);
        home.lock().unwrap();
    }
}
