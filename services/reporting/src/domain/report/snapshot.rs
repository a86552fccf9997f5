//! What a report is made of, frozen with all names as they were.
//!
//! Snapshots are kept for ever, and so is this shape: version 1 is read as it is written here, whatever the API shows.
//! What is new gets a version of its own beside it, and `samples/` a sample of it.

use crate::vocabulary::{SectionKind, ValueType};
use haicap_types::OrganizationCode;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use uuid::Uuid;

/// The version that is written. The first snapshots do not name theirs.
const VERSION: u32 = 1;

/// What a report is made of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    #[serde(default = "first")]
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

/// A figure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
    /// Its value: a whole number as a number, anything else as a string; null where nobody gave one.
    pub value: Value,
    /// The value of the period before; null where there is none.
    pub previous: Value,
    /// What changed since; null where either is null.
    pub change: Value,
    /// How many units it is made of.
    pub units_counted: u32,
    /// How many were asked.
    pub units_expected: u32,
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
        let read = Self::deserialize(kept)?;
        match read.version {
            VERSION => Ok(read),
            other => Err(serde::de::Error::custom(format!("snapshots have no version {other}"))),
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

const fn first() -> u32 {
    1
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// As the first reports have it: kept before snapshots named their version. It never changes.
    const FIRST: &str = include_str!("samples/snapshot_1.json");

    #[test]
    fn the_first_snapshots_stay_readable() {
        let kept: Value = serde_json::from_str(FIRST).unwrap();
        let read = Snapshot::read(&kept).unwrap();
        assert_eq!((read.coverage.expected, read.coverage.missing.len(), read.figures.len()), (3, 1, 2));
        let mut written = read.written().unwrap();
        assert_eq!(written.as_object_mut().unwrap().remove("version"), Some(json!(1)));
        assert_eq!(written, kept, "all that it says is kept");
    }

    #[test]
    fn a_version_that_is_not_known_is_not_guessed_at() {
        let mut kept: Value = serde_json::from_str(FIRST).unwrap();
        kept["version"] = json!(2);
        assert!(Snapshot::read(&kept).is_err());
    }
}
