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

/// A person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Person)]
pub struct PersonView {
    /// The subject of the person's token.
    #[schema(example = "btc.leader")]
    pub subject: String,
    /// The person's name; null once it is erased.
    #[schema(required, example = "Nguyễn Văn An")]
    pub name: Option<String>,
}

/// Who did something, and when.
#[derive(Debug, Serialize, ToSchema)]
pub struct SignatureView {
    /// The person.
    pub by: PersonView,
    /// When.
    pub at: Instant,
}
