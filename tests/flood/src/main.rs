//! Floods: what a hostile client can make much of, sent to a service whose memory and whose answers to others are measured
//! meanwhile.
//!
//! Without an address it starts a directives service in a process of its own. `tests/README.md` says how to run it.

mod floods;
mod memory;
mod others;
mod served;
mod table;
mod target;

use clap::Parser;
use floods::{FLOODS, Flood};
use std::error::Error;
use std::io::Write as _;
use std::process::ExitCode;
use std::time::Duration;
use table::Outcome;
use target::Target;

/// How anything here fails: with words.
type Failure = Box<dyn Error + Send + Sync>;

#[derive(Parser)]
#[command(about = "Floods a service on this machine, and measures what the others get meanwhile.")]
struct Options {
    /// The origin of a directives service that runs already, on 127.0.0.1; one is started if there is none.
    #[arg(long, requires_all = ["ops", "pid", "token"])]
    url: Option<String>,
    /// The origin of its operations listener.
    #[arg(long)]
    ops: Option<String>,
    /// Its process, whose memory is measured.
    #[arg(long)]
    pid: Option<u32>,
    /// A token that it takes.
    #[arg(long)]
    token: Option<String>,
    /// The part of each flood that is sent: 1 for all of it.
    #[arg(long, default_value_t = 1.0)]
    scale: f64,
    /// How many seconds a flood may last.
    #[arg(long, default_value_t = 120)]
    seconds: u64,
    /// These floods alone, by their names.
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
    /// Fails if others were kept waiting or refused, or if the service failed.
    #[arg(long)]
    strict: bool,
    /// Is the service, and not the flood.
    #[arg(long, hide = true)]
    serve: bool,
}

fn main() -> ExitCode {
    let options = Options::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error),
    };
    let done = runtime.block_on(async {
        if options.serve {
            return served::serve().await;
        }
        flood(&options).await
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&*error),
    }
}

async fn flood(options: &Options) -> Result<(), Failure> {
    let target = match (&options.url, &options.ops, options.pid, &options.token) {
        (Some(url), Some(ops), Some(pid), Some(token)) => Target::running(url, ops, pid, token)?,
        _ => Target::start().await?,
    };
    let wanted = |flood: &&Flood| options.only.is_empty() || options.only.iter().any(|name| name == flood.name);
    let mut outcomes = Vec::new();
    for flood in FLOODS.iter().filter(wanted) {
        let outcome = flood.send(&target, options.scale, Duration::from_secs(options.seconds)).await?;
        say(&outcome.line())?;
        outcomes.push(outcome);
    }
    say(&table::draw(&outcomes))?;
    let wrongs: Vec<String> = outcomes.iter().flat_map(Outcome::wrongs).collect();
    if options.strict && !wrongs.is_empty() { Err(wrongs.join("\n").into()) } else { Ok(()) }
}

fn say(text: &str) -> Result<(), Failure> {
    Ok(writeln!(std::io::stdout(), "{text}")?)
}

fn fail(error: &dyn Error) -> ExitCode {
    let _ = writeln!(std::io::stderr(), "{error}");
    ExitCode::FAILURE
}
