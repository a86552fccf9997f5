//! What is written into a report: figures and words by their codes.

mod hashed;

pub use hashed::{hash, nil_hash};

use super::form::{NARRATIVE_MAX, PublishedForm};
use super::obligation::{Content, Submission};
use super::rule::Values;
use super::value::Value;
use haicap_types::{Faults, Prose, TextFault, Words, pointer};
use serde_json::{Map, Value as Json};

/// Puts a merge patch into figures and words: `null` takes one away, and what is not named stays.
///
/// # Errors
/// Everything in it that the form does not ask for, or that is no value of its indicator.
pub fn patch(
    form: &PublishedForm,
    submission: &Submission,
    values: &Map<String, Json>,
    narrative: &Map<String, Json>,
) -> Result<Content, Faults> {
    let mut faults = Faults::default();
    let mut content = Content { values: submission.values.clone(), narrative: submission.narrative.clone() };
    for (code, sent) in values {
        let pointer = pointer(&[&"values", code]);
        let Some(indicator) = form.typed(code) else {
            faults.note(pointer, UNKNOWN_FIGURE);
            continue;
        };
        match Value::read(indicator, sent) {
            Ok(Some(value)) => {
                content.values.insert(code.clone(), value);
            }
            Ok(None) => {
                content.values.remove(code);
            }
            Err(words) => faults.note(pointer, words),
        }
    }
    for (code, sent) in narrative {
        let pointer = pointer(&[&"narrative", code]);
        if form.narrative(code).is_none() {
            faults.note(pointer, UNKNOWN_SECTION);
            continue;
        }
        match text(sent) {
            Ok(Some(text)) => {
                content.narrative.insert(code.clone(), text);
            }
            Ok(None) => {
                content.narrative.remove(code);
            }
            Err(words) => faults.note(pointer, words),
        }
    }
    faults.done(content)
}

fn text(sent: &Json) -> Result<Option<String>, Words> {
    match sent {
        Json::Null => Ok(None),
        Json::String(text) => narrative(text),
        _ => Err(Words::new("Phải là văn bản.", "This must be a text.")),
    }
}

/// The words of a section in the form in which they are kept; none if nothing is said.
///
/// # Errors
/// Why they cannot be kept.
pub fn narrative(text: &str) -> Result<Option<String>, Words> {
    match Prose::<NARRATIVE_MAX>::new(text) {
        Ok(text) => Ok(Some(text.into())),
        Err(TextFault::Empty) => Ok(None),
        Err(fault) => Err(fault.words()),
    }
}

/// The figures as they stand in JSON.
#[must_use]
pub fn values_json(form: &PublishedForm, values: &Values) -> Map<String, Json> {
    let value = |(code, value): (&String, &Value)| Some((code.clone(), value.json(form.indicators.get(code)?)));
    values.iter().filter_map(value).collect()
}

const UNKNOWN_FIGURE: Words = Words::new("Biểu mẫu không hỏi chỉ tiêu này.", "The form does not ask for this figure.");
const UNKNOWN_SECTION: Words =
    Words::new("Biểu mẫu không có phần nội dung này.", "The form has no such narrative section.");
