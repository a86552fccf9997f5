use crate::domain::assignment::{Ruling, Tick};
use crate::domain::follow_up::{Evidence, EvidenceSource, ProgressReport};
use haicap_kit::http::{Check, Problem};
use haicap_types::{CloseReason, Date, Implementation, OrganizationCode, Words};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReasonIn {
    /// The reason, 1 to 2,000 characters.
    #[schema(min_length = 1, max_length = 2000, example = "Nội dung này thuộc thẩm quyền của Sở Nội vụ.")]
    pub(super) reason: String,
}

/// A date that is asked for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DateRequestIn {
    /// The date.
    pub(super) due_on: Date,
    /// Why that date, 1 to 2,000 characters.
    #[schema(min_length = 1, max_length = 2000, example = "Cần lấy ý kiến các đơn vị trước khi trình.")]
    pub(super) reason: String,
}

/// An answer to a request for a date.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DecisionIn {
    /// As requested, or not.
    pub(super) decision: DecisionWord,
    /// Why not; needed when refused.
    #[schema(max_length = 2000)]
    pub(super) remark: Option<String>,
}

/// Granted or refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum DecisionWord {
    /// As requested.
    Granted,
    /// Not as requested.
    Refused,
}

/// How far the work has come.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ProgressIn {
    /// How much is done, 0 to 100; absent where only words are reported, as for an assignment with parts.
    #[schema(minimum = 0, maximum = 100, example = 40)]
    pub(super) percent: Option<i16>,
    /// What was done, 1 to 5,000 characters.
    #[schema(min_length = 1, max_length = 5000, example = "Đã hoàn thành rà soát chức năng, nhiệm vụ của các phòng.")]
    pub(super) narrative: String,
    /// What comes next.
    #[schema(max_length = 2000)]
    pub(super) next_step: Option<String>,
}

/// Something that shows that the work was done: exactly one of `attachment_id`, `document_number` and `url`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct EvidenceIn {
    /// What it is, 1 to 300 characters.
    #[schema(min_length = 1, max_length = 300, example = "Tờ trình phương án sắp xếp")]
    pub(super) title: String,
    /// A file that was uploaded to this assignment.
    pub(super) attachment_id: Option<Uuid>,
    /// A document, by its number.
    #[schema(max_length = 100, example = "125/TTr-SNV")]
    pub(super) document_number: Option<String>,
    /// A page on the web.
    #[schema(max_length = 2000)]
    pub(super) url: Option<String>,
}

/// A result.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SubmitIn {
    /// Whether the work was done.
    pub(super) result: Implementation,
    /// What was done, or why it was not; 1 to 5,000 characters.
    #[schema(min_length = 1, max_length = 5000, example = "Đã hoàn thành việc sắp xếp, giảm 03 phòng.")]
    pub(super) statement: String,
}

/// That a submission is accepted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AcceptIn {
    /// The hash of the submission that was read.
    pub(super) hash: String,
    /// A remark.
    #[schema(max_length = 2000)]
    pub(super) remark: Option<String>,
    /// One tick for each clause in the assignment's `constraints`.
    #[serde(default)]
    pub(super) constraints: Vec<TickIn>,
}

/// What is said of one constraint.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TickIn {
    /// The clause that states it.
    pub(super) clause: Uuid,
    /// Whether the work keeps to it.
    pub(super) is_met: bool,
    /// A remark; needed where it is not met.
    #[schema(max_length = 2000)]
    pub(super) remark: Option<String>,
}

/// What is missing.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReturnIn {
    /// The remark, 1 to 2,000 characters.
    #[schema(min_length = 1, max_length = 2000, example = "Bổ sung số liệu trước và sau khi sắp xếp.")]
    pub(super) remark: String,
}

/// Why a duty ends without being done.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CloseIn {
    /// The reason, from the list.
    pub(super) reason: CloseReason,
    /// A remark.
    #[schema(max_length = 2000)]
    pub(super) remark: Option<String>,
}

/// Who answers for it from now on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReassignIn {
    /// The body that leads and answers for it.
    pub(super) accountable: OrganizationCode,
    /// The body that carries it out, where another one does.
    pub(super) executing: Option<OrganizationCode>,
    /// Why, 1 to 2,000 characters.
    #[schema(min_length = 1, max_length = 2000)]
    pub(super) reason: String,
}

/// What is asked for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct UrgeIn {
    /// The message, 1 to 2,000 characters.
    #[schema(min_length = 1, max_length = 2000, example = "Đề nghị khẩn trương báo cáo tiến độ thực hiện.")]
    pub(super) message: String,
}

/// Who gets a part: organizations by code, an audience, or both; each organization once.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ChildrenIn {
    /// Organizations.
    #[serde(default)]
    #[schema(max_items = 500)]
    pub(super) organizations: Vec<OrganizationCode>,
    /// An audience: each of its organizations today, but for the one that gives the parts.
    #[schema(example = "departments")]
    pub(super) audience: Option<String>,
    /// What is to be done; the whole's title if absent.
    #[schema(max_length = 300)]
    pub(super) title: Option<String>,
    /// Until when; the whole's date if absent.
    pub(super) due_on: Option<Date>,
}

/// Whether a period of a continuing duty is fulfilled.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FulfilmentIn {
    /// The period.
    #[schema(example = "2025-W37")]
    pub(super) period: String,
    /// When it falls due.
    pub(super) due_on: Date,
    /// Whether it is fulfilled; `false` opens it, or takes an earlier confirmation back.
    pub(super) is_fulfilled: bool,
    /// A remark.
    #[schema(max_length = 2000)]
    pub(super) remark: Option<String>,
}

impl DecisionIn {
    pub(super) fn ruling(&self) -> Result<Ruling, Problem> {
        let mut check = Check::default();
        let ruling = match self.decision {
            DecisionWord::Granted => Ruling::Grant,
            DecisionWord::Refused => {
                Ruling::Refuse { remark: check.text::<2000>("/remark", self.remark.as_deref().unwrap_or_default()) }
            }
        };
        check.done(ruling)
    }
}

impl ProgressIn {
    pub(super) fn report(&self) -> Result<ProgressReport, Problem> {
        let mut check = Check::default();
        if self.percent.is_some_and(|percent| !(0..=100).contains(&percent)) {
            check.fault("/percent", Words::new("Tỷ lệ phải từ 0 đến 100.", "The percentage is 0 to 100."));
        }
        let report = ProgressReport {
            percent: self.percent,
            narrative: check.text::<5000>("/narrative", &self.narrative),
            next_step: check.optional::<2000>("/next_step", self.next_step.as_deref()),
        };
        check.done(report)
    }
}

const NOT_A_PAGE: Words =
    Words::new("Đường dẫn phải bắt đầu bằng https:// hoặc http://.", "A link begins with https:// or http://.");

impl EvidenceIn {
    pub(super) fn evidence(&self) -> Result<Evidence, Problem> {
        let mut check = Check::default();
        let title = check.line::<300>("/title", &self.title);
        let number = check.optional_line::<100>("/document_number", self.document_number.as_deref());
        let url = check.optional_line::<2000>("/url", self.url.as_deref());
        // A front end makes a link of it: nothing that runs or opens a file may stand there.
        if url.as_ref().is_some_and(|url| !url.starts_with("https://") && !url.starts_with("http://")) {
            check.fault("/url", NOT_A_PAGE);
        }
        let source = match (self.attachment_id, number, url) {
            (Some(attachment), None, None) => Some(EvidenceSource::File { attachment }),
            (None, Some(number), None) => Some(EvidenceSource::Document { number }),
            (None, None, Some(url)) => Some(EvidenceSource::Link { url }),
            _ => None,
        };
        let Some(source) = source else {
            check.fault(
                "",
                Words::new(
                    "Phải có đúng một trong attachment_id, document_number, url.",
                    "Exactly one of attachment_id, document_number and url is needed.",
                ),
            );
            return check.done(Evidence { title, source: EvidenceSource::Link { url: String::new() } });
        };
        check.done(Evidence { title, source })
    }
}

impl AcceptIn {
    pub(super) fn ticks(&self, check: &mut Check) -> Vec<Tick> {
        let ticks = self.constraints.iter().enumerate().map(|(index, tick)| Tick {
            clause: tick.clause,
            is_met: tick.is_met,
            remark: check.optional::<2000>(&format!("/constraints/{index}/remark"), tick.remark.as_deref()),
        });
        ticks.collect()
    }
}
