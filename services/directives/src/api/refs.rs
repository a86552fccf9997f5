//! How other things are named in answers.

use crate::domain::clause::Party;
use crate::domain::directive::Directive;
use crate::store::assignments::Document;
use crate::vocabulary::DirectiveState;
use haicap_reference::Directory;
use haicap_types::Named;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

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

/// A directive, as other things name it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DirectiveRef {
    /// Its id.
    pub(crate) id: Uuid,
    /// Its number; null if it has none.
    #[schema(required, example = "45-KL/TU")]
    pub(crate) number: Option<String>,
    /// Its title.
    #[schema(example = "Kết luận về vận hành mô hình chính quyền địa phương 2 cấp")]
    pub(crate) title: String,
    /// Where it stands.
    pub(crate) state: DirectiveState,
    /// Its address, relative to the origin.
    #[schema(example = "/directives/v1/directives/0199b6a0-0000-7000-8000-000000000000")]
    pub(crate) href: String,
}

impl DirectiveRef {
    /// A directive that was read.
    pub(crate) fn of(directive: &Directive) -> Self {
        let content = &directive.content;
        let number = content.number.as_ref().map(ToString::to_string);
        Self::from((directive.id, Document { number, title: content.title.to_string(), state: directive.state }))
    }
}

impl From<(Uuid, Document)> for DirectiveRef {
    fn from((id, Document { number, title, state }): (Uuid, Document)) -> Self {
        Self { id, number, title, state, href: format!("/directives/v1/directives/{id}") }
    }
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
