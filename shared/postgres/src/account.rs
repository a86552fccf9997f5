use std::ffi::OsStr;
use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

use nix::unistd::{User, geteuid};

use crate::Error;
use crate::error::Trying;

/// Whom the server runs as.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Account {
    /// Whoever we are.
    Own,
    /// Somebody else, because we are root and PostgreSQL refuses to be.
    Lent { uid: u32, gid: u32 },
}

impl Account {
    /// The account for a new server.
    pub(crate) fn new() -> Result<Self, Error> {
        if !geteuid().is_root() {
            return Ok(Self::Own);
        }
        ["postgres", "nobody"]
            .into_iter()
            .find_map(|name| User::from_name(name).ok().flatten())
            .map(|user| Self::Lent { uid: user.uid.as_raw(), gid: user.gid.as_raw() })
            .ok_or(Error::NoAccount)
    }

    /// The account for a folder that may have an owner already, so that root can go on where somebody else began.
    pub(crate) fn of(folder: &Path) -> Result<Self, Error> {
        let owner = fs::metadata(folder).trying("look at", folder)?;
        if geteuid().is_root() && owner.uid() != 0 {
            return Ok(Self::Lent { uid: owner.uid(), gid: owner.gid() });
        }
        Self::new()
    }

    /// A program that runs as this account. Of our environment it sees the search path alone: the rest holds secrets,
    /// and variables that PostgreSQL would obey.
    pub(crate) fn command(self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.env_clear().env("LC_ALL", "C").current_dir("/").stdin(Stdio::null());
        if let Some(path) = std::env::var_os("PATH") {
            command.env("PATH", path);
        }
        if let Self::Lent { uid, gid } = self {
            command.uid(uid).gid(gid);
        }
        command
    }

    /// Makes the folder this account's, and nobody else's.
    pub(crate) fn own(self, folder: &Path) -> Result<(), Error> {
        if let Self::Lent { uid, gid } = self {
            chown(folder, Some(uid), Some(gid)).trying("change the owner of", folder)?;
        }
        fs::set_permissions(folder, Permissions::from_mode(0o700)).trying("make private", folder)
    }

    /// Whether this account can enter the folder, found out by doing it.
    pub(crate) fn can_enter(self, folder: &Path) -> bool {
        self.command("true").current_dir(folder).status().is_ok_and(|status| status.success())
    }
}
