use haicap_testing::{Answer, Request};
use std::time::{Duration, Instant};

/// How long anything may take that must come about by itself; the machine may be busy.
const PATIENCE: Duration = Duration::from_secs(25);

const PAUSE: Duration = Duration::from_millis(20);

/// Asks again until there is an answer.
pub(crate) async fn eventually<T>(what: &str, ask: impl AsyncFn() -> Option<T>) -> T {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(answer) = ask().await {
            return answer;
        }
        assert!(Instant::now() < deadline, "it never came about: {what}");
        tokio::time::sleep(PAUSE).await;
    }
}

/// Sends the same request until somebody answers it: the service may be down just now.
pub(crate) async fn answered(request: impl Fn() -> Request) -> Answer {
    let send = async || request().try_send().await.ok().filter(|answer| answer.status != 503);
    eventually("an answer", send).await
}
