use crate::api::directory::organization_code;
use haicap_reference::Organization;
use haicap_types::{Date, Faults, Line, OrganizationCode, OrganizationKind, Words, if_sent};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What an operator says of an organization.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "code": "TTDLS", "name_vi": "Trung tâm Dữ liệu số", "name_en": "Digital Data Centre",
    "kind": "public_service_unit", "parent": "SKHCN", "symbol": "TTDLS", "letterhead": "Trung tâm / Dữ liệu số",
    "head_title": "Giám đốc", "place": "Thành phố Hồ Chí Minh", "office": "Văn phòng Trung tâm",
    "telephone": "028 3829 7598", "valid_from": "2025-10-01",
}))]
pub(super) struct OrganizationIn {
    /// The natural key: 1 to 32 capital letters, digits and hyphens; it never changes.
    #[schema(example = "SKHCN", pattern = "^[A-Z0-9][A-Z0-9-]{0,31}$")]
    code: String,
    /// The Vietnamese name.
    #[schema(example = "Sở Khoa học và Công nghệ", max_length = 300)]
    name_vi: String,
    /// The English name.
    #[schema(example = "Department of Science and Technology", max_length = 300)]
    name_en: String,
    /// What sort of organization it is.
    kind: OrganizationKind,
    /// The code of the organization directly above it.
    #[schema(example = "UBND")]
    parent: Option<String>,
    /// The issuer's part of a document symbol.
    #[schema(example = "SKHCN", max_length = 30)]
    symbol: Option<String>,
    /// Its name at the head of its documents, with ` / ` where a line ends; null where that is its name.
    #[schema(example = "Sở Khoa học / và Công nghệ", max_length = 200)]
    letterhead: Option<String>,
    /// On whose behalf its head signs; null where that is what its kind has.
    #[schema(example = json!(null), max_length = 200)]
    head_authority: Option<String>,
    /// The title of its head; null where that is what its kind has.
    #[schema(example = "Giám đốc", max_length = 200)]
    head_title: Option<String>,
    /// Where its documents are signed, as they say it; null where that is the name of its territory.
    #[schema(example = "Thành phố Hồ Chí Minh", max_length = 100)]
    place: Option<String>,
    /// The territory that it governs: two digits for a province, five for a commune.
    #[schema(example = "79", pattern = "^([0-9]{2}|[0-9]{5})$")]
    territory_code: Option<String>,
    /// Its address in the exchange of electronic documents.
    #[schema(max_length = 100)]
    electronic_id: Option<String>,
    /// Contact: the office that answers.
    #[schema(max_length = 300)]
    office: Option<String>,
    /// Contact: the postal address.
    #[schema(max_length = 300)]
    post: Option<String>,
    /// Contact: the telephone number.
    #[schema(max_length = 100)]
    telephone: Option<String>,
    /// Contact: the electronic mail address.
    #[schema(max_length = 200)]
    mail: Option<String>,
    /// The first day of its existence.
    valid_from: Date,
}

/// A merge patch of what an operator says of an organization.
#[derive(Debug, ToSchema)]
pub(super) struct OrganizationPatch {}

const CODE_IS_FIXED: Words = Words::new("Mã cơ quan không được thay đổi.", "An organization's code never changes.");

impl OrganizationIn {
    /// What was said of an organization so far.
    pub(super) fn of(organization: &Organization) -> Self {
        let Organization { name_vi, name_en, kind, symbol, territory_code, .. } = organization.clone();
        let Organization { letterhead, head_authority, head_title, place, .. } = organization.clone();
        let Organization { electronic_id, office, post, telephone, mail, valid_from, .. } = organization.clone();
        Self {
            code: organization.code.to_string(),
            name_vi,
            name_en,
            kind,
            parent: organization.parent.as_ref().map(ToString::to_string),
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
            valid_from: Date(valid_from),
        }
    }

    /// An organization that has not been held against the directory yet.
    pub(super) fn parse(&self) -> Result<Organization, Faults> {
        let mut faults = Faults::default();
        let code = organization_code(&mut faults, "/code", &self.code);
        self.with_code(code, faults)
    }

    /// The same, where the code is known.
    pub(super) fn parse_as(&self, code: &OrganizationCode) -> Result<Organization, Faults> {
        let mut faults = Faults::default();
        faults.expect(self.code == code.as_str(), "/code", CODE_IS_FIXED);
        self.with_code(Some(code.clone()), faults)
    }

    fn with_code(&self, code: Option<OrganizationCode>, mut faults: Faults) -> Result<Organization, Faults> {
        let name_vi: Option<Line<300>> = faults.text("/name_vi", &self.name_vi);
        let name_en: Option<Line<300>> = faults.text("/name_en", &self.name_en);
        let parent = if_sent(self.parent.as_deref(), |parent| organization_code(&mut faults, "/parent", parent));
        let symbol = line::<30>(&mut faults, "/symbol", self.symbol.as_deref());
        let letterhead = line::<200>(&mut faults, "/letterhead", self.letterhead.as_deref());
        let head_authority = line::<200>(&mut faults, "/head_authority", self.head_authority.as_deref());
        let head_title = line::<200>(&mut faults, "/head_title", self.head_title.as_deref());
        let place = line::<100>(&mut faults, "/place", self.place.as_deref());
        let electronic_id = line::<100>(&mut faults, "/electronic_id", self.electronic_id.as_deref());
        let office = line::<300>(&mut faults, "/office", self.office.as_deref());
        let post = line::<300>(&mut faults, "/post", self.post.as_deref());
        let telephone = line::<100>(&mut faults, "/telephone", self.telephone.as_deref());
        let mail = line::<200>(&mut faults, "/mail", self.mail.as_deref());
        let (code, name_vi, name_en, parent) = faults.all((code, name_vi, name_en, parent))?;
        Ok(Organization {
            code,
            name_vi: name_vi.into(),
            name_en: name_en.into(),
            kind: self.kind,
            parent,
            symbol,
            letterhead,
            head_authority,
            head_title,
            place,
            territory_code: self.territory_code.clone(),
            electronic_id,
            office,
            post,
            telephone,
            mail,
            valid_from: self.valid_from.0,
            valid_to: None,
            successors: Vec::new(),
            version: 1,
        })
    }
}

/// A text on one line that may be absent, but not empty; a fault leaves nothing.
fn line<const MAX: usize>(faults: &mut Faults, at: &str, sent: Option<&str>) -> Option<String> {
    let read: Option<Line<MAX>> = sent.and_then(|sent| faults.text(at, sent));
    read.map(String::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use haicap_reference::shipped;

    fn said() -> OrganizationIn {
        OrganizationIn::of(&shipped::organizations().remove(3))
    }

    #[test]
    fn what_was_said_is_read_again() {
        let organization = shipped::organizations().remove(3);
        assert_eq!(OrganizationIn::of(&organization).parse().unwrap(), organization);
    }

    #[test]
    fn every_fault_is_named_at_once() {
        let wrong = OrganizationIn {
            code: "btc".to_owned(),
            name_vi: " ".to_owned(),
            parent: Some("-".to_owned()),
            mail: Some("a\u{202e}b".to_owned()),
            ..said()
        };
        let pointers: Vec<_> = wrong.parse().unwrap_err().into_iter().map(|fault| fault.pointer).collect();
        assert_eq!(pointers, ["/code", "/name_vi", "/parent", "/mail"]);
    }

    #[test]
    fn h04_the_code_never_changes() {
        let faults = said().parse_as(&"TT".parse().unwrap()).unwrap_err();
        assert_eq!(faults.into_iter().next().unwrap().pointer, "/code");
    }

    #[test]
    fn h14_names_in_either_normal_form_are_one_name() {
        let decomposed = OrganizationIn { name_vi: "Sơ\u{309} Nô\u{323}i vu\u{323}".to_owned(), ..said() };
        assert_eq!(decomposed.parse().unwrap().name_vi, "Sở Nội vụ");
    }
}
