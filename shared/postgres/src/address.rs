use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::str::FromStr;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode, utf8_percent_encode};

use crate::Error;

const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.');

/// Where a server is; from it comes the URL of every database and role on it. It may hold a password, so it has no
/// `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Address {
    /// Between `:` and `@`, as written; the same for every role.
    password: Option<String>,
    /// Host and port, or the encoded folder of the socket.
    host: String,
    /// Behind `?`, as written.
    parameters: Option<String>,
}

impl Address {
    pub(crate) fn of_sockets_in(folder: &Path) -> Self {
        let host = percent_encode(folder.as_os_str().as_bytes(), RESERVED).to_string();
        Self { password: None, host, parameters: None }
    }

    /// The URL of a database for a role, in the form that tokio-postgres and psql accept:
    /// `postgres://role@%2Ffolder%2Fof%2Fsockets/database`.
    #[must_use]
    pub fn url(&self, database: &str, role: &str) -> String {
        let role = utf8_percent_encode(role, RESERVED);
        let database = utf8_percent_encode(database, RESERVED);
        let password = self.password.as_ref().map(|password| format!(":{password}")).unwrap_or_default();
        let parameters = self.parameters.as_ref().map(|parameters| format!("?{parameters}")).unwrap_or_default();
        format!("postgres://{role}{password}@{}/{database}{parameters}", self.host)
    }
}

impl FromStr for Address {
    type Err = Error;

    /// Reads a URL; its role and database are forgotten.
    fn from_str(url: &str) -> Result<Self, Error> {
        let rest =
            url.strip_prefix("postgres://").or_else(|| url.strip_prefix("postgresql://")).ok_or(Error::NotAnAddress)?;
        let (rest, parameters) = match rest.split_once('?') {
            Some((rest, parameters)) => (rest, Some(parameters.to_owned())),
            None => (rest, None),
        };
        let authority = rest.split_once('/').map_or(rest, |(authority, _database)| authority);
        let (user, host) = authority.rsplit_once('@').unwrap_or(("", authority));
        if host.is_empty() {
            return Err(Error::NotAnAddress);
        }
        let password = user.split_once(':').map(|(_name, password)| password.to_owned());
        Ok(Self { password, host: host.to_owned(), parameters })
    }
}

#[cfg(test)]
mod tests {
    use super::Address;
    use std::path::Path;

    #[test]
    fn a_socket_is_written_as_an_encoded_host() {
        let address = Address::of_sockets_in(Path::new("/tmp/haicap 1/sockets"));
        assert_eq!(address.url("thử", "a:b"), "postgres://a%3Ab@%2Ftmp%2Fhaicap%201%2Fsockets/th%E1%BB%AD");
    }

    #[test]
    fn a_given_url_keeps_all_but_its_role_and_database() {
        for (given, expected) in [
            ("postgres://postgres@localhost/postgres", "postgres://r@localhost/d"),
            ("postgresql://a:p%40ss@[::1]:5433/x?sslmode=disable", "postgres://r:p%40ss@[::1]:5433/d?sslmode=disable"),
            ("postgres://%2Frun%2Fpostgresql", "postgres://r@%2Frun%2Fpostgresql/d"),
        ] {
            assert_eq!(given.parse::<Address>().unwrap().url("d", "r"), expected);
        }
    }

    #[test]
    fn h37_a_refused_url_is_not_repeated() {
        for given in ["mysql://u:secret@h/d", "u:secret", "postgres://u:secret@/d"] {
            let refusal = given.parse::<Address>().err().unwrap();
            assert!(!format!("{refusal} {refusal:?}").contains("secret"));
        }
    }
}
