use super::Report;
use haicap_types::content_hash;
use serde_json::{Value, json};

/// The hash of the words and figures of a report: what is approved.
#[must_use]
pub fn hash(report: &Report) -> String {
    content_hash(&hashed(report))
}

/// What is hashed of a report. People approved such hashes, so every version of it stays as it is: version 1, which does
/// not name itself, knows neither addressees nor a closing sentence; version 2 does.
fn hashed(report: &Report) -> Value {
    let mut content = json!(report.content);
    let is_first = report.content.addressees.is_empty() && report.content.closing.is_none();
    if let Some(members) = content.as_object_mut().filter(|_| is_first) {
        members.remove("addressees");
        members.remove("closing");
    }
    let mut hashed = json!({
        "obligation": report.obligation_id,
        "number": report.number,
        "content": content,
        "snapshot": report.snapshot,
    });
    if let Some(members) = hashed.as_object_mut().filter(|_| !is_first) {
        members.insert("version".to_owned(), json!(2));
    }
    hashed
}

#[cfg(test)]
mod tests {
    use super::super::tests::report;
    use super::*;

    /// What was hashed of the first reports of each version. It never changes.
    const FIRST: [(&str, &str); 2] = [
        (include_str!("samples/hashed_1.json"), "6e834b5b248774301f94ddc3edb0ff26b5ddee70ad85818aff1d0ba910398985"),
        (include_str!("samples/hashed_2.json"), "c3afd1a944cac361d35bf13ec3b0c1bbeb7bb350a04cb537a36c8154c6e0d3d6"),
    ];

    #[test]
    fn a_hash_that_was_approved_can_be_computed_again_for_ever() {
        for (sample, its_hash) in FIRST {
            let sample: Value = serde_json::from_str(sample).unwrap();
            let one = Report {
                obligation_id: serde_json::from_value(sample["obligation"].clone()).unwrap(),
                content: serde_json::from_value(sample["content"].clone()).unwrap(),
                snapshot: sample["snapshot"].clone(),
                ..report()
            };
            assert_eq!((hashed(&one), hash(&one)), (sample, its_hash.to_owned()));
        }
    }
}
