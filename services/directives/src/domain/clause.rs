//! Clauses: each point of a document, all of it, and who shall be given it.

mod check;
mod label;
mod rule;

pub use check::{ClauseFault, check_clauses};
pub use label::Label;
pub use rule::{CLAUSES_MAX, ClauseRule};

use super::fulfilment::Deadline;
use super::text::{AudienceCode, LongText, Prose};
use crate::vocabulary::{ClauseKind, ProductKind};
use chrono::NaiveDate;
use haicap_types::{Cadence, OrganizationCode, Urgency};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// One point of a document. It can be changed in a draft, and never after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Its id.
    pub id: Uuid,
    /// The document.
    pub directive_id: Uuid,
    /// How the document names it.
    pub label: Label,
    /// Its place in the document, from 1.
    pub ordinal: i32,
    /// What sort of sentence it is.
    pub kind: ClauseKind,
    /// What it says.
    pub text: LongText,
    /// How fast it must be dealt with; none where it does not say.
    pub urgency: Option<Urgency>,
    /// The date that it states; none where it states none.
    pub due_on: Option<NaiveDate>,
    /// In what form the result is wanted.
    pub product_kind: Option<ProductKind>,
    /// What result is wanted.
    pub product: Option<Prose<1_000>>,
    /// How often a recurring report comes, which always says it, or a standing duty is reviewed: every month if it says
    /// nothing.
    pub cadence: Option<Cadence>,
    /// When within its cycle it falls due; none where the clause does not say.
    pub deadline: Option<Deadline>,
    /// The clause that it repeats; it makes no second duty then.
    pub duplicate_of: Option<Uuid>,
    /// The tasks that a constraint binds.
    pub binds: Vec<Uuid>,
    /// Who shall be given it once the document is issued or registered.
    pub intended: Vec<IntendedAssignment>,
    /// The higher organization whose requirement it passes on.
    pub superior: Option<OrganizationCode>,
    /// What a reader should know beside the text.
    pub note: Option<Prose<2_000>>,
}

/// An assignment that a clause makes when its document is issued or registered: one for each accountable organization.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IntendedAssignment {
    /// Who leads and directs.
    pub accountable: Party,
    /// Who carries it out, where that is another.
    #[serde(default)]
    pub executing: Option<OrganizationCode>,
    /// Who helps.
    #[serde(default)]
    pub coordinating: Vec<Party>,
    /// Who follows it.
    #[serde(default)]
    pub monitoring: Vec<Party>,
    /// Who receives the result; none means the issuer.
    #[serde(default)]
    pub reports_to: Option<OrganizationCode>,
    /// The audience of which each organization gets a child of the assignment.
    #[serde(default)]
    pub fan_out_to: Option<AudienceCode>,
}

/// An organization, or all organizations of an audience.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// One organization.
    Organization(OrganizationCode),
    /// All that belong to an audience on the day.
    Audience(AudienceCode),
}

impl IntendedAssignment {
    /// The organizations that get a root assignment each; `members` tells who belongs to an audience on the day.
    #[must_use]
    pub fn roots(&self, members: &dyn Fn(&AudienceCode) -> Vec<OrganizationCode>) -> Vec<OrganizationCode> {
        resolve(std::slice::from_ref(&self.accountable), members)
    }

    /// The organizations that get a child of each root.
    #[must_use]
    pub fn children(&self, members: &dyn Fn(&AudienceCode) -> Vec<OrganizationCode>) -> Vec<OrganizationCode> {
        let audience = self.fan_out_to.clone().map(Party::Audience);
        resolve(audience.as_slice(), members)
    }
}

/// The organizations that parties stand for, each once, ordered by code.
#[must_use]
pub fn resolve(parties: &[Party], members: &dyn Fn(&AudienceCode) -> Vec<OrganizationCode>) -> Vec<OrganizationCode> {
    let mut organizations: Vec<_> = parties
        .iter()
        .flat_map(|party| match party {
            Party::Organization(code) => vec![code.clone()],
            Party::Audience(code) => members(code),
        })
        .collect();
    organizations.sort();
    organizations.dedup();
    organizations
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn clause(id: u128, label: &str, kind: ClauseKind) -> Clause {
        Clause {
            id: Uuid::from_u128(id),
            directive_id: Uuid::from_u128(100),
            label: Label::new(label).unwrap(),
            ordinal: i32::try_from(id).unwrap(),
            kind,
            text: LongText::new("Khẩn trương thực hiện.").unwrap(),
            urgency: None,
            due_on: None,
            product_kind: None,
            product: None,
            cadence: None,
            deadline: None,
            duplicate_of: None,
            binds: Vec::new(),
            intended: Vec::new(),
            superior: None,
            note: None,
        }
    }

    pub(crate) fn intended(json: &str) -> IntendedAssignment {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn parties_are_tagged_simply_and_unknown_fields_refused() {
        let json = r#"{"accountable":{"audience":"departments"},"coordinating":[{"organization":"BTC"}]}"#;
        let parsed = intended(json);
        assert_eq!(parsed.accountable, Party::Audience(AudienceCode::new("departments").unwrap()));
        assert_eq!(parsed.coordinating, [Party::Organization("BTC".parse().unwrap())]);
        for wrong in [
            r#"{"accountable":{"organization":"btc"}}"#,
            r#"{"accountable":{"person":"BTC"}}"#,
            r#"{"accountable":{"organization":"BTC"},"state":"completed"}"#,
        ] {
            assert!(serde_json::from_str::<IntendedAssignment>(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn an_audience_stands_for_its_members_each_once() {
        let members = |_: &AudienceCode| ["STC", "SNV", "STC"].map(|code| code.parse().unwrap()).to_vec();
        let intended = intended(r#"{"accountable":{"organization":"UBND"},"fan_out_to":"departments"}"#);
        assert_eq!(intended.roots(&members).iter().map(OrganizationCode::as_str).collect::<Vec<_>>(), ["UBND"]);
        assert_eq!(
            intended.children(&members).iter().map(OrganizationCode::as_str).collect::<Vec<_>>(),
            ["SNV", "STC"]
        );
    }
}
