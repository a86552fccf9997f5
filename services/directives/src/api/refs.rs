//! How other things are named in answers.

use crate::domain::clause::Party;
use haicap_reference::Directory;
use haicap_types::Named;
use serde::Serialize;
use utoipa::ToSchema;

/// An organization or an audience, with its names.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PartyView {
    /// One organization.
    Organization(Named),
    /// All that belong to an audience.
    Audience(AudienceName),
}

/// An audience, as it stands in answers.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AudienceName {
    /// The audience's code.
    #[schema(example = "departments")]
    pub(crate) code: String,
    /// Its Vietnamese name.
    #[schema(example = "Các sở, ngành")]
    pub(crate) name_vi: String,
    /// Its English name.
    #[schema(example = "Departments")]
    pub(crate) name_en: String,
}

/// An organization or an audience as answers name it.
pub(crate) fn party_view(party: &Party, directory: &Directory) -> PartyView {
    match party {
        Party::Organization(code) => PartyView::Organization(directory.named(code)),
        Party::Audience(code) => {
            let (name_vi, name_en) = directory.audience(code.as_str()).map_or_else(
                || (code.to_string(), code.to_string()),
                |found| (found.name_vi.clone(), found.name_en.clone()),
            );
            PartyView::Audience(AudienceName { code: code.to_string(), name_vi, name_en })
        }
    }
}
