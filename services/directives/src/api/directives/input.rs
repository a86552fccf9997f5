use super::clauses::ClauseIn;
use crate::api::input::expect_audience;
use crate::domain::clause::Party;
use crate::domain::directive::{Content, Directive, Link, Signer, read_classification};
use crate::domain::document_number::RecordedNumber;
use crate::domain::text::AudienceCode;
use crate::vocabulary::{Classification, DocumentType, SignerCapacity};
use chrono::NaiveDate;
use haicap_reference::Directory;
use haicap_types::{AllRead, Date, DocumentScheme, Faults, OrganizationCode, Urgency, Words, if_sent, pointer};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// What a document says of itself, and its clauses.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "scheme": "party", "document_type": "KL", "issuer": "TT", "issued_on": "2025-09-22",
    "title": "Kết luận về vận hành mô hình chính quyền địa phương 2 cấp", "place": "TP. Hồ Chí Minh",
    "classification": "internal", "recipients": [{ "organization": "BTC" }, { "audience": "departments" }],
    "clauses": [{
        "label": "1.5", "kind": "task", "text": "Rà soát, lập phương án quản lý, sử dụng trụ sở dôi dư.",
        "assignments": [{ "accountable": { "organization": "DU-UBND" }, "executing": "UBND" }],
    }],
}))]
pub(crate) struct DirectiveIn {
    /// Which rules number it.
    pub(crate) scheme: DocumentScheme,
    /// Its type.
    #[schema(example = "KL")]
    pub(crate) document_type: DocumentType,
    /// Its number and symbol, where it has one already: reserved, or given elsewhere.
    #[serde(default)]
    #[schema(max_length = 64, example = "45-KL/TU")]
    pub(crate) number: Option<String>,
    /// What it is called.
    #[schema(
        min_length = 1,
        max_length = 1_000,
        example = "Kết luận về vận hành mô hình chính quyền địa phương 2 cấp"
    )]
    pub(crate) title: String,
    /// What it is about.
    #[serde(default, rename = "abstract")]
    #[schema(max_length = 20_000)]
    pub(crate) abstract_text: Option<String>,
    /// The organization that issues it.
    #[schema(example = "TT")]
    pub(crate) issuer: OrganizationCode,
    /// Who signed it.
    #[serde(default)]
    pub(crate) signer: Option<SignerIn>,
    /// The date under which it is issued.
    #[serde(default)]
    #[schema(example = "2025-09-22")]
    pub(crate) issued_on: Option<Date>,
    /// The first day of the period that it looks at.
    #[serde(default)]
    #[schema(example = "2025-09-01")]
    pub(crate) covers_from: Option<Date>,
    /// The last day of that period.
    #[serde(default)]
    #[schema(example = "2025-09-15")]
    pub(crate) covers_to: Option<Date>,
    /// The place before the date.
    #[serde(default)]
    #[schema(max_length = 100, example = "TP. Hồ Chí Minh")]
    pub(crate) place: Option<String>,
    /// How fast the document must be dealt with.
    #[serde(default = "normal")]
    pub(crate) urgency: Urgency,
    /// How open it is. Degrees of state secrecy are refused.
    #[serde(default = "internal")]
    #[schema(value_type = Classification)]
    pub(crate) classification: String,
    /// Whom it is sent to: organizations and audiences.
    #[serde(default)]
    #[schema(max_items = 550)]
    pub(crate) recipients: Vec<Party>,
    /// What it does to other documents. Issuing it supersedes or revokes those of the same issuer.
    #[serde(default)]
    #[schema(max_items = 50)]
    pub(crate) links: Vec<Link>,
    /// All of its clauses, in their order. In a patch they replace all that there are; absent or null changes none.
    #[serde(default)]
    #[schema(max_items = 500)]
    pub(crate) clauses: Option<Vec<ClauseIn>>,
}

/// A merge patch of a draft.
#[derive(Debug, ToSchema)]
pub(crate) struct DirectivePatch;

/// Who signed a document.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignerIn {
    /// In what capacity.
    pub(crate) capacity: SignerCapacity,
    /// The position of the person.
    #[serde(default)]
    #[schema(max_length = 200, example = "Phó Bí thư Thường trực")]
    pub(crate) position: Option<String>,
    /// The name of the person.
    #[serde(default)]
    #[schema(max_length = 200)]
    pub(crate) name: Option<String>,
}

const fn normal() -> Urgency {
    Urgency::Normal
}

fn internal() -> String {
    Classification::Internal.to_string()
}

impl DirectiveIn {
    /// The present content of a draft, to be patched; without its clauses, which stay unless the patch brings others.
    pub(crate) fn of(content: &Content) -> Self {
        let organizations = content.recipients.iter().cloned().map(Party::Organization);
        let audiences = content.audiences.iter().cloned().map(Party::Audience);
        let content = content.clone();
        Self {
            scheme: content.scheme,
            document_type: content.document_type,
            number: content.number.map(String::from),
            title: content.title.into(),
            abstract_text: content.abstract_text.map(String::from),
            issuer: content.issuer,
            signer: content.signer.map(|signer| SignerIn {
                capacity: signer.capacity,
                position: signer.position.map(String::from),
                name: signer.name.map(String::from),
            }),
            issued_on: content.issued_on.map(Date),
            covers_from: content.covers_from.map(Date),
            covers_to: content.covers_to.map(Date),
            place: content.place.map(String::from),
            urgency: content.urgency,
            classification: content.classification.to_string(),
            recipients: organizations.chain(audiences).collect(),
            links: content.links,
            clauses: None,
        }
    }

    /// The other documents that it refers to.
    pub(crate) fn linked(&self) -> Vec<Uuid> {
        self.links.iter().map(|link| link.directive_id).collect()
    }

    /// The content of the document with this id; `linked` are the other documents that the caller sees.
    pub(crate) fn read(&self, id: Uuid, directory: &Directory, linked: &[Directive]) -> Result<Content, Faults> {
        let mut faults = Faults::default();
        let title = faults.text("/title", &self.title);
        let number = if_sent(self.number.as_deref(), |number| {
            faults.keep("/number", RecordedNumber::read(self.document_type, number))
        });
        let abstract_text = if_sent(self.abstract_text.as_deref(), |text| faults.text("/abstract", text));
        let place = if_sent(self.place.as_deref(), |place| faults.text("/place", place));
        let signer = if_sent(self.signer.as_ref(), |signer| signer.read(&mut faults));
        let classification = faults.keep("/classification", read_classification(&self.classification));
        directory.expect_organization(&mut faults, "/issuer", &self.issuer);
        let recipients = Recipients::of(&self.recipients, directory, &mut faults);
        self.check_links(linked, &mut faults);
        let texts = Some((title, number, abstract_text, place, signer, classification)).and_then(AllRead::all_read);
        let content = texts.map(|(title, number, abstract_text, place, signer, classification)| Content {
            scheme: self.scheme,
            document_type: self.document_type,
            number,
            title,
            abstract_text,
            issuer: self.issuer.clone(),
            signer,
            issued_on: self.issued_on.map(NaiveDate::from),
            covers_from: self.covers_from.map(NaiveDate::from),
            covers_to: self.covers_to.map(NaiveDate::from),
            place,
            urgency: self.urgency,
            classification,
            recipients: recipients.organizations.clone(),
            audiences: recipients.audiences.clone(),
            links: self.links.clone(),
        });
        for fault in content.iter().flat_map(|content| content.faults(id)) {
            faults.note(recipients.place(fault.pointer), fault.words);
        }
        faults.all(content)
    }

    fn check_links(&self, linked: &[Directive], faults: &mut Faults) {
        for (index, link) in self.links.iter().enumerate() {
            let words = match linked.iter().find(|directive| directive.id == link.directive_id) {
                None => NO_SUCH_DOCUMENT,
                Some(other) if link.ending().is_some() && other.content.issuer != self.issuer => OTHER_ISSUER,
                Some(_) => continue,
            };
            faults.note(pointer(&[&"links", &index, &"directive_id"]), words);
        }
    }
}

impl SignerIn {
    fn read(&self, faults: &mut Faults) -> Option<Signer> {
        let position = if_sent(self.position.as_deref(), |position| faults.text("/signer/position", position));
        let name = if_sent(self.name.as_deref(), |name| faults.text("/signer/name", name));
        Some(Signer { capacity: self.capacity, position: position?, name: name? })
    }
}

const NO_SUCH_DOCUMENT: Words = Words::new("Không có văn bản này.", "There is no such document.");
const OTHER_ISSUER: Words = Words::new(
    "Chỉ được thay thế hoặc thu hồi văn bản của chính cơ quan ban hành.",
    "A document may supersede or revoke only documents of its own issuer.",
);

/// Whom a document is sent to, in two lists, and where each stood in the one that was sent.
struct Recipients {
    organizations: Vec<OrganizationCode>,
    audiences: Vec<AudienceCode>,
    organization_places: Vec<usize>,
    audience_places: Vec<usize>,
}

impl Recipients {
    fn of(parties: &[Party], directory: &Directory, faults: &mut Faults) -> Self {
        let (mut organizations, mut audiences) = (Vec::new(), Vec::new());
        let (mut organization_places, mut audience_places) = (Vec::new(), Vec::new());
        for (place, party) in parties.iter().enumerate() {
            match party {
                Party::Organization(code) => {
                    directory.expect_organization(faults, pointer(&[&"recipients", &place, &"organization"]), code);
                    organizations.push(code.clone());
                    organization_places.push(place);
                }
                Party::Audience(code) => {
                    expect_audience(faults, pointer(&[&"recipients", &place, &"audience"]), code, directory);
                    audiences.push(code.clone());
                    audience_places.push(place);
                }
            }
        }
        Self { organizations, audiences, organization_places, audience_places }
    }

    /// The pointer into what was sent for one into the two lists.
    fn place(&self, of_list: String) -> String {
        let lists = [("/recipients", &self.organization_places), ("/audiences", &self.audience_places)];
        for (name, places) in lists {
            let Some(rest) = of_list.strip_prefix(name) else { continue };
            let place = rest.strip_prefix('/').and_then(|index| places.get(index.parse::<usize>().ok()?));
            return place.map_or_else(|| "/recipients".to_owned(), |place| pointer(&[&"recipients", place]));
        }
        of_list
    }
}
