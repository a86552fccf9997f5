use super::{KeySet, KeysError};
use crate::auth::Unauthenticated;
use arc_swap::ArcSwapOption;
use jsonwebtoken::{Algorithm, DecodingKey};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// The pause between two questions to the provider: a flood of made-up key ids must not become a flood of questions.
const REFETCH_AFTER_S: i64 = 30;

/// How old fetched keys may get before new ones are fetched.
const REFRESH_AFTER_S: i64 = 600;

/// How old fetched keys may get at all while the provider is down.
const KEEP_S: i64 = 24 * 3600;

/// How long the provider may take.
const FETCH_DEADLINE: Duration = Duration::from_secs(5);

/// The longest answer of the provider.
const ANSWER_LIMIT_BYTES: usize = 256 * 1024;

/// Keys behind an address. One question to the provider is under way at a time, and beside the requests: whoever has a
/// token whose key is known is answered at once, whatever the provider does.
#[derive(Debug)]
pub struct RemoteKeys(Arc<Remote>);

#[derive(Debug)]
struct Remote {
    url: String,
    client: reqwest::Client,
    fetched: ArcSwapOption<Fetched>,
    question: watch::Sender<Question>,
}

/// What the provider answered.
#[derive(Debug)]
struct Fetched {
    set: KeySet,
    at_s: i64,
}

/// The question to the provider that was asked last.
#[derive(Debug, Default)]
struct Question {
    asked_s: Option<i64>,
    is_under_way: bool,
}

/// Says at its end that the question is answered, also when the runtime that asked it is gone.
struct Asked(Arc<Remote>);

impl RemoteKeys {
    pub(super) fn new(url: String, client: reqwest::Client) -> Self {
        let question = watch::channel(Question::default()).0;
        Self(Arc::new(Remote { url, client, fetched: ArcSwapOption::empty(), question }))
    }

    /// Whether the provider still has a key, as far as that is known.
    pub(super) fn is_current(&self, id: &str, now_s: i64) -> bool {
        let fetched = self.0.usable(now_s);
        if fetched.as_ref().is_none_or(|fetched| fetched.is_stale(now_s)) {
            self.ask(now_s);
        }
        fetched.is_some_and(|fetched| fetched.set.keys.contains_key(id))
    }

    /// A key. For one that is not known the provider is asked, unless it was asked shortly before.
    pub(super) async fn find(
        &self,
        id: Option<&str>,
        algorithm: Algorithm,
        now_s: i64,
    ) -> Result<Option<(String, DecodingKey)>, Unauthenticated> {
        if let Some(fetched) = self.0.usable(now_s)
            && let Some(known) = fetched.set.find(id, algorithm)
        {
            if fetched.is_stale(now_s) {
                self.ask(now_s);
            }
            return Ok(Some(known));
        }
        self.ask(now_s);
        // The sender is beside us, so that this ends only with the question.
        let _ = self.0.question.subscribe().wait_for(|question| !question.is_under_way).await;
        let fetched = self.0.usable(now_s).ok_or(Unauthenticated::KeysUnavailable)?;
        Ok(fetched.set.find(id, algorithm))
    }

    /// Asks the provider, unless a question is under way or the last one was asked shortly before. What was fetched
    /// before stays if it does not answer.
    fn ask(&self, now_s: i64) {
        let is_ours = self.0.question.send_if_modified(|question| {
            let is_due = question.asked_s.is_none_or(|asked_s| now_s.saturating_sub(asked_s) >= REFETCH_AFTER_S);
            let is_ours = is_due && !question.is_under_way;
            if is_ours {
                *question = Question { asked_s: Some(now_s), is_under_way: true };
            }
            is_ours
        });
        if !is_ours {
            return;
        }
        let asked = Asked(Arc::clone(&self.0));
        tokio::spawn(async move {
            match asked.0.fetch().await {
                Ok(set) => asked.0.fetched.store(Some(Arc::new(Fetched { set, at_s: now_s }))),
                Err(error) => tracing::warn!(%error, "the provider's keys stay as they were"),
            }
        });
    }
}

impl Remote {
    fn usable(&self, now_s: i64) -> Option<Arc<Fetched>> {
        self.fetched.load_full().filter(|fetched| now_s.saturating_sub(fetched.at_s) <= KEEP_S)
    }

    async fn fetch(&self) -> Result<KeySet, KeysError> {
        let answer = self.client.get(&self.url).timeout(FETCH_DEADLINE).send().await?;
        let mut answer = answer.error_for_status()?;
        let mut text = Vec::new();
        while let Some(chunk) = answer.chunk().await? {
            if text.len() + chunk.len() > ANSWER_LIMIT_BYTES {
                return Err(KeysError::TooLarge);
            }
            text.extend_from_slice(&chunk);
        }
        KeySet::parse(&String::from_utf8_lossy(&text))
    }
}

impl Fetched {
    const fn is_stale(&self, now_s: i64) -> bool {
        now_s.saturating_sub(self.at_s) >= REFRESH_AFTER_S
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        self.0.question.send_modify(|question| question.is_under_way = false);
    }
}

#[cfg(test)]
mod tests;
