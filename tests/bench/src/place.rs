use haicap_kit::auth::DemoIssuer;
use haicap_kit::{Clock, Config, Host, db};
use haicap_postgres::{Binaries, Cluster, Durability, Options, SUPERUSER};
use std::collections::HashMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use tokio_postgres::{Client, NoTls};

/// The database that every new cluster has.
pub(crate) const DATABASE: &str = "postgres";

/// The service's role.
pub(crate) const ROLE: &str = "directives";

/// What comes before each line of the log: the process that wrote it, and a space.
const LOG_PREFIX: &str = "%p ";

/// A private server with an empty schema, the city's directory, and a key to sign tokens with.
pub(crate) struct Place {
    pub(crate) cluster: Cluster,
    pub(crate) binaries: Binaries,
    pub(crate) folder: PathBuf,
    /// A connection as the owner, in the service's schema.
    pub(crate) owner: Client,
    issuer: DemoIssuer,
}

impl Place {
    /// Begins anew. With `log_statements` the server's log names each statement.
    pub(crate) async fn make(log_statements: bool) -> Result<Self, Box<dyn Error + Send + Sync>> {
        let folder = folder()?;
        let pg_bin = std::env::var_os("PG_BIN").map(PathBuf::from);
        let binaries = Binaries::find(pg_bin.as_deref())?;
        let settings = if log_statements {
            vec![("log_statement", "all"), ("log_line_prefix", LOG_PREFIX)]
        } else {
            // No checkpoint while something is measured: the first writes of each page behind one are dear.
            vec![("max_wal_size", "8GB"), ("checkpoint_timeout", "1h"), ("maintenance_work_mem", "512MB")]
        };
        let settings = settings.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let options =
            Options { home: folder.clone(), binaries: binaries.clone(), durability: Durability::Durable, settings };
        let cluster = tokio::task::spawn_blocking(move || {
            Cluster::remove(&options.home)?;
            Cluster::open(options)
        })
        .await??;
        let owner_url = cluster.url(DATABASE, SUPERUSER);
        let owner = connect(&owner_url).await?;
        owner.batch_execute(&format!("create role {ROLE} login")).await?;
        let migrations = (directives::SERVICE.migrations)();
        db::migrate(&owner_url, directives::SERVICE.schema, ROLE, &migrations).await?;
        owner.batch_execute("set search_path to directives, public").await?;
        let issuer = DemoIssuer::new(&DemoIssuer::generate()?, DemoIssuer::ISSUER, DemoIssuer::AUDIENCE)?;
        let place = Self { cluster, binaries, folder, owner, issuer };
        fs::write(place.jwks(), place.issuer.jwks())?;
        place.install_directory().await?;
        Ok(place)
    }

    pub(crate) const fn issuer(&self) -> &DemoIssuer {
        &self.issuer
    }

    /// What the service is told by its environment.
    pub(crate) fn environment(&self) -> HashMap<String, String> {
        let path = |path: PathBuf| path.display().to_string();
        [
            ("DATABASE_URL", self.cluster.url(DATABASE, ROLE)),
            ("AUTH_JWKS_FILE", path(self.jwks())),
            ("STORAGE_DIR", path(self.folder.join("attachments"))),
        ]
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
    }

    async fn install_directory(&self) -> Result<(), Box<dyn Error + Send + Sync>> {
        let service = directives::SERVICE;
        let config = Config::read(service.name, service.figures, &self.environment())?;
        let host = Host::new(&service, config, Clock::wall())?;
        let installed = haicap_reference::install(&host, haicap_reference::shipped::parts()).await;
        installed.map(drop).map_err(|problem| format!("the directory cannot be installed: {problem:?}").into())
    }

    fn jwks(&self) -> PathBuf {
        self.folder.join("jwks.json")
    }
}

async fn connect(url: &str) -> Result<Client, tokio_postgres::Error> {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
    tokio::spawn(connection);
    Ok(client)
}

/// Beside the build, where what is measured stays until the next run.
fn folder() -> Result<PathBuf, Box<dyn Error + Send + Sync>> {
    let program = std::env::current_exe()?;
    let target = program.ancestors().find(|folder| folder.join("CACHEDIR.TAG").exists());
    let folder = target.map_or_else(std::env::temp_dir, Path::to_owned).join("tmp/bench");
    fs::create_dir_all(&folder)?;
    Ok(folder)
}
