//! What the units would have sent by the morning of 1 October 2025.
//!
//! Organizations are those that ship. Every figure and every sentence is invented, and every text says so: nothing here
//! comes from a real report. The same organization and period always give the same figures, without clock or chance, so
//! that the example is the same wherever it is played.

use super::definitions::{COMMUNE_FORM, DEPARTMENT_FORM, directory};
use super::draw::Unit;
use super::{figures, words};
use haicap_types::OrganizationCode;
use serde_json::{Map, Value};

/// The figures that an organization reports for a period, by code, as a draft takes them; empty for a form that is not
/// of the example. From one period to the next stocks move a little, and flows vary.
#[must_use]
pub(crate) fn values(organization: &OrganizationCode, period: &str, form: &str) -> Map<String, Value> {
    let unit = Unit::new(organization.as_str(), period);
    match form {
        COMMUNE_FORM => figures::commune(&unit),
        DEPARTMENT_FORM => figures::department(&unit),
        _ => Map::new(),
    }
}

/// The words that go with [`values`], by section.
#[must_use]
pub(crate) fn narrative(organization: &OrganizationCode, period: &str, form: &str) -> Map<String, Value> {
    let name = directory().get(organization).map_or(organization.as_str(), |known| known.name_vi.as_str());
    let unit = Unit::new(organization.as_str(), period);
    let values = values(organization, period, form);
    match form {
        COMMUNE_FORM => words::commune(&unit, name, &values),
        DEPARTMENT_FORM => words::department(&unit, name, &values),
        _ => Map::new(),
    }
}
