//! A random walk: people of all kinds do whatever may come to their minds, at any time. What is offered succeeds, what is
//! refused changes nothing, and nothing is ever an internal error.
//!
//! `HAICAP_WALK_STEPS` makes it longer, `HAICAP_WALK_SEED` another one.

#[path = "walk/bodies.rs"]
mod bodies;
#[path = "walk/dice.rs"]
mod dice;

use crate::city::{City, keep, receiver, weekly};
use crate::invariants::{contradictions, expect_invariants};
use crate::periods::say;
use bodies::{Attempt, attempt};
use chrono::TimeDelta;
use dice::Dice;
use diesel::sql_types::{BigInt, Text};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use haicap_kit::db::Statement;
use haicap_testing::{Answer, Persona};
use haicap_types::{Membership, Role};
use serde_json::json;
use std::collections::BTreeMap;

const PREFIX: &str = "/reporting/v1";

/// Whose reports are walked over.
const UNITS: [&str; 3] = ["DU-25747", "DU-25750", "BTC"];

/// Everything that is done about an obligation, a submission or a report: noun, name, method and address.
const ACTS: [(&str, &str, &str, &str); 18] = [
    ("obligations", "draft", "POST", "/submissions"),
    ("obligations", "report_nothing", "POST", "/nil-report"),
    ("obligations", "ask", "POST", "/requests"),
    ("obligations", "decide", "POST", "/requests/decide"),
    ("submissions", "edit", "PATCH", ""),
    ("submissions", "discard", "DELETE", ""),
    ("submissions", "submit", "POST", "/submit"),
    ("submissions", "return", "POST", "/return"),
    ("submissions", "accept", "POST", "/accept"),
    ("consolidated-reports", "edit", "PATCH", ""),
    ("consolidated-reports", "refresh", "POST", "/refresh"),
    ("consolidated-reports", "request_approval", "POST", "/request-approval"),
    ("consolidated-reports", "return", "POST", "/return"),
    ("consolidated-reports", "approve", "POST", "/approve"),
    ("consolidated-reports", "send", "POST", "/send"),
    ("consolidated-reports", "attach_scan", "POST", "/signed-scan?file_name=a.pdf"),
    ("consolidated-reports", "acknowledge", "POST", "/acknowledge"),
    ("consolidated-reports", "recall", "POST", "/recall"),
];

struct Walk {
    city: City,
    dice: Dice,
    people: Vec<Persona>,
    owner: AsyncPgConnection,
    /// How often an act of this name was done, and refused.
    tally: BTreeMap<String, (usize, usize)>,
}

fn person(subject: &str, roles: &[(&str, Role)]) -> Persona {
    let membership = |(org, role): &(&str, Role)| Membership { org: org.parse().unwrap(), roles: vec![*role] };
    Persona { subject: subject.into(), memberships: roles.iter().map(membership).collect() }
}

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_done_in_whatever_order_what_is_offered_works_and_what_is_refused_changes_nothing() {
    let mut walk = Walk::new(number("HAICAP_WALK_SEED", 33)).await;
    let acts = number("HAICAP_WALK_STEPS", 400);
    for act in 0..acts {
        walk.step().await;
        if act == acts / 2 {
            walk.merge().await;
        }
    }
    expect_invariants(&walk.city.service).await;
    // A walk that does nothing proves nothing.
    let done: Vec<_> = walk.tally.iter().filter(|(_, (done, _))| *done > 0).map(|(name, _)| name.as_str()).collect();
    assert!(done.len() >= 12, "{:?}", walk.tally);
    if acts >= 5_000 {
        println!("{:#?}", walk.tally);
        assert_eq!(done.len(), ACTS.len() + 1, "{:?}", walk.tally);
    }
}

impl Walk {
    async fn new(seed: u64) -> Self {
        let city = City::weekly().await;
        let mut made_of = weekly();
        made_of["code"] = json!("two-weekly");
        made_of["frequency"] = json!({ "kind": "two_weekly", "anchor": "2025-09-22" });
        made_of["source_regime"] = json!("weekly");
        made_of["tiers"] = json!([made_of["tiers"][1]]);
        city.service.post(&receiver(), &format!("{PREFIX}/regimes"), &made_of).expect(201).await;
        keep(&city.service).await;
        let people = vec![
            person("ward.a", &[("DU-25747", Role::Officer)]),
            person("ward.b", &[("DU-25747", Role::Coordinator)]),
            person("other.a", &[("DU-25750", Role::Officer)]),
            person("other.b", &[("DU-25750", Role::Leader)]),
            person("btc.officer", &[("BTC", Role::Officer)]),
            person("btc.a", &[("BTC", Role::Coordinator)]),
            person("btc.b", &[("BTC", Role::Leader)]),
            person("btc.c", &[("BTC", Role::Coordinator)]),
            person("tt.a", &[("TT", Role::Coordinator)]),
            person("tt.b", &[("TT", Role::Leader)]),
            person("both", &[("DU-25747", Role::Officer), ("BTC", Role::Coordinator), ("TT", Role::Coordinator)]),
            person("inspector", &[("UBKT", Role::Inspector)]),
            person("auditor", &[("BTC", Role::Auditor)]),
            person("stranger", &[("DU-25760", Role::Coordinator)]),
        ];
        let owner = city.service.database.owner().await;
        Self { city, dice: Dice(seed), people, owner, tally: BTreeMap::new() }
    }

    async fn step(&mut self) {
        match self.dice.throw(100) {
            0..3 => self.move_time().await,
            3..6 => self.change_regime().await,
            6..12 => self.draw_up().await,
            _ => self.act().await,
        }
    }

    /// The clock moves on, never to a moment at which something begins or ends.
    async fn move_time(&mut self) {
        let by = TimeDelta::hours(i64::try_from(1 + self.dice.throw(40)).unwrap());
        let clock = &self.city.service.host.clock;
        clock.set(clock.now() + by);
        keep(&self.city.service).await;
    }

    async fn change_regime(&mut self) {
        let after = 2 + self.dice.throw(3);
        let mut tiers = weekly()["tiers"].clone();
        tiers[1]["deadline"]["after_cutoff"] = json!(after);
        let request = self.city.service.request(&receiver(), "PATCH", &format!("{PREFIX}/regimes/weekly"));
        request.json(&json!({ "tiers": tiers })).header("if-match", "*").expect(200).await;
    }

    /// A ward is merged into another: what it owed is the other's.
    async fn merge(&mut self) {
        let ended =
            "update organization set valid_to = '2025-09-30', successors = '{DU-25747}' where code = 'DU-25750'";
        say(&self.city.service, ended).await;
        crate::begun::until_ended(&self.city.service, &person("x", &[("DU-25750", Role::Coordinator)])).await;
        keep(&self.city.service).await;
    }

    fn somebody(&mut self) -> (Persona, String) {
        let all: Vec<usize> = (0..self.people.len()).collect();
        let person = self.people[self.dice.one_of(&all)].clone();
        let places: Vec<usize> = (0..person.memberships.len()).collect();
        let organization = person.memberships[self.dice.one_of(&places)].org.to_string();
        (person, organization)
    }

    async fn draw_up(&mut self) {
        let (who, acting_for) = self.somebody();
        let now = self.city.service.host.clock.now();
        let begun = format!("opens_at > '{now}', opens_at desc, ");
        let period = self.row("select regime || ' ' || key from period", "regime || key", &begun).await.unwrap();
        let (regime, period) = period.split_once(' ').unwrap();
        let before = self.fingerprint().await;
        let body = json!({ "regime": regime, "period": period });
        let request = self.city.service.post(&who, &format!("{PREFIX}/consolidated-reports"), &body);
        let answer = request.header("acting-for", &acting_for).send().await;
        self.note("draw_up", &answer);
        match answer.status {
            201 => {}
            403 | 409 | 422 => assert_eq!(self.fingerprint().await, before, "{}", answer.text),
            _ => unreachable!("{} {acting_for} draws up {regime} {period}: {}", who.subject, answer.text),
        }
    }

    /// Somebody does something to something: mostly what is offered, and often what is not.
    async fn act(&mut self) {
        let noun = self.dice.one_of(&["obligations", "submissions", "consolidated-reports"]);
        let Some(id) = self.thing(noun).await else { return };
        let address = format!("{PREFIX}/{noun}/{id}");
        let acts: Vec<_> = ACTS.into_iter().filter(|act| act.0 == noun).collect();
        let (mut who, mut acting_for) = self.somebody();
        let mut choices = acts.clone();
        if self.dice.throw(3) > 0 {
            for _ in 0..8 {
                let seen = self.see(&who, &acting_for, &address).await;
                choices = acts.iter().copied().filter(|act| is_offered(&seen, act.1)).collect();
                // What ends things is rarely done, or nothing would get far.
                let ends = |act: &(&str, &str, &str, &str)| matches!(act.1, "recall" | "discard" | "return");
                if self.dice.throw(4) > 0 {
                    choices.retain(|act| !ends(act));
                }
                if !choices.is_empty() {
                    break;
                }
                (who, acting_for) = self.somebody();
                choices.clone_from(&acts);
            }
        }
        let act = self.dice.one_of(&choices);
        self.try_out(&who, &acting_for, &address, act).await;
    }

    /// Tries an act, and holds what comes of it against what was offered.
    async fn try_out(&mut self, who: &Persona, acting_for: &str, address: &str, act: (&str, &str, &str, &str)) {
        let (noun, name, ..) = act;
        for again in [true, false] {
            let seen = self.see(who, acting_for, address).await;
            let is_offered = is_offered(&seen, name);
            let attempt = attempt(&mut self.dice, name, &seen.body, self.city.service.host.clock.now());
            let before = self.fingerprint().await;
            let answer = self.send(who, acting_for, address, act, &seen, attempt).await;
            let what =
                || format!("{} for {acting_for}: {name} {address}: {} {}", who.subject, answer.status, answer.text);
            let is_done = (200..300).contains(&answer.status);
            assert!(answer.status < 500, "{}", what());
            if !is_done {
                assert_eq!(self.fingerprint().await, before, "{}", what());
            }
            let has_errors = name == "submit" && answer.body["code"] == "has_errors";
            if is_done == is_offered || has_errors {
                self.note(&format!("{noun} {name}"), &answer);
                return;
            }
            // A moment may have passed at which something ends; then it agrees when it is asked again.
            assert!(again, "offered: {is_offered}, {}", what());
        }
    }

    async fn see(&self, who: &Persona, acting_for: &str, address: &str) -> Answer {
        self.city.service.get(who, address).header("acting-for", acting_for).send().await
    }

    async fn send(
        &self,
        who: &Persona,
        acting_for: &str,
        address: &str,
        (_, _, method, segment): (&str, &str, &str, &str),
        seen: &Answer,
        attempt: Attempt,
    ) -> Answer {
        let request = self.city.service.request(who, method, &format!("{address}{segment}"));
        let request = request.header("acting-for", acting_for);
        let request = request.header("if-match", seen.header("etag").unwrap_or("*"));
        match attempt {
            Attempt::Json(body) => request.json(&body).send().await,
            Attempt::File(bytes) => request.bytes("application/octet-stream", bytes).send().await,
            Attempt::Nothing => request.send().await,
        }
    }

    /// Something of a noun: mostly what can still change, so that things get on.
    async fn thing(&mut self, noun: &str) -> Option<String> {
        const OBLIGATIONS: &str = "obligation o join period p on p.id = o.period_id";
        const PLACE: &str = "o.organization || o.regime || p.key";
        let now = self.city.service.host.clock.now();
        let units = UNITS.map(|code| format!("'{code}'")).join(", ");
        let (from, key, order) = match noun {
            "obligations" => (
                format!("{OBLIGATIONS} where o.organization in ({units})"),
                PLACE.to_owned(),
                format!("o.opens_at > '{now}', o.opens_at desc, "),
            ),
            "submissions" => (
                format!("{OBLIGATIONS} join submission x on x.obligation_id = o.id"),
                format!("{PLACE} || x.number"),
                "x.id <> o.latest_id, x.state = 'accepted', x.drafted_at desc, ".to_owned(),
            ),
            _ => (
                format!("{OBLIGATIONS} join consolidated_report x on x.obligation_id = o.id"),
                format!("{PLACE} || x.number"),
                "x.state in ('recalled', 'acknowledged'), x.drafted_at desc, ".to_owned(),
            ),
        };
        let id = if noun == "obligations" { "o.id" } else { "x.id" };
        self.row(&format!("select {id}::text from {from}"), &key, &order).await
    }

    /// One of the first rows; the order ends with a key that is the same in every walk, and a throw of the dice.
    async fn row(&mut self, select: &str, key: &str, order: &str) -> Option<String> {
        let order = if self.dice.throw(4) == 0 { "" } else { order };
        let (salt, first) = (self.dice.throw(1_000_000), self.dice.one_of(&[2, 4, 12]));
        let sorted = format!("{select} order by {order} md5({key} || '{salt}') limit {first}");
        let statement = format!("select id from ({sorted}) found (id)");
        let rows: Vec<(String,)> = Statement::<(Text,)>::new(statement).load(&mut self.owner).await.unwrap();
        let all: Vec<usize> = (0..rows.len()).collect();
        if all.is_empty() { None } else { Some(rows[self.dice.one_of(&all)].0.clone()) }
    }

    /// Counts everything that a change changes.
    async fn fingerprint(&mut self) -> (i64, i64, i64, i64) {
        let counted = Statement::<(BigInt, BigInt, BigInt, BigInt)>::new(
            "select (select count(*) from event), (select coalesce(sum(version), 0) from obligation),
                 (select coalesce(sum(version), 0) from consolidated_report),
                 (select count(*) from submission) + (select count(*) from grant_request)",
        );
        counted.get_result(&mut self.owner).await.unwrap()
    }

    fn note(&mut self, name: &str, answer: &Answer) {
        let (done, refused) = self.tally.entry(name.to_owned()).or_default();
        if answer.status < 300 { *done += 1 } else { *refused += 1 }
    }
}

fn is_offered(seen: &Answer, name: &str) -> bool {
    let actions = seen.body["actions"].as_array();
    seen.status == 200 && actions.unwrap().iter().any(|one| one["name"] == name && one["is_allowed"] == true)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_invariants_hold_after_a_week_and_find_what_contradicts_them() {
    let city = City::weekly().await;
    city.submitted().await;
    city.sent().await;
    expect_invariants(&city.service).await;
    city.service.database.run("update consolidated_report set approved_by = edited_by[1]").await;
    let found: Vec<_> = contradictions(&city.service).await.into_iter().map(|(never, _)| never).collect();
    assert_eq!(found, ["somebody approves what they wrote"]);
}
