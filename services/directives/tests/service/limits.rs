//! What is added again and again to one thing comes to its limit, however many add at once.

use crate::city::{City, doer, receiver};
use directives::domain::assignment::{NewAssignment, Parent};
use directives::store::assignments::insert_many;
use directives::vocabulary::ClauseKind;
use haicap_testing::{Answer, Persona};
use haicap_types::Urgency;
use serde_json::{Value, json};
use uuid::Uuid;

const DIRECTIVES: &str = "/directives/v1/directives";
const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";

async fn upload(city: &City, who: Persona, thing: &str) -> Answer {
    let request = city.service.request(&who, "POST", &format!("{thing}/attachments?file_name=a.pdf"));
    request.bytes("application/octet-stream", PDF.to_vec()).send().await
}

/// Puts files into the table, of a directive or an assignment.
async fn files(city: &City, noun: &str, id: &str, count: usize) {
    let sql = format!(
        "insert into attachment (id, {noun}_id, file_name, media_type, size, sha256, storage_key, added_by, \
         added_by_organization, added_at) \
         select gen_random_uuid(), '{id}', 'a.pdf', 'application/pdf', 1, '00', 'none', 'x', 'TT', now() \
         from generate_series(1, {count})"
    );
    city.service.database.run(&sql).await;
}

fn sorted(answers: &[Answer]) -> Vec<u16> {
    let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    statuses.sort_unstable();
    statuses
}

async fn draft(city: &City) -> String {
    let body = json!({ "scheme": "party", "document_type": "KL", "title": "Kết luận", "issuer": "TT" });
    let drafted = city.service.post(&receiver(), DIRECTIVES, &body).expect(201).await;
    drafted.text_at("/id").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn h08_many_uploads_at_once_never_pass_the_limit_of_a_directive() {
    let city = City::with_conclusion().await;
    for id in [draft(&city).await, city.directive.clone()] {
        files(&city, "directive", &id, 47).await;
        let path = format!("{DIRECTIVES}/{id}");
        let answers = futures_util::future::join_all(
            (0..8).map(|one| upload(&city, receiver().called(&format!("tt.{one}")), &path)),
        );
        let answers = answers.await;
        assert_eq!(sorted(&answers), [201, 201, 201, 409, 409, 409, 409, 409]);
        let refused = answers.iter().find(|answer| answer.status == 409).unwrap();
        assert_eq!(refused.body["code"], "too_many_attachments");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn h08_many_uploads_at_once_never_pass_the_limit_of_an_assignment() {
    let city = City::with_conclusion().await;
    let task = city.task().await;
    let early = upload(&city, doer(), &task).await;
    assert_eq!((early.status, &early.body["code"]), (409, &json!("not_in_this_state")), "nobody acknowledged it yet");
    city.service.post(&doer(), &format!("{task}/acknowledge"), &json!({})).expect(200).await;
    files(&city, "assignment", task.rsplit('/').next().unwrap(), 47).await;
    let answers =
        futures_util::future::join_all((0..8).map(|one| upload(&city, doer().called(&format!("btc.{one}")), &task)))
            .await;
    assert_eq!(sorted(&answers), [201, 201, 201, 409, 409, 409, 409, 409]);
    let refused = answers.iter().find(|answer| answer.status == 409).unwrap();
    assert_eq!(refused.body["code"], "too_many_attachments");
    city.service.post(&receiver(), &format!("{task}/withdraw"), &json!({ "reason": "Thôi." })).expect(200).await;
    let late = upload(&city, doer(), &task).await;
    assert_eq!((late.status, &late.body["code"]), (409, &json!("not_in_this_state")));
}

#[tokio::test(flavor = "multi_thread")]
async fn h35_a_file_for_a_draft_that_is_being_deleted_is_kept_with_it_or_refused() {
    let city = City::with_conclusion().await;
    for _ in 0..12 {
        let path = format!("{DIRECTIVES}/{}", draft(&city).await);
        let delete = city.service.request(&receiver(), "DELETE", &path).header("if-match", "*").send();
        let uploads = futures_util::future::join_all(
            (0..3).map(|one| upload(&city, receiver().called(&format!("tt.{one}")), &path)),
        );
        let (deleted, uploads) = tokio::join!(delete, uploads);
        assert_eq!(deleted.status, 204, "{}", deleted.text);
        for answer in uploads {
            assert!(matches!(answer.status, 201 | 404), "{}", answer.text);
        }
        assert_eq!(upload(&city, receiver(), &path).await.status, 404);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn h08_what_is_said_about_an_assignment_comes_to_its_limit() {
    let city = City::with_conclusion().await;
    let task = city.task().await;
    let id = task.rsplit('/').next().unwrap();
    for step in ["acknowledge", "start"] {
        city.service.post(&doer(), &format!("{task}/{step}"), &json!({})).expect(200).await;
    }
    let rows = |table: &str, columns: &str, values: &str, count: usize| {
        format!(
            "insert into {table} (id, assignment_id, {columns}) \
             select gen_random_uuid(), '{id}', {values} from generate_series(1, {count})"
        )
    };
    type Case = (Persona, &'static str, &'static str, Value, String);
    let cases: [Case; 4] = [
        (
            doer(),
            "progress",
            "report_progress",
            json!({ "narrative": "Đang làm." }),
            rows(
                "progress_report",
                "narrative, reported_by, organization, reported_at",
                "'…', 'x', 'BTC', now()",
                1_999,
            ),
        ),
        (
            doer(),
            "evidence",
            "add_evidence",
            json!({ "title": "Báo cáo", "document_number": "12" }),
            rows(
                "evidence",
                "submission, title, number, added_by, organization, added_at",
                "1, '…', '1', 'x', 'BTC', now()",
                199,
            ),
        ),
        (
            receiver(),
            "urge",
            "urge",
            json!({ "message": "Khẩn trương." }),
            rows("urging", "addressee, message, urged_by, organization, urged_at", "'BTC', '…', 'x', 'TT', now()", 499),
        ),
        (
            doer(),
            "date-proposals",
            "propose_date",
            json!({ "due_on": "2025-12-01", "reason": "Cần thời gian." }),
            rows(
                "date_request",
                "kind, due_on, reason, requested_by, organization, requested_at, state",
                "'proposal', '2025-12-01', '…', 'x', 'BTC', now(), 'lapsed'",
                99,
            ),
        ),
    ];
    for (who, segment, act, body, sql) in cases {
        city.service.database.run(&sql).await;
        // Of two at once one is the last.
        let send = || city.service.post(&who, &format!("{task}/{segment}"), &body).send();
        let (one, other) = tokio::join!(send(), send());
        assert_eq!(sorted(&[one.clone(), other.clone()]), [200, 409], "{act}: {} {}", one.text, other.text);
        if act == "propose_date" {
            city.service
                .post(
                    &receiver(),
                    &format!("{task}/date-proposals/decide"),
                    &json!({ "decision": "refused", "remark": "…" }),
                )
                .header("if-match", "*")
                .expect(200)
                .await;
        }
        let refused = send().await;
        assert_eq!((refused.status, &refused.body["code"]), (409, &json!("limit_reached")), "{act}");
        assert!(!refused.body["legal_actions"].as_array().unwrap().contains(&json!(act)), "{act}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn h08_a_tree_of_assignments_comes_to_its_limit() {
    let city = City::with_conclusion().await;
    let task = city.task().await;
    for step in ["acknowledge", "start"] {
        city.service.post(&doer(), &format!("{task}/{step}"), &json!({})).expect(200).await;
    }
    let id: Uuid = task.rsplit('/').next().unwrap().parse().unwrap();
    let part = NewAssignment {
        id,
        directive_id: None,
        clause_id: None,
        parent: Some(Parent { id, root_id: id, level: 0 }),
        clause_kind: ClauseKind::Task,
        title: "Phần việc".to_owned(),
        product_kind: None,
        product: None,
        urgency: Urgency::Normal,
        accountable: "SNV".parse().unwrap(),
        executing: None,
        coordinating: Vec::new(),
        monitoring: Vec::new(),
        reports_to: Some("BTC".parse().unwrap()),
        issuer: "TT".parse().unwrap(),
        cadence: None,
        due_on: None,
    };
    let now = city.service.host.clock.now();
    let parts: Vec<_> = (0..4_997).map(|_| NewAssignment { id: Uuid::now_v7(), ..part.clone() }.assign(now)).collect();
    let connection = city.service.host.database.own().await.unwrap();
    insert_many(&connection, &parts).await.unwrap();
    let give = async |organizations: &[&str]| {
        let body = json!({ "organizations": organizations });
        city.service.post(&doer(), &format!("{task}/children"), &body).send().await
    };
    let refused = give(&["STC", "SYT", "SCT"]).await;
    assert_eq!((refused.status, &refused.body["code"]), (409, &json!("limit_reached")));
    assert_eq!(give(&["STC", "SYT"]).await.status, 200);
    assert_eq!(give(&["SCT"]).await.status, 409);
}
