use super::bodies::body;
use super::{ASSIGNMENTS, Attempt, Walk, witness};
use haicap_testing::{Answer, Persona};
use serde_json::{Value, json};

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";

/// What can be done in almost every state, and leads back or nowhere: done less often, so that the walk gets on.
const DULL: &[&str] = &[
    "urge",
    "take",
    "withdraw",
    "reassign",
    "decline",
    "set_fulfilment",
    "report_progress",
    "add_evidence",
    "add_children",
];

impl Walk {
    /// Somebody tries something on an assignment: mostly a party of it, mostly what is offered.
    pub(super) async fn act_on_assignment(&mut self) {
        let (thing, whole) = self.find_open().await;
        let who = if self.happens(80) { self.party(&whole) } else { self.person() };
        let seen = self.service.get(&who, &thing).send().await;
        if seen.status != 200 {
            self.strangers_try(&who, &thing, &seen).await;
            return;
        }
        // A file is no JSON; it is tried below.
        let actions = seen.body["actions"].as_array().unwrap().iter().filter(|action| action["name"] != "attach");
        let actions: Vec<&Value> = actions.collect();
        let offered: Vec<&Value> = actions.iter().copied().filter(|action| action["is_allowed"] == true).collect();
        let all = actions;
        let lively: Vec<&Value> =
            offered.iter().filter(|action| !DULL.contains(&action["name"].as_str().unwrap())).copied().collect();
        let among = match self.dice.throw(100) {
            0..15 => all,
            15..80 if !lively.is_empty() => lively,
            _ if !offered.is_empty() => offered,
            _ => all,
        };
        let action = self.dice.one_of(&among);
        let name = action["name"].as_str().unwrap();
        let parts = if name == "reassign" { self.doers_of_parts(&seen).await } else { Vec::new() };
        let today = haicap_types::local_date(self.service.host.clock.now());
        let mut body = body(&mut self.dice, name, &seen.body, &parts, today);
        if name == "add_evidence" && action["is_allowed"] == true && self.happens(30) {
            let Some(file) = self.upload(&who, &thing).await else { return };
            body = json!({ "title": "Tệp", "attachment_id": file });
        }
        if name == "withdraw" && action["is_allowed"] == true && self.happens(60) {
            return;
        }
        if action["is_allowed"] == true && self.happens(8) {
            self.send_nonsense(&who, action, &seen).await;
        }
        // A date after the parent's may have been asked for; another one can be granted.
        // Whether a body stands further above is not seen in a part.
        let unforeseen = &["limit_reached", "child_due_after_parent", "own_receiver"];
        let gives = matches!(name, "reassign" | "add_children") && !seen.body["parent_id"].is_null();
        let unforeseen = if gives { &unforeseen[..] } else { &unforeseen[..2] };
        let attempt = Attempt { who: &who, thing: &thing, seen: &seen, action, body, unforeseen };
        if self.attempt(attempt).await && name == "add_children" {
            self.find_assignments(&format!("parent={}", seen.text_at("/id"))).await;
        }
    }

    /// An assignment, mostly one that has not ended.
    async fn find_open(&mut self) -> (String, Answer) {
        loop {
            let thing = Self::recent(&mut self.dice, &self.assignments);
            let whole = self.service.get(&witness(), &thing).expect(200).await;
            if whole.body["ended_at"].is_null() || self.happens(20) {
                return (thing, whole);
            }
        }
    }

    /// Somebody of one of the bodies that have a role in it, mostly of the one whose move it is.
    fn party(&mut self, whole: &Answer) -> Persona {
        let waits_for_decision = whole.body["state"] == "submitted" || whole.body["state"] == "declined";
        let waits_for_decision = waits_for_decision || !whole.body["pending_request"].is_null();
        let roles: &[&str] = match self.dice.throw(100) {
            0..75 if waits_for_decision => &["/reports_to/code"],
            0..75 => &["/accountable/code", "/executing/code"],
            _ => &["/accountable/code", "/executing/code", "/reports_to/code", "/issuer/code"],
        };
        let held: Vec<&str> = roles.iter().filter_map(|role| whole.body.pointer(role)?.as_str()).collect();
        let held = if held.is_empty() { vec![whole.text_at("/issuer/code")] } else { held };
        let body = self.dice.one_of(&held).to_owned();
        let those: Vec<Persona> =
            self.persons.iter().filter(|person| person.memberships[0].org.as_str() == body).cloned().collect();
        if those.is_empty() {
            return Persona::new(&body, haicap_types::Role::Coordinator);
        }
        those[self.dice.place(those.len())].clone()
    }

    /// Whoever does not see it does nothing to it, and is told nothing.
    async fn strangers_try(&mut self, who: &Persona, thing: &str, seen: &Answer) {
        let segment = self.dice.one_of(&["acknowledge", "withdraw", "children", "accept", "attachments?file_name=a"]);
        let answer = self.service.post(who, &format!("{thing}/{segment}"), &json!({})).send().await;
        let is_refused = matches!(answer.status, 400 | 403 | 404 | 422);
        assert!(is_refused && answer.body["code"] != "not_in_this_state", "{} {segment}: {}", who.subject, answer.text);
        assert!(matches!(seen.status, 403 | 404), "{}", seen.text);
    }

    /// What cannot be read, or says nothing, is refused and changes nothing.
    async fn send_nonsense(&mut self, who: &Persona, action: &Value, seen: &Answer) {
        let broken = [json!({ "state": "completed" }), json!([]), json!(null), json!({ "reason": "\u{0}" })];
        let place = self.dice.place(broken.len());
        let href = action["href"].as_str().unwrap();
        let answer = self.service.post(who, href, &broken[place]).header("if-match", seen.etag()).send().await;
        assert!(matches!(answer.status, 400 | 422), "{href} {}: {}", broken[place], answer.text);
        let thing = format!("{ASSIGNMENTS}/{}", seen.text_at("/id"));
        let after = self.service.get(who, &thing).expect(200).await;
        assert_eq!(after.body, seen.body);
    }

    async fn upload(&mut self, who: &Persona, thing: &str) -> Option<String> {
        let request = self.service.request(who, "POST", &format!("{thing}/attachments?file_name=a.pdf"));
        let answer = request.bytes("application/octet-stream", PDF.to_vec()).send().await;
        if answer.status == 409 && answer.body["code"] == "too_many_attachments" {
            return None;
        }
        assert_eq!(answer.status, 201, "evidence may be added, so a file may: {}", answer.text);
        Some(answer.text_at("/id").to_owned())
    }

    /// Who does what is below an assignment.
    async fn doers_of_parts(&mut self, whole: &Answer) -> Vec<String> {
        let (mut doers, mut parents) = (Vec::new(), vec![whole.text_at("/id").to_owned()]);
        while let Some(parent) = parents.pop() {
            let path = format!("{ASSIGNMENTS}?limit=200&parent={parent}");
            for part in self.service.get(&witness(), &path).expect(200).await.items() {
                let codes = [&part["accountable"]["code"], &part["executing"]["code"]];
                doers.extend(codes.into_iter().filter_map(Value::as_str).map(str::to_owned));
                if part["children"]["total"] != 0 {
                    parents.push(part["id"].as_str().unwrap().to_owned());
                }
            }
        }
        doers
    }

    /// Notes the assignments that a filter leaves and that are not known yet.
    pub(super) async fn find_assignments(&mut self, filter: &str) {
        let list = self.service.get(&witness(), &format!("{ASSIGNMENTS}?limit=200&{filter}")).expect(200).await;
        let mut found: Vec<String> =
            list.items().iter().map(|one| format!("{ASSIGNMENTS}/{}", one["id"].as_str().unwrap())).collect();
        found.retain(|one| !self.assignments.contains(one));
        // Ids are given in the order of time.
        found.sort();
        self.assignments.append(&mut found);
    }
}
