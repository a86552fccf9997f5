//! Follow-ups: what is said about an assignment on its way, each kept as history.

use crate::domain::assignment::Refusal;
use chrono::{DateTime, NaiveDate, Utc};
use haicap_types::{DateRequestKind, DateRequestState, EvidenceKind};
use uuid::Uuid;

/// How far the work has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgressReport {
    /// How much is done, 0 to 100; none where only words are reported.
    pub percent: Option<i16>,
    /// What was done.
    pub narrative: String,
    /// What comes next.
    pub next_step: Option<String>,
}

/// Something that shows that the work was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// What it is.
    pub title: String,
    /// Where it is found.
    pub source: EvidenceSource,
}

/// Where evidence is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EvidenceSource {
    /// An attachment of the assignment.
    File {
        /// The attachment's id.
        attachment: Uuid,
    },
    /// A document with a number.
    Document {
        /// The number as printed.
        number: String,
    },
    /// A page on the web.
    Link {
        /// Its address.
        url: String,
    },
}

/// A request for a date, or for a later one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateRequest {
    /// Whether it is the first date or a later one.
    pub kind: DateRequestKind,
    /// The date asked for; not in force until granted.
    pub due_on: NaiveDate,
    /// Why.
    pub reason: String,
    /// The subject of the person who asked.
    pub requested_by: String,
    /// When.
    pub requested_at: DateTime<Utc>,
}

/// What became of a request for a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateDecision {
    /// The request.
    pub request: DateRequest,
    /// Granted or refused.
    pub state: DateRequestState,
    /// Why not.
    pub remark: Option<String>,
    /// The subject of the person who decided.
    pub decided_by: String,
    /// When.
    pub decided_at: DateTime<Utc>,
}

impl EvidenceSource {
    /// In what form the evidence is given.
    #[must_use]
    pub const fn kind(&self) -> EvidenceKind {
        match self {
            Self::File { .. } => EvidenceKind::File,
            Self::Document { .. } => EvidenceKind::Document,
            Self::Link { .. } => EvidenceKind::Link,
        }
    }
}

impl ProgressReport {
    /// What is wrong with the report, whatever it is about.
    pub(super) fn check(&self) -> Result<(), Refusal> {
        match self.percent {
            Some(percent) if !(0..=100).contains(&percent) => Err(Refusal::PercentOutOfRange),
            _ => Ok(()),
        }
    }
}

impl Evidence {
    /// What is wrong with the evidence, whatever it is for.
    pub(super) fn check(&self) -> Result<(), Refusal> {
        match &self.source {
            EvidenceSource::Link { url } if !is_web_address(url) => Err(Refusal::LinkMalformed),
            _ => Ok(()),
        }
    }
}

/// A link is shown to be clicked on, so that anything but a web address is a danger to the reader.
fn is_web_address(url: &str) -> bool {
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    host.is_some_and(|rest| rest.starts_with(|first: char| first.is_alphanumeric() || first == '['))
        && !url.contains(|letter: char| letter.is_whitespace() || letter.is_control())
}

#[cfg(test)]
mod tests {
    use super::is_web_address;

    #[test]
    fn h27_only_web_addresses_are_links() {
        for url in ["https://hcmc.example.vn/kl", "http://[::1]/a", "https://hộp.vn/"] {
            assert!(is_web_address(url), "{url}");
        }
        for url in
            ["javascript:alert(1)", "https://", "https:///a", "ftp://a.vn", "https://a.vn/\n", "data:text/html,a"]
        {
            assert!(!is_web_address(url), "{url}");
        }
    }
}
