use crate::Organization;
use crate::schema::audience;
use diesel::pg::Pg;
use diesel::{Queryable, Selectable};
use haicap_types::{OrganizationCode, OrganizationKind};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A named selector of organizations, such as "all commune Party committees".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, Queryable, Selectable)]
#[diesel(table_name = audience, primary_key(code), check_for_backend(Pg))]
pub struct Audience {
    /// The natural key.
    #[schema(example = "departments")]
    pub code: String,
    /// The Vietnamese name.
    pub name_vi: String,
    /// The English name.
    pub name_en: String,
    /// Every organization of these kinds belongs to it.
    pub kinds: Vec<OrganizationKind>,
    /// So do these, whatever their kind.
    pub organizations: Vec<OrganizationCode>,
    /// Counts the changes.
    pub version: i32,
}

impl Audience {
    /// Whether an organization belongs to it, at whatever date.
    #[must_use]
    pub fn includes(&self, organization: &Organization) -> bool {
        self.kinds.contains(&organization.kind) || self.organizations.contains(&organization.code)
    }
}
