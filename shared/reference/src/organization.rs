use crate::schema::organization;
use chrono::NaiveDate;
use diesel::pg::Pg;
use diesel::{Queryable, Selectable};
use haicap_types::{Named, OrganizationCode, OrganizationKind, fold};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An organization of the city, or one outside it that the city reports to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, Queryable, Selectable)]
#[diesel(table_name = organization, primary_key(code), check_for_backend(Pg))]
pub struct Organization {
    /// The natural key.
    pub code: OrganizationCode,
    /// The Vietnamese name; not unique, and free to change.
    pub name_vi: String,
    /// The English name.
    pub name_en: String,
    /// What sort of organization it is.
    pub kind: OrganizationKind,
    /// The organization directly above it; null at the top of a tree.
    #[schema(required)]
    pub parent: Option<OrganizationCode>,
    /// The issuer's part of a document symbol; several organizations may share one.
    #[schema(required)]
    pub symbol: Option<String>,
    /// Its name at the head of its documents, with ` / ` where a line ends; null where that is its name.
    #[schema(required)]
    pub letterhead: Option<String>,
    /// On whose behalf its head signs, such as `T/M Ban Thường vụ`; null where that is what its kind has.
    #[schema(required)]
    pub head_authority: Option<String>,
    /// The title of its head, such as `Trưởng Ban`; null where that is what its kind has.
    #[schema(required)]
    pub head_title: Option<String>,
    /// Where its documents are signed, as they say it; null where that is the name of its territory.
    #[schema(required)]
    pub place: Option<String>,
    /// The territory that it governs: two digits for a province, five for a commune.
    #[schema(required)]
    pub territory_code: Option<String>,
    /// Its address in the exchange of electronic documents.
    #[schema(required)]
    pub electronic_id: Option<String>,
    /// Contact: the office that answers.
    #[schema(required)]
    pub office: Option<String>,
    /// Contact: the postal address.
    #[schema(required)]
    pub post: Option<String>,
    /// Contact: the telephone number.
    #[schema(required)]
    pub telephone: Option<String>,
    /// Contact: the electronic mail address.
    #[schema(required)]
    pub mail: Option<String>,
    /// The first day of its existence.
    pub valid_from: NaiveDate,
    /// The last day of its existence; null while no end is decided.
    #[schema(required)]
    pub valid_to: Option<NaiveDate>,
    /// The organizations that took over from it.
    pub successors: Vec<OrganizationCode>,
    /// Counts the changes.
    pub version: i32,
}

impl Organization {
    /// Whether it exists on a date, its last day included.
    #[must_use]
    pub fn is_valid_on(&self, on: NaiveDate) -> bool {
        self.has_begun_by(on) && self.valid_to.is_none_or(|last| on <= last)
    }

    /// Whether it exists on a date or existed before.
    #[must_use]
    pub fn has_begun_by(&self, on: NaiveDate) -> bool {
        self.valid_from <= on
    }

    /// Whether its last day came before a date.
    #[must_use]
    pub fn has_ended_by(&self, on: NaiveDate) -> bool {
        self.valid_to.is_some_and(|last| last < on)
    }

    /// Its code and names, as answers carry them.
    #[must_use]
    pub fn named(&self) -> Named {
        Named { code: self.code.clone(), name_vi: self.name_vi.clone(), name_en: self.name_en.clone() }
    }

    /// What a search for it is matched against: both names and the code, folded.
    #[must_use]
    pub fn search_text(&self) -> String {
        fold(&format!("{} {} {}", self.name_vi, self.name_en, self.code))
    }
}
