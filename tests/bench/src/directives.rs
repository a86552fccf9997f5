//! The directives service: assignments one by one, in lists, and changed.

mod load;
mod requests;
mod world;

use crate::case::Case;
use crate::export::{self, Export, Exported};
use crate::measure::{self, Results};
use crate::options::Options;
use crate::place::Place;
use crate::service::Service;
use crate::world::{World, token};
use crate::{process, say, script, statements};
use haicap_types::Role;
use std::error::Error;
use std::sync::Arc;
use world::Assignments;

/// What is asked of it over and over.
const ASKED: [Case; 5] = [Case::Get, Case::List, Case::ListSeen, Case::Create, Case::Transition];

/// What is measured of it.
pub(crate) const CASES: [Case; 6] =
    [Case::Get, Case::List, Case::ListSeen, Case::Create, Case::Transition, Case::Export];

/// Where every assignment is read as a file.
const EXPORT_PATH: &str = "/directives/v1/assignments";

/// In which forms.
const EXPORTS: [(&str, &str); 2] =
    [("assignments as CSV", "text/csv"), ("assignments as NDJSON", "application/x-ndjson")];

/// Prints what it sends to the database.
pub(crate) async fn print_statements(options: &Options) -> Result<(), Box<dyn Error + Send + Sync>> {
    let place = Place::make(::directives::SERVICE, true).await?;
    let world = filled(&place, options.rows).await?;
    statements::print(&place, &*world, &options.among(&ASKED)).await
}

/// Measures it: lists also with a hundredth of the rows.
pub(crate) async fn measure(options: &Options) -> Result<Results, Box<dyn Error + Send + Sync>> {
    say("Starting PostgreSQL for the directives service …");
    let place = Place::make(::directives::SERVICE, false).await?;
    let cases = options.among(&ASKED);
    let few = (options.rows / 100).max(1_000).min(options.rows);
    let mut world = filled(&place, few).await?;
    let mut flat = Vec::new();
    if few < options.rows {
        let service = Service::start(&place, &*world).await?;
        for case in cases.iter().copied().filter(|case| case.is_list()) {
            flat.push(measure::service(&place, &service, &world, case, options).await?);
        }
        service.stop().await;
        say(format!("Loading {} assignments …", options.rows));
        load::rows(&place, few + 1, options.rows).await?;
        world = Arc::new(Assignments::new(&place, options.rows)?);
        load::settle(&place).await?;
    }
    let service = Service::start(&place, &*world).await?;
    let mut lines = Vec::new();
    for case in cases {
        lines.push(measure::against_pgbench(&place, &service, &world, case, options).await?);
    }
    let mut results = Results {
        title: format!("{} assignments over {} organizations", options.rows, world::BODIES),
        lines,
        few: flat,
        memory_kb: service.memory_kb()?,
        postgres_memory_kb: process::family_memory_kb(place.cluster.process())?,
        ready_in: service.ready_in,
        ..Results::default()
    };
    service.stop().await;
    if options.wants(Case::Export) {
        results.exports = exports(&place, &*world, options).await?;
    }
    Ok(results)
}

/// Each in a process of its own: what is grown already does not grow.
async fn exports(
    place: &Place,
    world: &dyn World,
    options: &Options,
) -> Result<Vec<Exported>, Box<dyn Error + Send + Sync>> {
    let mut exports = Vec::new();
    for (name, accept) in EXPORTS {
        say(format!("Exporting {name} …"));
        let (token, query) = (token(place, &"TT".parse()?, Role::Coordinator)?, script::whole(Case::Export, world)?);
        let service = Service::start(place, world).await?;
        let export = Export { name, path: EXPORT_PATH, accept, token, query };
        exports.push(export::measure(place, &service, &export, options.rounds).await?);
        service.stop().await;
    }
    Ok(exports)
}

/// What the service is asked about, once so many rows are there.
async fn filled(place: &Place, rows: u32) -> Result<Arc<dyn World>, Box<dyn Error + Send + Sync>> {
    say(format!("Loading {rows} assignments …"));
    let world = Assignments::new(place, rows)?;
    load::organizations(place, &world).await?;
    load::rows(place, 1, rows).await?;
    load::settle(place).await?;
    Ok(Arc::new(world))
}
