use haicap_kit::auth::DemoIssuer;
use haicap_kit::{Clock, Config, Host, Service, db};
use haicap_postgres::{Binaries, Cluster, Options, SUPERUSER};
use haicap_reference::{shipped, store};
use std::collections::HashMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use tokio_postgres::{Client, NoTls};

/// The database that every new cluster has.
pub(crate) const DATABASE: &str = "postgres";

/// What comes before each line of the log: the process that wrote it, and a space.
const LOG_PREFIX: &str = "%p ";

/// Where the other services would follow the directory: nobody answers there, so their copy stays as it is.
const NOBODY: &str = "http://127.0.0.1:9";

/// A private server with a service's empty schema, the city's directory, and a key to sign tokens with.
pub(crate) struct Place {
    pub(crate) service: Service,
    pub(crate) cluster: Cluster,
    pub(crate) binaries: Binaries,
    pub(crate) folder: PathBuf,
    /// A connection as the owner, in the service's schema.
    pub(crate) owner: Client,
    pub(crate) issuer: DemoIssuer,
}

impl Place {
    /// Begins anew. With `log_statements` the server's log names each statement.
    pub(crate) async fn make(service: Service, log_statements: bool) -> Result<Self, Box<dyn Error + Send + Sync>> {
        let folder = folder(service.name)?;
        let binaries = binaries()?;
        let settings = if log_statements {
            vec![("log_statement", "all"), ("log_line_prefix", LOG_PREFIX)]
        } else {
            // No checkpoint while something is measured: the first writes of each page behind one are dear.
            vec![("max_wal_size", "8GB"), ("checkpoint_timeout", "1h"), ("maintenance_work_mem", "512MB")]
        };
        let settings = settings.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let options = Options { home: folder.clone(), binaries: binaries.clone(), settings };
        let cluster = tokio::task::spawn_blocking(move || {
            Cluster::remove(&options.home)?;
            Cluster::open(options)
        })
        .await??;
        let owner_url = cluster.url(DATABASE, SUPERUSER);
        let owner = connect(&owner_url).await?;
        // The service's role is called like its schema.
        owner.batch_execute(&format!("create role {} login", service.schema)).await?;
        db::migrate(&owner_url, service.schema, service.schema, &(service.migrations)()).await?;
        owner.batch_execute(&format!("set search_path to {}, public", service.schema)).await?;
        owner.batch_execute(include_str!("../scripts/shared/bench.sql")).await?;
        let key = DemoIssuer::generate()?;
        let issuer = DemoIssuer::new(&key, DemoIssuer::ISSUER, DemoIssuer::AUDIENCE)?;
        let place = Self { service, cluster, binaries, folder, owner, issuer };
        fs::write(place.jwks(), place.issuer.jwks())?;
        fs::write(place.key(), key)?;
        place.install_directory().await?;
        Ok(place)
    }

    /// What the service is told by its environment.
    pub(crate) fn environment(&self) -> HashMap<String, String> {
        let path = |path: PathBuf| path.display().to_string();
        [
            ("DATABASE_URL", self.cluster.url(DATABASE, self.service.schema)),
            ("AUTH_JWKS_FILE", path(self.jwks())),
            ("SERVICE_KEY_FILE", path(self.key())),
            ("DIRECTIVES_URL", NOBODY.to_owned()),
            ("STORAGE_DIR", path(self.folder.join("attachments"))),
        ]
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
    }

    /// Lets the service's role read what pgbench's scripts need beside its tables.
    pub(crate) async fn share(&self) -> Result<(), tokio_postgres::Error> {
        let role = self.service.schema;
        self.owner
            .batch_execute(&format!(
                "grant usage on schema bench to {role}; grant select on all tables in schema bench to {role}; \
                 grant select, usage on all sequences in schema bench to {role}"
            ))
            .await
    }

    /// Writes everything out. A row's first change after it costs its whole page in the log, so that whoever comes first
    /// would pay for those behind it.
    pub(crate) async fn checkpoint(&self) -> Result<(), tokio_postgres::Error> {
        self.owner.batch_execute("checkpoint").await
    }

    async fn install_directory(&self) -> Result<(), Box<dyn Error + Send + Sync>> {
        let config = Config::read(&self.service, &self.environment())?;
        let host = Host::new(&self.service, config, Clock::wall())?;
        let closed = |problem| format!("the directory cannot be installed: {problem:?}");
        let mut connection = host.database.own().await.map_err(closed)?;
        db::begin(&mut connection).await?;
        store::put_all(&connection, &shipped::parts()).await?;
        store::bump_version(&connection).await?;
        Ok(db::commit(&mut connection).await?)
    }

    fn key(&self) -> PathBuf {
        self.folder.join("key")
    }

    fn jwks(&self) -> PathBuf {
        self.folder.join("jwks.json")
    }
}

/// PostgreSQL's programs.
pub(crate) fn binaries() -> Result<Binaries, haicap_postgres::Error> {
    let pg_bin = std::env::var_os("PG_BIN").map(PathBuf::from);
    Binaries::find(pg_bin.as_deref())
}

async fn connect(url: &str) -> Result<Client, tokio_postgres::Error> {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
    tokio::spawn(connection);
    Ok(client)
}

/// Beside the build, where what is measured stays until the next run.
fn folder(service: &str) -> Result<PathBuf, Box<dyn Error + Send + Sync>> {
    let program = std::env::current_exe()?;
    let target = program.ancestors().find(|folder| folder.join("CACHEDIR.TAG").exists());
    let folder = target.map_or_else(std::env::temp_dir, Path::to_owned).join("tmp/bench").join(service);
    fs::create_dir_all(&folder)?;
    Ok(folder)
}
