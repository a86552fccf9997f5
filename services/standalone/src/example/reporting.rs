//! Plays the reports: indicators, forms and regimes are defined, units report as they would have, and the Organization
//! Commission's weekly report goes to the Standing Body.

mod content;
mod course;
mod definitions;
mod draw;
mod figures;
#[cfg(test)]
mod tests;
mod words;

use super::stage::{Person, Seen, Stage, texts};
use super::{ExampleError, moment};
use crate::identity::subject;
use crate::say::say;
use chrono::{DateTime, TimeDelta, Utc};
use content::{narrative, values};
use course::{Course, Deed, Slip, Step, in_order, plan};
use definitions::{COMMUNE_FORM, DEFINED_AT, DEPARTMENT_FORM, forms, indicators, regimes};
use futures_util::future::try_join_all;
use haicap_kit::Clock;
use haicap_types::{OrganizationCode, Role};
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use std::mem::discriminant;

/// The week whose report reaches the Standing Body, by its regime and period.
const REPORTED: (&str, &str) = ("two-tier-weekly", "2025-W39");

/// With which number and date.
const NUMBER: &str = "41-BC/BTCTU";
const ISSUED_ON: &str = "2025-09-30";

/// How many units' words the report keeps in each section.
const QUOTED: usize = 5;

/// How many steps are taken at once.
const AT_ONCE: usize = 8;

/// What was read of an obligation: its id, and its last submission's.
type Ids = HashMap<(String, OrganizationCode), Owed>;

struct Owed {
    id: String,
    form: String,
    submission: Option<String>,
}

/// Plays it all. The clock goes from the first definition to the last report.
pub(super) async fn play(
    stage: &Stage<'_>,
    clock: &Clock,
    clauses: &HashMap<String, String>,
) -> Result<(), ExampleError> {
    let play = Play { stage, clock };
    say("Defining indicators, forms and report regimes …".to_owned());
    play.define(clauses).await?;
    let courses = plan();
    let mut owed = Ids::new();
    let mut day = None;
    let mut is_reported = false;
    for together in together(&in_order(&courses)) {
        let Some((course, step)) = together.first().copied() else { continue };
        let is_due = (course.regime.as_str(), course.period.as_str()) == REPORTED
            && course.consolidated_at.is_some_and(|at| step.at >= at);
        if is_due && !is_reported {
            is_reported = true;
            play.report(course).await?;
        }
        if day.replace(step.at.date_naive()) != Some(step.at.date_naive()) {
            say(format!("Reports of {} …", step.at.format("%-d %B %Y")));
        }
        clock.set(step.at.to_utc());
        play.steps(together, &mut owed).await?;
    }
    Ok(())
}

/// Steps that can be taken at once: of different bodies, of one kind, within the same hour, for one period. Deadlines
/// fall on full hours, so none lies between them.
fn together<'a, 'b>(steps: &'b [(&'a Course, &'a Step)]) -> impl Iterator<Item = &'b [(&'a Course, &'a Step)]> {
    let hour = |step: &Step| step.at.timestamp() / 3600;
    let alike = steps.chunk_by(move |(course, step), (next_course, next)| {
        std::ptr::eq(*course, *next_course)
            && hour(step) == hour(next)
            && step.organization != next.organization
            && discriminant(&step.deed) == discriminant(&next.deed)
    });
    alike.flat_map(|steps| steps.chunks(AT_ONCE))
}

/// How often it is looked whether a period is settled, and how long between: the worker comes every two seconds.
const TRIES: u32 = 200;
const PAUSE: std::time::Duration = std::time::Duration::from_millis(100);

struct Play<'a> {
    stage: &'a Stage<'a>,
    clock: &'a Clock,
}

impl Play<'_> {
    fn person(&self, organization: &OrganizationCode, role: Role) -> Person {
        Person {
            subject: subject(organization, role),
            name: self.stage.office(organization, role),
            organization: organization.clone(),
            role,
        }
    }

    /// The Standing Body defines what everybody reports: the Organization Commission oversees the units only since the
    /// conclusion.
    async fn define(&self, clauses: &HashMap<String, String>) -> Result<(), ExampleError> {
        self.clock.set(moment(DEFINED_AT));
        let definer = self.person(&code("TT"), Role::Coordinator);
        for indicator in indicators() {
            self.stage.post("/indicators", &definer, &json!(indicator), None).await?;
        }
        for form in forms() {
            let head = json!({ "code": form.code, "name_vi": form.name_vi, "name_en": form.name_en });
            let made = self.stage.post("/forms", &definer, &head, None).await?;
            let versions = format!("/forms/{}/versions", form.code);
            self.stage.post(&versions, &definer, &json!(form.content), made.etag.as_deref()).await?;
        }
        for regime in regimes() {
            let served = regime.serves.as_ref().and_then(|label| clauses.get(label));
            let mut definition = json!(regime.definition);
            if let (Some(definition), Some(clause)) = (definition.as_object_mut(), served) {
                definition.insert("serves_clause".to_owned(), json!(clause));
            }
            let address = format!("/regimes?acknowledged_warnings={}", regime.acknowledged_warnings.join(","));
            self.stage.post(&address, &definer, &definition, None).await?;
        }
        Ok(())
    }

    async fn steps(&self, steps: &[(&Course, &Step)], ids: &mut Ids) -> Result<(), ExampleError> {
        let Some((course, _)) = steps.first() else { return Ok(()) };
        let key = |step: &Step| (format!("{}/{}", course.regime, course.period), step.organization.clone());
        let are_known = |ids: &Ids| steps.iter().all(|(_, step)| ids.contains_key(&key(step)));
        // A period is opened by a worker, a moment after the clock was set.
        for _ in 0..TRIES {
            if are_known(ids) {
                break;
            }
            tokio::time::sleep(PAUSE).await;
            self.read(course, ids).await?;
        }
        let taken = steps.iter().map(|(course, step)| {
            let owed = ids.get(&key(step));
            let nobody = || ExampleError::NoPerson(format!("{} in {}", step.organization, course.period));
            async move { self.step(course, step, owed.ok_or_else(nobody)?).await }
        });
        let taken = try_join_all(taken).await?;
        for ((_, step), submission) in steps.iter().zip(taken) {
            if let (Some(owed), Some(submission)) = (ids.get_mut(&key(step)), submission) {
                owed.submission = Some(submission);
            }
        }
        Ok(())
    }

    /// Takes a step; answers the id of the submission that it made.
    async fn step(&self, course: &Course, step: &Step, owed: &Owed) -> Result<Option<String>, ExampleError> {
        let body = if step.deed.is_receivers() { &course.receiver } else { &step.organization };
        let person = self.person(body, step.deed.role());
        match &step.deed {
            Deed::Submit { slips } => return self.submit(owed, course, step, &person, &json!({}), slips).await,
            Deed::Resubmit => return self.submit(owed, course, step, &person, &json!({}), &[]).await,
            Deed::Correct { reason } => {
                return self.submit(owed, course, step, &person, &json!({ "reason": reason }), &[]).await;
            }
            Deed::Nil { remark } => {
                let address = format!("/obligations/{}/nil-report", owed.id);
                let sent = self.stage.post(&address, &person, &json!({ "remark": remark }), None).await?;
                return Ok(Some(sent.text("/id")));
            }
            Deed::Return { remarks } => {
                let address = submission(owed);
                self.stage.post(&format!("{address}/return"), &person, &json!({ "remarks": remarks }), None).await?;
            }
            Deed::Accept => {
                let address = submission(owed);
                let seen = self.stage.get(&address, &person).await?;
                let body = json!({ "hash": seen.text("/hash") });
                self.stage.post(&format!("{address}/accept"), &person, &body, seen.etag.as_deref()).await?;
            }
            Deed::Ask { reason } => {
                let address = format!("/obligations/{}/requests", owed.id);
                let body = json!({ "kind": "waiver", "reason": reason });
                self.stage.post(&address, &person, &body, None).await?;
            }
            Deed::Waive { remark } => {
                let address = format!("/obligations/{}", owed.id);
                let seen = self.stage.get(&address, &person).await?;
                let body = json!({ "decision": "granted", "remark": remark });
                let decide = format!("{address}/requests/decide");
                self.stage.post(&decide, &person, &body, seen.etag.as_deref()).await?;
            }
        }
        Ok(None)
    }

    /// What everybody owes for a period; nothing before it is settled who has to report.
    async fn read(&self, course: &Course, ids: &mut Ids) -> Result<(), ExampleError> {
        let address = format!("/obligations?regime={}&period={}&tier=1&limit=200", course.regime, course.period);
        for owed in self.stage.list(&address, &self.person(&code("TT"), Role::Coordinator)).await? {
            let [id, organization, form, state] = texts(&owed, ["/id", "/organization/code", "/form/code", "/state"]);
            // Before it is settled who has to report, nothing can be done about it.
            if state == "upcoming" {
                continue;
            }
            let key = (format!("{}/{}", course.regime, course.period), code(&organization));
            ids.insert(key, Owed { id, form, submission: None });
        }
        Ok(())
    }

    /// Begins the next version, fills it in, and sends it.
    async fn submit(
        &self,
        owed: &Owed,
        course: &Course,
        step: &Step,
        person: &Person,
        reason: &Value,
        slips: &[Slip],
    ) -> Result<Option<String>, ExampleError> {
        let form = if owed.form == DEPARTMENT_FORM { DEPARTMENT_FORM } else { COMMUNE_FORM };
        let mut figures = values(&step.organization, &course.period, form);
        slips.iter().for_each(|slip| slip.spoil(&mut figures));
        let words = narrative(&step.organization, &course.period, form);
        let address = format!("/obligations/{}/submissions", owed.id);
        let begun = self.stage.post(&address, person, reason, None).await?;
        let id = begun.text("/id");
        let address = format!("/submissions/{id}");
        let content = json!({ "values": figures, "narrative": words });
        self.stage.patch(&address, person, &content, begun.etag.as_deref().unwrap_or("*")).await?;
        self.stage.post(&format!("{address}/submit"), person, &json!({}), None).await?;
        Ok(Some(id))
    }

    /// The weekly report: drawn up by an officer, approved by the head, sent, and acknowledged by the Standing Body.
    async fn report(&self, course: &Course) -> Result<(), ExampleError> {
        let Some(at) = course.consolidated_at else { return Ok(()) };
        say(format!("The report of {} to the Standing Body …", course.period));
        let mut now = at.to_utc();
        let author = self.person(&course.receiver, Role::Officer);
        let body = json!({ "regime": course.regime, "period": course.period });
        let drawn_up = self.at(&mut now, "/consolidated-reports", &author, &body, None).await?;
        let address = format!("/consolidated-reports/{}", drawn_up.text("/id"));
        let edited =
            self.stage.patch(&address, &author, &edit(&drawn_up), drawn_up.etag.as_deref().unwrap_or("*")).await?;
        let asked = self.at(&mut now, &format!("{address}/request-approval"), &author, &json!({}), None).await?;
        let head = self.person(&course.receiver, Role::Leader);
        let hash = json!({ "hash": asked.text("/hash") });
        let approved = self.at(&mut now, &format!("{address}/approve"), &head, &hash, asked.etag.as_deref()).await?;
        let sender = self.person(&course.receiver, Role::Coordinator);
        let numbered = json!({ "document_number": NUMBER, "issued_on": ISSUED_ON });
        self.at(&mut now, &format!("{address}/send"), &sender, &numbered, approved.etag.as_deref()).await?;
        let above = self.person(&code(&edited.text("/receiver/code")), Role::Coordinator);
        self.at(&mut now, &format!("{address}/acknowledge"), &above, &json!({}), None).await?;
        Ok(())
    }

    /// Does something some minutes later.
    async fn at(
        &self,
        now: &mut DateTime<Utc>,
        address: &str,
        person: &Person,
        body: &Value,
        etag: Option<&str>,
    ) -> Result<Seen, ExampleError> {
        self.clock.set(*now);
        *now += TimeDelta::minutes(4);
        self.stage.post(address, person, body, etag).await
    }
}

/// The patch that names the signer and keeps a few units' words in each section.
fn edit(drawn_up: &Seen) -> Value {
    let mut narrative = Map::new();
    let sections = drawn_up.body.pointer("/content/narrative").and_then(Value::as_object);
    for (section, paragraphs) in sections.into_iter().flatten() {
        let mut ids: Vec<(u64, &String)> = paragraphs
            .as_object()
            .into_iter()
            .flatten()
            .map(|(id, one)| (one.get("position").and_then(Value::as_u64).unwrap_or_default(), id))
            .collect();
        ids.sort_unstable();
        let dropped = ids.into_iter().skip(QUOTED).map(|(_, id)| (id.clone(), Value::Null));
        narrative.insert(section.clone(), Value::Object(dropped.collect()));
    }
    json!({ "narrative": narrative, "signer": { "name": "Nguyễn Văn Minh Họa" } })
}

fn submission(owed: &Owed) -> String {
    format!("/submissions/{}", owed.submission.as_deref().unwrap_or_default())
}

/// A code of the directory that ships.
#[expect(clippy::expect_used, reason = "the codes are constants, or come from the service")]
fn code(text: &str) -> OrganizationCode {
    text.parse().expect("it is a code")
}
