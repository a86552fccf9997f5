//! Plays the first case against the directives service: the conclusion of 22 September 2025 in our own words, and what
//! its addressees had made of it by the morning of 1 October.

pub(super) mod story;

pub(super) use story::{BEGINS_AT, FILLED_AT, Whose};

use super::stage::{Person, Stage, texts};
use super::{ExampleError, moment};
use crate::identity::subject;
use crate::say::say;
use haicap_kit::Clock;
use haicap_types::{OrganizationCode, Role};
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use story::{REGISTERED_AT, REGISTRAR, Step, Story, conclusion, story};

/// Plays the story; the ids of clauses by their labels.
pub(super) async fn play(stage: &Stage<'_>, clock: &Clock) -> Result<HashMap<String, String>, ExampleError> {
    Play { stage, clock, story: story() }.all().await
}

/// The name of a person, if the story tells it.
pub(crate) fn name(subject: &str) -> Option<String> {
    story().name(subject).map(str::to_owned)
}

struct Play<'a> {
    stage: &'a Stage<'a>,
    clock: &'a Clock,
    story: Story,
}

/// What the conclusion made.
struct Made {
    /// The ids of clauses by their labels.
    clauses: HashMap<String, String>,
    assignments: Vec<Assigned>,
}

struct Assigned {
    id: String,
    clause: String,
    organization: OrganizationCode,
    is_root: bool,
    is_untouched: bool,
}

impl Play<'_> {
    async fn all(self) -> Result<HashMap<String, String>, ExampleError> {
        let mut made = self.register().await?;
        let mut day = None;
        for step in &self.story.steps {
            if day.replace(step.at.date_naive()) != Some(step.at.date_naive()) {
                say(format!("Going through {} …", step.at.format("%-d %B %Y")));
            }
            self.clock.set(step.at.to_utc());
            self.step(step, &mut made).await?;
        }
        Ok(made.clauses)
    }

    /// Enters the conclusion and looks at what came of it.
    async fn register(&self) -> Result<Made, ExampleError> {
        self.clock.set(moment(REGISTERED_AT));
        let registrar = self.person(REGISTRAR)?;
        let draft = self.stage.post("/directives", &registrar, &conclusion(), None).await?;
        let address = format!("/directives/{}", draft.text("/id"));
        self.stage.post(&format!("{address}/register"), &registrar, &json!({}), draft.etag.as_deref()).await?;
        let clauses = self.stage.list(&format!("{address}/clauses?limit=200"), &registrar).await?;
        let of_it = format!("/assignments?directive={}&limit=200", draft.text("/id"));
        let assignments = self.stage.list(&of_it, &registrar).await?;
        say(format!(
            "Loading the conclusion of 22 September 2025: {} clauses, {} assignments …",
            clauses.len(),
            assignments.len()
        ));
        let clauses = clauses.iter().map(|clause| texts(clause, ["/label", "/id"])).map(|[label, id]| (label, id));
        Ok(Made { clauses: clauses.collect(), assignments: assignments.iter().filter_map(Assigned::read).collect() })
    }

    async fn step(&self, step: &Step, made: &mut Made) -> Result<(), ExampleError> {
        for place in made.chosen(&step.clause, &step.whose)? {
            let Some(assigned) = made.assignments.get_mut(place) else { continue };
            assigned.is_untouched = false;
            let id = assigned.id.clone();
            let address = format!("/assignments/{id}");
            let act = format!("{address}/{}", step.act);
            let mut body = with_clauses(&step.body, &made.clauses);
            let Some(subject) = &step.by else {
                let person = self.person(&subject(&assigned.organization, Role::Coordinator))?;
                self.stage.post(&act, &person, &body.into(), None).await?;
                continue;
            };
            let person = self.person(subject)?;
            let seen = self.stage.get(&address, &person).await?;
            if step.act == "accept" {
                body.insert("hash".to_owned(), seen.text("/last_submission/hash").into());
            }
            self.stage.post(&act, &person, &body.into(), seen.etag.as_deref()).await?;
            if step.act == "children" {
                let parts = self.stage.list(&format!("/assignments?parent={id}&limit=200"), &person).await?;
                made.add(&parts);
            }
        }
        Ok(())
    }

    fn person(&self, subject: &str) -> Result<Person, ExampleError> {
        let named = self.story.person(subject).map(|person| match self.story.name(subject) {
            Some(_) => person,
            None => Person { name: self.stage.office(&person.organization, person.role), ..person },
        });
        named.ok_or_else(|| ExampleError::NoPerson(subject.to_owned()))
    }
}

impl Made {
    /// Adds the assignments that were not there before.
    fn add(&mut self, views: &[Value]) {
        for assigned in views.iter().filter_map(Assigned::read) {
            if self.assignments.iter().all(|known| known.id != assigned.id) {
                self.assignments.push(assigned);
            }
        }
    }

    /// The places of the assignments that a step is about.
    fn chosen(&self, clause: &str, whose: &Whose) -> Result<Vec<usize>, ExampleError> {
        let of_clause: Vec<_> = self.assignments.iter().enumerate().filter(|(_, one)| one.clause == clause).collect();
        let place = |(place, _): &(usize, &Assigned)| *place;
        let chosen: Vec<usize> = match whose {
            Whose::Root => of_clause.iter().filter(|(_, one)| one.is_root).map(place).collect(),
            Whose::One(code) => of_clause.iter().filter(|(_, one)| one.organization == *code).map(place).collect(),
            Whose::Several(codes) => {
                of_clause.iter().filter(|(_, one)| codes.contains(&one.organization)).map(place).collect()
            }
            Whose::Every(number) => {
                let untouched = of_clause.iter().filter(|(_, one)| one.is_untouched);
                untouched.step_by((*number).max(1)).map(place).collect()
            }
        };
        if chosen.is_empty() {
            return Err(ExampleError::Nobody { clause: clause.to_owned(), whose: whose.clone() });
        }
        Ok(chosen)
    }
}

/// A body in which clauses stand by their ids instead of their labels.
fn with_clauses(body: &Map<String, Value>, ids: &HashMap<String, String>) -> Map<String, Value> {
    let mut body = body.clone();
    let constraints = body.get_mut("constraints").and_then(Value::as_array_mut);
    for clause in constraints.into_iter().flatten().filter_map(|constraint| constraint.get_mut("clause")) {
        if let Some(id) = clause.as_str().and_then(|label| ids.get(label)) {
            *clause = id.as_str().into();
        }
    }
    body
}

impl Assigned {
    fn read(view: &Value) -> Option<Self> {
        let [id, clause, organization] = texts(view, ["/id", "/clause/label", "/accountable/code"]);
        let is_root = view.get("parent_id").is_none_or(Value::is_null);
        Some(Self { id, clause, organization: organization.parse().ok()?, is_root, is_untouched: true })
    }
}
