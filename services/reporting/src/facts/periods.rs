use crate::domain::obligation::Obligation;
use crate::domain::period::{MovedDeadline, Period};
use haicap_kit::EventKind;
use haicap_kit::events::{Event, Kind};
use haicap_types::Instant;
use serde_json::json;

haicap_kit::event_kinds! {
    /// What happens to a period.
    pub(crate) PeriodEvent of "period" {
        Opened = "reporting.period.opened", "Kỳ báo cáo đã mở", "A period began, and who has to report is settled";
        Rescheduled = "reporting.period.rescheduled", "Thời hạn của kỳ báo cáo đã dời theo lịch làm việc", "The calendar moved deadlines of a period";
    }
}

/// The fact that a period began, and for whom.
pub(crate) fn opened_event(period: &Period, obligations: &[Obligation]) -> Event {
    let concerned = obligations.iter().flat_map(|one| [&one.owed_by, &one.receiver]);
    let data = json!({
        "regime": period.regime,
        "key": period.key,
        "starts_on": period.starts_on,
        "ends_on": period.ends_on,
        "expected": obligations.len(),
    });
    Event::of(PeriodEvent::Opened, period.id).concerns(concerned).data(&data)
}

/// The fact that the calendar moved the deadlines of a tier; none where it moved none.
pub(crate) fn rescheduled_event(period: &Period, tier: i16, moved: &[MovedDeadline]) -> Option<Event> {
    let first = moved.first()?;
    let concerned = moved.iter().flat_map(|one| [&one.owed_by, &one.receiver]);
    let data = json!({
        "regime": period.regime,
        "key": period.key,
        "tier": tier,
        "obligations": moved.len(),
        "before": { "due_at": Instant(first.before) },
        "after": { "due_at": Instant(first.after) },
    });
    Some(Event::of(PeriodEvent::Rescheduled, period.id).concerns(concerned).data(&data))
}

pub(super) fn event_kinds() -> Vec<EventKind> {
    PeriodEvent::documented(&json!({
        "type": "object",
        "required": ["regime", "key"],
        "properties": {
            "regime": { "type": "string", "description": "The regime's code." },
            "key": { "type": "string", "description": "What the period is called." },
            "starts_on": { "type": "string", "format": "date" },
            "ends_on": { "type": "string", "format": "date" },
            "expected": { "type": "integer", "description": "How many have to report." },
            "tier": { "type": "integer" },
            "obligations": { "type": "integer", "description": "How many deadlines moved." },
            "before": { "type": "object", "description": "The deadline as it was." },
            "after": { "type": "object", "description": "The deadline as it is." },
        },
    }))
}
