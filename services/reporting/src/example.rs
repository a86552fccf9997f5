//! The example: how the two-tier model is reported on, and what the units would have sent by the morning of 1 October
//! 2025. Definitions, figures and words only: whoever plays it does so over HTTP, as the units would have.
//!
//! Organizations are those that ship. Every figure and every sentence is invented, and every text says so: nothing here
//! comes from a real report. The same organization and period always give the same figures, without clock or chance, so
//! that the example is the same wherever it is played.

mod course;
mod draw;
mod figures;
mod words;

pub use course::{Course, Deed, Slip, Step, in_order, plan};

use crate::domain::form::FormContent;
use crate::domain::indicator::Indicator;
use crate::domain::regime::Regime;
use draw::Unit;
use haicap_reference::{Directory, shipped};
use haicap_types::OrganizationCode;
use serde::Deserialize;
use serde_json::{Map, Value};
use std::sync::LazyLock;

/// When indicators, forms and regimes are defined: before the first unit reports, and after the first period began.
pub const DEFINED_AT: &str = "2025-09-15T07:30:00+07:00";

/// The person who defines them. The Organization Commission oversees the units only since the conclusion; the Standing
/// Body, which is reported to, always has.
pub const DEFINER: &str = "tt.coordinator";

/// What every invented text begins with.
pub const MARK: &str = "[Số liệu minh họa]";

/// The forms of communes and of departments.
pub const COMMUNE_FORM: &str = "two-tier-commune";
/// See [`COMMUNE_FORM`].
pub const DEPARTMENT_FORM: &str = "two-tier-department";

const INDICATORS: &str = include_str!("../example/indicators.json");
const FORMS: &str = include_str!("../example/forms.json");
const REGIMES: &str = include_str!("../example/regimes.json");

/// A form and the content of its first version.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormDefinition {
    /// Its code.
    pub code: String,
    /// What it is called.
    pub name_vi: String,
    /// The same in English.
    pub name_en: String,
    /// What it asks for.
    pub content: FormContent,
}

/// A regime, and what its definition does not know by itself.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegimeDefinition {
    /// The label of the conclusion's clause that it serves: its id is known once the conclusion is entered.
    pub serves: Option<String>,
    /// The warnings to acknowledge.
    pub acknowledged_warnings: Vec<String>,
    /// The regime, without the clause.
    pub definition: Regime,
}

/// The indicators, each after those that it needs.
#[must_use]
#[expect(clippy::expect_used, reason = "the file is part of the program, and a test reads it")]
pub fn indicators() -> Vec<Indicator> {
    serde_json::from_str(INDICATORS).expect("the shipped indicators are well formed")
}

/// The forms.
#[must_use]
#[expect(clippy::expect_used, reason = "the file is part of the program, and a test reads it")]
pub fn forms() -> Vec<FormDefinition> {
    serde_json::from_str(FORMS).expect("the shipped forms are well formed")
}

/// The regimes, each after the one that it is consolidated from.
#[must_use]
#[expect(clippy::expect_used, reason = "the file is part of the program, and a test reads it")]
pub fn regimes() -> Vec<RegimeDefinition> {
    serde_json::from_str(REGIMES).expect("the shipped regimes are well formed")
}

/// The figures that an organization reports for a period, by code, as a draft takes them; none for a form that is not
/// of the example. From one period to the next stocks move a little, and flows vary.
#[must_use]
pub fn values(organization: &OrganizationCode, period: &str, form: &str) -> Map<String, Value> {
    let unit = Unit::new(organization.as_str(), period);
    match form {
        COMMUNE_FORM => figures::commune(&unit),
        DEPARTMENT_FORM => figures::department(&unit),
        _ => Map::new(),
    }
}

/// The words that go with [`values`], by section.
#[must_use]
pub fn narrative(organization: &OrganizationCode, period: &str, form: &str) -> Map<String, Value> {
    let name = directory().get(organization).map_or(organization.as_str(), |known| known.name_vi.as_str());
    let unit = Unit::new(organization.as_str(), period);
    let values = values(organization, period, form);
    match form {
        COMMUNE_FORM => words::commune(&unit, name, &values),
        DEPARTMENT_FORM => words::department(&unit, name, &values),
        _ => Map::new(),
    }
}

/// The directory as it ships: names are looked up in it hundreds of times.
fn directory() -> &'static Directory {
    static DIRECTORY: LazyLock<Directory> = LazyLock::new(shipped::directory);
    &DIRECTORY
}

#[cfg(test)]
mod tests;
