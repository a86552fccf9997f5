use super::catalogue::samples;
use super::{ASSIGNMENTS, DIRECTIVES, NOBODYS, ORGANIZATIONS, expect_problem, facts, operator};
use crate::city::{City, doer, receiver, stranger};
use haicap_testing::{Answer, Persona, Sample};
use haicap_types::Role;
use serde_json::{Value, json};

/// What nobody may say of a thing: the service says it.
const RESERVED: [&str; 6] = ["id", "version", "state", "organization", "created_by", "roles"];

#[tokio::test(flavor = "multi_thread")]
async fn h01_what_concerns_others_and_what_is_not_there_are_answered_alike() {
    let city = City::with_conclusion().await;
    let task = city.task().await;
    let directive = format!("{DIRECTIVES}/{}", city.directive);
    let clauses = city.service.get(&receiver(), &format!("{directive}/clauses")).expect(200).await;
    let clause = format!("clauses/{}", clauses.items()[0]["id"].as_str().unwrap());
    let below_task = ["", "history", "submissions", "progress", "evidence", "date-requests", "urgings", "fulfilments"];
    let below_directive = ["", &clause, "clauses", "coverage", "history", "attachments", "tracking-sheet"];
    let below_task = below_task.iter().map(|segment| (task.as_str(), ASSIGNMENTS, *segment));
    let below_directive = below_directive.iter().map(|segment| (directive.as_str(), DIRECTIVES, *segment));
    for (theirs, nouns, segment) in below_task.chain(below_directive) {
        let (theirs, nobodys) = (format!("{theirs}/{segment}"), format!("{nouns}/{NOBODYS}/{segment}"));
        let (theirs, nobodys) = (theirs.trim_end_matches('/'), nobodys.trim_end_matches('/'));
        let read = async |path: &str| plain(&city.service.get(&stranger(), path).send().await);
        let answer = read(theirs).await;
        assert_eq!(answer.0, 404, "{theirs}: {answer:?}");
        assert_eq!(answer, read(nobodys).await, "{theirs}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn h01_nobody_changes_what_they_do_not_see() {
    let city = City::with_conclusion().await;
    let samples = samples(&city).await;
    let before = facts(&city.service).await;
    for sample in samples.iter().filter(|sample| sample.path.contains(&format!("{ASSIGNMENTS}/"))) {
        let request = city.service.post(&stranger(), &sample.path, &sample.body).header("if-match", "*");
        expect_problem(&request.send().await, 404, &sample.path);
    }
    for sample in samples.iter().filter(|sample| sample.path.starts_with(&format!("{DIRECTIVES}/"))) {
        let request = city.service.request(&stranger(), sample.method, &sample.path).json(&sample.body);
        expect_problem(&request.header("if-match", "*").send().await, 404, &sample.path);
    }
    assert_eq!(facts(&city.service).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn h02_no_filter_count_or_parameter_finds_what_is_not_ones_own() {
    let city = City::with_conclusion().await;
    let id = city.assignment("task").await["id"].as_str().unwrap().to_owned();
    for query in [
        "".to_owned(),
        format!("directive={}", city.directive),
        format!("parent={id}"),
        "organization=BTC".to_owned(),
        "organization=BTC&role=accountable".to_owned(),
        "organization=TT&role=reports_to".to_owned(),
        format!("handler={}", doer().subject),
        "text=tap%20huan".to_owned(),
        "territory=79".to_owned(),
    ] {
        let list = city.service.get(&stranger(), &format!("{ASSIGNMENTS}?{query}")).expect(200).await;
        assert!(list.items().is_empty(), "{query}: {}", list.text);
        if query.contains("parent") || query.contains("handler") {
            continue;
        }
        let path = format!("{ASSIGNMENTS}/counts?by=state&{query}");
        let counts = city.service.get(&stranger(), &path).expect(200).await;
        assert_eq!(counts.body["cells"], json!([]), "{query}: {}", counts.text);
    }
    for query in ["text=ket%20luan", "issuer=TT", "state=registered"] {
        let list = city.service.get(&stranger(), &format!("{DIRECTIVES}?{query}")).expect(200).await;
        assert!(list.items().is_empty(), "{query}: {}", list.text);
    }
    // Another document cannot be reached through a link or a repeated clause either.
    let link = json!([{ "kind": "answers", "directive_id": city.directive }]);
    let mut body = json!({
        "scheme": "state", "document_type": "BC", "title": "Báo cáo", "issuer": "UBND-25747", "links": link,
    });
    let refused = city.service.post(&stranger(), DIRECTIVES, &body).expect(422).await;
    body["links"][0]["directive_id"] = json!(NOBODYS);
    let unknown = city.service.post(&stranger(), DIRECTIVES, &body).expect(422).await;
    assert_eq!(plain(&refused), plain(&unknown));
}

#[tokio::test(flavor = "multi_thread")]
async fn h03_the_parent_sees_the_child_the_sibling_does_not_and_a_move_counts_at_once() {
    let city = City::with_conclusion().await;
    let task = city.task().await;
    let given = json!({ "accountable": "UBND-25747", "reason": "Đúng địa bàn" });
    city.service.post(&receiver(), &format!("{task}/reassign"), &given).expect(200).await;
    // The feed shows what has its position, which comes a moment after the change.
    let events = "/directives/v1/events?kinds=directives.assignment.";
    let ward = Persona::new("UBND-25747", Role::Coordinator);
    city.service.get(&ward, &format!("{events}&wait=10")).expect(200).await;
    let seen = async |code: &str| {
        let persona = Persona::new(code, Role::Coordinator);
        let one = city.service.get(&persona, &task).send().await.status;
        let list = city.service.get(&persona, ASSIGNMENTS).expect(200).await;
        let events = city.service.get(&persona, events).expect(200).await;
        (one, list.items().len(), events.items().is_empty())
    };
    assert_eq!(seen("UBND-25747").await, (200, 1, false));
    assert_eq!(seen("DU-25747").await, (200, 1, false), "above");
    assert_eq!(seen("UBND-25750").await, (404, 0, true), "beside");
    assert_eq!(seen("DU-25750").await, (404, 0, true), "elsewhere");

    let ward = format!("{ORGANIZATIONS}/UBND-25747");
    let moved = city.service.request(&operator(), "PATCH", &ward).json(&json!({ "parent": "DU-25750" }));
    moved.header("if-match", "*").expect(200).await;
    assert_eq!(seen("DU-25747").await, (404, 0, true), "no longer above");
    assert_eq!(seen("DU-25750").await, (200, 1, false), "above now");
    assert_eq!(seen("UBND-25747").await, (200, 1, false));
}

#[tokio::test(flavor = "multi_thread")]
async fn h04_what_the_service_says_itself_is_refused_in_every_body() {
    let city = City::with_conclusion().await;
    let samples = samples(&city).await;
    let before = facts(&city.service).await;
    for sample in &samples {
        for name in RESERVED {
            let mut body = sample.body.clone();
            body[name] = json!("TT");
            let case = format!("{} {} {name}", sample.method, sample.path);
            expect_problem(&sample.send(&city.service, &body).send().await, 400, &case);
        }
    }
    assert_eq!(facts(&city.service).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn h04_the_catalogue_of_bodies_is_that_of_the_document() {
    let city = City::with_conclusion().await;
    let samples = samples(&city).await;
    let missing = Sample::missing(&city.service, &samples).await;
    assert!(missing.is_empty(), "operations without a sample body: {missing:?}");
}

/// An answer without what differs between any two.
fn plain(answer: &Answer) -> (u16, Value) {
    let mut body = answer.body.clone();
    body["trace_id"] = Value::Null;
    (answer.status, body)
}
