use super::values_json;
use crate::domain::form::PublishedForm;
use crate::domain::obligation::{FormVersion, Submission};
use haicap_types::content_hash;
use serde_json::{Value, json};
use uuid::Uuid;

/// The hash of everything that is sent with a version.
#[must_use]
pub fn hash(form: &PublishedForm, version: &FormVersion, submission: &Submission) -> String {
    content_hash(&hashed(form, version, submission))
}

/// The hash of a report that there is nothing to report.
#[must_use]
pub fn nil_hash(obligation: Uuid, id: Uuid, remark: Option<&str>) -> String {
    content_hash(&hashed_nil(obligation, id, remark))
}

/// What is hashed of a version, version 1. People accepted such hashes, so this shape stays as it is; another one needs a
/// member `version`.
fn hashed(form: &PublishedForm, version: &FormVersion, submission: &Submission) -> Value {
    json!({
        "obligation": submission.obligation_id,
        "number": submission.number,
        "form": { "code": version.code, "number": version.number },
        "is_nil": submission.is_nil,
        "values": values_json(form, &submission.values),
        "narrative": submission.narrative,
        "reason": submission.reason,
    })
}

/// What is hashed of a report that there is nothing to report, version 1.
fn hashed_nil(obligation: Uuid, id: Uuid, remark: Option<&str>) -> Value {
    json!({ "obligation": obligation, "id": id, "is_nil": true, "remark": remark })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::indicator::tests::indicator;
    use crate::domain::obligation::tests::submission;
    use crate::domain::value::Value as Cell;
    use serde_json::from_value;

    /// What was hashed of the first submissions. It never changes.
    const FIRST: &str = include_str!("samples/hashed_1.json");
    const ITS_HASH: &str = "cbb9b58d7e804ac6e133a67578cdac7bacbe0a2a6bf7216f13ef86a69b8a1014";
    const FIRST_NIL: &str = include_str!("samples/hashed_nil_1.json");
    const ITS_NIL_HASH: &str = "4351702dfaedfdef60d34e76c418cac3d2c8d9e6dc0704d500ad3751663a5ec5";

    #[test]
    fn a_hash_that_was_accepted_can_be_computed_again_for_ever() {
        let sample: Value = serde_json::from_str(FIRST).unwrap();
        let choices = json!([{ "code": "moved", "name_vi": "Điều chuyển", "name_en": "Transferred" }]);
        let indicators = [
            ("choice", json!({ "value_type": "choice", "choices": choices, "over_units": "none" })),
            ("day", json!({ "value_type": "date", "over_units": "none" })),
            ("done", json!({ "value_type": "boolean", "over_units": "count" })),
            ("share", json!({ "value_type": "percent", "decimals": 1, "over_units": "none" })),
            ("total", json!({})),
            ("word", json!({ "value_type": "text", "over_units": "none" })),
        ];
        let indicators = indicators.map(|(code, definition)| (code.to_owned(), indicator(code, &definition)));
        let content = from_value(json!({ "sections": [], "rules": [] })).unwrap();
        let form = PublishedForm { content, indicators: indicators.into() };
        let values = sample["values"]
            .as_object()
            .unwrap()
            .iter()
            .map(|(code, sent)| (code.clone(), Cell::read(&form.indicators[code], sent).unwrap().unwrap()));
        let one = Submission {
            obligation_id: from_value(sample["obligation"].clone()).unwrap(),
            number: 2,
            values: values.collect(),
            narrative: from_value(sample["narrative"].clone()).unwrap(),
            reason: from_value(sample["reason"].clone()).unwrap(),
            ..submission()
        };
        let version = FormVersion { code: "commune".into(), number: 1 };
        assert_eq!((hashed(&form, &version, &one), hash(&form, &version, &one)), (sample, ITS_HASH.to_owned()));
    }

    #[test]
    fn so_can_the_hash_of_a_nil_report() {
        let sample: Value = serde_json::from_str(FIRST_NIL).unwrap();
        let [obligation, id] = ["obligation", "id"].map(|name| from_value::<Uuid>(sample[name].clone()).unwrap());
        let remark = sample["remark"].as_str();
        assert_eq!(
            (hashed_nil(obligation, id, remark), nil_hash(obligation, id, remark)),
            (sample.clone(), ITS_NIL_HASH.to_owned())
        );
    }
}
