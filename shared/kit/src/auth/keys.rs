mod remote;

pub use remote::RemoteKeys;

use super::unauthenticated::Unauthenticated;
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey};
use std::collections::HashMap;

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
    /// It is larger than any that is meant for us.
    #[error("the key set is too large")]
    TooLarge,
}

/// Where the provider's keys come from.
#[derive(Debug)]
pub enum KeySource {
    /// A set that is known at start.
    Fixed(KeySet),
    /// The provider's address, asked when needed.
    Remote(RemoteKeys),
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
        Self::Remote(RemoteKeys::new(url, client))
    }

    /// Whether a key that something was checked with is still the provider's.
    pub(super) fn is_current(&self, id: &str, now_s: i64) -> bool {
        match self {
            Self::Fixed(set) => set.keys.contains_key(id),
            Self::Remote(remote) => remote.is_current(id, now_s),
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
