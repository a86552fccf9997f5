//! Files of documents and of assignments.

/// How many files a document or an assignment may have.
pub const ATTACHMENTS_MAX: i64 = 50;
