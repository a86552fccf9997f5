use crate::domain::assignment::{Command, NewChild, Tick};
use crate::domain::follow_up::{Evidence, EvidenceSource, Percent, ProgressReport, WebAddress};
use crate::domain::fulfilment::Period;
use crate::domain::text::{Prose, Reason, Remark, Statement, Title};
use crate::vocabulary::{CloseReason, Implementation, ProductKind};
use chrono::NaiveDate;
use haicap_reference::Known;
use haicap_types::{Date, Decision, DecisionIn, Faults, OrganizationCode, Ruling, Words, if_sent, pointer};
use serde::Deserialize;
use std::collections::BTreeSet;
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
#[schema(example = json!({ "due_on": "2025-10-31", "reason": "Cần lấy ý kiến các đơn vị trước khi trình." }))]
pub(super) struct DateRequestIn {
    /// The date.
    pub(super) due_on: Date,
    /// Why that date, 1 to 2,000 characters.
    #[schema(min_length = 1, max_length = 2000, example = "Cần lấy ý kiến các đơn vị trước khi trình.")]
    pub(super) reason: String,
}

/// How far the work has come.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "percent": 40, "narrative": "Đã hoàn thành rà soát chức năng, nhiệm vụ của các phòng.",
    "next_step": "Lấy ý kiến các phòng về phương án sắp xếp.",
}))]
pub(super) struct ProgressIn {
    /// How much is done, 0 to 100; absent where only words are reported, as for an assignment with children.
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
#[schema(example = json!({ "title": "Tờ trình phương án sắp xếp", "document_number": "125/TTr-SNV" }))]
pub(super) struct EvidenceIn {
    /// What it is, 1 to 300 characters.
    #[schema(min_length = 1, max_length = 1_000, example = "Tờ trình phương án sắp xếp")]
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
#[schema(example = json!({
    "hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "remark": "Kết quả đạt yêu cầu.",
    "constraints": [{ "clause": "0199b6a0-0000-7000-8000-000000000000", "is_met": true }],
}))]
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
#[schema(example = json!({
    "reason": "superseded", "remark": "Nội dung này đã được giao tại một kết luận khác của Thường trực Thành ủy.",
}))]
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
#[schema(example = json!({ "accountable": "SNV", "reason": "Nội dung này thuộc thẩm quyền của Sở Nội vụ." }))]
pub(super) struct ReassignIn {
    /// The organization that leads and answers for it.
    pub(super) accountable: OrganizationCode,
    /// The organization that carries it out, where another one does.
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

/// Who gets a child: organizations by code, an audience, or both; each organization once.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "organizations": ["SNV", "STC"], "title": "Rà soát biên chế và kinh phí của các phòng", "due_on": "2025-10-15",
}))]
pub(super) struct ChildrenIn {
    /// Organizations.
    #[serde(default)]
    #[schema(max_items = 500)]
    pub(super) organizations: Vec<OrganizationCode>,
    /// An audience: each of its organizations today, except the one that assigns them and those from which the assignment
    /// came.
    #[schema(example = "departments")]
    pub(super) audience: Option<String>,
    /// What is to be done; the parent's title if absent.
    #[schema(max_length = 1_000)]
    pub(super) title: Option<String>,
    /// What sort of product is wanted of each.
    pub(super) product_kind: Option<ProductKind>,
    /// That product in words; the parent's if neither is sent.
    #[schema(max_length = 1_000, example = "Phương án sắp xếp trụ sở của Sở")]
    pub(super) product: Option<String>,
    /// Until when; the parent's date if absent.
    pub(super) due_on: Option<Date>,
}

/// The answer to a request for a date.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "decision": "granted", "remark": "Đồng ý." }))]
pub(super) struct DateDecisionIn {
    /// As requested or with another date, or not.
    decision: Decision,
    /// What is said about it; a refusal says why.
    #[serde(default)]
    #[schema(required = false, max_length = 2000, example = "Đồng ý.")]
    remark: Option<String>,
    /// The date that is granted, where it is another than was asked for. A child is granted no date after its parent's.
    #[serde(default)]
    #[schema(required = false)]
    due_on: Option<Date>,
}

/// Whether a period of a continuing duty is fulfilled.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "period": "2025-W40", "is_fulfilled": true, "remark": "Đã nhận báo cáo tuần." }))]
pub(super) struct FulfilmentIn {
    /// The period.
    pub(super) period: String,
    /// Whether it is fulfilled; `false` takes an earlier confirmation back, and says why in `remark`.
    pub(super) is_fulfilled: bool,
    /// A remark.
    #[schema(max_length = 2000)]
    pub(super) remark: Option<String>,
}

/// Who gets a child, as it was read.
pub(super) struct Parts {
    organizations: Vec<OrganizationCode>,
    members: BTreeSet<OrganizationCode>,
    title: Option<Title>,
    product_kind: Option<ProductKind>,
    product: Option<Prose<1_000>>,
    due_on: Option<NaiveDate>,
}

impl ReasonIn {
    pub(super) fn reason(&self) -> Result<Reason, Faults> {
        let mut faults = Faults::default();
        let reason = faults.text("/reason", &self.reason);
        faults.all(reason)
    }
}

impl DateRequestIn {
    pub(super) fn read(&self) -> Result<(NaiveDate, Reason), Faults> {
        let mut faults = Faults::default();
        let due_on = faults.date("/due_on", self.due_on);
        let reason = faults.text("/reason", &self.reason);
        faults.all((due_on, reason))
    }
}

impl ProgressIn {
    pub(super) fn command(&self) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let percent = match self.percent.map(Percent::new) {
            None => Some(None),
            Some(percent) => faults.keep("/percent", percent).map(Some),
        };
        let narrative = faults.text("/narrative", &self.narrative);
        let next_step = faults.optional("/next_step", self.next_step.as_deref());
        let (percent, narrative, next_step) = faults.all((percent, narrative, next_step))?;
        Ok(Command::ReportProgress(ProgressReport { percent, narrative, next_step }))
    }
}

impl EvidenceIn {
    pub(super) fn evidence(&self) -> Result<Evidence, Faults> {
        let mut faults = Faults::default();
        let title = faults.text("/title", &self.title);
        let number = faults.optional("/document_number", self.document_number.as_deref());
        let url = match faults.optional("/url", self.url.as_deref()) {
            Some(Some(url)) => faults.keep("/url", WebAddress::new(url)).map(Some),
            other => other.map(|_| None),
        };
        let source = match (self.attachment_id, number, url) {
            (_, None, _) | (_, _, None) => None,
            (Some(attachment), Some(None), Some(None)) => Some(EvidenceSource::File { attachment }),
            (None, Some(Some(number)), Some(None)) => Some(EvidenceSource::Document { number }),
            (None, Some(None), Some(Some(url))) => Some(EvidenceSource::Link { url }),
            _ => {
                faults.note("", ONE_SOURCE);
                None
            }
        };
        let (title, source) = faults.all((title, source))?;
        Ok(Evidence { title, source })
    }
}

const ONE_SOURCE: Words = Words::new(
    "Phải có đúng một trong attachment_id, document_number, url.",
    "Exactly one of attachment_id, document_number and url is needed.",
);

impl SubmitIn {
    pub(super) fn read(&self) -> Result<(Implementation, Statement), Faults> {
        let mut faults = Faults::default();
        let statement = faults.text("/statement", &self.statement);
        Ok((self.result, faults.all(statement)?))
    }
}

impl AcceptIn {
    pub(super) fn command(&self) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let remark = faults.optional("/remark", self.remark.as_deref());
        let ticks = self.constraints.iter().enumerate().map(|(index, tick)| {
            let at = pointer(&[&"constraints", &index, &"remark"]);
            let remark = faults.optional(at, tick.remark.as_deref())?;
            Some(Tick { clause: tick.clause, is_met: tick.is_met, remark })
        });
        let constraints = ticks.collect::<Vec<_>>().into_iter().collect();
        let (remark, constraints) = faults.all((remark, constraints))?;
        Ok(Command::Accept { hash: self.hash.clone(), remark, constraints })
    }
}

impl ReturnIn {
    pub(super) fn command(&self) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let remark = faults.text("/remark", &self.remark);
        Ok(Command::Return { remark: faults.all(remark)? })
    }
}

impl CloseIn {
    pub(super) fn command(&self) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let remark = faults.optional("/remark", self.remark.as_deref());
        Ok(Command::Close { reason: self.reason, remark: faults.all(remark)? })
    }
}

impl ReassignIn {
    pub(super) fn command(&self, known: &Known) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let reason = faults.text("/reason", &self.reason);
        faults.expect(exists(known, &self.accountable), "/accountable", UNKNOWN_ORGANIZATION);
        let executing = self.executing.clone();
        faults.expect(executing.iter().all(|code| exists(known, code)), "/executing", UNKNOWN_ORGANIZATION);
        Ok(Command::Reassign { accountable: self.accountable.clone(), executing, reason: faults.all(reason)? })
    }
}

impl UrgeIn {
    pub(super) fn command(&self) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let message = faults.text("/message", &self.message);
        Ok(Command::Urge { message: faults.all(message)? })
    }
}

impl ChildrenIn {
    pub(super) fn read(&self, known: &Known) -> Result<Parts, Faults> {
        let mut faults = Faults::default();
        let title = faults.optional("/title", self.title.as_deref());
        let product = faults.optional("/product", self.product.as_deref());
        let due_on = match self.due_on {
            None => Some(None),
            Some(due_on) => faults.date("/due_on", due_on).map(Some),
        };
        for (index, code) in self.organizations.iter().enumerate() {
            faults.expect(exists(known, code), pointer(&[&"organizations", &index]), UNKNOWN_ORGANIZATION);
        }
        let members = self.audience.as_deref().map(|audience| known.directory.members(audience, known.today));
        faults.expect(members.as_ref().is_none_or(|members| !members.is_empty()), "/audience", UNKNOWN_AUDIENCE);
        let members = members.into_iter().flatten().map(|member| member.code.clone()).collect();
        let (title, product, due_on) = faults.all((title, product, due_on))?;
        let (organizations, product_kind) = (self.organizations.clone(), self.product_kind);
        Ok(Parts { organizations, members, title, product_kind, product, due_on })
    }
}

impl Parts {
    /// The children: of each organization that was named, then of each in the audience except those that are left out.
    pub(super) fn command(&self, is_left_out: impl Fn(&OrganizationCode) -> bool) -> Command {
        let is_new = |code: &&OrganizationCode| !is_left_out(code) && !self.organizations.contains(code);
        let all = self.organizations.iter().chain(self.members.iter().filter(is_new));
        let child = |accountable: &OrganizationCode| NewChild {
            id: Uuid::now_v7(),
            accountable: accountable.clone(),
            executing: None,
            title: self.title.clone(),
            product_kind: self.product_kind,
            product: self.product.as_ref().map(ToString::to_string),
            due_on: self.due_on,
        };
        Command::AddChildren(all.map(child).collect())
    }
}

impl DateDecisionIn {
    pub(super) fn read(&self) -> Result<(Ruling, Option<NaiveDate>), Faults> {
        let mut faults = Faults::default();
        let ruling = faults.part("", DecisionIn::new(self.decision, self.remark.clone()).ruling());
        let due_on = if_sent(self.due_on, |date| faults.date("/due_on", date));
        faults.expect(self.decision == Decision::Granted || self.due_on.is_none(), "/due_on", NOTHING_GRANTED);
        faults.all((ruling, due_on))
    }
}

impl FulfilmentIn {
    pub(super) fn command(&self) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let remark: Option<Option<Remark>> = faults.optional("/remark", self.remark.as_deref());
        let period = faults.keep("/period", self.period.parse::<Period>());
        let says_why = self.is_fulfilled || remark.as_ref().is_none_or(Option::is_some);
        faults.expect(says_why, "/remark", REOPENED_WHY);
        let (remark, period) = faults.all((remark, period))?;
        Ok(Command::SetFulfilment { period, is_fulfilled: self.is_fulfilled, remark })
    }
}

const UNKNOWN_ORGANIZATION: Words = Words::new(
    "Không có cơ quan này, hoặc cơ quan đã kết thúc hoạt động.",
    "There is no such organization, or it has ended.",
);
const UNKNOWN_AUDIENCE: Words = Words::new("Không có nhóm cơ quan này.", "There is no such audience.");

fn exists(known: &Known, code: &OrganizationCode) -> bool {
    known.directory.get(code).is_some_and(|organization| organization.is_valid_on(known.today))
}

const NOTHING_GRANTED: Words = Words::new("Chỉ ghi ngày khi đồng ý.", "A date goes only with a grant.");
const REOPENED_WHY: Words =
    Words::new("Hãy cho biết vì sao bỏ xác nhận của kỳ này.", "Say why the confirmation of this period is taken back.");
