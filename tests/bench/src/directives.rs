//! The directives service: assignments one by one, in lists, and changed.

mod load;
mod requests;
mod world;

use crate::case::Case;
use crate::measure::{self, Results};
use crate::options::Options;
use crate::place::Place;
use crate::service::Service;
use crate::world::World;
use crate::{process, say, statements};
use std::error::Error;
use std::sync::Arc;
use world::Assignments;

/// What is asked of it.
pub(crate) const CASES: [Case; 5] = [Case::Get, Case::List, Case::ListSeen, Case::Create, Case::Transition];

/// Prints what it sends to the database.
pub(crate) async fn print_statements(options: &Options) -> Result<(), Box<dyn Error + Send + Sync>> {
    let place = Place::make(::directives::SERVICE, true).await?;
    let world = filled(&place, options.rows).await?;
    statements::print(&place, &*world, &options.among(&CASES)).await
}

/// Measures it: lists also with a hundredth of the rows.
pub(crate) async fn measure(options: &Options) -> Result<Results, Box<dyn Error + Send + Sync>> {
    say("Starting PostgreSQL for the directives service …");
    let place = Place::make(::directives::SERVICE, false).await?;
    let cases = options.among(&CASES);
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
    let results = Results {
        title: format!("{} assignments over {} organizations", options.rows, world::BODIES),
        lines,
        few: flat,
        memory_kb: service.memory_kb()?,
        postgres_memory_kb: process::family_memory_kb(place.cluster.process())?,
        ready_in: service.ready_in,
    };
    service.stop().await;
    Ok(results)
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
