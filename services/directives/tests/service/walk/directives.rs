use super::bodies::BODIES;
use super::{Attempt, DIRECTIVES, Walk, witness};
use haicap_testing::Persona;
use haicap_types::Role;
use serde_json::{Value, json};

/// What `actions` does not foresee: what a draft refers to has ended, numbers, limits.
const UNFORESEEN: &[&str] = &[
    "linked_document_not_in_force",
    "linked_document_missing",
    "no_number_book",
    "serial_taken",
    "clause_referred_to",
    "possible_duplicate",
    "number_from_book",
    // What becomes of open assignments is drawn at random, and may name clauses of other kinds.
    "invalid_content",
    "organization_ended",
    "own_receiver",
    // What is sent may be what stands there already.
    "nothing_to_correct",
];

/// Who drafts for whom; the last two may not.
const WRITERS: [(&str, &str); 8] = [
    ("TT", "TT"),
    ("TT", "TT"),
    ("VPTU", "TT"),
    ("BTC", "BTC"),
    ("SNV", "SNV"),
    ("VPTU", "UBKT"),
    ("UBKT", "SNV"),
    ("VPTU", "SNV"),
];

impl Walk {
    /// Somebody begins a draft, with its clauses.
    pub(super) async fn draft(&mut self) {
        let (organization, issuer) = self.dice.one_of(&WRITERS);
        let who = Persona::new(organization, self.dice.one_of(&[Role::Coordinator, Role::Leader]));
        let body = self.document(issuer).await;
        let answer = self.service.post(&who, DIRECTIVES, &body).send().await;
        let may = organization == issuer || (organization, issuer) != ("VPTU", "SNV") && organization == "VPTU";
        assert_eq!(answer.status, if may { 201 } else { 403 }, "{organization} for {issuer}: {body} {}", answer.text);
        if may {
            let path = format!("{DIRECTIVES}/{}", answer.text_at("/id"));
            self.writers.insert(path.clone(), [organization, issuer]);
            self.directives.push(path);
        }
    }

    async fn document(&mut self, issuer: &str) -> Value {
        let (scheme, kinds) = if issuer == "SNV" { ("state", ["QĐ", "KH"]) } else { ("party", ["TB", "KL"]) };
        let clauses: Vec<Value> = (1..=1 + self.dice.throw(3)).map(|label| self.clause(label)).collect();
        let links = self.links(issuer).await;
        json!({
            "scheme": scheme, "document_type": self.dice.one_of(&kinds), "title": "Văn bản giao nhiệm vụ", "issuer": issuer,
            "classification": self.dice.one_of(&["internal", "public"]),
            "recipients": [{ "organization": self.dice.one_of(&BODIES) }], "links": links, "clauses": clauses,
        })
    }

    fn clause(&mut self, label: u64) -> Value {
        let kind = self.dice.one_of(&[
            "task",
            "task",
            "task",
            "task",
            "task",
            "task",
            "task",
            "recurring_report",
            "standing_duty",
            "event_duty",
        ]);
        let is_continuing = kind != "task";
        let cadence = match kind {
            "task" | "event_duty" => None,
            "recurring_report" => self.dice.one_of(&[Some("weekly"), Some("quarterly")]),
            _ => self.dice.one_of(&[None, Some("weekly"), Some("quarterly")]),
        };
        let (accountable, executing) = (self.dice.one_of(&BODIES), self.dice.one_of(&BODIES));
        let executing = (accountable != executing && self.happens(30)).then_some(executing);
        let helping = self.dice.one_of(&BODIES);
        let helping =
            (helping != accountable && Some(helping) != executing).then(|| json!({ "organization": helping }));
        let product = self.happens(50).then_some("report");
        let fan_out = self.happens(10).then_some("advisory-bodies");
        let due_on = (!is_continuing && self.happens(40)).then_some("2025-12-15");
        json!({
            "label": label.to_string(), "kind": kind, "text": "Khẩn trương thực hiện nhiệm vụ.", "cadence": cadence,
            "product_kind": product, "due_on": due_on,
            "assignments": [{
                "accountable": { "organization": accountable }, "executing": executing, "fan_out_to": fan_out,
                "coordinating": helping.into_iter().collect::<Vec<_>>(), "reports_to": self.dice.one_of(&[None, Some("TT")]),
            }],
        })
    }

    /// Sometimes a document of the same issuer is amended, superseded or revoked.
    async fn links(&mut self, issuer: &str) -> Value {
        if self.directives.is_empty() || self.happens(70) {
            return json!([]);
        }
        let other = Self::recent(&mut self.dice, &self.directives);
        let seen = self.service.get(&Persona::new("TT", Role::Coordinator), &other).send().await;
        if seen.status != 200 || seen.body["issuer"]["code"] != issuer || seen.body["state"] == "draft" {
            return json!([]);
        }
        let kind = self.dice.one_of(&["amends", "supersedes", "revokes"]);
        let mut link = json!({ "kind": kind, "directive_id": seen.body["id"] });
        if kind != "amends" {
            link["open_assignments"] = self.open_assignments(&other, &["withdraw", "keep", "carry_over"]).await;
        }
        json!([link])
    }

    /// What becomes of the open assignments of a document, clause by clause for some.
    async fn open_assignments(&mut self, directive: &str, words: &[&str]) -> Value {
        let clauses = self.service.get(&witness(), &format!("{directive}/clauses")).send().await;
        let clauses = clauses.body["items"].as_array().cloned().unwrap_or_default();
        let mut listed = Vec::new();
        for clause in clauses.iter().take(2) {
            if self.happens(40) {
                continue;
            }
            let (disposition, label) = (self.dice.one_of(words), self.dice.one_of(&["1", "2"]));
            let to = (disposition == "carry_over").then_some(label);
            listed.push(json!({ "clause_id": clause["id"], "disposition": disposition, "to": to }));
        }
        json!({ "default": self.dice.one_of(&["withdraw", "keep"]), "clauses": listed })
    }

    /// Somebody tries something on a directive, mostly who wrote it, mostly what is offered.
    pub(super) async fn act_on_directive(&mut self) {
        let thing = Self::recent(&mut self.dice, &self.directives);
        let writers = self.writers[&thing];
        let who =
            if self.happens(80) { Persona::new(self.dice.one_of(&writers), Role::Coordinator) } else { self.person() };
        let seen = self.service.get(&who, &thing).send().await;
        if seen.status != 200 {
            let refused = self.service.post(&who, &format!("{thing}/register"), &json!({})).send().await;
            assert_eq!(refused.status, seen.status, "{} {thing}: {}", who.subject, refused.text);
            return;
        }
        let actions = seen.body["actions"].as_array().unwrap();
        // A file is no JSON; it is tried below.
        let actions: Vec<&Value> = actions.iter().filter(|action| action["name"] != "attach").collect();
        let offered: Vec<&Value> = actions.iter().copied().filter(|action| action["is_allowed"] == true).collect();
        let all = actions;
        if self.happens(15) {
            self.attach(&who, &thing, &seen.body).await;
        }
        let forward: Vec<&Value> = offered
            .iter()
            .filter(|action| action["name"] == "issue" || action["name"] == "register")
            .copied()
            .collect();
        let among = match self.dice.throw(100) {
            0..15 => all,
            15..60 if !forward.is_empty() => forward,
            _ if !offered.is_empty() => offered,
            _ => all,
        };
        let action = self.dice.one_of(&among);
        let name = action["name"].as_str().unwrap();
        let body = match name {
            "edit" => {
                let clauses: Vec<Value> = (1..=1 + self.dice.throw(2)).map(|label| self.clause(label)).collect();
                json!({ "title": "Văn bản đã sửa", "clauses": clauses })
            }
            "add_clause" => {
                let label = 10 + self.dice.throw(100_000);
                self.clause(label)
            }
            "edit_clauses" => json!({ "clauses": [self.clause(1), self.clause(2)] }),
            "register" => json!({
                "issued_on": "2025-09-22", "number": self.number(&seen.body), "allow_duplicate": self.happens(70),
            }),
            "correct" => {
                let label = 10 + self.dice.throw(100_000);
                let clauses = self.service.get(&witness(), &format!("{thing}/clauses")).send().await;
                let first = &clauses.body["items"][0];
                let due_on = self.dice.one_of(&["2025-10-20", "2025-12-01"]);
                let is_dated = first["kind"] == "task";
                let corrected = if is_dated { json!([{ "id": first["id"], "due_on": due_on }]) } else { json!([]) };
                let added = if self.happens(50) { json!([self.clause(label)]) } else { json!([]) };
                json!({ "reason": "Nhập nhầm.", "place": self.dice.one_of(&["Huế", "Đà Nẵng"]),
                        "number": self.number(&seen.body), "clauses": corrected, "added_clauses": added })
            }
            "annul" => json!({ "reason": "Vào sổ nhầm." }),
            "revoke" => {
                let settled = self.open_assignments(&thing, &["withdraw", "keep"]).await;
                json!({ "reason": "Không còn phù hợp.", "open_assignments": settled })
            }
            _ => json!({}),
        };
        let is_rare = matches!(name, "delete" | "revoke" | "annul") && action["is_allowed"] == true;
        if is_rare && self.happens(70) {
            return;
        }
        let attempt = Attempt { who: &who, thing: &thing, seen: &seen, action, body, unforeseen: UNFORESEEN };
        if !self.attempt(attempt).await {
            return;
        }
        match name {
            "issue" | "register" | "correct" => {
                self.find_assignments(&format!("directive={}", seen.text_at("/id"))).await
            }
            "delete" => {
                self.service.get(&witness(), &thing).expect(404).await;
                self.directives.retain(|other| *other != thing);
            }
            _ => {}
        }
    }

    /// A number that may stand on the document, in reach of the series or far ahead of it; or none.
    fn number(&mut self, seen: &Value) -> Option<String> {
        let reach = self.dice.one_of(&[60, 60, 400, 5_000, 900_000]);
        let serial = 1 + self.dice.throw(reach);
        let kind = seen["document_type"].as_str().unwrap();
        let number = match seen["issuer"]["code"].as_str().unwrap() {
            "TT" => format!("{serial}-{kind}/TU"),
            "BTC" => format!("{serial}-{kind}/BTCTU"),
            "SNV" => format!("{serial}/{kind}-SNV"),
            _ => return None,
        };
        self.happens(50).then_some(number)
    }

    /// Whoever may edit it, or could if it were a draft, may add a file while it is in force or a draft.
    async fn attach(&mut self, who: &Persona, thing: &str, seen: &Value) {
        let request = self.service.request(who, "POST", &format!("{thing}/attachments?file_name=a.pdf"));
        let answer = request.bytes("application/octet-stream", b"%PDF-1.7\n%%EOF\n".to_vec()).send().await;
        let may = seen["actions"].as_array().unwrap().iter().find(|action| action["name"] == "attach").unwrap();
        let has_right = may["reason"]["code"] != "not_your_organization" && may["reason"]["code"] != "not_your_role";
        let has_ended = ["superseded", "revoked", "annulled"].iter().any(|state| seen["state"] == *state);
        assert_eq!(
            may["is_allowed"] == true,
            has_right && !has_ended,
            "{} {thing} {may} {}",
            who.subject,
            seen["state"]
        );
        match answer.status {
            201 => assert!(!has_ended, "{}", answer.text),
            409 => assert!(has_ended || answer.body["code"] == "too_many_attachments", "{}", answer.text),
            status => assert!(status == 403 && !has_right, "{}: {}", who.subject, answer.text),
        }
    }
}
