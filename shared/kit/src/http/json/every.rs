use super::typed::Typed;
use super::unfit::{Unfit, Wrong, fault};
use super::{Json, leave_out_repeated};
use crate::http::problem::Fault;
use serde::de::DeserializeOwned;

/// How values are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::http) enum Spelling {
    /// As JSON has them.
    Json,
    /// As texts, each of them: in a query.
    Query,
    /// The same in the query of a list, whose pages are asked for apart.
    List,
}

/// How often reading is tried. Each fault takes one try; one in the place of which no empty text fits, a few more.
const TRIES_MAX: usize = 64;

/// What is tried in the place of a text that is missing or wrong: all that texts of ours look like.
pub(super) const TEXTS: [&str; 7] =
    ["", "A", "a", "2025-01-01", "2025-01-01T00:00:00Z", "00:00", "00000000-0000-0000-0000-000000000000"];

/// Reads JSON for a type, or says what is wrong with it. serde stops at the first fault; here something that fits is put
/// in its place, and reading begins again. The document's schema would find more, but knows less of what a type takes. It
/// ends where nothing fits, so that the faults that are told are there, and one may be told only when others are gone.
///
/// # Errors
/// The faults, one at least. Then the JSON is no longer what was sent.
pub(in crate::http) fn read<T: DeserializeOwned>(json: &mut Json, spelling: Spelling) -> Result<T, Vec<Fault>> {
    let mut repeated = Vec::new();
    leave_out_repeated(json, &mut Vec::new(), &mut repeated);
    let repeated = repeated.iter().map(|place| fault(place.iter().map(String::as_str), &Wrong::Repeated, spelling));
    let mut faults: Vec<Fault> = repeated.collect();
    for _ in 0..TRIES_MAX {
        match T::deserialize(Typed { json, spelling }) {
            Ok(read) if faults.is_empty() => return Ok(read),
            Ok(_) => break,
            Err(unfit) => match mend(json, &unfit) {
                Mended::Fault => faults.push(unfit.fault(spelling)),
                Mended::Hole => {}
                Mended::Not if faults.is_empty() => return Err(vec![unfit.fault(spelling)]),
                Mended::Not => break,
            },
        }
    }
    Err(faults)
}

/// What was done so that reading can go on.
enum Mended {
    /// A fault of the sender is out of the way.
    Fault,
    /// What was put in the place of one did not fit; the next is tried.
    Hole,
    /// Nothing.
    Not,
}

fn mend(json: &mut Json, unfit: &Unfit) -> Mended {
    let mut here = json;
    let mut place = unfit.place().peekable();
    while let Some(name) = place.next() {
        let within = match here {
            Json::List(items) => name.parse::<usize>().ok().and_then(|index| items.get_mut(index)),
            Json::Object(members) => {
                let found = members.iter().position(|(other, value)| other == name && !matches!(value, Json::Left));
                if found.is_none() && place.peek().is_none() && matches!(unfit.wrong, Wrong::Missing) {
                    members.push((name.to_owned(), Json::Hole(0)));
                    return Mended::Fault;
                }
                found.and_then(|found| members.get_mut(found)).map(|(_, value)| value)
            }
            Json::Hole(which) => return refill(which),
            _ => None,
        };
        let Some(within) = within else { return Mended::Not };
        here = within;
    }
    if let Json::Hole(which) = here {
        return refill(which);
    }
    *here = if unfit.is_name { Json::Left } else { Json::Hole(0) };
    Mended::Fault
}

fn refill(which: &mut usize) -> Mended {
    *which += 1;
    if *which < TEXTS.len() { Mended::Hole } else { Mended::Not }
}

#[cfg(test)]
mod tests {
    use super::*;
    use haicap_types::{Date, OrganizationCode};
    use serde::Deserialize;
    use serde_json::{Value, json};
    use std::collections::BTreeMap;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Thing {
        word: Side,
        code: OrganizationCode,
        on: Date,
        inner: Option<Box<Thing>>,
        #[serde(default)]
        many: Vec<Thing>,
        #[serde(default)]
        any: Value,
        #[serde(default)]
        counted: BTreeMap<String, u8>,
        #[serde(default)]
        how: Option<How>,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Side {
        Left,
        Around(Box<Thing>),
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
    enum How {
        Often { times: u8, on: Date },
    }

    fn good() -> Value {
        json!({ "word": "left", "code": "BTC", "on": "2025-10-01" })
    }

    fn faults(value: &Value) -> Vec<String> {
        let read: Result<Thing, _> = read(&mut Json::from(value), Spelling::Json);
        let faults = read.err().unwrap_or_default();
        faults.iter().map(|fault| format!("{} {}", fault.pointer, fault.words)).collect()
    }

    #[test]
    fn h12_objects_are_objects_and_words_are_words_at_any_depth() {
        for (member, value, is_good) in [
            ("any", json!([{ "a": [1, -2, 0.5, null, true, "x"] }]), true),
            ("inner", json!(null), true),
            ("inner", good(), true),
            ("inner", json!(["left", "BTC", "2025-10-01"]), false),
            ("many", json!([good()]), true),
            ("many", json!([["left", "BTC", "2025-10-01"]]), false),
            ("word", json!({ "left": null }), false),
            ("word", json!({ "around": good() }), true),
            ("word", json!({ "around": ["left"] }), false),
            ("word", json!({ "around": good(), "left": null }), false),
            ("word", json!({}), false),
            ("word", json!("around"), false),
            ("word", json!("right"), false),
            ("word", json!(1), false),
        ] {
            let mut thing = good();
            thing[member] = value;
            assert_eq!(faults(&thing).is_empty(), is_good, "{thing}");
        }
        assert_eq!(faults(&json!(["left", "BTC"])), [" This must be a JSON object."]);
    }

    #[test]
    fn every_fault_is_told_with_its_place_and_what_would_be_right() {
        let sent = json!({
            "word": "right",
            "on": 5,
            "colour": "red",
            "many": [good(), { "code": "btc", "word": { "around": { "on": "2025-13-01" } } }],
            "counted": { "a/b": 256 },
            "how": { "kind": "often", "times": "x", "on": "2025-10-01" },
        });
        assert_eq!(
            faults(&sent),
            [
                "/colour There is no such field; there are: word, code, on, inner, many, any, counted, how.",
                "/counted/a~1b This must be a whole number from 0 to 255.",
                "/how This must be a whole number from 0 to 255.",
                "/many/1/code An organization's code must have 1 to 32 capital letters, digits and hyphens; the first \
                 must not be a hyphen.",
                "/many/1/word/around/on A date must be written as YYYY-MM-DD, such as 2025-10-15.",
                "/many/1/word/around/word This field is missing.",
                "/many/1/word/around/code This field is missing.",
                "/many/1/on This field is missing.",
                "/on This must be a text.",
                "/word Takes only: left, around.",
                "/code This field is missing.",
            ]
        );
    }

    #[test]
    fn what_is_named_twice_does_not_hide_what_else_is_wrong() {
        let mut json = Json::of(br#"{"word":"left","word":"left","on":"2025-10-01","on":1}"#).unwrap();
        let faults = read::<Thing>(&mut json, Spelling::Json).unwrap_err();
        let places: Vec<&str> = faults.iter().map(|fault| fault.pointer.as_str()).collect();
        assert_eq!(places, ["/word", "/on", "/code"]);
        assert_eq!(faults[0].words.vi, "Mỗi trường chỉ được ghi một lần.");
    }

    #[test]
    fn h08_reading_is_not_tried_for_ever() {
        let many = json!({ "many": vec![json!({ "a": 1 }); 10_000] });
        assert!(faults(&many).len() <= TRIES_MAX);
    }

    #[test]
    fn h12_a_whole_number_may_be_written_with_a_point_and_nothing_is_rounded() {
        for (text, number) in [
            ("40", Some(40)),
            ("40.0", Some(40)),
            ("4e1", Some(40)),
            ("-0", None),
            ("1.5", None),
            ("9007199254740993.0", None),
        ] {
            let mut json = Json::of(text.as_bytes()).unwrap();
            assert_eq!(read::<i64>(&mut json, Spelling::Json).ok(), number, "{text}");
        }
    }
}
