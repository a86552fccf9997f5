use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use crate::{Error, OLDEST_MAJOR};

/// Where Debian and Ubuntu keep each version's programs: `<version>/bin`.
const INSTALLED: &str = "/usr/lib/postgresql";

/// PostgreSQL's own programs.
#[derive(Debug, Clone)]
pub struct Binaries {
    folder: PathBuf,
    major: u32,
}

impl Binaries {
    /// The programs in the folder that is given (`PG_BIN`), else the newest that the distribution installed, else
    /// those on the search path.
    pub fn find(pg_bin: Option<&Path>) -> Result<Self, Error> {
        match pg_bin {
            Some(folder) => Self::inside(folder).ok_or_else(|| Error::NotInFolder { folder: folder.to_owned() }),
            None => Self::installed().or_else(Self::on_the_path).ok_or(Error::NotInstalled),
        }
    }

    /// The path of a program: `psql`, `pg_dump`, `pg_test_fsync` …
    #[must_use]
    pub fn program(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The major version: 15, 16, 17 …
    #[must_use]
    pub fn major(&self) -> u32 {
        self.major
    }

    fn installed() -> Option<Self> {
        let versions = fs::read_dir(INSTALLED).ok()?.flatten();
        versions.filter_map(|version| Self::inside(&version.path().join("bin"))).max_by_key(Self::major)
    }

    fn on_the_path() -> Option<Self> {
        env::split_paths(&env::var_os("PATH")?).find_map(|folder| Self::inside(&folder))
    }

    /// A folder can hold the client's programs alone, so both of the server's are looked for.
    fn inside(folder: &Path) -> Option<Self> {
        let answer = Command::new(folder.join("postgres")).arg("--version").output().ok()?;
        let major = major_in(&String::from_utf8_lossy(&answer.stdout))?;
        let complete = major >= OLDEST_MAJOR && folder.join("initdb").is_file();
        complete.then(|| Self { folder: folder.to_owned(), major })
    }
}

/// Reads `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`.
fn major_in(version: &str) -> Option<u32> {
    let number = version.split_whitespace().nth(2)?;
    number.split(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{Binaries, major_in};
    use std::path::Path;

    #[test]
    fn the_major_version_is_read_from_every_kind_of_release() {
        for (version, major) in [
            ("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n", Some(15)),
            ("postgres (PostgreSQL) 19devel\n", Some(19)),
            ("postgres (PostgreSQL) 18beta2\n", Some(18)),
            ("postgres: command not found", None),
            ("", None),
        ] {
            assert_eq!(major_in(version), major, "{version}");
        }
    }

    #[test]
    fn a_folder_without_programs_is_refused_in_one_sentence() {
        let refusal = Binaries::find(Some(Path::new("/nowhere"))).unwrap_err().to_string();
        assert!(refusal.starts_with("PG_BIN names /nowhere, which has no `initdb`"), "{refusal}");
        assert!(!refusal.contains('\n'));
    }
}
