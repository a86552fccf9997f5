//! Who reads by oversight leaves a line, whatever is read.

use crate::city::{City, receiver};
use haicap_testing::Persona;
use haicap_types::Role;
use serde_json::{Value, json};
use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer, fmt};

const PREFIX: &str = "/reporting/v1";

/// The access log of this process.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Log {
    /// Keeps it from now on; before a service sets up its own.
    fn kept() -> Self {
        let log = Self::default();
        let writer = log.clone();
        let layer = fmt::layer().json().flatten_event(true).with_writer(move || writer.clone());
        tracing_subscriber::registry().with(layer.with_filter(EnvFilter::new("access=info"))).init();
        log
    }

    /// What was noted since it was asked last.
    fn taken(&self) -> Vec<Value> {
        let bytes = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        let lines = String::from_utf8(bytes).unwrap();
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_and_file_read_by_oversight_leaves_one_line_and_ones_own_none() {
    let log = Log::kept();
    let city = City::weekly().await;
    city.submitted().await;
    let owed = city.obligation("DU-25747", "2025-W39").await;
    let owed = owed["id"].as_str().unwrap();
    city.sent().await;
    log.taken();
    let inspector = Persona::new("UBKT", Role::Inspector);
    let of = "regime=weekly&period=2025-W39&organization=BTC";
    for (path, noun, count) in [
        ("obligations?period=2025-W39&tier=1&limit=200".to_owned(), "obligation", 168),
        (format!("submissions?obligation={owed}"), "submission", 1),
        ("consolidated-reports?state=sent".to_owned(), "consolidated_report", 1),
        (format!("consolidations/rows?{of}&limit=10"), "row", 10),
        (format!("consolidations/cells?{of}&indicator=total"), "cell", 1),
        (format!("consolidations/narratives?{of}&section=results"), "narrative", 1),
    ] {
        let path = format!("{PREFIX}/{path}");
        let (_, filters) = path.split_once('?').unwrap();
        let filters: Vec<&str> = filters.split('&').filter(|one| !one.starts_with("limit")).collect();
        for accept in ["application/json", "text/csv"] {
            city.service.get(&inspector, &path).header("accept", accept).expect(200).await;
            let lines = log.taken();
            assert_eq!(lines.len(), 1, "{path} {accept}");
            assert_eq!(
                (&lines[0]["noun"], &lines[0]["filters"]),
                (&json!(noun), &json!(filters.join("&"))),
                "{accept}"
            );
            // A file has all of it, whatever page was asked for.
            let all = if accept == "text/csv" && noun == "row" { 168 } else { count };
            assert_eq!((&lines[0]["count"], &lines[0]["subject"]), (&json!(all), &json!(inspector.subject)), "{path}");
            city.service.get(&receiver(), &path).header("accept", accept).expect(200).await;
            assert!(log.taken().is_empty(), "what one receives is one's own: {path}");
        }
    }
    for path in [format!("obligations/{owed}"), format!("obligations/{owed}/history")] {
        city.service.get(&inspector, &format!("{PREFIX}/{path}")).expect(200).await;
        assert_eq!(log.taken().len(), 1, "{path}");
    }
    // A page on which there is nothing says nothing.
    city.service.get(&inspector, &format!("{PREFIX}/obligations?period=2020-W01")).expect(200).await;
    assert!(log.taken().is_empty());
}
