//! A consolidated report as a document: how long it takes to draw, first in a fresh process, and then again.

use super::world::{City, WEEKLY};
use crate::place::Place;
use crate::service::Service;
use crate::world::token;
use haicap_types::Role;
use serde_json::{Value, json};
use std::error::Error;
use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

/// The forms, and how many milliseconds each may take.
const FORMS: [(&str, &str, f64); 2] = [
    ("PDF", "application/pdf", 1000.0),
    ("DOCX", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", 300.0),
];

/// How often it is drawn again.
const AGAIN: usize = 5;

/// How long a document took.
pub(crate) struct Drawn {
    pub(crate) form: &'static str,
    pub(crate) aim_ms: f64,
    pub(crate) first: Duration,
    pub(crate) again: Vec<Duration>,
    pub(crate) bytes: usize,
    /// Where a program is at hand that counts them.
    pub(crate) pages: Option<u32>,
    /// The most memory that the service ever had.
    pub(crate) memory_kb: u64,
}

/// Draws up the last week's report, and has it drawn in each form.
pub(super) async fn measure(place: &Place, city: &City) -> Result<Vec<Drawn>, Box<dyn Error + Send + Sync>> {
    let token = token(place, &"BTC".parse()?, Role::Officer)?;
    let week = city.weeks.last().ok_or("there is no week")?;
    let service = Service::start(place, city).await?;
    let url = format!("http://{}/reporting/v1/consolidated-reports", service.address);
    let content = json!({ "regime": WEEKLY, "period": week.key });
    let request = reqwest::Client::new().post(url).bearer_auth(&token).header("idempotency-key", "bench-report");
    let report: Value = request.json(&content).send().await?.error_for_status()?.json().await?;
    service.stop().await;
    let id = report.get("id").and_then(Value::as_str).ok_or("the report has no id")?;
    let mut all = Vec::new();
    for (form, accept, aim_ms) in FORMS {
        let service = Service::start(place, city).await?;
        let (first, document) = draw(&service, id, accept, &token).await?;
        let mut again = Vec::new();
        for _ in 0..AGAIN {
            again.push(draw(&service, id, accept, &token).await?.0);
        }
        let (_, memory_kb) = service.memory_kb()?;
        service.stop().await;
        all.push(Drawn {
            form,
            aim_ms,
            first,
            again,
            bytes: document.len(),
            pages: pages(place, &document)?,
            memory_kb,
        });
    }
    Ok(all)
}

async fn draw(
    service: &Service,
    id: &str,
    accept: &str,
    token: &str,
) -> Result<(Duration, Vec<u8>), Box<dyn Error + Send + Sync>> {
    let url = format!("http://{}/reporting/v1/consolidated-reports/{id}/document", service.address);
    let request = reqwest::Client::new().get(url).bearer_auth(token).header("accept", accept);
    let begun = Instant::now();
    let document = request.send().await?.error_for_status()?.bytes().await?;
    Ok((begun.elapsed(), document.to_vec()))
}

/// The pages of a PDF, as poppler counts them.
fn pages(place: &Place, document: &[u8]) -> std::io::Result<Option<u32>> {
    let path = place.folder.join("report.pdf");
    fs::write(&path, document)?;
    let Ok(output) = Command::new("pdfinfo").arg(&path).output() else { return Ok(None) };
    let said = String::from_utf8_lossy(&output.stdout);
    Ok(said.lines().find_map(|line| line.strip_prefix("Pages:")?.trim().parse().ok()))
}
