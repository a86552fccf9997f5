use super::OpenAssignments;
use crate::domain::document_number::{RecordedNumber, is_of_scheme};
use crate::domain::text::{AudienceCode, Line, LongText, Name, Title};
use crate::vocabulary::{Classification, DirectiveState, DocumentType, LinkKind, SignerCapacity};
use chrono::NaiveDate;
use haicap_types::{
    DocumentScheme, Faults, OUT_OF_RANGE, OrganizationCode, Urgency, Words, fold, is_in_range, pointer,
};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::hash::Hash;
use utoipa::ToSchema;
use uuid::Uuid;

/// How many organizations a directive may be sent to by name.
const RECIPIENTS_MAX: usize = 500;
/// How many audiences a directive may be sent to.
const AUDIENCES_MAX: usize = 50;
/// How many other documents a directive may refer to.
const LINKS_MAX: usize = 50;

/// What a document says of itself, beside its clauses. It can be edited in a draft, and never after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// Which rules number it.
    pub scheme: DocumentScheme,
    /// Its type.
    pub document_type: DocumentType,
    /// Its number and symbol.
    pub number: Option<RecordedNumber>,
    /// What it is called.
    pub title: Title,
    /// What it is about.
    pub abstract_text: Option<LongText>,
    /// The organization that issues it.
    pub issuer: OrganizationCode,
    /// Who signed it.
    pub signer: Option<Signer>,
    /// The date under which it is issued.
    pub issued_on: Option<NaiveDate>,
    /// The first day of the period that it looks at.
    pub covers_from: Option<NaiveDate>,
    /// The last day of that period.
    pub covers_to: Option<NaiveDate>,
    /// The place before the date.
    pub place: Option<Line<100>>,
    /// How fast the document must be dealt with.
    pub urgency: Urgency,
    /// How open it is.
    pub classification: Classification,
    /// The organizations that it is sent to.
    pub recipients: Vec<OrganizationCode>,
    /// The audiences that it is sent to.
    pub audiences: Vec<AudienceCode>,
    /// What it does to other documents.
    pub links: Vec<Link>,
}

/// Who signed a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Signer {
    /// In what capacity.
    pub capacity: SignerCapacity,
    /// The position of the person.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200, example = "Phó Bí thư Thường trực")]
    pub position: Option<Name>,
    /// The name of the person.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    pub name: Option<Name>,
}

/// What a document does to another.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// What it does.
    pub kind: LinkKind,
    /// The other document.
    pub directive_id: Uuid,
    /// What becomes of the other document's open assignments; needed where this one ends it, and only there.
    #[serde(default)]
    #[schema(required = false)]
    pub open_assignments: Option<OpenAssignments>,
}

/// Why a word is not a classification that may be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClassificationFault {
    /// A degree of state secrecy.
    Secret,
    /// No known word.
    Unknown,
}

/// Reads a classification, and knows the degrees of secrecy by either language's words in order to refuse them.
///
/// # Errors
///
/// [`ClassificationFault::Secret`] for every degree of secrecy, [`ClassificationFault::Unknown`] for any other word.
pub fn read_classification(word: &str) -> Result<Classification, ClassificationFault> {
    const SECRET: [&str; 6] = ["mật", "tối mật", "tuyệt mật", "confidential", "secret", "top secret"];
    let folded = fold(word);
    if SECRET.iter().any(|degree| fold(degree) == folded) {
        return Err(ClassificationFault::Secret);
    }
    word.parse().map_err(|_| ClassificationFault::Unknown)
}

impl Link {
    /// What the other document becomes when the one that has the link comes into force; none where it stays.
    #[must_use]
    pub const fn ending(&self) -> Option<DirectiveState> {
        match self.kind {
            LinkKind::Supersedes => Some(DirectiveState::Superseded),
            LinkKind::Revokes => Some(DirectiveState::Revoked),
            LinkKind::Answers | LinkKind::Amends => None,
        }
    }
}

impl Content {
    /// Everything that is wrong with the content of a directive, all at once.
    #[must_use]
    pub fn faults(&self, id: Uuid) -> Faults {
        let mut faults = Faults::default();
        self.check_number(&mut faults);
        self.check_dates(&mut faults);
        check_list("/recipients", &self.recipients, RECIPIENTS_MAX, &mut faults);
        check_list("/audiences", &self.audiences, AUDIENCES_MAX, &mut faults);
        check_list("/links", &self.links, LINKS_MAX, &mut faults);
        self.check_links(id, &mut faults);
        faults
    }

    fn check_links(&self, id: Uuid, faults: &mut Faults) {
        let mut ended = HashSet::new();
        for (index, link) in self.links.iter().enumerate().take(LINKS_MAX) {
            let at = |field: &str| pointer(&[&"links", &index, &field]);
            faults.expect(link.directive_id != id, at("directive_id"), REFERS_TO_ITSELF);
            let is_ending = link.ending().is_some();
            faults.expect(!is_ending || ended.insert(link.directive_id), at("directive_id"), ENDED_TWICE);
            match &link.open_assignments {
                Some(plan) if is_ending => drop(faults.part(&at("open_assignments"), plan.faults(true).done(()))),
                Some(_) => faults.note(at("open_assignments"), ENDS_NOTHING),
                None => faults.expect(!is_ending, at("open_assignments"), NOT_SETTLED),
            }
        }
    }

    fn check_number(&self, faults: &mut Faults) {
        if !is_of_scheme(self.scheme, self.document_type) {
            faults.note(
                "/document_type",
                Words::new(
                    "Loại văn bản này không thuộc hệ thống văn bản đã chọn.",
                    "The chosen scheme has no such type of document.",
                ),
            );
        }
        if self.number.as_ref().is_some_and(|number| !self.fits(number)) {
            faults.note(
                "/number",
                Words::new(
                    "Số, ký hiệu không khớp với hệ thống hoặc loại văn bản; hãy sửa một trong hai.",
                    "The number does not agree with the scheme or the type of the document; change one of them.",
                ),
            );
        }
    }

    /// Party organizations write `QĐ` for regulations too, so that a decision's number may stand on a regulation.
    fn fits(&self, number: &RecordedNumber) -> bool {
        let RecordedNumber::Formal(number) = number else {
            return true;
        };
        let written = (number.scheme(), number.document_type());
        written == (self.scheme, self.document_type)
            || (written == (DocumentScheme::Party, DocumentType::Decision)
                && (self.scheme, self.document_type) == (DocumentScheme::Party, DocumentType::Regulation))
    }

    fn check_dates(&self, faults: &mut Faults) {
        let dates =
            [("/issued_on", self.issued_on), ("/covers_from", self.covers_from), ("/covers_to", self.covers_to)];
        for (pointer, date) in dates {
            faults.expect(date.is_none_or(is_in_range), pointer, OUT_OF_RANGE);
        }
        if let (Some(from), Some(to)) = (self.covers_from, self.covers_to)
            && from > to
        {
            faults.note(
                "/covers_to",
                Words::new(
                    "Ngày cuối của kỳ không được trước ngày đầu.",
                    "The last day of the period must not come before the first.",
                ),
            );
        }
    }
}

impl From<ClassificationFault> for Words {
    fn from(fault: ClassificationFault) -> Self {
        fault.words()
    }
}

impl ClassificationFault {
    /// What is wrong and what to do about it.
    #[must_use]
    pub fn words(self) -> Words {
        match self {
            Self::Secret => Words::new(
                "Hệ thống không nhận văn bản thuộc danh mục bí mật nhà nước (mật, tối mật, tuyệt mật). Hãy quản lý văn bản \
                 này theo quy định về bảo vệ bí mật nhà nước và không nhập thông tin nào của văn bản vào đây.",
                "This system takes no document that is a state secret of any degree. Handle it by the rules for state \
                 secrets, and enter nothing of it here.",
            ),
            Self::Unknown => Words::new(
                "Mức độ phổ biến phải là public (công khai) hoặc internal (nội bộ).",
                "The classification must be public or internal.",
            ),
        }
    }
}

const REFERS_TO_ITSELF: Words =
    Words::new("Văn bản không thể dẫn chiếu chính nó.", "A document cannot refer to itself.");
const ENDED_TWICE: Words = Words::new(
    "Một văn bản chỉ được thay thế hoặc thu hồi một lần.",
    "A document may be superseded or revoked only once.",
);
const ENDS_NOTHING: Words = Words::new(
    "Chỉ ghi khi văn bản này thay thế hoặc thu hồi văn bản kia.",
    "Goes only with a link that supersedes or revokes.",
);
const NOT_SETTLED: Words = Words::new(
    "Hãy cho biết các nhiệm vụ chưa xong của văn bản kia sẽ được rút, tiếp tục hay chuyển sang văn bản này.",
    "Say whether the open assignments of the other document are withdrawn, kept or carried over to this one.",
);

fn check_list<T: Eq + Hash>(pointer: &str, items: &[T], max: usize, faults: &mut Faults) {
    if items.len() > max {
        faults.note(
            pointer,
            Words::with(
                format!("Danh sách chỉ được có tối đa {max} mục."),
                format!("The list may have at most {max} entries."),
            ),
        );
        return;
    }
    let mut seen = HashSet::new();
    for (index, _) in items.iter().enumerate().filter(|(_, item)| !seen.insert(*item)) {
        faults.note(
            format!("{pointer}/{index}"),
            Words::new("Mục này đã có trong danh sách.", "This entry is in the list already."),
        );
    }
}
