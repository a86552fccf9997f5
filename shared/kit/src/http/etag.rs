use super::kinds;
use super::problem::Problem;
use actix_web::http::header::{HeaderMap, IF_MATCH};
use haicap_types::Words;

/// The tag of a representation: the version of the resource, and a hash of the bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntityTag(String);

impl EntityTag {
    /// The tag of these bytes at this version, quoted as the header wants it.
    #[must_use]
    pub fn new(version: i64, bytes: &[u8]) -> Self {
        // The version already tells most changes; the hash tells those of what is shown beside.
        Self(format!("\"{version}-{:08x}\"", hash(bytes) >> 32))
    }

    /// The tag of what has no version: it begins with a letter, so that it is never taken for one.
    #[must_use]
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self(format!("\"h{:016x}\"", hash(bytes)))
    }

    /// As it stands in the header.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A hash that tells what changed, and not what was made to look alike: it is taken of every answer that is read, and a
/// cryptographic one took a twelfth of the time of a list. It is the same in every process.
fn hash(bytes: &[u8]) -> u64 {
    rapidhash::v3::rapidhash_v3(bytes)
}

/// Which versions a client is willing to change (RFC 9110, section 13.1.1).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum IfMatch {
    /// No header.
    #[default]
    Absent,
    /// `*`: any.
    Any,
    /// Any of these; weak tags never match and so do not stand here.
    Versions(Vec<i64>),
}

impl IfMatch {
    /// Reads the header.
    ///
    /// # Errors
    /// The header is not a list of entity tags.
    pub fn of(headers: &HeaderMap) -> Result<Self, Problem> {
        let mut lines = headers.get_all(IF_MATCH).peekable();
        if lines.peek().is_none() {
            return Ok(Self::Absent);
        }
        let mut versions = Vec::new();
        for line in lines {
            let line = line.to_str().map_err(|_| malformed())?;
            if line.trim() == "*" {
                return Ok(Self::Any);
            }
            // RFC 9110, section 5.6.1.2: empty elements of a list are ignored.
            for tag in line.split(',').map(str::trim).filter(|tag| !tag.is_empty()) {
                let (weak, quoted) = tag.strip_prefix("W/").map_or((false, tag), |rest| (true, rest));
                let inner = quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).ok_or_else(malformed)?;
                let version = inner.split('-').next().and_then(|version| version.parse().ok());
                if let (false, Some(version)) = (weak, version) {
                    versions.push(version);
                }
            }
        }
        Ok(Self::Versions(versions))
    }

    /// Whether the client is willing to change this version. Only the version counts: a representation may differ in
    /// language or rights without anything having changed.
    ///
    /// # Errors
    /// 412 if it is not.
    pub fn check(&self, version: impl Into<i64>) -> Result<(), Problem> {
        match self {
            Self::Absent | Self::Any => Ok(()),
            Self::Versions(versions) => {
                let present = version.into();
                if versions.contains(&present) { Ok(()) } else { Err(outdated(versions, present)) }
            }
        }
    }

    /// The same, where the header must be there.
    ///
    /// # Errors
    /// 428 if it is missing, 412 if it does not match.
    pub fn require(&self, version: impl Into<i64>) -> Result<(), Problem> {
        match self {
            Self::Absent => Err(Problem::new(&kinds::PRECONDITION_REQUIRED)),
            _ => self.check(version),
        }
    }
}

impl std::fmt::Display for IfMatch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Absent => Ok(()),
            Self::Any => f.write_str("*"),
            Self::Versions(versions) => write!(f, "{versions:?}"),
        }
    }
}

/// 412 with both versions, as far as the tags name one.
fn outdated(known: &[i64], present: i64) -> Problem {
    let words = match known {
        [known] => Words::with(
            format!(
                "Phiên bản hiện tại là {present}; yêu cầu này dựa trên phiên bản {known}. Hãy đọc lại, xem thay đổi rồi gửi lại."
            ),
            format!(
                "The present version is {present}; this request is based on version {known}. Read the resource again, \
                 look at the change, and repeat."
            ),
        ),
        _ => Words::with(
            format!(
                "Phiên bản hiện tại là {present}, không phải phiên bản ghi trong If-Match. Hãy đọc lại, xem thay đổi rồi gửi lại."
            ),
            format!(
                "The present version is {present}, and not one that If-Match names. Read the resource again, look at \
                 the change, and repeat."
            ),
        ),
    };
    Problem::new(&kinds::PRECONDITION_FAILED).detail(words).member("current_version", present.into())
}

fn malformed() -> Problem {
    Problem::parameter(
        "If-Match",
        Words::new(
            "If-Match phải là * hoặc danh sách ETag trong dấu ngoặc kép.",
            "If-Match must be * or a list of quoted entity tags.",
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::header::HeaderValue;

    #[test]
    fn h33_every_form_of_if_match() {
        for (header, version, matches) in [
            ("\"7-3fa1\"", 7, true),
            ("\"7-0000\"", 7, true),
            ("\"6-3fa1\"", 7, false),
            ("\"6-a\", \"7-b\"", 7, true),
            ("W/\"7-3fa1\"", 7, false),
            ("*", 7, true),
            ("\"nonsense\"", 7, false),
            ("", 7, false),
            (", \"7-3fa1\"", 7, true),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(IF_MATCH, HeaderValue::from_str(header).unwrap());
            let parsed = IfMatch::of(&headers).unwrap();
            assert_eq!(parsed.require(version).is_ok(), matches, "{header}");
        }
        assert_eq!(IfMatch::Absent.require(7).unwrap_err().kind.status, 428);
        let outdated = IfMatch::Versions(vec![6]).check(7).unwrap_err();
        assert_eq!(outdated.details.members["current_version"], 7);
        assert!(outdated.words().vi.starts_with("Phiên bản hiện tại là 7; yêu cầu này dựa trên phiên bản 6."));
    }
}
