//! What is read by oversight leaves a line in the access log, and drafts stay with those who write them.

use crate::city::{City, doer, receiver};
use haicap_testing::Persona;
use haicap_types::Role;
use serde_json::{Value, json};
use std::io::Write;
use std::sync::{Arc, Mutex};
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, fmt};

/// The lines of the access log.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Lines {
    /// Takes the place of the service's own log, so this test needs a process of its own, as nextest gives it.
    fn kept() -> Self {
        let lines = Self::default();
        let writer = lines.clone();
        let log = fmt::layer().json().flatten_event(true).with_writer(move || writer.clone());
        let access = log.with_filter(Targets::new().with_target("access", LevelFilter::INFO));
        tracing_subscriber::registry().with(access).init();
        lines
    }

    /// Those that were added since they were last taken.
    fn take(&self) -> Vec<Value> {
        let bytes = std::mem::take(&mut *self.0.lock().unwrap());
        String::from_utf8(bytes).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_that_is_read_by_oversight_leaves_one_line_with_filter_and_count() {
    let lines = Lines::kept();
    let city = City::with_conclusion().await;
    let inspector = Persona::new("UBKT", Role::Inspector);
    let sheet = format!("/directives/v1/directives/{}/tracking-sheet", city.directive);
    let read = async |who: &Persona, path: &str, accept: &str| {
        city.service.get(who, path).header("accept", accept).expect(200).await;
        lines.take()
    };
    lines.take();
    let (json, csv) = ("application/json", "text/csv");
    let cases = [
        (&inspector, "/directives/v1/assignments?text=tap%20huan&limit=5", json, vec![("assignment", 1)]),
        (&inspector, "/directives/v1/assignments", csv, vec![("assignment", 2)]),
        (&inspector, "/directives/v1/assignments?state=completed", json, vec![]),
        (&inspector, "/directives/v1/directives?issuer=TT", json, vec![("directive", 1)]),
        (&doer(), "/directives/v1/assignments", json, vec![]),
        (&doer(), "/directives/v1/directives", csv, vec![]),
        (&receiver(), &sheet, json, vec![("tracked_assignment", 2)]),
    ];
    for (who, path, accept, expected) in cases {
        let lines = read(who, path, accept).await;
        let listed: Vec<_> = lines.iter().filter(|line| line["message"] == "listed by oversight").collect();
        let found: Vec<_> =
            listed.iter().map(|line| (line["noun"].as_str().unwrap(), line["count"].as_u64().unwrap())).collect();
        assert_eq!(found, expected, "{path}: {lines:?}");
        for line in listed {
            assert_eq!((&line["subject"], &line["target"]), (&json!(who.subject), &json!("access")));
        }
    }
    let line = read(&inspector, "/directives/v1/assignments?text=tap%20huan", json).await.remove(0);
    assert!(line["filters"].as_str().unwrap().contains("tap+huan"), "{line}");
    let one = read(&inspector, &city.task().await, json).await;
    assert_eq!((one.len(), &one[0]["message"]), (1, &json!("read by oversight")));
}

#[tokio::test(flavor = "multi_thread")]
async fn h01_what_was_done_to_a_draft_stays_with_those_who_write_it() {
    let city = City::with_conclusion().await;
    let history = format!("/directives/v1/directives/{}/history", city.directive);
    let kinds = async |who: &Persona| -> Vec<String> {
        let list = city.service.get(who, &history).expect(200).await;
        list.items().iter().map(|item| item["kind"].as_str().unwrap().to_owned()).collect()
    };
    let (drafted, registered) = ("directives.directive.drafted", "directives.directive.registered");
    assert_eq!(kinds(&receiver()).await, [registered, drafted]);
    for reader in [doer(), Persona::new("UBKT", Role::Inspector), Persona::new("TT", Role::Auditor)] {
        assert_eq!(kinds(&reader).await, [registered], "{reader:?}");
    }
}
