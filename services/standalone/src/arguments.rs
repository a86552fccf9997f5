use crate::services::SERVICES;
use clap::{Args, Parser, Subcommand};
use haicap_kit::Service;
use haicap_types::{OrganizationCode, Role};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// Hai Cấp on one machine: directives, reporting and inspection teams in one process, over a Postgres of its own, with
/// an example to try.
#[derive(Parser)]
#[command(name = "haicap", version)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) settings: Settings,
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

/// Where everything is.
#[derive(Args)]
pub(crate) struct Settings {
    /// The folder that keeps the data and the keys.
    #[arg(long, env = "HAICAP_HOME", default_value = ".haicap", global = true)]
    pub(crate) home: PathBuf,
    /// Where the services answer.
    #[arg(long, env = "HAICAP_ADDR", default_value = "127.0.0.1:8080", global = true)]
    pub(crate) addr: SocketAddr,
    /// Where health and metrics are answered.
    #[arg(long, env = "HAICAP_OPS_ADDR", default_value = "127.0.0.1:9090", global = true)]
    pub(crate) ops_addr: SocketAddr,
    /// Origins of browser front ends, separated by spaces.
    #[arg(long, env = "CORS_ORIGINS", default_value = "", global = true)]
    cors_origins: String,
    /// The folder of PostgreSQL's programs, where they are not found by themselves.
    #[arg(long, env = "PG_BIN", global = true)]
    pg_bin: Option<PathBuf>,
    /// Another Postgres than a private one, as a user who may create schemas.
    #[arg(long, env = "DATABASE_URL", hide_env_values = true, global = true)]
    database_url: Option<String>,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Start and answer until told to stop (the default).
    Up,
    /// Print a token for somebody, and nothing else.
    Token(Whom),
    /// Write a demonstration's signing key and its public half into a folder, unless they are there.
    Keys {
        /// The folder.
        #[arg(long)]
        dir: PathBuf,
        /// Another folder for the public half: for whoever only checks tokens.
        #[arg(long)]
        public: Option<PathBuf>,
    },
    /// Give services their tokens, for a trial of several processes: each asks with the secret in `…_CLIENT_SECRET`.
    Issuer,
    /// Delete the data, so that the next start begins with the example again.
    Reset {
        /// Do not ask.
        #[arg(long)]
        yes: bool,
    },
    /// Check every link of a service's event log.
    VerifyLog {
        /// The service's name.
        #[arg(long, value_parser = service_named)]
        service: Service,
        /// A head hash that was remembered earlier: also finds a tail that was cut off.
        #[arg(long)]
        head: Option<String>,
    },
}

/// Whom a token speaks of.
#[derive(Args)]
pub(crate) struct Whom {
    /// The code of the organization; repeat it together with the role for somebody who belongs to several.
    #[arg(long, required = true)]
    pub(crate) org: Vec<OrganizationCode>,
    /// leader, coordinator, officer, inspector, auditor, integration, service or operator.
    #[arg(long, required = true)]
    pub(crate) role: Vec<Role>,
    /// The person's name.
    #[arg(long)]
    pub(crate) name: Option<String>,
    /// The person's id, to be somebody else in the same role.
    #[arg(long)]
    pub(crate) subject: Option<String>,
}

impl Settings {
    /// The folder of PostgreSQL's programs, if one was named.
    pub(crate) fn pg_bin(&self) -> Option<&Path> {
        self.pg_bin.as_deref().filter(|folder| !folder.as_os_str().is_empty())
    }

    /// The address of another Postgres, if one was named.
    pub(crate) fn database_url(&self) -> Option<&str> {
        self.database_url.as_deref().filter(|url| !url.is_empty())
    }

    pub(crate) fn cors_origins(&self) -> Vec<String> {
        self.cors_origins.split_whitespace().map(str::to_owned).collect()
    }
}

/// The service of a name.
fn service_named(name: &str) -> Result<Service, String> {
    let known = || SERVICES.map(|service| service.name).join(", ");
    SERVICES.into_iter().find(|service| service.name == name).ok_or_else(|| format!("it is one of {}", known()))
}
