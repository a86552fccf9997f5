use super::*;
use crate::auth::DemoIssuer;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::sync::Notify;

const NOW_S: i64 = 1_760_000_000;

/// What a provider does when it is asked.
#[derive(Clone)]
enum Does {
    Answer(String),
    Fail,
    /// Answers when it is told to.
    Hang(String, Arc<Notify>),
}

/// A provider on a port of its own.
struct Provider {
    url: String,
    does: Arc<Mutex<Does>>,
    questions: Arc<AtomicUsize>,
}

impl Provider {
    async fn start(does: Does) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let url = format!("http://{}/jwks", listener.local_addr().unwrap());
        let provider = Self { url, does: Arc::new(Mutex::new(does)), questions: Arc::default() };
        let (does, questions) = (Arc::clone(&provider.does), Arc::clone(&provider.questions));
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let does = does.lock().unwrap().clone();
                questions.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(async move {
                    let _ = stream.read(&mut [0; 4096]).await;
                    let (status, text) = match does {
                        Does::Answer(text) => ("200 OK", text),
                        Does::Fail => ("500 Internal Server Error", String::new()),
                        Does::Hang(text, until) => {
                            until.notified().await;
                            ("200 OK", text)
                        }
                    };
                    let head = format!("HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: {}", text.len());
                    let _ = stream.write_all(format!("{head}\r\n\r\n{text}").as_bytes()).await;
                });
            }
        });
        provider
    }

    fn keys(&self) -> Arc<RemoteKeys> {
        Arc::new(RemoteKeys::new(self.url.clone(), reqwest::Client::new()))
    }

    fn now(&self, does: Does) {
        *self.does.lock().unwrap() = does;
    }

    fn questions(&self) -> usize {
        self.questions.load(Ordering::SeqCst)
    }
}

/// A key set with one key of this id.
fn set(id: &str) -> String {
    let issuer = DemoIssuer::new(&DemoIssuer::generate().unwrap(), DemoIssuer::ISSUER, DemoIssuer::AUDIENCE).unwrap();
    issuer.jwks().replace(DemoIssuer::KEY_ID, id)
}

async fn find(keys: &RemoteKeys, id: &str, now_s: i64) -> Result<bool, Unauthenticated> {
    keys.find(Some(id), Algorithm::EdDSA, now_s).await.map(|found| found.is_some())
}

/// Waits until no question is under way.
async fn settled(keys: &RemoteKeys) {
    keys.0.question.subscribe().wait_for(|question| !question.is_under_way).await.unwrap();
}

#[tokio::test]
async fn h22_a_new_key_is_fetched_when_a_token_names_it_and_the_old_one_ends() {
    let provider = Provider::start(Does::Answer(set("first"))).await;
    let keys = provider.keys();
    assert_eq!(find(&keys, "first", NOW_S).await, Ok(true));
    provider.now(Does::Answer(set("second")));
    assert_eq!(find(&keys, "second", NOW_S + REFETCH_AFTER_S).await, Ok(true));
    assert!(!keys.is_current("first", NOW_S + REFETCH_AFTER_S));
    assert_eq!(provider.questions(), 2);
}

#[tokio::test]
async fn h21_a_flood_of_unknown_key_ids_is_one_question_in_each_interval() {
    let provider = Provider::start(Does::Answer(set("known"))).await;
    let keys = provider.keys();
    assert_eq!(find(&keys, "known", NOW_S).await, Ok(true));
    for interval in 1..=2 {
        let now_s = NOW_S + interval * REFETCH_AFTER_S;
        let flood = (0..500).map(|number| {
            let keys = Arc::clone(&keys);
            tokio::spawn(async move { find(&keys, &format!("made-up-{number}"), now_s).await })
        });
        for asked in flood.collect::<Vec<_>>() {
            assert_eq!(asked.await.unwrap(), Ok(false));
        }
        assert_eq!(provider.questions(), 1 + usize::try_from(interval).unwrap());
    }
}

#[tokio::test]
async fn h22_while_the_provider_hangs_known_keys_serve_at_once() {
    let provider = Provider::start(Does::Answer(set("known"))).await;
    let keys = provider.keys();
    assert_eq!(find(&keys, "known", NOW_S).await, Ok(true));
    let until = Arc::new(Notify::new());
    provider.now(Does::Hang(set("new"), Arc::clone(&until)));
    let later_s = NOW_S + REFRESH_AFTER_S;
    let new = tokio::spawn({
        let keys = Arc::clone(&keys);
        async move { find(&keys, "new", later_s).await }
    });
    // The keys are stale, and the provider is asked for another one: nobody who has a known key waits for it.
    for _ in 0..100 {
        assert_eq!(find(&keys, "known", later_s).await, Ok(true));
        assert!(keys.is_current("known", later_s));
        tokio::task::yield_now().await;
    }
    assert!(!new.is_finished());
    until.notify_one();
    assert_eq!(new.await.unwrap(), Ok(true));
    assert_eq!(provider.questions(), 2);
}

#[tokio::test]
async fn h22_a_provider_that_is_down_ends_nothing_for_a_day_and_then_everything() {
    let provider = Provider::start(Does::Answer(set("known"))).await;
    let keys = provider.keys();
    assert_eq!(find(&keys, "known", NOW_S).await, Ok(true));
    provider.now(Does::Fail);
    assert_eq!(find(&keys, "known", NOW_S + KEEP_S).await, Ok(true));
    let too_late_s = NOW_S + KEEP_S + REFETCH_AFTER_S + 1;
    assert_eq!(find(&keys, "known", too_late_s).await, Err(Unauthenticated::KeysUnavailable));
    assert!(!keys.is_current("known", too_late_s));
    settled(&keys).await;
    provider.now(Does::Answer(set("known")));
    assert_eq!(find(&keys, "known", too_late_s + REFETCH_AFTER_S).await, Ok(true));
}

#[tokio::test]
async fn h22_without_any_key_nobody_is_let_in_and_everybody_is_told_to_come_again() {
    let provider = Provider::start(Does::Fail).await;
    let keys = provider.keys();
    for _ in 0..10 {
        assert_eq!(find(&keys, "known", NOW_S).await, Err(Unauthenticated::KeysUnavailable));
    }
    assert_eq!(provider.questions(), 1);
    provider.now(Does::Answer("x".repeat(ANSWER_LIMIT_BYTES + 1)));
    let later_s = NOW_S + REFETCH_AFTER_S;
    assert_eq!(find(&keys, "known", later_s).await, Err(Unauthenticated::KeysUnavailable));
    provider.now(Does::Answer(set("known")));
    assert_eq!(find(&keys, "known", later_s + REFETCH_AFTER_S).await, Ok(true));
}
