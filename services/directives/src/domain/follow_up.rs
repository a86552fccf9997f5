//! Follow-ups: what is said about an assignment on its way, each kept as history.

use crate::domain::text::{Line, Reason, Remark, Statement, Title};
use crate::vocabulary::{DateRequestKind, EvidenceKind};
use chrono::{DateTime, NaiveDate, Utc};
use haicap_types::{Ruling, Words};
use uuid::Uuid;

/// How far the work has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgressReport {
    /// How much is done, 0 to 100; none where only words are reported.
    pub percent: Option<Percent>,
    /// What was done.
    pub narrative: Statement,
    /// What comes next.
    pub next_step: Option<Remark>,
}

/// How much is done, 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Percent(i16);

/// Something that shows that the work was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// What it is.
    pub title: Title,
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
        number: Line<100>,
    },
    /// A page on the web.
    Link {
        /// Its address.
        url: WebAddress,
    },
}

/// The address of a page on the web, on one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebAddress(Line<2_000>);

/// A request for a date, or for a later one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateRequest {
    /// Whether it is the first date or a later one.
    pub kind: DateRequestKind,
    /// The date asked for; not in force until granted.
    pub due_on: NaiveDate,
    /// Why.
    pub reason: Reason,
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
    /// What was decided.
    pub ruling: Ruling,
    /// The date that is in force from then on; none where the request was refused.
    pub granted_due_on: Option<NaiveDate>,
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

impl Percent {
    /// A percentage.
    ///
    /// # Errors
    /// What is wrong where it is below 0 or above 100.
    pub fn new(percent: i16) -> Result<Self, Words> {
        if (0..=100).contains(&percent) { Ok(Self(percent)) } else { Err(NOT_A_PERCENTAGE) }
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> i16 {
        self.0
    }
}

impl WebAddress {
    /// An address. A link is shown to be clicked on, so that anything but a web address is a danger to the reader.
    ///
    /// # Errors
    /// What is wrong where it does not begin with `https://` or `http://` and a host.
    pub fn new(url: Line<2_000>) -> Result<Self, Words> {
        let host = url.as_str().strip_prefix("https://").or_else(|| url.as_str().strip_prefix("http://"));
        let is_there = host.is_some_and(|rest| rest.starts_with(|first: char| first.is_alphanumeric() || first == '['));
        if is_there && !url.as_str().contains(char::is_whitespace) { Ok(Self(url)) } else { Err(NOT_A_WEB_ADDRESS) }
    }

    /// The address as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

const NOT_A_PERCENTAGE: Words = Words::new("Tỷ lệ phải từ 0 đến 100.", "The percentage must be from 0 to 100.");
const NOT_A_WEB_ADDRESS: Words = Words::new(
    "Đường dẫn phải bắt đầu bằng https:// hoặc http://, theo sau là tên máy chủ, và không có dấu cách.",
    "A link must begin with https:// or http:// and a host, and must have no spaces.",
);

#[cfg(test)]
mod tests {
    use super::{Percent, WebAddress};
    use haicap_types::Line;

    #[test]
    fn h27_only_web_addresses_are_links() {
        let is_web_address = |url| WebAddress::new(Line::new(url).unwrap()).is_ok();
        for url in ["https://hcmc.example.vn/kl", "http://[::1]/a", "https://hộp.vn/"] {
            assert!(is_web_address(url), "{url}");
        }
        for url in
            ["javascript:alert(1)", "https://", "https:///a", "ftp://a.vn", "https://a.vn/ b", "data:text/html,a"]
        {
            assert!(!is_web_address(url), "{url}");
        }
    }

    #[test]
    fn a_percentage_is_0_to_100() {
        assert!([0, 100].into_iter().all(|percent| Percent::new(percent).is_ok()));
        assert!([-1, 101].into_iter().all(|percent| Percent::new(percent).is_err()));
    }
}
