use super::unauthenticated::Unauthenticated;
use arc_swap::ArcSwap;
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey};
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

/// How often an unknown key id may make us ask the provider: a flood of made-up ids must not become a flood of requests.
const REFETCH_AFTER_S: i64 = 30;

/// How old fetched keys may get before we look for new ones.
const REFRESH_AFTER_S: i64 = 600;

/// How old fetched keys may get at all while the provider is down.
const KEEP_S: i64 = 24 * 3600;

/// How long the provider may take.
const FETCH_DEADLINE: Duration = Duration::from_secs(5);

/// The largest set.
const KEY_LIMIT: usize = 64;

/// Public keys by id.
#[derive(Debug, Default, Clone)]
pub struct KeySet {
    keys: HashMap<String, (Algorithm, DecodingKey)>,
}

/// Why a key set cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeysError {
    /// The text is not a JWKS.
    #[error("the key set is not a JWKS: {0}")]
    NotJwks(#[from] serde_json::Error),
    /// It has no key that we can use.
    #[error("the key set has no signing key with an id and a known algorithm")]
    Empty,
    /// It cannot be fetched.
    #[error("the key set cannot be fetched: {0}")]
    Fetch(#[from] reqwest::Error),
}

/// Where the provider's keys come from.
#[derive(Debug)]
pub enum KeySource {
    /// A set that is known at start.
    Fixed(KeySet),
    /// The provider's address, asked when needed.
    Remote(RemoteKeys),
}

/// Keys behind an address.
#[derive(Debug)]
pub struct RemoteKeys {
    url: String,
    client: reqwest::Client,
    set: ArcSwap<KeySet>,
    fetched_s: AtomicI64,
    tried_s: AtomicI64,
    fetching: tokio::sync::Mutex<()>,
}

impl KeySet {
    /// Reads a JWKS (RFC 7517). Keys without id, of symmetric kind or without a known algorithm are passed over.
    ///
    /// # Errors
    /// Not a JWKS, or nothing in it can be used.
    pub fn parse(text: &str) -> Result<Self, KeysError> {
        let set: JwkSet = serde_json::from_str(text)?;
        let keys: HashMap<_, _> = set
            .keys
            .iter()
            .take(KEY_LIMIT)
            .filter_map(|jwk| {
                let algorithm = jwk.common.key_algorithm?.to_string().parse().ok()?;
                let symmetric = matches!(algorithm, Algorithm::HS256 | Algorithm::HS384 | Algorithm::HS512);
                let id = jwk.common.key_id.clone().filter(|_| !symmetric)?;
                Some((id, (algorithm, DecodingKey::from_jwk(jwk).ok()?)))
            })
            .collect();
        if keys.is_empty() { Err(KeysError::Empty) } else { Ok(Self { keys }) }
    }

    /// The key of an id, or the only key when the token names none.
    fn find(&self, id: Option<&str>, algorithm: Algorithm) -> Option<(String, DecodingKey)> {
        let entry = match id {
            Some(id) => self.keys.get_key_value(id),
            None if self.keys.len() == 1 => self.keys.iter().next(),
            None => None,
        };
        entry.filter(|(_, (of, _))| *of == algorithm).map(|(id, (_, key))| (id.clone(), key.clone()))
    }
}

impl KeySource {
    /// Keys behind an address.
    #[must_use]
    pub fn remote(url: String, client: reqwest::Client) -> Self {
        Self::Remote(RemoteKeys {
            url,
            client,
            set: ArcSwap::default(),
            fetched_s: AtomicI64::new(i64::MIN),
            tried_s: AtomicI64::new(i64::MIN),
            fetching: tokio::sync::Mutex::new(()),
        })
    }

    pub(super) fn is_current(&self, id: &str) -> bool {
        match self {
            Self::Fixed(set) => set.keys.contains_key(id),
            Self::Remote(remote) => remote.set.load().keys.contains_key(id),
        }
    }

    pub(super) async fn find(
        &self,
        id: Option<&str>,
        algorithm: Algorithm,
        now_s: i64,
    ) -> Result<(String, DecodingKey), Unauthenticated> {
        let found = match self {
            Self::Fixed(set) => set.find(id, algorithm),
            Self::Remote(remote) => remote.find(id, algorithm, now_s).await?,
        };
        found.ok_or(Unauthenticated::Refused("unknown key"))
    }
}

impl RemoteKeys {
    async fn find(
        &self,
        id: Option<&str>,
        algorithm: Algorithm,
        now_s: i64,
    ) -> Result<Option<(String, DecodingKey)>, Unauthenticated> {
        let known = self.set.load().find(id, algorithm);
        let age_s = now_s.saturating_sub(self.fetched_s.load(Ordering::Relaxed));
        if known.is_some() && age_s < REFRESH_AFTER_S {
            return Ok(known);
        }
        self.refresh(now_s).await;
        let age_s = now_s.saturating_sub(self.fetched_s.load(Ordering::Relaxed));
        if age_s > KEEP_S {
            return Err(Unauthenticated::KeysUnavailable);
        }
        Ok(self.set.load().find(id, algorithm))
    }

    /// Asks the provider, one at a time and not too often; what was fetched before stays if it does not answer.
    async fn refresh(&self, now_s: i64) {
        let _turn = self.fetching.lock().await;
        if now_s.saturating_sub(self.tried_s.load(Ordering::Relaxed)) < REFETCH_AFTER_S {
            return;
        }
        self.tried_s.store(now_s, Ordering::Relaxed);
        match self.fetch().await {
            Ok(set) => {
                self.set.store(Arc::new(set));
                self.fetched_s.store(now_s, Ordering::Relaxed);
            }
            Err(error) => tracing::warn!(%error, "the provider's keys stay as they were"),
        }
    }

    async fn fetch(&self) -> Result<KeySet, KeysError> {
        let answer = self.client.get(&self.url).timeout(FETCH_DEADLINE).send().await?.error_for_status()?;
        KeySet::parse(&answer.text().await?)
    }
}
