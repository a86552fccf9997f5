use crate::schema::oversight;
use chrono::NaiveDate;
use diesel::pg::Pg;
use diesel::{Queryable, Selectable};
use haicap_types::OrganizationCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Whose work an organization follows for some time, whatever the tree says. It may read and urge, and sees no drafts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, Queryable, Selectable)]
#[diesel(
    table_name = oversight,
    primary_key(body, audience, valid_from),
    treat_none_as_null = true,
    check_for_backend(Pg)
)]
pub struct Oversight {
    /// The organization that follows.
    pub body: OrganizationCode,
    /// The audience that is followed.
    #[schema(example = "departments")]
    pub audience: String,
    /// The first day.
    pub valid_from: NaiveDate,
    /// The last day; null while no end is decided.
    #[schema(required)]
    pub valid_to: Option<NaiveDate>,
    /// On what ground, in Vietnamese.
    pub reason_vi: String,
    /// On what ground, in English.
    #[schema(required)]
    pub reason_en: Option<String>,
    /// Counts the changes.
    pub version: i32,
}

impl Oversight {
    /// Whether it holds on a date, its last day included.
    #[must_use]
    pub fn is_valid_on(&self, on: NaiveDate) -> bool {
        self.valid_from <= on && self.valid_to.is_none_or(|last| on <= last)
    }

    /// Its key as one text.
    #[must_use]
    pub fn id(&self) -> String {
        format!("{}.{}.{}", self.body, self.audience, self.valid_from)
    }

    /// Whether two rows say the same of a day that both hold on.
    #[must_use]
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        self.body == other.body
            && self.audience == other.audience
            && self.valid_to.is_none_or(|last| other.valid_from <= last)
            && other.valid_to.is_none_or(|last| self.valid_from <= last)
    }
}
