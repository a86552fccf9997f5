//! Wholes and parts: how deep, who does them, how they end, and who sees what they come from.

use crate::city::{City, doer, receiver};
use crate::dice::Dice;
use diesel::sql_types::Bool;
use diesel_async::{AsyncPgConnection, RunQueryDsl, SimpleAsyncConnection};
use haicap_kit::db::Statement;
use haicap_testing::{Answer, Persona};
use haicap_types::Role;
use serde_json::{Value, json};

const ASSIGNMENTS: &str = "/directives/v1/assignments";
const DIRECTIVES: &str = "/directives/v1/directives";

fn of(organization: &str) -> Persona {
    Persona::new(organization, Role::Coordinator)
}

async fn act(city: &City, who: &Persona, task: &str, act: &str, body: Value) -> Answer {
    city.service.post(who, &format!("{task}/{act}"), &body).send().await
}

/// Begins the work and gives a part to each of these organizations; the parts' addresses in their order.
async fn divided(city: &City, who: &Persona, task: &str, organizations: &[&str]) -> Vec<String> {
    for step in ["acknowledge", "start"] {
        assert_eq!(act(city, who, task, step, json!({})).await.status, 200);
    }
    let given = act(city, who, task, "children", json!({ "organizations": organizations })).await;
    assert_eq!(given.status, 200, "{}", given.text);
    parts(city, task, organizations).await
}

async fn parts(city: &City, task: &str, organizations: &[&str]) -> Vec<String> {
    let id = task.rsplit('/').next().unwrap();
    let list = city.service.get(&receiver(), &format!("{ASSIGNMENTS}?parent={id}&limit=200")).expect(200).await;
    let of = |code: &&str| list.items().iter().find(|part| part["accountable"]["code"] == **code).unwrap();
    organizations.iter().map(|code| format!("{ASSIGNMENTS}/{}", of(code)["id"].as_str().unwrap())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn parts_end_at_the_last_level_and_a_withdrawn_whole_ends_every_one() {
    let city = City::with_conclusion().await;
    let root = city.task().await;
    let mut at = root.clone();
    let line = ["BTC", "SNV", "STC", "SYT", "SXD", "STP", "SCT", "SDL", "UBKT", "BNC", "VPTU"];
    let mut levels = 0;
    let refused = loop {
        let (who, next) = (of(line[levels]), line[levels + 1]);
        for step in ["acknowledge", "start"] {
            assert_eq!(act(&city, &who, &at, step, json!({})).await.status, 200);
        }
        let given = act(&city, &who, &at, "children", json!({ "organizations": [next] })).await;
        if given.status != 200 {
            break given;
        }
        levels += 1;
        at = parts(&city, &at, &[next]).await.remove(0);
    };
    assert_eq!((levels, refused.status, &refused.body["code"]), (9, 409, &json!("too_deep")));
    let legal = refused.body["legal_actions"].as_array().unwrap();
    assert!(!legal.contains(&json!("add_children")), "{legal:?}");

    assert_eq!(act(&city, &receiver(), &root, "withdraw", json!({ "reason": "Thôi." })).await.status, 200);
    let all = city.service.get(&receiver(), &format!("{ASSIGNMENTS}?directive={}&kind=task", city.directive));
    let all = all.expect(200).await;
    assert_eq!(all.items().len(), 10);
    for one in all.items() {
        assert_eq!((&one["state"], &one["children"]["open"]), (&json!("withdrawn"), &json!(0)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_body_is_given_a_part_of_what_it_answers_for_at_either_door() {
    let city = City::with_conclusion().await;
    let task = city.task().await;
    let part = divided(&city, &doer(), &task, &["SNV", "STC"]).await.remove(0);
    let give = |accountable: &str, executing: Option<&str>| json!({ "accountable": accountable, "executing": executing, "reason": "Đúng thẩm quyền." });
    let refused = [
        (doer(), &task, "children", json!({ "organizations": ["BTC"] }), "child_is_parent", "/organizations"),
        (doer(), &part, "reassign", give("BTC", None), "child_is_parent", "/accountable"),
        (doer(), &part, "reassign", give("SYT", Some("BTC")), "child_is_parent", "/executing"),
        (doer(), &part, "reassign", give("SYT", Some("SYT")), "executing_is_accountable", "/executing"),
        (doer(), &part, "reassign", give("SNV", None), "already_accountable", "/accountable"),
        (receiver(), &task, "reassign", give("SNV", None), "child_is_parent", "/accountable"),
    ];
    for (who, task, name, body, code, pointer) in refused {
        let before = city.service.get(&receiver(), task).expect(200).await;
        let answer = act(&city, &who, task, name, body.clone()).await;
        assert_eq!((answer.status, &answer.body["code"]), (422, &json!(code)), "{body}");
        assert_eq!(answer.body["errors"][0]["pointer"], pointer, "{body}");
        let after = city.service.get(&receiver(), task).expect(200).await;
        assert_eq!(before.body, after.body, "a refused act changes nothing");
    }
    assert_eq!(act(&city, &doer(), &part, "withdraw", json!({ "reason": "Thôi." })).await.status, 200);
    let given = act(&city, &receiver(), &task, "reassign", give("SNV", None)).await;
    assert_eq!(given.status, 200, "the body's part has ended: {}", given.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_act_on_a_part_takes_the_root_before_the_part() {
    let city = City::with_conclusion().await;
    let task = city.task().await;
    let part = divided(&city, &doer(), &task, &["SNV"]).await.remove(0);
    let (root, part_id) = (task.rsplit('/').next().unwrap(), part.rsplit('/').next().unwrap());
    let mut holder = city.service.database.owner().await;
    holder.batch_execute(&format!("begin; select from assignment where id = '{root}' for update")).await.unwrap();
    let withdraw = city.service.post(&doer(), &format!("{part}/withdraw"), &json!({ "reason": "Thôi." }));
    let waiting = tokio::spawn(withdraw.send());
    until_somebody_waits(&city).await;
    // Whoever waits for the whole holds no part meanwhile, so nobody can wait for that one in turn.
    let free = format!("select from assignment where id = '{part_id}' for update nowait");
    holder.batch_execute(&free).await.expect("the part is free");
    holder.batch_execute("commit").await.unwrap();
    assert_eq!(waiting.await.unwrap().status, 200);
    let whole = city.service.get(&doer(), &task).expect(200).await;
    assert_eq!(whole.body["children"], json!({ "total": 1, "open": 0 }));
}

/// Waits until a statement on this test's assignments waits for a lock.
async fn until_somebody_waits(city: &City) {
    let mut owner = city.service.database.owner().await;
    let question = "select exists (select from pg_locks l where not l.granted and l.pid in \
                    (select pid from pg_locks where relation = 'assignment'::regclass))";
    let waits = async |owner: &mut AsyncPgConnection| {
        Statement::<(Bool,)>::new(question).get_result::<(bool,)>(owner).await.unwrap().0
    };
    let until = std::time::Instant::now() + std::time::Duration::from_secs(5);
    while !waits(&mut owner).await {
        assert!(std::time::Instant::now() < until, "nobody waits");
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn acts_on_a_whole_and_its_parts_at_once_leave_the_counts_right() {
    let city = City::with_conclusion().await;
    let task = city.task().await;
    let organizations = ["SNV", "STC", "SYT", "SCT", "SXD", "STP"];
    let parts = divided(&city, &doer(), &task, &organizations).await;
    let mut acts: Vec<_> = parts
        .iter()
        .map(|part| city.service.post(&doer(), &format!("{part}/withdraw"), &json!({ "reason": "Thôi." })).send())
        .collect();
    for to in ["UBKT", "BNC"] {
        let give = json!({ "accountable": to, "reason": "Đúng thẩm quyền." });
        acts.push(city.service.post(&receiver(), &format!("{task}/reassign"), &give).send());
    }
    for answer in futures_util::future::join_all(acts).await {
        assert!(matches!(answer.status, 200 | 403 | 404), "{}", answer.text);
    }
    let whole = city.service.get(&receiver(), &task).expect(200).await;
    let id = whole.text_at("/id");
    let open = city.service.get(&receiver(), &format!("{ASSIGNMENTS}?parent={id}&state=assigned")).expect(200).await;
    assert_eq!(whole.body["children"], json!({ "total": 6, "open": open.items().len() }));
    for part in open.items() {
        assert_eq!(part["reports_to"]["code"], whole.body["accountable"]["code"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_gets_an_assignment_or_a_part_sees_the_directive_that_it_comes_from() {
    let city = City::with_conclusion().await;
    let (task, directive) = (city.task().await, format!("{DIRECTIVES}/{}", city.directive));
    let sees = async |organization: &str| city.service.get(&of(organization), &directive).send().await.status == 200;
    assert!(!sees("SNV").await && !sees("UBND-25747").await && !sees("DU-CA").await);
    let part = divided(&city, &doer(), &task, &["SNV"]).await.remove(0);
    assert!(sees("SNV").await);
    let give = json!({ "accountable": "UBND-25747", "executing": "DU-CA", "reason": "Đúng địa bàn." });
    assert_eq!(act(&city, &doer(), &part, "reassign", give).await.status, 200);
    assert!(sees("UBND-25747").await && sees("DU-CA").await && sees("SNV").await);
    assert!(!sees("UBND-25750").await);
    // Whoever revokes it meanwhile does not take that back.
    let revoke = json!({ "reason": "Thôi.", "open_assignments": { "default": "keep" } });
    city.service.post(&receiver(), &format!("{directive}/revoke"), &revoke).expect(200).await;
    assert!(sees("DU-CA").await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_whole_has_come_as_far_as_the_mean_of_its_leaves() {
    let city = City::with_conclusion().await;
    let task = city.task().await;
    let organizations = ["SNV", "STC", "SYT", "SCT", "SXD"];
    let parts = divided(&city, &doer(), &task, &organizations).await;
    let below = divided(&city, &of("SNV"), &parts[0], &["UBND-25747", "DU-CA"]).await;
    let mut dice = Dice(45);
    let mut leaves: Vec<(String, Option<u64>, &str)> =
        parts[1..].iter().chain(&below).map(|leaf| (leaf.clone(), Some(0), "open")).collect();
    let figures = async || {
        let whole = city.service.get(&receiver(), &task).expect(200).await;
        let sheet =
            city.service.get(&receiver(), &format!("{DIRECTIVES}/{}/tracking-sheet", city.directive)).expect(200).await;
        let row = &sheet.body["clauses"][0]["assignments"][0];
        let of = |shown: &Value| [shown["percent"].clone(), shown["implemented_percent"].clone()];
        assert_eq!(of(row), of(&whole.body), "one rule for both");
        of(&whole.body)
    };
    assert_eq!(figures().await, [0, 0]);
    for step in 0..40 {
        let place = dice.place(leaves.len());
        let (leaf, worth, fate) = &mut leaves[place];
        let id = leaf.rsplit('/').next().unwrap();
        let (sql, next) = match dice.throw(8) {
            0 => ("state = 'withdrawn', ended_at = now()".to_owned(), (None, "withdrawn")),
            1 => {
                let done = "state = 'completed', ended_at = now(), completed_at = now(), is_on_time = true";
                (done.to_owned(), (Some(100), "completed"))
            }
            2 => ("state = 'closed_not_implemented', ended_at = now()".to_owned(), (None, "closed")),
            _ => {
                let done = dice.throw(101);
                (format!("state = 'in_progress', percent = {done}"), (Some(done), "open"))
            }
        };
        let reset = "completed_at = null, is_on_time = null, ended_at = null, state = 'in_progress'";
        city.service
            .database
            .run(&format!(
                "update assignment set {reset} where id = '{id}'; update assignment set {sql} where id = '{id}'"
            ))
            .await;
        (*worth, *fate) = next;
        let counted: Vec<u64> = leaves.iter().filter_map(|(_, worth, _)| *worth).collect();
        // Where no leaf counts, the whole stands where it was reported to stand.
        let mean = counted.iter().sum::<u64>().checked_div(u64::try_from(counted.len()).unwrap()).unwrap_or(0);
        let of = |wanted: &[&str]| leaves.iter().filter(|(.., fate)| wanted.contains(fate)).count();
        let implemented = (100 * of(&["completed"])).checked_div(of(&["completed", "closed", "open"]));
        assert_eq!(figures().await, [json!(mean), json!(implemented)], "step {step}: {leaves:?}");
    }
}
