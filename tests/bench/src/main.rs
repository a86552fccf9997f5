//! The benchmark: the services over a private Postgres, beside `pgbench` running the same statements.
//!
//! `README.md` says how to run it, and what its figures mean.

mod case;
mod directives;
mod drive;
mod export;
mod facts;
mod http;
mod measure;
mod options;
mod pgbench;
mod place;
mod process;
mod report;
mod reporting;
mod script;
mod service;
mod statements;
mod world;

use case::Case;
use clap::Parser as _;
use haicap_kit::Exit;
use options::Options;
use std::io::Write as _;
use std::process::ExitCode;

/// The variable that says as which service this program is to run: as the one that is measured, in its own process.
const SERVED: &str = "BENCH_SERVICE";

/// The services that are measured.
const SERVICES: [haicap_kit::Service; 2] = [::directives::SERVICE, ::reporting::SERVICE];

fn main() -> ExitCode {
    if let Some(service) = served() {
        return haicap_kit::run(service);
    }
    let options = Options::parse();
    // One thread makes all the load: the machine's other cores are for those who are measured.
    let runtime = match tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error),
    };
    match runtime.block_on(carry_out(&options)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&*error),
    }
}

fn served() -> Option<haicap_kit::Service> {
    let name = std::env::var(SERVED).ok()?;
    SERVICES.into_iter().find(|service| service.name == name)
}

/// Says what went wrong, and what was behind it: a driver's own words are just that there was a database error.
fn fail(error: &dyn std::error::Error) -> ExitCode {
    let causes = std::iter::successors(Some(error), |error| error.source());
    say(causes.map(ToString::to_string).collect::<Vec<_>>().join(": "));
    ExitCode::FAILURE
}

/// Says how far it has come; standard output is for the result.
fn say(line: impl std::fmt::Display) {
    // Who closed standard error does not want to know.
    let _ = writeln!(std::io::stderr(), "{line}");
}

async fn carry_out(options: &Options) -> Exit {
    let asks = |cases: &[Case]| !options.among(cases).is_empty();
    let (asks_directives, asks_reporting) = (asks(&directives::CASES), asks(&reporting::CASES));
    if options.statements {
        if asks_directives {
            directives::print_statements(options).await?;
        }
        if asks_reporting {
            reporting::print_statements(options).await?;
        }
        return Ok(());
    }
    let mut results = Vec::new();
    if asks_directives {
        results.push(directives::measure(options).await?);
    }
    if asks_reporting {
        results.push(reporting::measure(options).await?);
    }
    std::io::stdout().write_all(report::text(options, &results)?.as_bytes())?;
    Ok(())
}
