//! A process that serves one service, or several behind one origin.

mod addresses;
mod answer;
mod connection;
mod edge;
mod entrance;
mod listener;
mod ops;
mod problems;
mod span;

pub use ops::recorder;

use crate::api;
use crate::api::vocabulary::VocabularyView;
use crate::auth::Verifier;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::{AddressError, Database};
use crate::document;
use crate::events::{Follow, Log, sequencer};
use crate::host::Host;
use crate::http::Places;
use crate::people::People;
use crate::routes::Routes;
use crate::service::{Configure, Prepared, Service};
use crate::storage::{Storage, StorageError};
use crate::worker::{Stopping, Worker, start};
use actix_cors::Cors;
use actix_web::dev::ServerHandle;
use actix_web::middleware::from_fn;
use actix_web::{App, HttpServer, web};
use addresses::{Addresses, fallback};
use connection::Limits;
use futures_util::FutureExt;
use ops::{Draining, Operated};
use span::RequestSpan;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::available_parallelism;
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tracing_actix_web::TracingLogger;

/// How long load balancers have to notice that a process is ending.
const DRAIN: Duration = Duration::from_millis(300);

/// How long running requests have to finish: less than the ten seconds after which compose kills.
const FINISH_S: u64 = 7;

/// How often idempotency keys that are no longer kept are forgotten.
const FORGET_EVERY: Duration = Duration::from_secs(3600);

/// How often names of people are read that were learned by other processes.
const READ_PEOPLE_EVERY: Duration = Duration::from_secs(5);

/// Threads that answer, however many cores there are: Postgres has more to do than they, and each has connections.
const THREADS_MAX: usize = 8;

/// How many requests of one person wait for events at once, and how many in all. Each keeps a connection, and nothing
/// else while it waits.
const LONG_POLLS_OF_ONE: usize = 20;
const LONG_POLLS: usize = 1_000;

/// How many files of whole lists are sent to one person at once, and how many in all. Each keeps a page or two in memory.
const EXPORTS_OF_ONE: usize = 8;
const EXPORTS: usize = 64;

/// How many files one person sends at once, and how many are sent in all. What all of them hold in memory is bounded by
/// the budget of bodies.
const UPLOADS_OF_ONE: usize = 2;
const UPLOADS: usize = 1_000;

/// A service with everything that it needs to answer.
#[derive(Clone)]
pub struct Mounted {
    service: Service,
    host: Arc<Host>,
    prepared: Arc<Prepared>,
    followers: Vec<Follow>,
    pages: Arc<api::pages::Pages>,
    addresses: Arc<Addresses>,
}

/// Where a process answers.
#[derive(Debug, Clone)]
pub struct Listen {
    /// The API.
    pub api: SocketAddr,
    /// Health and metrics; none if nobody asks.
    pub ops: Option<SocketAddr>,
    /// Origins of browser front ends.
    pub cors_origins: Vec<String>,
}

/// A process that answers.
pub struct Running {
    /// Where the API listens; the port is known even if 0 was asked for.
    pub api: SocketAddr,
    /// Where health and metrics are answered.
    pub ops: Option<SocketAddr>,
    stop: watch::Sender<bool>,
    draining: web::Data<Draining>,
    servers: Vec<(ServerHandle, JoinHandle<std::io::Result<()>>)>,
    workers: Vec<JoinHandle<()>>,
}

/// Why a process does not answer.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The address of the database.
    #[error("DATABASE_URL cannot be used: {0}")]
    Database(#[from] AddressError),
    /// The folder for attachments.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// The service itself.
    #[error("{0} cannot start: {1}")]
    Service(&'static str, String),
    /// An address is taken or not ours.
    #[error("cannot listen on {0}: {1}")]
    Listen(SocketAddr, std::io::Error),
}

impl Host {
    /// A host for a service, as the configuration says.
    ///
    /// # Errors
    /// The database's address or the folder for attachments cannot be used.
    pub fn new(service: &Service, config: Config, clock: Clock) -> Result<Self, StartError> {
        Ok(Self {
            service: service.name,
            database: Database::open(&config.database_url, service.schema)?,
            feed: Database::open(&config.database_url, service.schema)?,
            clock,
            figures: config.figures,
            verifier: Verifier::new(config.rules, config.keys),
            log: Log::default(),
            people: People::default(),
            long_polls: Places::new(LONG_POLLS_OF_ONE, LONG_POLLS),
            follower_polls: Places::new(LONG_POLLS_OF_ONE, LONG_POLLS),
            exports: Places::new(EXPORTS_OF_ONE, EXPORTS),
            uploads: Places::new(UPLOADS_OF_ONE, UPLOADS),
            storage: Storage::folder(&config.storage)?,
            own_token: config.own_token,
            client: config.client,
            neighbours: config.neighbours,
        })
    }
}

impl Mounted {
    /// Loads what a service needs to answer.
    ///
    /// # Errors
    /// The service cannot start, as when its database does not answer.
    pub async fn new(service: Service, host: Arc<Host>) -> Result<Self, StartError> {
        let prepared = (service.prepare)(Arc::clone(&host)).await;
        let prepared = prepared.map_err(|cause| StartError::Service(service.name, cause))?;
        let followers = prepared.followers.iter().cloned().map(|follower| {
            let origin = host.neighbours.get(follower.source).cloned();
            Follow::new(follower, origin)
        });
        let followers = followers.collect();
        let document = document::build(&service);
        let addresses = Arc::new(Addresses::of(service.name, &document));
        let pages = Arc::new(api::pages::Pages::new(service.name, document::text(&document)));
        Ok(Self { service, host, prepared: Arc::new(prepared), followers, pages, addresses })
    }

    /// The same service, which follows nobody: for a time at which its neighbours cannot answer yet.
    #[must_use]
    pub fn without_followers(self) -> Self {
        Self { followers: Vec::new(), ..self }
    }

    fn routes(&self, config: &mut web::ServiceConfig) {
        let name = self.service.name;
        let addresses = web::Data::from(Arc::clone(&self.addresses));
        let v1 = web::scope(&format!("/{name}/v1"))
            .app_data(web::Data::from(Arc::clone(&self.host)))
            .app_data(web::Data::new(Arc::clone(&self.prepared.sees)))
            .app_data(web::Data::new(api::events::FeedTitles(self.service.titles)))
            .app_data(web::Data::new(VocabularyView { vocabularies: document::vocabulary(&self.service) }))
            .app_data(addresses.clone())
            .configure(|config| (self.prepared.configure)(config))
            .configure(|config| (self.service.routes)(Routes::answer(config).configure(api::routes)))
            .default_service(web::to(fallback))
            .wrap(from_fn(entrance::entrance));
        let beside = web::scope(&format!("/{name}"))
            .app_data(web::Data::from(Arc::clone(&self.pages)))
            .app_data(addresses)
            .service(api::pages::document)
            .service(api::pages::docs)
            .service(api::pages::docs_file)
            .service(api::pages::problem)
            .default_service(web::to(fallback));
        config.service(v1).service(beside);
    }

    fn workers(&self) -> Vec<Worker> {
        let sequence = Worker {
            name: "sequencer",
            run: Arc::new(|host, supervisor| sequencer(host.database.clone(), host.log.clone(), supervisor).boxed()),
        };
        let forget = Worker::rounds("idempotency keys", FORGET_EVERY, |host| async move {
            let connection = host.database.own().await?;
            crate::change::forget_old_keys(&connection).await?;
            Ok(false)
        });
        let people = Worker::rounds("people", READ_PEOPLE_EVERY, |host| async move {
            let connection = host.database.own().await?;
            host.people.refresh(&connection).await?;
            Ok(false)
        });
        let followers = self.followers.iter().filter_map(Follow::worker);
        [sequence, forget, people].into_iter().chain(followers).chain(self.prepared.workers.iter().cloned()).collect()
    }
}

/// Starts answering. `beside` adds what is outside every service, such as an index page.
///
/// # Errors
/// An address cannot be listened on.
pub fn serve(services: Vec<Mounted>, listen: &Listen, beside: Option<Configure>) -> Result<Running, StartError> {
    let _ = recorder();
    let (stop, stopping) = Stopping::switch();
    let api = bind(listen.api)?;
    let api_address = api.local_addr().map_err(|error| StartError::Listen(listen.api, error))?;
    let draining = web::Data::new(Draining::default());
    let ending = web::Data::new(stopping.clone());
    let mut workers = vec![tokio::spawn(ops::keep_up(stopping.clone()))];
    let mut operated = Vec::new();
    for mounted in &services {
        let host = &mounted.host;
        let started = mounted.workers().into_iter().map(|worker| start(worker, Arc::clone(host), stopping.clone()));
        let (running, work): (Vec<_>, Vec<_>) = started.unzip();
        workers.extend(running);
        operated.push(Operated { host: Arc::clone(host), followers: mounted.followers.clone(), work });
    }
    let operated = web::Data::new(operated);
    let first = services.first().map_or("", |mounted| mounted.service.name);
    let services = web::Data::new(services);
    let origins = listen.cors_origins.clone();
    let app = move || {
        let beside = beside.clone();
        App::new()
            .app_data(services.clone())
            .app_data(ending.clone())
            .configure(|config| services.iter().for_each(|mounted| mounted.routes(config)))
            .configure(move |config| {
                if let Some(beside) = beside {
                    beside(config);
                }
            })
            .default_service(web::to(fallback))
            .wrap(from_fn(edge::admission))
            .wrap(cors(&origins))
            .wrap(from_fn(edge::edge))
            .wrap(TracingLogger::<RequestSpan>::new())
    };
    let threads = available_parallelism().map_or(1, usize::from).min(THREADS_MAX);
    let limits = Limits::PUBLIC.within(listener::files_for_each(threads));
    let server = listener::server(api, threads, FINISH_S, limits, first, app)
        .map_err(|error| StartError::Listen(listen.api, error))?;
    let mut servers = vec![spawn(server)];
    let mut ops_address = None;
    if let Some(address) = listen.ops {
        let socket = bind(address)?;
        ops_address = socket.local_addr().ok();
        let draining = draining.clone();
        let ops = HttpServer::new(move || {
            App::new().app_data(operated.clone()).app_data(draining.clone()).configure(ops::routes)
        });
        let ops = ops
            .disable_signals()
            .workers(1)
            .shutdown_timeout(FINISH_S)
            .listen(socket)
            .map_err(|error| StartError::Listen(address, error))?;
        servers.push(spawn(ops.run()));
    }
    Ok(Running { api: api_address, ops: ops_address, stop, draining, servers, workers })
}

/// The service that a path addresses.
fn addressed<'s>(services: &'s [Mounted], path: &str) -> Option<&'s Mounted> {
    let name = path.split('/').nth(1)?;
    services.iter().find(|mounted| mounted.service.name == name)
}

fn bind(address: SocketAddr) -> Result<TcpListener, StartError> {
    let bound = TcpListener::bind(address).and_then(|listener| listener.set_nonblocking(true).map(|()| listener));
    bound.map_err(|error| StartError::Listen(address, error))
}

fn spawn(server: actix_web::dev::Server) -> (ServerHandle, JoinHandle<std::io::Result<()>>) {
    (server.handle(), tokio::spawn(server))
}

fn cors(origins: &[String]) -> Cors {
    let cors = Cors::default()
        .allowed_methods(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"])
        .allowed_headers([
            "authorization",
            "acting-for",
            "accept",
            "accept-language",
            "content-type",
            "idempotency-key",
            "if-match",
            "if-none-match",
        ])
        .expose_headers([
            "content-disposition",
            "etag",
            "idempotency-replayed",
            "link",
            "location",
            "retry-after",
            "www-authenticate",
        ])
        .max_age(3600)
        .block_on_origin_mismatch(false);
    origins.iter().fold(cors, |cors, origin| cors.allowed_origin(origin))
}

impl Running {
    /// Ends: readiness says no, new connections are refused, running requests finish, then the background work ends.
    pub async fn stop(self) {
        self.draining.begin();
        tokio::time::sleep(DRAIN).await;
        self.stop.send_replace(true);
        for (handle, _) in &self.servers {
            handle.stop(true).await;
        }
        for (_, server) in self.servers {
            let _ = server.await;
        }
        for worker in self.workers {
            let _ = tokio::time::timeout(Duration::from_secs(FINISH_S), worker).await;
        }
    }
}
