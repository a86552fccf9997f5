use diesel::sql_types::Bool;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl, SimpleAsyncConnection};
use haicap_kit::db::{Database, Statement};
use haicap_postgres::{Binaries, Cluster, Options, SUPERUSER};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use std::fs::{self, Permissions};
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Who signs certificates.
type Authority = CertifiedIssuer<'static, KeyPair>;

/// A server that talks TLS over a port, and in clear text over its socket alone.
struct Server {
    cluster: Cluster,
    port: u16,
    home: TempDir,
}

fn authority() -> Authority {
    let mut params = CertificateParams::default();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

impl Server {
    /// Starts a server whose certificate is for a name. It is told of TLS when it runs: where its files are is known
    /// only then.
    async fn start(authority: &Authority, name: &str) -> Self {
        let (home, port) = (TempDir::new().unwrap(), free_port());
        fs::set_permissions(home.path(), Permissions::from_mode(0o755)).unwrap();
        let cluster = Cluster::open(Options {
            home: home.path().to_owned(),
            binaries: Binaries::find(std::env::var_os("PG_BIN").as_deref().map(Path::new)).unwrap(),
            settings: vec![("listen_addresses".into(), "127.0.0.1".into()), ("port".into(), port.to_string())],
        });
        let server = Self { cluster: cluster.unwrap(), port, home };
        let key = KeyPair::generate().unwrap();
        let certificate = CertificateParams::new(vec![name.to_owned()]).unwrap().signed_by(&key, authority).unwrap();
        let mut socket = AsyncPgConnection::establish(&server.socket_url()).await.unwrap();
        let (folder,) = Statement::<(diesel::sql_types::Text,)>::new("select current_setting('data_directory')")
            .get_result::<(String,)>(&mut socket)
            .await
            .unwrap();
        let rules = "local all all trust\nhostssl all all 127.0.0.1/32 trust\n";
        write(&folder, "server.crt", &certificate.pem());
        write(&folder, "server.key", &key.serialize_pem());
        write(&folder, "pg_hba.conf", rules);
        socket.batch_execute("alter system set ssl = on").await.unwrap();
        socket.batch_execute("select pg_reload_conf()").await.unwrap();
        server
    }

    fn socket_url(&self) -> String {
        let url = self.cluster.url("postgres", SUPERUSER);
        format!("{}:{}/postgres", url.trim_end_matches("/postgres"), self.port)
    }

    /// The certificates that are trusted, as a file.
    fn trusting(&self, name: &str, authority: &Authority) -> PathBuf {
        let path = self.home.path().join(name);
        fs::write(&path, authority.pem()).unwrap();
        path
    }

    fn url(&self, host: &str, parameters: &str) -> String {
        format!("postgres://{SUPERUSER}@{host}:{}/postgres{parameters}", self.port)
    }
}

fn free_port() -> u16 {
    TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port()
}

/// Writes a file for the server's account, and for nobody else.
fn write(folder: &str, name: &str, text: &str) {
    let path = Path::new(folder).join(name);
    let owner = fs::metadata(folder).unwrap();
    fs::write(&path, text).unwrap();
    fs::set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
    chown(&path, Some(owner.uid()), Some(owner.gid())).unwrap();
}

/// Whether the connection is encrypted, as the server sees it; or why there is none.
async fn is_encrypted(url: &str) -> Result<bool, String> {
    let database = Database::open(url, "public").map_err(|error| error.to_string())?;
    let ssl = "select ssl from pg_stat_ssl where pid = pg_backend_pid()";
    let answer = database
        .read(async |mut db| Statement::<(Bool,)>::new(ssl).get_result::<(bool,)>(&mut db).await)
        .await
        .map_err(|error| error.to_string())?;
    drop(database.own().await.map_err(|problem| problem.to_string())?);
    Ok(answer.0)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_way_to_the_database_is_encrypted_and_leads_to_nobody_else() {
    let (ours, foreign) = (authority(), authority());
    let server = Server::start(&ours, "localhost").await;
    let roots = |path: PathBuf| format!("?sslmode=verify-full&sslrootcert={}", path.display());
    let (trusted, others) = (roots(server.trusting("ours", &ours)), roots(server.trusting("foreign", &foreign)));

    assert_eq!(is_encrypted(&server.url("localhost", &trusted)).await, Ok(true));
    let required = trusted.replace("verify-full", "require");
    assert_eq!(is_encrypted(&server.url("localhost", &required)).await, Ok(true));
    for (url, case) in [
        (server.url("127.0.0.1", &trusted), "another name than the certificate's"),
        (server.url("localhost", &others), "a certificate of another authority"),
        (server.url("localhost", "?sslmode=verify-full"), "an authority that this machine does not know"),
        (server.url("localhost", ""), "a server that refuses clear text"),
        (format!("{}{trusted}", server.socket_url()), "a server without TLS, as it is on the socket"),
    ] {
        assert!(is_encrypted(&url).await.is_err(), "{case}");
    }
    assert_eq!(is_encrypted(&server.socket_url()).await, Ok(false));
}
