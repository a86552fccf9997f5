use haicap_kit::EventKind;
use haicap_kit::events::{Event, Kind};
use haicap_types::OrganizationCode;
use serde::Serialize;
use serde_json::json;

haicap_kit::event_kinds! {
    /// What happens to an indicator.
    pub(crate) IndicatorEvent of "indicator" {
        Defined = "reporting.indicator.defined", "Đã định nghĩa chỉ tiêu", "An indicator was defined";
        Changed = "reporting.indicator.changed", "Đã sửa tên hoặc giới hạn của chỉ tiêu", "The names or bounds of an indicator changed";
    }
}

haicap_kit::event_kinds! {
    /// What happens to a form.
    pub(crate) FormEvent of "form" {
        Created = "reporting.form.created", "Đã tạo biểu mẫu", "A form was created";
        Published = "reporting.form.published", "Đã ban hành phiên bản biểu mẫu", "A version of a form was published";
    }
}

haicap_kit::event_kinds! {
    /// What happens to a regime.
    pub(crate) RegimeEvent of "regime" {
        Defined = "reporting.regime.defined", "Đã lập chế độ báo cáo", "A report regime was defined";
        Changed = "reporting.regime.changed", "Đã sửa chế độ báo cáo cho các kỳ sau", "A report regime changed for the periods to come";
    }
}

/// The fact that something was defined, or defined otherwise: `before` is none where it is new.
pub(crate) fn definition_event(
    kind: impl Kind,
    code: &str,
    owner: &OrganizationCode,
    (before, after): (Option<&impl Serialize>, &impl Serialize),
) -> Event {
    Event::of(kind, code).concerns([owner]).data(&json!({ "before": before, "after": after }))
}

pub(super) fn event_kinds() -> Vec<EventKind> {
    let data = json!({
        "type": "object",
        "required": ["before", "after"],
        "properties": {
            "before": { "type": ["object", "null"], "description": "As it was; null where it is new." },
            "after": { "type": "object", "description": "As it is." },
        },
    });
    [IndicatorEvent::documented(&data), FormEvent::documented(&data), RegimeEvent::documented(&data)].concat()
}
