use crate::case::Case;
use crate::drive::CONNECTIONS;
use crate::facts::Facts;
use crate::measure::{Line, Measured, Results, mean};
use crate::options::Options;
use std::error::Error;
use std::fmt::Write as _;

/// The most that a list may slow down from a hundredth of the rows to all of them.
const FLAT: f64 = 1.3;

/// What was measured, as Markdown.
pub(crate) fn text(options: &Options, all: &[Results]) -> Result<String, Box<dyn Error + Send + Sync>> {
    let facts = Facts::of()?;
    let mut text = String::new();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    writeln!(text, "`cargo run --release -p bench -- {}` at {}:", arguments.join(" "), facts.revision)?;
    writeln!(
        text,
        "{} cores ({}), PostgreSQL {}, load average at the end {}; {CONNECTIONS} connections, {} rounds of {} s.",
        facts.cores, facts.processor, facts.postgres, facts.load_average, options.rounds, options.seconds
    )?;
    for results in all {
        section(&mut text, results)?;
    }
    Ok(text)
}

fn section(text: &mut String, results: &Results) -> std::fmt::Result {
    writeln!(text, "\n{}:\n", results.title)?;
    table(text, &results.lines)?;
    flatness(text, &results.lines, &results.few)?;
    let (now, most) = results.memory_kb;
    writeln!(
        text,
        "\nMemory: service {:.1} MB, at most {:.1} MB; Postgres {:.0} MB. Start to first answer: {:.0} ms.",
        megabytes(now),
        megabytes(most),
        megabytes(results.postgres_memory_kb),
        results.ready_in.as_secs_f64() * 1e3
    )
}

fn table(text: &mut String, lines: &[Line]) -> std::fmt::Result {
    text.push_str(
        "| what | requests/s | p50 ms | p99 ms | service µs | Postgres µs | service ÷ Postgres | pgbench/s (clients) \
         | its Postgres µs | ratio | aim | fsync µs | load µs |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n",
    );
    for line in lines {
        let measured = &line.service;
        let per_request = |time| measured.per_request_us(time);
        let (service_us, postgres_us) = (per_request(measured.service_cpu), per_request(measured.postgres_cpu));
        write!(
            text,
            "| {} | {:.0} | {:.2} | {:.2} | {service_us:.0} | {postgres_us:.0} | {:.2} ",
            line.case.name(),
            measured.rate(),
            measured.permille_ms(500),
            measured.permille_ms(990),
            service_us / postgres_us
        )?;
        if let Some(limit) = line.limit() {
            let limit_us = limit.postgres_cpu.as_secs_f64() * 1e6 / limit.transactions;
            write!(text, "| {:.0} ({}) | {limit_us:.0} ", limit.rate(), limit.clients)?;
        }
        write!(text, "| {:.2} | ≥ {:.2} ", line.ratio(), line.case.aim())?;
        match line.fsyncs_us.as_slice() {
            [] => write!(text, "| – ")?,
            fsyncs => write!(text, "| {:.0} ", mean(fsyncs))?,
        }
        writeln!(text, "| {:.0} |", per_request(measured.own_cpu))?;
    }
    Ok(())
}

/// The same list with a hundredth of the rows and with all: by the CPU time of both, which other work on the machine
/// moves least.
fn flatness(text: &mut String, lines: &[Line], few: &[(Case, Measured)]) -> std::fmt::Result {
    let cpu_us = |measured: &Measured| measured.per_request_us(measured.service_cpu + measured.postgres_cpu);
    for (case, few) in few {
        let Some(many) = lines.iter().find(|line| line.case == *case) else { continue };
        let (few_us, many_us) = (cpu_us(few), cpu_us(&many.service));
        writeln!(
            text,
            "\n{}, a hundredth of the rows → all: {few_us:.0} → {many_us:.0} µs of CPU, {:.2}× (aim ≤ {FLAT}×).",
            case.name(),
            many_us / few_us
        )?;
    }
    Ok(())
}

fn megabytes(kilobytes: u64) -> f64 {
    u32::try_from(kilobytes).map_or(f64::NAN, f64::from) / 1024.0
}
