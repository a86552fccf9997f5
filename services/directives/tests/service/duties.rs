//! Duties say all that a screen needs: about what, whose, why, what was said, and what may be done.

use crate::city::{City, doer, receiver};
use haicap_testing::Persona;
use haicap_types::Role;
use serde_json::{Value, json};

const DUTIES: &str = "/directives/v1/duties";

/// The duty about a task.
async fn duty(city: &City, task: &str, who: &Persona, query: &str) -> Value {
    let duties = city.service.get(who, &format!("{DUTIES}?{query}")).expect(200).await;
    duties.items().iter().find(|one| one["thing"]["href"] == task).unwrap().clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_duty_says_why_it_waits_and_what_was_said() {
    let city = City::with_conclusion().await;
    let task = city.task().await;
    let (doer, receiver) = (doer(), receiver());
    let task_path = async |act: &str, who: &Persona, body: Value| {
        city.service.post(who, &format!("{task}/{act}"), &body).header("if-match", "*").expect(200).await
    };
    let own = "kind=assignment&waits_for=work&is_overdue=false";

    task_path("decline", &doer, json!({ "reason": "Không thuộc chức năng." })).await;
    let waiting = duty(&city, &task, &receiver, "kind=assignment").await;
    assert_eq!((&waiting["cause"], &waiting["waits_for"]), (&json!("declined"), &json!("decision")));
    assert_eq!(
        (&waiting["counterpart"]["code"], &waiting["remark"]),
        (&json!("BTC"), &json!("Không thuộc chức năng."))
    );
    assert_eq!((&waiting["source"]["part"], &waiting["thing"]["href"]), (&json!("1"), &json!(task)));
    task_path("reassign", &receiver, json!({ "accountable": "BTC", "reason": "Đúng chức năng của Ban." })).await;
    let reasons = city.service.get(&doer, &format!("{task}/reasons")).expect(200).await;
    let kinds: Vec<_> = reasons.items().iter().map(|one| (&one["kind"], &one["reason"])).collect();
    assert_eq!(
        kinds,
        [
            (&json!("reassigned"), &json!("Đúng chức năng của Ban.")),
            (&json!("declined"), &json!("Không thuộc chức năng."))
        ]
    );
    assert_eq!(
        reasons.items()[1]["given_by"],
        json!({ "subject": "btc.coordinator", "name": "Đồng chí btc.coordinator" })
    );

    let read = task_path("acknowledge", &doer, json!({})).await;
    task_path("date-proposals", &doer, json!({ "due_on": "2025-11-14", "reason": "Cần khảo sát." })).await;
    let asked = duty(&city, &task, &receiver, "kind=date_request").await;
    let request = &asked["request"];
    assert_eq!((&request["kind"], &request["until"]), (&json!("proposal"), &json!("2025-11-15T00:00:00+07:00")));
    assert_eq!((&request["reason"], &request["by"]["subject"]), (&json!("Cần khảo sát."), &json!("btc.coordinator")));
    let decide = asked["actions"].as_array().unwrap().iter().find(|act| act["name"] == "decide_date").unwrap();
    city.service
        .post(&receiver, decide["href"].as_str().unwrap(), &json!({ "decision": "granted" }))
        .header("if-match", &format!("\"{}\"", asked["thing"]["version"]))
        .expect(200)
        .await;
    assert!(read.body["version"].as_i64() < asked["thing"]["version"].as_i64());

    task_path("start", &doer, json!({})).await;
    task_path("evidence", &doer, json!({ "title": "Báo cáo", "document_number": "12-BC/BTCTU" })).await;
    task_path("submit", &doer, json!({ "result": "implemented", "statement": "Đã mở lớp." })).await;
    assert_eq!(duty(&city, &task, &receiver, "waits_for=decision").await["cause"], "submitted");
    task_path("return", &receiver, json!({ "remark": "Bổ sung danh sách." })).await;
    let returned = duty(&city, &task, &doer, own).await;
    assert_eq!((&returned["cause"], &returned["remark"]), (&json!("returned"), &json!("Bổ sung danh sách.")));
    // Nothing of that was said to whom the task is given next.
    let next = Persona::new("HVCB", Role::Coordinator);
    task_path("reassign", &receiver, json!({ "accountable": "HVCB", "reason": "Giao Học viện thực hiện." })).await;
    task_path("acknowledge", &next, json!({})).await;
    task_path("start", &next, json!({})).await;
    let given = duty(&city, &task, &next, own).await;
    assert_eq!((&given["cause"], &given["remark"]), (&json!("under_way"), &Value::Null));
}

#[tokio::test(flavor = "multi_thread")]
async fn several_duties_about_one_assignment_are_all_listed() {
    let city = City::with_conclusion().await;
    let task = city.task().await;
    city.service.post(&doer(), &format!("{task}/acknowledge"), &json!({})).expect(200).await;
    let asked = json!({ "due_on": "2025-11-14", "reason": "Cần khảo sát." });
    city.service.post(&doer(), &format!("{task}/date-proposals"), &asked).expect(200).await;
    let mut both = doer().called("both");
    both.memberships.extend(receiver().memberships);
    let total = city.service.get(&both, &format!("{DUTIES}/counts")).expect(200).await.body["total"].clone();
    for limit in [200, 1] {
        let (mut found, mut next) = (Vec::new(), Some(format!("{DUTIES}?limit={limit}")));
        while let Some(path) = next {
            let page = city.service.get(&both, &path).expect(200).await;
            found.extend(page.items().iter().map(|one| (one["key"].clone(), one["request"].is_null())));
            let cursor = page.body["next_cursor"].as_str();
            next = cursor.map(|cursor| format!("{DUTIES}?limit={limit}&cursor={cursor}"));
        }
        let id = task.rsplit('/').next().unwrap();
        for (kind, has_request) in [("assignment", false), ("date_request", true)] {
            assert!(found.contains(&(json!(format!("{kind}/{id}")), !has_request)), "{kind} of {found:?}");
        }
        assert_eq!(total, found.len(), "{limit}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_urging_reaches_who_has_to_act_and_is_in_nobodys_way() {
    let city = City::with_conclusion().await;
    let task = city.task().await;
    let read = city.service.get(&doer(), &task).expect(200).await;
    let urged = city.service.post(&receiver(), &format!("{task}/urge"), &json!({ "message": "Đề nghị khẩn trương." }));
    assert_eq!(urged.expect(200).await.body["version"], read.body["version"]);
    let waiting = city.service.get(&doer(), DUTIES).expect(200).await;
    let waiting = waiting.items().iter().find(|one| one["thing"]["href"] == task).unwrap().clone();
    assert_eq!(
        (&waiting["urging"]["message"], &waiting["urging"]["organization"]["code"]),
        (&json!("Đề nghị khẩn trương."), &json!("TT"))
    );
    let acted = city.service.post(&doer(), &format!("{task}/acknowledge"), &json!({})).header("if-match", read.etag());
    acted.expect(200).await;
    let waiting = city.service.get(&doer(), DUTIES).expect(200).await;
    assert!(waiting.items().iter().all(|one| one["urging"].is_null()), "who acted has answered it");
}

#[tokio::test(flavor = "multi_thread")]
async fn counts_are_the_counts_of_the_list() {
    let city = City::with_conclusion().await;
    for who in [doer(), receiver(), Persona::new("TT", Role::Leader)] {
        for query in ["", "kind=assignment", "kind=submission", "waits_for=work", "is_overdue=true", "handler=me"] {
            let listed = city.service.get(&who, &format!("{DUTIES}?{query}&limit=200")).expect(200).await;
            let counted = city.service.get(&who, &format!("{DUTIES}/counts?{query}")).expect(200).await;
            let overdue = listed.items().iter().filter(|one| one["is_overdue"] == true).count();
            assert_eq!(counted.body["total"], listed.items().len(), "{query}");
            assert_eq!(counted.body["overdue"], overdue, "{query}");
        }
    }
    let wrong = city.service.get(&doer(), &format!("{DUTIES}?kind=x&handler=you")).expect(400).await;
    assert_eq!(wrong.body["errors"].as_array().unwrap().len(), 2);
}
