//! The first case: the conclusion of 22 September 2025, and what its addressees had made of it by the morning of
//! 1 October. Facts and words only: whoever plays it does so over HTTP, as the people would have.
//!
//! The conclusion is a real one; its clauses are our own sentences, and say what the real ones say. What is made of
//! them and the persons are invented, the organizations are those that ship.

use crate::example::stage::Person;
use chrono::{DateTime, FixedOffset};
use haicap_types::{CodeError, OrganizationCode};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// When the directory is filled, before everything else.
pub(crate) const FILLED_AT: &str = "2025-09-22T07:30:00+07:00";

/// When the conclusion is entered, without a number: the city's leadership published none.
pub(crate) const REGISTERED_AT: &str = "2025-09-22T14:00:00+07:00";

/// The moment at which the story stops and the example begins.
pub(crate) const BEGINS_AT: &str = "2025-10-01T08:00:00+07:00";

/// The person who enters the conclusion.
pub(crate) const REGISTRAR: &str = "tt.coordinator";

const CONCLUSION: &str = include_str!("../../../example/directives/conclusion.json");
const STORY: &str = include_str!("../../../example/directives/story.json");

/// What happened, in order.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Story {
    /// Names by subject.
    people: BTreeMap<String, String>,
    /// Each act.
    pub(crate) steps: Vec<Step>,
}

/// One act, or the same act by many.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Step {
    /// When.
    pub(crate) at: DateTime<FixedOffset>,
    /// The label of the clause.
    pub(crate) clause: String,
    /// Which of its assignments.
    pub(crate) whose: Whose,
    /// The subject of the person; `None` where each organization's own coordinator acts.
    pub(crate) by: Option<String>,
    /// The act, as the last part of its address.
    pub(crate) act: String,
    /// What is sent. Clauses stand in it by label, and the hash that an acceptance names is left out.
    pub(crate) body: Map<String, Value>,
}

/// Some of a clause's assignments.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Option<Written>")]
pub(crate) enum Whose {
    /// The only root.
    Root,
    /// That of one organization.
    One(OrganizationCode),
    /// Those of several.
    Several(Vec<OrganizationCode>),
    /// Every so many of those on which nobody has acted yet.
    Every(usize),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    One(String),
    Several(Vec<OrganizationCode>),
}

/// The conclusion, as it is sent to `POST /directives/v1/directives`.
#[must_use]
#[expect(clippy::expect_used, reason = "the file is part of the program, and a test reads it")]
pub(crate) fn conclusion() -> Value {
    serde_json::from_str(CONCLUSION).expect("the shipped conclusion is JSON")
}

/// The story.
#[must_use]
#[expect(clippy::expect_used, reason = "the file is part of the program, and a test reads it")]
pub(crate) fn story() -> Story {
    serde_json::from_str(STORY).expect("the shipped story is well formed")
}

impl Story {
    /// The person behind a subject; `None` if the subject is not of the form that `subject` gives.
    #[must_use]
    pub(crate) fn person(&self, subject: &str) -> Option<Person> {
        let (organization, role) = subject.rsplit_once('.')?;
        let organization: OrganizationCode = organization.to_uppercase().parse().ok()?;
        let role = role.parse().ok()?;
        let name = self.people.get(subject).cloned().unwrap_or_else(|| subject.to_owned());
        Some(Person { subject: subject.to_owned(), name, organization, role })
    }

    /// The name of a person, if the story tells it.
    #[must_use]
    pub(crate) fn name(&self, subject: &str) -> Option<&str> {
        self.people.get(subject).map(String::as_str)
    }
}

impl TryFrom<Option<Written>> for Whose {
    type Error = String;

    fn try_from(written: Option<Written>) -> Result<Self, String> {
        match written {
            None => Ok(Self::Root),
            Some(Written::Several(organizations)) => Ok(Self::Several(organizations)),
            Some(Written::One(text)) => match text.strip_prefix("every:") {
                Some(number) => number.parse().map(Self::Every).map_err(|error| error.to_string()),
                None => text.parse().map(Self::One).map_err(|error: CodeError| error.to_string()),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use directives::domain::assignment::Act;
    use haicap_reference::shipped;
    use haicap_types::{Act as _, Vocabulary};
    use std::collections::HashSet;

    #[test]
    fn the_story_fits_the_conclusion_and_the_directory() {
        let (conclusion, story, directory) = (conclusion(), story(), shipped::directory());
        let clauses = conclusion["clauses"].as_array().unwrap();
        assert_eq!(clauses.len(), 22);
        let labels: HashSet<_> = clauses.iter().map(|clause| clause["label"].as_str().unwrap()).collect();
        let acts: HashSet<_> = Act::ALL.iter().map(|act| act.address().1).collect();
        for step in &story.steps {
            assert!(labels.contains(step.clause.as_str()), "{}", step.clause);
            assert!(acts.contains(step.act.as_str()), "{}", step.act);
            let person = step.by.as_ref().map(|subject| story.person(subject).unwrap());
            let organizations = match &step.whose {
                Whose::One(organization) => vec![organization.clone()],
                Whose::Several(organizations) => organizations.clone(),
                Whose::Root | Whose::Every(_) => Vec::new(),
            };
            for organization in organizations.iter().chain(person.iter().map(|person| &person.organization)) {
                assert!(directory.get(organization).is_some(), "{organization}");
            }
            assert_eq!(person.is_none(), matches!(step.whose, Whose::Several(_) | Whose::Every(_)), "{}", step.at);
        }
    }

    #[test]
    fn urgent_is_what_its_sentence_calls_urgent() {
        let conclusion = conclusion();
        assert_eq!(conclusion["urgency"], "normal");
        for clause in conclusion["clauses"].as_array().unwrap() {
            let is_called_so = clause["text"].as_str().unwrap().contains("khẩn trương");
            assert_eq!(clause["urgency"] == "urgent", is_called_so, "{}", clause["label"]);
        }
    }

    #[test]
    fn the_story_is_told_in_order_before_the_example_begins() {
        let story = story();
        let moment = |text| DateTime::parse_from_rfc3339(text).unwrap();
        assert!(moment(FILLED_AT) < moment(REGISTERED_AT));
        let times: Vec<_> = story.steps.iter().map(|step| step.at).collect();
        assert!(times.is_sorted());
        assert!(moment(REGISTERED_AT) < times[0] && times[times.len() - 1] < moment(BEGINS_AT));
        assert!(story.person(REGISTRAR).is_some_and(|person| person.organization.as_str() == "TT"));
    }
}
