//! Draws the report that the tests draw, to look at: `cargo run --release --example sample -- FOLDER`.

#[path = "../tests/documents/sample.rs"]
mod sample;

use haicap_documents::{ChartKind, chart_svg, render_docx, render_pdf, render_xlsx};
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| ".".into()));
    let report = sample::weekly_report();
    std::fs::write(folder.join("report.pdf"), render_pdf(&report)?)?;
    std::fs::write(folder.join("report.docx"), render_docx(&report)?)?;
    std::fs::write(folder.join("report.xlsx"), render_xlsx(&report)?)?;
    std::fs::write(folder.join("chart.svg"), chart_svg(&sample::on_time(ChartKind::Columns))?)?;
    Ok(())
}
