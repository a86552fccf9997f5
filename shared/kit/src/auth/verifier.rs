use super::caller::Person;
use super::keys::KeySource;
use super::unauthenticated::Unauthenticated;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use haicap_types::{Membership, is_hidden};
use jsonwebtoken::{Algorithm, Validation};
use quick_cache::sync::Cache;
use serde::Deserialize;
use serde_json::{Map, Value};
use std::sync::Arc;

/// The longest token.
const TOKEN_LIMIT_BYTES: usize = 8 * 1024;

/// How far the provider's clock may be from ours.
const LEEWAY_S: i64 = 30;

/// The longest life that a token may still have: a provider that issues more is misconfigured.
const LIFETIME_LIMIT_S: i64 = 366 * 24 * 3600;

/// How many verified tokens are remembered.
const REMEMBERED: usize = 10_000;

/// The largest number of memberships in one token.
const MEMBERSHIP_LIMIT: usize = 32;

/// What a token must say to be meant for us.
#[derive(Debug, Clone)]
pub struct TokenRules {
    /// The provider: `iss`.
    pub issuer: String,
    /// Our name at the provider: `aud`, the same for all services, so that a token can be relayed.
    pub audience: String,
    /// The one algorithm: never the token's choice.
    pub algorithm: Algorithm,
}

/// Checks access tokens (RFC 9068 in spirit: any provider's JWT with our claims).
#[derive(Debug)]
pub struct Verifier {
    rules: TokenRules,
    keys: KeySource,
    verified: Cache<[u8; 32], Arc<Person>>,
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    aud: Audience,
    exp: i64,
    nbf: i64,
    iat: Option<i64>,
    sub: String,
    name: String,
    #[serde(default)]
    memberships: Vec<Membership>,
    #[serde(flatten)]
    rest: Map<String, Value>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Several(Vec<String>),
}

impl Verifier {
    /// A verifier with these rules and keys.
    #[must_use]
    pub fn new(rules: TokenRules, keys: KeySource) -> Self {
        Self { rules, keys, verified: Cache::new(REMEMBERED) }
    }

    /// The person that a token speaks of, at a moment of wall time (seconds since 1970).
    ///
    /// # Errors
    /// The token is not good, or the keys cannot be had.
    pub async fn verify(&self, token: &str, now_s: i64) -> Result<Arc<Person>, Unauthenticated> {
        if token.len() > TOKEN_LIMIT_BYTES {
            return Err(Unauthenticated::Refused("too long"));
        }
        let mut sum = [0; 32];
        sum.copy_from_slice(aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, token.as_bytes()).as_ref());
        if let Some(person) = self.verified.get(&sum) {
            // A withdrawn key must end what was remembered under it.
            if self.keys.is_current(&person.key_id, now_s) {
                return valid_at(person, now_s);
            }
            self.verified.remove(&sum);
        }
        let person = Arc::new(self.check(token, now_s).await?);
        self.verified.insert(sum, Arc::clone(&person));
        valid_at(person, now_s)
    }

    async fn check(&self, token: &str, now_s: i64) -> Result<Person, Unauthenticated> {
        use Unauthenticated::Refused;
        let key_id = self.key_id(token)?;
        let (key_id, key) = self.keys.find(key_id.as_deref(), self.rules.algorithm, now_s).await?;
        let claims = jsonwebtoken::decode::<Claims>(token, &key, &self.signature_only())
            .map_err(|_| Refused("signature or claims"))?
            .claims;
        let audience_is_ours = match &claims.aud {
            Audience::One(one) => *one == self.rules.audience,
            Audience::Several(several) => several.contains(&self.rules.audience),
        };
        let is_id_token = ["nonce", "at_hash", "c_hash"].iter().any(|name| claims.rest.contains_key(*name))
            || claims.rest.get("typ").and_then(Value::as_str) == Some("ID");
        let name: String = claims.name.chars().filter(|letter| !is_hidden(*letter)).collect();
        let checks = [
            (claims.iss == self.rules.issuer, "issuer"),
            (audience_is_ours, "audience"),
            (!is_id_token, "an id token is not an access token"),
            (claims.exp.saturating_sub(now_s) <= LIFETIME_LIMIT_S, "lives too long"),
            (claims.iat.is_none_or(|iat| (0..=now_s + LEEWAY_S).contains(&iat)), "issued in the future"),
            (claims.nbf >= 0, "not-before is not a time"),
            (!claims.sub.is_empty() && claims.sub.len() <= 255, "subject"),
            (!name.trim().is_empty() && name.len() <= 255, "name"),
            (claims.memberships.len() <= MEMBERSHIP_LIMIT, "too many memberships"),
        ];
        match checks.iter().find(|(holds, _)| !holds) {
            Some((_, reason)) => Err(Refused(reason)),
            None => Ok(Person {
                subject: claims.sub.into(),
                name: name.trim().into(),
                issuer: claims.iss.into(),
                memberships: claims.memberships.into(),
                not_before_s: claims.nbf,
                expires_s: claims.exp,
                key_id,
                token: token.into(),
            }),
        }
    }

    /// The key that the token names, after refusing every header that would let the token choose its own rules.
    fn key_id(&self, token: &str) -> Result<Option<String>, Unauthenticated> {
        use Unauthenticated::Refused;
        let header = token.split('.').next().unwrap_or_default();
        let header = URL_SAFE_NO_PAD.decode(header).map_err(|_| Refused("header"))?;
        let header: Map<String, Value> = serde_json::from_slice(&header).map_err(|_| Refused("header"))?;
        if ["crit", "jku", "x5u", "jwk", "zip", "enc"].iter().any(|name| header.contains_key(*name)) {
            return Err(Refused("header names a key or an extension"));
        }
        let kind = header.get("typ").map(|kind| kind.as_str().unwrap_or("?").to_ascii_lowercase());
        if !matches!(kind.as_deref(), None | Some("jwt" | "at+jwt" | "application/at+jwt")) {
            return Err(Refused("not an access token"));
        }
        let algorithm = header.get("alg").and_then(Value::as_str).and_then(|name| name.parse::<Algorithm>().ok());
        if algorithm != Some(self.rules.algorithm) {
            return Err(Refused("algorithm"));
        }
        match header.get("kid") {
            None => Ok(None),
            Some(Value::String(id)) if id.len() <= 128 => Ok(Some(id.clone())),
            Some(_) => Err(Refused("kid")),
        }
    }

    /// The library checks the signature. It would read the clock for the claims; they are checked above, where time is an
    /// argument.
    fn signature_only(&self) -> Validation {
        let mut validation = Validation::new(self.rules.algorithm);
        validation.validate_exp = false;
        validation.validate_nbf = false;
        validation.validate_aud = false;
        validation.required_spec_claims.clear();
        validation
    }
}

/// A remembered token is checked against the clock each time it is used.
fn valid_at(person: Arc<Person>, now_s: i64) -> Result<Arc<Person>, Unauthenticated> {
    if now_s >= person.expires_s.saturating_add(LEEWAY_S) {
        return Err(Unauthenticated::Expired);
    }
    if now_s < person.not_before_s.saturating_sub(LEEWAY_S) {
        return Err(Unauthenticated::Refused("not yet valid"));
    }
    Ok(person)
}
