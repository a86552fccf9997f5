use super::ways::caller;
use contract::inspections::{decide, issue, launch, open, programme, propose};
use contract::{Stage, receiver};
use haicap_kit::http::XLSX;
use haicap_testing::{Answer, Persona, TestService};
use haicap_types::Role::{Coordinator, Leader, Officer};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

const DIRECTIVES: &str = "/directives/v1";
const REPORTING: &str = "/reporting/v1";
const INSPECTIONS: &str = "/inspection-teams/v1";

/// What no small change touches.
const IDENTITY: [&str; 10] =
    ["code", "kind", "parent", "scheme", "issuer", "value_type", "valid_from", "starts_on", "symbol", "territory_code"];

/// What changes whenever something does.
const CONSEQUENCES: [&str; 6] = ["version", "updated_at", "actions", "hash", "issues", "ratios"];

/// What examples are carried out on: the stage, or a thing of its own.
pub(super) struct Scene<'a> {
    service: &'a TestService,
    /// Tells its things from those of other scenes.
    number: usize,
    /// The ids of things, by their nouns as addresses have them.
    ids: BTreeMap<String, String>,
}

impl<'a> Scene<'a> {
    pub(super) fn new(stage: &Stage, service: &'a TestService, number: usize) -> Self {
        let ids = [
            ("directives", &stage.directive),
            ("clauses", &stage.clause),
            ("assignments", &stage.assignment),
            ("periods", &stage.reports.period),
            ("obligations", &stage.reports.obligation),
            ("submissions", &stage.reports.submission),
            ("consolidated-reports", &stage.reports.report),
            ("requirements", &stage.inspections.requirement),
            ("programmes", &stage.inspections.programme),
            ("teams", &stage.inspections.team),
            ("persons", &stage.inspections.person),
            ("proposals", &stage.inspections.proposal),
            ("decisions", &stage.inspections.decision),
            ("targets", &stage.inspections.target),
        ];
        Self { service, number, ids: ids.into_iter().map(|(noun, id)| (noun.to_owned(), id.clone())).collect() }
    }

    /// Makes a thing of a sort that is no operation's.
    pub(super) async fn set(&mut self, name: &str) {
        match name {
            "draft" => {
                self.draft().await;
            }
            "task" => self.assign("1").await,
            "dated task at work" => {
                self.assign("2").await;
                self.act("acknowledge", json!({})).await;
            }
            "weekly duty" => self.assign("3").await,
            "task that is not done" => {
                self.assign("1").await;
                self.act("acknowledge", json!({})).await;
                self.act("start", json!({})).await;
                let undone = json!({ "result": "not_implemented", "statement": "Đã có kết luận khác." });
                self.act("submit", undone).await;
            }
            "regime" => {
                self.regime().await;
            }
            "report" => self.report().await,
            "programme" => self.programme().await,
            "proposal" => {
                self.programme().await;
                let proposal = propose(self.service, self.id("programmes")).await;
                self.ids.insert("proposals".to_owned(), proposal);
            }
            "decision" => {
                self.programme().await;
                let (_, decision) = decide(self.service, self.id("programmes")).await;
                self.ids.insert("decisions".to_owned(), decision);
            }
            "issued programme" => {
                self.programme().await;
                issue(self.service, self.id("programmes")).await;
                self.form().await;
            }
            "running programme" => {
                self.programme().await;
                launch(self.service, self.id("programmes")).await;
            }
            "own team" => {
                self.programme().await;
                self.form().await;
                issue(self.service, self.id("programmes")).await;
            }
            "target" => self.target().await,
            "announced target" => {
                self.target().await;
                self.announce().await;
            }
            _ => assert_eq!(name, "stage", "it is no operation and no scene"),
        }
    }

    /// A draft of the Standing Body.
    async fn draft(&mut self) {
        let assignments = json!([{ "accountable": { "organization": "BTC" }, "reports_to": "TT" }]);
        let clause = |label: &str, kind: &str, more: Value| {
            let mut clause =
                json!({ "label": label, "kind": kind, "text": format!("Việc {label}."), "assignments": assignments });
            merge(&mut clause, &more);
            clause
        };
        let document = json!({
            "scheme": "party", "document_type": "KL", "issuer": "TT", "title": format!("Kết luận số {}", self.number),
            "clauses": [
                clause("1", "task", json!({ "product_kind": "report", "product": "Báo cáo" })),
                clause("2", "task", json!({ "due_on": "2025-10-15" })),
                clause("3", "recurring_report", json!({ "cadence": "weekly" })),
                { "label": "4", "kind": "constraint", "text": "Bám sát nhiệm vụ.", "binds": ["1"] },
            ],
        });
        let made = self.post(&receiver(), &format!("{DIRECTIVES}/directives"), &document).await;
        self.learn(&made);
        let clauses = format!("{DIRECTIVES}/directives/{}/clauses", self.id("directives"));
        let clauses = self.service.get(&receiver(), &clauses).expect(200).await;
        self.ids.extend(clauses.items().last().map(|clause| ("clauses".to_owned(), id(clause))));
    }

    /// A document in force, and the assignment of a clause.
    async fn assign(&mut self, label: &str) {
        self.draft().await;
        let directive = self.id("directives").to_owned();
        self.post(&receiver(), &format!("{DIRECTIVES}/directives/{directive}/register"), &json!({})).await;
        let list = format!("{DIRECTIVES}/assignments?directive={directive}");
        let list = self.service.get(&receiver(), &list).expect(200).await;
        let assignment = list.items().iter().find(|one| one.pointer("/clause/label") == Some(&json!(label)));
        self.ids.insert("assignments".to_owned(), id(assignment.expect("the clause was assigned")));
    }

    /// What the Organization Commission does about its assignment.
    async fn act(&self, act: &str, body: Value) {
        let path = format!("{DIRECTIVES}/assignments/{}/{act}", self.id("assignments"));
        self.post(&Persona::new("BTC", Coordinator), &path, &body).await;
    }

    /// A weekly report of a ward and what the Organization Commission makes of it; the ward owes the first week's.
    async fn regime(&mut self) -> String {
        let code = format!("scene-{}", self.number);
        let tier = |leg: Value, days: u8| {
            json!({ "deadline": { "kind": "working_days", "after_cutoff": days, "at": "17:00" },
                "locks_after_working_days": 5, "legs": [leg] })
        };
        let regime = json!({
            "code": code, "kind": "periodic", "scheme": "party", "title": "Báo cáo tuần", "channel": "Hệ thống Hai Cấp",
            "required_content": "Tình hình trong tuần.", "starts_on": "2025-09-22",
            "frequency": { "kind": "weekly", "first_weekday": "monday" },
            "cutoff": { "days_before_end": 0, "at": "24:00" },
            "tiers": [
                tier(json!({ "organization": "UBND-25747", "receiver": "BTC", "form": "two-tier-commune" }), 1),
                tier(json!({ "organization": "BTC", "receiver": "TT" }), 2),
            ],
        });
        let path = format!("{REPORTING}/regimes?acknowledged_warnings=deadlines_passed");
        self.post(&receiver(), &path, &regime).await;
        let owed = format!("{REPORTING}/obligations?regime={code}&period=2025-W39&organization=UBND-25747");
        let owed = self.service.get(&receiver(), &owed).expect(200).await;
        self.ids.extend(owed.items().first().map(|owed| ("obligations".to_owned(), id(owed))));
        code
    }

    /// A draft of the report of the first week.
    async fn report(&mut self) {
        let regime = self.regime().await;
        let body = json!({ "regime": regime, "period": "2025-W39" });
        let path = format!("{REPORTING}/consolidated-reports");
        let made = self.post(&Persona::new("BTC", Coordinator), &path, &body).await;
        self.learn(&made);
    }

    /// A programme of the Organization Commission.
    async fn programme(&mut self) {
        let path = format!("{INSPECTIONS}/programmes");
        let made = self.post(&preparer(), &path, &programme()).await;
        self.learn(&made);
    }

    /// A team of a programme, whose members are the callers of the examples.
    async fn form(&mut self) {
        let mut members = Vec::new();
        for (role, who) in [("head", "btc.coordinator"), ("secretary", "btc.officer")] {
            members.push(json!({ "person": self.person(who).await, "role": role }));
        }
        let team = json!({
            "title": "Tổ số 1", "symbol": "T1", "targets": ["UBND-25747"], "size_reason": "Nội dung hẹp.", "members": members,
        });
        let programme = self.id("programmes").to_owned();
        let made = self.post(&preparer(), &format!("{INSPECTIONS}/programmes/{programme}/teams"), &team).await;
        self.learn(&made);
    }

    /// The id of the file of a person, which is opened once.
    async fn person(&self, subject: &str) -> Value {
        let files = self.service.get(&preparer(), &format!("{INSPECTIONS}/persons?limit=200")).expect(200).await;
        if let Some(file) = files.items().iter().find(|file| file.pointer("/details/subject") == Some(&json!(subject)))
        {
            return json!(id(file));
        }
        let person = json!({ "name": subject, "subject": subject });
        self.post(&Persona::new("BTC", Leader), &format!("{INSPECTIONS}/persons"), &person)
            .await
            .body
            .get("id")
            .cloned()
            .unwrap_or_default()
    }

    /// A target whose team has declared its independence.
    async fn target(&mut self) {
        self.programme().await;
        self.form().await;
        let programme = self.id("programmes").to_owned();
        issue(self.service, &programme).await;
        let launch = format!("{INSPECTIONS}/programmes/{programme}/launch");
        self.post(&preparer(), &launch, &json!({ "teams_version": 1 })).await;
        let target = open(self.service, &programme).await;
        self.ids.insert("targets".to_owned(), target);
        let declarations = format!("{INSPECTIONS}/teams/{}/declarations", self.id("teams"));
        for role in [Coordinator, Officer] {
            self.post(&Persona::new("BTC", role), &declarations, &json!({ "excepted": [] })).await;
        }
    }

    async fn announce(&self) {
        let path = format!("{INSPECTIONS}/targets/{}/announce", self.id("targets"));
        self.post(&preparer(), &path, &json!({ "on": "2025-10-01" })).await;
    }

    /// Sends the examples of an operation; answers with what is wrong with them.
    pub(super) async fn carry_out(
        &mut self,
        name: &str,
        path: &str,
        method: &str,
        operation: &Map<String, Value>,
    ) -> Vec<String> {
        let who = caller(name);
        let mut faults = Vec::new();
        for (kind, body, table) in self.bodies(&who, operation).await {
            let address = self.address(path, operation, table);
            let thing = address.split('?').next().unwrap_or_default();
            let mut request = self.service.request(&who, &method.to_uppercase(), &address);
            if method != "get" && path.contains('{') {
                request = request.header("if-match", "*");
            }
            let before = if method == "patch" { self.service.get(&who, thing).send().await.body } else { Value::Null };
            let sent = match &body {
                Body::None => request,
                Body::Bytes(bytes) => request.bytes(kind, bytes.clone()),
                Body::Json(example) => {
                    let body = self.filled(&who, thing, example).await;
                    request.bytes(kind, body.to_string().into_bytes())
                }
            };
            let answer = sent.send().await;
            if !(200..300).contains(&answer.status) {
                faults.push(format!("{name}: {method} {address}: {} {}", answer.status, answer.text));
            } else if let (Body::Json(example), "patch") = (&body, method) {
                faults.extend(harm(example, &before, &answer.body).into_iter().map(|harm| format!("{name}: {harm}")));
            }
            self.learn(&answer);
        }
        faults
    }

    /// What is sent, with its media type and, where there are several, the table that it is for.
    async fn bodies<'o>(
        &self,
        who: &Persona,
        operation: &'o Map<String, Value>,
    ) -> Vec<(&'o str, Body, Option<&'o str>)> {
        let content = operation.get("requestBody").and_then(|body| body["content"].as_object());
        let Some((kind, form)) = content.and_then(|content| content.iter().next()) else {
            return vec![("", Body::None, None)];
        };
        if let Some(examples) = form["examples"].as_object() {
            let file = |example: &Value| Body::Bytes(example["value"].as_str().unwrap_or_default().into());
            return examples
                .iter()
                .map(|(table, example)| (kind.as_str(), file(example), Some(table.as_str())))
                .collect();
        }
        let body = match kind.as_str() {
            XLSX => {
                let template = format!("{REPORTING}/forms/two-tier-commune/versions/1/template");
                Body::Bytes(self.service.get(who, &template).expect(200).await.bytes)
            }
            _ if form.pointer("/schema/format") == Some(&json!("binary")) => Body::Bytes(b"%PDF-1.7\n%%EOF\n".to_vec()),
            _ => Body::Json(form["example"].clone()),
        };
        vec![(kind, body, None)]
    }

    /// The example with what only the running service knows: the hash and the constraints of what is decided on, and what
    /// else is known.
    async fn filled(&self, who: &Persona, address: &str, example: &Value) -> Value {
        let mut body = example.clone();
        if body.get("hash").is_none() {
            return body;
        }
        let thing: Vec<&str> = address.split('/').take(5).collect();
        if body.get("known_programmes").is_some() {
            let traffic = self.service.get(who, &format!("{}/traffic", thing.join("/"))).expect(200).await;
            let met = traffic.body.pointer("/meetings").and_then(Value::as_array).into_iter().flatten();
            let met: Vec<_> = met.filter_map(|one| one.get("programme")).collect();
            merge(&mut body, &json!({ "known_programmes": met }));
        }
        let seen = self.service.get(who, &thing.join("/")).expect(200).await.body;
        for (place, known) in
            [("/hash", "/last_submission/hash"), ("/hash", "/hash"), ("/constraints/0/clause", "/constraints/0")]
        {
            if let (Some(place), Some(known)) = (body.pointer_mut(place), seen.pointer(known)) {
                *place = known.clone();
            }
        }
        body
    }

    fn address(&self, path: &str, operation: &Map<String, Value>, table: Option<&str>) -> String {
        let mut address = path.to_owned();
        let mut query = Vec::new();
        let parameters = operation.get("parameters").and_then(Value::as_array);
        for parameter in parameters.into_iter().flatten() {
            let name = parameter["name"].as_str().unwrap_or_default();
            let of_id = self.ids.get(noun(path, name)).map(String::as_str);
            let shown = plain(&parameter["example"]);
            match parameter["in"].as_str() {
                Some("path") => {
                    let value = table.or(of_id).unwrap_or(&shown);
                    address = address.replace(&format!("{{{name}}}"), value);
                }
                Some("query") if parameter.get("example").is_some() => query.push(format!("{name}={shown}")),
                Some("query") if parameter["required"] == true => {
                    query.push(format!("{name}={}", of_id.unwrap_or_default()));
                }
                _ => {}
            }
        }
        if query.is_empty() { address } else { format!("{address}?{}", query.join("&")) }
    }

    /// Remembers the thing that was made.
    fn learn(&mut self, answer: &Answer) {
        let mut segments = answer.header("location").unwrap_or_default().rsplit('/');
        if let (Some(id), Some(noun)) = (segments.next(), segments.next()) {
            self.ids.insert(noun.to_owned(), id.to_owned());
        }
    }

    fn id(&self, noun: &str) -> &str {
        self.ids.get(noun).map_or("", String::as_str)
    }

    /// Does something on the way, which succeeds.
    async fn post(&self, who: &Persona, path: &str, body: &Value) -> Answer {
        let answer = self.service.post(who, path, body).header("if-match", "*").send().await;
        assert!((200..300).contains(&answer.status), "{path}: {}", answer.text);
        answer
    }
}

/// Who prepares programmes.
fn preparer() -> Persona {
    Persona::new("BTC", Coordinator)
}

enum Body {
    None,
    Bytes(Vec<u8>),
    Json(Value),
}

/// What a parameter names, as addresses say it.
fn noun<'p>(path: &'p str, parameter: &'p str) -> &'p str {
    match parameter {
        "clause_id" => "clauses",
        "attachment_id" => "attachments",
        "obligation" => "obligations",
        "id" | "code" => path.split('/').nth(3).unwrap_or_default(),
        _ => parameter,
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.replace(' ', "%20"),
        Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}

fn id(view: &Value) -> String {
    view["id"].as_str().unwrap_or_default().to_owned()
}

fn merge(whole: &mut Value, more: &Value) {
    if let (Some(whole), Some(more)) = (whole.as_object_mut(), more.as_object()) {
        whole.extend(more.clone());
    }
}

/// What is wrong with a change: it says what a thing is, changes more than it names, or changes nothing.
fn harm(example: &Value, before: &Value, after: &Value) -> Vec<String> {
    let mut named = Vec::new();
    names(example, &mut named);
    let mut harm: Vec<String> =
        named.iter().filter(|name| IDENTITY.contains(name)).map(|name| format!("it changes {name}")).collect();
    let mut changed = Vec::new();
    differences(before, after, "", &mut changed);
    let is_named = |place: &&String| place.split('/').any(|segment| named.contains(&segment));
    let follows = |place: &&String| place.split('/').any(|segment| CONSEQUENCES.contains(&segment));
    if !changed.iter().any(|place| is_named(&place)) {
        harm.push("it changes nothing".to_owned());
    }
    let beside = changed.iter().filter(|place| !is_named(place) && !follows(place));
    harm.extend(beside.map(|place| format!("it changes {place}, which it does not name")));
    harm
}

fn names<'v>(value: &'v Value, found: &mut Vec<&'v str>) {
    for (name, value) in value.as_object().into_iter().flatten() {
        found.push(name);
        names(value, found);
    }
}

fn differences(before: &Value, after: &Value, at: &str, found: &mut Vec<String>) {
    match (before, after) {
        (Value::Object(before), Value::Object(after)) => {
            for name in before.keys().chain(after.keys().filter(|name| !before.contains_key(*name))) {
                let null = Value::Null;
                let [before, after] = [before, after].map(|members| members.get(name).unwrap_or(&null));
                differences(before, after, &format!("{at}/{name}"), found);
            }
        }
        _ if before != after => found.push(at.to_owned()),
        _ => {}
    }
}
