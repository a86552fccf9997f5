use super::{ASSIGNMENTS, DIRECTIVES, expect_problem, head, operator, raw};
use crate::city::{City, doer, receiver, stranger};
use diesel_async::SimpleAsyncConnection;
use haicap_kit::worker::Stopping;
use haicap_testing::{Answer, Persona, Sample};
use haicap_types::Role;
use serde_json::json;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const PDF: &[u8] = b"%PDF-1.7 signed and sealed";

/// The address of a directive's files.
fn files_of(directive: &str) -> String {
    format!("{DIRECTIVES}/{directive}/attachments?file_name=a.pdf")
}

async fn upload(city: &City, persona: &Persona, path: &str) -> Answer {
    city.service.request(persona, "POST", path).bytes("application/octet-stream", PDF.to_vec()).send().await
}

#[tokio::test(flavor = "multi_thread")]
async fn h08_who_may_not_send_a_file_is_refused_before_it_is_read() {
    let city = City::with_conclusion().await;
    let task = city.task().await.trim_start_matches(ASSIGNMENTS).to_owned();
    let to_task = format!("{ASSIGNMENTS}{task}/attachments?file_name=a.pdf");
    let reader = Persona::new("BTC", Role::Auditor);
    let cases = [
        (stranger(), to_task.clone(), "application/octet-stream", "404"),
        (reader.clone(), to_task, "application/octet-stream", "403"),
        (stranger(), files_of(&city.directive), "application/octet-stream", "404"),
        (reader, files_of(&city.directive), "application/octet-stream", "403"),
        (receiver(), "/directives/v1/imports/audiences".to_owned(), "text/csv", "403"),
    ];
    let answers = cases.map(|(persona, path, kind, status)| {
        let fields = format!("content-type: {kind}\r\ncontent-length: 5000000\r\n");
        let head = head(&city.service, &persona, &format!("POST {path}"), &fields);
        let service = &city.service;
        async move { (raw(service, head.as_bytes()).await, status, path) }
    });
    for (answer, status, path) in futures_util::future::join_all(answers).await {
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{path}: {answer}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn h45_what_is_sent_as_a_file_is_one_from_its_first_byte() {
    let city = City::with_conclusion().await;
    let task = format!("{}/attachments", city.task().await);
    city.service.post(&doer(), &task.replace("attachments", "acknowledge"), &json!({})).expect(200).await;
    let of = |who: &Persona, path: String| Sample { who: who.clone(), method: "POST", path, body: json!(null) };
    let samples = [
        of(&receiver(), files_of(&city.directive)),
        of(&doer(), format!("{task}?file_name=a.pdf")),
        of(&operator(), "/directives/v1/imports/audiences".to_owned()),
    ];
    assert_eq!(Sample::missing_files(&city.service, &samples).await, Vec::<String>::new());
    for sample in &samples {
        sample.expect_no_file(&city.service).await;
    }
    for sample in &samples[..2] {
        for kind in ["application/pdf", "application/octet-stream"] {
            let before = sample.send_as(&city.service, kind, &[b"\n", PDF].concat()).await;
            assert_eq!((before.status, before.text_at("/code")), (415, "file_kind"), "{kind}");
            assert_eq!(sample.send_as(&city.service, kind, PDF).await.status, 201, "{kind}");
        }
    }
    let kept = |of: &str| all_in(&city.service.storage().join(of)).len();
    assert_eq!((kept("directives"), kept("assignments")), (2, 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn h08_a_person_sends_two_files_at_once_and_keeps_nobody_else_from_theirs() {
    let city = City::with_conclusion().await;
    let path = files_of(&city.directive);
    let fields = format!("content-type: application/pdf\r\ncontent-length: {}\r\n", PDF.len());
    let head = head(&city.service, &receiver(), &format!("POST {path}"), &fields);
    let (mut senders, mut answers) = (Vec::new(), Vec::new());
    for _ in 0..3 {
        let stream = TcpStream::connect(city.service.origin.trim_start_matches("http://")).await.unwrap();
        let (mut answer, mut sender) = stream.into_split();
        sender.write_all(head.as_bytes()).await.unwrap();
        senders.push(sender);
        answers.push(Box::pin(async move {
            let mut text = vec![0; 4096];
            let length = answer.read(&mut text).await.unwrap();
            String::from_utf8_lossy(&text[..length]).to_lowercase()
        }));
    }
    // None of the three sends its file; one of them is answered all the same.
    let (refused, which, others) = futures_util::future::select_all(answers).await;
    assert!(refused.starts_with("http/1.1 429") && refused.contains("\r\nretry-after: "), "{refused}");
    assert_eq!(upload(&city, &receiver().called("a.colleague"), &path).await.status, 201);
    senders.remove(which);
    for sender in &mut senders {
        sender.write_all(PDF).await.unwrap();
    }
    for answer in futures_util::future::join_all(others).await {
        assert!(answer.starts_with("http/1.1 201"), "{answer}");
    }
    assert_eq!(upload(&city, &receiver(), &path).await.status, 201);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_file_of_a_deleted_draft_does_not_stay() {
    let city = City::with_conclusion().await;
    let host = &city.service.host;
    let mark = city.service.storage().join("event-log-id/directives");
    eventually(|| mark.exists()).await;
    let draft = json!({ "scheme": "party", "document_type": "CV", "title": "Mật", "issuer": "TT" });
    let draft = city.service.post(&receiver(), DIRECTIVES, &draft).expect(201).await;
    for directive in [&city.directive, draft.text_at("/id")] {
        assert_eq!(upload(&city, &receiver(), &files_of(directive)).await.status, 201);
    }
    let path = format!("{DIRECTIVES}/{}", draft.text_at("/id"));
    city.service.request(&receiver(), "DELETE", &path).header("if-match", "*").expect(204).await;

    let files = all_in(&city.service.storage().join("directives"));
    assert_eq!(files.len(), 2);
    age(&mark, 3);
    files.iter().for_each(|file| age(file, 2));
    let prepared = (directives::SERVICE.prepare)(Arc::clone(host)).await.ok().unwrap();
    let sweeper = prepared.workers.into_iter().find(|worker| worker.name == "storage").unwrap();
    let (stop, stopping) = Stopping::switch();
    let (work, _) = haicap_kit::worker::start(sweeper, Arc::clone(host), stopping);
    eventually(|| files.iter().filter(|file| file.exists()).count() == 1).await;
    stop.send_replace(true);
    work.await.unwrap();
    let kept = format!("{DIRECTIVES}/{}/attachments", city.directive);
    let kept = city.service.get(&receiver(), &kept).expect(200).await;
    let file = kept.items()[0]["href"].as_str().unwrap().to_owned();
    assert_eq!(city.service.get(&receiver(), &file).expect(200).await.bytes, PDF);
}

async fn eventually(is_so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_secs(10), "it does not come about");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// Every file below a folder.
fn all_in(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { all_in(&path) } else { vec![path] }).collect()
}

/// Makes a file some days old.
fn age(file: &Path, days: u64) {
    let then = SystemTime::now() - Duration::from_secs(days * 86_400);
    File::options().write(true).open(file).unwrap().set_modified(then).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn h10_a_locked_table_is_a_503_for_those_who_need_it_and_for_nobody_else() {
    let city = City::with_conclusion().await;
    let mut owner = city.service.database.owner().await;
    owner.batch_execute("begin; lock table assignment in access exclusive mode").await.unwrap();
    let begun = Instant::now();
    let blocked = city.service.get(&doer(), ASSIGNMENTS).send();
    let others = futures_util::future::join_all((0..8).map(|_| city.service.get(&doer(), DIRECTIVES).send()));
    let (blocked, others) = futures_util::future::join(blocked, others).await;
    assert!(begun.elapsed() < Duration::from_secs(4), "{:?}", begun.elapsed());
    expect_problem(&blocked, 503, "a locked table");
    assert!(blocked.header("retry-after").is_some());
    assert!(others.iter().all(|other| other.status == 200), "{others:?}");
    owner.batch_execute("rollback").await.unwrap();
    assert_eq!(city.service.get(&doer(), ASSIGNMENTS).send().await.status, 200);
}
