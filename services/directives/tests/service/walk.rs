//! A walk at random through everything that can be done to directives and assignments, by persons of every role: what
//! is offered succeeds, what is refused changes nothing, nothing fails, and every invariant holds at the end.
//!
//! `HAICAP_WALK_STEPS` makes it longer, `HAICAP_WALK_SEED` another one.

mod assignments;
mod bodies;
mod directives;

use crate::dice::Dice;
use crate::invariants::broken;
use haicap_testing::{Answer, Persona, TestService};
use haicap_types::Role;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

const DIRECTIVES: &str = "/directives/v1/directives";
const ASSIGNMENTS: &str = "/directives/v1/assignments";

/// How many steps are taken where nobody says otherwise.
const STEPS: u64 = 600;
const SEED: u64 = 20_250_922;

/// Who sees everything, and looks what became of it.
fn witness() -> Persona {
    Persona::new("TT", Role::Auditor)
}

/// Persons of every role, and two of them with a role in two bodies.
fn persons() -> Vec<Persona> {
    let coordinators = ["TT", "BTC", "SNV", "STC", "UBKT", "VPTU", "DU-UBND", "UBND", "DU-25747", "UBND-25747", "BTV"];
    let others = [
        ("TT", Role::Leader),
        ("BTC", Role::Leader),
        ("SNV", Role::Leader),
        ("TT", Role::Officer),
        ("BTC", Role::Officer),
        ("SNV", Role::Officer),
        ("UBKT", Role::Inspector),
        ("BTC", Role::Auditor),
        ("TT", Role::Integration),
        ("VPTU", Role::Operator),
    ];
    let coordinators = coordinators.map(|organization| Persona::new(organization, Role::Coordinator));
    let others = others.map(|(organization, role)| Persona::new(organization, role));
    let twice = ["TT", "BTC", "SNV"].map(|body| Persona::new(body, Role::Leader).called("in.several.bodies"));
    coordinators.into_iter().chain(others).chain(twice).collect()
}

/// The walk: what there is, and what was done.
struct Walk {
    service: TestService,
    dice: Dice,
    persons: Vec<Persona>,
    /// Addresses, in the order in which they came.
    directives: Vec<String>,
    /// Who drafted each, and who issues it.
    writers: BTreeMap<String, [&'static str; 2]>,
    assignments: Vec<String>,
    /// How often each act was done in each state.
    done: BTreeMap<String, u32>,
    refused: BTreeSet<String>,
}

/// What somebody is about to try.
struct Attempt<'a> {
    who: &'a Persona,
    /// The thing's address.
    thing: &'a str,
    /// As that person sees it.
    seen: &'a Answer,
    action: &'a Value,
    body: Value,
    /// Codes of refusals that `actions` does not foresee.
    unforeseen: &'a [&'a str],
}

impl Walk {
    async fn begin(seed: u64) -> Self {
        let service = crate::city::start().await;
        let office = Persona::new("VPTU", Role::Coordinator);
        let books = [
            ("TU", "party", json!(["TT", "BTV"])),
            ("BTCTU", "party", json!(["BTC"])),
            ("SNV", "state", json!(["SNV"])),
        ];
        for (code, scheme, issuers) in books {
            let book = json!({ "code": code, "scheme": scheme, "issuer_symbol": code, "issuers": issuers });
            let keeper = if code == "SNV" { Persona::new("SNV", Role::Coordinator) } else { office.clone() };
            service.post(&keeper, "/directives/v1/number-books", &book).expect(201).await;
        }
        service.post(&office, "/directives/v1/terms", &json!({ "starts_on": "2020-10-14" })).expect(201).await;
        let (directives, assignments) = (Vec::new(), Vec::new());
        let (writers, done, refused) = (BTreeMap::new(), BTreeMap::new(), BTreeSet::new());
        Self { service, dice: Dice(seed), persons: persons(), directives, writers, assignments, done, refused }
    }

    async fn step(&mut self) {
        match self.dice.throw(100) {
            _ if self.directives.len() < 3 => self.draft().await,
            0..5 => self.draft().await,
            5..20 => self.act_on_directive().await,
            20..24 => self.look().await,
            24 => self.let_time_pass().await,
            _ if self.assignments.is_empty() => self.act_on_directive().await,
            _ => self.act_on_assignment().await,
        }
    }

    fn person(&mut self) -> Persona {
        self.persons[self.dice.place(self.persons.len())].clone()
    }

    /// Whether something happens that does so in so many of a hundred cases.
    fn happens(&mut self, percent: u64) -> bool {
        self.dice.throw(100) < percent
    }

    /// One of the things, the newer ones more often.
    fn recent(dice: &mut Dice, things: &[String]) -> String {
        let back = dice.place(things.len()).min(dice.place(things.len()));
        things[things.len() - 1 - back].clone()
    }

    /// Tries what an action says, and holds the answer against it. True where it was done.
    async fn attempt(&mut self, attempt: Attempt<'_>) -> bool {
        let Attempt { who, thing, seen, action, body, unforeseen } = attempt;
        let (name, href) = (action["name"].as_str().unwrap(), action["href"].as_str().unwrap());
        let request = self.service.request(who, action["method"].as_str().unwrap(), href).json(&body);
        let answer = request.header("if-match", seen.etag()).send().await;
        let case = format!("{} {name} {thing} {body}\n{}\n{}", who.subject, action, answer.text);
        assert!(answer.status < 500, "{case}");
        let was_done = (200..300).contains(&answer.status);
        let code = answer.body["code"].as_str().unwrap_or_default().to_owned();
        match action["is_allowed"].as_bool().unwrap() {
            true if was_done => {}
            // A background round may have opened periods meanwhile.
            true if answer.status == 412 => {}
            true => assert!(unforeseen.contains(&code.as_str()), "offered and refused: {case}"),
            false => {
                assert!(matches!(answer.status, 403 | 409), "not offered, and not refused: {case}");
                assert_eq!(action["reason"]["code"], code, "{case}");
            }
        }
        if was_done {
            *self.done.entry(format!("{} {name}", seen.body["state"].as_str().unwrap())).or_default() += 1;
            return true;
        }
        self.refused.insert(code);
        if answer.status == 409 {
            let legal = answer.body["legal_actions"].as_array().unwrap();
            assert!(!legal.contains(&json!(name)), "refused and called legal: {case}");
        }
        let after = self.service.get(who, thing).expect(200).await;
        assert!(answer.status == 412 || after.body == seen.body, "a refused act changed something: {case}");
        false
    }

    /// Reads lists and what is below things, as anybody.
    async fn look(&mut self) {
        let who = self.person();
        let queries =
            ["", "?health=red,yellow", "?text=nhiem%20vu&sort=-updated_at", "?organization=SNV&is_root=false"];
        let list = self.dice.one_of(&queries);
        let mut paths = vec![format!("{ASSIGNMENTS}{list}"), "/directives/v1/duties".to_owned(), DIRECTIVES.to_owned()];
        if let Some(thing) = self.assignments.last() {
            let below = ["history", "submissions", "progress", "evidence", "date-requests", "urgings", "fulfilments"];
            paths.push(format!("{thing}/{}", self.dice.one_of(&below)));
        }
        if let Some(thing) = self.directives.last() {
            let below = ["clauses", "coverage", "tracking-sheet", "history", "attachments"];
            paths.push(format!("{thing}/{}", self.dice.one_of(&below)));
        }
        for path in paths {
            let answer = self.service.get(&who, &path).send().await;
            assert!(matches!(answer.status, 200 | 403 | 404), "{} {path}: {}", who.subject, answer.text);
        }
    }

    /// Some days go by, and periods begin.
    async fn let_time_pass(&mut self) {
        let days = i64::try_from(1 + self.dice.throw(5)).unwrap();
        let clock = &self.service.host.clock;
        clock.set(clock.now() + chrono::TimeDelta::days(days));
        let directory = haicap_reference::shipped::directory();
        let opener = ::directives::background::Opener::new("directives");
        while opener.round(&self.service.host, &directory).await.unwrap() > 0 {}
    }
}

fn setting(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().map_or(otherwise, |text| text.parse().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_done_by_whomever_what_is_offered_succeeds_and_every_invariant_holds() {
    let (steps, seed) = (setting("HAICAP_WALK_STEPS", STEPS), setting("HAICAP_WALK_SEED", SEED));
    let mut walk = Walk::begin(seed).await;
    for step in 0..steps {
        walk.step().await;
        if step % 250 == 249 {
            assert_eq!(broken(&walk.service).await, [""; 0], "after {step} steps of {seed}");
        }
    }
    assert_eq!(broken(&walk.service).await, [""; 0], "at the end of {seed}");
    let states: BTreeSet<_> = walk.done.keys().collect();
    assert!(states.len() >= 30, "{} assignments; {:?} {:?}", walk.assignments.len(), walk.done, walk.refused);
}
