use crate::domain::assignment::{Assignment, Change, Fact};
use crate::domain::fulfilment::Fulfilment;
use crate::vocabulary::{DateRequestKind, Verdict};
use haicap_kit::EventKind;
use haicap_kit::events::{Event, Kind, difference};
use haicap_types::{Decision, OrganizationCode};
use serde_json::{Value, json};
use std::collections::BTreeSet;

haicap_kit::event_kinds! {
    /// What happens to an assignment.
    pub(crate) AssignmentEvent of "assignment" {
        Assigned = "directives.assignment.assigned", "Đã giao nhiệm vụ", "An organization was given an assignment";
        Acknowledged = "directives.assignment.acknowledged",
            "Đã tiếp nhận nhiệm vụ", "The accountable organization acknowledged it";
        Declined = "directives.assignment.declined",
            "Đã từ chối tiếp nhận nhiệm vụ", "The accountable organization declined it";
        Taken = "directives.assignment.taken", "Đã có người nhận xử lý nhiệm vụ", "A person took it";
        Started = "directives.assignment.started", "Đã bắt đầu thực hiện nhiệm vụ", "Work began";
        DateProposed = "directives.assignment.date_proposed",
            "Đã đề xuất thời hạn", "The accountable organization proposed a date";
        DateGranted = "directives.assignment.date_granted", "Thời hạn đề xuất được chấp thuận", "The proposed date came into force";
        DateRefused = "directives.assignment.date_refused", "Thời hạn đề xuất không được chấp thuận", "The proposed date was refused";
        ExtensionRequested = "directives.assignment.extension_requested",
            "Đã xin gia hạn", "The accountable organization asked for a later date";
        ExtensionGranted = "directives.assignment.extension_granted", "Đề nghị gia hạn được chấp thuận", "A later date came into force";
        ExtensionRefused = "directives.assignment.extension_refused", "Đề nghị gia hạn không được chấp thuận", "A later date was refused";
        ProgressReported = "directives.assignment.progress_reported",
            "Đã báo cáo tiến độ", "The accountable organization reported progress";
        EvidenceAdded = "directives.assignment.evidence_added",
            "Đã bổ sung minh chứng", "The accountable organization added evidence";
        Submitted = "directives.assignment.submitted",
            "Đã trình kết quả", "The accountable organization submitted a result";
        Completed = "directives.assignment.completed", "Đã xác nhận hoàn thành", "The result was accepted";
        Returned = "directives.assignment.returned", "Kết quả bị trả lại", "The result was sent back";
        Closed = "directives.assignment.closed",
            "Nhiệm vụ kết thúc, không thực hiện", "The assignment was closed as not implemented";
        Reassigned = "directives.assignment.reassigned", "Đã giao lại nhiệm vụ", "It was reassigned";
        Withdrawn = "directives.assignment.withdrawn", "Đã rút nhiệm vụ", "It was withdrawn";
        Urged = "directives.assignment.urged",
            "Đã đôn đốc cơ quan phải xử lý", "The organization that has to act was urged";
        ChildrenAdded = "directives.assignment.children_added",
            "Đã giao nhiệm vụ thành phần", "Children of it were assigned";
        PeriodFulfilled = "directives.assignment.period_fulfilled", "Đã ghi nhận thực hiện trong kỳ", "A period of a continuing duty was confirmed";
        PeriodReopened = "directives.assignment.period_reopened", "Đã hủy ghi nhận thực hiện trong kỳ", "A period's confirmation was taken back";
        CarriedOver = "directives.assignment.carried_over", "Nhiệm vụ được chuyển tiếp sang văn bản khác", "It goes on under a clause of another document";
        Corrected = "directives.assignment.corrected", "Nhiệm vụ được sửa theo nội dung văn bản đã đính chính", "Its clause was corrected, and it says the same now";
        ReceiverChanged = "directives.assignment.receiver_changed",
            "Cơ quan nhận báo cáo của nhiệm vụ đã thay đổi, do nhiệm vụ chung được giao lại",
            "The receiver of the assignment changed, because its parent was reassigned";
        PeriodsOpened = "directives.assignment.periods_opened",
            "Đã mở kỳ thực hiện của nhiệm vụ", "Periods of the duty have begun";
    }
}

const fn kind(fact: &Fact) -> AssignmentEvent {
    match fact {
        Fact::Acknowledged => AssignmentEvent::Acknowledged,
        Fact::Declined { .. } => AssignmentEvent::Declined,
        Fact::Taken { .. } => AssignmentEvent::Taken,
        Fact::Started => AssignmentEvent::Started,
        Fact::DateRequested(request) => match request.kind {
            DateRequestKind::Proposal => AssignmentEvent::DateProposed,
            DateRequestKind::Extension => AssignmentEvent::ExtensionRequested,
        },
        Fact::DateDecided(decision) => match (decision.request.kind, decision.ruling.decision()) {
            (DateRequestKind::Proposal, Decision::Granted) => AssignmentEvent::DateGranted,
            (DateRequestKind::Proposal, Decision::Refused) => AssignmentEvent::DateRefused,
            (DateRequestKind::Extension, Decision::Granted) => AssignmentEvent::ExtensionGranted,
            (DateRequestKind::Extension, Decision::Refused) => AssignmentEvent::ExtensionRefused,
        },
        Fact::ProgressReported(_) => AssignmentEvent::ProgressReported,
        Fact::EvidenceAdded { .. } => AssignmentEvent::EvidenceAdded,
        Fact::Submitted(_) => AssignmentEvent::Submitted,
        Fact::Judged(judgement) => match judgement.verdict {
            Verdict::Accepted => AssignmentEvent::Completed,
            Verdict::Returned => AssignmentEvent::Returned,
            Verdict::Closed => AssignmentEvent::Closed,
        },
        Fact::Reassigned { .. } => AssignmentEvent::Reassigned,
        Fact::Withdrawn { .. } => AssignmentEvent::Withdrawn,
        Fact::Urged { .. } => AssignmentEvent::Urged,
        Fact::ChildrenAdded(_) => AssignmentEvent::ChildrenAdded,
        Fact::FulfilmentSet(fulfilment) => match fulfilment.fulfilled_at {
            Some(_) => AssignmentEvent::PeriodFulfilled,
            None => AssignmentEvent::PeriodReopened,
        },
        Fact::CarriedOver { .. } => AssignmentEvent::CarriedOver,
        Fact::Corrected => AssignmentEvent::Corrected,
        Fact::ReceiverChanged { .. } => AssignmentEvent::ReceiverChanged,
    }
}

/// The fact that an assignment was made.
#[must_use]
pub fn assigned_event(assignment: &Assignment) -> Event {
    let data = json!({
        "directive_id": assignment.directive_id,
        "clause_id": assignment.clause_id,
        "parent_id": assignment.parent_id,
        "version": assignment.version,
        "before": null,
        "after": facts(assignment),
        "detail": {},
    });
    Event::of(AssignmentEvent::Assigned, assignment.id).concerns(assignment.parties()).data(&data)
}

/// The fact that periods of a continuing duty were opened; none where none were.
pub(crate) fn period_event<'a>(duty: &Assignment, periods: impl Iterator<Item = &'a Fulfilment>) -> Option<Event> {
    let periods: Vec<Value> =
        periods.map(|one| json!({ "period": one.period.to_string(), "due_on": one.due_on })).collect();
    if periods.is_empty() {
        return None;
    }
    let data = json!({
        "directive_id": duty.directive_id,
        "clause_id": duty.clause_id,
        "parent_id": duty.parent_id,
        "version": duty.version + 1,
        "before": {},
        "after": {},
        "detail": { "periods": periods },
    });
    Some(Event::of(AssignmentEvent::PeriodsOpened, duty.id).concerns(duty.parties()).data(&data))
}

/// The fact that something happened to an assignment.
pub(crate) fn change_event(before: &Assignment, change: &Change) -> Event {
    let after = &change.assignment;
    let (old, new) = difference(&facts(before), &facts(after));
    let data = json!({
        "directive_id": after.directive_id,
        "clause_id": after.clause_id,
        "parent_id": after.parent_id,
        "version": before.version + i32::from(change.raises_version()),
        "before": old,
        "after": new,
        "detail": detail(&change.fact),
    });
    let concerned: BTreeSet<&OrganizationCode> = before.parties().chain(after.parties()).collect();
    Event::of(kind(&change.fact), after.id).concerns(concerned).data(&data)
}

fn facts(assignment: &Assignment) -> Value {
    json!({
        "state": assignment.state,
        "accountable": assignment.accountable,
        "executing": assignment.executing,
        "reports_to": assignment.reports_to,
        "due_basis": assignment.due_basis,
        "due_on": assignment.due_on,
        "extensions": assignment.extensions,
        "next_fulfilment_due_on": assignment.next_fulfilment_due_on,
        "handler": assignment.handler_subject,
        "percent": assignment.percent,
        "children": assignment.children,
        "is_on_time": assignment.is_on_time,
    })
}

/// What the kind of the fact does not say: codes, ids, dates and hashes, no texts of people.
fn detail(fact: &Fact) -> Value {
    match fact {
        Fact::DateRequested(request) => json!({ "due_on": request.due_on }),
        Fact::DateDecided(decision) => {
            json!({ "due_on": decision.request.due_on, "granted_due_on": decision.granted_due_on,
                    "state": decision.ruling.decision() })
        }
        Fact::Submitted(submission) => {
            json!({ "submission": submission.number, "hash": submission.hash, "result": submission.result,
                    "submitted_by": submission.submitted_by })
        }
        Fact::Judged(judgement) => {
            json!({ "submission": judgement.submission, "verdict": judgement.verdict,
                    "close_reason": judgement.close_reason })
        }
        Fact::EvidenceAdded { evidence, submission } => {
            json!({ "submission": submission, "evidence_kind": evidence.source.kind() })
        }
        Fact::Urged { addressee, .. } => json!({ "addressee": addressee }),
        Fact::ChildrenAdded(children) => {
            json!({ "children": children.iter().map(|child| child.id).collect::<Vec<_>>() })
        }
        Fact::FulfilmentSet(fulfilment) => {
            json!({ "period": fulfilment.period.to_string(), "due_on": fulfilment.due_on })
        }
        Fact::CarriedOver { from_directive, from_clause } => {
            json!({ "from_directive": from_directive, "from_clause": from_clause })
        }
        Fact::Acknowledged
        | Fact::Declined { .. }
        | Fact::Taken { .. }
        | Fact::Started
        | Fact::Corrected
        | Fact::ProgressReported(_)
        | Fact::Reassigned { .. }
        | Fact::Withdrawn { .. }
        | Fact::ReceiverChanged { .. } => json!({}),
    }
}

/// The facts about assignments.
pub(super) fn event_kinds() -> Vec<EventKind> {
    AssignmentEvent::documented(&json!({
        "type": "object",
        "required": ["directive_id", "clause_id", "parent_id", "version", "before", "after", "detail"],
        "properties": {
            "directive_id": { "type": ["string", "null"], "format": "uuid" },
            "clause_id": { "type": ["string", "null"], "format": "uuid" },
            "parent_id": { "type": ["string", "null"], "format": "uuid" },
            "version": { "type": "integer", "description": "The assignment's version afterwards." },
            "before": { "type": ["object", "null"], "description": "The fields that changed, as they were." },
            "after": { "type": "object", "description": "The same fields, as they are." },
            "detail": { "type": "object", "description": "What the kind does not say, such as a submission's hash." },
        },
    }))
}
