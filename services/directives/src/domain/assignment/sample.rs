//! A task of the first conclusion, as tests need it.

use super::NewAssignment;
use crate::vocabulary::{ClauseKind, ProductKind};
use chrono::{DateTime, NaiveDate, Utc};
use haicap_types::{Actor, OrganizationCode, Role, Text, Urgency};
use uuid::Uuid;

/// A task that the Party committee of the People's Committee owes to the Standing Body, without a date.
pub(crate) fn task() -> NewAssignment {
    NewAssignment {
        id: Uuid::from_u128(1),
        directive_id: Some(Uuid::from_u128(2)),
        clause_id: Some(Uuid::from_u128(3)),
        parent: None,
        clause_kind: ClauseKind::Task,
        title: "Xây dựng phương án quản lý, khai thác trụ sở dôi dư".to_owned(),
        product_kind: Some(ProductKind::Plan),
        product: Some("phương án".to_owned()),
        urgency: Urgency::Urgent,
        accountable: code("DU-UBND"),
        executing: None,
        coordinating: Vec::new(),
        monitoring: Vec::new(),
        reports_to: Some(code("TT")),
        issuer: code("TT"),
        cadence: None,
        due_on: None,
    }
}

/// A leader of an organization.
pub(crate) fn actor(subject: &str, organization: &str) -> Actor {
    Actor {
        subject: subject.to_owned(),
        name: "Nguyễn Văn An".to_owned(),
        organization: code(organization),
        roles: vec![Role::Leader],
    }
}

/// An organization's code.
pub(crate) fn code(text: &str) -> OrganizationCode {
    text.parse().unwrap()
}

/// What somebody says.
pub(crate) fn said<const MAX: usize, const HAS_LINES: bool>(text: &str) -> Text<MAX, HAS_LINES> {
    Text::new(text).unwrap()
}

/// A moment in RFC 3339.
pub(crate) fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

/// A date in ISO form.
pub(crate) fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}
