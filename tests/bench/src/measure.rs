use crate::case::Case;
use crate::drive::{CONNECTIONS, Turn, drive};
use crate::export::Exported;
use crate::options::Options;
use crate::pgbench::{self, CLIENTS};
use crate::place::Place;
use crate::reporting::Drawn;
use crate::service::Service;
use crate::world::World;
use crate::{process, say};
use std::error::Error;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::sleep;

/// How long connections and caches are warmed before a case is measured.
const WARM_UP: Duration = Duration::from_secs(1);

/// What was measured of a service.
#[derive(Default)]
pub(crate) struct Results {
    /// What there was to ask about.
    pub(crate) title: String,
    pub(crate) lines: Vec<Line>,
    /// The lists with a hundredth of the rows.
    pub(crate) few: Vec<(Case, Measured)>,
    pub(crate) exports: Vec<Exported>,
    pub(crate) drawn: Vec<Drawn>,
    /// The service's memory, and the most that it ever had.
    pub(crate) memory_kb: (u64, u64),
    pub(crate) postgres_memory_kb: u64,
    /// From the start of the process to the first answer.
    pub(crate) ready_in: Duration,
}

/// What was measured of a case.
pub(crate) struct Line {
    pub(crate) case: Case,
    /// What the service answered to somebody who is alone.
    pub(crate) alone: Turn,
    /// What the service answered.
    pub(crate) service: Measured,
    /// What pgbench reached with each number of clients, in all rounds.
    pub(crate) pgbench: Vec<Limit>,
    /// How long a write took to reach the disk in each round, in microseconds.
    pub(crate) fsyncs_us: Vec<f64>,
}

/// What the service answered, and what it took.
#[derive(Default)]
pub(crate) struct Measured {
    pub(crate) turn: Turn,
    pub(crate) service_cpu: Duration,
    pub(crate) postgres_cpu: Duration,
    /// What making the load took.
    pub(crate) own_cpu: Duration,
}

/// What pgbench reached with a number of clients.
pub(crate) struct Limit {
    pub(crate) clients: u32,
    /// Transactions in a second, of each round.
    pub(crate) rates: Vec<f64>,
    pub(crate) postgres_cpu: Duration,
    pub(crate) transactions: f64,
}

impl Limit {
    /// Transactions in a second.
    pub(crate) fn rate(&self) -> f64 {
        mean(&self.rates)
    }
}

impl Line {
    /// The better of pgbench's numbers of clients.
    pub(crate) fn limit(&self) -> Option<&Limit> {
        self.pgbench.iter().max_by(|left, right| left.rate().total_cmp(&right.rate()))
    }

    /// The share of the limit that the service reached.
    pub(crate) fn ratio(&self) -> f64 {
        self.service.rate() / self.limit().map_or(f64::NAN, Limit::rate)
    }
}

impl Measured {
    /// Requests in a second.
    pub(crate) fn rate(&self) -> f64 {
        self.requests() / self.turn.elapsed.as_secs_f64()
    }

    pub(crate) fn requests(&self) -> f64 {
        u32::try_from(self.turn.latencies.len()).map_or(f64::NAN, f64::from)
    }

    /// A share of a request's, in microseconds.
    pub(crate) fn per_request_us(&self, time: Duration) -> f64 {
        time.as_secs_f64() * 1e6 / self.requests()
    }
}

/// How long the server is given to notice that connections have ended.
const SETTLE: Duration = Duration::from_millis(500);

/// The mean of some figures.
pub(crate) fn mean(figures: &[f64]) -> f64 {
    figures.iter().sum::<f64>() / u32::try_from(figures.len()).map_or(f64::NAN, f64::from)
}

/// Lets service and pgbench take turns.
pub(crate) async fn against_pgbench(
    place: &Place,
    service: &Service,
    world: &Arc<dyn World>,
    case: Case,
    options: &Options,
) -> Result<Line, Box<dyn Error + Send + Sync>> {
    let limit = |clients| Limit { clients, rates: Vec::new(), postgres_cpu: Duration::ZERO, transactions: 0.0 };
    drive(world, service.address, case, WARM_UP, CONNECTIONS).await?;
    prepare(place, &**world, case).await?;
    let alone = drive(world, service.address, case, WARM_UP, 1).await?;
    let mut line =
        Line { case, alone, service: Measured::default(), pgbench: CLIENTS.map(limit).into(), fsyncs_us: Vec::new() };
    if case.is_write() {
        // For pgbench's scripts to store one like it.
        place.owner.batch_execute(include_str!("../scripts/shared/newest-answer.sql")).await?;
    }
    for round in 1..=options.rounds {
        if case.is_write() {
            line.fsyncs_us.push(pgbench::fsync_us(place).await?);
        }
        turn(place, service, world, case, options, &mut line.service).await?;
        for limit in &mut line.pgbench {
            prepare(place, &**world, case).await?;
            let before = process::family_cpu(place.cluster.process())?;
            let rate = pgbench::rate(place, &**world, case, limit.clients, options.seconds).await?;
            // What its connections used is counted for good once the server has noticed that they have ended.
            sleep(SETTLE).await;
            limit.postgres_cpu += process::family_cpu(place.cluster.process())?.saturating_sub(before);
            limit.transactions += rate * f64::from(options.seconds);
            limit.rates.push(rate);
        }
        say(format!("{}, round {round}: {:.0}/s, {:.2} of pgbench", case.name(), line.service.rate(), line.ratio()));
    }
    Ok(line)
}

/// The service alone, for comparing one number of rows with another.
pub(crate) async fn service(
    place: &Place,
    service: &Service,
    world: &Arc<dyn World>,
    case: Case,
    options: &Options,
) -> Result<(Case, Measured), Box<dyn Error + Send + Sync>> {
    let mut measured = Measured::default();
    drive(world, service.address, case, WARM_UP, CONNECTIONS).await?;
    turn(place, service, world, case, options, &mut measured).await?;
    Ok((case, measured))
}

/// Takes back what was used up, and has writes begin behind a checkpoint.
async fn prepare(place: &Place, world: &dyn World, case: Case) -> Result<(), tokio_postgres::Error> {
    for statement in world.take_back(case) {
        place.owner.batch_execute(&statement).await?;
    }
    if case.is_write() {
        place.checkpoint().await?;
    }
    Ok(())
}

async fn turn(
    place: &Place,
    service: &Service,
    world: &Arc<dyn World>,
    case: Case,
    options: &Options,
    measured: &mut Measured,
) -> Result<(), Box<dyn Error + Send + Sync>> {
    prepare(place, &**world, case).await?;
    let clocks = || -> std::io::Result<[Duration; 3]> {
        let own = process::cpu(std::process::id())?;
        Ok([service.cpu()?, process::family_cpu(place.cluster.process())?, own])
    };
    let before = clocks()?;
    let time = Duration::from_secs(options.seconds.into());
    let turn = drive(world, service.address, case, time, CONNECTIONS).await?;
    let [service_cpu, postgres_cpu, own_cpu] = clocks()?;
    let [service_before, postgres_before, own_before] = before;
    measured.service_cpu += service_cpu.saturating_sub(service_before);
    measured.postgres_cpu += postgres_cpu.saturating_sub(postgres_before);
    measured.own_cpu += own_cpu.saturating_sub(own_before);
    measured.turn.add(turn);
    Ok(())
}
