//! What can be read and done once a state has been brought up to date.

use super::story::{INSPECTIONS, REQUIREMENTS, above, assignment, doer, id, programme, requirement};
use haicap_kit::events::verify;
use haicap_testing::{Answer, TestService};
use serde_json::{Value, json};

pub(super) async fn directives(service: &TestService) {
    expect_whole(service).await;
    let read = async |path: &str| service.get(&above(), &format!("/directives/v1{path}")).expect(200).await;
    let documents = read("/directives").await;
    let titles: Vec<&str> = documents.items().iter().filter_map(|one| one["title"].as_str()).collect();
    assert!(titles.contains(&"Công văn đang soạn"), "{titles:?}");
    let issued = documents.items().iter().find(|one| one["state"] == "issued").unwrap();
    assert_eq!(issued["number"], "01-KL/TU");
    let document = format!("/directives/{}", id(issued));
    assert_eq!(read(&format!("{document}/clauses")).await.items().len(), 3);
    assert_eq!(read(&format!("{document}/attachments")).await.items()[0]["file_name"], "phu-luc.pdf");
    for below in ["", "/history", "/coverage"] {
        read(&format!("{document}{below}")).await;
    }
    assert_eq!(read("/number-books").await.items().len(), 1);
    assert_eq!(read("/terms").await.items().len(), 1);

    assert_eq!(read("/assignments").await.items().len(), 2);
    let task = format!("/assignments/{}", id(&assignment(service, "task").await));
    for (below, rows) in [
        ("/date-requests", 1),
        ("/evidence", 1),
        ("/progress", 1),
        ("/urgings", 1),
        ("/submissions", 1),
        ("/history", 10),
    ] {
        assert!(read(&format!("{task}{below}")).await.items().len() >= rows, "{below}");
    }
    let submission = read(&format!("{task}/submissions")).await;
    assert_eq!(submission.items()[0]["judgement"]["verdict"], "returned");
    let weekly = assignment(service, "recurring_report").await;
    let fulfilments = read(&format!("/assignments/{}/fulfilments", id(&weekly))).await;
    assert!(fulfilments.items().iter().any(|one| one["remark"] == "45-BC/BTCTU"), "{}", fulfilments.text);

    let progress = json!({ "percent": 60, "narrative": "Đã mở 20 lớp." });
    let progress = service.post(&doer(), &format!("/directives/v1{task}/progress"), &progress);
    progress.header("if-match", "*").expect(200).await;
}

pub(super) async fn reporting(service: &TestService) {
    expect_whole(service).await;
    let read = async |path: &str| service.get(&above(), &format!("/reporting/v1{path}")).expect(200).await;
    for (path, rows) in [("/indicators", 1), ("/forms", 1), ("/regimes", 1), ("/periods?regime=weekly", 2)] {
        assert!(read(path).await.items().len() >= rows, "{path}");
    }
    read("/forms/commune/versions/1").await;
    let owed = read("/obligations?organization=DU-25747&period=2025-W40").await.items()[0].clone();
    assert_eq!(owed["state"], "submitted");
    let ward = format!("/obligations/{}", id(&owed));
    assert!(!read(&format!("{ward}/history")).await.items().is_empty());
    let submissions = read(&format!("/submissions?obligation={}", id(&owed))).await;
    let submission = read(&format!("/submissions/{}", id(&submissions.items()[0]))).await;
    assert_eq!(figure(&submission), Some(&json!(12)), "{}", submission.text);
    let sums = read("/consolidations?regime=weekly&period=2025-W40").await;
    assert!(sums.text.contains("total"), "{}", sums.text);
    let report = read("/consolidated-reports").await.items()[0].clone();
    assert_eq!((&report["state"], &report["document_number"]), (&json!("acknowledged"), &json!("45-BC/BTCTU")));
    for below in ["", "/history", "/document"] {
        read(&format!("/consolidated-reports/{}{below}", id(&report))).await;
    }

    let asking = read("/obligations?organization=DU-25747&period=2025-W39").await.items()[0].clone();
    let decided = json!({ "decision": "granted", "remark": "Đồng ý." });
    let decide = format!("/reporting/v1/obligations/{}/requests/decide", id(&asking));
    let decide = service.post(&doer(), &decide, &decided);
    decide.header("if-match", "*").expect(200).await;
}

pub(super) async fn inspection_teams(service: &TestService) {
    expect_whole(service).await;
    service.get(&above(), "/inspection-teams/v1/duties").expect(200).await;
    service.get(&above(), REQUIREMENTS).expect(200).await;
    let entered = service.post(&doer(), REQUIREMENTS, &requirement("126-CV/TU")).expect(201).await;
    let address = entered.header("location").unwrap();
    service.get(&above(), &format!("{address}/history")).expect(200).await;
    let close = json!({ "reason": "Đã kiểm tra xong." });
    let close = service.post(&above(), &format!("{address}/close"), &close);
    close.header("if-match", entered.etag()).expect(200).await;
    // What the rules were and what was approved under them is read again; states of before have none.
    let read = async |path: &str| service.get(&doer(), &format!("{INSPECTIONS}{path}")).expect(200).await;
    assert_eq!(read("/rule-packs").await.items().len(), 2);
    for list in ["programmes", "proposals", "decisions", "persons", "teams", "targets"] {
        for one in read(&format!("/{list}")).await.items() {
            read(&format!("/{list}/{}", id(one))).await;
        }
    }
    service.post(&doer(), &format!("{INSPECTIONS}/programmes"), &programme()).expect(201).await;
}

/// What every service keeps: the directory, and a log whose links hold.
async fn expect_whole(service: &TestService) {
    let prefix = format!("/{}/v1", service.host.service);
    let directory = service.get(&above(), &format!("{prefix}/directory")).expect(200).await;
    assert_eq!(directory.body["organizations"], 11, "{}", directory.text);
    service.get(&above(), &format!("{prefix}/events")).expect(200).await;
    let connection = service.host.database.own().await.unwrap();
    let faults = verify(&connection, None).await.unwrap().faults;
    assert!(faults.is_empty(), "{}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
}

fn figure(submission: &Answer) -> Option<&Value> {
    submission.body.pointer("/values/total")
}
