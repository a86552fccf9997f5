use crate::address::{origin, settle};
use crate::arguments::Settings;
use crate::credentials::issuer_in;
use crate::database::{Access, Opened, Server};
use crate::example;
use crate::home::{Belongings, Home, PRIVATE, write};
use crate::index;
use crate::say::say;
use crate::services::SERVICES;
use crate::verify_log::ADDRESS_FILE;
use haicap_kit::auth::{DemoIssuer, KeySource, OwnToken, TokenRules};
use haicap_kit::server::{Listen, Mounted, Running, serve};
use haicap_kit::{Clock, Config, Exit, Figures, Host, Service, telemetry, told_to_end};
use haicap_reference::{install_copy, shipped};
use std::error::Error;
use std::pin::pin;
use std::sync::Arc;

/// Starts everything, answers until told to stop, and ends everything in the opposite order.
pub(crate) async fn up(settings: &Settings) -> Exit {
    telemetry::start_quietly();
    telemetry::log_panics();
    let mut end = pin!(told_to_end());
    let home = Home::at(&settings.home)?;
    let _lock = home.lock()?;
    let listen = Listen {
        api: settle(settings.addr, "HAICAP_ADDR")?,
        ops: Some(settle(settings.ops_addr, "HAICAP_OPS_ADDR")?),
        cors_origins: settings.cors_origins(),
    };
    let mut server = tokio::select! {
        biased;
        ended = &mut end => return Ok(ended?),
        server = Server::open(settings, &home) => server?,
    };
    let installation = Installation { home: &home, access: server.access(), is_private: server.is_private(), listen };
    let started = tokio::select! {
        biased;
        ended = &mut end => Ended::Told(ended),
        started = installation.start() => Ended::Not(started),
    };
    let outcome = match started {
        Ended::Told(ended) => ended.map_err(Into::into),
        Ended::Not(Err(error)) => Err(error),
        Ended::Not(Ok(running)) => {
            say(format!("Ready: {}", origin(running.api)));
            say(format!("A token: {} token --org BTC --role coordinator", index::program(home.folder())));
            let ended = tokio::select! {
                ended = end => ended.map_err(Into::into),
                // Nothing can be answered without it.
                error = server.ended() => Err(error.into()),
            };
            say("Stopping …");
            running.stop().await;
            ended
        }
    };
    server.stop().await?;
    home.remove(ADDRESS_FILE)?;
    outcome
}

/// Whether the person at the terminal was quicker than we.
enum Ended {
    Told(std::io::Result<()>),
    Not(Result<Running, Box<dyn Error + Send + Sync>>),
}

/// A home with a database that answers.
struct Installation<'a> {
    home: &'a Home,
    access: &'a Access,
    /// Whether the database is the home's own.
    is_private: bool,
    listen: Listen,
}

impl Installation<'_> {
    async fn start(&self) -> Result<Running, Box<dyn Error + Send + Sync>> {
        let issuer = Arc::new(issuer_in(self.home.folder())?);
        write(&self.home.path(ADDRESS_FILE), self.access.owner.as_bytes(), PRIVATE)?;
        let Opened { id, loading } = self.access.open().await?;
        if self.is_private {
            self.home.keep_private_database(id)?;
        }
        let belongings = self.home.belongings(id)?;
        let is_new = loading.is_some();
        let clock = if is_new { Clock::wall() } else { belongings.clock()? };
        self.access.migrate().await?;
        let mut mounted = Vec::new();
        for (service, (_, database_url)) in SERVICES.into_iter().zip(&self.access.services) {
            let config = self.config(service, database_url, &issuer, &belongings)?;
            let host = Arc::new(Host::new(&service, config, clock.clone())?);
            if is_new && mounted.is_empty() {
                example::fill(&host).await?;
            } else if is_new {
                install_copy(&host, &shipped::parts()).await?;
            }
            mounted.push(Mounted::new(service, host).await?);
        }
        if let [directives, reporting, ..] = mounted.as_slice()
            && let Some(loading) = loading
        {
            example::play(directives.clone(), reporting.clone(), &issuer, &clock).await?;
            belongings.keep_clock(&clock)?;
            loading.finish().await?;
        }
        Ok(serve(mounted, &self.listen, Some(index::page(&origin(self.listen.api), self.home.folder(), &clock)))?)
    }

    fn config(
        &self,
        service: Service,
        database_url: &str,
        issuer: &Arc<DemoIssuer>,
        belongings: &Belongings,
    ) -> Result<Config, Box<dyn Error + Send + Sync>> {
        Ok(Config {
            database_url: database_url.to_owned(),
            listen: self.listen.api,
            ops: self.listen.ops.unwrap_or(self.listen.api),
            rules: TokenRules {
                issuer: DemoIssuer::ISSUER.to_owned(),
                audience: DemoIssuer::AUDIENCE.to_owned(),
                algorithm: DemoIssuer::ALGORITHM,
            },
            figures: Figures::read(service.figures, &std::env::vars().collect())?,
            keys: KeySource::Fixed(issuer.keys()?),
            own_token: Some(OwnToken::Demo { issuer: Arc::clone(issuer), service: service.name }),
            neighbours: service.neighbours.iter().map(|one| (one.name, origin(self.listen.api))).collect(),
            storage: belongings.attachments(service.name)?,
            cors_origins: self.listen.cors_origins.clone(),
            client: reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build()?,
        })
    }
}
