//! What was sent, as JSON: read once, and then for the type that a handler wants. Reading for a type is stricter than
//! serde by itself, says where something is wrong and what would be right, and goes on after that.

mod every;
mod typed;
mod unfit;

pub(super) use every::{Spelling, read};

use super::kinds;
use super::problem::{Fault, Problem};
use haicap_types::Words;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Number, Value};
use std::collections::HashSet;
use std::fmt;
use unicode_normalization::UnicodeNormalization;

/// JSON in the order in which it was sent.
#[derive(Debug)]
pub(super) enum Json {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A text.
    Text(String),
    /// An array.
    List(Vec<Json>),
    /// An object. It may name a member twice.
    Object(Vec<(String, Json)>),
    /// In the place of something wrong, so that reading can go on: whatever is wanted. The number says which text, where
    /// a text is wanted.
    Hole(usize),
    /// In the place of a member that is wrong to be there: nothing.
    Left,
}

impl Json {
    /// Reads a text. An absent one is an empty object, so that acts without fields need none.
    ///
    /// # Errors
    /// 400: it is no JSON.
    pub(super) fn of(text: &[u8]) -> Result<Self, Problem> {
        if text.is_empty() {
            return Ok(Self::Object(Vec::new()));
        }
        serde_json::from_slice(text).map_err(|error| {
            let (line, column) = (error.line(), error.column());
            let words = Words::with(
                format!("Không phải JSON hợp lệ, tại dòng {line}, cột {column}."),
                format!("This is no valid JSON, at line {line}, column {column}."),
            );
            Problem::new(&kinds::MALFORMED).faults(vec![Fault::new("", words)])
        })
    }

    /// What was sent, whatever the order of its members, the space between them, and how numbers and letters are written:
    /// the same bytes for the same content.
    pub(super) fn canonical(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text
    }

    fn write(&self, out: &mut String) {
        match self {
            Self::Null | Self::Hole(_) | Self::Left => out.push_str("null"),
            Self::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Self::Number(number) => match whole(number) {
                Some(whole) => out.push_str(&whole.to_string()),
                None => out.push_str(&number.to_string()),
            },
            Self::Text(text) => out.push_str(&Value::from(text.nfc().collect::<String>()).to_string()),
            Self::List(items) => {
                out.push('[');
                for item in items {
                    item.write(out);
                    out.push(',');
                }
                out.push(']');
            }
            Self::Object(members) => {
                let mut sorted: Vec<(String, &Self)> =
                    members.iter().map(|(name, value)| (name.nfc().collect(), value)).collect();
                sorted.sort_by(|(one, _), (other, _)| one.cmp(other));
                out.push('{');
                for (name, value) in sorted {
                    out.push_str(&Value::from(name).to_string());
                    out.push(':');
                    value.write(out);
                    out.push(',');
                }
                out.push('}');
            }
        }
    }
}

/// To JSON Schema `24.0` and `4e1` are integers; some clients write all their numbers so. Nobody means `-0`.
fn whole(number: &Number) -> Option<i64> {
    /// The largest whole number that every reader holds exactly.
    const MOST: f64 = 9_007_199_254_740_991.0;
    if let Some(whole) = number.as_i64() {
        return Some(whole);
    }
    let float = number.as_f64()?;
    let is_whole = float.fract() == 0.0 && float.abs() <= MOST && !(float == 0.0 && float.is_sign_negative());
    if is_whole { format!("{float:.0}").parse().ok() } else { None }
}

impl From<&Value> for Json {
    fn from(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Bool(*value),
            Value::Number(number) => Self::Number(number.clone()),
            Value::String(text) => Self::Text(text.clone()),
            Value::Array(items) => Self::List(items.iter().map(Self::from).collect()),
            Value::Object(members) => {
                Self::Object(members.iter().map(|(name, value)| (name.clone(), value.into())).collect())
            }
        }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Any)
    }
}

/// Takes whatever comes.
struct Any;

impl<'de> Visitor<'de> for Any {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(Json::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
        Ok(Number::from_f64(value).map_or(Json::Null, Json::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(Json::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Json, E> {
        Ok(Json::Text(value))
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Json, A::Error> {
        let mut object = Vec::new();
        while let Some(member) = members.next_entry()? {
            object.push(member);
        }
        Ok(Json::Object(object))
    }
}

/// The places at which an object names a member again. Readers disagree about which of two counts (RFC 8259, section 4),
/// so that a filter on the way could let pass what we then take for something else. All but the first are left out.
fn leave_out_repeated(json: &mut Json, at: &mut Vec<String>, found: &mut Vec<Vec<String>>) {
    let within = |name: String, value: &mut Json, at: &mut Vec<String>, found: &mut Vec<Vec<String>>| {
        at.push(name);
        leave_out_repeated(value, at, found);
        at.pop();
    };
    match json {
        Json::List(items) => {
            items.iter_mut().enumerate().for_each(|(index, item)| within(index.to_string(), item, at, found));
        }
        Json::Object(members) => {
            let mut seen = HashSet::new();
            for (name, value) in members {
                if seen.insert(name.clone()) {
                    within(name.clone(), value, at, found);
                } else {
                    found.push(at.iter().chain([&*name]).cloned().collect());
                    *value = Json::Left;
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canonical(text: &str) -> String {
        Json::of(text.as_bytes()).unwrap().canonical()
    }

    #[test]
    fn h12_an_object_names_each_member_once_at_any_depth() {
        for (text, places) in [
            (r#"{"a":[1,-2,3.5,null,true,"x"],"b":{"a":1}}"#, vec![]),
            (r#"{"a":1,"a":1}"#, vec!["a"]),
            (r#"{"a":1,"\u0061":1}"#, vec!["a"]),
            (r#"[{"b":{"a":1,"c":2,"a":3,"a":4},"b":0}]"#, vec!["0/b/a", "0/b/a", "0/b"]),
        ] {
            let mut found = Vec::new();
            leave_out_repeated(&mut Json::of(text.as_bytes()).unwrap(), &mut Vec::new(), &mut found);
            assert_eq!(found.iter().map(|place| place.join("/")).collect::<Vec<_>>(), places, "{text}");
        }
    }

    #[test]
    fn h12_what_is_no_json_is_not_read() {
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        for text in [deep.as_str(), r#"{"a":"\ud800"}"#, "{} {}", "{", "NaN", "1e400", "{/**/}"] {
            let problem = Json::of(text.as_bytes()).unwrap_err();
            assert_eq!((problem.code, problem.details.faults.len()), ("malformed", 1), "{:.40}", text);
        }
    }

    #[test]
    fn h14_h32_the_same_content_in_other_bytes_is_the_same() {
        let text = canonical(r#"{"b":[1,{"d":"Hòa","c":null}],"a":4e1}"#);
        assert_eq!(text, canonical("{ \"a\": 40.0,\n \"b\": [1, {\"c\": null, \"d\": \"Ho\\u0300a\"}] }"));
        assert_eq!(canonical(""), canonical(" {} "));
        for other in [r#"{"b":[{"d":"Hòa","c":null},1],"a":40}"#, r#"{"b":[1,{"d":"Hòa"}],"a":40}"#, "{}", "[]"] {
            assert_ne!(text, canonical(other), "{other}");
        }
        assert_ne!(canonical(r#"["a,b"]"#), canonical(r#"["a","b"]"#));
        assert_ne!(canonical("[1]"), canonical(r#"["1"]"#));
    }
}
