use crate::city::{City, doer, receiver, stranger};
use haicap_testing::{Answer, Persona};
use serde_json::{Value, json};

/// Does what `actions` offers, at the address that it gives.
async fn act(city: &City, who: &Persona, task: &str, name: &str, body: Value) -> Answer {
    let seen = city.service.get(who, task).expect(200).await;
    let action = seen.body["actions"].as_array().unwrap().iter().find(|action| action["name"] == name).unwrap();
    assert_eq!(action["is_allowed"], true, "{name}: {action}");
    let href = action["href"].as_str().unwrap();
    let answer = city.service.post(who, href, &body).header("if-match", seen.etag()).expect(200).await;
    let read = city.service.get(who, task).expect(200).await;
    assert_eq!((&answer.body, answer.etag()), (&read.body, read.etag()), "{name} answers what is kept");
    answer
}

#[tokio::test(flavor = "multi_thread")]
async fn an_assignment_goes_through_its_life_by_following_actions() {
    let city = City::with_conclusion().await;
    let task = city.task().await;
    let (doer, receiver) = (doer(), receiver());
    act(&city, &doer, &task, "acknowledge", json!({})).await;
    // Somebody who has never acted here has a name at once.
    let newcomer = Persona { subject: "newcomer".into(), ..doer.clone() };
    let taken = act(&city, &newcomer, &task, "take", json!({})).await;
    assert_eq!(taken.text_at("/handler/name"), "Đồng chí newcomer");
    act(&city, &doer, &task, "take", json!({})).await;
    act(&city, &doer, &task, "propose_date", json!({ "due_on": "2025-11-14", "reason": "Cần khảo sát nhu cầu." }))
        .await;
    let granted = act(&city, &receiver, &task, "decide_date", json!({ "decision": "granted" })).await;
    assert_eq!(granted.body["due_on"], "2025-11-14");
    act(&city, &doer, &task, "start", json!({})).await;
    act(&city, &doer, &task, "report_progress", json!({ "percent": 40, "narrative": "Đã mở 12 lớp." })).await;
    act(&city, &doer, &task, "request_extension", json!({ "due_on": "2025-11-28", "reason": "Thêm 10 lớp." })).await;
    let later = act(&city, &receiver, &task, "decide_extension", json!({ "decision": "granted" })).await;
    assert_eq!((&later.body["original_due_on"], &later.body["extensions"]), (&json!("2025-11-14"), &json!(1)));
    act(&city, &receiver, &task, "urge", json!({ "message": "Đề nghị khẩn trương." })).await;
    act(&city, &doer, &task, "add_evidence", json!({ "title": "Báo cáo", "document_number": "12-BC/BTCTU" })).await;
    let result = json!({ "result": "implemented", "statement": "Đã mở 40 lớp." });
    act(&city, &doer, &task, "submit", result.clone()).await;
    act(&city, &receiver, &task, "return", json!({ "remark": "Bổ sung danh sách lớp." })).await;
    act(&city, &doer, &task, "add_evidence", json!({ "title": "Danh sách", "url": "https://hcmc.example/lop" })).await;
    let submitted = act(&city, &doer, &task, "submit", result).await;
    let done = act(
        &city,
        &receiver,
        &task,
        "accept",
        json!({
            "hash": submitted.body["last_submission"]["hash"],
            "constraints": [{ "clause": submitted.body["constraints"][0], "is_met": true }],
        }),
    )
    .await;
    assert_eq!((&done.body["state"], &done.body["health"]), (&json!("completed"), &json!("blue")));
    assert_eq!(done.body["actions"].as_array().unwrap().iter().filter(|act| act["is_allowed"] == true).count(), 0);

    let history = city.service.get(&doer, &format!("{task}/history?limit=50")).expect(200).await;
    assert_eq!(history.items().len(), 17);
    assert_eq!(history.items()[0]["kind"], "directives.assignment.completed");
    let submissions = city.service.get(&receiver, &format!("{task}/submissions")).expect(200).await;
    assert_eq!(submissions.items()[1]["judgement"]["verdict"], "returned");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_accepts_their_own_submission_and_constraints_are_ticked() {
    let city = City::with_conclusion().await;
    let task = city.task().await;
    let (doer, receiver) = (doer(), receiver());
    for name in ["acknowledge", "start"] {
        act(&city, &doer, &task, name, json!({})).await;
    }
    act(&city, &doer, &task, "add_evidence", json!({ "title": "Báo cáo", "document_number": "12-BC/BTCTU" })).await;
    let submitted =
        act(&city, &doer, &task, "submit", json!({ "result": "implemented", "statement": "Đã xong." })).await;
    let accept = format!("{task}/accept");
    let body = json!({ "hash": submitted.body["last_submission"]["hash"] });
    let same = receiver.clone().called(&doer.subject);
    let service = &city.service;
    let refused = service.post(&same, &accept, &body).header("if-match", "*").expect(403).await;
    assert_eq!(refused.body["code"], "same_person");
    let missing = service.post(&receiver, &accept, &body).header("if-match", "*").expect(422).await;
    assert_eq!(missing.body["code"], "constraints_missing");
    let wrong = json!({ "hash": "0", "constraints": [] });
    service.post(&receiver, &accept, &wrong).header("if-match", "*").expect(422).await;
    service.post(&receiver, &accept, &body).expect(428).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn h34_every_illegal_step_is_a_409_that_names_the_legal_ones() {
    let city = City::with_conclusion().await;
    let task = city.task().await;
    let (doer, receiver) = (doer(), receiver());
    let bodies = [
        ("acknowledge", &doer, "acknowledge", json!({})),
        ("decline", &doer, "decline", json!({ "reason": "Sai địa chỉ." })),
        ("start", &doer, "start", json!({})),
        ("take", &doer, "take", json!({})),
        ("propose_date", &doer, "date-proposals", json!({ "due_on": "2025-12-01", "reason": "…" })),
        ("decide_date", &receiver, "date-proposals/decide", json!({ "decision": "granted" })),
        ("request_extension", &doer, "extensions", json!({ "due_on": "2025-12-01", "reason": "…" })),
        ("decide_extension", &receiver, "extensions/decide", json!({ "decision": "granted" })),
        ("report_progress", &doer, "progress", json!({ "narrative": "…" })),
        ("add_evidence", &doer, "evidence", json!({ "title": "…", "document_number": "1" })),
        ("submit", &doer, "submit", json!({ "result": "not_implemented", "statement": "…" })),
        ("accept", &receiver, "accept", json!({ "hash": "…" })),
        ("return", &receiver, "return", json!({ "remark": "…" })),
        ("close", &receiver, "close", json!({ "reason": "law_changed" })),
        ("urge", &receiver, "urge", json!({ "message": "…" })),
        ("reassign", &receiver, "reassign", json!({ "accountable": "UBKT", "reason": "…" })),
        ("withdraw", &receiver, "withdraw", json!({ "reason": "…" })),
        ("set_fulfilment", &receiver, "fulfilments", json!({ "period": "2025-W40", "is_fulfilled": true })),
    ];
    // The way through every state; at each of them every act that is not offered is tried.
    let mut tried = 0;
    for step in ["acknowledge", "start", "submit", "close", ""] {
        let seen = city.service.get(&doer, &task).expect(200).await;
        for (name, who, segment, body) in &bodies {
            let offered = city.service.get(who, &task).expect(200).await;
            let action = offered.body["actions"].as_array().unwrap().iter().find(|act| act["name"] == *name).unwrap();
            if action["is_allowed"] == false {
                let request = city.service.post(who, &format!("{task}/{segment}"), body).header("if-match", "*");
                let refused = request.expect(409).await;
                assert_eq!(refused.body["code"], action["reason"]["code"], "{name} in {}", seen.body["state"]);
                assert!(refused.body["legal_actions"].is_array(), "{name}");
                tried += 1;
            }
        }
        if let Some((_, who, segment, body)) = bodies.iter().find(|(name, ..)| *name == step) {
            let request = city.service.post(who, &format!("{task}/{segment}"), body);
            request.header("if-match", "*").expect(200).await;
        }
    }
    assert!(tried > 40, "{tried}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_continuing_duty_is_confirmed_period_by_period_and_never_submitted() {
    let city = City::with_conclusion().await;
    let report = city.assignment("recurring_report").await;
    let path = format!("/directives/v1/assignments/{}", report["id"].as_str().unwrap());
    let service = &city.service;
    for step in ["acknowledge", "start"] {
        service.post(&doer(), &format!("{path}/{step}"), &json!({})).expect(200).await;
    }
    let refused = service
        .post(&doer(), &format!("{path}/submit"), &json!({ "result": "implemented", "statement": "…" }))
        .expect(409)
        .await;
    assert_eq!(refused.body["code"], "continuing_duty");
    let period =
        |is_fulfilled| json!({ "period": "2025-W40", "is_fulfilled": is_fulfilled, "remark": "Theo báo cáo." });
    let before = json!({ "period": "2025-W39", "is_fulfilled": true });
    let refused = service.post(&receiver(), &format!("{path}/fulfilments"), &before).expect(422).await;
    assert_eq!(refused.body["code"], "period_before_duty");
    let open = service.post(&receiver(), &format!("{path}/fulfilments"), &period(false)).expect(200).await;
    assert_eq!(
        (&open.body["health"], &open.body["state"]),
        (&json!("yellow"), &json!("in_progress")),
        "it is due soon"
    );
    let done = service.post(&receiver(), &format!("{path}/fulfilments"), &period(true)).expect(200).await;
    assert_eq!((&done.body["health"], &done.body["is_overdue"]), (&json!("green"), &json!(false)));
}

#[tokio::test(flavor = "multi_thread")]
async fn parts_are_given_to_an_audience_in_one_call_and_hold_up_the_whole() {
    let city = City::with_conclusion().await;
    let task = city.task().await;
    let service = &city.service;
    for step in ["acknowledge", "start"] {
        service.post(&doer(), &format!("{task}/{step}"), &json!({})).expect(200).await;
    }
    let parts = json!({ "audience": "departments", "title": "Cử cán bộ dự lớp" });
    let whole = service.post(&doer(), &format!("{task}/children"), &parts).expect(200).await;
    assert_eq!(whole.body["children"], json!({ "total": 16, "open": 16 }));
    let refused = service
        .post(&doer(), &format!("{task}/submit"), &json!({ "result": "not_implemented", "statement": "…" }))
        .expect(409)
        .await;
    assert_eq!(refused.body["code"], "children_open");
    let id = whole.text_at("/id");
    let list = service.get(&doer(), &format!("/directives/v1/assignments?parent={id}&limit=50")).expect(200).await;
    assert_eq!(list.items().len(), 16);
    service
        .post(&receiver(), &format!("{task}/withdraw"), &json!({ "reason": "Đã có kế hoạch khác." }))
        .expect(200)
        .await;
    let list = service.get(&doer(), &format!("/directives/v1/assignments?parent={id}&limit=50")).expect(200).await;
    assert!(list.items().iter().all(|part| part["state"] == "withdrawn"));
}

#[tokio::test(flavor = "multi_thread")]
async fn h01_another_organizations_assignment_is_not_there() {
    let city = City::with_conclusion().await;
    let task = city.task().await;
    let theirs = city.service.get(&stranger(), &task).expect(404).await;
    let unknown = "/directives/v1/assignments/0199b6a0-0000-7000-8000-000000000000";
    let nobodys = city.service.get(&stranger(), unknown).expect(404).await;
    let plain = |answer: &Answer| {
        let mut body = answer.body.clone();
        body["trace_id"] = Value::Null;
        body
    };
    assert_eq!(plain(&theirs), plain(&nobodys));
    city.service.post(&stranger(), &format!("{task}/acknowledge"), &json!({})).expect(404).await;
    city.service.get(&stranger(), &format!("{task}/history")).expect(404).await;
    let list = city.service.get(&stranger(), "/directives/v1/assignments").expect(200).await;
    assert_eq!(list.items().len(), 0);
}
