//! The first version: figures of all units beside those of all units of the period before.

use super::{SnapshotBody, SnapshotCoverage, SnapshotFigure, SnapshotSection, VERSION};
use crate::vocabulary::{FigureMeasure, ValueType};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use uuid::Uuid;

#[derive(Deserialize)]
pub(super) struct Snapshot {
    coverage: SnapshotCoverage,
    figures: Vec<Figure>,
    sections: Vec<SnapshotSection>,
    sources: BTreeMap<Uuid, SnapshotBody>,
}

#[derive(Deserialize)]
struct Figure {
    indicator: String,
    name_vi: String,
    name_en: String,
    unit_vi: Option<String>,
    unit_en: Option<String>,
    value_type: ValueType,
    value: Value,
    previous: Value,
    change: Value,
    units_counted: u32,
    units_expected: u32,
}

impl From<Snapshot> for super::Snapshot {
    fn from(first: Snapshot) -> Self {
        let Snapshot { coverage, figures, sections, sources } = first;
        let figures = figures.into_iter().map(SnapshotFigure::from).collect();
        Self { version: VERSION, coverage, figures, sections, sources }
    }
}

impl From<Figure> for SnapshotFigure {
    fn from(first: Figure) -> Self {
        let measure = match first.value_type {
            // What was blank in both periods was not shown.
            _ if first.value.is_null() && first.previous.is_null() => FigureMeasure::Nothing,
            ValueType::Date | ValueType::Choice | ValueType::Text => FigureMeasure::Units,
            _ => FigureMeasure::Total,
        };
        Self {
            indicator: first.indicator,
            name_vi: first.name_vi,
            name_en: first.name_en,
            unit_vi: first.unit_vi,
            unit_en: first.unit_en,
            value_type: first.value_type,
            measure,
            value: number(first.value),
            units_counted: first.units_counted,
            units_expected: first.units_expected,
            previous: number(first.previous),
            compared_value: None,
            change: number(first.change),
            units_compared: None,
            units_in_either: None,
            earliest: None,
            latest: None,
            distribution: Vec::new(),
        }
    }
}

/// Whole numbers were numbers, and others strings.
fn number(kept: Value) -> Option<String> {
    match kept {
        Value::String(text) => Some(text),
        Value::Number(whole) => Some(whole.to_string()),
        _ => None,
    }
}
