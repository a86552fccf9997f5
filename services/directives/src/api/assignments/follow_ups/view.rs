use crate::domain::fulfilment::Period;
use crate::store::assignments::{
    DateRequestRow, EvidenceRow, FulfilmentRow, JudgementRow, ProgressRow, ReasonRow, SubmissionRow, UrgingRow,
};
use crate::vocabulary::{CloseReason, DateRequestKind, Implementation, ReasonKind, Verdict};
use chrono::NaiveDate;
use haicap_reference::Call;
use haicap_types::{Instant, Named, PersonView, RequestState};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

/// A result that was handed in.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SubmissionView {
    /// Its number within the assignment, from 1.
    #[schema(minimum = 1)]
    number: i32,
    /// Whether the work was done.
    result: Implementation,
    /// What was done, or why it was not.
    #[schema(example = "Đã hoàn thành việc sắp xếp, giảm 03 phòng.")]
    statement: String,
    /// The hash of its content, evidence included.
    #[schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    hash: String,
    /// The date that was in force.
    #[schema(required)]
    due_on: Option<NaiveDate>,
    /// The person who submitted it.
    submitted_by: PersonView,
    /// The organization that it was submitted for.
    organization: Named,
    /// When.
    submitted_at: Instant,
    /// What became of it; null while it waits.
    #[schema(required)]
    judgement: Option<JudgementView>,
}

/// What became of a submission.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct JudgementView {
    /// The verdict.
    verdict: Verdict,
    /// Why the assignment was closed as not implemented; null otherwise.
    #[schema(required)]
    close_reason: Option<CloseReason>,
    /// A remark.
    #[schema(required)]
    remark: Option<String>,
    /// What was said of each constraint.
    #[schema(value_type = Vec<TickView>)]
    constraints: Value,
    /// The person who decided on it.
    judged_by: PersonView,
    /// The organization that the person acted for.
    organization: Named,
    /// When.
    judged_at: Instant,
}

/// What was said of a constraint when a result was reviewed.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes what is kept as JSON")]
pub(super) struct TickView {
    /// The clause that states it.
    clause: Uuid,
    /// Whether the result meets it.
    is_met: bool,
    /// Why not, or what was noticed.
    #[schema(required)]
    remark: Option<String>,
}

/// A report on progress.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ProgressView {
    /// Its id.
    id: Uuid,
    /// How much was done; null where only words were reported.
    #[schema(required, minimum = 0, maximum = 100)]
    percent: Option<i16>,
    /// What was done.
    #[schema(example = "Đã hoàn thành rà soát chức năng, nhiệm vụ của các phòng.")]
    narrative: String,
    /// What comes next.
    #[schema(required)]
    next_step: Option<String>,
    /// The person who reported.
    reported_by: PersonView,
    /// The organization.
    organization: Named,
    /// When.
    reported_at: Instant,
}

/// A piece of evidence: one of `attachment_id`, `document_number` and `url` is not null.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct EvidenceView {
    /// Its id.
    id: Uuid,
    /// The number of the submission that it belongs to, made or to come.
    #[schema(minimum = 1)]
    submission: i32,
    /// What it is.
    #[schema(example = "Tờ trình phương án sắp xếp")]
    title: String,
    /// A file of this assignment.
    #[schema(required)]
    attachment_id: Option<Uuid>,
    /// A document, by its number.
    #[schema(required)]
    document_number: Option<String>,
    /// A page on the web.
    #[schema(required)]
    url: Option<String>,
    /// The person who added it.
    added_by: PersonView,
    /// The organization.
    organization: Named,
    /// When.
    added_at: Instant,
}

/// A request for a date, and what became of it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DateRequestView {
    /// Its id.
    id: Uuid,
    /// The first date, or a later one.
    kind: DateRequestKind,
    /// The date asked for.
    due_on: NaiveDate,
    /// Why.
    #[schema(example = "Cần lấy ý kiến các đơn vị trước khi trình.")]
    reason: String,
    /// The person who asked.
    requested_by: PersonView,
    /// The organization.
    organization: Named,
    /// When.
    requested_at: Instant,
    /// What became of it.
    state: RequestState,
    /// The date that was granted, the one asked for or another; null unless granted.
    #[schema(required)]
    granted_due_on: Option<NaiveDate>,
    /// What was said about the decision; null where nothing was.
    #[schema(required)]
    remark: Option<String>,
    /// The person who decided.
    #[schema(required)]
    decided_by: Option<PersonView>,
    /// When it was decided.
    #[schema(required)]
    decided_at: Option<Instant>,
}

/// An urging of the organization that has to act.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct UrgingView {
    /// Its id.
    id: Uuid,
    /// The organization that had to act.
    addressee: Named,
    /// What was asked for.
    #[schema(example = "Đề nghị khẩn trương báo cáo tiến độ thực hiện.")]
    message: String,
    /// The person who urged.
    urged_by: PersonView,
    /// The organization.
    organization: Named,
    /// When.
    urged_at: Instant,
}

/// Why an assignment was declined, reassigned or withdrawn.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ReasonView {
    /// Its id.
    id: Uuid,
    /// What it is the reason for.
    kind: ReasonKind,
    /// The reason.
    #[schema(example = "Nội dung này thuộc thẩm quyền của Sở Nội vụ.")]
    reason: String,
    /// The person who gave it.
    given_by: PersonView,
    /// The organization.
    organization: Named,
    /// When.
    given_at: Instant,
}

/// A period of a continuing duty.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FulfilmentView {
    /// What it is called.
    #[schema(example = "2025-W39")]
    period: String,
    /// Its first day.
    starts_on: NaiveDate,
    /// Its last day.
    ends_on: NaiveDate,
    /// The day on which it falls due.
    due_on: NaiveDate,
    /// The moment; midnight ends a day for which the clause named no time.
    due_at: Instant,
    /// When it was confirmed; null while it is open.
    #[schema(required)]
    fulfilled_at: Option<Instant>,
    /// A remark.
    #[schema(required)]
    remark: Option<String>,
    /// The person who said so.
    set_by: PersonView,
}

impl SubmissionView {
    pub(super) fn new(call: &Call, row: SubmissionRow, judgement: Option<JudgementRow>) -> Self {
        Self {
            number: row.number,
            result: row.result,
            statement: row.statement.into(),
            hash: row.hash,
            due_on: row.due_on,
            submitted_by: call.person(&row.submitted_by),
            organization: call.named(&row.organization),
            submitted_at: Instant(row.submitted_at),
            judgement: judgement.map(|row| JudgementView::new(call, row)),
        }
    }
}

impl JudgementView {
    fn new(call: &Call, row: JudgementRow) -> Self {
        Self {
            verdict: row.verdict,
            close_reason: row.close_reason,
            remark: row.remark.map(String::from),
            constraints: row.constraints,
            judged_by: call.person(&row.judged_by),
            organization: call.named(&row.organization),
            judged_at: Instant(row.judged_at),
        }
    }
}

impl ProgressView {
    pub(super) fn new(call: &Call, row: ProgressRow) -> Self {
        Self {
            id: row.id,
            percent: row.percent,
            narrative: row.narrative.into(),
            next_step: row.next_step.map(String::from),
            reported_by: call.person(&row.reported_by),
            organization: call.named(&row.organization),
            reported_at: Instant(row.reported_at),
        }
    }
}

impl EvidenceView {
    pub(super) fn new(call: &Call, row: EvidenceRow) -> Self {
        Self {
            id: row.id,
            submission: row.submission,
            title: row.title.into(),
            attachment_id: row.attachment_id,
            document_number: row.number.map(String::from),
            url: row.url,
            added_by: call.person(&row.added_by),
            organization: call.named(&row.organization),
            added_at: Instant(row.added_at),
        }
    }
}

impl DateRequestView {
    pub(super) fn new(call: &Call, row: DateRequestRow) -> Self {
        Self {
            id: row.id,
            kind: row.kind,
            due_on: row.due_on,
            reason: row.reason.into(),
            requested_by: call.person(&row.requested_by),
            organization: call.named(&row.organization),
            requested_at: Instant(row.requested_at),
            state: row.state,
            granted_due_on: row.granted_due_on,
            remark: row.remark.map(String::from),
            decided_by: row.decided_by.map(|subject| call.person(&subject)),
            decided_at: row.decided_at.map(Instant),
        }
    }
}

impl UrgingView {
    pub(super) fn new(call: &Call, row: UrgingRow) -> Self {
        Self {
            id: row.id,
            addressee: call.named(&row.addressee),
            message: row.message.into(),
            urged_by: call.person(&row.urged_by),
            organization: call.named(&row.organization),
            urged_at: Instant(row.urged_at),
        }
    }
}

impl ReasonView {
    pub(super) fn new(call: &Call, row: ReasonRow) -> Self {
        Self {
            id: row.id,
            kind: row.kind,
            reason: row.reason.into(),
            given_by: call.person(&row.given_by),
            organization: call.named(&row.organization),
            given_at: Instant(row.given_at),
        }
    }
}

impl FulfilmentView {
    pub(super) fn new(call: &Call, row: FulfilmentRow) -> Self {
        let period = Period::containing(row.cadence, row.starts_on);
        Self {
            period: period.map(|period| period.to_string()).unwrap_or_default(),
            starts_on: row.starts_on,
            ends_on: row.ends_on,
            due_on: row.due_on,
            due_at: Instant(row.due_time.on(row.due_on)),
            fulfilled_at: row.fulfilled_at.map(Instant),
            remark: row.remark.map(String::from),
            set_by: call.person(&row.set_by),
        }
    }
}
