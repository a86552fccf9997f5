use crate::api::directory::{NamedAudience, Reading};
use crate::domain::rights::DirectoryAct;
use chrono::NaiveDate;
use haicap_reference::Organization;
use haicap_types::{Action, Method, Named, OrganizationCode, OrganizationKind};
use serde::Serialize;
use utoipa::ToSchema;

/// An organization of the city, or one outside it that the city reports to.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OrganizationView {
    /// The natural key.
    code: OrganizationCode,
    /// The Vietnamese name; not unique, and free to change.
    #[schema(example = "Ban Tổ chức Thành ủy")]
    name_vi: String,
    /// The English name.
    #[schema(example = "Organization Commission")]
    name_en: String,
    /// What sort of organization it is.
    kind: OrganizationKind,
    /// The organization directly above it; null at the top of a tree.
    #[schema(required)]
    parent: Option<Named>,
    /// The issuer's part of a document symbol; several organizations may share one.
    #[schema(required, example = "BTCTU")]
    symbol: Option<String>,
    /// Its name at the head of its documents, with ` / ` where a line ends; null where that is its name.
    #[schema(required, example = "Ban Tổ chức")]
    letterhead: Option<String>,
    /// On whose behalf its head signs; null where that is what its kind has.
    #[schema(required)]
    head_authority: Option<String>,
    /// The title of its head; null where that is what its kind has.
    #[schema(required, example = "Trưởng Ban")]
    head_title: Option<String>,
    /// Where its documents are signed, as they say it; null where that is the name of its territory.
    #[schema(required, example = "TP. Hồ Chí Minh")]
    place: Option<String>,
    /// The territory that it governs: two digits for a province, five for a commune.
    #[schema(required, example = "79")]
    territory_code: Option<String>,
    /// Its address in the exchange of electronic documents.
    #[schema(required)]
    electronic_id: Option<String>,
    /// Contact: the office that answers.
    #[schema(required)]
    office: Option<String>,
    /// Contact: the postal address.
    #[schema(required)]
    post: Option<String>,
    /// Contact: the telephone number.
    #[schema(required)]
    telephone: Option<String>,
    /// Contact: the electronic mail address.
    #[schema(required)]
    mail: Option<String>,
    /// The first day of its existence.
    valid_from: NaiveDate,
    /// The last day of its existence; null while no end is decided.
    #[schema(required)]
    valid_to: Option<NaiveDate>,
    /// The organizations that took over from it.
    successors: Vec<Named>,
    /// How many organizations stand directly below it today.
    #[schema(example = 3)]
    children: usize,
    /// The audiences that it belongs to.
    audiences: Vec<NamedAudience>,
    /// The organizations that oversee it today, whatever the tree says.
    overseers: Vec<Named>,
    /// Counts the changes.
    version: i32,
    /// What the caller may do with it now; in lists only what is allowed.
    actions: Vec<Action>,
}

impl OrganizationView {
    pub(super) fn new(reading: &Reading, organization: &Organization) -> Self {
        let (directory, today) = (&reading.directory, reading.today);
        let named = |codes: &[OrganizationCode]| codes.iter().map(|code| directory.named(code)).collect();
        let audiences: Vec<_> = directory.audiences().filter(|audience| audience.includes(organization)).collect();
        let oversees = |row: &&haicap_reference::Oversight| {
            row.is_valid_on(today) && audiences.iter().any(|audience| audience.code == row.audience)
        };
        let mut overseers: Vec<_> = directory.oversight().iter().filter(oversees).map(|row| row.body.clone()).collect();
        overseers.sort_unstable();
        overseers.dedup();
        let Organization { code, name_vi, name_en, kind, parent, symbol, .. } = organization.clone();
        let Organization { letterhead, head_authority, head_title, place, .. } = organization.clone();
        let Organization { territory_code, electronic_id, office, post, telephone, mail, .. } = organization.clone();
        Self {
            children: directory.children(&code).filter(|child| child.is_valid_on(today)).count(),
            actions: reading.actions(DirectoryAct::EditOrganization, &[("change", Method::Patch)], &href(&code)),
            code,
            name_vi,
            name_en,
            kind,
            parent: parent.map(|parent| directory.named(&parent)),
            symbol,
            letterhead,
            head_authority,
            head_title,
            place,
            territory_code,
            electronic_id,
            office,
            post,
            telephone,
            mail,
            valid_from: organization.valid_from,
            valid_to: organization.valid_to,
            successors: named(&organization.successors),
            audiences: audiences.iter().map(|audience| reading.named_audience(&audience.code)).collect(),
            overseers: named(&overseers),
            version: organization.version,
        }
    }

    /// As it stands in lists.
    pub(super) fn listed(reading: &Reading, organization: &Organization) -> Self {
        let mut view = Self::new(reading, organization);
        view.actions.retain(|action| action.is_allowed);
        view
    }
}

/// Where an organization stands, relative to the origin.
pub(super) fn href(code: &OrganizationCode) -> String {
    format!("/directives/v1/organizations/{code}")
}
