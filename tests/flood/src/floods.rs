mod filters;
mod readers;
mod uploads;

use crate::Failure;
use crate::memory::{of_backends, of_process};
use crate::others::Others;
use crate::table::Outcome;
use crate::target::Target;
use futures_util::future::LocalBoxFuture;
use futures_util::{FutureExt, StreamExt, stream};
use reqwest::Method;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// How often each answer was given.
pub(crate) type Answers = BTreeMap<String, usize>;

/// Something that a client can make much of.
pub(crate) struct Flood {
    pub(crate) name: &'static str,
    /// How many times all of it is.
    times: f64,
    send: for<'a> fn(&'a Target, Part) -> LocalBoxFuture<'a, Answers>,
}

/// How much of a flood is sent, and until when.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Part {
    pub(crate) times: usize,
    pub(crate) until: Instant,
}

/// All of them.
pub(crate) const FLOODS: &[Flood] = &[
    Flood { name: "methods", times: 10_000.0, send: |target, part| methods(target, part).boxed_local() },
    Flood { name: "readers", times: 1_000.0, send: |target, part| readers::deaf(target, part).boxed_local() },
    Flood { name: "polls", times: 500.0, send: |target, part| polls(target, part).boxed_local() },
    Flood { name: "filters", times: 100_000.0, send: |target, part| filters::combined(target, part).boxed_local() },
    Flood { name: "uploads", times: 200.0, send: |target, part| uploads::unwanted(target, part).boxed_local() },
];

impl Flood {
    pub(crate) async fn send(&self, target: &Target, scale: f64, lasting: Duration) -> Result<Outcome, Failure> {
        let times: usize = format!("{:.0}", (self.times * scale).max(1.0)).parse()?;
        let backends_kb = || if target.is_started { of_backends(&target.served.role) } else { 0 };
        let (memory_before_kb, backends_before_kb) = (of_process(target.pid).unwrap_or_default(), backends_kb());
        let series_before = target.series().await?;
        let others = Others::begin(target);
        let begun = Instant::now();
        let answers = (self.send)(target, Part { times, until: begun + lasting }).await;
        let (took, seen) = (begun.elapsed(), others.end().await);
        Ok(Outcome {
            name: self.name,
            took,
            answers,
            memory_before_kb,
            memory_after_kb: of_process(target.pid).ok_or("the service is gone")?,
            backends_before_kb,
            seen,
            series: (series_before, target.series().await?),
        })
    }
}

/// Methods that nobody has, each another one, without a token.
async fn methods(target: &Target, part: Part) -> Answers {
    let address = format!("{}/directives/v1/me", target.served.origin);
    let send = async |number: usize| {
        let method = format!("{}{number}", "A".repeat(number % 200 + 1)).parse::<Method>().unwrap_or_default();
        answered(target.client.request(method, &address)).await
    };
    at_once(part, 50, send).await
}

/// Waits for what never comes, all of one person.
async fn polls(target: &Target, part: Part) -> Answers {
    let wait_s = part.until.saturating_duration_since(Instant::now()).as_secs().clamp(1, 20);
    let address = format!("{}/directives/v1/events?after=latest&kinds=x.&wait={wait_s}", target.served.origin);
    let send = async |_| answered(target.client.get(&address).bearer_auth(&target.served.token)).await;
    at_once(part, part.times, send).await
}

/// Sends numbered requests, so many at once, and counts the answers. What is not begun in time is left.
async fn at_once(part: Part, most: usize, send: impl AsyncFn(usize) -> String) -> Answers {
    let numbers = (0..part.times).take_while(|_| Instant::now() < part.until);
    count(stream::iter(numbers).map(|number| send(number)).buffer_unordered(most).collect::<Vec<_>>().await)
}

fn count(all: impl IntoIterator<Item = String>) -> Answers {
    let mut answers = Answers::new();
    for answer in all {
        *answers.entry(answer).or_default() += 1;
    }
    answers
}

/// The status, read to the end.
async fn answered(request: reqwest::RequestBuilder) -> String {
    match request.send().await {
        Ok(answer) => {
            let status = answer.status().as_u16().to_string();
            match answer.bytes().await {
                Ok(_) => status,
                Err(_) => format!("{status}, cut off"),
            }
        }
        Err(_) => "no answer".to_owned(),
    }
}
