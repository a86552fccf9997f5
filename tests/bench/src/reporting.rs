//! The reporting service: a city's communes report a hundred figures by week, and they are added up.

mod define;
mod document;
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
use world::City;

pub(crate) use document::Drawn;

/// What is asked of it over and over.
const ASKED: [Case; 3] = [Case::Submit, Case::Consolidate, Case::Completeness];

/// What is measured of it.
pub(crate) const CASES: [Case; 4] = [Case::Submit, Case::Consolidate, Case::Completeness, Case::Document];

/// Prints what it sends to the database.
pub(crate) async fn print_statements(options: &Options) -> Result<(), Box<dyn Error + Send + Sync>> {
    let place = Place::make(::reporting::SERVICE, true).await?;
    let city: Arc<dyn World> = filled(&place, options).await?;
    statements::print(&place, &*city, &options.among(&ASKED)).await
}

/// Measures it.
pub(crate) async fn measure(options: &Options) -> Result<Results, Box<dyn Error + Send + Sync>> {
    say("Starting PostgreSQL for the reporting service …");
    let place = Place::make(::reporting::SERVICE, false).await?;
    let city = filled(&place, options).await?;
    let title = format!(
        "{} communes, {} figures in a report, {} of them in all",
        city.units.len(),
        world::FIGURES,
        load::count(&place).await?
    );
    let world: Arc<dyn World> = Arc::<City>::clone(&city);
    let service = Service::start(&place, &*world).await?;
    let mut lines = Vec::new();
    for case in options.among(&ASKED) {
        lines.push(measure::against_pgbench(&place, &service, &world, case, options).await?);
    }
    let mut results = Results {
        title,
        lines,
        memory_kb: service.memory_kb()?,
        postgres_memory_kb: process::family_memory_kb(place.cluster.process())?,
        ready_in: service.ready_in,
        ..Results::default()
    };
    service.stop().await;
    if options.wants(Case::Document) {
        results.drawn = document::measure(&place, &city).await?;
    }
    Ok(results)
}

/// A city that has reported for some weeks, and has drafts for this one.
async fn filled(place: &Place, options: &Options) -> Result<Arc<City>, Box<dyn Error + Send + Sync>> {
    let city = City::new(place, options.seconds)?;
    say(format!("Defining {} reports by week …", city.regimes + 1));
    let service = Service::start(place, &city).await?;
    define::all(&service, &city).await?;
    service.stop().await;
    say(format!("Loading {} reports and as many drafts …", city.drafts()));
    load::reports(place, &city).await?;
    Ok(Arc::new(city))
}
