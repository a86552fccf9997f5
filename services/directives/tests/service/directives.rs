//! Documents over HTTP: drafted, put into force, assigned, superseded, and seen by whom they concern.

use crate::city::start as city;
use haicap_testing::{Answer, Persona, TestService};
use haicap_types::{Role, Vocabulary as _};
use serde_json::{Value, json};

const DIRECTIVES: &str = "/directives/v1/directives";

/// The conclusion of the example, all of its clauses included.
const CONCLUSION: &str = include_str!("../../../standalone/example/directives/conclusion.json");

/// The smallest file that is told to be a PDF.
const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";

fn leader() -> Persona {
    Persona::new("TT", Role::Leader)
}

fn office() -> Persona {
    Persona::new("VPTU", Role::Coordinator)
}

fn small(title: &str) -> Value {
    json!({
        "scheme": "party", "document_type": "KL", "title": title, "issuer": "TT", "classification": "internal",
        "recipients": [{ "organization": "BTC" }],
        "clauses": [
            { "label": "1", "kind": "task", "text": "Rà soát trụ sở dôi dư.",
              "assignments": [{ "accountable": { "organization": "BTC" } }] },
            { "label": "2", "kind": "constraint", "text": "Đúng quy định.", "binds": ["1"] },
        ],
    })
}

/// A city whose Standing Body can number its documents.
async fn numbered_city() -> TestService {
    let city = city().await;
    let book = json!({ "code": "TU", "scheme": "party", "issuer_symbol": "TU", "issuers": ["TT", "BTV"] });
    city.post(&office(), "/directives/v1/number-books", &book).expect(201).await;
    city.post(&office(), "/directives/v1/terms", &json!({ "starts_on": "2020-10-14" })).expect(201).await;
    city
}

async fn draft(city: &TestService, body: &Value) -> String {
    let drafted = city.post(&leader(), DIRECTIVES, body).expect(201).await;
    format!("{DIRECTIVES}/{}", drafted.text_at("/id"))
}

async fn issued(city: &TestService, body: &Value) -> (String, Answer) {
    let path = draft(city, body).await;
    let answer = city.post(&leader(), &format!("{path}/issue"), &json!({})).expect(200).await;
    (path, answer)
}

fn sum(items: &[Value], pointer: &str) -> i64 {
    items.iter().filter_map(|item| item.pointer(pointer).and_then(Value::as_i64)).sum()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_whole_document_is_written_issued_and_assigned_in_two_calls() {
    let city = numbered_city().await;
    let mut conclusion: Value = serde_json::from_str(CONCLUSION).expect("the example is JSON");
    conclusion["clauses"][1]["assignments"][0]["fan_out_to"] = json!("departments");
    let path = draft(&city, &conclusion).await;
    let preview = city.get(&leader(), &format!("{path}/coverage")).expect(200).await;
    assert_eq!((&preview.body["is_preview"], &preview.body["is_complete"]), (&json!(true), &json!(true)));

    let answer = city.post(&leader(), &format!("{path}/issue"), &json!({ "number": "45-KL/TU" })).expect(200).await;
    assert_eq!((&answer.body["state"], &answer.body["number"]), (&json!("issued"), &json!("45-KL/TU")));
    assert_eq!((&answer.body["clauses"], &answer.body["issuer"]["code"]), (&json!(22), &json!("TT")));

    let coverage = city.get(&leader(), &format!("{path}/coverage")).expect(200).await;
    let clauses = coverage.body["clauses"].as_array().expect("they are a list");
    assert_eq!(coverage.body["is_preview"], false);
    let total = sum(clauses, "/assignments");
    assert_eq!(sum(preview.body["clauses"].as_array().expect("a list"), "/assignments"), total);

    let sheet = city.get(&leader(), &format!("{path}/tracking-sheet")).expect(200).await;
    let fanned = &sheet.body["clauses"][1];
    assert_eq!((&fanned["label"], &fanned["assignments"][0]["children"]["total"]), (&json!("1.1"), &json!(16)));
    let roots: Vec<_> = sheet.body["clauses"]
        .as_array()
        .expect("a list")
        .iter()
        .flat_map(|c| c["assignments"].as_array().cloned().unwrap_or_default())
        .collect();
    let owed = i64::try_from(roots.len()).expect("few") + sum(&roots, "/children/total");
    assert_eq!(owed, total, "the sheet and the coverage count the same assignments");
    assert!(roots.iter().all(|root| root["state"] == "assigned" && root["percent"] == 0));

    let mine = city.get(&Persona::new("SNV", Role::Officer), &path).expect(200).await;
    assert_eq!(mine.body["actions"][0]["is_allowed"], false);
    let clauses = city.get(&Persona::new("SNV", Role::Officer), &format!("{path}/clauses?limit=200")).expect(200).await;
    assert_eq!((clauses.items().len(), &clauses.items()[1]["assignments"]), (22, &Value::Null));
    assert_eq!(clauses.items()[3]["binds"][0]["label"], "1.1");
    assert_eq!(clauses.items()[6]["duplicate_of"]["label"], "6.2");
    city.get(&Persona::new("SNV", Role::Officer), &format!("{path}/coverage")).expect(403).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn h01_drafts_are_unknown_to_everybody_but_their_writers() {
    let city = numbered_city().await;
    let path = draft(&city, &small("Kết luận dự thảo")).await;
    let unknown = city.get(&leader(), &format!("{DIRECTIVES}/0199b6a0-0000-7000-8000-000000000000")).expect(404).await;
    for persona in [
        Persona::new("BTC", Role::Leader),
        Persona::new("VPTU", Role::Leader),
        Persona::new("TU", Role::Leader),
        Persona::new("TT", Role::Auditor),
    ] {
        for below in ["", "/clauses", "/history", "/coverage", "/attachments", "/tracking-sheet"] {
            let refused = city.get(&persona, &format!("{path}{below}")).expect(404).await;
            assert_eq!(refused.body["code"], unknown.body["code"]);
        }
        assert!(city.get(&persona, DIRECTIVES).expect(200).await.items().is_empty(), "{persona:?}");
        let feed = city.get(&persona, "/directives/v1/events?kinds=directives.directive").expect(200).await;
        assert!(feed.items().is_empty(), "{persona:?}");
    }
    city.get(&Persona::new("TT", Role::Officer), &path).expect(200).await;
    city.get(&Persona::new("TT", Role::Operator), &path).expect(403).await;
    city.post(&leader(), &format!("{path}/issue"), &json!({})).expect(200).await;
    city.get(&Persona::new("BTC", Role::Officer), &path).expect(200).await;
    city.get(&Persona::new("SNV", Role::Leader), &path).expect(404).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_secret_document_is_refused_with_all_that_is_wrong_beside_it() {
    let city = city().await;
    let mut body = small("\u{202e}");
    body["classification"] = json!("Tuyệt mật");
    body["issued_on"] = json!("2025-10-01");
    body["recipients"] = json!([{ "audience": "nobody" }, { "organization": "BTC" }, { "organization": "BTC" }]);
    body["clauses"][1]["binds"] = json!(["1", "7"]);
    body["clauses"][0]["assignments"][0]["executing"] = json!("NOBODY");
    let refused = city.post(&leader(), DIRECTIVES, &body).expect(422).await;
    let errors = refused.body["errors"].as_array().expect("a list");
    let pointers: Vec<_> = errors.iter().map(|error| error["pointer"].as_str().unwrap_or_default()).collect();
    assert_eq!(
        pointers,
        [
            "/title",
            "/classification",
            "/recipients/0/audience",
            "/clauses/0/assignments/0/executing",
            "/clauses/1/binds/1"
        ]
    );
    let mut twice = small("Kết luận");
    twice["recipients"] = json!([{ "audience": "departments" }, { "organization": "BTC" }, { "organization": "BTC" }]);
    let refused = city.post(&leader(), DIRECTIVES, &twice).expect(422).await;
    assert_eq!(refused.body["errors"][0]["pointer"], "/recipients/2");
    assert!(city.get(&leader(), DIRECTIVES).expect(200).await.items().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn h04_h33_a_draft_is_patched_with_its_version_and_refusals_come_in_their_order() {
    let city = numbered_city().await;
    let path = draft(&city, &small("Kết luận")).await;
    let patch = |body: Value| city.request(&leader(), "PATCH", &path).json(&body);
    let etag = city.get(&leader(), &path).expect(200).await.etag().to_owned();
    patch(json!({ "title": "" })).expect(428).await;
    patch(json!({ "title": "" })).header("if-match", "\"9-0\"").expect(412).await;
    patch(json!({ "title": "" })).header("if-match", &etag).expect(422).await;
    for field in ["id", "version", "state", "created_by"] {
        patch(json!({ field: "issued" })).header("if-match", &etag).expect(400).await;
    }
    let changed = patch(json!({ "title": "Kết luận mới", "place": "TP. Hồ Chí Minh" })).header("if-match", &etag);
    let changed = changed.expect(200).await;
    assert_eq!((&changed.body["title"], &changed.body["clauses"]), (&json!("Kết luận mới"), &json!(2)));
    patch(json!({ "title": "Chậm" })).header("if-match", &etag).expect(412).await;
    let officer = city.request(&Persona::new("TT", Role::Officer), "PATCH", &path).json(&json!({}));
    assert_eq!(officer.header("if-match", "*").expect(403).await.body["code"], "not_your_role");

    city.post(&leader(), &format!("{path}/issue"), &json!({})).expect(200).await;
    let late = patch(json!({ "title": "Sửa sau" })).header("if-match", "*").expect(409).await;
    assert_eq!(
        (&late.body["code"], &late.body["legal_actions"]),
        (&json!("not_in_this_state"), &json!(["attach", "revoke", "correct"]))
    );
    city.request(&leader(), "DELETE", &path).header("if-match", "*").expect(409).await;
    let history = city.get(&leader(), &format!("{path}/history")).expect(200).await;
    let kinds: Vec<_> = history.items().iter().map(|item| item["kind"].as_str().unwrap_or_default()).collect();
    assert_eq!(kinds, ["directives.directive.issued", "directives.directive.edited", "directives.directive.drafted"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_documents_issued_at_once_get_two_numbers_and_a_number_is_given_once() {
    let city = numbered_city().await;
    let (one, other) = (draft(&city, &small("Một")).await, draft(&city, &small("Hai")).await);
    let issue = |path: &str| city.post(&leader(), &format!("{path}/issue"), &json!({})).expect(200);
    let (first, second) = tokio::join!(issue(&one), issue(&other));
    let mut numbers = [first.text_at("/number").to_owned(), second.text_at("/number").to_owned()];
    numbers.sort();
    assert_eq!(numbers, ["01-KL/TU", "02-KL/TU"]);

    let third = draft(&city, &small("Ba")).await;
    let give = |number: &str| city.post(&leader(), &format!("{third}/issue"), &json!({ "number": number }));
    for (number, code) in [
        ("02-KL/TU", "serial_taken"),
        ("900-KL/TU", "serial_too_far_ahead"),
        ("3/QĐ-UBND", "number_of_other_scheme"),
        ("3", "invalid"),
    ] {
        assert_eq!(give(number).expect(422).await.body["code"], code, "{number}");
    }
    give("45-KL/TU").expect(200).await;
    assert_eq!(issued(&city, &small("Bốn")).await.1.body["number"], "46-KL/TU");
    give("47-KL/TU").expect(409).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_that_supersedes_another_ends_it_in_the_same_moment() {
    let city = numbered_city().await;
    let (old, answer) = issued(&city, &small("Cũ")).await;
    let mut body = small("Mới");
    let settled = json!({ "default": "withdraw" });
    body["links"] = json!([{ "kind": "supersedes", "directive_id": answer.body["id"], "open_assignments": settled }]);
    let (new, _) = issued(&city, &body).await;
    let ended = city.get(&leader(), &old).expect(200).await;
    assert_eq!(ended.body["state"], "superseded");
    assert_eq!(new, format!("{DIRECTIVES}/{}", ended.text_at("/superseded_by")));

    let again = draft(&city, &body).await;
    let refused = city.post(&leader(), &format!("{again}/issue"), &json!({})).expect(409).await;
    assert_eq!(refused.body["code"], "linked_document_not_in_force");
    let revoke = json!({ "reason": "Hết hiệu lực", "open_assignments": settled });
    city.post(&leader(), &format!("{old}/revoke"), &revoke).expect(409).await;
    let revoked = city.post(&leader(), &format!("{new}/revoke"), &revoke).expect(200).await;
    assert_eq!(revoked.body["revocation_reason"], "Hết hiệu lực");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_office_registers_what_another_body_issued_and_its_number_is_not_given_again() {
    let city = numbered_city().await;
    let mut body = small("Ban hành ngoài hệ thống");
    body["issued_on"] = json!("2025-09-22");
    let drafted = city.post(&office(), DIRECTIVES, &body).expect(201).await;
    let path = drafted.header("location").expect("an address");
    city.post(&office(), &format!("{path}/issue"), &json!({})).expect(403).await;
    let registered =
        city.post(&office(), &format!("{path}/register"), &json!({ "number": "7-KL/TU" })).expect(200).await;
    assert_eq!((&registered.body["state"], &registered.body["number"]), (&json!("registered"), &json!("07-KL/TU")));
    assert_eq!(issued(&city, &small("Sau")).await.1.body["number"], "08-KL/TU");
    let btc = Persona::new("BTC", Role::Coordinator);
    city.post(&btc, DIRECTIVES, &body).expect(403).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn clauses_of_a_draft_are_written_one_by_one() {
    let city = numbered_city().await;
    let path = draft(&city, &small("Kết luận")).await;
    let clauses = format!("{path}/clauses");
    let new = json!({ "label": "1.5", "kind": "task", "text": "Báo cáo kết quả." });
    let added = city.post(&leader(), &clauses, &new).expect(201).await;
    assert_eq!((&added.body["ordinal"], &added.body["intended"]), (&json!(2), &json!([])));
    let place = added.header("location").expect("an address").to_owned();
    city.post(&leader(), &clauses, &new).expect(422).await;

    let etag = city.get(&leader(), &place).expect(200).await.etag().to_owned();
    let patch = json!({ "kind": "recurring_report", "cadence": "weekly" });
    let changed = city.request(&leader(), "PATCH", &place).json(&patch).header("if-match", &etag).expect(200).await;
    assert_eq!(changed.body["cadence"], "weekly");
    city.request(&leader(), "PATCH", &place).json(&patch).header("if-match", &etag).expect(412).await;

    let all = city.get(&leader(), &clauses).expect(200).await;
    let bound = format!("{clauses}/{}", all.items()[0]["id"].as_str().expect("an id"));
    let refused = city.request(&leader(), "DELETE", &bound).header("if-match", "*").expect(409).await;
    assert_eq!(refused.body["code"], "clause_referred_to");
    let broken = city.request(&leader(), "PATCH", &bound).json(&json!({ "kind": "commendation", "assignments": [] }));
    assert_eq!(broken.header("if-match", "*").expect(422).await.body["errors"][0]["pointer"], "");
    city.request(&leader(), "DELETE", &place).header("if-match", "*").expect(204).await;

    let kept = all.items()[0]["id"].clone();
    let replaced = json!({ "clauses": [small("")["clauses"][1], small("")["clauses"][0]] });
    let replaced = city.request(&leader(), "PUT", &clauses).json(&replaced).header("if-match", "*").expect(200).await;
    assert_eq!((&replaced.items()[1]["id"], &replaced.items()[1]["ordinal"]), (&kept, &json!(2)));
    city.post(&leader(), &format!("{path}/issue"), &json!({})).expect(200).await;
    city.post(&leader(), &clauses, &new).expect(409).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn h41_a_file_is_kept_under_its_document_and_downloaded_by_its_own_name() {
    let city = numbered_city().await;
    let path = draft(&city, &small("Kết luận")).await;
    let files = format!("{path}/attachments");
    let add = |name: &str, bytes: &[u8]| {
        let address = format!("{files}?file_name={name}");
        city.request(&leader(), "POST", &address).bytes("application/octet-stream", bytes.to_vec())
    };
    let added = add("K%E1%BA%BFt%20lu%E1%BA%ADn%20%22m%E1%BB%9Bi%22.pdf", PDF).expect(201).await;
    assert_eq!(
        (&added.body["media_type"], &added.body["file_name"]),
        (&json!("application/pdf"), &json!("Kết luận \"mới\".pdf"))
    );
    add("x.pdf", b"<html></html>").expect(415).await;
    add("x%0D%0A.pdf", PDF).expect(400).await;
    let file = city.get(&leader(), added.text_at("/href")).expect(200).await;
    assert_eq!(file.text.as_bytes(), PDF);
    assert_eq!(file.header("x-content-type-options"), Some("nosniff"));
    let disposition = file.header("content-disposition").unwrap_or_default();
    assert!(disposition.starts_with("attachment; ") && disposition.contains("filename*=UTF-8''K%E1"), "{disposition}");
    city.get(&Persona::new("BTC", Role::Leader), added.text_at("/href")).expect(404).await;
    assert_eq!(city.get(&leader(), &files).expect(200).await.items().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn h07_h15_h43_directives_are_found_sorted_paged_and_nothing_else_is_asked_for() {
    let city = numbered_city().await;
    for (title, issued_on) in
        [("Trụ sở dôi dư", Some("2025-09-01")), ("Tổ chức bộ máy", Some("2025-09-22")), ("Chưa có ngày", None)]
    {
        let mut body = small(title);
        body["issued_on"] = json!(issued_on);
        draft(&city, &body).await;
    }
    let titles = async |query: &str| -> Vec<String> {
        let (mut titles, mut next) = (Vec::new(), format!("{DIRECTIVES}?{query}"));
        loop {
            let page = city.get(&leader(), &next).expect(200).await;
            titles.extend(page.items().iter().map(|item| item["title"].as_str().unwrap_or_default().to_owned()));
            let Some(cursor) = page.body["next_cursor"].as_str() else { return titles };
            next = format!("{DIRECTIVES}?{query}&cursor={cursor}");
        }
    };
    assert_eq!(titles("limit=1").await, ["Chưa có ngày", "Tổ chức bộ máy", "Trụ sở dôi dư"]);
    assert_eq!(titles("limit=1&sort=issued_on").await, ["Trụ sở dôi dư", "Tổ chức bộ máy", "Chưa có ngày"]);
    assert_eq!(titles("limit=2&sort=created_at").await, ["Trụ sở dôi dư", "Tổ chức bộ máy", "Chưa có ngày"]);
    assert_eq!(titles("text=BO%20MAI").await, ["Tổ chức bộ máy"]);
    assert_eq!(titles("text=TRU%20SO%20DOI").await.len(), 3, "it is in a clause of each");
    assert_eq!(
        titles("issued_from=2025-09-02&issuer=TT&document_type=KL&state=draft&scheme=party&urgency=normal").await,
        ["Tổ chức bộ máy"]
    );
    assert!(titles("issuer=BTC").await.is_empty());
    for query in [
        "sort=title",
        "limit=0",
        "limit=201",
        "state=gone",
        "colour=red",
        "issued_to=10000-01-01",
        "cursor=x",
        "text=%25",
    ] {
        city.get(&leader(), &format!("{DIRECTIVES}?{query}")).expect(400).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn number_books_are_kept_by_the_office_or_their_own_issuers() {
    let city = numbered_city().await;
    let books = "/directives/v1/number-books";
    let book = json!({ "code": "BTC", "scheme": "party", "issuer_symbol": "BTCTU", "issuers": ["BTC"] });
    city.post(&Persona::new("SNV", Role::Leader), books, &book).expect(403).await;
    let opened = city.post(&Persona::new("BTC", Role::Leader), books, &book).expect(201).await;
    assert_eq!(opened.body["issuers"][0]["code"], "BTC");
    assert_eq!(city.post(&office(), books, &book).expect(409).await.body["code"], "book_exists");
    let patch = json!({ "issuers": ["BTC", "BTC"] });
    let place = format!("{books}/BTC");
    let refused = city.request(&office(), "PATCH", &place).json(&patch).header("if-match", "*").expect(422).await;
    assert_eq!(refused.body["errors"][0]["pointer"], "/issuers/1");
    let patch = json!({ "issuers": ["BTC", "UBKT"] });
    let changed =
        city.request(&office(), "PATCH", &place).json(&patch).header("if-match", opened.etag()).expect(200).await;
    assert_eq!(changed.body["issuers"][1]["code"], "UBKT");
    assert_eq!(city.get(&leader(), books).expect(200).await.items().len(), 2);
    city.post(&leader(), "/directives/v1/terms", &json!({ "starts_on": "2025-10-14" })).expect(403).await;
    assert_eq!(city.get(&leader(), "/directives/v1/terms").expect(200).await.items().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn h02_the_list_has_exactly_what_the_caller_can_read() {
    let city = numbered_city().await;
    let mut all = Vec::new();
    for classification in ["internal", "public"] {
        for ends in [&[][..], &["issue"], &["issue", "revoke"]] {
            let mut body = small(&format!("{classification} {}", ends.len()));
            body["classification"] = json!(classification);
            let path = draft(&city, &body).await;
            for act in ends {
                let revoke = json!({ "reason": "Hết hiệu lực.", "open_assignments": { "default": "withdraw" } });
                let sent = if *act == "revoke" { revoke } else { json!({}) };
                city.post(&leader(), &format!("{path}/{act}"), &sent).header("if-match", "*").expect(200).await;
            }
            all.push(path);
        }
    }
    for organization in ["TT", "BTC", "VPTU", "UBKT", "DU-25747"] {
        for role in Role::ALL {
            let persona = Persona::new(organization, *role);
            let list = city.get(&persona, &format!("{DIRECTIVES}?limit=200")).send().await;
            let listed = |path: &str| {
                list.status == 200 && list.items().iter().any(|one| path.ends_with(one["id"].as_str().unwrap()))
            };
            for path in &all {
                let status = city.get(&persona, path).send().await.status;
                assert_eq!(listed(path), status == 200, "{} {path}: {status}", persona.subject);
            }
        }
    }
}
