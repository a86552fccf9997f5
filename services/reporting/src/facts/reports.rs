use crate::domain::report::{Act, KeptReport, Outdated, Report};
use haicap_kit::EventKind;
use haicap_kit::events::{Event, Kind};
use haicap_reference::period::Frequency;
use haicap_types::Instant;
use serde_json::json;
use uuid::Uuid;

haicap_kit::event_kinds! {
    /// What happens to a consolidated report.
    pub(crate) ReportEvent of "consolidated_report" {
        Drafted = "reporting.consolidated_report.drafted", "Đã lập báo cáo tổng hợp", "A consolidated report was drawn up";
        Refreshed = "reporting.consolidated_report.refreshed", "Đã cập nhật số liệu và nội dung báo cáo tổng hợp", "Its figures and words were refreshed";
        ApprovalRequested = "reporting.consolidated_report.approval_requested", "Đã trình duyệt báo cáo tổng hợp", "It was laid before who approves";
        Returned = "reporting.consolidated_report.returned", "Báo cáo tổng hợp bị trả lại để hoàn thiện", "It was sent back for more work";
        Approved = "reporting.consolidated_report.approved", "Báo cáo tổng hợp đã được duyệt", "It was approved";
        Sent = "reporting.consolidated_report.sent", "Báo cáo tổng hợp đã được phát hành và gửi", "It was sent";
        ScanAttached = "reporting.consolidated_report.scan_attached", "Đã đính kèm bản ký của báo cáo tổng hợp", "The signed sheet was added";
        Acknowledged = "reporting.consolidated_report.acknowledged",
            "Cấp trên đã xác nhận việc nhận báo cáo tổng hợp", "The organization above acknowledged it";
        Recalled = "reporting.consolidated_report.recalled", "Đã thu hồi báo cáo tổng hợp", "It was recalled";
        Outdated = "reporting.consolidated_report.outdated", "Báo cáo thành phần của báo cáo tổng hợp đã thay đổi", "A report that it is made of changed";
    }
}

/// What a report fulfils elsewhere.
#[derive(Debug, Clone, Default)]
pub(crate) struct Served {
    /// The clause of a directive.
    pub(crate) clause: Option<Uuid>,
    /// How often it comes.
    pub(crate) frequency: Option<Frequency>,
}

/// The fact that a report was drawn up.
pub(crate) fn drafted_event(kept: &KeptReport) -> Event {
    event(ReportEvent::Drafted, kept, None)
}

/// The fact that something happened to a report; none for an edit of a draft.
pub(crate) fn act_event(act: Act, kept: &KeptReport, served: &Served) -> Option<Event> {
    let kind = match act {
        Act::Edit => return None,
        Act::Refresh => ReportEvent::Refreshed,
        Act::RequestApproval => ReportEvent::ApprovalRequested,
        Act::Return => ReportEvent::Returned,
        Act::Approve => ReportEvent::Approved,
        Act::Send => ReportEvent::Sent,
        Act::AttachScan => ReportEvent::ScanAttached,
        Act::Acknowledge => ReportEvent::Acknowledged,
        Act::Recall => ReportEvent::Recalled,
    };
    Some(event(kind, kept, Some(served)))
}

/// The fact that a report is made of something else than what counts now.
pub(crate) fn stale_event(outdated: &Outdated, obligation: Uuid) -> Event {
    let Outdated { id, owed_by, receiver, is_sent } = outdated;
    let data = json!({ "obligation_id": obligation });
    let event = Event::of(ReportEvent::Outdated, id).data(&data);
    if *is_sent { event.concerns([owed_by, receiver]) } else { event }
}

/// A fact about a report. Until the report is sent it concerns no organization: whoever sees the organization would see
/// it in the feed. The organization itself finds it in the history.
fn event(kind: ReportEvent, kept: &KeptReport, served: Option<&Served>) -> Event {
    let frequency = served.and_then(|served| served.frequency.as_ref());
    let whole = frequency.and_then(|frequency| {
        frequency.containing(kept.starts_on).filter(|whole| frequency.name(whole) == kept.period)
    });
    let Report {
        id,
        version,
        regime,
        number,
        organization,
        receiver,
        state,
        hash,
        issued,
        sent,
        acknowledged,
        signed_scan,
        ..
    } = kept.report.clone();
    let data = json!({
        "regime": regime,
        "period": {
            "key": kept.period,
            "starts_on": kept.starts_on,
            "ends_on": kept.ends_on,
            "named_after": whole.map_or(kept.ends_on, |whole| whole.ends_on),
        },
        "number": number,
        "organization": organization,
        "receiver": receiver,
        "state": state,
        "version": version,
        "hash": hash,
        "document_number": issued.as_ref().map(|(number, _)| number),
        "issued_on": issued.as_ref().map(|(_, date)| date),
        "sent_at": sent.map(|sent| Instant(sent.at)),
        "acknowledged_at": acknowledged.map(|acknowledged| Instant(acknowledged.at)),
        "signed_scan": signed_scan.map(|scan| scan.sha256),
        "serves_clause": served.and_then(|served| served.clause),
        "cadence": frequency.and_then(Frequency::cadence),
    });
    let event = Event::of(kind, id).data(&data);
    let KeptReport { report, owed_by, receiver, .. } = kept;
    if report.sent.is_some() { event.concerns([&report.organization, owed_by, receiver]) } else { event }
}

pub(super) fn event_kinds() -> Vec<EventKind> {
    ReportEvent::documented(&json!({
        "type": "object",
        "properties": {
            "regime": { "type": "string", "description": "The regime's code." },
            "period": { "type": "object", "description": "Key, first and last day of the period, and the last day of what the key names: \
                    it comes later where the regime ends inside of the period." },
            "number": { "type": "integer", "description": "Its number within the obligation." },
            "organization": { "type": "string", "description": "The organization that reports." },
            "receiver": { "type": "string", "description": "The organization that it reports to." },
            "state": { "type": "string" },
            "version": { "type": "integer", "description": "The report's version afterwards." },
            "hash": { "type": ["string", "null"], "description": "Of what was approved." },
            "document_number": { "type": ["string", "null"] },
            "issued_on": { "type": ["string", "null"], "format": "date" },
            "sent_at": { "type": ["string", "null"], "format": "date-time" },
            "acknowledged_at": { "type": ["string", "null"], "format": "date-time" },
            "signed_scan": { "type": ["string", "null"], "description": "The SHA-256 of the signed sheet." },
            "serves_clause": { "type": ["string", "null"], "format": "uuid", "description": "The clause that it fulfils." },
            "cadence": { "type": ["string", "null"], "description": "How often it comes." },
            "obligation_id": { "type": "string", "format": "uuid", "description": "Whose report changed." },
        },
    }))
}
