//! Documents as they were kept first: `samples/` never changes. They stay readable, and nothing that they say gets lost.

use super::form::PublishedForm;
use super::indicator::Indicator;
use super::regime::Regime;
use super::report::SignedScan;
use super::rule::Values;
use super::timetable::Timetable;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

#[test]
fn what_was_kept_first_stays_readable() {
    expect_kept::<Indicator>(include_str!("samples/indicator_1.json"));
    expect_kept::<PublishedForm>(include_str!("samples/form_1.json"));
    expect_kept::<Regime>(include_str!("samples/regime_1.json"));
    expect_kept::<Timetable>(include_str!("samples/rules_1.json"));
    expect_kept::<Values>(include_str!("samples/figures_1.json"));
    expect_kept::<SignedScan>(include_str!("samples/signed_scan_1.json"));
}

fn expect_kept<T: Serialize + DeserializeOwned>(sample: &str) {
    let sample: Value = serde_json::from_str(sample).unwrap();
    let read: T = serde_json::from_value(sample.clone()).unwrap();
    let written = serde_json::to_value(read).unwrap();
    assert!(says_all(&written, &sample), "{sample:#} became {written:#}");
}

/// Whether a document says all that an earlier one did; it may say more.
fn says_all(now: &Value, before: &Value) -> bool {
    match (now, before) {
        (Value::Object(now), Value::Object(before)) => {
            before.iter().all(|(member, before)| now.get(member).is_some_and(|now| says_all(now, before)))
        }
        (Value::Array(now), Value::Array(before)) => {
            now.len() == before.len() && now.iter().zip(before).all(|(now, before)| says_all(now, before))
        }
        _ => now == before,
    }
}
