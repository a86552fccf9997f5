//! What was entered wrong is corrected, or taken back.

use crate::city::{City, receiver, start};
use crate::invariants::broken;
use haicap_testing::{Answer, Persona, TestService};
use haicap_types::Role;
use serde_json::{Value, json};

const DIRECTIVES: &str = "/directives/v1/directives";
const ASSIGNMENTS: &str = "/directives/v1/assignments";

fn office() -> Persona {
    Persona::new("VPTU", Role::Coordinator)
}

async fn correct(city: &TestService, who: &Persona, directive: &str, body: &Value) -> Answer {
    let path = format!("{DIRECTIVES}/{directive}/corrections");
    city.post(who, &path, body).header("if-match", "*").send().await
}

/// A document that the office has registered for the Standing Body, without a number.
async fn entered(city: &TestService, title: &str, registration: &Value) -> Answer {
    let body = json!({
        "scheme": "party", "document_type": "KL", "issuer": "TT", "title": title, "issued_on": "2025-09-15",
        "clauses": [{ "label": "1", "kind": "task", "text": "Mở lớp tập huấn.", "due_on": "2025-10-15",
                      "assignments": [{ "accountable": { "organization": "BTC" } }] }],
    });
    let id = city.post(&office(), DIRECTIVES, &body).expect(201).await.text_at("/id").to_owned();
    city.post(&office(), &format!("{DIRECTIVES}/{id}/register"), registration).send().await
}

#[tokio::test(flavor = "multi_thread")]
async fn who_registered_a_document_corrects_what_was_entered_wrong_and_its_assignments_follow() {
    let city = start().await;
    let made = entered(&city, "Kết luận về tập huấn", &json!({})).await;
    let id = made.text_at("/id");
    let first = city.get(&receiver(), &format!("{DIRECTIVES}/{id}/clauses")).expect(200).await.items()[0].clone();
    let correction = json!({
        "reason": "Nhập thiếu số và nhầm hạn.", "number": "45-KL/TU", "issued_on": "2025-09-22",
        "signer": { "capacity": "on_behalf", "name": "Nguyễn Văn A" },
        "clauses": [{ "id": first["id"], "text": "Mở lớp bồi dưỡng.", "due_on": "2025-11-15" }],
        "added_clauses": [{ "label": "0.2", "kind": "task", "text": "Rà soát nhu cầu.",
                            "assignments": [{ "accountable": { "organization": "HVCB" } }] }],
    });
    let path = format!("{DIRECTIVES}/{id}/corrections");
    city.post(&office(), &path, &correction).expect(428).await;
    let told =
        city.post(&office(), &format!("{path}?dry_run=true"), &correction).header("if-match", "*").expect(200).await;
    assert_eq!(city.get(&receiver(), &path).expect(200).await.items().len(), 0);
    let done = correct(&city, &office(), id, &correction).await;
    assert_eq!((done.status, &done.body["number"]), (200, &json!("45-KL/TU")), "{}", done.text);
    assert_eq!(told.body["clauses"], done.body["clauses"]);
    assert_eq!(done.body["clauses"], 2);
    let labels = city.get(&receiver(), &format!("{DIRECTIVES}/{id}/clauses")).expect(200).await;
    let labels: Vec<&Value> = labels.items().iter().map(|clause| &clause["label"]).collect();
    assert_eq!(labels, ["0.2", "1"]);

    let list = city.get(&receiver(), &format!("{ASSIGNMENTS}?directive={id}&sort=due_on")).expect(200).await;
    let shown = |one: &Value| (one["title"].clone(), one["due_on"].clone(), one["original_due_on"].clone());
    let shown: Vec<_> = list.items().iter().map(shown).collect();
    let date = json!("2025-11-15");
    assert_eq!(
        shown,
        [(json!("Mở lớp bồi dưỡng."), date.clone(), date), (json!("Rà soát nhu cầu."), Value::Null, Value::Null),]
    );
    let hvcb = Persona::new("HVCB", Role::Coordinator);
    city.get(&hvcb, &format!("{DIRECTIVES}/{id}")).expect(200).await;

    let kept = city.get(&receiver(), &path).expect(200).await.items()[0].clone();
    assert_eq!(kept["before"]["clauses"]["1"], json!({ "text": "Mở lớp tập huấn.", "due_on": "2025-10-15" }));
    assert_eq!((&kept["before"]["number"], &kept["after"]["added_clauses"]), (&Value::Null, &json!(["0.2"])));
    assert_eq!(kept["organization"]["code"], "VPTU");
    assert_eq!(broken(&city).await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_names_what_is_wrong_with_it_and_changes_nothing_then() {
    let city = City::with_conclusion().await;
    let correct = async |body: Value| {
        let answer = correct(&city.service, &receiver(), &city.directive, &body).await;
        let errors = answer.body["errors"].as_array().cloned().unwrap_or_default();
        let pointers: Vec<String> = errors.iter().map(|error| error["pointer"].as_str().unwrap().to_owned()).collect();
        (answer.status, pointers)
    };
    let stranger = "01999999-0000-7000-8000-000000000000";
    for (body, pointers) in [
        (json!({ "reason": "" , "number": "45-KL/TU" }), vec!["/reason"]),
        (json!({ "reason": "Nhầm." }), vec![""]),
        (json!({ "reason": "Nhầm.", "number": "45/QĐ-UBND" }), vec!["/number"]),
        (json!({ "reason": "Nhầm.", "issued_on": "2199-01-01" }), vec!["/issued_on"]),
        (json!({ "reason": "Nhầm.", "clauses": [{ "id": stranger }] }), vec!["/clauses/0/id"]),
        (
            json!({ "reason": "Nhầm.", "title": " ", "added_clauses": [
                { "label": "1", "kind": "task", "text": "Trùng nhãn." }, { "label": "9", "kind": "task", "text": "" },
            ] }),
            vec!["/title", "/added_clauses/1/text"],
        ),
        (
            json!({ "reason": "Nhầm.", "added_clauses": [{ "label": "1", "kind": "task", "text": "Trùng." }] }),
            vec!["/added_clauses/0/label"],
        ),
    ] {
        let pointers: Vec<String> = pointers.into_iter().map(str::to_owned).collect();
        assert_eq!(correct(body.clone()).await, (422, pointers), "{body}");
    }
    let list = format!("{DIRECTIVES}/{}/corrections", city.directive);
    assert!(city.service.get(&receiver(), &list).expect(200).await.items().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_document_is_not_registered_twice_without_a_word_and_a_wrong_entry_is_taken_back() {
    let city = start().await;
    let book = json!({ "code": "TU", "scheme": "party", "issuer_symbol": "TU", "issuers": ["TT"] });
    city.post(&office(), "/directives/v1/number-books", &book).expect(201).await;
    city.post(&office(), "/directives/v1/terms", &json!({ "starts_on": "2020-10-14" })).expect(201).await;
    let first = entered(&city, "Kết luận về tập huấn", &json!({ "number": "45-KL/TU" })).await;
    assert_eq!(first.status, 200, "{}", first.text);
    let twin = entered(&city, "KẾT LUẬN về  tập huấn", &json!({})).await;
    let address = format!("{DIRECTIVES}/{}", first.text_at("/id"));
    assert_eq!(
        (twin.status, &twin.body["code"], &twin.body["href"]),
        (422, &json!("possible_duplicate"), &json!(address))
    );
    let other = entered(&city, "Tên khác", &json!({ "number": "045-KL/TU" })).await;
    assert_eq!((other.status, &other.body["code"]), (422, &json!("possible_duplicate")));
    let meant = entered(&city, "Kết luận về tập huấn", &json!({ "allow_duplicate": true })).await;
    assert_eq!(meant.status, 200, "{}", meant.text);
    let taken = json!({ "reason": "Nhập thiếu số.", "number": "45-KL/TU" });
    let taken = correct(&city, &office(), meant.text_at("/id"), &taken).await;
    assert_eq!((taken.status, &taken.body["code"]), (422, &json!("possible_duplicate")));
    let named = entered(&city, "Tên chưa đúng", &json!({})).await;
    let renamed = json!({ "reason": "Nhập nhầm tên.", "title": "Kết luận về tập huấn" });
    let renamed = correct(&city, &office(), named.text_at("/id"), &renamed).await;
    assert_eq!((renamed.status, &renamed.body["code"]), (422, &json!("possible_duplicate")), "{}", renamed.text);

    let wrong = format!("{address}/annul");
    let reason = json!({ "reason": "Vào sổ nhầm." });
    city.post(&Persona::new("BTC", Role::Coordinator), &wrong, &reason).header("if-match", "*").expect(403).await;
    let gone = city.post(&office(), &wrong, &reason).header("if-match", "*").expect(200).await;
    assert_eq!((&gone.body["state"], &gone.body["effect"]["withdrawn"]), (&json!("annulled"), &json!(1)));
    let listed =
        async |query: &str| city.get(&receiver(), &format!("{DIRECTIVES}?{query}")).expect(200).await.items().len();
    assert_eq!((listed("").await, listed("state=annulled").await), (4, 1), "drafts are the office's alone");
    // The number is free again.
    let right = entered(&city, "Tên khác", &json!({ "number": "45-KL/TU" })).await;
    assert_eq!(right.status, 200, "{}", right.text);
    assert_eq!(broken(&city).await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_office_may_not_correct_what_it_did_not_enter_nor_anybody_the_number_of_a_book() {
    let city = City::with_conclusion().await;
    let refused =
        correct(&city.service, &office(), &city.directive, &json!({ "reason": "Nhầm.", "place": "Huế" })).await;
    assert_eq!((refused.status, &refused.body["code"]), (403, &json!("not_your_organization")));
    let book = json!({ "code": "TU", "scheme": "party", "issuer_symbol": "TU", "issuers": ["TT"] });
    city.service.post(&office(), "/directives/v1/number-books", &book).expect(201).await;
    city.service.post(&office(), "/directives/v1/terms", &json!({ "starts_on": "2020-10-14" })).expect(201).await;
    let body = json!({ "scheme": "party", "document_type": "TB", "issuer": "TT", "title": "Thông báo" });
    let id = city.service.post(&receiver(), DIRECTIVES, &body).expect(201).await.text_at("/id").to_owned();
    city.service.post(&receiver(), &format!("{DIRECTIVES}/{id}/issue"), &json!({})).expect(200).await;
    let refused = correct(&city.service, &receiver(), &id, &json!({ "reason": "Nhầm.", "number": "7-TB/TU" })).await;
    assert_eq!((refused.status, &refused.body["code"]), (422, &json!("number_from_book")));
    let fine = correct(&city.service, &receiver(), &id, &json!({ "reason": "Nhầm.", "place": "Huế" })).await;
    assert_eq!((fine.status, &fine.body["place"]), (200, &json!("Huế")));
}
