use aws_lc_rs::digest::{SHA256, digest};
use serde_json::Value;

/// SHA-256 over a content, as hexadecimal digits: over its JSON without spaces, the members of objects sorted by name.
/// People confirm such hashes, so what is hashed has its own versioned shape.
#[must_use]
pub fn content_hash(content: &Value) -> String {
    hex::encode(digest(&SHA256, content.to_string().as_bytes()))
}
