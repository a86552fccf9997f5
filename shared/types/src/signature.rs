use crate::Instant;
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

/// Who did something, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// The token's subject.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

impl Signature {
    /// Of two columns that are null together.
    #[must_use]
    pub fn joined(by: Option<String>, at: Option<DateTime<Utc>>) -> Option<Self> {
        by.zip(at).map(|(by, at)| Self { by, at })
    }

    /// The two columns.
    #[must_use]
    pub fn parted(signature: Option<Self>) -> (Option<String>, Option<DateTime<Utc>>) {
        signature.map(|one| (one.by, one.at)).unzip()
    }
}

/// Who did something, and when.
#[derive(Debug, Serialize, ToSchema)]
pub struct SignatureView {
    /// The token's subject.
    by: String,
    /// When.
    at: Instant,
}

impl From<Signature> for SignatureView {
    fn from(signature: Signature) -> Self {
        Self { by: signature.by, at: Instant(signature.at) }
    }
}
