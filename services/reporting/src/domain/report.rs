//! Consolidated reports: what an organization reports upward, from its draft to the receipt of the one above.

mod act;
mod command;
mod decide;
pub mod document_number;
mod hashed;
mod permit;
mod refusal;
mod snapshot;
#[cfg(test)]
pub(crate) mod tests;
mod wording;
mod words;

pub use act::Act;
pub use command::Command;
pub use decide::{Change, decide};
pub use hashed::hash;
pub use permit::{permit, permit_drawing, two_people};
pub use refusal::Refusal;
pub use snapshot::{Snapshot, SnapshotBody, SnapshotChoice, SnapshotCoverage, SnapshotFigure, SnapshotSection};
pub use wording::Wording;
pub use words::{Narrative, Said, drawn_up, renewed};

use super::contribution::Contributed;
use crate::vocabulary::ConsolidatedReportState;
use chrono::{DateTime, NaiveDate, Utc};
use haicap_types::{Faults, OrganizationCode, Signature, Words, pointer};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashSet};
use utoipa::ToSchema;
use uuid::Uuid;

/// The most reports that are drawn up for one obligation, one after the other.
pub const NUMBER_MAX: i32 = 50;

/// The most recipients, the most addressees, and the most paragraphs of a section.
const RECIPIENTS_MAX: usize = 30;
const ADDRESSEES_MAX: usize = 10;
const PARAGRAPHS_MAX: usize = 2_000;

/// The size up to which the words of a report can grow, in bytes: some megabytes are more than anybody prints.
const WORDS_MAX_BYTES: usize = 4 * 1024 * 1024;

/// What an organization reports upward for a period.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Its id.
    pub id: Uuid,
    /// What it answers: the organization's own obligation.
    pub obligation_id: Uuid,
    /// Its number within the obligation, from 1: the next one after each that was recalled.
    pub number: i32,
    /// The regime.
    pub regime: String,
    /// The period.
    pub period_id: Uuid,
    /// The organization that reports.
    pub organization: OrganizationCode,
    /// The organization that it reports to.
    pub receiver: OrganizationCode,
    /// Where it stands.
    pub state: ConsolidatedReportState,
    /// Its words.
    pub content: ReportContent,
    /// Its figures, as they were: a [`Snapshot`] as it is kept, which is hashed as it stands.
    pub snapshot: serde_json::Value,
    /// When the figures were taken.
    pub snapshot_at: DateTime<Utc>,
    /// The subjects of those who worked on it.
    pub edited_by: Vec<String>,
    /// When it was begun.
    pub drafted_at: DateTime<Utc>,
    /// The hash of what is to be approved, or was.
    pub hash: Option<String>,
    /// Why it was sent back for more work.
    pub remark: Option<String>,
    /// Who approved it, and when.
    pub approved: Option<Signature>,
    /// The number and the date of the document.
    pub issued: Option<(String, NaiveDate)>,
    /// Who sent it, and when.
    pub sent: Option<Signature>,
    /// Who acknowledged it, and when.
    pub acknowledged: Option<Signature>,
    /// Who recalled it, when, and why.
    pub recalled: Option<(Signature, String)>,
    /// The signed sheet, scanned.
    pub signed_scan: Option<SignedScan>,
    /// Counts its changes.
    pub version: i32,
}

/// A report as it is kept, with what stands around it.
#[derive(Debug, Clone)]
pub struct KeptReport {
    /// The report.
    pub report: Report,
    /// The period's key.
    pub period: String,
    /// The first day of the period.
    pub starts_on: NaiveDate,
    /// The last day of the period.
    pub ends_on: NaiveDate,
    /// What the regime's report is called.
    pub title: String,
    /// The organization that answers for it now: the successor of the one that drew it up.
    pub owed_by: OrganizationCode,
    /// The organization that it is reported to now: the successor of the one that it was drawn up for.
    pub receiver: OrganizationCode,
    /// Whether reports that it is made of changed since.
    pub is_stale: bool,
}

/// The figures of a report, as they are at one time.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// A [`Snapshot`] as it is kept.
    pub snapshot: serde_json::Value,
    /// What they are made of.
    pub sources: Vec<Source>,
}

/// What a report is made of: what counted of a unit's obligation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The obligation.
    pub obligation: Uuid,
    /// The submission that counted; none if none did.
    pub submission: Option<Uuid>,
    /// Whether it was waived.
    pub is_waived: bool,
}

/// A report that is made of something else than what counts now.
#[derive(Debug, Clone)]
pub struct Outdated {
    /// Its id.
    pub id: Uuid,
    /// The organization that answers for it.
    pub owed_by: OrganizationCode,
    /// The organization that it is reported to.
    pub receiver: OrganizationCode,
    /// Whether it was sent. Before that only its own organization sees it.
    pub is_sent: bool,
}

/// A scan of the sheet that was signed and stamped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedScan {
    /// The file's name.
    pub file_name: String,
    /// Its media type, as its first bytes say.
    pub media_type: String,
    /// Its size in bytes.
    pub size: i64,
    /// Its SHA-256, in hexadecimal digits.
    pub sha256: String,
    /// Where it is kept.
    pub key: String,
    /// The subject of the person who added it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// The words of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "letterhead": {
        "parent_body": "Thành ủy / Thành phố Hồ Chí Minh", "issuing_body": "Ban Tổ chức", "place": "TP. Hồ Chí Minh",
    },
    "title": "tình hình vận hành mô hình chính quyền địa phương 2 cấp",
    "opening": "Ban Tổ chức Thành ủy báo cáo Thường trực Thành ủy tình hình tuần từ ngày 22/9 đến ngày 28/9/2025:",
    "addressees": [],
    "narrative": { "difficulties": { "0199b6a0-0000-7000-8000-000000000000": {
        "position": 1, "text": "Một số địa phương chưa có phương án xử lý trụ sở dôi dư.", "sources": [],
    } } },
    "closing": "Trên đây là báo cáo của Ban Tổ chức Thành ủy.",
    "signer": { "authority": null, "title": "Trưởng Ban", "name": "Nguyễn Văn An" },
    "recipients": ["Thường trực Thành ủy", "Lưu"],
}))]
pub struct ReportContent {
    /// What stands at its head.
    pub letterhead: Letterhead,
    /// What it is about, as it stands under the word `BÁO CÁO`.
    #[schema(min_length = 1, max_length = 500, example = "tình hình vận hành mô hình chính quyền địa phương 2 cấp")]
    pub title: String,
    /// The sentence with which it begins.
    #[schema(min_length = 1, max_length = 2000)]
    pub opening: String,
    /// To whom it is addressed (`Kính gửi`), line by line: reports of the state have it, those of the Party do not.
    #[serde(default)]
    #[schema(required, max_items = 10)]
    pub addressees: Vec<String>,
    /// Its words, by the codes of their sections: paragraphs by ids that the client chooses.
    #[schema(inline)]
    pub narrative: Narrative,
    /// The sentence with which it ends; null for none.
    #[serde(default)]
    #[schema(required, max_length = 2000)]
    pub closing: Option<String>,
    /// Who signs it.
    pub signer: Signer,
    /// Who gets it, line by line.
    #[schema(max_items = 30)]
    pub recipients: Vec<String>,
}

/// What stands at the head of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Letterhead {
    /// The organization above; ` / ` ends a line.
    #[serde(default)]
    #[schema(required, max_length = 200, example = "Thành ủy / Thành phố Hồ Chí Minh")]
    pub parent_body: Option<String>,
    /// The organization that issues it; ` / ` ends a line.
    #[schema(min_length = 1, max_length = 200, example = "Ban Tổ chức")]
    pub issuing_body: String,
    /// Where it is issued.
    #[schema(min_length = 1, max_length = 100, example = "TP. Hồ Chí Minh")]
    pub place: String,
}

/// Some words of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Paragraph {
    /// Its place within the section; what is equal is ordered by id.
    #[schema(minimum = 0, maximum = 100000)]
    pub position: u32,
    /// Its text.
    #[schema(min_length = 1, max_length = 20000)]
    pub text: String,
    /// The submissions that it is taken from.
    #[serde(default)]
    #[schema(max_items = 200)]
    pub sources: Vec<Uuid>,
}

/// Who signs a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Signer {
    /// On whose behalf, such as `T/M Ban Thường vụ` or `K/T Trưởng Ban`; null where the head signs in person.
    #[serde(default)]
    #[schema(required, max_length = 200)]
    pub authority: Option<String>,
    /// The position of the signer.
    #[schema(min_length = 1, max_length = 200, example = "Trưởng Ban")]
    pub title: String,
    /// The name of the signer; null until it is known.
    #[serde(default)]
    #[schema(required, max_length = 200)]
    pub name: Option<String>,
}

impl Contributed for Report {
    /// Whoever drafted, edited, approved or sent it, or attached the signed scan.
    fn contributors(&self) -> impl Iterator<Item = &str> {
        let signed = self.approved.iter().chain(&self.sent).map(|signature| &signature.by);
        let scanned = self.signed_scan.iter().map(|scan| &scan.by);
        self.edited_by.iter().chain(signed).chain(scanned).map(String::as_str)
    }
}

impl KeptReport {
    /// The organizations whose own it is.
    #[must_use]
    pub const fn concerned(&self) -> [&OrganizationCode; 4] {
        [&self.report.organization, &self.owed_by, &self.report.receiver, &self.receiver]
    }
}

impl ReportContent {
    /// Brings the words into the form in which they are kept. `sections` are those that there are, and `sources` the
    /// submissions of which the report consists. What was drawn up from many reports may be larger than the limit; then
    /// it only cannot grow, and is shortened step by step.
    ///
    /// # Errors
    /// Everything that is wrong with them.
    pub fn checked(mut self, sections: &[String], sources: &BTreeSet<Uuid>, before: &Self) -> Result<Self, Faults> {
        let mut faults = Faults::default();
        let named: HashSet<Uuid> =
            before.narrative.values().flatten().flat_map(|(_, one)| &one.sources).copied().collect();
        let is_source = |id: &Uuid| sources.contains(id) || named.contains(id);
        faults.expect(self.words_bytes() <= WORDS_MAX_BYTES.max(before.words_bytes()), "/narrative", TOO_LONG);
        faults.tidy_optional::<200, false>("/letterhead/parent_body", &mut self.letterhead.parent_body);
        faults.tidy::<200, false>("/letterhead/issuing_body", &mut self.letterhead.issuing_body);
        faults.tidy::<100, false>("/letterhead/place", &mut self.letterhead.place);
        faults.tidy::<500, false>("/title", &mut self.title);
        faults.tidy::<2000, true>("/opening", &mut self.opening);
        faults.tidy_optional::<2000, true>("/closing", &mut self.closing);
        faults.expect(self.addressees.len() <= ADDRESSEES_MAX, "/addressees", TOO_MANY);
        for (index, addressee) in self.addressees.iter_mut().enumerate() {
            faults.tidy::<300, false>(format!("/addressees/{index}"), addressee);
        }
        faults.tidy_optional::<200, false>("/signer/authority", &mut self.signer.authority);
        faults.tidy::<200, false>("/signer/title", &mut self.signer.title);
        faults.tidy_optional::<200, false>("/signer/name", &mut self.signer.name);
        faults.expect(self.recipients.len() <= RECIPIENTS_MAX, "/recipients", TOO_MANY);
        for (index, recipient) in self.recipients.iter_mut().enumerate() {
            faults.tidy::<300, false>(format!("/recipients/{index}"), recipient);
        }
        for (section, paragraphs) in &mut self.narrative {
            let at = pointer(&[&"narrative", section]);
            faults.expect(sections.contains(section), at.clone(), NO_SECTION);
            faults.expect(paragraphs.len() <= PARAGRAPHS_MAX, at.clone(), TOO_MANY);
            for (id, paragraph) in paragraphs.iter_mut() {
                let at = pointer(&[&"narrative", section, id]);
                faults.expect((1..=64).contains(&id.len()) && id.is_ascii(), at.clone(), BAD_ID);
                faults.expect(paragraph.position <= 100_000, format!("{at}/position"), TOO_MANY);
                faults.expect(paragraph.sources.len() <= 200, format!("{at}/sources"), TOO_MANY);
                for (index, source) in paragraph.sources.iter().enumerate().filter(|(_, id)| !is_source(id)).take(200) {
                    faults.note(format!("{at}/sources/{index}"), no_source(*source));
                }
                faults.tidy::<20_000, true>(format!("{at}/text"), &mut paragraph.text);
            }
        }
        faults.done(self)
    }

    /// How large its words are, with their ids and sources.
    fn words_bytes(&self) -> usize {
        let paragraphs = self.narrative.values().flatten();
        paragraphs.map(|(id, one)| id.len() + one.text.len() + one.sources.len() * size_of::<Uuid>()).sum()
    }

    /// The paragraphs of a section, in their order.
    #[must_use]
    pub fn paragraphs(&self, section: &str) -> Vec<&Paragraph> {
        let mut found: Vec<_> = self.narrative.get(section).into_iter().flatten().collect();
        found.sort_by_key(|(id, paragraph)| (paragraph.position, id.as_str()));
        found.into_iter().map(|(_, paragraph)| paragraph).collect()
    }
}

const TOO_MANY: Words = Words::new("Vượt quá số lượng cho phép.", "There are too many.");
const TOO_LONG: Words = Words::new(
    "Tổng dung lượng các đoạn vượt quá 4 MiB; hãy rút gọn.",
    "The paragraphs together have more than 4 MiB; shorten them.",
);
const NO_SECTION: Words = Words::new("Biểu mẫu không có phần nội dung này.", "The forms have no such section.");
const BAD_ID: Words =
    Words::new("Mã đoạn phải có từ 1 đến 64 ký tự ASCII.", "The id of a paragraph must have 1 to 64 ASCII characters.");

fn no_source(id: Uuid) -> Words {
    Words::with(
        format!("Báo cáo này không được tổng hợp từ báo cáo {id}."),
        format!("This report is not made of a submission {id}."),
    )
}
