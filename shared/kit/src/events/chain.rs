use aws_lc_rs::digest::{Context, SHA256};
use chrono::{DateTime, Utc};
use diesel::sql_types::{Array, Binary, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

/// The columns of an event as the chain, the feed and the checks read them; `data` as the text that was written.
pub(super) const COLUMNS: &str =
    "e.id, e.kind, e.subject, e.at, e.actor, e.organization, e.organizations, e.data::text, e.person_hash";

pub(super) type SqlRow = (SqlUuid, Text, Text, Timestamptz, Text, Nullable<Text>, Array<Text>, Text, Nullable<Binary>);

/// An event as it stands in the table.
#[derive(Debug, Clone, diesel::Queryable)]
pub(super) struct StoredEvent {
    pub(super) id: Uuid,
    pub(super) kind: String,
    pub(super) subject: String,
    pub(super) at: DateTime<Utc>,
    pub(super) actor: String,
    pub(super) organization: Option<String>,
    pub(super) organizations: Vec<String>,
    pub(super) data: String,
    pub(super) person_hash: Option<Vec<u8>>,
}

/// The hash of the place before the first.
pub(super) const GENESIS: [u8; 32] = [0; 32];

impl StoredEvent {
    /// The hash of this event after another: SHA-256 over the other's hash and every column, each behind its length, so
    /// that no two rows give the same bytes.
    pub(super) fn hash_after(&self, previous: &[u8]) -> Vec<u8> {
        let mut context = Context::new(&SHA256);
        let at = self.at.timestamp_micros().to_be_bytes();
        let organizations = self.organizations.join(" ");
        let parts: [&[u8]; 10] = [
            previous,
            self.id.as_bytes(),
            self.kind.as_bytes(),
            self.subject.as_bytes(),
            &at,
            self.actor.as_bytes(),
            self.organization.as_deref().unwrap_or_default().as_bytes(),
            organizations.as_bytes(),
            self.data.as_bytes(),
            self.person_hash.as_deref().unwrap_or_default(),
        ];
        for part in parts {
            context.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            context.update(part);
        }
        context.finish().as_ref().to_vec()
    }
}

/// A place in a log that can be told from the same place in another log, and from the same place after a restore.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// The log.
    pub log: Uuid,
    /// The last position that was read; 0 before the first.
    pub position: i64,
    /// The first eight bytes of the hash there.
    pub hash: [u8; 8],
}

/// A text that is not a cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a cursor of an event log")]
pub struct CursorError;

impl Cursor {
    pub(super) fn new(log: Uuid, position: i64, hash: &[u8]) -> Self {
        let mut short = [0; 8];
        if let Some(first) = hash.get(..8) {
            short.copy_from_slice(first);
        }
        Self { log, position, hash: short }
    }
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}.", self.log.simple(), self.position)?;
        f.write_str(&hex::encode(self.hash))
    }
}

impl std::str::FromStr for Cursor {
    type Err = CursorError;

    fn from_str(text: &str) -> Result<Self, CursorError> {
        let mut parts = text.split('.');
        let (Some(log), Some(position), Some(hash), None) = (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(CursorError);
        };
        let log = Uuid::try_parse(log).map_err(|_| CursorError)?;
        let position = position.parse().ok().filter(|position| *position >= 0).ok_or(CursorError)?;
        let hash = u64::from_str_radix(hash, 16).ok().filter(|_| hash.len() == 16).ok_or(CursorError)?;
        Ok(Self { log, position, hash: hash.to_be_bytes() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_read_as_it_was_printed() {
        let cursor = Cursor::new(Uuid::from_u128(7), 42, &[1, 2, 3, 4, 5, 6, 7, 8, 9]);
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
    }

    #[test]
    fn other_texts_are_no_cursors() {
        for text in ["", "7", "a.b.c", "00000000000000000000000000000007.-1.0102030405060708", "x.1.01"] {
            assert_eq!(text.parse::<Cursor>(), Err(CursorError), "{text}");
        }
    }
}
