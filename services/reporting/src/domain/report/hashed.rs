use super::Report;
use crate::domain::submission::content_hash;
use serde_json::{Value, json};

/// The hash of the words and figures of a report: what is approved.
#[must_use]
pub fn hash(report: &Report) -> String {
    content_hash(&hashed(report))
}

/// What is hashed of a report, version 1. People approved such hashes, so this shape stays as it is; another one needs a
/// member `version`.
fn hashed(report: &Report) -> Value {
    json!({
        "obligation": report.obligation_id,
        "number": report.number,
        "content": report.content,
        "snapshot": report.snapshot,
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::report;
    use super::*;

    /// What was hashed of one of the first reports. It never changes.
    const FIRST: &str = include_str!("samples/hashed_1.json");
    const ITS_HASH: &str = "6e834b5b248774301f94ddc3edb0ff26b5ddee70ad85818aff1d0ba910398985";

    #[test]
    fn a_hash_that_was_approved_can_be_computed_again_for_ever() {
        let sample: Value = serde_json::from_str(FIRST).unwrap();
        let one = Report {
            obligation_id: serde_json::from_value(sample["obligation"].clone()).unwrap(),
            content: serde_json::from_value(sample["content"].clone()).unwrap(),
            snapshot: sample["snapshot"].clone(),
            ..report()
        };
        assert_eq!((hashed(&one), hash(&one)), (sample, ITS_HASH.to_owned()));
    }
}
