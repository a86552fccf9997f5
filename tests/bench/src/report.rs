use crate::case::Case;
use crate::drive::CONNECTIONS;
use crate::export::Exported;
use crate::facts::Facts;
use crate::measure::{Line, Measured, Results, mean};
use crate::options::Options;
use crate::reporting::Drawn;
use std::error::Error;
use std::fmt::Write as _;
use std::time::Duration;

/// The most that a list may slow down from a hundredth of the rows to all of them.
const FLAT: f64 = 1.3;

/// The most that a service's memory may grow while it writes a file.
const GROWTH_MB: u32 = 32;

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
    exports(text, &results.exports)?;
    drawn(text, &results.drawn)?;
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
    if lines.is_empty() {
        return Ok(());
    }
    text.push_str(
        "| what | alone ms | requests/s | p50 ms | p99 ms | service µs | Postgres µs | service ÷ Postgres | pgbench/s (clients) \
         | its Postgres µs | ratio | aim | fsync µs | load µs |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n",
    );
    for line in lines {
        let measured = &line.service;
        let per_request = |time| measured.per_request_us(time);
        let (service_us, postgres_us) = (per_request(measured.service_cpu), per_request(measured.postgres_cpu));
        write!(
            text,
            "| {} | {:.2} | {:.0} | {:.2} | {:.2} | {service_us:.0} | {postgres_us:.0} | {:.2} ",
            line.case.name(),
            line.alone.permille_ms(500),
            measured.rate(),
            measured.turn.permille_ms(500),
            measured.turn.permille_ms(990),
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

fn exports(text: &mut String, exports: &[Exported]) -> std::fmt::Result {
    if exports.is_empty() {
        return Ok(());
    }
    text.push_str(
        "\n| export | rows/s | MB/s | MB in all | service µs a row | Postgres µs a row | copy rows/s | ratio | aim \
         | MB grown | aim |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n",
    );
    for one in exports {
        let all_s = |times: &[Duration]| times.iter().sum::<Duration>().as_secs_f64();
        let files = u32::try_from(one.took.len()).map_or(f64::NAN, f64::from);
        let (rows, all_mb) = (f64::from(one.lines) * files, f64::from(one.kilobytes) / 1e3);
        let rows_per_s = rows / all_s(&one.took);
        let copied_per_s = rows / all_s(&one.copies_took);
        writeln!(
            text,
            "| {} | {rows_per_s:.0} | {:.1} | {:.0} | {:.2} | {:.2} | {copied_per_s:.0} | {:.2} | ≥ {:.2} | {:.1} \
             | ≤ {GROWTH_MB} |",
            one.name,
            all_mb * files / all_s(&one.took),
            all_mb,
            one.service_cpu.as_secs_f64() * 1e6 / rows,
            one.postgres_cpu.as_secs_f64() * 1e6 / rows,
            rows_per_s / copied_per_s,
            Case::Export.aim(),
            megabytes(one.growth_kb)
        )?;
    }
    Ok(())
}

fn drawn(text: &mut String, drawn: &[Drawn]) -> std::fmt::Result {
    if drawn.is_empty() {
        return Ok(());
    }
    text.push_str(
        "\n| document | pages | kB | first ms | again ms | aim | MB at most |\n|---|--:|--:|--:|--:|--:|--:|\n",
    );
    for one in drawn {
        let again: Vec<f64> = one.again.iter().map(|time| time.as_secs_f64() * 1e3).collect();
        writeln!(
            text,
            "| {} | {} | {} | {:.0} | {:.0} | ≤ {:.0} | {:.1} |",
            one.form,
            one.pages.map_or("–".to_owned(), |pages| pages.to_string()),
            one.bytes / 1000,
            one.first.as_secs_f64() * 1e3,
            mean(&again),
            one.aim_ms,
            megabytes(one.memory_kb)
        )?;
    }
    Ok(())
}

fn megabytes(kilobytes: u64) -> f64 {
    u32::try_from(kilobytes).map_or(f64::NAN, f64::from) / 1024.0
}
