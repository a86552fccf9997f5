use super::keys::KeySet;
use aws_lc_rs::signature::Ed25519KeyPair;
use haicap_types::Membership;
use jsonwebtoken::jwk::{Jwk, JwkSet};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::json;

/// How long a demo token lives.
const LIFETIME_S: i64 = 12 * 3600;

/// An issuer of tokens for demos, tests and services that have no provider: one Ed25519 key.
pub struct DemoIssuer {
    key: EncodingKey,
    jwks: String,
    issuer: String,
    audience: String,
}

/// Why a demo key cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the demo key cannot be used: {0}")]
pub struct DemoKeyError(String);

impl DemoIssuer {
    /// The id of the one key.
    pub const KEY_ID: &'static str = "demo";

    /// What it signs with.
    pub const ALGORITHM: Algorithm = Algorithm::EdDSA;

    /// The name under which it issues when nothing else is configured.
    pub const ISSUER: &'static str = "urn:haicap:demo";

    /// The audience that it issues for when nothing else is configured.
    pub const AUDIENCE: &'static str = "haicap";

    /// Makes a new private key, as PKCS#8.
    ///
    /// # Errors
    /// The machine gives no randomness.
    pub fn generate() -> Result<Vec<u8>, DemoKeyError> {
        // Without the public key in it: the JWT library knows only that form.
        let pair = Ed25519KeyPair::generate().map_err(DemoKeyError::because)?;
        let document = pair.to_pkcs8v1().map_err(DemoKeyError::because)?;
        Ok(document.as_ref().to_vec())
    }

    /// An issuer with this private key.
    ///
    /// # Errors
    /// The bytes are not an Ed25519 key in PKCS#8.
    pub fn new(pkcs8: &[u8], issuer: &str, audience: &str) -> Result<Self, DemoKeyError> {
        let key = EncodingKey::from_ed_der(pkcs8);
        let mut jwk = Jwk::from_encoding_key(&key, Algorithm::EdDSA).map_err(DemoKeyError::because)?;
        jwk.common.key_id = Some(Self::KEY_ID.to_owned());
        let jwks = serde_json::to_string(&JwkSet { keys: vec![jwk] }).map_err(DemoKeyError::because)?;
        Ok(Self { key, jwks, issuer: issuer.to_owned(), audience: audience.to_owned() })
    }

    /// The public key, as a JWKS.
    #[must_use]
    pub fn jwks(&self) -> &str {
        &self.jwks
    }

    /// The public key, ready to check with.
    ///
    /// # Errors
    /// Never for a key that was made here.
    pub fn keys(&self) -> Result<KeySet, super::keys::KeysError> {
        KeySet::parse(&self.jwks)
    }

    /// A token for somebody, good from now (seconds since 1970).
    ///
    /// # Errors
    /// The key cannot sign.
    pub fn token(
        &self,
        subject: &str,
        name: &str,
        memberships: &[Membership],
        now_s: i64,
    ) -> Result<String, DemoKeyError> {
        let claims = json!({
            "iss": self.issuer, "aud": self.audience, "sub": subject, "name": name, "memberships": memberships,
            "iat": now_s, "nbf": now_s, "exp": now_s + LIFETIME_S,
        });
        self.sign(&claims)
    }

    /// Signs any claims.
    ///
    /// # Errors
    /// The key cannot sign.
    pub fn sign(&self, claims: &serde_json::Value) -> Result<String, DemoKeyError> {
        let header = Header { kid: Some(Self::KEY_ID.to_owned()), ..Header::new(Algorithm::EdDSA) };
        jsonwebtoken::encode(&header, claims, &self.key).map_err(DemoKeyError::because)
    }
}

impl DemoKeyError {
    fn because(cause: impl std::fmt::Display) -> Self {
        Self(cause.to_string())
    }
}

impl std::fmt::Debug for DemoIssuer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DemoIssuer").field("issuer", &self.issuer).finish_non_exhaustive()
    }
}
