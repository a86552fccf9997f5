use crate::case::Case;
use clap::Parser;

/// Measures the services over a private Postgres, beside pgbench running the same statements.
#[derive(Debug, Parser)]
#[command(name = "bench")]
pub(crate) struct Options {
    /// How many assignments are loaded.
    #[arg(long, default_value_t = 1_000_000, value_parser = clap::value_parser!(u32).range(1_000..=20_000_000))]
    pub(crate) rows: u32,
    /// How long each turn takes, in seconds.
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=600))]
    pub(crate) seconds: u32,
    /// How often service and pgbench take turns.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..=100))]
    pub(crate) rounds: u32,
    /// What is measured; everything if absent.
    #[arg(long, value_enum, value_delimiter = ',')]
    only: Vec<Case>,
    /// Print the statements of one request of each kind, and measure nothing.
    #[arg(long)]
    pub(crate) statements: bool,
}

impl Options {
    /// Which of these are measured, in order.
    pub(crate) fn among(&self, cases: &[Case]) -> Vec<Case> {
        cases.iter().copied().filter(|case| self.wants(*case)).collect()
    }

    pub(crate) fn wants(&self, case: Case) -> bool {
        self.only.is_empty() || self.only.contains(&case)
    }
}
