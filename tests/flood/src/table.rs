use crate::others::Seen;
use std::collections::BTreeMap;
use std::time::Duration;

/// How long others may wait for an answer during a flood.
const OTHERS_MAX: Duration = Duration::from_secs(5);

/// How much the memory of the service may grow in a flood.
const GROWTH_MAX_KB: u64 = 512 * 1024;

/// What came of a flood.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) name: &'static str,
    pub(crate) took: Duration,
    /// How often each answer was given: a status, or a word where there was none.
    pub(crate) answers: BTreeMap<String, usize>,
    pub(crate) memory_before_kb: u64,
    pub(crate) memory_after_kb: u64,
    pub(crate) backends_before_kb: u64,
    pub(crate) seen: Seen,
    /// How many lines of metrics there were before, and after.
    pub(crate) series: (usize, usize),
}

impl Outcome {
    /// It in a line.
    pub(crate) fn line(&self) -> String {
        let answers: Vec<String> = self.answers.iter().map(|(answer, times)| format!("{times} × {answer}")).collect();
        format!("{}: {} in {:.1} s", self.name, answers.join(", "), self.took.as_secs_f64())
    }

    /// What should not be.
    pub(crate) fn wrongs(&self) -> Vec<String> {
        let slowest = self.seen.share(100);
        let failures: usize =
            self.answers.iter().filter(|(answer, _)| answer.starts_with('5')).map(|(_, times)| times).sum();
        let growth_kb = self.seen.memory_kb.saturating_sub(self.memory_before_kb);
        [
            (self.seen.failed > 0, format!("others got no answer {} times", self.seen.failed)),
            (slowest > OTHERS_MAX, format!("others waited {slowest:?}")),
            (failures > 0, format!("the service failed {failures} times")),
            (growth_kb > GROWTH_MAX_KB, format!("memory grew by {} MiB", growth_kb / 1024)),
            (self.series.1 > self.series.0 + 200, format!("{} series became {}", self.series.0, self.series.1)),
        ]
        .into_iter()
        .filter_map(|(is_wrong, words)| is_wrong.then(|| format!("{}: {words}", self.name)))
        .collect()
    }
}

/// All of them as a table in Markdown.
pub(crate) fn draw(outcomes: &[Outcome]) -> String {
    let mib = |kb: u64| kb / 1024;
    let ms = |time: Duration| format!("{:.0}", time.as_secs_f64() * 1000.0);
    let mut lines = vec![
        "| flood | seconds | memory before, most, after (MiB) | backends before, most (MiB) | metrics lines | others: \
         median, 99 %, most (ms) | failed |"
            .to_owned(),
        "|---|---|---|---|---|---|---|".to_owned(),
    ];
    lines.extend(outcomes.iter().map(|outcome| {
        let seen = &outcome.seen;
        format!(
            "| {} | {:.1} | {}, {}, {} | {}, {} | {}, {} | {}, {}, {} | {} |",
            outcome.name,
            outcome.took.as_secs_f64(),
            mib(outcome.memory_before_kb),
            mib(seen.memory_kb),
            mib(outcome.memory_after_kb),
            mib(outcome.backends_before_kb),
            mib(seen.backends_kb),
            outcome.series.0,
            outcome.series.1,
            ms(seen.share(50)),
            ms(seen.share(99)),
            ms(seen.share(100)),
            seen.failed
        )
    }));
    lines.join("\n")
}
