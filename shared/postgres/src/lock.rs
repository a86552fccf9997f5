use std::fs::{File, TryLockError};
use std::path::Path;
use std::time::Duration;

use crate::error::Trying;
use crate::{Error, wait};

/// Opens the file and locks it against everyone, at once or never.
pub(crate) fn alone(path: &Path) -> Result<Option<File>, Error> {
    let file = open(path)?;
    Ok(obtained(file.try_lock(), path)?.then_some(file))
}

/// Opens the file and locks it against everyone, as soon as those before us are done.
pub(crate) fn alone_within(limit: Duration, path: &Path) -> Result<Option<File>, Error> {
    let file = open(path)?;
    let locked = wait::until(limit, || Ok(obtained(file.try_lock(), path)?.then_some(())))?;
    Ok(locked.map(|()| file))
}

/// Opens the file and locks it against those who want it alone, as soon as they are done.
pub(crate) fn together_within(limit: Duration, path: &Path) -> Result<Option<File>, Error> {
    let file = open(path)?;
    let locked = wait::until(limit, || Ok(obtained(file.try_lock_shared(), path)?.then_some(())))?;
    Ok(locked.map(|()| file))
}

/// Opens the file, unlocked; the first to open it makes it.
pub(crate) fn open(path: &Path) -> Result<File, Error> {
    File::options().read(true).write(true).create(true).truncate(false).open(path).trying("open", path)
}

fn obtained(attempt: Result<(), TryLockError>, path: &Path) -> Result<bool, Error> {
    match attempt {
        Ok(()) => Ok(true),
        Err(TryLockError::WouldBlock) => Ok(false),
        Err(TryLockError::Error(cause)) => Err(cause).trying("lock", path),
    }
}
