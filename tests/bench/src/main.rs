//! The benchmark: the directives service over a private Postgres, beside `pgbench` running the same statements.
//!
//! `README.md` says how to run it, and what its figures mean.

mod case;
mod drive;
mod facts;
mod http;
mod load;
mod measure;
mod options;
mod pgbench;
mod place;
mod process;
mod report;
mod service;
mod statements;
mod world;

use clap::Parser as _;
use haicap_kit::Exit;
use measure::Line;
use options::Options;
use place::Place;
use service::Service;
use std::io::Write as _;
use std::process::ExitCode;
use std::sync::Arc;
use world::World;

/// The argument with which this program runs as the service that is measured.
const SERVE: &str = "serve";

fn main() -> ExitCode {
    if std::env::args().nth(1).as_deref() == Some(SERVE) {
        return haicap_kit::run(directives::SERVICE);
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
    say("Starting PostgreSQL …");
    let place = Place::make(options.statements).await?;
    if options.statements {
        let world = filled(&place, options.rows).await?;
        return statements::print(&place, &world).await;
    }
    let cases = options.cases();
    let few = (options.rows / 100).max(1_000).min(options.rows);
    let mut world = filled(&place, few).await?;
    let mut flat = Vec::new();
    if few < options.rows {
        let service = Service::start(&place, &world).await?;
        for case in cases.iter().copied().filter(|case| case.is_list()) {
            flat.push(measure::service(&place, &service, &world, case, options).await?);
        }
        service.stop().await;
        say(format!("Loading {} assignments …", options.rows));
        load::rows(&place, few + 1, options.rows).await?;
        world = Arc::new(World::new(&place, options.rows)?);
        load::settle(&place).await?;
    }
    let service = Service::start(&place, &world).await?;
    let mut lines: Vec<Line> = Vec::new();
    for case in cases {
        lines.push(measure::against_pgbench(&place, &service, &world, case, options).await?);
    }
    let memory = service.memory()?;
    let report = report::text(&place, options, &service, memory, &lines, &flat).await?;
    service.stop().await;
    std::io::stdout().write_all(report.as_bytes())?;
    Ok(())
}

/// A place with so many rows in it.
async fn filled(place: &Place, rows: u32) -> Result<Arc<World>, Box<dyn std::error::Error + Send + Sync>> {
    say(format!("Loading {rows} assignments …"));
    let world = Arc::new(World::new(place, rows)?);
    load::organizations(place, &world).await?;
    load::rows(place, 1, rows).await?;
    load::settle(place).await?;
    Ok(world)
}
