//! What a report is made of, frozen with all names as they were.
//!
//! Snapshots are kept for ever, and so is this shape: version 2 is read as it is written here, whatever the API shows, and
//! earlier ones are read into it ([`first`]). What is new gets a version of its own, and `samples/` a sample of it.

mod first;

use crate::vocabulary::{FigureMeasure, SectionKind, ValueType};
use chrono::NaiveDate;
use haicap_types::OrganizationCode;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use uuid::Uuid;

/// The version that is written.
const VERSION: u32 = 2;

/// What a report is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    version: u32,
    /// Who is in it, and who is missing.
    pub coverage: SnapshotCoverage,
    /// The figures, in the order of the forms.
    pub figures: Vec<SnapshotFigure>,
    /// The sections of the forms, in their order.
    pub sections: Vec<SnapshotSection>,
    /// Whose reports they are, by the ids of the submissions.
    pub sources: BTreeMap<Uuid, SnapshotBody>,
}

/// An organization as it was called then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnapshotBody {
    /// Its code.
    pub code: OrganizationCode,
    /// Its name.
    pub name_vi: String,
    /// Its name in English.
    pub name_en: String,
}

/// Who is in a report, and who is missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnapshotCoverage {
    /// How many have to report: all but those to whom it was waived.
    pub expected: u32,
    /// Of how many a report is in it.
    pub received: u32,
    /// The share of these, in percent; `None` where nobody has to report.
    pub percent: Option<String>,
    /// How many of the received ones were accepted.
    pub accepted: u32,
    /// How many of them report that there is nothing.
    pub nil: u32,
    /// How many were late.
    pub late: u32,
    /// Of whom only some periods are in it.
    pub partial: Vec<SnapshotBody>,
    /// Whose reports were returned and not sent again.
    pub returned: Vec<SnapshotBody>,
    /// Who has not reported.
    pub missing: Vec<SnapshotBody>,
    /// To whom it was waived.
    pub waived: Vec<SnapshotBody>,
}

/// A figure. Numbers are strings, digits with a point at most.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnapshotFigure {
    /// The indicator's code.
    pub indicator: String,
    /// What it is called.
    pub name_vi: String,
    /// The same in English.
    pub name_en: String,
    /// What is counted or measured.
    pub unit_vi: Option<String>,
    /// The same in English.
    pub unit_en: Option<String>,
    /// What its value is.
    pub value_type: ValueType,
    /// What the value is: a total, a ratio, a number of units, or nothing at all.
    pub measure: FigureMeasure,
    /// Its value; `None` where nobody gave one, or a denominator is zero.
    pub value: Option<String>,
    /// How many units it is made of.
    pub units_counted: u32,
    /// How many were asked.
    pub units_expected: u32,
    /// The value of the period before, of the units that gave one in both; in version 1 of all units.
    pub previous: Option<String>,
    /// The value of this period, of the same units; `None` in version 1.
    pub compared_value: Option<String>,
    /// What changed since.
    pub change: Option<String>,
    /// How many units gave a value in both periods; `None` where there was no period before, and in version 1.
    pub units_compared: Option<u32>,
    /// How many gave one in either; `None` where `units_compared` is.
    pub units_in_either: Option<u32>,
    /// The first of the dates, of a date.
    pub earliest: Option<NaiveDate>,
    /// The last of them.
    pub latest: Option<NaiveDate>,
    /// How many units chose what, of a choice, in the order of the choices.
    pub distribution: Vec<SnapshotChoice>,
}

/// How many units chose something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnapshotChoice {
    /// The choice's code.
    pub code: String,
    /// What it is called.
    pub name_vi: String,
    /// The same in English.
    pub name_en: String,
    /// How many units chose it.
    pub units: u32,
}

/// A section of the forms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnapshotSection {
    /// Its code.
    pub code: String,
    /// Whether it holds words or figures.
    pub kind: SectionKind,
    /// Its heading.
    pub title_vi: String,
    /// The same in English.
    pub title_en: String,
    /// The codes of its figures.
    pub indicators: Vec<String>,
}

impl Snapshot {
    /// A snapshot in the shape that is written now.
    #[must_use]
    pub const fn new(
        coverage: SnapshotCoverage,
        figures: Vec<SnapshotFigure>,
        sections: Vec<SnapshotSection>,
        sources: BTreeMap<Uuid, SnapshotBody>,
    ) -> Self {
        Self { version: VERSION, coverage, figures, sections, sources }
    }

    /// A snapshot that was kept.
    ///
    /// # Errors
    /// It is of no known version.
    pub fn read(kept: &Value) -> serde_json::Result<Self> {
        // The first snapshots do not name their version.
        match kept.get("version").map_or(Some(1), Value::as_u64) {
            Some(1) => first::Snapshot::deserialize(kept).map(Self::from),
            Some(2) => Self::deserialize(kept),
            other => Err(serde::de::Error::custom(format!("snapshots have no version {other:?}"))),
        }
    }

    /// The snapshot as it is kept.
    ///
    /// # Errors
    /// Never: all of it can be written as JSON.
    pub fn written(&self) -> serde_json::Result<Value> {
        serde_json::to_value(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// As the first reports have it: kept before snapshots named their version. It never changes.
    const FIRST: &str = include_str!("samples/snapshot_1.json");

    /// As reports have it since units are compared. It never changes.
    const SECOND: &str = include_str!("samples/snapshot_2.json");

    fn kept(sample: &str) -> Value {
        serde_json::from_str(sample).unwrap()
    }

    #[test]
    fn the_first_snapshots_stay_readable() {
        for (version, kept) in [(json!(null), kept(FIRST)), (json!(1), kept(FIRST))] {
            let mut kept = kept;
            if !version.is_null() {
                kept["version"] = version;
            }
            let read = Snapshot::read(&kept).unwrap();
            let written = read.written().unwrap();
            for member in ["coverage", "sections", "sources"] {
                assert_eq!(written[member], kept[member], "{member}");
            }
            let plain = |figure: &Value, member: &str| match &figure[member] {
                Value::Number(number) => json!(number.to_string()),
                other => other.clone(),
            };
            for (now, then) in written["figures"].as_array().unwrap().iter().zip(kept["figures"].as_array().unwrap()) {
                for member in then.as_object().unwrap().keys().filter(|member| !member.starts_with("units")) {
                    assert_eq!(now[member], plain(then, member), "{member}");
                }
                assert_eq!([&now["units_counted"], &now["units_compared"]], [&then["units_counted"], &json!(null)]);
            }
            let measures: Vec<_> = read.figures.iter().map(|figure| figure.measure).collect();
            assert_eq!(measures, [FigureMeasure::Total, FigureMeasure::Total]);
        }
    }

    #[test]
    fn todays_snapshots_stay_readable() {
        assert_eq!(Snapshot::read(&kept(SECOND)).unwrap().written().unwrap(), kept(SECOND), "all that it says is kept");
    }

    #[test]
    fn a_version_that_is_not_known_is_not_guessed_at() {
        for version in [json!(3), json!(0), json!("2"), json!(null)] {
            let mut kept = kept(SECOND);
            kept["version"] = version;
            assert!(Snapshot::read(&kept).is_err());
        }
    }
}
