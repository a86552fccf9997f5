use crate::domain::report::{Act, Report};
use crate::store::reports::{KeptReport, Outdated};
use haicap_kit::EventKind;
use haicap_kit::events::Event;
use haicap_reference::period::Frequency;
use haicap_types::Instant;
use serde_json::{Value, json};
use uuid::Uuid;

/// The fact that a report was drawn up.
pub(super) fn drafted_event(kept: &KeptReport) -> Event {
    event("reporting.consolidated_report.drafted", kept, &json!({}))
}

/// The fact that something happened to a report; `None` for what is written on a draft.
pub(super) fn act_event(act: Act, kept: &KeptReport, served: &Served) -> Option<Event> {
    let kind = match act {
        Act::Edit => return None,
        Act::Refresh => "reporting.consolidated_report.refreshed",
        Act::RequestApproval => "reporting.consolidated_report.approval_requested",
        Act::Return => "reporting.consolidated_report.returned",
        Act::Approve => "reporting.consolidated_report.approved",
        Act::Send => "reporting.consolidated_report.sent",
        Act::AttachScan => "reporting.consolidated_report.scan_attached",
        Act::Acknowledge => "reporting.consolidated_report.acknowledged",
        Act::Recall => "reporting.consolidated_report.recalled",
    };
    Some(event(kind, kept, &served.data()))
}

/// The fact that a report is made of something else than what counts now.
pub(crate) fn stale_event(outdated: &Outdated, obligation: Uuid) -> Event {
    let Outdated { id, owed_by, receiver, is_sent } = outdated;
    let data = json!({ "obligation_id": obligation });
    let event = Event::new("reporting.consolidated_report.outdated", "consolidated_report", id).data(&data);
    if *is_sent { event.concerns([owed_by, receiver]) } else { event }
}

/// What a report fulfils elsewhere.
#[derive(Debug, Clone, Default)]
pub(super) struct Served {
    /// The clause of a directive.
    pub(super) clause: Option<Uuid>,
    /// How often it comes.
    pub(super) frequency: Option<Frequency>,
}

impl Served {
    fn data(&self) -> Value {
        let cadence = self.frequency.as_ref().and_then(Frequency::cadence);
        json!({ "serves_clause": self.clause, "cadence": cadence })
    }
}

/// A fact about a report. Until the report is sent it concerns no organization: whoever sees the body would see it in the
/// feed. The body itself finds it in the history.
fn event(kind: &'static str, kept: &KeptReport, more: &Value) -> Event {
    let Report {
        id, regime, number, organization, receiver, state, hash, issued, sent, acknowledged, signed_scan, ..
    } = kept.report.clone();
    let data = json!({
        "regime": regime,
        "period": { "key": kept.period, "starts_on": kept.starts_on, "ends_on": kept.ends_on },
        "number": number,
        "organization": organization,
        "receiver": receiver,
        "state": state,
        "hash": hash,
        "document_number": issued.as_ref().map(|(number, _)| number),
        "issued_on": issued.as_ref().map(|(_, date)| date),
        "sent_at": sent.map(|sent| Instant(sent.at)),
        "acknowledged_at": acknowledged.map(|acknowledged| Instant(acknowledged.at)),
        "signed_scan": signed_scan.map(|scan| scan.sha256),
        "serves_clause": more.get("serves_clause"),
        "cadence": more.get("cadence"),
    });
    let event = Event::new(kind, "consolidated_report", id).data(&data);
    let KeptReport { report, owed_by, receiver, .. } = kept;
    if report.sent.is_some() { event.concerns([&report.organization, owed_by, receiver]) } else { event }
}

/// The facts about consolidated reports.
pub(crate) fn event_kinds() -> Vec<EventKind> {
    let data = json!({
        "type": "object",
        "properties": {
            "regime": { "type": "string", "description": "The regime's code." },
            "period": { "type": "object", "description": "Key, first and last day of the period." },
            "number": { "type": "integer", "description": "Its number within the obligation." },
            "organization": { "type": "string", "description": "The body that reports." },
            "receiver": { "type": "string", "description": "The body that it reports to." },
            "state": { "type": "string" },
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
    });
    [
        ("reporting.consolidated_report.drafted", "A consolidated report was drawn up"),
        ("reporting.consolidated_report.refreshed", "Its figures were taken anew"),
        ("reporting.consolidated_report.approval_requested", "It was laid before who approves"),
        ("reporting.consolidated_report.returned", "It was sent back for more work"),
        ("reporting.consolidated_report.approved", "It was approved"),
        ("reporting.consolidated_report.sent", "It was sent"),
        ("reporting.consolidated_report.scan_attached", "The signed sheet was added"),
        ("reporting.consolidated_report.acknowledged", "The body above acknowledged it"),
        ("reporting.consolidated_report.recalled", "It was recalled"),
        ("reporting.consolidated_report.outdated", "A report that it is made of changed"),
    ]
    .map(|(kind, summary)| EventKind { kind, summary, data: data.clone() })
    .into()
}
