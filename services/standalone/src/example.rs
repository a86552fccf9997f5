//! Plays the first case: every person of the story calls the service as he would have, at his own time.

mod reports;
mod stage;

use crate::say::say;
use chrono::{DateTime, Utc};
use directives::example::{
    self, BEGINS_AT, FILLED_AT, Person, REGISTERED_AT, REGISTRAR, Step, Story, Whose, conclusion, story,
};
use haicap_kit::auth::DemoIssuer;
use haicap_kit::http::Problem;
use haicap_kit::server::{Listen, Mounted, Running, StartError, serve};
use haicap_kit::{Clock, Host};
use haicap_reference::{install, shipped};
use haicap_types::{OrganizationCode, Role};
use serde_json::{Map, Value, json};
use stage::{Stage, texts};
use std::collections::HashMap;
use std::net::{Ipv4Addr, SocketAddr};

/// Why the example cannot be played.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ExampleError {
    #[error(transparent)]
    Start(#[from] StartError),
    #[error("the example cannot be loaded: the service does not answer: {0}")]
    Call(#[from] reqwest::Error),
    #[error("the example cannot be loaded: {0}")]
    Key(#[from] haicap_kit::auth::DemoKeyError),
    #[error("the example cannot be loaded: {address} answers {status}: {answer}")]
    Refused { address: String, status: u16, answer: String },
    #[error("the example cannot be loaded: clause {clause} has no assignment of {whose:?}")]
    Nobody { clause: String, whose: Whose },
    #[error("the example cannot be loaded: nobody is called {0}")]
    NoPerson(String),
}

/// Fills an empty directory with the organizations that ship.
pub(crate) async fn fill(host: &Host) -> Result<(), Problem> {
    let parts = shipped::parts();
    say(format!("Loading {} organizations …", parts.organizations.len()));
    host.clock.set(moment(FILLED_AT));
    install(host, parts).await?;
    Ok(())
}

/// Plays the case against the services, on ports that only this process knows: what answers at the public address is
/// complete. Leaves the clock at the moment at which the example begins.
pub(crate) async fn play(
    directives: Mounted,
    reporting: Mounted,
    issuer: &DemoIssuer,
    clock: &Clock,
) -> Result<(), ExampleError> {
    let running = privately(directives)?;
    let stage = Stage::new(format!("http://{}/directives/v1", running.api), issuer);
    let played = Play { stage, clock, story: story() }.all().await;
    running.stop().await;
    let clauses = played?;
    let running = privately(reporting)?;
    let stage = Stage::new(format!("http://{}/reporting/v1", running.api), issuer);
    let played = reports::play(&stage, clock, &clauses).await;
    running.stop().await;
    played?;
    clock.set(moment(BEGINS_AT));
    Ok(())
}

/// Serves on a port that only this process knows.
fn privately(service: Mounted) -> Result<Running, StartError> {
    let loopback = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    serve(vec![service], &Listen { api: loopback, ops: None, cors_origins: Vec::new() }, None)
}

struct Play<'a> {
    stage: Stage<'a>,
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
    /// Plays it all; answers the ids of clauses by their labels.
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
            let address = format!("/assignments/{}", assigned.id);
            let act = format!("{address}/{}", step.act);
            let mut body = with_clauses(&step.body, &made.clauses);
            let Some(subject) = &step.by else {
                let person = self.person(&example::subject(&assigned.organization, Role::Coordinator))?;
                self.stage.post(&act, &person, &body.into(), None).await?;
                continue;
            };
            let person = self.person(subject)?;
            let seen = self.stage.get(&address, &person).await?;
            if step.act == "accept" {
                body.insert("hash".to_owned(), seen.text("/last_submission/hash").into());
            }
            self.stage.post(&act, &person, &body.into(), seen.etag.as_deref()).await?;
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

/// A moment of the story.
#[expect(clippy::expect_used, reason = "the moments are constants, and a test reads them")]
fn moment(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).expect("it is a moment").to_utc()
}
