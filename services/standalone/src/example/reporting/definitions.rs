//! How the two-tier model is reported on: indicators, forms and regimes, as they are sent.

use haicap_reference::{Directory, shipped};
use reporting::domain::form::FormContent;
use reporting::domain::indicator::Indicator;
use reporting::domain::regime::Regime;
use serde::Deserialize;
use std::sync::LazyLock;

/// When indicators, forms and regimes are defined: before the first unit reports, and after the first period began.
pub(crate) const DEFINED_AT: &str = "2025-09-15T07:30:00+07:00";

/// What every invented text begins with.
pub(crate) const MARK: &str = "[Số liệu minh họa]";

/// The forms of communes and of departments.
pub(crate) const COMMUNE_FORM: &str = "two-tier-commune";
/// See [`COMMUNE_FORM`].
pub(crate) const DEPARTMENT_FORM: &str = "two-tier-department";

const INDICATORS: &str = include_str!("../../../example/reporting/indicators.json");
const FORMS: &str = include_str!("../../../example/reporting/forms.json");
const REGIMES: &str = include_str!("../../../example/reporting/regimes.json");

/// A form and the content of its first version.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FormDefinition {
    /// Its code.
    pub(crate) code: String,
    /// What it is called.
    pub(crate) name_vi: String,
    /// The same in English.
    pub(crate) name_en: String,
    /// What it asks for.
    pub(crate) content: FormContent,
}

/// A regime, and what its definition does not know by itself.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RegimeDefinition {
    /// The label of the conclusion's clause that it serves: its id is known once the conclusion is entered.
    pub(crate) serves: Option<String>,
    /// The warnings to acknowledge.
    pub(crate) acknowledged_warnings: Vec<String>,
    /// The regime, without the clause.
    pub(crate) definition: Regime,
}

/// The indicators, each after those that it needs.
#[must_use]
#[expect(clippy::expect_used, reason = "the file is part of the program, and a test reads it")]
pub(crate) fn indicators() -> Vec<Indicator> {
    serde_json::from_str(INDICATORS).expect("the shipped indicators are well formed")
}

/// The forms.
#[must_use]
#[expect(clippy::expect_used, reason = "the file is part of the program, and a test reads it")]
pub(crate) fn forms() -> Vec<FormDefinition> {
    serde_json::from_str(FORMS).expect("the shipped forms are well formed")
}

/// The regimes, each after the one that it is consolidated from.
#[must_use]
#[expect(clippy::expect_used, reason = "the file is part of the program, and a test reads it")]
pub(crate) fn regimes() -> Vec<RegimeDefinition> {
    serde_json::from_str(REGIMES).expect("the shipped regimes are well formed")
}

/// The directory as it ships: names are looked up in it hundreds of times.
pub(super) fn directory() -> &'static Directory {
    static DIRECTORY: LazyLock<Directory> = LazyLock::new(shipped::directory);
    &DIRECTORY
}
