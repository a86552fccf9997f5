use super::connection::Connection;
use super::profile::Profile;
use diesel::result::ConnectionError;
use diesel_async::AsyncPgConnection;
use percent_encoding::percent_decode_str;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use std::sync::Arc;
use std::time::Duration;
use tokio_postgres::config::{Host, SslMode};
use tokio_postgres::{Client, Config, NoTls};
use tokio_postgres_rustls::MakeRustlsConnect;

/// How long a server may take to accept a connection.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// After this silence the other side is asked whether it is still there,
const KEEPALIVE_IDLE: Duration = Duration::from_secs(30);

/// then again after each of these pauses,
const KEEPALIVE_INTERVAL: Duration = Duration::from_secs(10);

/// and after so many questions without an answer the connection is dead.
const KEEPALIVE_RETRIES: u32 = 3;

/// How long the other side may leave unacknowledged what was sent to it.
const UNACKNOWLEDGED_MAX: Duration = Duration::from_secs(30);

/// Where a database is, and whether the way there is encrypted.
#[derive(Clone)]
pub(super) struct Address {
    server: Config,
    tls: Option<MakeRustlsConnect>,
}

/// Why an address of a database cannot be used. It never repeats the address, which may hold a password.
#[derive(Debug, thiserror::Error)]
pub enum AddressError {
    /// Another form than that of a URL.
    #[error("it does not have the form postgres://role:password@host:port/database")]
    NotAUrl,
    /// A part that the driver does not understand.
    #[error("it is not a Postgres address: {0}")]
    Unreadable(#[from] tokio_postgres::Error),
    /// A mode that would not be kept, such as `prefer`, which goes on in clear text where the server has no TLS.
    #[error("sslmode is disable, require or verify-full, and not {0}")]
    Mode(String),
    /// A parameter that means something for TLS only.
    #[error("{0} needs sslmode=verify-full")]
    WithoutTls(&'static str),
    /// The certificates that are trusted cannot be read.
    #[error("sslrootcert {path} cannot be used: {cause}")]
    Roots {
        /// The file, or `system`.
        path: String,
        /// Why.
        cause: String,
    },
    /// The library for TLS.
    #[error("TLS cannot be used: {0}")]
    Tls(#[from] rustls::Error),
}

impl Address {
    /// Reads a URL as libpq does, but for `sslmode`: without it the connection is in clear text, and `require` means
    /// `verify-full`, so that what asks for TLS is neither left in clear text nor talks to an impostor. `sslrootcert`
    /// names a file with the trusted certificates; without it, or as `system`, they are those of this machine.
    pub(super) fn read(url: &str) -> Result<Self, AddressError> {
        if !["postgres://", "postgresql://"].iter().any(|scheme| url.starts_with(scheme)) {
            return Err(AddressError::NotAUrl);
        }
        let (place, parameters) = url.split_once('?').unwrap_or((url, ""));
        let (mut mode, mut roots, mut rest) = (None, None, Vec::new());
        for parameter in parameters.split('&').filter(|parameter| !parameter.is_empty()) {
            match parameter.split_once('=') {
                Some(("sslmode", value)) => mode = Some(decoded(value)),
                Some(("sslrootcert", value)) => roots = Some(decoded(value)),
                _ => rest.push(parameter),
            }
        }
        let mut server: Config = format!("{place}?{}", rest.join("&")).parse()?;
        let is_encrypted = match mode.as_deref() {
            None | Some("disable") => false,
            Some("require" | "verify-full") => true,
            Some(other) => return Err(AddressError::Mode(other.to_owned())),
        };
        if !is_encrypted && roots.is_some() {
            return Err(AddressError::WithoutTls("sslrootcert"));
        }
        server
            .ssl_mode(if is_encrypted { SslMode::Require } else { SslMode::Disable })
            .connect_timeout(CONNECT_TIMEOUT)
            .keepalives_idle(KEEPALIVE_IDLE)
            .keepalives_interval(KEEPALIVE_INTERVAL)
            .keepalives_retries(KEEPALIVE_RETRIES)
            .tcp_user_timeout(UNACKNOWLEDGED_MAX);
        let tls = if is_encrypted { Some(tls(roots.as_deref())?) } else { None };
        Ok(Self { server, tls })
    }

    /// The role that it names.
    pub(super) fn role(&self) -> Option<&str> {
        self.server.get_user()
    }

    /// Whether passwords and data go over a network in clear text.
    pub(super) fn is_exposed(&self) -> bool {
        let is_near = |host: &Host| match host {
            Host::Unix(_) => true,
            Host::Tcp(name) => name == "localhost" || name.parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback()),
        };
        self.tls.is_none() && !self.server.get_hosts().iter().all(is_near)
    }

    /// Connects without a schema; the connection ends with the client.
    pub(super) async fn client(&self) -> Result<Client, tokio_postgres::Error> {
        match self.tls.clone() {
            None => {
                let (client, connection) = self.server.connect(NoTls).await?;
                tokio::spawn(connection);
                Ok(client)
            }
            Some(tls) => {
                let (client, connection) = self.server.connect(tls).await?;
                tokio::spawn(connection);
                Ok(client)
            }
        }
    }

    /// Connects, for one purpose and in one schema.
    pub(super) async fn connect(&self, schema: &str, profile: Profile) -> Result<Connection, ConnectionError> {
        let bad = |error: tokio_postgres::Error| ConnectionError::BadConnection(error.to_string());
        let mut server = self.server.clone();
        let given = server.get_options().unwrap_or_default();
        server.options(format!("{given} {}", profile.options(schema)));
        let connection = match self.tls.clone() {
            None => {
                let (client, connection) = server.connect(NoTls).await.map_err(bad)?;
                AsyncPgConnection::try_from_client_and_connection(client, connection).await?
            }
            Some(tls) => {
                let (client, connection) = server.connect(tls).await.map_err(bad)?;
                AsyncPgConnection::try_from_client_and_connection(client, connection).await?
            }
        };
        Ok(Connection::new(connection).await)
    }
}

fn decoded(value: &str) -> String {
    percent_decode_str(value).decode_utf8_lossy().into_owned()
}

fn tls(roots: Option<&str>) -> Result<MakeRustlsConnect, AddressError> {
    let path = roots.unwrap_or("system");
    let unusable = |cause: String| AddressError::Roots { path: path.to_owned(), cause };
    let certificates: Vec<CertificateDer<'static>> = if path == "system" {
        rustls_native_certs::load_native_certs().certs
    } else {
        let found = CertificateDer::pem_file_iter(path).and_then(Iterator::collect);
        found.map_err(|error| unusable(error.to_string()))?
    };
    let mut trusted = RootCertStore::empty();
    trusted.add_parsable_certificates(certificates);
    if trusted.is_empty() {
        return Err(unusable("there is no certificate in it".to_owned()));
    }
    let mut config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_root_certificates(trusted)
        .with_no_client_auth();
    // What servers ask for with `sslnegotiation=direct`; others ignore it.
    config.alpn_protocols = vec![b"postgresql".to_vec()];
    Ok(MakeRustlsConnect::new(config))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_asks_for_tls_is_kept_or_refused_and_never_weakened() {
        for (parameters, is_encrypted) in [
            ("", Some(false)),
            ("?sslmode=disable", Some(false)),
            ("?connect_timeout=3", Some(false)),
            ("?sslmode=prefer", None),
            ("?sslmode=allow", None),
            ("?sslmode=verify-ca", None),
            ("?sslmode=Require", None),
            ("?sslmode=", None),
            ("?sslrootcert=/nowhere", None),
            ("?sslmode=disable&sslrootcert=/nowhere", None),
            ("?sslmode=verify-full&sslrootcert=/nowhere", None),
            ("?sslmode=verify-full&sslcert=/nowhere", None),
        ] {
            let read = Address::read(&format!("postgres://a:secret@db.example/haicap{parameters}"));
            let refusal = read.as_ref().err().map(|error| format!("{error} {error:?}")).unwrap_or_default();
            assert_eq!(read.ok().map(|address| address.tls.is_some()), is_encrypted, "{parameters}: {refusal}");
            assert!(!refusal.contains("secret"), "{refusal}");
        }
        assert!(Address::read("host=db.example user=a password=secret").is_err());
    }

    #[test]
    fn only_what_stays_on_this_machine_is_not_exposed() {
        for (host, is_exposed) in [
            ("db.example", true),
            ("10.0.0.1", true),
            ("localhost", false),
            ("127.0.0.1:5433", false),
            ("[::1]", false),
            ("%2Frun%2Fpostgresql", false),
            ("localhost,db.example", true),
        ] {
            let address = Address::read(&format!("postgres://a@{host}/haicap")).ok().unwrap();
            assert_eq!(address.is_exposed(), is_exposed, "{host}");
        }
    }
}
