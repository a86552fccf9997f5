//! What becomes of the open assignments of a document that ends.

use crate::city::{City, doer, receiver, start};
use crate::invariants::broken;
use directives::background::Opener;
use haicap_testing::{Persona, TestService};
use haicap_types::Role;
use serde_json::{Value, json};

const DIRECTIVES: &str = "/directives/v1/directives";
const ASSIGNMENTS: &str = "/directives/v1/assignments";

fn of(organization: &str) -> Persona {
    Persona::new(organization, Role::Coordinator)
}

/// A clause that gives a task to every department.
fn to_departments(label: &str, text: &str) -> Value {
    json!({
        "label": label, "kind": "task", "text": text,
        "assignments": [{ "accountable": { "audience": "departments" }, "reports_to": "TT" }],
    })
}

/// A clause that the government's Party committee has done by every department.
fn divided(label: &str, text: &str) -> Value {
    json!({
        "label": label, "kind": "task", "text": text,
        "assignments": [{ "accountable": { "organization": "DU-UBND" }, "fan_out_to": "departments" }],
    })
}

fn conclusion(title: &str, links: &Value, clauses: &[Value]) -> Value {
    json!({ "scheme": "party", "document_type": "KL", "issuer": "TT", "title": title, "issued_on": "2025-09-22",
            "links": links, "clauses": clauses })
}

async fn drafted(city: &TestService, body: &Value) -> String {
    format!("{DIRECTIVES}/{}", city.post(&receiver(), DIRECTIVES, body).expect(201).await.text_at("/id"))
}

async fn in_force(city: &TestService, body: &Value) -> (String, Value) {
    let path = drafted(city, body).await;
    (path.clone(), city.post(&receiver(), &format!("{path}/register"), &json!({})).expect(200).await.body)
}

/// The ids of the clauses of a document, in their order.
async fn clauses(city: &TestService, path: &str) -> Vec<String> {
    let list = city.get(&receiver(), &format!("{path}/clauses")).expect(200).await;
    list.items().iter().map(|clause| clause["id"].as_str().unwrap().to_owned()).collect()
}

async fn count(city: &TestService, query: &str) -> i64 {
    let counts = city.get(&receiver(), &format!("{ASSIGNMENTS}/counts?by=state{query}")).expect(200).await;
    counts.body["cells"].as_array().unwrap().iter().map(|cell| cell["count"].as_i64().unwrap()).sum()
}

/// The first assignment that a query finds.
async fn first(city: &TestService, who: &Persona, query: &str) -> Value {
    city.get(who, &format!("{ASSIGNMENTS}?{query}")).expect(200).await.items()[0].clone()
}

async fn act(city: &TestService, who: &Persona, id: &Value, act: &str, body: Value) -> Value {
    let path = format!("{ASSIGNMENTS}/{}/{act}", id.as_str().unwrap());
    city.post(who, &path, &body).expect(200).await.body
}

fn id(path: &str) -> &str {
    path.rsplit('/').next().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_successor_carries_over_goes_on_and_nothing_dead_is_left_in_any_duty_or_count() {
    let city = start().await;
    let old = [
        to_departments("1", "Rà soát biên chế."),
        divided("2", "Rà soát trụ sở."),
        to_departments("3", "Báo cáo nhanh một lần."),
        to_departments("4", "Số hóa hồ sơ."),
    ];
    let (old, made) = in_force(&city, &conclusion("Kết luận cũ", &json!([]), &old)).await;
    assert_eq!(made["effect"]["created"], 16 + 17 + 16 + 16);
    let old_clauses = clauses(&city, &old).await;
    let (snv, stc) = (of("SNV"), of("STC"));
    // One has begun, and one is done.
    let begun = first(&city, &snv, &format!("clause={}&organization=SNV", old_clauses[0])).await;
    act(&city, &snv, &begun["id"], "acknowledge", json!({})).await;
    act(&city, &snv, &begun["id"], "progress", json!({ "percent": 40, "narrative": "Đã rà soát." })).await;
    let done = first(&city, &stc, &format!("clause={}&organization=STC", old_clauses[1])).await;
    for (name, body) in [
        ("acknowledge", json!({})),
        ("start", json!({})),
        ("submit", json!({ "result": "implemented", "statement": "Đã xong." })),
    ] {
        act(&city, &stc, &done["id"], name, body).await;
    }
    let hash = city.get(&receiver(), &format!("{ASSIGNMENTS}/{}", done["id"].as_str().unwrap())).expect(200).await;
    let accept = json!({ "hash": hash.text_at("/last_submission/hash"), "constraints": [] });
    let path = format!("{ASSIGNMENTS}/{}/accept", done["id"].as_str().unwrap());
    city.post(&of("DU-UBND"), &path, &accept).header("if-match", "*").expect(200).await;

    let plan = json!({ "default": "withdraw", "clauses": [
        { "clause_id": old_clauses[0], "disposition": "carry_over", "to": "I.1" },
        { "clause_id": old_clauses[1], "disposition": "carry_over", "to": "I.2" },
        { "clause_id": old_clauses[3], "disposition": "keep" },
    ] });
    let link = json!([{ "kind": "supersedes", "directive_id": id(&old), "open_assignments": plan }]);
    let mut narrower = to_departments("I.1", "Rà soát biên chế, vị trí việc làm.");
    narrower["due_on"] = json!("2025-12-15");
    narrower["assignments"] =
        json!([{ "accountable": { "organization": "SNV" } }, { "accountable": { "organization": "BTC" } }]);
    let new = conclusion("Kết luận mới", &link, &[narrower, divided("I.2", "Rà soát trụ sở dôi dư.")]);
    let new = drafted(&city, &new).await;

    let register = format!("{new}/register");
    let told = city.post(&receiver(), &format!("{register}?dry_run=true"), &json!({})).expect(200).await;
    assert_eq!(told.header("etag"), None);
    assert_eq!(
        (city.get(&receiver(), &new).expect(200).await.body["state"].as_str(), count(&city, "").await),
        (Some("draft"), 65)
    );
    let done_so = city.post(&receiver(), &register, &json!({})).expect(200).await;
    assert_eq!(told.body["effect"], done_so.body["effect"]);
    let effect = &done_so.body["effect"];
    let total = |word: &str| effect[word].as_i64().unwrap();
    // Of the first clause one department goes on; of the second the whole with its 16 parts.
    assert_eq!((total("created"), total("carried_over"), total("withdrawn"), total("kept")), (1, 1 + 17, 15 + 16, 16));
    assert_eq!(
        effect["ended"][0],
        json!({
            "directive_id": id(&old), "clause_id": old_clauses[0], "label": "1", "disposition": "carry_over", "to": "I.1",
            "carried_over": 1, "withdrawn": 15, "kept": 0,
        })
    );

    let went_on = city.get(&snv, &format!("{ASSIGNMENTS}/{}", begun["id"].as_str().unwrap())).expect(200).await;
    let seen = |pointer: &str| went_on.body.pointer(pointer).cloned().unwrap();
    assert_eq!((seen("/directive/id"), seen("/clause/label")), (json!(id(&new)), json!("I.1")));
    assert_eq!((seen("/title"), seen("/due_on")), (json!("Rà soát biên chế, vị trí việc làm."), json!("2025-12-15")));
    assert_eq!((seen("/state"), seen("/percent")), (json!("acknowledged"), json!(40)));
    let history = city.get(&snv, &format!("{ASSIGNMENTS}/{}/history", begun["id"].as_str().unwrap())).expect(200).await;
    let kinds: Vec<&str> = history.items().iter().map(|item| item["kind"].as_str().unwrap()).collect();
    let kinds: Vec<&str> = kinds.iter().map(|kind| kind.trim_start_matches("directives.assignment.")).collect();
    assert_eq!(kinds, ["carried_over", "progress_reported", "acknowledged", "assigned"]);
    // Under its new words it is found, and no more under the old ones alone.
    assert_eq!(first(&city, &snv, "text=vi+tri+viec+lam").await["id"], begun["id"]);
    let finished = city.get(&stc, &format!("{ASSIGNMENTS}/{}", done["id"].as_str().unwrap())).expect(200).await;
    assert_eq!((&finished.body["state"], finished.text_at("/directive/id")), (&json!("completed"), id(&new)));

    // Nothing that waits, and nothing that counts, is of the old document, but what was kept.
    assert_eq!(count(&city, "").await, 1 + 18 + 16);
    assert_eq!(count(&city, &format!("&directive={}", id(&old))).await, 65 - 18);
    assert_eq!(count(&city, "&is_in_force=any").await, 65 + 1);
    let duties = city.get(&stc, "/directives/v1/duties").expect(200).await;
    let titles: Vec<&str> = duties.items().iter().map(|duty| duty["title"].as_str().unwrap()).collect();
    assert_eq!(titles, ["Số hóa hồ sơ."]);
    let kept = first(&city, &stc, "text=so+hoa").await;
    assert_eq!((&kept["is_in_force"], &kept["directive"]["state"]), (&json!(true), &json!("superseded")));
    act(&city, &stc, &kept["id"], "acknowledge", json!({})).await;
    assert_eq!(broken(&city).await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_goes_on_where_the_date_does_and_no_part_outlives_its_whole() {
    let city = start().await;
    let (snv, stc) = (of("SNV"), of("STC"));
    let dated = |label: &str, accountable: &str, due_on: &str| {
        let assignments = json!([{ "accountable": { "organization": accountable } }]);
        json!({ "label": label, "kind": "task", "text": "Rà soát.", "due_on": due_on, "assignments": assignments })
    };
    let old = [dated("1", "SNV", "2025-12-15"), dated("2", "STC", "2025-12-15"), dated("3", "SYT", "2025-12-15")];
    let (old, _) = in_force(&city, &conclusion("Cũ", &json!([]), &old)).await;
    let old_clauses = clauses(&city, &old).await;
    let of_clause = async |who: &Persona, clause: usize| {
        first(&city, who, &format!("clause={}", old_clauses[clause])).await["id"].clone()
    };
    let (asked, divided) = (of_clause(&snv, 0).await, of_clause(&stc, 1).await);
    act(&city, &snv, &asked, "acknowledge", json!({})).await;
    let request = json!({ "due_on": "2026-01-15", "reason": "Chờ hướng dẫn." });
    act(&city, &snv, &asked, "extensions", request).await;
    act(&city, &stc, &divided, "acknowledge", json!({})).await;
    let children = json!({ "organizations": ["SNV", "SCT"], "due_on": "2025-12-10" });
    act(&city, &stc, &divided, "children", children).await;
    let below = format!("parent={}&organization=SCT", divided.as_str().unwrap());
    let withdrawn = first(&city, &stc, &below).await["id"].clone();
    act(&city, &stc, &withdrawn, "withdraw", json!({ "reason": "Nhầm." })).await;

    let carried =
        |clause: usize, to: &str| json!({ "clause_id": old_clauses[clause], "disposition": "carry_over", "to": to });
    let plan = json!({ "default": "withdraw", "clauses": [carried(0, "I"), carried(1, "II")] });
    let link = json!([{ "kind": "supersedes", "directive_id": id(&old), "open_assignments": plan }]);
    let new = [dated("I", "SNV", "2025-12-15"), dated("II", "STC", "2025-11-20")];
    let (_, made) = in_force(&city, &conclusion("Mới", &link, &new)).await;
    let effect: Vec<_> = made["effect"]["ended"].as_array().unwrap().iter().map(|one| &one["carried_over"]).collect();
    assert_eq!(effect, [1, 2, 0], "what was withdrawn before goes on nowhere");
    let seen = async |id: &Value| {
        let path = format!("{ASSIGNMENTS}/{}", id.as_str().unwrap());
        city.get(&receiver(), &path).expect(200).await.body
    };
    assert_eq!(seen(&asked).await["pending_request"]["due_on"], "2026-01-15");
    let part = first(&city, &stc, &format!("parent={}&organization=SNV", divided.as_str().unwrap())).await;
    assert_eq!((&seen(&divided).await["due_on"], &part["due_on"]), (&json!("2025-11-20"), &json!("2025-11-20")));
    assert_eq!(broken(&city).await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_carried_over_upwards() {
    let city = start().await;
    let given = |label: &str, receiver: &str| {
        let assignments = json!([{ "accountable": { "organization": "SNV" }, "reports_to": receiver }]);
        json!({ "label": label, "kind": "task", "text": "Rà soát.", "assignments": assignments })
    };
    let (old, _) = in_force(&city, &conclusion("Cũ", &json!([]), &[given("1", "TT")])).await;
    let snv = of("SNV");
    let root = first(&city, &snv, "organization=SNV").await["id"].clone();
    act(&city, &snv, &root, "acknowledge", json!({})).await;
    act(&city, &snv, &root, "children", json!({ "organizations": ["BTC"] })).await;
    let carried = json!({ "clause_id": clauses(&city, &old).await[0], "disposition": "carry_over", "to": "I" });
    let plan = json!({ "default": "withdraw", "clauses": [carried] });
    let link = json!([{ "kind": "supersedes", "directive_id": id(&old), "open_assignments": plan }]);
    let (_, made) = in_force(&city, &conclusion("Mới", &link, &[given("I", "BTC")])).await;
    let effect = ["created", "carried_over", "withdrawn"].map(|word| made["effect"][word].clone());
    assert_eq!(effect, [1, 0, 2]);
    assert_eq!(broken(&city).await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_gives_work_upwards() {
    let city = start().await;
    let (btc, snv, stc) = (of("BTC"), of("SNV"), of("STC"));
    let clause = json!({
        "label": "1", "kind": "task", "text": "Rà soát.",
        "assignments": [{ "accountable": { "organization": "SNV" }, "reports_to": "BTC" }],
    });
    in_force(&city, &conclusion("Kết luận", &json!([]), &[clause])).await;
    let root = first(&city, &snv, "organization=SNV").await["id"].clone();
    act(&city, &snv, &root, "acknowledge", json!({})).await;
    act(&city, &snv, &root, "children", json!({ "organizations": ["STC"] })).await;
    let part = first(&city, &stc, &format!("parent={}", root.as_str().unwrap())).await["id"].clone();
    act(&city, &stc, &part, "acknowledge", json!({})).await;
    let reassigned = |to: &str| json!({ "accountable": to, "reason": "Đúng thẩm quyền." });
    let children = |to: &str| json!({ "organizations": [to] });
    for (who, id, act, body, code) in [
        (&btc, &root, "reassign", reassigned("TT"), "own_receiver"),
        (&snv, &part, "reassign", reassigned("BTC"), "own_receiver"),
        (&snv, &part, "reassign", reassigned("TT"), "own_receiver"),
        (&snv, &part, "reassign", reassigned("SNV"), "child_is_parent"),
        (&stc, &part, "children", children("BTC"), "own_receiver"),
        (&stc, &part, "children", children("SNV"), "own_receiver"),
    ] {
        let path = format!("{ASSIGNMENTS}/{}/{act}", id.as_str().unwrap());
        let refused = city.post(who, &path, &body).expect(422).await;
        assert_eq!(refused.text_at("/code"), code, "{body}");
    }
    let all = act(&city, &stc, &part, "children", json!({ "audience": "departments" })).await;
    assert_eq!(all["children"]["total"], 16 - 2, "of an audience, SNV and STC are left out");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_period_that_has_begun_keeps_its_moment_and_its_clause_goes_on() {
    let city = start().await;
    let weekly = |label: &str, weekday: &str, at: &str| {
        json!({
            "label": label, "kind": "recurring_report", "text": "Báo cáo hằng tuần.", "cadence": "weekly",
            "deadline": { "kind": "weekday", "weekday": weekday, "at": at },
            "assignments": [{ "accountable": { "organization": "BTC" } }],
        })
    };
    let (old, _) = in_force(&city, &conclusion("Cũ", &json!([]), &[weekly("1", "friday", "16:00")])).await;
    let open = async || {
        let directory = haicap_reference::shipped::directory();
        Opener::new("directives").round(&city.host, &directory).await.unwrap();
    };
    open().await;
    let plan = json!({ "default": "withdraw", "clauses": [
        { "clause_id": clauses(&city, &old).await[0], "disposition": "carry_over", "to": "I" },
    ] });
    let link = json!([{ "kind": "supersedes", "directive_id": id(&old), "open_assignments": plan }]);
    let (new, _) = in_force(&city, &conclusion("Mới", &link, &[weekly("I", "thursday", "10:00")])).await;
    city.host.clock.set("2025-10-06T08:00:00+07:00".parse().unwrap());
    open().await;
    let duties = city.get(&of("BTC"), "/directives/v1/duties").expect(200).await;
    let duty = &duties.items()[0];
    let path = format!("{}/fulfilments", duty["thing"]["href"].as_str().unwrap());
    let periods = city.get(&of("BTC"), &path).expect(200).await;
    let moments: Vec<_> = periods.items().iter().map(|one| one["due_at"].as_str().unwrap()).collect();
    assert_eq!(moments, ["2025-10-09T10:00:00+07:00", "2025-10-03T16:00:00+07:00"]);
    assert_eq!((&duty["due_at"], &duty["is_overdue"]), (&json!("2025-10-03T16:00:00+07:00"), &json!(true)));
    for figures in ["coverage", "tracking-sheet"] {
        let figures = city.get(&receiver(), &format!("{old}/{figures}")).expect(200).await;
        let clause = &figures.body["clauses"][0];
        assert_eq!(clause["status"], "continued");
        assert_eq!(clause["continued_by"], json!(clauses(&city, &new).await[0]));
        assert_eq!(figures.body.get("uncovered").unwrap_or(&json!(0)), 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_duty_that_is_given_inside_of_a_period_leaves_a_whole_working_day() {
    let city = start().await;
    let clause = json!({
        "label": "1", "kind": "recurring_report", "text": "Báo cáo hai tuần một lần.", "cadence": "two_weekly",
        "deadline": { "kind": "weekday", "weekday": "monday", "at": "09:00" },
        "assignments": [{ "accountable": { "organization": "BTC" } }],
    });
    in_force(&city, &conclusion("Kết luận", &json!([]), &[clause])).await;
    let directory = haicap_reference::shipped::directory();
    Opener::new("directives").round(&city.host, &directory).await.unwrap();
    let duties = city.get(&of("BTC"), "/directives/v1/duties").expect(200).await;
    // The fortnight ends on 5 October: its Monday has passed on the 1st, when the duty was given.
    assert_eq!(duties.items()[0]["due_at"], "2025-10-03T00:00:00+07:00");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_names_clauses_that_are_there_of_one_kind() {
    let city = City::with_conclusion().await;
    let old = format!("{DIRECTIVES}/{}", city.directive);
    let ids = clauses(&city.service, &old).await;
    let carried = |clause: &str, to: &str| json!({ "clause_id": clause, "disposition": "carry_over", "to": to });
    let plan = json!({ "default": "keep", "clauses": [
        carried(&ids[0], "9"), carried(&ids[2], "1"), carried("01999999-0000-7000-8000-000000000000", "1"),
    ] });
    let link = json!([{ "kind": "revokes", "directive_id": city.directive, "open_assignments": plan }]);
    let new = drafted(&city.service, &conclusion("Mới", &link, &[to_departments("1", "Rà soát.")])).await;
    let refused = city.service.post(&receiver(), &format!("{new}/register"), &json!({})).expect(422).await;
    let pointers: Vec<&str> =
        refused.body["errors"].as_array().unwrap().iter().map(|error| error["pointer"].as_str().unwrap()).collect();
    let at = |place: &str| format!("/links/0/open_assignments/clauses/{place}");
    assert_eq!(pointers, [at("0/to"), at("1/to"), at("2/clause_id")]);
    assert_eq!(city.service.get(&receiver(), &old).expect(200).await.body["state"], "registered");

    let revoke = |plan: Value| json!({ "reason": "Thôi.", "open_assignments": plan });
    for (plan, pointer) in [
        (json!({ "default": "carry_over" }), "/default"),
        (json!({ "default": "keep", "clauses": [carried(&ids[0], "1")] }), "/clauses/0/disposition"),
        (
            json!({ "default": "keep", "clauses": [
            { "clause_id": ids[0], "disposition": "keep" }, { "clause_id": ids[0], "disposition": "withdraw" },
        ] }),
            "/clauses/1/clause_id",
        ),
        (
            json!({ "default": "keep", "clauses": [{ "clause_id": ids[0], "disposition": "keep", "to": "1" }] }),
            "/clauses/0/to",
        ),
    ] {
        let refused = city.service.post(&receiver(), &format!("{old}/revoke"), &revoke(plan)).expect(422).await;
        assert_eq!(refused.body["errors"][0]["pointer"], format!("/open_assignments{pointer}"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_settled_can_be_withdrawn_at_once_by_who_issued_it() {
    let city = City::with_conclusion().await;
    let path = format!("{DIRECTIVES}/{}", city.directive);
    let task = city.assignment("task").await;
    let revoke = json!({ "reason": "Thôi.", "open_assignments": { "default": "keep" } });
    city.service.post(&receiver(), &format!("{path}/revoke"), &revoke).expect(200).await;
    assert_eq!(count(&city.service, "").await, 2);
    // As the release before left it.
    city.service.database.run("update assignment set is_in_force = false, mover = null").await;
    assert_eq!(count(&city.service, "").await, 0);
    assert!(city.service.get(&doer(), "/directives/v1/duties").expect(200).await.items().is_empty());
    let task = format!("{ASSIGNMENTS}/{}", task["id"].as_str().unwrap());
    let refused = city.service.post(&doer(), &format!("{task}/acknowledge"), &json!({})).expect(409).await;
    assert_eq!(refused.body["code"], "not_in_force");

    let all = format!("/directives/v1/withdrawals?directive={}", city.directive);
    let reason = json!({ "reason": "Văn bản đã bị thu hồi." });
    let skipped = city.service.post(&doer(), &all, &reason).expect(200).await;
    assert_eq!(skipped.body, json!({ "withdrawn": 0, "skipped": 2 }));
    let told = city.service.post(&receiver(), &format!("{all}&dry_run=true"), &reason).expect(200).await;
    assert_eq!(city.service.get(&receiver(), &task).expect(200).await.body["state"], "assigned");
    let done = city.service.post(&receiver(), &all, &reason).expect(200).await;
    assert_eq!((&told.body, &done.body), (&json!({ "withdrawn": 2, "skipped": 0 }), &told.body));
    assert_eq!(city.service.get(&receiver(), &task).expect(200).await.body["state"], "withdrawn");
    assert_eq!(broken(&city.service).await, Vec::<String>::new());
}
