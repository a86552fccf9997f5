use crate::domain::text::{Line, TextFault};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use utoipa::ToSchema;

/// How a document names a clause, such as `1.1`; ordered as people count, so that `1.2` comes before `1.10`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, min_length = 1, max_length = 100, example = "1.1")]
pub struct Label(Line<100>);

impl Label {
    /// Parses a label of 1 to 100 characters.
    ///
    /// # Errors
    ///
    /// A [`TextFault`].
    pub fn new(label: &str) -> Result<Self, TextFault> {
        Line::new(label).map(Self)
    }

    /// The label as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

/// A stretch of a label. Numbers come before other text, the shorter number first: leading zeros are cut off.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Run<'a> {
    Number { length: usize, digits: &'a str },
    Text(&'a str),
}

fn runs(mut rest: &str) -> impl Iterator<Item = Run<'_>> {
    std::iter::from_fn(move || {
        let is_number = rest.chars().next()?.is_ascii_digit();
        let length = rest.find(|letter: char| letter.is_ascii_digit() != is_number).unwrap_or(rest.len());
        let (run, after) = rest.split_at(length);
        rest = after;
        if !is_number {
            return Some(Run::Text(run));
        }
        let digits = run.trim_start_matches('0');
        Some(Run::Number { length: digits.len(), digits })
    })
}

impl Ord for Label {
    fn cmp(&self, other: &Self) -> Ordering {
        runs(self.as_str()).cmp(runs(other.as_str())).then_with(|| self.0.cmp(&other.0))
    }
}

impl PartialOrd for Label {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl TryFrom<String> for Label {
    type Error = TextFault;

    fn try_from(label: String) -> Result<Self, TextFault> {
        Self::new(&label)
    }
}

impl From<Label> for String {
    fn from(label: Label) -> Self {
        label.0.into()
    }
}

impl std::fmt::Display for Label {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_ordered_as_people_count() {
        let ordered = ["0.2", "1", "1.1", "1.2", "01.3", "1.10", "1.99999999999999999999999", "2", "10", "I", "a"];
        let mut labels: Vec<_> = ordered.iter().rev().map(|label| Label::new(label).unwrap()).collect();
        labels.sort();
        assert_eq!(labels.iter().map(Label::as_str).collect::<Vec<_>>(), ordered);
    }
}
