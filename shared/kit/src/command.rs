use crate::clock::Clock;
use crate::config::{Config, DatabaseAddresses, Otherwise, VARIABLES, Variable};
use crate::db::{Database, migrate, role_of};
use crate::document;
use crate::events::verify;
use crate::figures::Figure;
use crate::host::Host;
use crate::server::{Listen, Mounted, serve};
use crate::service::Service;
use crate::telemetry;
use clap::{Parser, Subcommand};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::Arc;
use std::time::Duration;
use tokio::signal::unix::{SignalKind, signal};

/// How long a container check may take.
const HEALTH_DEADLINE: Duration = Duration::from_secs(3);

#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Answer requests (the default).
    Serve,
    /// Bring the database schema up to date, as its owner.
    Migrate,
    /// Print the OpenAPI document.
    Openapi,
    /// Read the configuration and say what is wrong with it.
    CheckConfig,
    /// Check every link of the event log.
    VerifyLog {
        /// A head hash that was remembered earlier: also finds a tail that was cut off.
        #[arg(long)]
        head: Option<String>,
    },
    /// Ask the running service whether it is ready, for container checks.
    Health,
}

/// How a process ends: what it says on standard error, or nothing.
pub type Exit = Result<(), Box<dyn std::error::Error + Send + Sync>>;

/// Runs a service as its command line says. A `main` is this call.
#[must_use]
pub fn run(service: Service) -> std::process::ExitCode {
    let command = <Arguments as clap::CommandFactory>::command()
        .name(service.name)
        .about(service.title)
        .after_help(help(&service));
    let arguments = match <Arguments as clap::FromArgMatches>::from_arg_matches(&command.get_matches()) {
        Ok(arguments) => arguments,
        Err(error) => error.exit(),
    };
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return say(&error),
    };
    match runtime.block_on(carry_out(service, arguments.command.unwrap_or(Command::Serve))) {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(error) => say(&*error),
    }
}

fn say(error: &dyn std::fmt::Display) -> std::process::ExitCode {
    let _ = writeln!(std::io::stderr(), "{error}");
    std::process::ExitCode::FAILURE
}

fn help(service: &Service) -> String {
    let mut text = String::from("Environment (a secret X may also be given as X_FILE):\n");
    for Variable { name, otherwise, meaning } in VARIABLES {
        let _ = writeln!(text, "  {name:<24} {meaning} [{otherwise}]");
    }
    for neighbour in service.neighbours {
        let otherwise = if neighbour.is_required { Otherwise::Required } else { Otherwise::Nothing };
        let meaning = format!("origin of the service {}: {}", neighbour.name, neighbour.why);
        let _ = writeln!(text, "  {:<24} {meaning} [{otherwise}]", neighbour.variable());
    }
    for Figure { name, default, meaning, .. } in service.figures {
        let _ = writeln!(text, "  {name:<24} {meaning} [{default}]");
    }
    text
}

async fn carry_out(service: Service, command: Command) -> Exit {
    let environment: HashMap<String, String> = std::env::vars().collect();
    match command {
        Command::Serve => {
            let config = Config::read(&service, &environment)?;
            telemetry::start(telemetry::SERVICE_LOG);
            telemetry::log_panics();
            serve_until_told(service, config).await
        }
        Command::Migrate => {
            let addresses = DatabaseAddresses::read(&environment)?;
            let role = role_of(&addresses.role_url)?;
            let role = role.as_deref().unwrap_or(service.schema);
            Ok(migrate(&addresses.owner_url, service.schema, role, &(service.migrations)()).await?)
        }
        Command::Openapi => print(&document::text(&document::build(&service))),
        Command::CheckConfig => {
            Config::read(&service, &environment)?;
            print("the configuration is usable\n")
        }
        Command::VerifyLog { head } => {
            verify_log(service, &DatabaseAddresses::read(&environment)?.role_url, head.as_deref()).await
        }
        Command::Health => health(&Config::read(&service, &environment)?).await,
    }
}

async fn serve_until_told(service: Service, config: Config) -> Exit {
    let listen = Listen { api: config.listen, ops: Some(config.ops), cors_origins: config.cors_origins.clone() };
    let host = Arc::new(Host::new(&service, config, Clock::wall())?);
    let running = serve(vec![Mounted::new(service, host).await?], &listen, None)?;
    tracing::info!(service = service.name, api = %running.api, "answering");
    told_to_end().await?;
    running.stop().await;
    Ok(())
}

/// Waits for Ctrl-C or SIGTERM.
///
/// # Errors
/// The signals cannot be listened for.
pub async fn told_to_end() -> std::io::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    Ok(())
}

async fn verify_log(service: Service, role_url: &str, head: Option<&str>) -> Exit {
    let database = Database::open(role_url, service.schema)?;
    let connection = database.own().await?;
    let report = verify(&connection, head).await?;
    print(&format!("head {} {}\n", report.head, report.head_hash))?;
    if report.faults.is_empty() {
        return Ok(());
    }
    let faults: Vec<String> = report.faults.iter().map(ToString::to_string).collect();
    Err(faults.join("\n").into())
}

async fn health(config: &Config) -> Exit {
    let port = config.ops.port();
    let answer =
        config.client.get(format!("http://127.0.0.1:{port}/health/ready")).timeout(HEALTH_DEADLINE).send().await?;
    answer.error_for_status()?;
    Ok(())
}

fn print(text: &str) -> Exit {
    std::io::stdout().write_all(text.as_bytes())?;
    Ok(())
}
